"""Records that are never changed once something has been done with them.

An issued notice says for ever what its archived sheet says; a correction is a new record, and so is what
takes a confirmed entry of points back. The triggers hold every program that opens the file to it, and what
other PCs send is taken without these columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class Seal:
    """Columns of a table that stay as they are as soon as the column ``by`` has a value."""

    by: str
    columns: tuple[str, ...]


SEALS: Mapping[str, Seal] = {
    "notice": Seal(
        "pdf_sha256",
        (
            "number",
            "version",
            "template",
            "template_version",
            "item_code",
            "title",
            "period_from",
            "period_to",
            "scope",
            "content",
            "query",
            "cut_off_at",
            "check_code",
            "content_mark",
            "pdf_sha256",
            "page_count",
            "figures_sha256",
            "corrects_id",
            "covers",
            "record_id",
            "stage",
            "objections_until",
        ),
    ),
    "points_entry": Seal(
        "confirmed_on",
        (
            "subject",
            "owner_id",
            "year",
            "quarter",
            "category",
            "item",
            "points_x100",
            "occurred_on",
            "state",
            "origin",
            "reverses_id",
        ),
    ),
}


def is_sealed(connection: Connection, table: str, record_id: str) -> bool:
    """Whether a record's sealed columns may not be changed any more."""
    seal = SEALS.get(table)
    if seal is None:
        return False
    row = connection.execute(
        f"SELECT 1 FROM {table} WHERE id = ? AND {seal.by} IS NOT NULL",  # noqa: S608 - own names
        (record_id,),
    ).fetchone()
    return row is not None


def seal_trigger(table: str, seal: Seal) -> str:
    """The trigger that takes a change of sealed columns back, with all that was done beside it."""
    watched = ", ".join(f'"{name}"' for name in seal.columns)
    differs = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in seal.columns)
    return (
        f"CREATE TRIGGER {table}_sealed BEFORE UPDATE OF {watched} ON {table} "
        f'WHEN OLD."{seal.by}" IS NOT NULL AND ({differs}) BEGIN '
        f"SELECT RAISE(ROLLBACK, 'a sealed {table} is never changed'); END"
    )
