"""The server, or its PostgreSQL, killed while batches come: nothing is lost, nothing is there twice."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import peewee
import psutil
import psycopg
import pytest

from desktop.domain.problem import ProblemError
from sync.county.clock import now_ms
from sync.county.county import open_county
from sync.county.embedded import EmbeddedPostgres
from sync.county.store import audit, enrolment, villages
from sync.county.store.database import open_database, query
from sync.protocol.messages import ExchangeReply
from sync.protocol.registry import Stream
from tests.support.county_server import RemotePc, read
from tests.support.forked_server import ForkedServer
from tests.support.village_pc import person

_PEOPLE = 300
_PORTION = 100
"""Kills after which everything is counted, in a long run."""


class _Sender:
    """A PC that freezes a batch and sends it until it has the receipt."""

    def __init__(self, remote: RemotePc) -> None:
        self._remote = remote
        self.sent: set[str] = set()
        self.lost_answers = 0
        self.revisions: list[int] = []

    def freeze(self) -> bytes:
        people = [person(f"村民{number}") for number in range(_PEOPLE)]
        self.sent |= {one.record_id for one in people}
        return self._remote.pc.frame(people)

    def deliver(self, frame: bytes) -> bool:
        """Send once; True when the receipt came."""
        try:
            reply = read(self._remote.ask(frame), ExchangeReply)
        except httpx.TransportError:
            self.lost_answers += 1
            return False
        assert reply.receipt is not None
        self.revisions.append(self._remote.pc.read_receipt(reply.receipt).rev)
        self._remote.pc.sent(frame)
        return True


def _survive(server: ForkedServer, kills: int, seed: int) -> None:
    chance = random.Random(seed)
    database = open_database(server.database_url)
    with database.connection_context():
        county = open_county(database, server.folder)
        number = villages.add_village(database, f"999901102{seed % 500 + 1:03d}", "示范村", now_ms())
        code = enrolment.make_code(database, county.key, number, (Stream.REGISTER,), now_ms())
        sender = _Sender(RemotePc(server, code))
        took = _time_of_one(sender)
        for _ in range(kills):
            frame = sender.freeze()
            delivered: list[bool] = []
            sending = threading.Thread(
                target=lambda to_send=frame, into=delivered: into.append(sender.deliver(to_send))
            )
            sending.start()
            time.sleep(chance.uniform(0, took))
            server.kill()
            sending.join()
            server.start()
            while not delivered[-1]:
                delivered.append(sender.deliver(frame))
        _check_nothing_lost(county, number, sender, seed)
    database.close_all()


def _time_of_one(sender: _Sender) -> float:
    """How long a batch takes, to know when to strike."""
    start = time.monotonic()
    assert sender.deliver(sender.freeze())
    return time.monotonic() - start


def _check_nothing_lost(county, village_id, sender, seed) -> None:
    kept = query(
        county.database,
        "SELECT record_id FROM record WHERE village_id = %(village_id)s",
        {"village_id": village_id},
    )
    assert {record_id.hex for (record_id,) in kept} == sender.sent, f"seed {seed}"
    assert len(kept) == len(sender.sent)
    batches = query(
        county.database,
        "SELECT no, rev FROM batch WHERE village_id = %(village_id)s ORDER BY no",
        {"village_id": village_id},
    )
    count = len(sender.revisions)
    assert batches == [(number, number) for number in range(1, count + 1)]
    assert sender.revisions == list(range(1, count + 1))
    assert audit.find_break(county.database, village_id) is None
    assert sender.lost_answers > 0, "no kill struck while a batch was under way"


@pytest.mark.faults
@pytest.mark.skipif(not hasattr(os, "fork"), reason="a start costs a fork")
def test_fifty_kills_of_the_server_lose_nothing_and_double_nothing(server) -> None:
    _survive(server, 50, seed=random.randrange(10_000))


@pytest.mark.faults
@pytest.mark.release
def test_thousands_of_kills_of_the_server(server, kills) -> None:
    for portion in range(kills // 2 // _PORTION):
        _survive(server, _PORTION, seed=portion)


# --- the database itself ---------------------------------------------------------------------------------


class _Shaken:
    """A county over a PostgreSQL of its own, a PC that sends, and what was killed under them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self.postgres = EmbeddedPostgres(self.folder)
        self.server = ForkedServer(self.postgres.url, folder / "county")
        self.server.start()
        database = open_database(self.postgres.url)
        with database.connection_context():
            self.county = open_county(database, self.server.folder)
            self.village = villages.add_village(database, "999901102001", "示范村", now_ms())
            code = enrolment.make_code(database, self.county.key, self.village, (Stream.REGISTER,), now_ms())
        database.close_all()
        self.sender = _Sender(RemotePc(self.server, code))

    def deliver_while(self, strike: Callable[[], None], mend: Callable[[], None]) -> None:
        """Send a batch, strike meanwhile, mend, and go on sending it until it is answered for."""
        frame = self.sender.freeze()
        took = threading.Event()

        def send() -> None:
            while not took.is_set():
                try:
                    if self.sender.deliver(frame):
                        took.set()
                except AssertionError:  # the server says that it has no database just now
                    self.sender.lost_answers += 1
                    time.sleep(0.02)

        sending = threading.Thread(target=send)
        sending.start()
        strike()
        mend()
        sending.join(60)
        assert took.is_set(), self.server.log()[-2_000:]

    def check(self, seed: int) -> None:
        """PostgreSQL takes nobody in while it recovers from the last blow, which it may feel late."""
        give_up_at = time.monotonic() + 30
        while True:
            try:
                self._check(seed)
            except (ProblemError, psycopg.OperationalError, peewee.OperationalError):
                assert time.monotonic() < give_up_at, "PostgreSQL does not recover"
                time.sleep(0.1)
            else:
                return

    def _check(self, seed: int) -> None:
        database = open_database(self.postgres.url)
        try:
            with database.connection_context():
                county = open_county(database, self.server.folder)
                _check_nothing_lost(county, self.village, self.sender, seed)
        finally:
            database.close_all()

    def pid_of_backend(self) -> int:
        """A process of PostgreSQL that works for the county; asked again while it recovers."""
        give_up_at = time.monotonic() + 30
        while time.monotonic() < give_up_at:
            try:
                with psycopg.connect(self.postgres.url) as connection:
                    row = connection.execute(
                        "SELECT pid FROM pg_stat_activity "
                        "WHERE application_name = 'cunqingtong-county' LIMIT 1"
                    ).fetchone()
            except psycopg.OperationalError:
                row = None
            if row is not None:
                return int(row[0])
            time.sleep(0.02)
        raise AssertionError("no backend works for the county")

    def kill_postmaster(self) -> None:
        pid = int((self.folder / "postmaster.pid").read_text().splitlines()[0])
        children = psutil.Process(pid).children(recursive=True)
        os.kill(pid, signal.SIGKILL)
        psutil.wait_procs(children, timeout=30)

    def start_postgres(self) -> None:
        # Where nobody collects dead processes the file would pass for a running server's.
        (self.folder / "postmaster.pid").unlink(missing_ok=True)
        self.postgres.start_again()

    def close(self) -> None:
        self.server.close()
        self.postgres.stop()


@pytest.fixture
def shaken(public_folder: Path) -> Iterator[_Shaken]:
    made = _Shaken(public_folder)
    yield made
    made.close()


@pytest.mark.faults
def test_a_killed_backend_of_postgresql_loses_nothing_and_the_server_goes_on_by_itself(shaken) -> None:
    chance = random.Random(3)

    def strike() -> None:
        pid = shaken.pid_of_backend()
        time.sleep(chance.uniform(0, 0.1))
        os.kill(pid, signal.SIGKILL)

    for _ in range(3):
        shaken.deliver_while(strike, lambda: None)
    shaken.check(3)


@pytest.mark.faults
def test_a_killed_postgresql_loses_nothing_and_the_server_goes_on_once_it_is_started_again(shaken) -> None:
    chance = random.Random(4)

    def strike() -> None:
        time.sleep(chance.uniform(0, 0.1))
        shaken.kill_postmaster()

    for _ in range(2):
        shaken.deliver_while(strike, shaken.start_postgres)
    shaken.check(4)
