"""Records that are never changed or removed once something has been done with them.

An issued notice says for ever what its archived sheet says; a correction is a new record, and so is what
takes a confirmed entry of points back. The triggers hold every program that opens the file to it, and what
other PCs send is taken without these columns. The steps of a notice and its sheets on boards stay with it.
Only an erasure by law removes any of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from db.connection import Connection

ERASURE_LABEL = "依法删除个人信息"
"""Label of the change sets in which something is erased by law; with a kind of its own they would be sent."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Columns of a table that stay as they are as soon as the column ``by`` has a value.

    ``parts`` are tables whose rows belong to such a record, with the column that names it: they are
    not removed either.
    """

    by: str
    columns: tuple[str, ...]
    parts: Mapping[str, str]


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
        {"notice_step": "notice_id", "notice_posting": "notice_id", "objection": "notice_id"},
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
        {},
    ),
    "certificate": Seal(
        "pdf_sha256",
        (
            "number",
            "kind",
            "person_id",
            "recipient",
            "purpose",
            "content",
            "issued_on",
            "issued_by",
            "copies",
            "check_code",
            "pdf_sha256",
        ),
        {},
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


def is_kept(connection: Connection, table: str, record_id: str) -> bool:
    """Whether a record may not be removed: it is sealed, or belongs to one that is."""
    if table in SEALS:
        return is_sealed(connection, table, record_id)
    for owner, seal in SEALS.items():
        if table in seal.parts:
            row = connection.execute(
                f"SELECT 1 FROM {table} p JOIN {owner} o ON o.id = p.{seal.parts[table]} "  # noqa: S608
                f"WHERE p.id = ? AND o.{seal.by} IS NOT NULL",
                (record_id,),
            ).fetchone()
            return row is not None
    return False


def seal_triggers(table: str) -> dict[str, str]:
    """The triggers of a table that take a change of what is sealed back, with all that was done beside it."""
    found = {}
    seal = SEALS.get(table)
    if seal is not None:
        watched = ", ".join(f'"{name}"' for name in seal.columns)
        differs = " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in seal.columns)
        found[f"{table}_sealed"] = (
            f"CREATE TRIGGER {table}_sealed BEFORE UPDATE OF {watched} ON {table} "
            f'WHEN OLD."{seal.by}" IS NOT NULL AND ({differs}) BEGIN '
            f"SELECT RAISE(ROLLBACK, 'an issued {table} is never changed'); END"
        )
        found[f"{table}_kept"] = _kept_trigger(table, table, f'OLD."{seal.by}" IS NOT NULL')
    for owner, each in SEALS.items():
        if table in each.parts:
            condition = (
                f'EXISTS (SELECT 1 FROM {owner} WHERE id = OLD."{each.parts[table]}" '  # noqa: S608
                f'AND "{each.by}" IS NOT NULL)'
            )
            found[f"{table}_kept"] = _kept_trigger(table, owner, condition)
    return found


def _kept_trigger(table: str, owner: str, condition: str) -> str:
    return (
        f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} WHEN {condition} "  # noqa: S608 - own names
        "AND NOT EXISTS (SELECT 1 FROM work_state w JOIN change_set s ON s.seq = w.change_set "
        f"WHERE w.k = 1 AND s.kind = 'received' AND s.label = '{ERASURE_LABEL}') BEGIN "
        f"SELECT RAISE(ROLLBACK, 'an issued {owner} is never removed'); END"
    )
