"""A whole year of disclosure in a folder: every sheet that was owed, what hung and what is missing."""

import re
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp

from desktop.domain.accounts import Right
from desktop.domain.disclosure_duty import DutyState
from desktop.domain.disclosure_item import Frequency
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.period import Period
from desktop.domain.problem import Problem, ProblemError
from desktop.services.disclosure import duties, notices
from desktop.services.disclosure.duties import DutyLine
from desktop.services.disclosure.notices import NoticeSummary
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office

LINES = {"D": "党务公开", "V": "村务公开", "F": "财务公开"}
DRAFTS = "还没有公开"
INDEX = "目录.xlsx"
_AFTER = 62
"""Days after the year in which what it owes falls due: the last sheets hang at the end of January."""

STATES = {
    DutyState.FUTURE: "未到期",
    DutyState.OPEN: "该办了",
    DutyState.DUE_SOON: "快到期",
    DutyState.DONE: "已公开",
    DutyState.LATE: "已逾期",
    DutyState.MISSED: "已错过",
}
"""How the state of a duty is told in words."""

_HEADINGS = (
    "事项代码",
    "事项",
    "期间",
    "应公开日",
    "情况",
    "公开日",
    "编号",
    "页数",
    "文件",
    "说明",
)


@dataclass(frozen=True, slots=True)
class YearSheet:
    """One line of the year: a duty or a notice beside the duties.

    Attributes:
        code: Item.
        title: Item or sheet in words.
        period: What it speaks of, in words.
        due_on: Last day to hang it; None for what nobody owed.
        state: In words.
        posted_on: First day on a board; None while it hangs nowhere.
        number: Number of the notice; empty without one.
        pages: Of the sheet; 0 without one.
        file: Its file, below the folder; empty where no sheet could be made.
        problems: Why not, or what is worth knowing about a draft.
    """

    code: str
    title: str
    period: str
    due_on: date | None
    state: str
    posted_on: date | None
    number: str
    pages: int
    file: str
    problems: tuple[Problem, ...] = ()


def write_year(
    office: Office, year: int, folder: Path, on: date | None = None, job: JobHandle | None = None
) -> tuple[YearSheet, ...]:
    """Write every sheet of a year into a new folder, with an index of what was owed.

    What was issued is written as it was archived; what is owed and not issued as a draft from the facts
    as they stand. The folder appears whole or not at all.

    Args:
        office: The office at work.
        year: Which year the sheets speak of.
        folder: Absent or empty.
        on: The day on which the duties are looked at; None for today.
        job: Told how far it is.

    Returns:
        Sorted by line (party, village, finance), then due day.

    Raises:
        ProblemError: DOC-144 the folder holds something, DOC-142 it can't be written, SYS-403.
        Cancelled: Nothing is left behind.
    """
    job = job or NoJob()
    office.require(Right.PRINT)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ProblemError(Problem("DOC-144", {"path": str(folder)}))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    except OSError as error:
        raise ProblemError(Problem("DOC-142", {"path": str(folder)})) from error
    try:
        sheets = tuple(_write_sheets(office, year, draft, on or office.today(), job))
        _write_index(draft / INDEX, sheets, year)
        if folder.exists():
            folder.rmdir()
        draft.chmod(0o755)
        draft.rename(folder)
    except OSError as error:
        raise ProblemError(Problem("DOC-142", {"path": str(folder)})) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    office.log_access("export", "notice", None, purpose=f"disclose {year}")
    return sheets


def _write_sheets(office: Office, year: int, folder: Path, on: date, job: JobHandle) -> Iterable[YearSheet]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    calendar = duties.read_calendar(office, on, last + timedelta(days=_AFTER), first)
    lines = [line for line in calendar.lines if _is_of(line, first, last)]
    known = {notice.id: notice for notice in notices.list_notices(office)}
    told = {line.duty.published.notice_id for line in lines if line.duty.published is not None}
    others = [
        notice
        for notice in known.values()
        if notice.sha256
        and notice.id not in told
        and first.isoformat() <= notice.period_to <= last.isoformat()
    ]
    found: list[YearSheet] = []
    total = len(lines) + len(others)
    for line in lines:
        job.check_cancelled()
        job.report(len(found), total, "sheet")
        found.append(_write_duty(office, folder, line, known, on, len(found) + 1))
    for notice in others:
        job.check_cancelled()
        job.report(len(found), total, "sheet")
        found.append(_write_notice(office, folder, notice, None, len(found) + 1))
    order = tuple(LINES)
    return sorted(found, key=lambda sheet: (order.index(sheet.code[:1]), sheet.due_on or last, sheet.file))


def _is_of(line: DutyLine, first: date, last: date) -> bool:
    duty = line.duty
    if duty.trigger is not None:
        return first <= duty.trigger.on <= last
    if duty.frequency is Frequency.STANDING:
        return duty.published is None
    return first <= duty.period.last <= last


def _write_duty(
    office: Office, folder: Path, line: DutyLine, known: dict[str, NoticeSummary], on: date, serial: int
) -> YearSheet:
    published = line.duty.published
    if published is not None and published.notice_id in known:
        return _write_notice(office, folder, known[published.notice_id], line, serial)
    request = duties.request_for(office, line, on)
    try:
        pdf, pages, problems = _draft(office, request, line.on_the_way)
    except ProblemError as error:
        return _sheet(line, None, None, 0, "", error.problems)
    file = _save(folder / DRAFTS, line.item.code, line.title, line.duty.period.words(), serial, pdf)
    return _sheet(line, None, None, pages, f"{DRAFTS}/{file}", problems)


def _draft(office: Office, request: NoticeRequest, notice_id: str) -> tuple[bytes, int, tuple[Problem, ...]]:
    """A watermarked sheet: the draft that there is, or one made for this."""
    from desktop.reports.preview import Preview
    from desktop.reports.rendering import render
    from desktop.services.disclosure.documents import build_document

    problems: tuple[Problem, ...] = ()
    if notice_id:
        printed = notices.preview(office, notice_id)
        pdf, problems = printed.pdf, printed.warnings
    else:
        pdf = render(build_document(office, request, "")[1], draft=True)
    with Preview(pdf) as pages:
        return pdf, len(pages.sizes), problems


def _write_notice(
    office: Office, folder: Path, notice: NoticeSummary, line: DutyLine | None, serial: int
) -> YearSheet:
    place = LINES.get(notice.item_code[:1], LINES["V"])
    period = Period(date.fromisoformat(notice.period_from), date.fromisoformat(notice.period_to)).words()
    title = line.title if line is not None else notice.label
    pdf = notices.preview(office, notice.id).pdf
    file = _save(folder / place, notice.item_code, title, period, serial, pdf)
    return _sheet(line, notice, period, notice.page_count, f"{place}/{file}", ())


def _sheet(
    line: DutyLine | None,
    notice: NoticeSummary | None,
    period: str | None,
    pages: int,
    file: str,
    problems: tuple[Problem, ...],
) -> YearSheet:
    if line is None:
        assert notice is not None
        return YearSheet(
            notice.item_code or "V99",
            notice.label,
            period or "",
            None,
            "另行公开",
            date.fromisoformat(notice.issued_at[:10]),
            notice.number,
            pages,
            file,
        )
    published = line.duty.published
    late = "（晚了）" if line.duty.is_done_late else ""
    return YearSheet(
        line.item.code,
        line.title,
        line.duty.trigger.title if line.duty.trigger is not None else line.duty.period.words(),
        line.duty.due_on,
        STATES[line.state] + late,
        published.posted_on if published is not None else None,
        notice.number if notice is not None else "",
        pages,
        file,
        problems,
    )


def _save(folder: Path, code: str, title: str, period: str, serial: int, pdf: bytes) -> str:
    folder.mkdir(exist_ok=True)
    name = re.sub(r'[\\/:*?"<>|\s]+', "", f"{code}_{title}_{period}")[:80]
    file = f"{serial:03d}_{name}.pdf"
    (folder / file).write_bytes(pdf)
    return file


def _write_index(path: Path, sheets: tuple[YearSheet, ...], year: int) -> None:
    from desktop import messages
    from desktop.exchange.list_writer import write_list

    write_list(
        path,
        _HEADINGS,
        [
            (
                sheet.code,
                sheet.title,
                sheet.period,
                sheet.due_on.isoformat() if sheet.due_on else "",
                sheet.state,
                sheet.posted_on.isoformat() if sheet.posted_on else "",
                sheet.number,
                str(sheet.pages or ""),
                sheet.file,
                "；".join(messages.brief(problem) for problem in sheet.problems),
            )
            for sheet in sheets
        ],
        sheet_name=f"{year}年公开目录",
    )
