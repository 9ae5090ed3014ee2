"""Attachments at the county: parts in and out, whom they are shown to, room, sweep, backup."""

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.problem import ProblemError
from sync.county.backup import restore_backup, write_backup
from sync.county.checkup import check_up
from sync.county.county import County, open_county
from sync.county.store import audit, blobs, devices
from sync.county.store.database import open_database
from sync.county.store.settings import set_blob_room, set_ruling
from sync.county.store.villages import add_village
from sync.protocol.blobs import MOST_BLOB, BlobChunk
from sync.protocol.operation import Op
from sync.protocol.registry import Stream
from tests.support.postgres import empty_database
from tests.support.statement_lint import across_villages
from tests.support.village_pc import NOW_MS, VillagePc, operation

DAY_MS = 86_400_000


@pytest.fixture(autouse=True)
def _sensitive_fields_leave_the_village(county) -> None:
    for name in ("S", *(f"restricted_attachment.{each}" for each in ("sha256", "target_id", "target_table"))):
        set_ruling(county.database, name, True, NOW_MS)


def digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def attach(county: County, pc: VillagePc, content: bytes, table: str = "attachment"):
    """A record that names a content, sent by a PC."""
    made = operation(table, target_table="person", target_id="0" * 32, sha256=digest(content).hex())
    assert pc.send(county, made).refusals == ()
    return made


def put(county: County, pc: VillagePc, content: bytes, start: int, end: int, name: bytes | None = None):
    chunk = BlobChunk.of(content[start:end], start, end - start, len(content))
    return blobs.put(county, pc.village_id, pc.number, name or digest(content), chunk, NOW_MS)


def get(county: County, pc: VillagePc, content: bytes, start: int = 0) -> BlobChunk:
    return blobs.get(county, pc.village_id, pc.number, digest(content), start, 1, NOW_MS)


def have(county: County, pc: VillagePc, *contents: bytes):
    hashes = [digest(each) for each in contents]
    return blobs.have(county, pc.village_id, pc.number, hashes, NOW_MS)


def refused(call, *arguments) -> str:
    with pytest.raises(ProblemError) as caught:
        call(*arguments)
    return caught.value.problems[0].code


def events(county: County, pc: VillagePc) -> list[str]:
    return [entry.event for entry in audit.read_entries(county.database, pc.village_id)]


def test_a_content_goes_up_in_parts_and_comes_down_to_the_other_pc(county, pc, other_pc) -> None:
    content = os.urandom(200_000)
    attach(county, pc, content)
    assert [(place.received, place.whole) for place in have(county, pc, content).places] == [(0, False)]
    assert put(county, pc, content, 0, 70_000).received == 70_000
    assert [place.received for place in have(county, other_pc, content).places] == [70_000]
    assert refused(get, county, other_pc, content) == "SYN-221"
    assert put(county, other_pc, content, 70_000, 200_000).whole  # another PC that has it may go on
    read = b""
    while len(read) < len(content):
        chunk = get(county, other_pc, content, len(read))
        assert chunk.is_sound and chunk.total == len(content)
        read += chunk.data
    assert read == content
    assert have(county, pc, content).places[0].whole
    assert events(county, pc)[-2:] == ["blob_received", "blob_read"]
    assert audit.find_break(county.database, pc.village_id) is None


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_parts_in_any_cuts_order_and_repetition_are_the_content_or_refused(county, pc, data) -> None:
    content = data.draw(st.binary(min_size=1, max_size=400)) + os.urandom(8)
    attach(county, pc, content)
    here = 0
    while here < len(content):
        start = data.draw(st.sampled_from([here, here, 0, here + 1]))
        end = min(start + data.draw(st.integers(1, 150)), len(content))
        if start >= end:
            continue
        if start != here and end > here:
            assert refused(put, county, pc, content, start, end) == "SYN-222"
        else:
            here = put(county, pc, content, start, end).received
    assert get(county, pc, content).data == content


def test_a_part_damaged_on_its_way_and_a_lie_about_the_size_are_refused(county, pc) -> None:
    content = os.urandom(3_000)
    attach(county, pc, content)
    place = (county, pc.village_id, pc.number, digest(content))
    good = BlobChunk.of(content[:1_000], 0, 1_000, 3_000)
    bad = [
        BlobChunk(start=0, total=3_000, crc32=good.crc32 ^ 1, data=good.data),
        BlobChunk(start=-1, total=3_000, crc32=good.crc32, data=good.data),
        BlobChunk(start=2_500, total=3_000, crc32=good.crc32, data=good.data),
        BlobChunk.of(b"", 0, 0, 3_000),
    ]
    assert [refused(blobs.put, *place, chunk, NOW_MS) for chunk in bad] == ["SYN-226"] * 4
    put(county, pc, content, 0, 1_000)
    other = BlobChunk.of(content[1_000:2_000], 1_000, 1_000, 2_000)
    assert refused(blobs.put, *place, other, NOW_MS) == "SYN-227"
    huge = BlobChunk.of(b"x", 0, 1, MOST_BLOB + 1)
    assert refused(blobs.put, *place, huge, NOW_MS) == "SYN-225"


def test_what_is_not_the_content_of_its_hash_is_thrown_away_and_can_begin_anew(county, pc) -> None:
    content = os.urandom(3_000)
    attach(county, pc, content)
    assert refused(put, county, pc, b"forged" * 500, 0, 3_000, digest(content)) == "SYN-223"
    assert have(county, pc, content).places[0].received == 0
    assert put(county, pc, content, 0, 3_000).whole


def test_a_last_part_that_a_kill_kept_from_being_settled_is_settled_when_it_comes_again(county, pc) -> None:
    content = os.urandom(3_000)
    attach(county, pc, content)
    county.blob_files.append(pc.village_id, digest(content), 0, content)
    assert have(county, pc, content).places[0].received == 3_000
    assert put(county, pc, content, 2_000, 3_000).whole


@pytest.mark.parametrize("left", [3_000, 2_500])
def test_a_content_in_its_place_that_a_kill_kept_from_being_noted_goes_on_from_there(
    county, pc, left
) -> None:
    content = os.urandom(3_000)
    attach(county, pc, content)
    put(county, pc, content, 0, 2_000)
    files, name = county.blob_files, digest(content)
    files.append(pc.village_id, name, 2_000, content[2_000:])
    assert files.finish(pc.village_id, name)
    os.truncate(files.place(pc.village_id, name), left)
    place = have(county, pc, content).places[0]
    assert (place.received, place.whole) == (left, False)
    assert put(county, pc, content, min(left, 2_999), 3_000).whole
    assert get(county, pc, content).data == content
    assert events(county, pc).count("blob_received") == 1


def test_nobody_learns_of_a_content_that_no_record_of_the_village_names(county, pc) -> None:
    content = os.urandom(500)
    attach(county, pc, content)
    put(county, pc, content, 0, 500)
    neighbour = VillagePc.enrolled(county, add_village(county.database, "999901101202", "邻村", NOW_MS))
    assert have(county, neighbour, content).places == ()
    assert refused(get, county, neighbour, content) == "SYN-220"
    assert refused(put, county, neighbour, content, 0, 500) == "SYN-220"
    assert events(county, neighbour)[-1] == "request_refused"
    attach(county, neighbour, content)  # knowing the hash of a file is not having it
    assert refused(get, county, neighbour, content) == "SYN-221"


def test_a_restricted_attachment_is_for_those_with_the_stream(county, village_id, pc) -> None:
    trusted = VillagePc.enrolled(county, village_id, (Stream.REGISTER, Stream.RESTRICTED))
    content = os.urandom(500)
    attach(county, trusted, content, "restricted_attachment")
    put(county, trusted, content, 0, 500)
    assert get(county, trusted, content).data == content
    assert have(county, pc, content).places == ()
    assert refused(get, county, pc, content) == "SYN-220"


def test_a_revoked_pc_is_refused_everything(county, pc) -> None:
    content = os.urandom(500)
    attach(county, pc, content)
    devices.revoke_device(county.database, pc.village_id, pc.number, NOW_MS)
    assert refused(have, county, pc, content) == "SYN-103"
    assert refused(put, county, pc, content, 0, 500) == "SYN-103"
    assert refused(get, county, pc, content) == "SYN-103"


def test_a_village_has_the_room_that_the_county_sets(county, pc) -> None:
    with across_villages():
        set_blob_room(county.database, 1_000, NOW_MS)
    first, second = os.urandom(800), os.urandom(300)
    for content in (first, second):
        attach(county, pc, content)
    put(county, pc, first, 0, 100)
    assert have(county, pc, first).room == 200  # what is coming counts
    assert refused(put, county, pc, second, 0, 300) == "SYN-224"
    with across_villages():
        set_blob_room(county.database, 2_000, NOW_MS)
    assert put(county, pc, second, 0, 300).whole


def test_bytes_that_no_record_names_go_after_ninety_days(county, pc) -> None:
    content, kept = os.urandom(500), os.urandom(500)
    made = attach(county, pc, content)
    attach(county, pc, kept)
    for each in (content, kept):
        put(county, pc, each, 0, 500)
    assert blobs.sweep(county, pc.village_id, NOW_MS) == 0
    pc.send(county, operation("attachment", Op.DELETE, made.record_id, base=1))
    assert blobs.sweep(county, pc.village_id, NOW_MS) == 0
    assert blobs.sweep(county, pc.village_id, NOW_MS + 89 * DAY_MS) == 0
    assert blobs.sweep(county, pc.village_id, NOW_MS + 90 * DAY_MS) == 1
    assert county.blob_files.size(pc.village_id, digest(content)) is None
    assert get(county, pc, kept).data == kept
    assert events(county, pc)[-2] == "blob_forgotten"


def test_a_content_is_forgotten_at_once_and_may_come_again(county, pc) -> None:
    content = os.urandom(500)
    attach(county, pc, content)
    put(county, pc, content, 0, 500)
    assert blobs.forget_blob(county, pc.village_id, digest(content), NOW_MS)
    assert not blobs.forget_blob(county, pc.village_id, digest(content), NOW_MS)
    assert refused(get, county, pc, content) == "SYN-221"
    assert put(county, pc, content, 0, 500).whole


def test_a_backup_brings_the_attachments_along_and_the_check_up_misses_one(
    county, pc, database_url, public_folder, tmp_path
) -> None:
    contents = [os.urandom(400) for _ in range(3)]
    for content in contents:
        attach(county, pc, content)
        put(county, pc, content, 0, 400)
    file = public_folder / "county.cqc"
    write_backup(county.database, database_url, tmp_path / "county", file)
    with across_villages():
        assert [problem.code for problem in check_up(county).problems] == []
        county.blob_files.place(pc.village_id, digest(contents[0])).write_bytes(b"cut")
        assert [problem.code for problem in check_up(county).problems] == ["ATT-020"]
    with empty_database() as url:
        _restore_elsewhere(file, url, public_folder / "new", pc, contents)


def _restore_elsewhere(file: Path, url: str, folder: Path, pc: VillagePc, contents: list[bytes]) -> None:
    fresh = open_database(url)
    with fresh.connection_context():
        restore_backup(fresh, url, folder, file)
    restored = open_county(fresh, folder)
    with fresh.connection_context():
        assert all(get(restored, pc, content).data == content for content in contents)
        assert check_up(restored).problems == ()
    fresh.close_all()
