"""A real PostgreSQL for the tests of a process, and in it a new database for each test."""

import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from sync.county.county import County, open_county
from sync.county.embedded import EmbeddedPostgres
from sync.county.store.database import Database, open_database
from sync.county.store.migrations import migrate
from sync.county.store.villages import add_village
from tests.support.forked_server import ForkedServer
from tests.support.statement_lint import LintingCursor, across_villages
from tests.support.village_pc import NOW_MS, VillagePc

_TEMPLATE = "template_county"


def _address(url: str, name: str) -> str:
    return url.replace("/postgres?", f"/{name}?") if "?" in url else url.rpartition("/")[0] + f"/{name}"


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that PostgreSQL can reach when the tests run as root and it as a user of its own.

    pytest's own folders close themselves to others whenever another run starts.
    """
    with tempfile.TemporaryDirectory(prefix="county-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder for a PostgreSQL of a test's own."""
    with open_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedPostgres]:
    """An embedded PostgreSQL with one migrated database to copy from."""
    with open_folder() as folder:
        yield from _postgres(folder)


def _postgres(folder: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(folder / "data")
    with psycopg.connect(server.url, autocommit=True) as connection:
        # A database per test is made and dropped in a tenth of the time when nothing waits for the disk; a
        # killed process loses nothing by it, only a power cut would.
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
        connection.execute(f"CREATE DATABASE {_TEMPLATE}")
    template = open_database(_address(server.url, _TEMPLATE))
    with template.connection_context():
        migrate(template)
    template.close_all()
    yield server
    server.stop()


@pytest.fixture
def database_url(postgres: EmbeddedPostgres) -> Iterator[str]:
    """The address of a database of this test's own, migrated and empty."""
    name = f"t{uuid.uuid4().hex}"
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY file_copy")
    yield _address(postgres.url, name)
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The same, open for this thread; every statement is checked to stay within one village."""
    opened = open_database(database_url, cursor_factory=LintingCursor)
    with opened.connection_context():
        yield opened
    opened.close_all()


@pytest.fixture
def county(database_url: str, tmp_path: Path) -> Iterator[County]:
    """A county at work, open for this thread; every statement is checked to stay within one village."""
    opened = open_database(database_url, cursor_factory=LintingCursor)
    with across_villages():
        made = open_county(opened, tmp_path / "county", "示范县")
    with opened.connection_context():
        yield made
    opened.close_all()


@pytest.fixture
def village_id(county: County) -> int:
    """A village of the county."""
    return add_village(county.database, "999901101201", "示范村", NOW_MS)


@pytest.fixture
def pc(county: County, village_id: int) -> VillagePc:
    """A PC of the village."""
    return VillagePc.enrolled(county, village_id)


@pytest.fixture
def other_pc(county: County, village_id: int, pc: VillagePc) -> VillagePc:
    """A second PC of the same village."""
    return VillagePc.enrolled(county, village_id)


@pytest.fixture(scope="module")
def server(postgres: EmbeddedPostgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkedServer]:
    """A server process for the tests of one file, with a database of its own."""
    name = f"s{uuid.uuid4().hex}"
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE}")
    running = ForkedServer(_address(postgres.url, name), tmp_path_factory.mktemp("county") / "data")
    running.start()
    yield running
    running.close()


@pytest.fixture
def behind(server: ForkedServer) -> Iterator[County]:
    """The county behind the server, opened beside it."""
    opened = open_database(server.database_url)
    with opened.connection_context():
        yield open_county(opened, server.folder)
    opened.close_all()
