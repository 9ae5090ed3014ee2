"""What a bulk edit has to know of many records at once."""

import json
from collections.abc import Sequence

from db.connection import Connection
from db.store import Value, row_values

Row = dict[str, Value]


def people(connection: Connection, ids: Sequence[str], column: str) -> tuple[Row, ...]:
    """Id, name, residence state and one stored value of people, in the order of ``ids``.

    Args:
        connection: A snapshot.
        ids: Those that are gone meanwhile are left out.
        column: Column of ``person``; comes as ``value``.
    """
    cursor = connection.execute(
        f'SELECT p.id, p.name, p.residence_state, p."{column}" AS value'  # noqa: S608 - of the catalogue
        " FROM json_each(?) w JOIN person p ON p.id = w.value ORDER BY w.key",
        (json.dumps(list(ids)),),
    )
    return tuple(row_values(cursor))


def households(connection: Connection, ids: Sequence[str], column: str) -> tuple[Row, ...]:
    """Id, number, state, name of the head and one stored value of households, in the order of ``ids``.

    ``column`` is one of ``household``; it comes as ``value``.
    """
    cursor = connection.execute(
        f'SELECT h.id, h.household_no, h.household_state, h."{column}" AS value,'  # noqa: S608 - catalogue's
        " (SELECT p.name FROM membership m JOIN person p ON p.id = m.person_id"
        " WHERE m.household_id = h.id AND m.to_date IS NULL AND m.role = 'head') AS head_name"
        " FROM json_each(?) w JOIN household h ON h.id = w.value ORDER BY w.key",
        (json.dumps(list(ids)),),
    )
    return tuple(row_values(cursor))


def homes(connection: Connection, people_ids: Sequence[str]) -> dict[str, str]:
    """The open hukou household of each of some people, by person; without those who have none."""
    cursor = connection.execute(
        "SELECT m.person_id, m.household_id FROM json_each(?) w JOIN membership m ON m.person_id = w.value"
        " JOIN household h ON h.id = m.household_id"
        " WHERE m.to_date IS NULL AND h.kind = 'hukou' ORDER BY m.pk",
        (json.dumps(list(people_ids)),),
    )
    return {str(person): str(household) for person, household in cursor}
