"""Opens the county a command works on."""

import argparse
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from sync.county.county import DEFAULT_NAME, County, open_county
from sync.county.embedded import EmbeddedPostgres
from sync.county.store.database import Database, open_database

POSTGRES_FOLDER = "postgres"


@contextmanager
def opened_address(options: argparse.Namespace) -> Iterator[str]:
    """The database's address: the one asked for, else that of the embedded server, started for as long."""
    with ExitStack() as stack:
        url = options.database
        if not url:
            server = EmbeddedPostgres(options.data / POSTGRES_FOLDER)
            stack.callback(server.stop)
            url = server.url
        yield url


@contextmanager
def opened_database(options: argparse.Namespace) -> Iterator[Database]:
    """The database, with a connection open for this thread."""
    with opened_address(options) as url:
        database = open_database(url)
        try:
            with database.connection_context():
                yield database
        finally:
            database.close_all()


@contextmanager
def opened_county(options: argparse.Namespace, name: str = "") -> Iterator[County]:
    """The county, with a connection open for this thread.

    Raises:
        ProblemError: As `open_county` and `open_database`.
    """
    with opened_address(options) as url:
        database = open_database(url)
        try:
            county = open_county(database, options.data, name or DEFAULT_NAME)
            with database.connection_context():
                yield county
        finally:
            database.close_all()
