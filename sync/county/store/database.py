"""The connection to PostgreSQL: a pool of peewee's over psycopg, and how statements are run.

Statements name their parameters; a statement on a distributed table holds ``village_id =
%(village_id)s`` for each table it reads, which the tests check on every statement that runs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import peewee
import psycopg
from playhouse.pool import PooledPostgresqlDatabase

from desktop.domain.problem import Problem, ProblemError

Row = tuple[Any, ...]


class Database(PooledPostgresqlDatabase):  # type: ignore[misc]
    """A pool of connections; each thread that works takes one with ``connection_context()``."""


OLDEST_POSTGRESQL = 150_000
"""PostgreSQL 15, in the server's own notation."""

_POOL = 16
"""Connections of one server process. A hundred is all that PostgreSQL gives as it comes, and a process that
computes most of the time gets no faster by more: who comes beyond them waits for one."""

_WAIT_SECONDS = 30
_CONNECT_SECONDS = 10


def open_database(url: str, *, cursor_factory: type[psycopg.Cursor[Any]] | None = None) -> Database:
    """A pool of connections to ``url`` (``postgresql://…``), tried once.

    Args:
        url: Address with user and database; a password comes from ``~/.pgpass`` or the address.
        cursor_factory: Class of cursors to use; tests put a checking one in.

    Raises:
        ProblemError: CTY-004, the server can't be reached or is older than PostgreSQL 15.
    """
    options: dict[str, Any] = {"cursor_factory": cursor_factory} if cursor_factory else {}
    database = Database(
        url,
        prefer_psycopg3=True,
        max_connections=_POOL,
        timeout=_WAIT_SECONDS,
        connect_timeout=_CONNECT_SECONDS,
        application_name="cunqingtong-county",
        **options,
    )
    try:
        with database.connection_context():
            found = database.server_version
    except (peewee.OperationalError, psycopg.OperationalError) as error:
        raise ProblemError(Problem("CTY-004", {"reason": _first_line(error)})) from error
    if found < OLDEST_POSTGRESQL:
        database.close_all()
        raise ProblemError(Problem("CTY-004", {"reason": f"PostgreSQL {found // 10_000} < 15"}))
    return database


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def query(database: Database, sql: str, parameters: Mapping[str, object] | None = None) -> list[Row]:
    """Run one statement and fetch its rows; an empty list for one that gives none."""
    cursor = database.execute_sql(sql, parameters)
    # `description` would tell as well, but makes an object of every column first.
    return cursor.fetchall() if cursor.rownumber is not None else []


def escaped(text: str) -> str:
    """A text as it stands in a line of ``COPY``."""
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    # JSON has none of these, texts that people have typed may.
    if "\t" in text or "\n" in text or "\r" in text:
        text = text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")
    return text


def copy_lines(database: Database, table: str, columns: Sequence[str], blocks: Iterable[str]) -> None:
    """Write many rows with ``COPY``; the first column is ``village_id``.

    psycopg's own rows are made value by value, which takes as long as PostgreSQL does.

    Args:
        database: In a transaction.
        table: Name of a table.
        columns: Columns of each line.
        blocks: Lines with their ends, any number at a time, in the text format of ``COPY``.
    """
    statement = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
    with database.connection().cursor() as cursor, cursor.copy(statement) as copy:
        for block in blocks:
            copy.write(block)


@contextmanager
def snapshot(database: Database) -> Iterator[None]:
    """A transaction that only reads and sees one moment."""
    with database.atomic("REPEATABLE READ"):
        query(database, "SET TRANSACTION READ ONLY")
        yield
