"""Reads meetings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One gathering; ``kinds`` are meeting_kind codes, ``held_on`` an ISO day."""

    id: str
    kinds: tuple[str, ...]
    held_on: str
    title: str
    place: str | None
    chair: str | None
    recorder: str | None
    due_count: int | None
    present_count: int | None
    leave_count: int | None
    absent_count: int | None
    resolution: str | None
    note: str | None


_COLUMNS = (
    "id, kinds, held_on, title, place, chair, recorder, due_count, present_count, leave_count, "
    "absent_count, resolution, note"
)


def list_meetings(connection: Connection, first: str, last: str) -> tuple[MeetingRow, ...]:
    """Meetings held from one day to another, both included, in the order of their days."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM meeting WHERE state = 'held' AND held_on BETWEEN ? AND ? "  # noqa: S608
        "ORDER BY held_on, pk",
        (first, last),
    )
    return tuple(MeetingRow(row[0], tuple(json.loads(row[1])), *row[2:]) for row in rows)


def find_meetings(connection: Connection, ids: Sequence[str]) -> tuple[MeetingRow, ...]:
    """Meetings by id, in the order of their days; unknown ids are left out."""
    marks = ", ".join("?" * len(ids))
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM meeting WHERE id IN ({marks}) ORDER BY held_on, pk",  # noqa: S608
        tuple(ids),
    )
    return tuple(MeetingRow(row[0], tuple(json.loads(row[1])), *row[2:]) for row in rows)


def list_parts(connection: Connection, meeting_id: str) -> tuple[tuple[str, str], ...]:
    """Table and id of everything that belongs to one meeting: attendance, topics, grades."""
    tables = ("meeting_attendance", "meeting_topic", "meeting_grade")
    parts = " UNION ALL ".join(
        f"SELECT '{table}', id FROM {table} WHERE meeting_id = ?1"  # noqa: S608 - own names
        for table in tables
    )
    return tuple((str(table), str(row_id)) for table, row_id in connection.execute(parts, (meeting_id,)))


@dataclass(frozen=True, slots=True)
class FullMeetingRow:
    """One meeting with everything that its plan and its minutes say; ``state`` as the file keeps it."""

    id: str
    kinds: tuple[str, ...]
    held_on: str
    title: str
    state: str
    branch_id: str
    party_group_id: str
    villager_group: str
    called_on: str
    starts_at: str
    ends_at: str
    place: str
    chair: str
    recorder: str
    due_count: int | None
    present_count: int | None
    leave_count: int | None
    absent_count: int | None
    observer_count: int | None
    by_households: bool
    household_due_count: int | None
    household_present_count: int | None
    observers: str
    theme: str
    lecture: str
    lecturer_name: str
    content: str
    resolution: str
    cancelled_reason: str
    signed_on: str
    note: str


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One line of a meeting's list with the person's name and what tells namesakes apart."""

    id: str
    meeting_id: str
    person_id: str
    name: str
    name_key: str
    household_id: str
    household_no: str
    villager_group: str
    standing: str
    votes_in: tuple[str, ...]
    state: str
    reason: str
    arrived_at: str
    proxy_person_id: str
    proxy: str
    made_up_on: str
    made_up_note: str
    told_by: str


@dataclass(frozen=True, slots=True)
class TopicRow:
    """One item of an agenda; ``task_number`` and ``task_state`` are of the task that came of it."""

    id: str
    meeting_id: str
    position: int
    title: str
    reporter: str
    discussion: str
    kind: str
    majority: str
    subject: str
    matter_id: str
    matter: str
    due_count: int | None
    present_count: int | None
    household_due_count: int | None
    household_present_count: int | None
    agreed_count: int | None
    against_count: int | None
    abstained_count: int | None
    resolution: str
    event_id: str
    task_number: str
    task_state: str


@dataclass(frozen=True, slots=True)
class GradeRow:
    """The ballots that one person was given."""

    id: str
    meeting_id: str
    person_id: str
    name: str
    post: str
    excellent: int
    good: int
    fair: int
    poor: int


_TEXTS = (
    "state branch_id party_group_id villager_group called_on starts_at ends_at place chair recorder"
).split()
_FULL = ", ".join(
    [
        "id, kinds, held_on, title",
        *(f"coalesce({name}, '')" for name in _TEXTS),
        "due_count, present_count, leave_count, absent_count, observer_count, by_households, "
        "household_due_count, household_present_count",
        *(
            f"coalesce({name}, '')"
            for name in (
                "observers theme lecture lecturer_name content resolution cancelled_reason signed_on note"
            ).split()
        ),
    ]
)


def _full(row: tuple[Any, ...]) -> FullMeetingRow:
    values = [row[0], tuple(json.loads(row[1] or "[]")), *row[2:19], bool(row[19]), *row[20:]]
    return FullMeetingRow(*values)


def list_all(connection: Connection, first: str, last: str) -> tuple[FullMeetingRow, ...]:
    """Meetings of any state from one day to another, both included, in the order of their days."""
    rows = connection.execute(
        f"SELECT {_FULL} FROM meeting WHERE held_on BETWEEN ? AND ? "  # noqa: S608 - own text
        "ORDER BY held_on, starts_at, pk",
        (first, last),
    )
    return tuple(map(_full, rows))


def find_meeting(connection: Connection, meeting_id: str) -> FullMeetingRow | None:
    """One meeting."""
    row = connection.execute(
        f"SELECT {_FULL} FROM meeting WHERE id = ?",  # noqa: S608 - own text
        (meeting_id,),
    ).fetchone()
    return None if row is None else _full(row)


def last_of_kind(connection: Connection, kind: str, branch_id: str, group_id: str) -> FullMeetingRow | None:
    """The latest meeting of a kind that was not cancelled, of the same branch and group if there is one."""
    row = connection.execute(
        f"SELECT {_FULL} FROM meeting m WHERE state <> 'cancelled' "  # noqa: S608 - own text
        "AND EXISTS (SELECT 1 FROM json_each(m.kinds) k WHERE k.value = ?1) "
        "AND (?3 = '' OR party_group_id = ?3) "
        "ORDER BY coalesce(branch_id, '') = ?2 DESC, held_on DESC, pk DESC LIMIT 1",
        (kind, branch_id, group_id),
    ).fetchone()
    return None if row is None else _full(row)


def count_years(connection: Connection) -> tuple[str, ...]:
    """Years in which meetings were held or planned, the latest first."""
    rows = connection.execute("SELECT DISTINCT substr(held_on, 1, 4) FROM meeting ORDER BY 1 DESC")
    return tuple(str(row[0]) for row in rows)


_ATTENDANCE = (
    "SELECT a.id, a.meeting_id, a.person_id, coalesce(p.name, ''), coalesce(p.name_key, ''), "
    "coalesce(a.household_id, ''), coalesce(h.household_no, ''), coalesce(h.villager_group, ''), a.standing, "
    "a.votes_in, a.state, coalesce(a.reason, ''), coalesce(a.arrived_at, ''), "
    "coalesce(a.proxy_person_id, ''), "
    "coalesce(x.name, ''), coalesce(a.made_up_on, ''), coalesce(a.made_up_note, ''), coalesce(a.told_by, '') "
    "FROM meeting_attendance a LEFT JOIN person p ON p.id = a.person_id "
    "LEFT JOIN household h ON h.id = a.household_id LEFT JOIN person x ON x.id = a.proxy_person_id"
)


def _attendance(row: tuple[Any, ...]) -> AttendanceRow:
    return AttendanceRow(*[*row[:9], tuple(json.loads(row[9] or "[]")), *row[10:]])


def list_attendance(connection: Connection, meeting_id: str) -> tuple[AttendanceRow, ...]:
    """The list of one meeting, in the order in which it was made."""
    rows = connection.execute(f"{_ATTENDANCE} WHERE a.meeting_id = ? ORDER BY a.pk", (meeting_id,))
    return tuple(map(_attendance, rows))


def find_attendance(connection: Connection, row_id: str) -> AttendanceRow | None:
    """One line of a list."""
    row = connection.execute(f"{_ATTENDANCE} WHERE a.id = ?", (row_id,)).fetchone()
    return None if row is None else _attendance(row)


_TOPIC = (
    "SELECT t.id, t.meeting_id, t.position, t.title, coalesce(t.reporter, ''), coalesce(t.discussion, ''), "
    "coalesce(t.kind, ''), coalesce(t.majority, ''), coalesce(t.subject, ''), coalesce(t.matter_id, ''), "
    "coalesce(m.title, ''), t.due_count, t.present_count, t.household_due_count, t.household_present_count, "
    "t.agreed_count, t.against_count, t.abstained_count, coalesce(t.resolution, ''), "
    "coalesce(t.event_id, ''), "
    "coalesce(e.number, ''), coalesce(e.state, '') "
    "FROM meeting_topic t LEFT JOIN matter m ON m.id = t.matter_id LEFT JOIN event e ON e.id = t.event_id"
)


def list_topics(connection: Connection, meeting_id: str) -> tuple[TopicRow, ...]:
    """The agenda of one meeting."""
    rows = connection.execute(f"{_TOPIC} WHERE t.meeting_id = ? ORDER BY t.position, t.pk", (meeting_id,))
    return tuple(TopicRow(*row) for row in rows)


def list_topics_of_matter(connection: Connection, matter_id: str) -> tuple[TopicRow, ...]:
    """Items of all agendas that take a step of one major matter."""
    rows = connection.execute(f"{_TOPIC} WHERE t.matter_id = ? ORDER BY t.pk", (matter_id,))
    return tuple(TopicRow(*row) for row in rows)


def find_topic(connection: Connection, topic_id: str) -> TopicRow | None:
    """One item."""
    row = connection.execute(f"{_TOPIC} WHERE t.id = ?", (topic_id,)).fetchone()
    return None if row is None else TopicRow(*row)


def list_grades(connection: Connection, meeting_id: str) -> tuple[GradeRow, ...]:
    """The ballots of one meeting, in the order of the people appraised."""
    rows = connection.execute(
        "SELECT g.id, g.meeting_id, g.person_id, coalesce(p.name, ''), coalesce(g.post, ''), "
        "g.excellent_count, g.good_count, g.fair_count, g.poor_count FROM meeting_grade g "
        "LEFT JOIN person p ON p.id = g.person_id WHERE g.meeting_id = ? ORDER BY g.pk",
        (meeting_id,),
    )
    return tuple(GradeRow(*row) for row in rows)


def find_grade_before(connection: Connection, person_id: str, meeting_id: str) -> GradeRow | None:
    """The ballots that somebody was given at the last meeting held before one."""
    row = connection.execute(
        "SELECT g.id, g.meeting_id, g.person_id, '', coalesce(g.post, ''), g.excellent_count, g.good_count, "
        "g.fair_count, g.poor_count FROM meeting_grade g JOIN meeting m ON m.id = g.meeting_id "
        "WHERE g.person_id = ? AND m.state = 'held' AND g.meeting_id <> ? "
        "AND m.held_on < (SELECT held_on FROM meeting WHERE id = ?) ORDER BY m.held_on DESC LIMIT 1",
        (person_id, meeting_id, meeting_id),
    ).fetchone()
    return None if row is None else GradeRow(*row)


def list_villager_groups(connection: Connection) -> tuple[str, ...]:
    """Villager groups that registered households belong to, in the order they were entered."""
    rows = connection.execute(
        "SELECT villager_group FROM household WHERE kind = 'hukou' "
        "AND coalesce(household_state, '') <> 'closed' AND coalesce(villager_group, '') <> '' "
        "GROUP BY villager_group ORDER BY min(pk)"
    )
    return tuple(str(row[0]) for row in rows)


def count_to_make_up(connection: Connection, first: str, last: str, kinds: Sequence[str]) -> int:
    """How many lines of held meetings of some kinds are of people away who have not made it up yet."""
    marks = ", ".join("?" * len(kinds))
    row = connection.execute(
        "SELECT count(*) FROM meeting_attendance a JOIN meeting m ON m.id = a.meeting_id "  # noqa: S608
        "WHERE m.state = 'held' AND m.held_on BETWEEN ? AND ? AND a.standing IN ('voter', 'member') "
        "AND a.state IN ('leave', 'absent') AND a.made_up_on IS NULL "
        f"AND EXISTS (SELECT 1 FROM json_each(m.kinds) k WHERE k.value IN ({marks}))",
        (first, last, *kinds),
    ).fetchone()
    return int(row[0])
