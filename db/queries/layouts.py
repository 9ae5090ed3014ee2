"""Reads the changes that the office made to layouts."""

from dataclasses import dataclass

from db.connection import Connection

_COLUMNS = "id, template, position, patch, note, changed_at, changed_by, withdrawn_at, replaced_at"


@dataclass(frozen=True, slots=True)
class LayoutChangeRow:
    """One change as the file keeps it; ``patch`` is JSON."""

    id: str
    template: str
    position: int
    patch: str
    note: str | None
    changed_at: str
    changed_by: str
    withdrawn_at: str | None
    replaced_at: str | None


def list_changes(connection: Connection, template: str = "") -> tuple[LayoutChangeRow, ...]:
    """Changes of one layout or of all, in the order they are applied, taken back ones among them."""
    condition = "WHERE template = ?" if template else ""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM layout_change {condition}"  # noqa: S608 - own text
        " ORDER BY template, position, changed_at, id",
        (template,) if template else (),
    )
    return tuple(LayoutChangeRow(*row) for row in rows)
