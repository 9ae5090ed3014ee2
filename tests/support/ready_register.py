"""New registers of the tests: copies of one that the program made, once a process.

The shape of a register is some nine hundred statements, half a second of work; copying its pages under the
new file's own key is a twentieth of that. Nothing in a new register tells one office from another.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db.connection import Connection, connect
from db.store import Store

MAKE = Store._bring_up_to_date
"""How the program makes the tables itself, for a test of just that."""

_KEY = bytes(32)


@contextmanager
def registers_ready_made() -> Iterator[None]:
    """While it lasts, an empty register file gets its tables as a copy; an older one is migrated as ever."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "_bring_up_to_date", _copying(Path(folder) / "register.db"))
        yield


def _copying(ready: Path) -> Callable[[Store, Connection], None]:
    def bring_up_to_date(store: Store, connection: Connection) -> None:
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            MAKE(store, connection)
            return
        if not ready.exists():
            # Under another name until it is whole: a test may end in the midst, or fork.
            begun = ready.with_name(f"{os.getpid()}.db")
            with closing(connect(begun, _KEY)) as first:
                MAKE(store, first)
            begun.replace(ready)
        with closing(connect(ready, _KEY)) as source:
            source.backup(connection)

    return bring_up_to_date
