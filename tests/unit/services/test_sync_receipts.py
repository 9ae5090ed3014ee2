"""Receipts on paper: every batch of a span with the county's own clock, its signature checked anew."""

from datetime import UTC, date, datetime

import pypdfium2
import pytest

from desktop.domain.problem import ProblemError
from desktop.services.sync.receipt_printing import print_receipts, save_receipts
from desktop.services.sync.running import sync_now
from sync.protocol.enrolment_text import fingerprint, in_groups
from sync.protocol.suite import SigningKey
from sync.village.state import write_state
from tests.support.exchange import add_person, enrolled_office
from tests.support.small_county import SmallCounty

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
ALL = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def county():
    with SmallCounty() as made:
        made.received_ms = int(NOON.timestamp() * 1000)
        yield made


@pytest.fixture
def office(tmp_path, county):
    made = enrolled_office(tmp_path / "office", county)
    add_person(made, name="张三")
    sync_now(made)
    yield made
    made.close()


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_a_sheet_names_each_batch_with_the_countys_clock_hash_and_key(office, county, tmp_path):
    made = save_receipts(office, tmp_path / "回执.pdf", *ALL)
    assert (made.batches, made.operations) == (1, 2)
    assert (tmp_path / "回执.pdf").read_bytes() == made.pdf
    told = text_of(made.pdf)
    assert "上报回执" in told
    assert f"{NOON.astimezone():%Y-%m-%d %H:%M}" in told
    assert in_groups(fingerprint(county.key.public)) in told
    assert county.devices[1].receipts[1][0].hex()[:8] in told
    assert "1 份的县平台签名已用上列密钥在本机核对无误" in told.replace("\r\n", "")
    assert "张三" not in told


def test_only_batches_of_the_span_are_listed_and_an_empty_span_is_told(office, county):
    day = NOON.astimezone().date()
    county.received_ms += 40 * 86_400_000
    add_person(office, name="李四")
    sync_now(office)
    assert print_receipts(office, day, day).batches == 1
    assert print_receipts(office, day, date(2027, 6, 1)).batches == 2
    with pytest.raises(ProblemError) as refused:
        print_receipts(office, date(2020, 1, 1), date(2020, 12, 31))
    assert refused.value.problems[0].code == "SYN-255"


def test_a_receipt_of_another_county_is_listed_as_one_that_cannot_be_checked(office):
    with office.store.local_writing() as connection:
        write_state(connection, county_key=SigningKey.new().public)
    told = text_of(print_receipts(office, date(2026, 1, 1), office.today()).pdf)
    assert "无法核对" in told


def test_printing_is_logged_with_the_hash_of_the_sheet(office):
    from hashlib import sha256

    made = print_receipts(office, *ALL)
    with office.store.reading() as connection:
        kind, table, purpose = connection.execute(
            "SELECT kind, target_table, purpose FROM access_log ORDER BY rowid DESC LIMIT 1"
        ).fetchone()
    assert (kind, table) == ("print", "sync_receipt")
    assert sha256(made.pdf).hexdigest() in purpose
    assert print_receipts(office, *ALL).pdf == made.pdf
