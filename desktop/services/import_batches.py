"""What imports of every kind share: the workbook under way, what was decided, what headings meant last time.

What was read and decided lies in the register from the first page on, so that a crash costs no work.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from db.connection import Connection
from desktop.exchange.column_mapping import ColumnMatch, MatchReason, fingerprint, heading_key
from desktop.exchange.table_finder import TableFound
from desktop.exchange.workbook import Workbook
from desktop.services import history
from desktop.services.office import Office, actors
from desktop.services.register_import import source

REGISTER, FUNDS = "register", "funds"
"""Kinds of imports in the list of all."""


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One import as the file keeps it; ``state`` is open, committed or undone, ``change_set`` 0 before."""

    batch_id: str
    file_name: str
    started_at: str
    committed_at: str
    actor: str
    state: str
    counts: Mapping[str, int]
    change_set: int


@dataclass(frozen=True, slots=True)
class KeptImport:
    """A workbook under way, and what was decided about it as JSON."""

    file_name: str
    workbook: Workbook
    decisions: str


def keep_new(
    office: Office, kind: str, batch_id: str, file_name: str, workbook: Workbook, decisions: str
) -> None:
    """Keep a workbook that was read, with what is decided at first."""
    packed = source.pack(workbook)
    with office.store.local_writing() as connection:
        connection.execute(
            "INSERT INTO import_batch(id, file_name, sha256, source, decisions, state, actor_id, started_at, "
            "kind) VALUES(?, ?, ?, ?, ?, 'open', ?, ?, ?)",
            (
                batch_id,
                file_name,
                hashlib.sha256(packed).hexdigest(),
                packed,
                decisions,
                office.user.id,
                office.now_text(),
                kind,
            ),
        )


def find_kept(office: Office, kind: str, batch_id: str, state: str = "open") -> KeptImport | None:
    """An import of a kind that stands in a state; None when there is none."""
    with office.store.reading() as connection:
        row = connection.execute(
            "SELECT file_name, source, decisions FROM import_batch WHERE id = ? AND kind = ? AND state = ?",
            (batch_id, kind, state),
        ).fetchone()
    return None if row is None else KeptImport(row[0], source.unpack(row[1]), row[2])


def keep_decisions(office: Office, batch_id: str, decisions: str) -> None:
    """Keep what was decided so far."""
    with office.store.local_writing() as connection:
        connection.execute("UPDATE import_batch SET decisions = ? WHERE id = ?", (decisions, batch_id))


def drop(office: Office, kind: str, batch_id: str) -> None:
    """Give up an import that was not written; what was read of the file is forgotten."""
    with office.store.local_writing() as connection:
        connection.execute(
            "DELETE FROM import_batch WHERE id = ? AND kind = ? AND state = 'open'", (batch_id, kind)
        )


def list_batches(office: Office, kind: str) -> tuple[ImportBatch, ...]:
    """Imports of a kind, latest first."""
    names = actors(office)
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT id, file_name, started_at, committed_at, actor_id, state, counts, change_set "
            "FROM import_batch WHERE kind = ? ORDER BY pk DESC",
            (kind,),
        ).fetchall()
    undone = {entry.change_set: entry.undone for entry in history.undo_list(office, 100_000, ("import",))}
    return tuple(
        ImportBatch(
            batch_id,
            file_name,
            started_at,
            committed_at or "",
            names.get(actor_id, ""),
            "undone" if undone.get(change_set or 0) else state,
            json.loads(counts) if counts else {},
            change_set or 0,
        )
        for batch_id, file_name, started_at, committed_at, actor_id, state, counts, change_set in rows
    )


def _key(kind: str, table: TableFound) -> str:
    return fingerprint(table) if kind == REGISTER else f"{kind}:{fingerprint(table)}"


def remembered(connection: Connection, kind: str, table: TableFound) -> dict[str, str]:
    """What the columns of a table with the same headings meant last time; empty for new headings."""
    row = connection.execute(
        "SELECT mapping FROM import_mapping WHERE fingerprint = ?", (_key(kind, table),)
    ).fetchone()
    return {} if row is None else dict(json.loads(row[0]))


def remember(
    connection: Connection,
    kind: str,
    tables: Sequence[TableFound],
    mappings: Sequence[tuple[ColumnMatch, ...]],
    now: str,
) -> None:
    """Keep what the columns meant, for the next workbook with the same headings."""
    for table, mapping in zip(tables, mappings, strict=True):
        chosen = {heading_key(match.column): match.identifier for match in mapping}
        connection.execute(
            "INSERT INTO import_mapping(fingerprint, mapping, used_at) VALUES(?, ?, ?) "
            "ON CONFLICT(fingerprint) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at",
            (_key(kind, table), json.dumps(chosen, ensure_ascii=False), now),
        )


def choose(
    tables: Sequence[TableFound],
    mappings: list[tuple[ColumnMatch, ...]],
    sheet: str,
    position: int,
    identifier: str,
) -> None:
    """Let a column of a sheet mean something else from now on, in the mappings of its tables."""
    for number, table in enumerate(tables):
        if table.sheet.name == sheet:
            mappings[number] = tuple(
                replace(
                    match, identifier=identifier, confidence=1.0, reason=MatchReason.REMEMBERED, ask=False
                )
                if match.column.position == position
                else match
                for match in mappings[number]
            )
