"""``disclose``: what the village has to disclose, by when."""

import argparse
from datetime import date

from desktop.cli.exit_codes import ExitCode
from desktop.cli.office_access import opened
from desktop.cli.terminal import Terminal
from desktop.domain.disclosure_duty import DutyState
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office

STATES = {
    DutyState.FUTURE: "未到期",
    DutyState.OPEN: "该办了",
    DutyState.DUE_SOON: "快到期",
    DutyState.DONE: "已公开",
    DutyState.LATE: "已逾期",
    DutyState.MISSED: "已错过",
}
_TO_DO = (DutyState.MISSED, DutyState.LATE, DutyState.DUE_SOON, DutyState.OPEN)


def run_disclose(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run what ``disclose`` was asked for."""
    with opened(options, terminal) as office:
        return _due(office, terminal, options)


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
