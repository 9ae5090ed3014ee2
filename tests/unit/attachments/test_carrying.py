"""Bytes of attachments between two PCs of a village and a county: after the records, in pieces, on demand."""

import hashlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.accounts import Role
from desktop.domain.job import Cancelled
from desktop.domain.problem import ProblemError
from desktop.services.attachments.originals import (
    read_original,
    stop_wanting,
    want_original,
)
from desktop.services.attachments.records import (
    Attachment,
    Source,
    add_attachment,
    list_attachments,
    remove_attachment,
)
from desktop.services.settings import save_settings
from desktop.services.sync.running import sync_now
from desktop.services.sync.status import sync_status
from desktop.vault.blobs import BlobStore
from desktop.vault.unlock import create_vault
from sync.village.owed_blobs import doubt_county
from tests.support.exchange import add_person, enrolled_office, in_step
from tests.support.pictures import picture
from tests.support.small_county import SmallCounty
from tests.support.vault import CHEAP, LOGIN, PASSWORD, VILLAGE


@pytest.fixture
def county():
    with SmallCounty() as made:
        made.ruling = {"S": True}
        yield made


@pytest.fixture
def offices(tmp_path, county):
    made = [enrolled_office(tmp_path / name, county) for name in ("one", "other")]
    yield made
    for office in made:
        office.close()


def pdf(size: int, seed: int = 1) -> bytes:
    return b"%PDF-1.7\n" + random.Random(seed).randbytes(size)


def digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def test_the_other_pc_sees_the_thumbnail_and_gets_the_original_when_it_asks(offices, county):
    one, other = offices
    person = add_person(one, name="王建国")
    made = add_attachment(one, "person", person, Source("屋.jpg", picture(1_600, 1_200)), "老屋")
    assert sync_status(one).attachments == 1
    in_step(one, other)
    assert sync_status(one).attachments == 0
    (shown,) = list_attachments(other, "person", person)
    assert (shown.name, shown.is_here, shown.is_held) == ("老屋", False, False)
    assert shown.thumbnail == list_attachments(one, "person", person)[0].thumbnail
    assert not any(name.startswith("blob/") and len(name) > 64 for name in county.requests[-3:])
    with pytest.raises(ProblemError) as refused:
        read_original(other, made)
    assert refused.value.problems[0].code == "ATT-012"
    want_original(other, made)
    assert list_attachments(other, "person", person)[0].is_wanted
    sync_now(other)
    assert read_original(other, made) == read_original(one, made)
    assert not list_attachments(other, "person", person)[0].is_wanted


def test_what_the_county_does_not_let_out_stays_with_its_bytes_and_goes_when_it_does(tmp_path, county):
    county.ruling = {}
    one, other = (enrolled_office(tmp_path / name, county) for name in ("one", "other"))
    person = add_person(one, name="王建国")
    made = add_attachment(one, "person", person, Source("屋.jpg", picture()))
    in_step(one, other)
    assert county.blobs.whole == {}
    assert not any(name.startswith("blob/") for name in county.requests)
    assert sync_status(one).attachments == 0
    (held,) = list_attachments(other, "person", person)
    assert (held.is_held, held.thumbnail, held.file_name) == (True, b"", "")
    with pytest.raises(ProblemError) as refused:
        want_original(other, made)
    assert refused.value.problems[0].code == "ATT-013"
    county.ruling = {"S": True}
    in_step(one, other)
    in_step(one, other)
    assert len(county.blobs.whole) == 1
    want_original(other, made)
    sync_now(other)
    assert read_original(other, made) == read_original(one, made)
    for office in (one, other):
        office.close()


def test_restricted_attachments_never_leave_by_default(offices, county):
    one, _ = offices
    with one.change("edit", "x") as work:
        record = work.insert("restricted", {"person_id": "0" * 32})
    add_attachment(one, "restricted", record, Source("a.pdf", pdf(500)))
    sync_now(one)
    assert county.blobs.whole == {}
    assert {kind for kind, _ in county.records} <= {21}


def test_a_content_that_two_pcs_have_is_sent_once(offices, county):
    one, other = offices
    for office in offices:
        add_attachment(office, "person", add_person(office, name="甲"), Source("a.pdf", pdf(5_000)))
        sync_now(office)
    assert county.blobs.taken_bytes == 5_009
    assert sync_status(one).attachments == sync_status(other).attachments == 0


def test_sending_goes_on_where_the_line_was_cut(offices, county):
    one, _ = offices
    content = pdf(500_000)
    add_attachment(one, "person", add_person(one, name="甲"), Source("a.pdf", content))
    parts = []

    def cut() -> None:
        parts.append(1)
        if len(parts) == 2:
            raise ConnectionResetError

    county.blobs.after_put = cut
    with pytest.raises(ProblemError):
        sync_now(one)
    assert digest(content) not in county.blobs.whole
    sync_now(one)
    assert county.blobs.whole[digest(content)] == content
    assert county.blobs.taken_bytes == len(content)


def test_fetching_goes_on_where_it_was_broken_off_and_can_be_given_up(offices, county):
    one, other = offices
    content = pdf(900_000)
    person = add_person(one, name="甲")
    made = add_attachment(one, "person", person, Source("a.pdf", content))
    in_step(one, other)
    want_original(other, made)

    def arriving() -> Attachment:
        (found,) = list_attachments(other, "person", person)
        return found

    class Impatient:
        def __init__(self) -> None:
            self.asked = 0

        def report(self, done: int, total: int, text: str = "") -> None:
            pass

        def check_cancelled(self) -> None:
            if arriving().received:
                raise Cancelled

    with pytest.raises(Cancelled):
        sync_now(other, Impatient())
    received = arriving().received
    assert not arriving().is_here and 0 < received < len(content)
    stop_wanting(other, made)
    sync_now(other)
    assert (arriving().is_here, arriving().received) == (False, received)
    want_original(other, made)
    county.requests.clear()
    sync_now(other)
    assert read_original(other, made) == content
    assert not list((other.vault.folder.blobs).glob("??/.*"))


def test_a_full_county_is_told_and_the_rest_goes_on(offices, county):
    one, _ = offices
    county.blobs.room = 10_000
    person = add_person(one, name="甲")
    for number, size in enumerate((20_000, 3_000)):
        add_attachment(one, "person", person, Source(f"{number}.pdf", pdf(size, number)))
    sync_now(one)
    status = sync_status(one)
    assert (status.attachments, status.attachments_held_up) == (1, 1)
    assert [item.trouble for item in list_attachments(one, "person", person)] == ["SYN-224", ""]
    county.blobs.room = 2**30
    sync_now(one)
    assert sync_status(one).attachments == 0


def test_records_written_meanwhile_go_before_the_next_piece(offices, county):
    one, _ = offices
    add_attachment(one, "person", add_person(one, name="甲"), Source("a.pdf", pdf(400_000)))
    written = []

    def write() -> None:
        if not written:
            written.append(add_person(one, name="乙"))

    county.blobs.after_put = write
    county.requests.clear()
    sync_now(one)
    calls = [name.partition("/")[0] for name in county.requests]
    last_put = len(calls) - 1 - calls[::-1].index("blob")
    assert "exchange" in calls[calls.index("blob") : last_put]
    assert len(county.blobs.whole) == 1
    assert sync_status(one).waiting == 0


def test_a_setting_fetches_every_original_that_the_county_has(offices, county):
    one, other = offices
    person = add_person(one, name="甲")
    for number in range(3):
        add_attachment(one, "person", person, Source(f"{number}.pdf", pdf(900, number)))
    sync_now(one)
    save_settings(other, attachment_fetch_all=True)
    sync_now(other)
    assert all(each.is_here for each in list_attachments(other, "person", person))


def test_a_removed_attachment_is_not_sent(offices, county):
    one, _ = offices
    person = add_person(one, name="甲")
    remove_attachment(one, add_attachment(one, "person", person, Source("a.pdf", pdf(900))))
    sync_now(one)
    assert county.blobs.whole == {}
    assert sync_status(one).attachments == 0


def test_a_county_that_has_lost_contents_gets_them_again(offices, county):
    one, _ = offices
    content = pdf(900)
    add_attachment(one, "person", add_person(one, name="甲"), Source("a.pdf", content))
    sync_now(one)
    county.blobs.whole.clear()
    sync_now(one)
    assert county.blobs.whole == {}
    with one.store.local_writing() as connection:
        doubt_county(connection)
    sync_now(one)
    assert county.blobs.whole == {digest(content): content}


def test_a_content_that_the_county_exchanged_is_not_taken(offices, county):
    one, other = offices
    content = pdf(900)
    person = add_person(one, name="甲")
    made = add_attachment(one, "person", person, Source("a.pdf", content))
    in_step(one, other)
    county.blobs.whole[digest(content)] = pdf(900, 2)
    want_original(other, made)
    sync_now(other)
    (told,) = list_attachments(other, "person", person)
    assert (told.is_here, told.received, told.trouble) == (False, 0, "SYN-228")
    county.blobs.whole[digest(content)] = content
    sync_now(other)
    assert read_original(other, made) == content


@pytest.fixture(scope="module")
def blobs(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parts") / "office"
    vault, _ = create_vault(folder, VILLAGE, LOGIN, Role.CLERK, PASSWORD, cost=CHEAP)
    yield BlobStore(vault)
    vault.close()


@settings(max_examples=40)
@given(content=st.binary(min_size=1, max_size=600), data=st.data())
def test_parts_in_any_cuts_order_and_repetition_are_the_content_or_nothing(blobs, content, data):
    name = hashlib.sha256(content).hexdigest()
    blobs.delete(name)
    while blobs.received(name) < len(content):
        here = blobs.received(name)
        start = data.draw(st.sampled_from([here, here, here, 0, here + 1]))
        length = data.draw(st.integers(1, 200))
        part = content[start : start + length]
        if start == here and part:
            blobs.put_part(name, start, part)
        else:
            with pytest.raises(ValueError, match="does not follow"):
                blobs.put_part(name, start, part if start != here else b"")
            assert blobs.received(name) == here
    assert blobs.finish(name)
    assert blobs.get(name) == content
    assert blobs.received(name) == 0


def test_parts_on_the_disk_say_nothing_of_what_they_are(blobs):
    content = "王建国的全家福".encode() * 50
    name = hashlib.sha256(content).hexdigest()
    blobs.put_part(name, 0, content[:500])
    found = [path for path in blobs._root.rglob("*") if path.is_file()]
    assert not any(name in str(path) or "王建国".encode() in path.read_bytes() for path in found)
    blobs.drop_parts(name)
