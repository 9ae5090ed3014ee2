"""Erasure by law on this PC: what the county orders under its signature, and what this office asks for.

Everything that holds a value of the record goes in one transaction: the row, its history and with it what
undo and redo know, its search words, drafts, refused values, pages that lie here, the workbook it came
in. A line in the access log says that it happened, without a value.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from db.changelog.sealed import ERASURE_LABEL as _LABEL
from db.connection import Connection, DatabaseError
from db.store import ChangeSetInfo, Store
from desktop.domain.ids import UserId
from desktop.domain.problem import ProblemError
from sync.protocol.batch import decode_batch
from sync.protocol.frame import open_frame
from sync.protocol.order import erasure_statement
from sync.protocol.personal_part import reporter_part
from sync.protocol.suite import SigningKey, verify
from sync.village.state import SyncState
from sync.village.waiting import TABLES

_log = logging.getLogger(__name__)

_RECEIVED = "received"
_VACUUM_MARK = "erasure_vacuum"


@dataclass(frozen=True, slots=True)
class Erased:
    """A record on this PC: ``numbers`` are those that it has had here, ``own`` texts that name the person."""

    kind: int
    record_id: str
    numbers: tuple[int, ...]
    own: tuple[str, ...]

    @property
    def table(self) -> str:
        """Its table."""
        return TABLES[self.kind]


def obey(store: Store, connection: Connection, state: SyncState, values: Mapping[str, str]) -> bool:
    """Erase what a command names, inside a `local_writing`; False when it has to wait or is not the county's.

    It waits for a batch on its way that holds the record: its bytes may not change.
    """
    try:
        kind, ordered_ms = int(values["kind"]), int(values["ordered_ms"])
        record_id, signature = values["record"], bytes.fromhex(values["signature"])
        statement = erasure_statement(state.village_id, kind, bytes.fromhex(record_id), ordered_ms)
    except (KeyError, ValueError, OverflowError):
        return False
    if kind not in TABLES or not verify(state.county_key, statement, signature):
        return False
    if _is_on_its_way(connection, state, record_id):
        return False
    erase_here(store, connection, kind, record_id)
    connection.execute(
        "INSERT OR REPLACE INTO sync_erased(kind, record_id, ordered_ms, signature) VALUES(?, ?, ?, ?)",
        (kind, record_id, ordered_ms, signature),
    )
    connection.execute("DELETE FROM sync_erasure_asked WHERE kind = ? AND record_id = ?", (kind, record_id))
    return True


def erase_here(store: Store, connection: Connection, kind: int, record_id: str) -> None:
    """Remove a record and everything that holds a value of it, inside a `local_writing`."""
    erased = _look_up(connection, kind, record_id)
    connection.execute("PRAGMA secure_delete = ON")
    with store.change_set(connection, ChangeSetInfo(UserId(""), _RECEIVED, _LABEL)) as work:
        work.delete(erased.table, record_id)
        if (
            kind == reporter_part().kind
            and connection.execute("SELECT 1 FROM event WHERE id = ?", (record_id,)).fetchone()
        ):
            work.update("event", record_id, dict.fromkeys(sorted(reporter_part().fields)))
        for forget in FORGETTERS:
            forget(connection, erased)
    for index in ("person_search", "household_search", "event_search"):
        connection.execute(f"INSERT INTO {index}({index}) VALUES('optimize')")
    connection.execute(
        "INSERT INTO access_log(at_ms, actor_id, kind, target_table, target_id, purpose) "
        "VALUES(CAST(strftime('%s', 'now') AS INTEGER) * 1000, '', 'erase', ?, ?, ?)",
        (erased.table, record_id, _LABEL),
    )
    connection.execute("INSERT OR REPLACE INTO store_info(key, value) VALUES(?, '1')", (_VACUUM_MARK,))


def compact(store: Store) -> None:
    """Write the file anew after an erasure, so that no page that was freed earlier holds a value.

    Left for the next run when another thread is reading just now.
    """
    with store.reading() as connection:
        due = connection.execute("SELECT 1 FROM store_info WHERE key = ?", (_VACUUM_MARK,)).fetchone()
    if due is None:
        return
    try:
        with store.glancing() as connection:
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except (ProblemError, DatabaseError):
        _log.info("The file is in use and is written anew after the next exchange")
        return
    with store.local_writing() as connection:
        connection.execute("DELETE FROM store_info WHERE key = ?", (_VACUUM_MARK,))


def _is_on_its_way(connection: Connection, state: SyncState, record_id: str) -> bool:
    public = SigningKey.from_bytes(state.signing_key).public
    frames = connection.execute("SELECT frame FROM sync_frozen").fetchall()
    return any(
        operation.record_id == record_id
        for (frame,) in frames
        for operation in decode_batch(open_frame(bytes(frame), public))
    )


def _look_up(connection: Connection, kind: int, record_id: str) -> Erased:
    table = TABLES[kind]
    numbers = {
        int(pk)
        for (pk,) in connection.execute(
            f"SELECT pk FROM {table} WHERE id = ? "  # noqa: S608 - own names
            'UNION SELECT record_pk FROM "change" WHERE table_no = ? AND op = 3 '
            "AND json_extract(patch, '$.id') = ?",
            (record_id, kind, record_id),
        )
    }
    own: tuple[str, ...] = ()
    if table == "person":
        row = connection.execute("SELECT name, citizen_id FROM person WHERE id = ?", (record_id,)).fetchone()
        own = tuple(text for text in row or () if text)
    return Erased(kind, record_id, tuple(sorted(numbers)), own)


# --- what may hold a value -------------------------------------------------------------------------------


def _forget_history(connection: Connection, erased: Erased) -> None:
    """Its rows of the change log; labels of actions on it may name it."""
    for number in erased.numbers:
        key = (erased.kind, number)
        connection.execute(
            "UPDATE change_set SET label = ? WHERE kind NOT IN ('received', 'import') AND seq IN "
            '(SELECT change_set FROM "change" WHERE table_no = ? AND record_pk = ?)',
            (_LABEL, *key),
        )
        connection.execute('DELETE FROM "change" WHERE table_no = ? AND record_pk = ?', key)


def _forget_reporter(connection: Connection, erased: Erased) -> None:
    """Who reported an event, in its history and among its refused values; the rest of both stays."""
    part = reporter_part()
    if erased.kind != part.kind:
        return
    paths = sorted(f"$.{name}" for name in part.fields)
    marks = ", ?" * len(paths)
    connection.execute(
        f"UPDATE sync_refusal SET fields = json_remove(fields{marks}) "  # noqa: S608 - own marks
        "WHERE kind = ? AND record_id = ?",
        (*paths, part.whole, erased.record_id),
    )
    for number in _look_up(connection, part.whole, erased.record_id).numbers:
        key = (part.whole, number)
        connection.execute(
            f'UPDATE "change" SET patch = json_remove(patch{marks}) '  # noqa: S608 - own marks
            "WHERE patch IS NOT NULL AND table_no = ? AND record_pk = ?",
            (*paths, *key),
        )
        connection.execute(
            "DELETE FROM \"change\" WHERE table_no = ? AND record_pk = ? AND patch = '{}'", key
        )


def _forget_exchange(connection: Connection, erased: Erased) -> None:
    """Values that were refused, not understood, still owed, or lie in pages not yet applied."""
    key = (erased.kind, erased.record_id)
    connection.execute("DELETE FROM sync_refusal WHERE kind = ? AND record_id = ?", key)
    connection.execute("DELETE FROM sync_extra WHERE kind = ? AND record_id = ?", key)
    for number in erased.numbers:
        connection.execute(
            "DELETE FROM sync_owed WHERE table_no = ? AND record_pk = ?", (erased.kind, number)
        )
    connection.execute("DELETE FROM sync_inbox")  # pages are fetched again


def _forget_drafts(connection: Connection, erased: Erased) -> None:
    """Those of the record, and all others that name the person."""
    connection.execute("DELETE FROM draft WHERE record_id = ?", (erased.record_id,))
    for text in erased.own:
        connection.execute("DELETE FROM draft WHERE instr(content, ?)", (text,))


def _forget_workbooks(connection: Connection, erased: Erased) -> None:
    """The bytes of committed workbooks and the rows of them that failed, where they name the person."""
    for text in erased.own:
        connection.execute("DELETE FROM import_fault WHERE instr(cells, ?)", (text,))
    connection.execute("UPDATE import_batch SET source = x'', decisions = '{}' WHERE state <> 'open'")


FORGETTERS: tuple[Callable[[Connection, Erased], None], ...] = (
    _forget_workbooks,
    _forget_history,
    _forget_reporter,
    _forget_exchange,
    _forget_drafts,
)
"""Each forgets one place; whatever else comes to hold values of records adds its own here."""
