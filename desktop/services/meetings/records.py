"""Meetings that were held, entered with their numbers alone, as an older minute book gives them."""

from dataclasses import dataclass
from datetime import date

from db.queries import meetings as queries
from db.queries.meetings import MeetingRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.ids import RecordId
from desktop.domain.list_text import list_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.attachments.records import remove_with_record
from desktop.services.office import Office

__all__ = ["MeetingRow", "NewMeeting"]


@dataclass(frozen=True, slots=True)
class NewMeeting:
    """One gathering as it is entered; ``kinds`` are meeting_kind codes, ``held_on`` an ISO day."""

    kinds: tuple[str, ...]
    held_on: str
    title: str
    due_count: int
    present_count: int
    leave_count: int = 0
    absent_count: int = 0
    place: str = ""
    chair: str = ""
    recorder: str = ""
    resolution: str = ""
    note: str = ""


def check_meeting(meeting: NewMeeting) -> tuple[Problem, ...]:
    """What keeps a meeting from being taken.

    MTG-001 no kind, MTG-002 not a day, MTG-003 the numbers of people don't add up, MTG-004 the
    recorder is the chair (a warning would not keep the minutes credible), MTG-006 no topic, MTG-007 a
    number of people below zero.

    Source:
        Those due are present, excused or absent: record keeping rules of party branches.
    """
    problems = []
    kinds = code_table("meeting_kind")
    if not meeting.kinds or any(kind not in kinds for kind in meeting.kinds):
        problems.append(Problem("MTG-001", place=Place(field="kinds")))
    try:
        date.fromisoformat(meeting.held_on)
    except ValueError:
        problems.append(Problem("MTG-002", {"value": meeting.held_on}, Place(field="held_on")))
    if not meeting.title.strip():
        problems.append(Problem("MTG-006", place=Place(field="title")))
    counts = {
        "due_count": meeting.due_count,
        "present_count": meeting.present_count,
        "leave_count": meeting.leave_count,
        "absent_count": meeting.absent_count,
    }
    problems += [
        Problem("MTG-007", {"value": str(count)}, Place(field=field))
        for field, count in counts.items()
        if count < 0
    ]
    if meeting.due_count != meeting.present_count + meeting.leave_count + meeting.absent_count:
        values = {
            "due": str(meeting.due_count),
            "present": str(meeting.present_count),
            "leave": str(meeting.leave_count),
            "absent": str(meeting.absent_count),
        }
        problems.append(Problem("MTG-003", values, Place(field="present_count")))
    if meeting.recorder and meeting.recorder == meeting.chair:
        problems.append(Problem("MTG-004", {"name": meeting.chair}, Place(field="recorder")))
    return tuple(problems)


def add_meeting(office: Office, meeting: NewMeeting) -> str:
    """Enter a meeting.

    Raises:
        ProblemError: MTG-001 to MTG-004, MTG-006, MTG-007, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    if problems := check_meeting(meeting):
        raise ProblemError(problems)
    with office.change("edit", f"登记会议：{meeting.title.strip()}") as work:
        return insert_meeting(work, meeting)


def insert_meeting(work: Work, meeting: NewMeeting) -> RecordId:
    """Write a checked meeting inside a transaction that is open already; returns its id."""
    return work.insert("meeting", _stored(meeting))


def edit_meeting(office: Office, meeting_id: str, meeting: NewMeeting) -> None:
    """Put a meeting right. A notice that shows it stays as it was issued.

    The numbers of a meeting with a list are those of its list, whatever is typed.

    Raises:
        ProblemError: MTG-001 to MTG-004, MTG-005 there is no such meeting, MTG-006,
            MTG-007, MTG-011 its minutes are signed, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    if problems := check_meeting(meeting):
        raise ProblemError(problems)
    with office.change("edit", f"修改会议：{meeting.title.strip()}") as work:
        _refuse_signed(work, meeting_id)
        values = _stored(meeting)
        if queries.list_attendance(work.connection, meeting_id):
            values = {name: value for name, value in values.items() if name not in _COUNTED}
        work.update("meeting", meeting_id, values)


_COUNTED = frozenset(("due_count", "present_count", "leave_count", "absent_count"))
"""What follows from the list of a meeting, where there is one."""


def _refuse_signed(work: Work, meeting_id: str) -> None:
    row = queries.find_meeting(work.connection, meeting_id)
    if row is None:
        raise ProblemError(Problem("MTG-005"))
    if row.signed_on:
        raise ProblemError(Problem("MTG-011", {"title": row.title, "day": row.signed_on}))


def remove_meeting(office: Office, meeting_id: str) -> None:
    """Take a meeting out of the record with what hangs on it; the history keeps what it said.

    Raises:
        ProblemError: MTG-005 there is no such meeting, MTG-011 its minutes are signed, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    with office.change("edit", "删除会议 1 次") as work:
        _refuse_signed(work, meeting_id)
        work.delete("meeting", meeting_id)
        for table, row_id in queries.list_parts(work.connection, meeting_id):
            work.delete(table, row_id)
        remove_with_record(work, "meeting", meeting_id)


def _stored(meeting: NewMeeting) -> dict[str, str | int | float | bytes | None]:
    return {
        "kinds": list_text(meeting.kinds),
        "held_on": meeting.held_on,
        "title": meeting.title.strip(),
        "place": meeting.place or None,
        "chair": meeting.chair or None,
        "recorder": meeting.recorder or None,
        "due_count": meeting.due_count,
        "present_count": meeting.present_count,
        "leave_count": meeting.leave_count,
        "absent_count": meeting.absent_count,
        "resolution": meeting.resolution or None,
        "note": meeting.note or None,
    }


def list_meetings(office: Office, first: date, last: date) -> tuple[MeetingRow, ...]:
    """Meetings held in a period, both days included, in the order of their days."""
    office.require(Right.READ_MEETINGS)
    with office.store.reading() as connection:
        return queries.list_meetings(connection, first.isoformat(), last.isoformat())
