"""The sheet of the red and black board (V34): drafted from what is approved, and taken down entry by entry.

What hangs is a notice of disclosure with its own life: examined, issued, posted, objected to.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from db.queries import boards as queries
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.household_board import BoardState, BoardStep
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.boards.entries import BoardEntry, get_entry, list_entries
from desktop.services.boards.printable import entries_to_print
from desktop.services.disclosure import postings
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.office import Office

ITEM, LAYOUT = "V34", "points_board"
"""Item of disclosure and layout of the sheet."""


def draft_sheet(office: Office, month: str) -> str:
    """Draft the sheet of a month from everything approved for it.

    Returns:
        The id of the notice.

    Raises:
        ProblemError: BRD-036 nothing is approved, what `make_notice` finds, SYS-403.
    """
    from desktop.services.disclosure.notices import make_notice

    office.require(Right.DRAFT_NOTICE)
    year, number = int(month[:4]), int(month[5:7])
    first, last = f"{month}-01", f"{month}-{monthrange(year, number)[1]:02d}"
    waiting = [entry for entry in entries_to_print(office, first, last) if not entry.row.notice_id]
    if not waiting:
        raise ProblemError(Problem("BRD-036", {"month": month}))
    today = office.today().isoformat()
    return make_notice(office, NoticeRequest(LAYOUT, first, last, today, item=ITEM))


def months_to_draft(office: Office) -> tuple[str, ...]:
    """Months with approved entries that stand on no issued sheet yet, the earliest first.

    Raises:
        ProblemError: SYS-403.
    """
    waiting = [each for each in list_entries(office) if each.state is BoardState.APPROVED]
    return tuple(sorted({each.row.found_on[:7] for each in waiting if not each.row.notice_id}))


def note_issued(work: Work, notice_id: str, origins: Iterable[str]) -> None:
    """Write down on which sheet entries stand; called where a sheet is issued.

    Args:
        work: The transaction of the issue.
        notice_id: The notice.
        origins: Records behind its rows, as ``table/id``.
    """
    for origin in origins:
        table, _, record_id = origin.partition("/")
        if table == "board_entry":
            work.update("board_entry", record_id, {"notice_id": notice_id})


def take_down(office: Office, entry_id: str, down_on: str) -> tuple[Problem, ...]:
    """Write down that an entry is off the wall; with the last one of a sheet the sheet itself is.

    Returns:
        What `postings.take_down` warns of.

    Raises:
        ProblemError: BRD-020, BRD-029, BRD-030 no day, BRD-039 its sheet was not hung, what
            `postings.take_down` finds, SYS-403.
    """
    office.require(Right.EDIT_BOARDS)
    entry = get_entry(office, entry_id)
    if not entry.row.posted_on:
        raise ProblemError(Problem("BRD-039"))
    if BoardStep.TAKE_DOWN not in entry.allowed:
        values = {"head": entry.household.head, "state": entry.state_label}
        raise ProblemError(Problem("BRD-029", values))
    try:
        day = date.fromisoformat(down_on)
    except ValueError:
        day = date.min
    if not date.fromisoformat(entry.row.posted_on) <= day <= office.today():
        raise ProblemError(Problem("BRD-030", {"day": down_on}, Place(field="down_on")))
    others = [
        each
        for each in list_entries(office)
        if each.row.notice_id == entry.row.notice_id
        and each.row.id != entry_id
        and each.state in (BoardState.POSTED, BoardState.DUE_DOWN)
    ]
    with office.change("edit", f"撤下红黑榜事项：{entry.item_label}") as work:
        work.update("board_entry", entry_id, {"taken_down_on": down_on})
    if others:
        return ()
    with office.store.reading() as connection:
        hanging = queries.hanging_postings(connection, entry.row.notice_id)
    return postings.take_down(office, hanging, day) if hanging else ()


def list_due_down(office: Office) -> tuple[BoardEntry, ...]:
    """Entries that should be off the wall by today, for the reminder of the day.

    Raises:
        ProblemError: SYS-403.
    """
    return tuple(each for each in list_entries(office) if each.state is BoardState.DUE_DOWN)
