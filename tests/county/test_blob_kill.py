"""The server killed while attachments go up over HTTP: what was answered stays, the rest comes again."""

import hashlib
import random
import threading
import time

import httpx
import msgspec
import pytest

from sync.county.clock import now_ms
from sync.county.county import open_county
from sync.county.store import enrolment, villages
from sync.county.store.database import open_database
from sync.county.store.settings import set_ruling
from sync.protocol.blobs import BlobAnswer, BlobChunk, BlobPlace, BlobQuestion
from sync.protocol.messages import ExchangeReply
from sync.protocol.registry import Stream
from tests.support.county_server import CountyServer, RemotePc, read, trouble_of
from tests.support.village_pc import operation

_PART = 16_384
_KILLS = 3


def _put(server: CountyServer, remote: RemotePc, content: bytes, start: int) -> httpx.Response:
    chunk = BlobChunk.of(content[start:], start, _PART, len(content))
    return server.client.put(
        f"/blob/{hashlib.sha256(content).hexdigest()}",
        content=msgspec.msgpack.encode(chunk),
        headers={"Content-Type": "application/msgpack", "Authorization": f"Bearer {remote.token}"},
    )


def _reached(server: CountyServer, remote: RemotePc, content: bytes) -> BlobPlace:
    question = BlobQuestion(hashes=(hashlib.sha256(content).digest(),))
    (place,) = read(server.post("/blob/have", question, remote.token), BlobAnswer).places
    return place


def _send(server: CountyServer, remote: RemotePc, content: bytes, answered: list[int]) -> None:
    try:
        while not answered or answered[-1] < len(content):
            answered.append(
                read(_put(server, remote, content, answered[-1] if answered else 0), BlobPlace).received
            )
    except httpx.TransportError:
        pass


@pytest.mark.faults
def test_a_server_killed_between_parts_goes_on_from_what_it_has(server) -> None:
    chance = random.Random(8)
    database = open_database(server.database_url)
    with database.connection_context():
        county = open_county(database, server.folder)
        set_ruling(database, "S", True, now_ms())
        number = villages.add_village(database, "999901103001", "示范村", now_ms())
        code = enrolment.make_code(database, county.key, number, (Stream.REGISTER,), now_ms())
    database.close_all()
    remote = RemotePc(server, code)
    content = chance.randbytes(60 * _PART + 77)
    name = hashlib.sha256(content).hexdigest()
    assert trouble_of(_put(server, remote, content, 0)) == (404, "SYN-220")
    made = operation("attachment", target_table="person", target_id="0" * 32, sha256=name)
    read(remote.ask(remote.pc.frame([made])), ExchangeReply)
    for _ in range(_KILLS):
        place = _reached(server, remote, content)
        answered = [place.received]
        sending = threading.Thread(target=_send, args=(server, remote, content, answered))
        sending.start()
        time.sleep(chance.uniform(0.02, 0.1))
        server.kill()
        sending.join()
        server.start()
        assert _reached(server, remote, content).received >= answered[-1]
    rest = [_reached(server, remote, content).received]
    if rest[0] >= len(content):
        rest = [len(content) - _PART]
    _send(server, remote, content, rest)
    assert _reached(server, remote, content).whole
    taken = server.client.get(
        f"/blob/{name}", params={"limit": 2**20}, headers={"Authorization": f"Bearer {remote.token}"}
    )
    assert read(taken, BlobChunk).data == content
