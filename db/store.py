"""The open register file: reading snapshots, writing change sets."""

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db import allocator, migrations
from db.connection import CACHE_KIB, Connection, Cursor, DatabaseError, connect, problem_of
from desktop.domain.ids import RecordId, UserId, new_id
from desktop.domain.problem import Problem, ProblemError

Value = str | int | float | bytes | None

_CACHE_OF_MANY_KIB = 262_144


@dataclass(frozen=True, slots=True)
class ChangeSetInfo:
    """Who changes something, and why.

    ``kind`` is one of edit, import, undo, redo, system, received; ``label`` is a short text that an
    undo list shows, without personal data beyond what the screen showed. ``batch_id`` joins the sets
    of one import, ``undoes`` names the set that is taken back. ``at_ms`` is the author's clock where
    the work was done elsewhere, None for this PC's.
    """

    actor_id: UserId
    kind: str
    label: str
    batch_id: str | None = None
    undoes: int | None = None
    at_ms: int | None = None


class Work:
    """An open transaction in which one change set is written.

    Values are in the form in which the file keeps them (see `FieldSpec.stored`): codes and partial
    dates as text, decimals as scaled integers, lists as JSON text, truth as 0 or 1.
    """

    def __init__(self, connection: Connection, seq: int) -> None:
        self.connection = connection
        self.seq = seq

    def insert(self, table: str, values: Mapping[str, Value], record_id: RecordId | None = None) -> RecordId:
        """Add one record.

        Args:
            table: Name of a record table.
            values: Column to stored value; absent columns take their defaults.
            record_id: Its id when it is known already.

        Returns:
            The id of the new record.
        """
        made = record_id or new_id()
        row: dict[str, Value] = {"id": made, **values}
        self.connection.execute(_insert_sql(table, tuple(row)), tuple(row.values()))
        return made

    def insert_many(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
        """Add many records; ``columns`` has to name ``id``. Used by imports."""
        self.connection.executemany(_insert_sql(table, tuple(columns)), rows)

    def expect_many(self) -> None:
        """Get room for the pages that thousands of rows touch, so that none is written twice.

        The room is given back at the end of the transaction.
        """
        self.connection.execute(f"PRAGMA cache_size = -{_CACHE_OF_MANY_KIB}")

    def update(self, table: str, record_id: str, patch: Mapping[str, Value]) -> bool:
        """Change columns of one record; unchanged values leave no trace in the log.

        Returns:
            Whether the record exists.
        """
        if not patch:
            return True
        assignments = ", ".join(f"{_quoted(name)} = ?" for name in patch)
        cursor = self.connection.execute(
            f"UPDATE OR ROLLBACK {_quoted(table)} SET {assignments} WHERE id = ?",  # noqa: S608 - quoted names
            (*patch.values(), record_id),
        )
        return bool(cursor.rowcount)

    def delete(self, table: str, record_id: str) -> bool:
        """Remove one record; the log keeps its last values. Returns whether it existed."""
        cursor = self.connection.execute(
            f"DELETE FROM {_quoted(table)} WHERE id = ?",  # noqa: S608 - quoted name
            (record_id,),
        )
        return bool(cursor.rowcount)

    def get(self, table: str, record_id: str) -> dict[str, Value]:
        """The record's columns as they stand now.

        Raises:
            KeyError: There is no such record.
        """
        cursor = self.connection.execute(
            f"SELECT * FROM {_quoted(table)} WHERE id = ?",  # noqa: S608 - quoted name
            (record_id,),
        )
        row = cursor.fetchone()
        if row is None:
            raise KeyError(f"{table} {record_id}")
        return dict(zip((column[0] for column in cursor.description), row, strict=True))


def _quoted(name: str) -> str:
    if not name.isidentifier():
        raise ValueError(f"not a name of a table or column: {name!r}")
    return f'"{name}"'


def _insert_sql(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(_quoted(name) for name in columns)
    marks = ", ".join("?" * len(columns))
    # Taking the whole transaction back needs no copies of pages for this one statement.
    return f"INSERT OR ROLLBACK INTO {_quoted(table)} ({names}) VALUES ({marks})"  # noqa: S608 - quoted names


class Store:
    """The register file of one village, open under its key.

    A thread has a connection to itself while it reads or writes, then hands it on: the one used last is warm,
    and there are never more than threads at work. One thread at a time writes.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self._key = bytearray(key)
        self._in_hand = threading.local()  # .connection: what this thread is working with, or None
        self._lending = threading.Lock()
        self._writing = threading.Lock()
        self._connections: list[Connection] = []
        self._idle: list[Connection] = []  # the one used last at the end
        self._closed = False

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes,
        before_migration: Callable[[Connection], None] = lambda _: None,
        found_current: Callable[[], None] = lambda: None,
    ) -> "Store":
        """Open the file, or make it when it does not exist; bring an older one up to date.

        Args:
            path: The file; its folder exists.
            key: The raw 256-bit key.
            before_migration: Called with an open connection when the file is of an older program.
            found_current: Called early, once it is known that the key is right and the file of this program.

        Raises:
            ProblemError: See `db.connection.connect`; STO-002 the file is newer than this program.
        """
        store = cls(path, key)

        def on_seen(version: int) -> None:
            if version == migrations.SCHEMA_VERSION:
                found_current()

        try:
            store._idle.append(store._new_connection(on_seen))
            with store._connection() as connection:
                store._prepare(connection, before_migration)
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self, connection: Connection, before_migration: Callable[[Connection], None]) -> None:
        try:
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if version > migrations.SCHEMA_VERSION:
                raise ProblemError(
                    Problem("STO-002", {"file": str(version), "program": str(migrations.SCHEMA_VERSION)})
                )
            if version < migrations.SCHEMA_VERSION:
                if version:
                    before_migration(connection)
                self._bring_up_to_date(connection)
            # A kill leaves no open change set (it is set inside the transaction), but a search
            # index may be behind after a migration, or after a program other than ours wrote to the file.
            if connection.execute("SELECT 1 FROM search_dirty LIMIT 1").fetchone():
                with self.local_writing():
                    self._refresh_search(connection)
        except DatabaseError as error:
            raise ProblemError(problem_of(error, self.path)) from error

    @staticmethod
    def _bring_up_to_date(connection: Connection) -> None:
        migrations.apply(connection)
        Store._make_triggers(connection)

    @staticmethod
    def _make_triggers(connection: Connection) -> None:
        from db.changelog import triggers  # late: reads the models, which only a new shape needs

        connection.execute("BEGIN IMMEDIATE")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {_quoted(name)}")
        for statement in triggers.triggers().values():
            connection.execute(statement)
        connection.execute(
            "INSERT OR REPLACE INTO store_info(key, value) VALUES('triggers', ?)", (triggers.fingerprint(),)
        )
        connection.execute(f"PRAGMA user_version = {migrations.SCHEMA_VERSION}")
        connection.execute("COMMIT")

    def key(self) -> bytes:
        """The raw key, for another store over the same file."""
        return bytes(self._key)

    @contextmanager
    def _connection(self) -> Iterator[Connection]:
        """The connection this thread has in hand, else an idle one, else a new one."""
        in_hand: Connection | None = getattr(self._in_hand, "connection", None)
        if in_hand is not None:
            yield in_hand
            return
        connection = self._borrow()
        self._in_hand.connection = connection
        try:
            yield connection
        finally:
            self._in_hand.connection = None
            with self._lending:
                self._idle.append(connection)

    def _borrow(self) -> Connection:
        with self._lending:
            if self._closed:
                raise RuntimeError("the register is closed")
            if self._idle:
                return self._idle.pop()
        return self._new_connection()

    def _new_connection(self, seen: Callable[[int], None] = lambda _: None) -> Connection:
        connection = connect(self.path, self.key(), seen)
        with self._lending:
            self._connections.append(connection)
        return connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection inside one consistent snapshot; may be nested.

        Raises:
            ProblemError: The file can't be read (STO-001 and others).
        """
        with self._connection() as connection:
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            except DatabaseError as error:
                raise ProblemError(problem_of(error, self.path)) from error
            finally:
                self._roll_back(connection)

    @contextmanager
    def glancing(self) -> Iterator[Connection]:
        """A connection for one statement that needs no snapshot beyond itself.

        `reading` opens and ends a transaction; with an import in another thread each of these
        steps may wait for the interpreter, which a keystroke has no time for.

        Raises:
            ProblemError: As `reading`.
        """
        try:
            with self._connection() as connection:
                yield connection
        except DatabaseError as error:
            raise ProblemError(problem_of(error, self.path)) from error

    @contextmanager
    def writing(self, info: ChangeSetInfo) -> Iterator[Work]:
        """One transaction with one change set; leaves nothing behind when the block raises.

        The search index is brought up to date and everything is on disk when the block ends.
        A block that changes nothing leaves no change set.

        Raises:
            ProblemError: STO-004 disk full, STO-005 can't be written, STO-006 in use elsewhere.
        """
        with self.local_writing() as connection, self.change_set(connection, info) as work:
            yield work

    @contextmanager
    def local_writing(self) -> Iterator[Connection]:
        """A transaction over what is not history: drafts, access log, import batches, marks.

        Raises:
            ProblemError: As `writing`.
        """
        with self._writing, self._connection() as connection:
            if connection.in_transaction:
                raise RuntimeError("a transaction is open already on this thread")
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except DatabaseError as error:
                self._roll_back(connection)
                raise ProblemError(problem_of(error, self.path)) from error
            except BaseException:
                self._roll_back(connection)
                raise
            finally:
                connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")

    @contextmanager
    def change_set(self, connection: Connection, info: ChangeSetInfo) -> Iterator[Work]:
        """One change set inside an open `local_writing`; several may follow one another in it.

        What the county sends down has many authors and is applied as a whole.
        """
        seq = self._open_change_set(connection, info)
        yield Work(connection, seq)
        self._close_change_set(connection, seq, info.undoes)

    @staticmethod
    def _roll_back(connection: Connection) -> None:
        if connection.in_transaction:
            connection.execute("ROLLBACK")

    @staticmethod
    def _open_change_set(connection: Connection, info: ChangeSetInfo) -> int:
        at_ms = time.time_ns() // 1_000_000 if info.at_ms is None else info.at_ms
        cursor = connection.execute(
            "INSERT INTO change_set(at_ms, actor_id, kind, label, batch_id, undoes) VALUES(?, ?, ?, ?, ?, ?)",
            (at_ms, info.actor_id, info.kind, info.label, info.batch_id, info.undoes),
        )
        seq = int(cursor.lastrowid)
        connection.execute("UPDATE work_state SET change_set = ? WHERE k = 1", (seq,))
        if info.undoes is not None:
            connection.execute("UPDATE change_set SET undone_by = ? WHERE seq = ?", (seq, info.undoes))
        return seq

    def _close_change_set(self, connection: Connection, seq: int, undoes: int | None) -> None:
        if connection.execute("SELECT 1 FROM search_dirty LIMIT 1").fetchone():
            self._refresh_search(connection)
        connection.execute("UPDATE work_state SET change_set = NULL WHERE k = 1")
        if undoes is not None:  # kept even when empty: it says that the undone set is undone
            return
        if connection.execute("SELECT 1 FROM change WHERE change_set = ? LIMIT 1", (seq,)).fetchone() is None:
            connection.execute("DELETE FROM change_set WHERE seq = ?", (seq,))

    @staticmethod
    def _refresh_search(connection: Connection) -> None:
        from db.search import index  # late: reads the pinyin tables, which only a write needs

        index.refresh(connection)

    def give_back_memory(self) -> None:
        """After a read of the whole register: empty the page caches of idle connections for the system.

        They fill again with the few pages that a window or a search needs.
        """
        with self._lending:
            for connection in self._idle:
                connection.execute("PRAGMA shrink_memory")
        allocator.give_back()

    def close(self) -> None:
        """Close every thread's connection and forget the key; idle threads must have finished."""
        with self._lending:
            self._closed = True
            connections, self._connections, self._idle = self._connections, [], []
        for connection in connections:
            connection.close()
        self._in_hand = threading.local()
        for position in range(len(self._key)):
            self._key[position] = 0


def row_values(cursor: Cursor) -> Iterator[dict[str, Value]]:
    """Rows of a cursor as dictionaries by column name."""
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, row, strict=True))
