"""Everything that was due in a period and where it hangs (三务公开一览表): for the board and for auditors."""

from datetime import date

from db.queries import duties as queries
from db.queries.duties import PublicationRow
from desktop.domain.disclosure_duty import DutyState
from desktop.domain.disclosure_item import Frequency, Scope
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.duties import DutyLine, read_calendar

_LINES = {"D": "党务", "V": "村务", "F": "财务"}
_STATES = {
    DutyState.FUTURE: "未到期",
    DutyState.OPEN: "未到期",
    DutyState.DUE_SOON: "未到期",
    DutyState.DONE: "已公开",
    DutyState.LATE: "未公开",
    DutyState.MISSED: "未公开",
}


def compile_board_summary(common: Common) -> Sheet:
    """Every sheet whose day lies in the period, as it stands on the day of issue, by line and code.

    What only certain people may know is left out, and so are the words of single records: the table hangs
    on the wall, and a name in the title of a meeting would hang with it.

    Raises:
        ProblemError: SYS-403.
    """
    calendar = read_calendar(common.office, common.issued_on, common.period.last, common.period.first)
    with common.office.store.reading() as connection:
        hung = {row.notice_id: row for row in queries.list_publications(connection)}
    shown = [
        line
        for line in calendar.lines
        if line.item.scope is not Scope.RESTRICTED
        and common.period.first <= line.duty.due_on <= common.period.last
        and (line.duty.frequency is not Frequency.STANDING or line.duty.published is not None)
    ]
    shown.sort(key=lambda line: ("DVF".index(line.line), line.item.code, line.duty.due_on))
    return Sheet(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication_for("V99"),
        values=dict(common.request.values),
        tables={"rows": tuple(_row(line, hung) for line in shown)},
    )


def _row(line: DutyLine, hung: dict[str, PublicationRow]) -> dict[str, SheetValue]:
    published = line.duty.published
    row = hung[published.notice_id] if published is not None else None
    return {
        "code": _codes(line.duty.items),
        "item": _item(line),
        "line": _LINES[line.line],
        "due_on": _day(line.duty.due_on),
        "posted_on": _day(published.posted_on) if published is not None else "",
        "place": row.places if row is not None else "",
        "copies": row.copies if row is not None else None,
        "pages": row.page_count if row is not None else None,
        "state": "逾期公开" if line.duty.is_done_late else _STATES[line.state],
        ORIGIN: f"notice/{published.notice_id}" if published is not None else None,
    }


def _codes(codes: tuple[str, ...]) -> str:
    return codes[0] if len(codes) == 1 else f"{codes[0]}—{codes[-1]}"


def _item(line: DutyLine) -> str:
    trigger = line.duty.trigger
    if trigger is None:
        return f"{line.title}（{line.duty.period.words()}）"
    stage = f"，{trigger.stage}" if trigger.table == "project" else ""
    return f"{line.title}（{_day(trigger.on)}{stage}）"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
