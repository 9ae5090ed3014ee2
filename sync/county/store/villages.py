"""Villages of the county: added once, known by a number that never changes."""

import secrets
from dataclasses import dataclass

from desktop.domain.division import find_code_problem
from desktop.domain.problem import Problem, ProblemError
from sync.county.store import audit
from sync.county.store.database import Database, query

LONGEST_NAME = 60

_NUMBER_BITS = 52
"""Random, so that no counter is shared between machines; below 2^53, so that every JSON reader keeps it."""


@dataclass(frozen=True, slots=True)
class Village:
    """A village as lists show it; ``rev`` is its newest revision, ``devices`` counts active PCs."""

    village_id: int
    name: str
    division_code: str
    rev: int
    devices: int
    seen_ms: int | None


@dataclass(frozen=True, slots=True)
class Head:
    """How far a village has come: its newest revision, and number and hash of its latest audit entry."""

    rev: int
    audit_no: int
    audit_hash: str


def add_county_itself(database: Database, name: str, now_ms: int) -> None:
    """Give the county its own head, number 0, where what concerns no single village is logged."""
    with database.atomic():
        _insert(database, audit.COUNTY_ITSELF, name, "", now_ms)
        audit.append(database, audit.COUNTY_ITSELF, "county_made", now_ms, details={"name": name})


def add_village(database: Database, division_code: str, name: str, now_ms: int, *, operator: str = "") -> int:
    """Add a village and return its number.

    Raises:
        ProblemError: The code can't be a village's (VLG-001 …), or is taken already (CTY-001); CTY-082, the
            name can't be one.
    """
    problem = find_code_problem(division_code) or find_name_problem(name)
    if problem:
        raise ProblemError(problem)
    village_id = secrets.randbits(_NUMBER_BITS) or 1
    with database.atomic():
        taken = query(
            database,
            "INSERT INTO division_alias (division_code, village_id) VALUES (%(code)s, %(number)s) "
            "ON CONFLICT DO NOTHING RETURNING division_code",
            {"code": division_code, "number": village_id},
        )
        if not taken:
            raise ProblemError(Problem("CTY-001", {"code": division_code}))
        _insert(database, village_id, name, division_code, now_ms)
        details = {"code": division_code, "name": name} | ({"operator": operator} if operator else {})
        audit.append(database, village_id, "village_added", now_ms, details=details)
    return village_id


def find_name_problem(name: str) -> Problem | None:
    """What is wrong with a village's name, or None."""
    if name.strip() != name or not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        return Problem("CTY-082", {"length": str(LONGEST_NAME)})
    return None


def _insert(database: Database, village_id: int, name: str, division_code: str, now_ms: int) -> None:
    query(
        database,
        "INSERT INTO village (village_id, name, division_code, added_ms) "
        "VALUES (%(village_id)s, %(name)s, %(code)s, %(now)s)",
        {"village_id": village_id, "name": name, "code": division_code, "now": now_ms},
    )
    query(
        database,
        "INSERT INTO village_head (village_id, seq, floor_rev, audit_no, audit_hash, status) "
        "VALUES (%(village_id)s, 0, 0, 0, %(start)s, 0)",
        {"village_id": village_id, "start": audit.START},
    )


def find_village_id(database: Database, division_code: str) -> int:
    """The number of the village that a division code means, now or formerly.

    Raises:
        ProblemError: CTY-002, no village has this code.
    """
    rows = query(
        database,
        "SELECT village_id FROM division_alias WHERE division_code = %(code)s",
        {"code": division_code},
    )
    if not rows:
        raise ProblemError(Problem("CTY-002", {"code": division_code}))
    return int(rows[0][0])


def lock_village(database: Database, village_id: int) -> Head:
    """Take the village's lock until the caller's transaction ends, and return how far it has come.

    It is taken before any other row of the village, so that two writers can't wait for each other.

    Raises:
        KeyError: There is no such village.
    """
    rows = query(
        database,
        "SELECT seq, audit_no, audit_hash FROM village_head WHERE village_id = %(village_id)s FOR UPDATE",
        {"village_id": village_id},
    )
    if not rows:
        raise KeyError(village_id)
    return Head(*rows[0])


def name_of(database: Database, village_id: int) -> tuple[str, str]:
    """Name and division code of a village that exists."""
    rows = query(
        database,
        "SELECT name, division_code FROM village WHERE village_id = %(village_id)s",
        {"village_id": village_id},
    )
    return rows[0][0], rows[0][1]


def find_name(database: Database, village_id: int) -> str | None:
    """Name of a village, or of the county itself; None when there is no such number."""
    rows = query(
        database,
        "SELECT name FROM village WHERE village_id = %(village_id)s::bigint",
        {"village_id": village_id},
    )
    return str(rows[0][0]) if rows else None


def list_villages(database: Database) -> tuple[Village, ...]:
    """All villages by division code; the county itself is none."""
    rows = query(
        database,
        "SELECT v.village_id, v.name, v.division_code, h.seq, "
        "count(d.device) FILTER (WHERE d.state = 'active'), max(d.seen_ms) "
        "FROM village v JOIN village_head h USING (village_id) LEFT JOIN device d USING (village_id) "
        "WHERE v.village_id <> 0 GROUP BY v.village_id, v.name, v.division_code, h.seq "
        "ORDER BY v.division_code",
    )
    return tuple(Village(*row) for row in rows)


def village_names(database: Database) -> dict[int, str]:
    """Names of all villages by their numbers."""
    return {each.village_id: each.name for each in list_villages(database)}
