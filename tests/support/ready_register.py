"""New registers of the tests: copies of one that the program made, once a process.

The shape of a register is some nine hundred statements, half a second of work; copying its pages under the
new file's own key is a twentieth of that. Nothing in a new register tells one office from another.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db.connection import Connection, connect
from db.store import Store

MAKE = Store._bring_up_to_date
"""How the program makes the tables itself, for a test of just that."""

_KEY = bytes(32)


class _Ready:
    """The register that is copied; each process, a forked one too, has its own connection to it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[int, Connection] = {}

    def fill(self, connection: Connection) -> None:
        """Give an empty file its tables; an older one is migrated as ever."""
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            MAKE(connection)
            return
        if os.getpid() not in self._sources:
            source = connect(self._folder / f"{os.getpid()}.db", _KEY)
            MAKE(source)
            self._sources[os.getpid()] = source
        # Straight into the file: by way of the log every page would be written twice.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        self._sources[os.getpid()].backup(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        source = self._sources.pop(os.getpid(), None)
        if source is not None:
            source.close()


@contextmanager
def registers_ready_made() -> Iterator[None]:
    """While it lasts, new registers are copies."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(_Ready(Path(folder))) as ready,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(Store, "_bring_up_to_date", ready.fill)
        yield
