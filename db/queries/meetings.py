"""Reads meetings."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

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
