"""The county's own server in a process of its own, over a real PostgreSQL, ruled by its own commands."""

import json
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from sync.county.county import County, open_county
from sync.county.store.database import open_database
from tests.support.county_command import run_command, start_command
from tests.support.postgres import lent_database
from tests.support.vault import VILLAGE

_PATIENCE_SECONDS = 60


class RealCounty:
    """One county that knows the village of the tests; use it as a context manager."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{self.port}"

    def _start(self) -> None:
        self._server = start_command("serve", *self._place, "--port", str(self.port), "--per-device", "10000")
        self._wait()

    @property
    def _place(self) -> tuple[str, ...]:
        return "--data", str(self._folder), "--database", self._database_url

    def stop(self) -> None:
        """No line to the county any more."""
        self._server.terminate()
        self._server.join(_PATIENCE_SECONDS)
        assert not self._server.is_alive(), "the county does not stop"

    def start(self) -> None:
        """The line is back."""
        self._start()

    def back_up(self, file: Path) -> Path:
        """Make a backup as the county's own command does."""
        self.run("backup", "--out", str(file))
        return file

    def go_back_to(self, file: Path) -> None:
        """Lose everything and restore a backup."""
        self.stop()
        shutil.rmtree(self._folder)
        self.execute("DROP SCHEMA public CASCADE")
        self.execute("CREATE SCHEMA public")
        self.run("restore", str(file))
        self._start()

    def __enter__(self) -> "RealCounty":
        self._folder = Path(self._stack.enter_context(TemporaryDirectory(prefix="county-"))) / "data"
        self._database_url = self._stack.enter_context(lent_database())
        try:
            self._start()
            self.run("village", "add", VILLAGE.division_code, VILLAGE.name)
        except BaseException:
            self.__exit__()
            raise
        return self

    def _wait(self) -> None:
        give_up_at = time.monotonic() + _PATIENCE_SECONDS
        while not self._answers():
            assert self._server.is_alive(), "the county did not start"
            assert time.monotonic() < give_up_at, "the county does not answer"
            time.sleep(0.05)

    def __exit__(self, *_: object) -> None:
        with self._stack:
            self.stop()

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        return True

    def run(self, *words: str) -> dict[str, object]:
        """One command of ``cunqingtong-county``; what it tells programs."""
        told: dict[str, object] = json.loads(run_command(*words, *self._place, "--json"))
        return told

    def execute(self, statement: str, *values: object) -> None:
        """Change the county's tables by hand, as a fault would."""
        with psycopg.connect(self._database_url, autocommit=True) as connection:
            connection.execute(statement, values)

    def query(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Look into the county's tables."""
        with psycopg.connect(self._database_url) as connection:
            return connection.execute(statement, values).fetchall()

    @contextmanager
    def opened(self) -> Iterator[County]:
        """The county opened beside its server, as another of its processes would."""
        database = open_database(self._database_url)
        with database.connection_context():
            yield open_county(database, self._folder)
        database.close_all()

    def new_code(self) -> str:
        return str(self.run("device", "enrol", VILLAGE.division_code)["code"])

    def revoke(self, device: int, *, wipe: bool = False) -> None:
        words = ["--wipe"] if wipe else []
        self.run("device", "revoke", VILLAGE.division_code, str(device), *words)

    def answer_stick(self, file: Path, answer: Path) -> None:
        """Take a village's stick in and write the answer."""
        self.run("bundle", "take", str(file), "--reply", str(answer))
