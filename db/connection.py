"""One keyed connection to the encrypted file, with the settings that all of them share."""

import ctypes
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, cast

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.domain.problem import Problem, ProblemError

DatabaseError: type[Exception] = sqlcipher.DatabaseError
OperationalError: type[Exception] = sqlcipher.OperationalError
IntegrityError: type[Exception] = sqlcipher.IntegrityError


class Cursor(Protocol):
    """What we use of a DB-API cursor; rows are tuples."""

    description: Sequence[Sequence[Any]]
    rowcount: int
    lastrowid: int

    def fetchone(self) -> Any: ...
    def fetchall(self) -> list[Any]: ...
    def fetchmany(self, size: int = ...) -> list[Any]: ...
    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """What we use of a DB-API connection; sqlcipher3 itself carries no types."""

    @property
    def in_transaction(self) -> bool: ...
    def execute(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ...) -> Cursor: ...
    def executemany(self, sql: str, rows: Iterable[Sequence[Any]]) -> Cursor: ...
    def backup(
        self, target: "Connection", *, pages: int = ..., progress: Callable[[int, int, int], None] = ...
    ) -> None: ...
    def interrupt(self) -> None: ...
    def close(self) -> None: ...


OLDEST_SQLITE = (3, 51, 3)
"""Older ones can lose committed pages of a WAL file that two connections use."""

CACHE_KIB = 8_192


def connect(path: Path, key: bytes, seen: Callable[[int], None] = lambda _: None) -> Connection:
    """Open (or make) an encrypted file.

    Args:
        path: The file; its folder exists.
        key: The raw 256-bit key; no derivation takes place here.
        seen: Gets the file's ``user_version`` as soon as the first page is deciphered; reading which tables
            and triggers there are takes fifty times as long and comes after it.

    Returns:
        A connection in autocommit mode, write-ahead log on, every commit synced to disk.

    Raises:
        ProblemError: STO-001 the file is damaged or the key is not its key, STO-003 the SQLite
            in this program is too old, STO-005 the file or folder can't be written.
    """
    if sqlcipher.sqlite_version_info < OLDEST_SQLITE:
        raise ProblemError(Problem("STO-003", {"version": sqlcipher.sqlite_version}))
    try:
        connection = sqlcipher.connect(str(path), isolation_level=None, check_same_thread=False)
    except OperationalError as error:
        raise ProblemError(Problem("STO-005", {"path": str(path)})) from error
    try:
        # The cipher would write to the terminal what we raise as a problem.
        connection.execute("PRAGMA cipher_log_level = NONE")
        _hand_over(connection, key)
        seen(int(connection.execute("PRAGMA user_version").fetchone()[0]))
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA busy_timeout = 10000")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    except DatabaseError as error:
        connection.close()
        raise ProblemError(problem_of(error, path)) from error
    return cast(Connection, connection)


_PASSES = 8


def _hand_over(connection: Any, key: bytes) -> None:
    """Give a new connection its key and leave no copy of it behind in freed memory.

    SQLite's parser copies the statement and its argument and frees both without wiping them. What it
    allocates next for texts of the same lengths are the very same places, so a statement that sets
    nothing is run over them. (The cipher could wipe every buffer it frees, but once told so it does
    it for the rest of the process: each write then takes forty times as long.)
    """
    digits = key.hex()
    statement = f"PRAGMA key = \"x'{digits}'\""
    connection.executescript(statement)  # unlike `execute` it keeps no prepared statement
    _overwrite(digits, statement)
    blank = f"PRAGMA nil = \"x'{'0' * len(digits)}'\""
    for _ in range(_PASSES):
        connection.executescript(blank)


def _overwrite(*texts: str) -> None:
    """Blank out ASCII texts that held a key, in place, so that no memory dump shows them later.

    Texts can't be changed by the language's own means; CPython keeps the characters of an ASCII text
    at the end of its object, followed by a zero byte. Nobody else may hold these texts.
    """
    for text in texts:
        ctypes.memset(id(text) + sys.getsizeof(text) - len(text) - 1, ord("0"), len(text))


def problem_of(error: Exception, path: Path) -> Problem:
    """What a database error means to the people at the PC; STO-009 where it is not known."""
    text = str(error).lower()
    values = {"path": str(path)}
    if "full" in text:
        return Problem("STO-004", values)
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return Problem("STO-005", values)
    if "locked" in text or "busy" in text:
        return Problem("STO-006", values)
    if "disk i/o" in text:  # the disk refused; a damaged page is told as malformed
        return Problem("STO-007", values)
    if "not a database" in text or "malformed" in text or "hmac" in text:
        return Problem("STO-001", values)
    return Problem("STO-009", values | {"reason": type(error).__name__})
