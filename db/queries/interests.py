"""Reads who is whose relative, who is whom among the users, and who stands behind records on a notice."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.connection import Connection

_ROUNDS = 2  # of following ties: up to grandparents, siblings and grandchildren


@dataclass(frozen=True, slots=True)
class RelativeRow:
    """What kinship needs of one person; "" for what is unknown."""

    id: str
    name: str
    sex: str
    birth_date: str
    father: str
    mother: str
    spouse: str


_PERSON = (
    "SELECT id, coalesce(name, ''), coalesce(sex, ''), coalesce(birth_date, ''), "
    "coalesce(father_person_id, ''), coalesce(mother_person_id, ''), coalesce(spouse_person_id, '') "
    "FROM person"
)
_TIES = ("id", "father_person_id", "mother_person_id", "spouse_person_id")


def relatives_of(connection: Connection, person_id: str) -> dict[str, RelativeRow]:
    """A person and everyone within two ties, up, down and sideways, by id."""
    known: dict[str, RelativeRow] = {}
    wanted = {person_id}
    for _ in range(_ROUNDS + 1):
        ids = sorted(wanted)
        marks = ", ".join("?" * len(ids))
        condition = " OR ".join(f"{column} IN ({marks})" for column in _TIES)
        rows = connection.execute(f"{_PERSON} WHERE {condition}", ids * len(_TIES))
        found = [RelativeRow(*map(str, row)) for row in rows]
        known |= {row.id: row for row in found}
        wanted = {
            tie for row in known.values() for tie in (row.id, row.father, row.mother, row.spouse) if tie
        }
    return known


@dataclass(frozen=True, slots=True)
class UserRow:
    """A user who can sign in, with the person that is in the register ("" while nobody said)."""

    id: str
    display_name: str
    role: str
    person_id: str


def list_users(connection: Connection) -> tuple[UserRow, ...]:
    """Users who can sign in."""
    rows = connection.execute(
        "SELECT id, display_name, role, coalesce(person_id, '') FROM account WHERE active = 1 ORDER BY pk"
    )
    return tuple(UserRow(*map(str, row)) for row in rows)


def person_of(connection: Connection, user_id: str) -> str:
    """Who a user is in the register; "" while nobody said."""
    row = connection.execute("SELECT person_id FROM account WHERE id = ?", (user_id,)).fetchone()
    return str(row[0] or "") if row else ""


def find_name(connection: Connection, person_id: str) -> str | None:
    """A person's name; None when there is no such person."""
    row = connection.execute("SELECT coalesce(name, '') FROM person WHERE id = ?", (person_id,)).fetchone()
    return None if row is None else str(row[0])


def has_namesake(connection: Connection, person_id: str, name: str) -> bool:
    """Whether another living person of the register bears a name."""
    row = connection.execute(
        "SELECT 1 FROM person WHERE name = ? AND id != ? AND death_date IS NULL LIMIT 1", (name, person_id)
    ).fetchone()
    return row is not None


def group_of(connection: Connection, person_id: str) -> str:
    """The villagers' group of a person's present household; "" when unknown."""
    row = connection.execute(
        "SELECT h.villager_group FROM membership m JOIN household h ON h.id = m.household_id"
        " WHERE m.person_id = ? AND m.to_date IS NULL AND h.villager_group IS NOT NULL ORDER BY m.pk LIMIT 1",
        (person_id,),
    ).fetchone()
    return str(row[0]) if row else ""


def households_of(connection: Connection, person_id: str) -> tuple[str, ...]:
    """Households that a person belongs to now."""
    rows = connection.execute(
        "SELECT DISTINCT household_id FROM membership WHERE person_id = ? AND to_date IS NULL", (person_id,)
    )
    return tuple(str(household) for (household,) in rows)


_BEHIND = {
    "person": "SELECT id FROM person WHERE id IN ({marks})",
    "aid_grant": "SELECT m.person_id FROM aid_grant g JOIN membership m ON m.household_id = g.household_id"
    " AND m.to_date IS NULL WHERE g.id IN ({marks})",
    "subsidy": "SELECT person_id FROM subsidy WHERE id IN ({marks})",
    "household": "SELECT person_id FROM membership WHERE to_date IS NULL AND household_id IN ({marks})",
    "contract": "SELECT person_id FROM contract WHERE id IN ({marks})",
    "debt": "SELECT person_id FROM debt WHERE id IN ({marks})",
}
"""Table → who benefits by its records: members of a household that gets aid, parties, payees."""


def people_behind(connection: Connection, table: str, ids: Iterable[str]) -> set[str]:
    """Ids of the people who benefit by records of a table; nobody for a table that names none."""
    wanted = tuple(ids)
    statement = _BEHIND.get(table)
    if statement is None or not wanted:
        return set()
    rows = connection.execute(statement.format(marks=", ".join("?" * len(wanted))), wanted)
    return {str(person) for (person,) in rows if person}
