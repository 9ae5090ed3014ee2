"""Reads rows that were typed for one sheet."""

from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class SheetRowRow:
    """One typed row; ``cells`` is a JSON object by column."""

    id: str
    position: int
    cells: str


def list_rows(
    connection: Connection, template: str, block: str, first: str, last: str, about_id: str = ""
) -> tuple[SheetRowRow, ...]:
    """Rows of one table over exactly a period, about a record or none, in their order."""
    rows = connection.execute(
        "SELECT id, position, cells FROM sheet_row WHERE template = ? AND block = ? AND period_from = ?"
        " AND period_to = ? AND coalesce(about_id, '') = ? ORDER BY position, pk",
        (template, block, first, last, about_id),
    )
    return tuple(SheetRowRow(*row) for row in rows)
