"""Reads meetings."""

import json
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


def list_meetings(connection: Connection, first: str, last: str) -> tuple[MeetingRow, ...]:
    """Meetings from one day to another, both included, in the order of their days."""
    rows = connection.execute(
        "SELECT id, kinds, held_on, title, place, chair, recorder, due_count, present_count, leave_count, "
        "absent_count, resolution, note FROM meeting WHERE held_on BETWEEN ? AND ? ORDER BY held_on, pk",
        (first, last),
    )
    return tuple(MeetingRow(row[0], tuple(json.loads(row[1])), *row[2:]) for row in rows)
