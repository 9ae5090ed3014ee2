"""New registers of the tests: copies of one that the program made, once a process.

The shape of a register is some nine hundred statements, half a second of work. Copying its pages under the
new file's own key is a fortieth of that, copying a file encrypted with that very key next to nothing. So a
vault gets id and key of one whose test is over and whose folder is gone: vaults that exist together never
share them, and for most there is a file. Nothing in a new register tells one office from another.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from db import store
from db.connection import Connection, connect
from db.store import Store
from desktop.vault import keys
from desktop.vault.suite import CURRENT_SUITE

MAKE = Store._bring_up_to_date
NEW_VAULT = keys.new_vault

_KEY = bytes(32)


class _Registers:
    """Registers to copy; each process, a forked one too, has its own connection to the one they come from."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[int, Connection] = {}
        self._files: dict[bytes, Path | None] = {}  # by key; None: it was met once

    def connect(self, path: Path, key: bytes, *seen: Callable[[int], None]) -> Connection:
        """Open a file; a new one whose key is met again has its tables already."""
        if not path.exists() and path.parent.is_dir():
            if key in self._files:
                try:
                    shutil.copyfile(self._files[key] or self._make_file(key), path)
                except OSError:  # a full disk is the program's to meet
                    path.unlink(missing_ok=True)
            else:
                self._files[key] = None
        return connect(path, key, *seen)

    def fill(self, connection: Connection) -> None:
        """Give an empty file its tables; an older one is migrated as ever."""
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            MAKE(connection)
            return
        # Straight into the file: by way of the log every page would be written twice.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        self._source().backup(connection)
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        source = self._sources.pop(os.getpid(), None)
        if source is not None:
            source.close()

    def _source(self) -> Connection:
        if os.getpid() not in self._sources:
            source = connect(self._folder / f"{os.getpid()}.db", _KEY)
            MAKE(source)
            self._sources[os.getpid()] = source
        return self._sources[os.getpid()]

    def _make_file(self, key: bytes) -> Path:
        file = self._folder / f"{uuid.uuid4().hex}.db"
        with closing(connect(file, key)) as connection:
            self._source().backup(connection)
        self._files[key] = file
        return file


class _Vaults:
    """Ids and keys of vaults, used again when the test is over and the folder gone; in this process only."""

    def __init__(self) -> None:
        self._process = os.getpid()
        self._free: list[tuple[str, bytes]] = []
        self._drawn: dict[bytes, tuple[str, bytes]] = {}  # by the key of the register, in this test
        self._folders: dict[bytes, Path] = {}

    def new_vault(self) -> tuple[str, bytearray]:
        if os.getpid() != self._process:
            return NEW_VAULT()
        vault_id, data_key = self._free.pop() if self._free else NEW_VAULT()
        key = CURRENT_SUITE.subkey(bytearray(data_key), bytes.fromhex(vault_id), "register")
        self._drawn[bytes(key)] = vault_id, bytes(data_key)
        return vault_id, bytearray(data_key)

    def note_folder(self, path: Path, key: bytes) -> None:
        """A register is made or opened: of a vault drawn in this test, remember where."""
        if key in self._drawn:
            self._folders.setdefault(key, path.parent)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        """After the test's folders are gone."""
        yield
        self._free += [self._drawn[key] for key, folder in self._folders.items() if not folder.exists()]
        self._drawn.clear()
        self._folders.clear()


@contextmanager
def registers_ready_made(plugins: pytest.PytestPluginManager) -> Iterator[None]:
    """While it lasts, new registers are copies."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(_Registers(Path(folder))) as registers,
        pytest.MonkeyPatch.context() as patch,
    ):
        vaults = _Vaults()

        def connect_ready(path: Path, key: bytes, *seen: Callable[[int], None]) -> Connection:
            vaults.note_folder(path, key)
            return registers.connect(path, key, *seen)

        patch.setattr(Store, "_bring_up_to_date", registers.fill)
        patch.setattr(store, "connect", connect_ready)
        patch.setattr(keys, "new_vault", vaults.new_vault)
        plugins.register(vaults)
        yield
        plugins.unregister(vaults)


def make_registers_anew(patch: pytest.MonkeyPatch) -> None:
    """For a test of just that: the program makes the tables itself."""
    patch.setattr(Store, "_bring_up_to_date", staticmethod(MAKE))
    patch.setattr(store, "connect", connect)
