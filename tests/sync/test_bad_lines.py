"""Lines that are slow, late, cut, doubled, altered or answered by strangers: the exchange gets through.

Time is scaled: the line is so many times faster, and the program takes it for one that is not.
"""

import random
import time

import pytest

from desktop.domain.ids import new_ids
from desktop.domain.problem import ProblemError
from desktop.services.attachments.records import Source, add_attachment
from desktop.services.sync.running import sync_now
from desktop.services.sync.status import sync_status
from sync.village.outbox import freeze
from sync.village.transport import LineError, Transport
from tests.support.exchange import add_person, enrolled_office, records_at, records_of
from tests.support.relay import Relay
from tests.support.small_county import SmallCounty

SCALE = 40
KBIT_32 = 4_000 * SCALE
MINUTE = 240_000
"""Bytes that a line of 32 kbit/s passes on in a minute."""

PATIENCE_SECONDS = 120


@pytest.fixture
def county():
    with SmallCounty() as made:
        yield made


@pytest.fixture
def office(tmp_path, county):
    made = enrolled_office(tmp_path / "office", county)
    yield made
    made.close()


def add_people(office, count):
    with office.change("import", "花名册") as work:
        chance = random.Random(7)
        rows = (
            (record_id, f"张{number}", f"1{chance.randrange(10**10):010d}", chance.randbytes(24).hex())
            for number, record_id in enumerate(new_ids(count))
        )
        work.insert_many("person", ("id", "name", "mobile", "employer"), rows)


def go_through(office, relay) -> None:
    """Exchange over the relay, as often as it takes."""
    with office.store.local_writing() as connection:
        connection.execute("UPDATE sync_state SET address = ?", (relay.url,))
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            sync_now(office, hurry=SCALE)
        except LineError:
            assert time.monotonic() < give_up_at, "the exchange does not get through"
        else:
            return


class Meter:
    """Counts what passes in calls that end well and in calls that don't, and in signing in again."""

    def __init__(self, relay, monkeypatch) -> None:
        self.wasted = 0
        self._signed_in = False
        request = Transport._request

        def metered(transport, method, name, *rest):
            before = relay.passed
            try:
                content = request(transport, method, name, *rest)
            except ProblemError:
                self.wasted += relay.passed - before
                raise
            if name in ("nonce", "token"):
                if self._signed_in:
                    self.wasted += relay.passed - before
                self._signed_in = self._signed_in or name == "token"
            return content

        monkeypatch.setattr(Transport, "_request", metered)


def test_at_32_kbit_with_a_cut_every_minute_hardly_anything_goes_over_the_line_twice(
    tmp_path, office, county, monkeypatch
):
    add_people(office, 7_000)
    with Relay(county.port, bytes_per_second=KBIT_32, cut_bytes=MINUTE) as relay:
        meter = Meter(relay, monkeypatch)
        go_through(office, relay)
        assert relay.cuts >= 1
        assert meter.wasted <= 0.05 * relay.passed, (meter.wasted, relay.passed, relay.cuts)
    assert records_of(office) == records_at(county)
    other = enrolled_office(tmp_path / "other", county)
    with Relay(county.port, bytes_per_second=KBIT_32, cut_bytes=MINUTE) as relay:
        meter = Meter(relay, monkeypatch)
        go_through(other, relay)
        assert relay.cuts >= 1
        assert meter.wasted <= 0.05 * relay.passed, (meter.wasted, relay.passed, relay.cuts)
    assert records_of(other) == records_at(county)
    other.close()


def test_a_batch_that_was_made_for_a_good_line_gets_over_a_bad_one(office, county, monkeypatch):
    chance = random.Random(8)
    for _ in range(40):
        with office.change("edit", "加人") as work:
            for record_id in new_ids(60):
                work.insert("person", {"name": "张三", "employer": chance.randbytes(200).hex()}, record_id)
    with office.store.local_writing() as connection:
        connection.execute("UPDATE sync_state SET batch_size = 5000")
    made_for_a_good_line = freeze(office.store, 5_000, office.user.id, 0)
    assert not made_for_a_good_line.is_last
    with Relay(county.port, bytes_per_second=KBIT_32, cut_bytes=MINUTE) as relay:
        meter = Meter(relay, monkeypatch)
        go_through(office, relay)
        assert relay.cuts >= 1
        assert meter.wasted <= 0.05 * relay.passed, (meter.wasted, relay.passed, relay.cuts)
    assert records_of(office) == records_at(county)


def test_two_seconds_of_delay_slow_it_down_and_no_more(office, county):
    add_people(office, 200)
    with Relay(county.port, delay_seconds=2 / SCALE) as relay:
        go_through(office, relay)
    assert records_of(office) == records_at(county)


def test_requests_that_arrive_twice_count_once(office, county):
    add_people(office, 600)
    with Relay(county.port, doubling=True) as relay:
        go_through(office, relay)
    assert records_of(office) == records_at(county)
    assert county.operations_taken == 601


def test_flipped_bits_never_get_into_the_register(office, county):
    add_people(office, 3_000)
    with Relay(county.port, flip=0.01) as relay:
        go_through(office, relay)
    assert records_of(office) == records_at(county)


def test_a_sign_in_page_is_told_as_one_and_nothing_is_lost(office, county):
    add_people(office, 10)
    with Relay(county.port, sign_in_page=True) as relay:
        with office.store.local_writing() as connection:
            connection.execute("UPDATE sync_state SET address = ?", (relay.url,))
        with pytest.raises(LineError) as failed:
            sync_now(office)
        assert failed.value.problems[0].code == "SYN-164"
        relay.sign_in_page = False
        go_through(office, relay)
    assert records_of(office) == records_at(county)


def test_originals_too_hardly_go_over_such_a_line_twice(office, county, monkeypatch):
    county.ruling = {"S": True}
    person = add_person(office, name="张三")
    content = b"%PDF-1.7\n" + random.Random(3).randbytes(520_000)
    add_attachment(office, "person", person, Source("合同.pdf", content))
    with Relay(county.port, bytes_per_second=KBIT_32, cut_bytes=MINUTE) as relay:
        meter = Meter(relay, monkeypatch)
        while list(county.blobs.whole.values()) != [content]:
            go_through(office, relay)
        assert relay.cuts >= 2
        assert meter.wasted <= 0.08 * relay.passed, (meter.wasted, relay.passed, relay.cuts)
    assert sync_status(office).attachments == 0
