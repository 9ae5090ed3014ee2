"""The server killed while it takes batches: nothing is lost, nothing is there twice."""

import random
import threading
import time

import httpx
import pytest

from sync.county.clock import now_ms
from sync.county.county import open_county
from sync.county.store import audit, enrolment, villages
from sync.county.store.database import open_database, query
from sync.protocol.messages import ExchangeReply
from sync.protocol.registry import Stream
from tests.support.county_server import CountyServer, RemotePc, read
from tests.support.village_pc import person

_PEOPLE = 300


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


def _survive(server: CountyServer, kills: int, seed: int) -> None:
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
def test_ten_kills_of_the_server_lose_nothing_and_double_nothing(server) -> None:
    _survive(server, 10, seed=random.randrange(10_000))


@pytest.mark.faults
@pytest.mark.release
def test_two_hundred_kills_of_the_server(server) -> None:
    _survive(server, 200, seed=random.randrange(10_000))
