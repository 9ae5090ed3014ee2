"""Reads the records that points follow from: attendance, deeds, dues, discipline; and what an origin is."""

import json
from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One thing that somebody did or left undone.

    Attributes:
        origin: The record, ``table/id``.
        person_id: Who.
        on: ISO day.
        kinds: Codes of meeting_kind or deed_kind.
        state: Code of attendance_state; empty for other records.
        title: What it was.
        whom: Who was helped; empty where it is not on record.
    """

    origin: str
    person_id: str
    on: str
    kinds: tuple[str, ...]
    state: str
    title: str
    whom: str = ""


_HELD = "m.state IN ('held', 'signed') AND a.standing IN ('voter', 'member')"


def list_attendance(connection: Connection, first: str, last: str) -> tuple[SourceRow, ...]:
    """People due at meetings that were held from day to day, as they came or stayed away."""
    rows = connection.execute(
        "SELECT 'meeting_attendance/' || a.id, a.person_id, m.held_on, m.kinds, a.state, m.title "  # noqa: S608
        f"FROM meeting m JOIN meeting_attendance a ON a.meeting_id = m.id WHERE {_HELD} "
        "AND m.held_on BETWEEN ? AND ? ORDER BY m.held_on, m.pk, a.pk",
        (first, last),
    )
    return tuple(
        SourceRow(origin, person, on, tuple(json.loads(kinds)), state, title)
        for origin, person, on, kinds, state, title in rows
    )


def list_made_up(connection: Connection, first: str, last: str) -> tuple[SourceRow, ...]:
    """People who studied a missed meeting later, from day to day."""
    rows = connection.execute(
        "SELECT 'meeting_attendance/' || a.id, a.person_id, a.made_up_on, m.kinds, a.state, m.title "  # noqa: S608
        f"FROM meeting m JOIN meeting_attendance a ON a.meeting_id = m.id WHERE {_HELD} "
        "AND a.made_up_on BETWEEN ? AND ? ORDER BY a.made_up_on, a.pk",
        (first, last),
    )
    return tuple(
        SourceRow(origin, person, on, tuple(json.loads(kinds)), state, title)
        for origin, person, on, kinds, state, title in rows
    )


def list_deeds(connection: Connection, first: str, last: str) -> tuple[SourceRow, ...]:
    """People who took part in deeds from day to day."""
    rows = connection.execute(
        "SELECT 'deed_participant/' || p.id, p.person_id, d.done_on, d.kind, d.title, "
        "coalesce(d.beneficiaries, '') FROM deed d JOIN deed_participant p ON p.deed_id = d.id "
        "WHERE d.done_on BETWEEN ? AND ? ORDER BY d.done_on, d.pk, p.pk",
        (first, last),
    )
    return tuple(
        SourceRow(origin, person, on, (kind,), "", title, whom)
        for origin, person, on, kind, title, whom in rows
    )


def list_discipline(connection: Connection, first: str, last: str) -> tuple[SourceRow, ...]:
    """Measures of discipline decided from day to day."""
    rows = connection.execute(
        "SELECT 'party_discipline/' || d.id, m.person_id, d.decided_on, d.kind FROM party_discipline d "
        "JOIN party_member m ON m.id = d.member_id WHERE d.decided_on BETWEEN ? AND ? ORDER BY d.decided_on",
        (first, last),
    )
    return tuple(SourceRow(origin, person, on, (kind,), "", "") for origin, person, on, kind in rows)


def paid_months(connection: Connection, by: str) -> dict[str, list[tuple[str, str]]]:
    """Spans of months (``YYYY-MM``) that members had paid dues for by a day."""
    paid: dict[str, list[tuple[str, str]]] = {}
    rows = connection.execute(
        "SELECT member_id, first_month, last_month FROM party_fee WHERE paid_on <= ?", (by,)
    )
    for member_id, first, last in rows:
        paid.setdefault(str(member_id), []).append((str(first), str(last)))
    return paid


@dataclass(frozen=True, slots=True)
class OriginRow:
    """What a record is called, on which day, and the record that a screen can open for it."""

    title: str
    on: str
    table: str
    id: str


_TITLES = {
    "meeting_attendance": "SELECT m.title, m.held_on, 'meeting', m.id FROM meeting_attendance a "
    "JOIN meeting m ON m.id = a.meeting_id WHERE a.id = ?",
    "deed_participant": "SELECT d.title, d.done_on, 'deed', d.id FROM deed_participant p "
    "JOIN deed d ON d.id = p.deed_id WHERE p.id = ?",
    "party_discipline": "SELECT coalesce(document, ''), decided_on, 'party_member', member_id "
    "FROM party_discipline WHERE id = ?",
    "party_member": "SELECT '', '', 'party_member', id FROM party_member WHERE id = ?",
    "inspection_score": "SELECT r.month, coalesce(r.walked_on, r.planned_on), 'inspection_round', r.id "
    "FROM inspection_score s JOIN inspection_round r ON r.id = s.round_id WHERE s.id = ?",
    "board_entry": "SELECT fact, found_on, 'board_entry', id FROM board_entry WHERE id = ?",
    "event": "SELECT title, substr(received_at, 1, 10), 'event', id FROM event WHERE id = ?",
}
"""Table of an origin → its title, day, and what is opened for it."""


def find_origin(connection: Connection, origin: str) -> OriginRow | None:
    """The record behind an entry; None when there is none, it is gone, or of an unknown kind."""
    table, _, record_id = origin.partition("#")[0].partition("/")
    statement = _TITLES.get(table)
    row = connection.execute(statement, (record_id,)).fetchone() if statement else None
    return None if row is None else OriginRow(*map(str, row))
