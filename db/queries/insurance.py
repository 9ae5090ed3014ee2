"""Counts by group who of the register is insured (参保)."""

from collections.abc import Iterable
from dataclasses import dataclass

from db.connection import Connection

_COLUMNS = frozenset(("medical_insured", "pension_insured"))
_OURS = (
    "p.death_date IS NULL AND coalesce(p.residence_state, '') NOT IN ('30', '60', '70', '80') "
    "AND EXISTS (SELECT 1 FROM membership m WHERE m.person_id = p.id AND m.to_date IS NULL "
    "AND m.household_id = h.id)"
)
"""Registered here, present or away; a person of two households counts in the registered one."""


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """People of one group: insured in the scheme, insured in none, and those nobody asked; ids of records."""

    group: str
    joined: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]


def count_enrolment(
    connection: Connection, column: str, scheme: str, born_by: str, left_out: Iterable[str] = ()
) -> tuple[EnrolmentRow, ...]:
    """Who should be in a scheme of a column, ``medical_insured`` or ``pension_insured``, by group.

    Those of another scheme are not counted. ``born_by`` is the last birthday that counts as ISO text;
    ``left_out`` are codes of employment whose people need not join.

    Raises:
        ValueError: No such column.
    """
    if column not in _COLUMNS:
        raise ValueError(column)
    places = tuple(left_out)
    marks = ", ".join("?" * len(places))
    rows = connection.execute(
        f"SELECT coalesce(h.villager_group, ''), "  # noqa: S608 - own text
        f"group_concat(CASE coalesce(p.{column}, '') WHEN ? THEN p.id END, ' '), "
        f"group_concat(CASE coalesce(p.{column}, '') WHEN 'none' THEN p.id END, ' '), "
        f"group_concat(CASE coalesce(p.{column}, '') WHEN '' THEN p.id END, ' ') "
        "FROM person p JOIN household h ON h.kind = 'hukou' "
        f"WHERE {_OURS} AND coalesce(p.{column}, '') IN ('', 'none', ?) "
        f"AND coalesce(p.birth_date, '') <= ? AND coalesce(p.employment_status, '') NOT IN ({marks}) "
        "GROUP BY 1",
        (scheme, scheme, born_by, *places),
    )
    return tuple(EnrolmentRow(group, *(tuple((ids or "").split()) for ids in each)) for group, *each in rows)
