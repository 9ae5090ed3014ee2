"""What imports of every kind share: the workbook under way, what was decided, what headings meant last time.

What was read and decided lies in the register from the first page on, so that a crash costs no work.
"""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, Protocol, Self, TypeVar

from db.connection import Connection
from db.store import Work
from desktop.domain.ids import new_id
from desktop.domain.job import JobHandle, NoJob
from desktop.exchange.column_mapping import ColumnMatch, MatchReason, fingerprint, heading_key
from desktop.exchange.table_finder import TableFound
from desktop.exchange.workbook import Workbook
from desktop.services import history
from desktop.services.office import Office, actors
from desktop.services.register_import import source

REGISTER, FUNDS = "register", "funds"
"""Kinds of imports in the list of all."""


class Decided(Protocol):
    """What a clerk decided about a workbook.

    Attributes:
        columns: Meaning of a column by sheet and position from 0; empty for nothing.
        sheets: Sheets left out.
        cells: Texts put in place of cells, by sheet, row as the spreadsheet counts, and identifier.
    """

    columns: dict[tuple[str, int], str]
    sheets: set[str]
    cells: dict[tuple[str, int, str], str]

    def copy(self) -> Self:
        """As decided now, for a thread that must not see it change."""

    def to_json(self) -> str:
        """As text, to be kept."""


D = TypeVar("D", bound=Decided)


@dataclass(slots=True)
class OpenWorkbook(Generic[D]):
    """A workbook under way: what was found in it and what the clerk decided so far.

    ``mappings`` holds one match per column of each table, the clerk's choices included.
    """

    batch_id: str
    file_name: str
    workbook: Workbook
    tables: tuple[TableFound, ...]
    mappings: list[tuple[ColumnMatch, ...]]
    decisions: D

    def snapshot(self) -> Self:
        """As decided up to now, for a thread at work while the clerk goes on deciding."""
        return replace(self, mappings=list(self.mappings), decisions=self.decisions.copy())

    def chosen(self) -> list[tuple[TableFound, tuple[ColumnMatch, ...]]]:
        """Tables with their mappings, without those of sheets that are left out."""
        pairs = zip(self.tables, self.mappings, strict=True)
        return [pair for pair in pairs if pair[0].sheet.name not in self.decisions.sheets]

    def mended_cells(self, sheet: str) -> dict[tuple[int, str], str]:
        """Texts put in place of cells of a sheet, by row and identifier."""
        return {
            (row, identifier): text
            for (name, row, identifier), text in self.decisions.cells.items()
            if name == sheet
        }

    def apply(self, sheet: str, position: int, identifier: str) -> None:
        """Let a column of a sheet mean something else from now on, in the mappings of its tables."""
        for number, table in enumerate(self.tables):
            if table.sheet.name == sheet:
                self.mappings[number] = tuple(
                    replace(
                        match, identifier=identifier, confidence=1.0, reason=MatchReason.REMEMBERED, ask=False
                    )
                    if match.column.position == position
                    else match
                    for match in self.mappings[number]
                )

    def choose(self, sheet: str, position: int, identifier: str) -> None:
        """Decide what a column means; "" for nothing."""
        self.decisions.columns[sheet, position] = identifier
        self.apply(sheet, position, identifier)


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


def open_workbook(
    office: Office,
    kind: str,
    path: Path,
    job: JobHandle | None,
    found: Callable[[str, str, Workbook], OpenWorkbook[D]],
) -> OpenWorkbook[D]:
    """Read a workbook, and keep it with what is decided at first.

    Args:
        office: The office at work.
        kind: `REGISTER` or `FUNDS`.
        path: The file.
        job: Told how far it is.
        found: Finds tables and proposes meanings; gets the new import's id, the file's name, the workbook.

    Raises:
        ProblemError: IMP-001 to IMP-019 the file can't be read; what ``found`` raises.
        Cancelled: The user asked to stop; nothing is kept.
    """
    from desktop.exchange.reader import read_workbook

    job = job or NoJob()
    job.report(0, 0, "read")
    workbook = read_workbook(path, job=job)
    job.report(1, 3, "find")
    opened = found(new_id(), path.name, workbook)
    job.check_cancelled()
    job.report(2, 3, "keep")
    packed = source.pack(workbook)
    with office.store.local_writing() as connection:
        connection.execute(
            "INSERT INTO import_batch(id, file_name, sha256, source, decisions, state, actor_id, started_at, "
            "kind) VALUES(?, ?, ?, ?, ?, 'open', ?, ?, ?)",
            (
                opened.batch_id,
                opened.file_name,
                hashlib.sha256(packed).hexdigest(),
                packed,
                opened.decisions.to_json(),
                office.user.id,
                office.now_text(),
                kind,
            ),
        )
    return opened


def opened_workbook(
    batch_id: str,
    file_name: str,
    workbook: Workbook,
    tables: tuple[TableFound, ...],
    mappings: list[tuple[ColumnMatch, ...]],
    decisions: D,
) -> OpenWorkbook[D]:
    """A workbook with what is proposed for its columns, and what was decided about them."""
    opened = OpenWorkbook(batch_id, file_name, workbook, tables, mappings, decisions)
    for (sheet, position), identifier in decisions.columns.items():
        opened.apply(sheet, position, identifier)
    return opened


def find_kept(office: Office, kind: str, batch_id: str, state: str = "open") -> KeptImport | None:
    """An import of a kind that stands in a state; None when there is none."""
    with office.store.reading() as connection:
        row = connection.execute(
            "SELECT file_name, source, decisions FROM import_batch WHERE id = ? AND kind = ? AND state = ?",
            (batch_id, kind, state),
        ).fetchone()
    return None if row is None else KeptImport(row[0], source.unpack(row[1]), row[2])


def keep_decisions(office: Office, opened: OpenWorkbook[D]) -> None:
    """Keep what was decided so far, so that a crash costs no work."""
    with office.store.local_writing() as connection:
        connection.execute(
            "UPDATE import_batch SET decisions = ? WHERE id = ?",
            (opened.decisions.to_json(), opened.batch_id),
        )


def commit(
    office: Office,
    work: Work,
    opened: OpenWorkbook[D],
    counts: Mapping[str, int],
    faults: Iterable[tuple[str, int, str]],
    kind: str,
) -> bool:
    """Note in the transaction that writes it that an import is written.

    What its columns meant is remembered for the next workbook with the same headings.

    Args:
        office: The office at work.
        work: The change that writes the rows.
        opened: The import.
        counts: Rows by what became of them.
        faults: Sheet, row and problems as text of each row that was not taken.
        kind: `REGISTER` or `FUNDS`.

    Returns:
        Whether it was still open; if not, nothing is noted.
    """
    connection, now = work.connection, office.now_text()
    taken = connection.execute(
        "UPDATE import_batch SET state = 'committed', committed_at = ?, change_set = ?, counts = ?, "
        "decisions = ? WHERE id = ? AND kind = ? AND state = 'open'",
        (now, work.seq, json.dumps(counts), opened.decisions.to_json(), opened.batch_id, kind),
    ).rowcount
    if not taken:
        return False
    connection.executemany(
        "INSERT INTO import_fault(batch_id, sheet, row_no, cells, problems) VALUES(?, ?, ?, '', ?)",
        ((opened.batch_id, sheet, row_no, problems) for sheet, row_no, problems in faults),
    )
    for table, mapping in zip(opened.tables, opened.mappings, strict=True):
        chosen = {heading_key(match.column): match.identifier for match in mapping}
        connection.execute(
            "INSERT INTO import_mapping(fingerprint, mapping, used_at) VALUES(?, ?, ?) "
            "ON CONFLICT(fingerprint) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at",
            (_key(kind, table), json.dumps(chosen, ensure_ascii=False), now),
        )
    return True


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
