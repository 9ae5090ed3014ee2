"""A meeting as the office sees it: list, agenda, votes, and whether it can decide (会议)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import meetings as queries
from db.queries.meetings import AttendanceRow, FullMeetingRow, GradeRow, TopicRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.meeting_attendance import (
    AttendanceState,
    Mark,
    Tally,
    attendance_of,
    call_problems,
    list_problems,
    tally,
)
from desktop.domain.meeting_due import Standing, Whose, kind_rules
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.quorum import Attendance, Quorum, Vote, quorum_of, reserving_rule
from desktop.services.office import Office

__all__ = ["AttendanceRow", "FullMeetingRow", "GradeRow", "TopicRow"]


@dataclass(frozen=True, slots=True)
class KindNeed:
    """Whether one kind of meeting can open.

    Attributes:
        kind: Code of ``meeting_kind``.
        due: Voters or households due.
        present: How many of them came.
        least: How many have to come; 0 where no rule is known.
        lacking: How many more have to come.
        by_households: Whether households are counted.
        source: Where the rule stands; empty without one.
        by_law: Whether lacking makes its decisions void.
    """

    kind: str
    due: int
    present: int
    least: int
    lacking: int
    by_households: bool
    source: str
    by_law: bool

    @property
    def label(self) -> str:
        """Name of the kind."""
        return code_table("meeting_kind").label(self.kind)


@dataclass(frozen=True, slots=True)
class TopicNeed:
    """What the vote on one item needs and whether it was given.

    Attributes:
        topic: The item.
        attendance: Those with a vote on it, as they stand now or stood at the vote.
        needed: How many must agree; 0 where no rule is known.
        of_all: Whether that counts against all due.
        vote: How they voted; None before.
        is_passed: Whether it is a valid decision; None before the vote.
        problems: What stands in the way, as errors where a law says so.
    """

    topic: TopicRow
    attendance: Attendance
    needed: int
    of_all: bool
    vote: Vote | None
    is_passed: bool | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """One meeting with all that hangs on it."""

    row: FullMeetingRow
    attendance: tuple[AttendanceRow, ...]
    topics: tuple[TopicRow, ...]
    grades: tuple[GradeRow, ...]
    marks: tuple[Mark, ...]
    tally: Tally
    needs: tuple[KindNeed, ...]
    topic_needs: tuple[TopicNeed, ...]
    problems: tuple[Problem, ...]

    @property
    def state(self) -> str:
        """Code of ``meeting_state``."""
        return state_of(self.row)

    @property
    def kinds_label(self) -> str:
        """Its kinds in words."""
        return kinds_label(self.row.kinds)

    @property
    def can_open(self) -> bool:
        """Whether every kind has enough people."""
        return all(not need.lacking for need in self.needs)


def state_of(row: FullMeetingRow) -> str:
    """How a meeting stands: code of ``meeting_state``."""
    return "signed" if row.state == "held" and row.signed_on else row.state


def kinds_label(kinds: Sequence[str]) -> str:
    """Kinds in words."""
    table = code_table("meeting_kind")
    return "、".join(table.label(kind) for kind in kinds)


def whose_of(row: FullMeetingRow) -> Whose:
    """Whose meeting it is."""
    return Whose(row.branch_id, row.party_group_id, row.villager_group)


def mark_of(row: AttendanceRow) -> Mark:
    """A line of the list as the rules read it; an unknown state counts as not marked."""
    states = set(AttendanceState)
    return Mark(
        row.person_id,
        Standing(row.standing) if row.standing in set(Standing) else Standing.OBSERVER,
        AttendanceState(row.state) if row.state in states else AttendanceState.DUE,
        row.votes_in,
        row.household_id,
        row.reason,
    )


def list_all(office: Office, first: date, last: date) -> tuple[FullMeetingRow, ...]:
    """Meetings of any state in a period, in the order of their days.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    with office.store.reading() as connection:
        return queries.list_all(connection, first.isoformat(), last.isoformat())


def list_years(office: Office) -> tuple[int, ...]:
    """Years with meetings, the latest first; this year is always among them.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    with office.store.reading() as connection:
        found = {int(year) for year in queries.count_years(connection) if year.isdecimal()}
    return tuple(sorted(found | {office.today().year}, reverse=True))


def get_meeting(office: Office, meeting_id: str) -> MeetingDetail:
    """One meeting.

    Raises:
        ProblemError: MTG-005 there is none, SYS-403.
    """
    office.require(Right.READ_MEETINGS)
    with office.store.reading() as connection:
        return read_meeting(connection, meeting_id, office.vault.village.division_code)


def read_meeting(connection: Connection, meeting_id: str, division_code: str) -> MeetingDetail:
    """One meeting out of a snapshot or an open transaction.

    Raises:
        ProblemError: MTG-005 there is none.
    """
    row = queries.find_meeting(connection, meeting_id)
    if row is None:
        raise ProblemError(Problem("MTG-005"))
    attendance = queries.list_attendance(connection, meeting_id)
    topics = queries.list_topics(connection, meeting_id)
    marks = tuple(map(mark_of, attendance))
    on = date.fromisoformat(row.held_on)
    needs = tuple(
        _kind_need(kind, row, marks, on, division_code) for kind in row.kinds if kind in kind_rules()
    )
    called = date.fromisoformat(row.called_on) if row.called_on else None
    return MeetingDetail(
        row,
        attendance,
        topics,
        queries.list_grades(connection, meeting_id),
        marks,
        _tally_of(row, marks),
        needs,
        tuple(topic_need(topic, row, marks, division_code) for topic in topics if topic.kind),
        (
            *list_problems(marks, row.kinds, by_households=row.by_households),
            *call_problems(row.kinds, on, called, division_code),
        ),
    )


def _tally_of(row: FullMeetingRow, marks: Sequence[Mark]) -> Tally:
    """The numbers of the list, or those typed where there is none."""
    if marks:
        return tally(marks)
    counts = (row.due_count, row.present_count, row.leave_count, row.absent_count)
    due, present, leave, absent = (count or 0 for count in counts)
    return Tally(due, present, leave, absent, max(0, due - present - leave - absent), row.observer_count or 0)


def voters(row: FullMeetingRow, kind: str, marks: Sequence[Mark]) -> Attendance:
    """Those with a vote in one kind: from the list, or from the numbers typed where there is none."""
    if marks:
        return attendance_of(kind, marks, by_households=row.by_households)
    return Attendance(
        0 if row.by_households else row.due_count or 0,
        row.present_count or 0,
        row.household_due_count or 0,
        row.household_present_count or 0,
    )


def _kind_need(
    kind: str, row: FullMeetingRow, marks: Sequence[Mark], on: date, division_code: str
) -> KindNeed:
    quorum = quorum_of(kind, on, division_code)
    attendance = voters(row, kind, marks)
    share, due, present = quorum.asked(attendance)
    return KindNeed(
        kind,
        due,
        present,
        share.least(due) if share else 0,
        quorum.lacking(attendance),
        attendance.by_households,
        share.rule.source if share else "",
        share is not None and share.severity is Severity.ERROR,
    )


def topic_need(topic: TopicRow, row: FullMeetingRow, marks: Sequence[Mark], division_code: str) -> TopicNeed:
    """What the vote on an item needs, whether it was given, and what stands in the way.

    Among the problems are MTG-021 the votes are not those present, MTG-022 too few came, MTG-023 too few
    agreed, MTG-024 another meeting has to decide; errors where a law says so.
    """
    on = date.fromisoformat(row.held_on)
    quorum = quorum_of(topic.kind, on, division_code, topic.subject, topic.majority)
    attendance = voters(row, topic.kind, marks)
    if topic.agreed_count is not None and topic.due_count is not None:
        attendance = Attendance(
            topic.due_count,
            topic.present_count or 0,
            topic.household_due_count or 0,
            topic.household_present_count or 0,
        )
    vote = None
    if topic.agreed_count is not None:
        vote = Vote(topic.agreed_count, topic.against_count or 0, topic.abstained_count or 0)
    problems = list(_reserved(topic, on, division_code))
    problems += _quorum_problems(topic, quorum, attendance, vote)
    is_passed = None
    if vote is not None:
        is_void = any(problem.severity is Severity.ERROR for problem in problems)
        is_passed = not is_void and quorum.is_passed(attendance, vote)
    return TopicNeed(
        topic, attendance, quorum.votes_needed(attendance), quorum.of_all, vote, is_passed, tuple(problems)
    )


def _reserved(topic: TopicRow, on: date, division_code: str) -> list[Problem]:
    rule = reserving_rule(topic.kind, topic.subject, on, division_code)
    if rule is None:
        return []
    by_law = rule.certainty.value == "looked_up"
    values = {
        "topic": topic.title,
        "subject": code_table("meeting_subject").label(topic.subject),
        "meeting": code_table("meeting_kind").label(topic.kind),
        "source": rule.source,
    }
    severity = Severity.ERROR if by_law else Severity.WARNING
    return [Problem("MTG-024", values, Place(field="subject"), severity)]


def _quorum_problems(
    topic: TopicRow, quorum: Quorum, attendance: Attendance, vote: Vote | None
) -> list[Problem]:
    problems = []
    asked, due, present = quorum.asked(attendance)
    values = {"topic": topic.title, "meeting": code_table("meeting_kind").label(topic.kind)}
    if asked is not None and not quorum.can_open(attendance):
        problems.append(
            Problem(
                "MTG-022",
                values
                | {
                    "unit": "户" if attendance.by_households else "人",
                    "due": str(due),
                    "present": str(present),
                    "least": str(asked.least(due)),
                    "source": asked.rule.source,
                },
                Place(field="attendance"),
                asked.severity,
            )
        )
    if vote is None:
        return problems
    if vote.total != attendance.present:
        counts = {"votes": str(vote.total), "present": str(attendance.present)}
        problems.append(Problem("MTG-021", values | counts, Place(field="agreed_count")))
    elif quorum.passed is not None and not quorum.is_passed(attendance, vote):
        counts = {
            "agreed": str(vote.agreed),
            "least": str(quorum.votes_needed(attendance)),
            "source": quorum.passed.rule.source,
        }
        problems.append(
            Problem("MTG-023", values | counts, Place(field="agreed_count"), quorum.passed.severity)
        )
    return problems
