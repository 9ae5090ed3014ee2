"""Records that a field can point to, with what tells namesakes apart."""

from collections.abc import Iterable, Sequence

from db.connection import Connection
from db.store import Value, row_values

Row = dict[str, Value]

TARGETS = ("person", "grid", "hazard_site", "shelter")
"""Tables that a field can point to; the catalogue names others whose records are not kept yet."""

_PERSON = (
    "SELECT p.id, p.name, p.sex, p.birth_date, p.death_date, p.citizen_id, p.residence_state,"
    " h.id AS household_id, h.villager_group, m.relation_to_head, m.role"
    " FROM person p LEFT JOIN membership m ON m.person_id = p.id AND m.to_date IS NULL"
    " LEFT JOIN household h ON h.id = m.household_id"
)


def names(connection: Connection, table: str, ids: Iterable[Value]) -> dict[str, str]:
    """Names by id of the records of one table; ids that nobody has are left out."""
    wanted = [record_id for record_id in ids if record_id]
    marks = ", ".join("?" * len(wanted))
    rows = connection.execute(f"SELECT id, name FROM {table} WHERE id IN ({marks})", wanted)
    return {str(record_id): str(name or "") for record_id, name in rows}


def find_people(connection: Connection, ids: Sequence[str]) -> dict[str, Row]:
    """Rows of people by id: themselves, and where they belong, the hukou before other kinds."""
    marks = ", ".join("?" * len(ids))
    cursor = connection.execute(
        f"{_PERSON} WHERE p.id IN ({marks}) ORDER BY h.kind IS 'hukou', m.pk",  # the last one is kept
        ids,
    )
    return {str(row["id"]): row for row in row_values(cursor)}


def find_households(connection: Connection, people: Sequence[str]) -> tuple[Row, ...]:
    """Open hukou households of some people with the names of their heads, in the order of the people."""
    order = {person_id: place for place, person_id in enumerate(people)}
    marks = ", ".join("?" * len(people))
    cursor = connection.execute(
        "SELECT m.person_id, h.id, h.household_no, h.villager_group, h.address,"
        " (SELECT p.name FROM membership s JOIN person p ON p.id = s.person_id"
        " WHERE s.household_id = h.id AND s.to_date IS NULL AND s.role = 'head') AS head_name"
        " FROM membership m JOIN household h ON h.id = m.household_id"
        f" WHERE m.person_id IN ({marks}) AND m.to_date IS NULL AND h.kind = 'hukou'"
        " AND h.household_state IS NOT 'closed'",
        people,
    )
    rows = sorted(row_values(cursor), key=lambda row: order[str(row["person_id"])])
    return tuple({str(row["id"]): row for row in reversed(rows)}.values())[::-1]


def find_members(connection: Connection, household_id: str) -> tuple[str, ...]:
    """Ids of who belongs to a household now, the head first."""
    rows = connection.execute(
        "SELECT person_id FROM membership WHERE household_id = ? AND to_date IS NULL"
        " ORDER BY role = 'head' DESC, pk",
        (household_id,),
    )
    return tuple(str(person_id) for (person_id,) in rows)


def find_grids(connection: Connection) -> tuple[Row, ...]:
    """Every grid in the order of its code."""
    return tuple(row_values(connection.execute("SELECT id, code, name FROM grid ORDER BY code, pk")))


def find_places(connection: Connection, table: str) -> tuple[Row, ...]:
    """Hazard sites or shelters that are not closed, by name; ``code`` tells namesakes apart."""
    code = "number" if table == "hazard_site" else "position"
    cursor = connection.execute(
        f"SELECT id, {code} AS code, name FROM {table} WHERE closed_on IS NULL ORDER BY name, pk"
    )
    return tuple(row_values(cursor))
