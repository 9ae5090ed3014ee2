"""The agenda of a meeting: items, what was said, how it was voted, what was resolved, what follows."""

from dataclasses import dataclass

from db.queries import meetings as queries
from db.queries.meetings import TopicRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.ids import RecordId
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.quorum import Attendance, Vote
from desktop.services import events
from desktop.services.events import NewEvent
from desktop.services.meetings import reading
from desktop.services.meetings.planning import TopicDraft, insert_topic, open_meeting
from desktop.services.office import Office

_SAID_AT_A_MEETING = "S8"
"""Code of ``event_source``."""


@dataclass(frozen=True, slots=True)
class TopicMinutes:
    """What the minutes say of one item.

    Attributes:
        discussion: Who said what.
        resolution: What was resolved.
        vote: How it was voted; None where nothing was or not yet.
        attendance: Those with a vote while it was voted; None takes the list.
    """

    discussion: str = ""
    resolution: str = ""
    vote: Vote | None = None
    attendance: Attendance | None = None


def add_topic(office: Office, meeting_id: str, topic: TopicDraft) -> RecordId:
    """Put an item at the end of an agenda.

    Raises:
        ProblemError: MTG-005, MTG-011, MTG-012, MTG-020 no title, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    _check_draft(topic)
    with office.change("edit", f"新增议题：{topic.title.strip()}") as work:
        open_meeting(work, meeting_id)
        there = queries.list_topics(work.connection, meeting_id)
        return insert_topic(work, meeting_id, max((row.position for row in there), default=0) + 1, topic)


def edit_topic(office: Office, topic_id: str, topic: TopicDraft, minutes: TopicMinutes | None = None) -> None:
    """Change an item, and what the minutes say of it.

    Votes are checked against those present at once; whether they make a valid decision is said by
    `reading.topic_need` and asked again when the minutes are closed.

    Raises:
        ProblemError: MTG-011, MTG-012, MTG-020, MTG-021 the votes are not those present, MTG-022 to
            MTG-024 something was resolved that was not validly decided, where a law says so, MTG-027 no
            such item, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    _check_draft(topic)
    with office.change("edit", f"修改议题：{topic.title.strip()}") as work:
        row = _item(work, topic_id)
        meeting = open_meeting(work, row.meeting_id)
        patch: dict[str, Value] = {
            "title": topic.title.strip(),
            "reporter": topic.reporter.strip() or None,
            "kind": topic.kind or None,
            "subject": topic.subject or None,
            "majority": topic.majority or None,
            "matter_id": topic.matter_id or None,
        }
        if minutes is not None:
            marks = tuple(map(reading.mark_of, queries.list_attendance(work.connection, row.meeting_id)))
            attendance = minutes.attendance or reading.voters(meeting, topic.kind, marks)
            patch |= _stored_minutes(minutes, attendance, is_voted=bool(topic.kind))
        work.update("meeting_topic", topic_id, patch)
        _refuse_void(office, work, topic_id)


def _refuse_void(office: Office, work: Work, topic_id: str) -> None:
    """Refuse a resolution that the law calls void; votes that don't add up are refused in any case."""
    row = _item(work, topic_id)
    if not row.kind or row.agreed_count is None:
        return
    meeting = queries.find_meeting(work.connection, row.meeting_id)
    assert meeting is not None
    marks = tuple(map(reading.mark_of, queries.list_attendance(work.connection, row.meeting_id)))
    need = reading.topic_need(row, meeting, marks, office.vault.village.division_code)
    errors = [problem for problem in need.problems if problem.severity is Severity.ERROR]
    wrong = [problem for problem in errors if problem.code == "MTG-021"]
    if wrong or (row.resolution and errors):
        raise ProblemError(wrong or errors)


def remove_topic(office: Office, topic_id: str) -> None:
    """Take an item off the agenda; a task that came of it stays.

    Raises:
        ProblemError: MTG-011, MTG-012, MTG-027, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    with office.change("edit", "删除议题 1 项") as work:
        row = _item(work, topic_id)
        open_meeting(work, row.meeting_id)
        work.delete("meeting_topic", topic_id)


def move_topic(office: Office, topic_id: str, by: int) -> None:
    """Move an item up (−1) or down (+1) on the agenda.

    Raises:
        ProblemError: MTG-011, MTG-012, MTG-027, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    with office.change("edit", "调整议程") as work:
        row = _item(work, topic_id)
        open_meeting(work, row.meeting_id)
        ids = [each.id for each in queries.list_topics(work.connection, row.meeting_id)]
        at = ids.index(topic_id)
        to = min(max(at + by, 0), len(ids) - 1)
        ids.insert(to, ids.pop(at))
        for position, each in enumerate(ids, start=1):
            work.update("meeting_topic", each, {"position": position})


def make_task(office: Office, topic_id: str, title: str, due_on: str, handler_id: str, text: str = "") -> str:
    """Make a task of what was resolved; it is linked to the meeting and to its item.

    Returns:
        The id of the task.

    Raises:
        ProblemError: EVT-010, EVT-011, MTG-027, MTG-037 there is one already, SYS-403.
    """
    office.require(Right.EDIT_MEETINGS)
    office.require(Right.EDIT_EVENTS)
    with office.store.reading() as connection:
        row = queries.find_topic(connection, topic_id)
        meeting = queries.find_meeting(connection, row.meeting_id) if row else None
    if row is None or meeting is None:
        raise ProblemError(Problem("MTG-027"))
    if row.task_number:
        raise ProblemError(Problem("MTG-037", {"number": row.task_number}))
    said = f"{meeting.held_on}“{meeting.title}”第 {row.position} 项：{row.title}"
    new = NewEvent(
        title=title,
        text="\n".join(part for part in (said, row.resolution, text.strip()) if part),
        source=_SAID_AT_A_MEETING,
        due_on=due_on,
        handler_id=handler_id,
    )
    if problems := events.check_event(new):
        raise ProblemError(problems)
    with office.change("edit", f"会议决议转任务：{title.strip()}") as work:
        event_id = events.insert_event(office, work, new)
        work.insert("event_link", {"event_id": event_id, "target_table": "meeting", "target_id": meeting.id})
        work.update("meeting_topic", topic_id, {"event_id": event_id})
    return event_id


def _check_draft(topic: TopicDraft) -> None:
    if not topic.title.strip():
        raise ProblemError(Problem("MTG-020", place=Place(field="title")))


def _item(work: Work, topic_id: str) -> TopicRow:
    row = queries.find_topic(work.connection, topic_id)
    if row is None:
        raise ProblemError(Problem("MTG-027"))
    return row


def _stored_minutes(minutes: TopicMinutes, attendance: Attendance, *, is_voted: bool) -> dict[str, Value]:
    vote = minutes.vote if is_voted else None
    return {
        "discussion": minutes.discussion.strip() or None,
        "resolution": minutes.resolution.strip() or None,
        "due_count": attendance.due if vote else None,
        "present_count": attendance.present if vote else None,
        "household_due_count": (attendance.households_due or None) if vote else None,
        "household_present_count": (attendance.households_present or None) if vote else None,
        "agreed_count": vote.agreed if vote else None,
        "against_count": vote.against if vote else None,
        "abstained_count": vote.abstained if vote else None,
    }
