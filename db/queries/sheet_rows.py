"""Reads rows that were typed for one sheet."""

from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class SheetRowRow:
    """One typed row; ``cells`` is a JSON object by column."""

    id: str
    position: int
    cells: str


@dataclass(frozen=True, slots=True)
class SheetKey:
    """Which sheet rows belong to: layout, item told, exactly these days (ISO texts), record or none."""

    template: str
    item: str
    first: str
    last: str
    record_id: str = ""


_OF_SHEET = "template = ? AND coalesce(item_code, '') = ? AND coalesce(about_id, '') = ?"


def list_rows(connection: Connection, key: SheetKey, block: str) -> tuple[SheetRowRow, ...]:
    """Rows of one table of a sheet in their order."""
    rows = connection.execute(
        f"SELECT id, position, cells FROM sheet_row WHERE {_OF_SHEET}"  # noqa: S608 - own text
        " AND block = ? AND period_from = ? AND period_to = ? ORDER BY position, pk",
        (key.template, key.item, key.record_id, block, key.first, key.last),
    )
    return tuple(SheetRowRow(*row) for row in rows)


def previous_period(connection: Connection, key: SheetKey) -> tuple[str, str] | None:
    """First and last day of the latest earlier period with rows for the same sheet; None without one."""
    found = connection.execute(
        f"SELECT period_from, period_to FROM sheet_row WHERE {_OF_SHEET}"  # noqa: S608 - own text
        " AND period_from < ? ORDER BY period_from DESC, period_to DESC LIMIT 1",
        (key.template, key.item, key.record_id, key.first),
    ).fetchone()
    return None if found is None else (str(found[0]), str(found[1]))


def places_of(connection: Connection, households: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """Hamlet and name of the present head by household."""
    marks = ", ".join("?" * len(households))
    rows = connection.execute(
        "SELECT h.id, coalesce(h.hamlet, ''), coalesce(max(p.name), '') FROM household h "  # noqa: S608
        "LEFT JOIN membership m ON m.household_id = h.id AND m.role = 'head' AND m.to_date IS NULL "
        f"LEFT JOIN person p ON p.id = m.person_id WHERE h.id IN ({marks}) GROUP BY h.id",
        households,
    )
    return {str(row[0]): (str(row[1]), str(row[2])) for row in rows}
