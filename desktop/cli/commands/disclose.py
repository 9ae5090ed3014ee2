"""``disclose``: what the village has to disclose, by when, and the sheets of a whole year."""

import argparse
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.cli.exit_codes import ExitCode
from desktop.cli.office_access import opened
from desktop.cli.terminal import Progress, Terminal
from desktop.domain.disclosure_duty import DutyState
from desktop.domain.problem import Problem, ProblemError
from desktop.services.disclosure.year import STATES
from desktop.services.office import Office

_TO_DO = (DutyState.MISSED, DutyState.LATE, DutyState.DUE_SOON, DutyState.OPEN)


def run_disclose(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run what ``disclose`` was asked for."""
    if not options.year:
        with opened(options, terminal) as office:
            return _due(office, terminal, options)
    if options.out is None:
        raise ProblemError(Problem("CLI-004", {"option": "--out"}))
    if options.sample:
        from desktop.sample.year import YEAR

        if options.year != YEAR:
            raise ProblemError(Problem("CLI-016", {"year": str(options.year), "known": str(YEAR)}))
        return _sample_year(options, terminal)
    with opened(options, terminal) as office:
        return _year(office, terminal, options, office.today())


def _sample_year(options: argparse.Namespace, terminal: Terminal) -> int:
    from desktop.services.sample_year import last_day_of, live_year

    with TemporaryDirectory() as folder:
        with closing(Progress("示范村的一年")) as job:
            office, told = live_year(Path(folder), options.year, job)
        try:
            for each in told:
                terminal.problems(each.problems)
            return _year(office, terminal, options, last_day_of(options.year))
        finally:
            office.close()


def _year(office: Office, terminal: Terminal, options: argparse.Namespace, on: date) -> int:
    """The sheets of a year by duty, and the archive of what was issued in it."""
    from desktop.services.disclosure.archive import archive_year
    from desktop.services.disclosure.year import INDEX, write_year

    with closing(Progress("写出公开表")) as job:
        sheets = write_year(office, options.year, options.out, on, job)
        issued = [sheet for sheet in sheets if sheet.number]
        archived = archive_year(office, options.year, options.out, job) if issued else None
    states = Counter(sheet.state for sheet in sheets)
    terminal.line(
        f"{options.year} 年：{len(sheets)} 项，写出 {sum(bool(s.file) for s in sheets)} 张，目录见 {INDEX}"
    )
    terminal.line("；".join(f"{state} {count}" for state, count in states.items()))
    if archived is not None:
        terminal.line(f"档案和合订本：{archived.folder.name}，{archived.notices} 份 {archived.pages} 页")
        terminal.problems(archived.problems)
    for sheet in sheets:
        terminal.problems(sheet.problems)
    terminal.result(
        year=options.year,
        sheets=[
            {
                "code": sheet.code,
                "title": sheet.title,
                "period": sheet.period,
                "due_on": sheet.due_on.isoformat() if sheet.due_on else "",
                "state": sheet.state,
                "number": sheet.number,
                "file": sheet.file,
            }
            for sheet in sheets
        ],
        archive=archived.folder.name if archived is not None else "",
    )
    return ExitCode.OK


def _due(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.services.disclosure.duties import read_calendar

    calendar = read_calendar(office, _day(options.on))
    lines = [line for line in calendar.lines if options.all or line.state in _TO_DO]
    terminal.table(
        ("应公开日", "状态", "事项", "期间", "起因"),
        [
            (
                line.duty.due_on.isoformat(),
                STATES[line.state] + ("（晚了）" if line.duty.is_done_late else ""),
                f"{line.item.code} {line.title}",
                "" if line.duty.trigger is not None else line.duty.period.words(),
                line.duty.trigger.title if line.duty.trigger is not None else "",
            )
            for line in lines
        ],
    )
    counts = {state.value: calendar.count(state) for state in DutyState}
    terminal.line("；".join(f"{STATES[state]} {calendar.count(state)}" for state in DutyState))
    if calendar.unknown_years:
        years = "、".join(map(str, calendar.unknown_years))
        terminal.line(f"{years} 年的放假调休安排程序里还没有，按工作日算的期限以国务院办公厅通知为准。")
    terminal.problems(calendar.problems)
    terminal.result(
        on=calendar.on.isoformat(),
        counts=counts,
        duties=[
            {
                "duty": line.duty.duty,
                "items": list(line.duty.items),
                "first": line.duty.period.first.isoformat(),
                "last": line.duty.period.last.isoformat(),
                "due_on": line.duty.due_on.isoformat(),
                "state": line.state.value,
                "record_id": line.duty.trigger.record_id if line.duty.trigger is not None else "",
                "notice_id": line.duty.published.notice_id if line.duty.published is not None else "",
            }
            for line in lines
        ],
    )
    return ExitCode.OK


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ProblemError(Problem("CLI-012", {"text": text})) from None
