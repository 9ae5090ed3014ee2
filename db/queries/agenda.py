"""Reads what an agenda of a household gathers beside its events."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class Home:
    """A household with its head and the people who live in it."""

    id: str
    head: str
    group: str
    household_no: str
    address: str
    members: tuple[tuple[str, str, str], ...]  # id, name, birth date


@dataclass(frozen=True, slots=True)
class Row:
    """A record with a name, a day, and a further text or code."""

    id: str
    name: str
    day: str
    text: str = ""


def find_home(connection: Connection, household_id: str) -> Home | None:
    """A household, or None."""
    row = connection.execute(
        "SELECT id, coalesce(villager_group, ''), coalesce(household_no, ''), coalesce(address, '') "
        "FROM household WHERE id = ?",
        (household_id,),
    ).fetchone()
    if row is None:
        return None
    members = connection.execute(
        "SELECT p.id, coalesce(p.name, ''), coalesce(p.birth_date, ''), m.role FROM membership m "
        "JOIN person p ON p.id = m.person_id WHERE m.household_id = ? AND m.to_date IS NULL "
        "AND p.death_date IS NULL ORDER BY m.role <> 'head', m.pk",
        (household_id,),
    ).fetchall()
    head = next((name for _, name, _, role in members if role == "head"), members[0][1] if members else "")
    people = tuple((each[0], each[1], each[2]) for each in members)
    return Home(row[0], head, row[1], row[2], row[3], people)


def household_of(connection: Connection, person_id: str) -> str:
    """Where a person belongs, hukou first; "" nowhere."""
    row = connection.execute(
        "SELECT m.household_id FROM membership m JOIN household h ON h.id = m.household_id "
        "WHERE m.person_id = ? AND m.to_date IS NULL ORDER BY h.kind = 'hukou' DESC, m.pk LIMIT 1",
        (person_id,),
    ).fetchone()
    return "" if row is None else str(row[0])


def list_papers(connection: Connection, people: Sequence[str], until: str) -> tuple[Row, ...]:
    """Papers of people that run out up to a day."""
    return _of_people(
        connection,
        "SELECT x.id, p.name, x.expires_on, x.kind FROM expiring_paper x JOIN person p ON p.id = x.person_id "
        "WHERE x.closed_on IS NULL AND x.expires_on <= ? AND x.person_id IN ({}) ORDER BY x.expires_on",
        (until,),
        people,
    )


def list_cases(
    connection: Connection, household_id: str, people: Sequence[str], states: Sequence[str]
) -> tuple[Row, ...]:
    """Agency cases of a household in some states: id, applicant, due day, item."""
    marks = ",".join("?" * len(states))
    return _of_people(
        connection,
        "SELECT id, coalesce(for_name, applicant), coalesce(due_on, ''), item FROM service_case "
        f"WHERE state IN ({marks}) AND (household_id = ? OR person_id IN ({{}})) ORDER BY due_on",
        (*states, household_id),
        people,
    )


def list_board_entries(connection: Connection, household_id: str) -> tuple[Row, ...]:
    """Findings of which the household is to be told, or which it is to mend."""
    rows = connection.execute(
        "SELECT id, CASE WHEN told_on IS NULL THEN '' ELSE 'told' END, coalesce(mend_by, ''), fact "
        "FROM board_entry WHERE household_id = ? AND colour = 'black' AND mended_on IS NULL "
        "AND dropped_on IS NULL AND notice_id IS NULL AND help_on IS NULL ORDER BY found_on",
        (household_id,),
    )
    return tuple(Row(*row) for row in rows)


def list_unsigned_cards(connection: Connection, household_id: str) -> tuple[Row, ...]:
    """Safety cards that nobody of the household signed for: id, site, day of issue."""
    rows = connection.execute(
        "SELECT c.id, coalesce(s.name, ''), c.issued_on FROM hazard_card c "
        "LEFT JOIN hazard_site s ON s.id = c.site_id WHERE c.household_id = ? AND c.signed_on IS NULL "
        "AND c.taken_back_on IS NULL ORDER BY c.issued_on",
        (household_id,),
    )
    return tuple(Row(*row) for row in rows)


def last_visit(connection: Connection, household_id: str, people: Sequence[str]) -> str:
    """Moment of the last visit to the household or one of its people; "" never."""
    marks = ",".join("?" * len(people)) or "''"
    (moment,) = connection.execute(
        "SELECT max(visited_at) FROM visit "
        f"WHERE household_id = ? OR target_id = ? OR target_id IN ({marks})",
        (household_id, household_id, *people),
    ).fetchone()
    return str(moment or "")


def _of_people(
    connection: Connection, sql: str, first: Sequence[str], people: Sequence[str]
) -> tuple[Row, ...]:
    marks = ",".join("?" * len(people)) or "''"
    return tuple(Row(*row) for row in connection.execute(sql.format(marks), (*first, *people)))
