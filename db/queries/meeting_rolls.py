"""Reads who could be due at a meeting on a day: villagers, members of the collective, holders of seats."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A person alive on the day, with the registered household he belonged to then, if any.

    ``role`` is ``head`` or ``member``; ``collective`` says that he is on the list of the collective's
    members; ``political_status`` is the register's code.
    """

    person_id: str
    name: str
    name_key: str
    sex: str
    birth_date: str
    household_id: str
    household_no: str
    villager_group: str
    role: str
    collective: bool
    political_status: str


@dataclass(frozen=True, slots=True)
class SeatRow:
    """One seat in a body."""

    id: str
    body: str
    person_id: str
    name: str
    post: str
    villager_group: str
    represents: str
    household_count: int | None
    from_date: str
    to_date: str
    reason: str


_CANDIDATES = (
    "SELECT p.id, coalesce(p.name, ''), coalesce(p.name_key, ''), coalesce(p.sex, ''), "
    "coalesce(p.birth_date, ''), coalesce(h.id, ''), coalesce(h.household_no, ''), "
    "coalesce(h.villager_group, ''), coalesce(m.role, ''), "
    "coalesce(p.collective_member, 0) AND (p.collective_member_period_from IS NULL "
    "OR p.collective_member_period_from <= ?1) AND (p.collective_member_period_to IS NULL "
    "OR p.collective_member_period_to > ?1), coalesce(p.political_status, '') "
    "FROM person p LEFT JOIN (membership m JOIN household h ON h.id = m.household_id AND h.kind = 'hukou' "
    "AND coalesce(h.household_state, '') <> 'closed') ON m.person_id = p.id "
    "AND (m.from_date IS NULL OR m.from_date <= ?1) AND (m.to_date IS NULL OR m.to_date > ?1) "
    "WHERE (p.death_date IS NULL OR p.death_date > ?1)"
)


def list_candidates(
    connection: Connection, on: str, people: Iterable[str] | None = None
) -> tuple[CandidateRow, ...]:
    """Everybody alive on a day, or some people, each once."""
    if people is None:
        rows = connection.execute(f"{_CANDIDATES} ORDER BY p.pk, m.pk", (on,)).fetchall()
    else:
        wanted = tuple(dict.fromkeys(people))
        marks = ", ".join("?" * len(wanted))
        rows = connection.execute(
            f"{_CANDIDATES} AND p.id IN ({marks}) ORDER BY p.pk, m.pk", (on, *wanted)
        ).fetchall()
    found: dict[str, CandidateRow] = {}
    for row in rows:
        found.setdefault(str(row[0]), CandidateRow(*[*row[:9], bool(row[9]), row[10]]))
    return tuple(found.values())


_SEAT = (
    "SELECT s.id, s.body, s.person_id, coalesce(p.name, ''), coalesce(s.post, ''), "
    "coalesce(s.villager_group, ''), coalesce(s.represents, ''), s.household_count, "
    "coalesce(s.from_date, ''), coalesce(s.to_date, ''), coalesce(s.reason, '') "
    "FROM body_seat s LEFT JOIN person p ON p.id = s.person_id"
)


def list_seats(connection: Connection, body: str = "", on: str = "") -> tuple[SeatRow, ...]:
    """Seats of one body or of all, those held on a day or ever, in the order they were entered."""
    conditions, values = ["1"], []
    if body:
        conditions.append("s.body = ?")
        values.append(body)
    if on:
        conditions.append(
            "(s.from_date IS NULL OR s.from_date <= ?) AND (s.to_date IS NULL OR s.to_date > ?)"
        )
        values += [on, on]
    rows = connection.execute(f"{_SEAT} WHERE {' AND '.join(conditions)} ORDER BY s.pk", tuple(values))
    return tuple(SeatRow(*row) for row in rows)


def has_party_members(connection: Connection) -> bool:
    """Whether the party's own list of members is kept."""
    return connection.execute("SELECT 1 FROM party_member LIMIT 1").fetchone() is not None
