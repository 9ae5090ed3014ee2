"""``notice``: from the draft to the sheet on the board."""

import argparse
import re
from datetime import date

from desktop.cli.exit_codes import ExitCode
from desktop.cli.office_access import opened
from desktop.cli.terminal import Progress, Terminal
from desktop.domain.problem import Problem, ProblemError
from desktop.services.disclosure.steps import state_label
from desktop.services.office import Office

_QUARTER = re.compile(r"(\d{4})[Qq年]第?([1-4])(季度)?\Z")


def run_notice(options: argparse.Namespace, terminal: Terminal) -> int:
    """Run one of the actions of ``notice``."""
    actions = {"list": _list, "make": _make, "issue": _issue, "print": _print}
    with opened(options, terminal) as office:
        return actions.get(options.action, _move)(office, terminal, options)


def _list(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.services.disclosure import sheets
    from desktop.services.disclosure.notices import list_notices

    notices = list_notices(office)
    terminal.table(
        ("编号", "标题", "期间", "状态", "起草", "审核", "发布"),
        [
            (
                notice.number,
                notice.title,
                f"{notice.period_from} 至 {notice.period_to}",
                state_label(notice.state),
                notice.drafted_by,
                notice.reviewed_by,
                notice.issued_by,
            )
            for notice in notices
        ],
    )
    templates = sheets.kinds()
    terminal.line()
    terminal.line("可用的模板：" + "；".join(f"{name}（{label}）" for name, label in templates))
    terminal.result(
        notices=[
            {
                "id": notice.id,
                "number": notice.number,
                "title": notice.title,
                "state": notice.state,
                "sha256": notice.sha256,
            }
            for notice in notices
        ],
        templates=[name for name, _ in templates],
    )
    return ExitCode.OK


def _make(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.services.disclosure.notices import get_notice, make_notice
    from desktop.services.disclosure.requests import NoticeRequest

    first, last = _period(options)
    notice_id = make_notice(
        office,
        NoticeRequest(
            options.template,
            first,
            last,
            _day(options.issued_on) or office.today().isoformat(),
            _day(options.posted_on),
            options.large,
        ),
    )
    summary = get_notice(office, notice_id).summary
    terminal.line(f"已起草：{summary.number} {summary.title}")
    terminal.result(id=notice_id, number=summary.number)
    return ExitCode.OK


def _move(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.services.disclosure import notices, postings

    number = options.number
    if options.action == "submit":
        notices.submit(office, number)
    elif options.action == "review":
        notices.review(office, number, options.text)
    elif options.action == "decide":
        notices.decide(office, number, _needed_day(options.on), options.text)
    elif options.action == "approve":
        notices.approve(office, number, options.document, _needed_day(options.on))
    elif options.action == "post":
        new = postings.NewPosting(tuple(options.place), _needed_day(options.on))
        terminal.problems(postings.post(office, number, new))
    elif options.action == "take-down":
        hanging = [each.id for each in postings.list_postings(office, number) if each.taken_down_on is None]
        terminal.problems(postings.take_down(office, hanging, _needed_day(options.on)))
    elif options.action == "archive":
        notices.archive(office, number)
    elif options.action == "return":
        notices.return_notice(office, number, options.text)
    else:
        notices.withdraw(office, number, options.text)
    return _tell_state(office, terminal, number)


def _issue(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.services.disclosure import notices

    progress = Progress("正在发布")
    printed = notices.issue(office, options.number, progress)
    progress.close()
    if options.out is not None:
        _save(options, terminal, printed.pdf)
    return _tell_state(office, terminal, options.number)


def _print(office: Office, terminal: Terminal, options: argparse.Namespace) -> int:
    from desktop.services.disclosure import notices

    progress = Progress("正在排版")
    printed = notices.preview(office, options.number, progress)
    progress.close()
    _save(options, terminal, printed.pdf)
    if options.copies > 0:
        notices.record_print(office, options.number, options.copies)
    terminal.problems(printed.warnings)
    terminal.line("这是存档原件。" if printed.archived else "这是带水印的草稿，还没有发布。")
    terminal.result(archived=printed.archived)
    return ExitCode.OK


def _save(options: argparse.Namespace, terminal: Terminal, pdf: bytes) -> None:
    from desktop.vault.folder import write_durably

    write_durably(options.out, pdf)
    terminal.line(f"已存成：{options.out}")
    terminal.result(file=str(options.out))


def _tell_state(office: Office, terminal: Terminal, number: str) -> int:
    from desktop.services.disclosure.notices import get_notice

    summary = get_notice(office, number).summary
    terminal.line(f"{summary.number} {summary.title}：{state_label(summary.state)}")
    if summary.sha256:
        terminal.line(f"存档指纹：{summary.sha256}")
    terminal.result(number=summary.number, state=summary.state, sha256=summary.sha256)
    return ExitCode.OK


def _period(options: argparse.Namespace) -> tuple[str, str]:
    if options.quarter:
        match = _QUARTER.match(options.quarter.strip())
        if match is None:
            raise ProblemError(Problem("CLI-014", {"text": options.quarter}))
        year, quarter = int(match[1]), int(match[2])
        last_day = {1: 31, 2: 30, 3: 30, 4: 31}[quarter]
        return (
            date(year, 3 * quarter - 2, 1).isoformat(),
            date(year, 3 * quarter, last_day).isoformat(),
        )
    first, last = _day(options.first), _day(options.last)
    if not first or not last or first > last:
        raise ProblemError(Problem("CLI-014", {"text": f"{options.first} {options.last}".strip()}))
    return first, last


def _needed_day(text: str) -> date:
    day = _day(text)
    if not day:
        raise ProblemError(Problem("CLI-012", {"text": text}))
    return date.fromisoformat(day)


def _day(text: str) -> str:
    if not text:
        return ""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ProblemError(Problem("CLI-012", {"text": text})) from None
