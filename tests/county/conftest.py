"""A real PostgreSQL for the tests of a process, and in it a new database for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from sync.county.county import County, open_county
from sync.county.store.database import Database, open_database
from sync.county.store.villages import add_village
from tests.support.forked_server import ForkedServer
from tests.support.postgres import lent_database, open_folder
from tests.support.statement_lint import LintingCursor, across_villages
from tests.support.village_pc import NOW_MS, VillagePc


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder for a PostgreSQL of a test's own."""
    with open_folder() as folder:
        yield folder


@pytest.fixture
def database_url() -> Iterator[str]:
    """The address of a database of this test's own, migrated and empty."""
    with lent_database() as url:
        yield url


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
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkedServer]:
    """A server process for the tests of one file, with a database of its own."""
    with lent_database() as url:
        running = ForkedServer(url, tmp_path_factory.mktemp("county") / "data")
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
