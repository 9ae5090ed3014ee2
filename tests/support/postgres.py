"""One PostgreSQL for the tests of a process, and in it databases that are lent and taken back.

A new database costs PostgreSQL a tenth of a second of work, so one that a test leaves as it was made, but for
rows, is emptied and lent to the next.
"""

import atexit
import re
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg

from sync.county.embedded import EmbeddedPostgres
from sync.county.store.database import open_database
from sync.county.store.migrations import migrate

_TEMPLATE = "template_county"
_idle: list[str] = []
"""Databases that nobody uses, as the template is."""


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that PostgreSQL can reach when the tests run as root and it as a user of its own.

    pytest's own folders close themselves to others whenever another run starts.
    """
    folder = _new_folder()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _new_folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="county-"))
    folder.chmod(0o755)
    return folder


@cache
def shared_postgres() -> EmbeddedPostgres:
    """An embedded PostgreSQL with a migrated, empty database to copy from; it ends with the process."""
    folder = _new_folder()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = EmbeddedPostgres(folder / "data")
    atexit.register(server.stop)
    with psycopg.connect(server.url, autocommit=True) as connection:
        # A database is made and dropped in a fraction of the time when nothing waits for the disk and the
        # system copies; a killed process loses nothing by it, only a power cut would.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("ALTER SYSTEM SET file_copy_method = clone")
        # It would look into databases that nobody uses, which then seem changed by their last test.
        connection.execute("ALTER SYSTEM SET autovacuum = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {_TEMPLATE}")
    template = open_database(_address(server, _TEMPLATE))
    with template.connection_context():
        migrate(template)
    template.close_all()
    return server


@contextmanager
def empty_database() -> Iterator[str]:
    """The address of a database without a single table, dropped afterwards."""
    server, name = shared_postgres(), _make("template1")
    try:
        yield _address(server, name)
    finally:
        _drop(name)


@contextmanager
def lent_database() -> Iterator[str]:
    """The address of a migrated, empty database, for a while."""
    server = shared_postgres()
    name = _idle.pop() if _idle else _make(_TEMPLATE)
    yield _address(server, name)
    if _is_as_made(name):
        _idle.append(name)
    else:
        _drop(name)


def _address(server: EmbeddedPostgres, name: str) -> str:
    return re.sub(r"/postgres(?=\?|$)", f"/{name}", server.url)


def _make(template: str) -> str:
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(shared_postgres().url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
    return name


def _drop(name: str) -> None:
    with psycopg.connect(shared_postgres().url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _is_as_made(name: str) -> bool:
    """Empty a database; whether it now has the template's tables, migrations and statistics."""
    with psycopg.connect(_address(shared_postgres(), name), autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if _look(connection) != _look_of_template():
            return False
        connection.execute("SET session_replication_role = replica")  # the order of the tables is no matter
        connection.execute(";".join(f"DELETE FROM {table}" for table in _tables()))
    return True


@cache
def _tables() -> tuple[str, ...]:
    """All tables that hold rows of a county."""
    with psycopg.connect(_address(shared_postgres(), _TEMPLATE)) as connection:
        rows = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return tuple(name for (name,) in rows if name != "migration")


@cache
def _look_of_template() -> tuple[object, ...]:
    with psycopg.connect(_address(shared_postgres(), _TEMPLATE)) as connection:
        return _look(connection)


def _look(connection: psycopg.Connection) -> tuple[object, ...]:
    """Migrations, and tables with their columns and what PostgreSQL knows of them."""
    row = connection.execute(
        "SELECT (SELECT string_agg(number::text, ' ' ORDER BY number) FROM migration), "
        "string_agg(c::text, ' ' ORDER BY oid), "
        "(SELECT string_agg(a::text, ' ' ORDER BY attrelid, attnum) FROM pg_attribute a "
        "WHERE attrelid >= 16384) FROM pg_class c WHERE oid >= 16384"
    ).fetchone()
    assert row is not None
    return row
