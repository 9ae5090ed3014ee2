"""Frames of every release stay readable for ever."""

import msgspec
import pytest

from sync.protocol.batch import decode_batch, decode_page, decode_receipt
from sync.protocol.frame import FrameKind, open_frame
from tests.support import frames, golden_frames


def golden(name, key):
    return open_frame((golden_frames.FOLDER / f"{name}.bin").read_bytes(), key.public)


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("p1-batch", frames.operations()),
        ("p1-batch-many", frames.many_operations()),
        ("p1-batch-empty", ()),
    ],
)
def test_a_batch_of_release_1_is_read(name, held):
    assert decode_batch(golden(name, frames.DEVICE_KEY)) == held


def test_a_page_of_release_1_is_read():
    assert decode_page(golden("p1-page", frames.COUNTY_KEY)) == (frames.page_head(), frames.rows())


def test_a_receipt_of_release_1_is_read():
    assert decode_receipt(golden("p1-receipt", frames.COUNTY_KEY)) == frames.receipt()


def test_a_header_of_release_1_is_read():
    header = frames.header(FrameKind.BATCH, 2, previous=bytes(range(32)))
    assert golden("p1-batch-many", frames.DEVICE_KEY).header == header


def tags(coding):
    """Numbers of the codings of a column as it lies on the wire, those inside it included."""
    inside = [part for part in coding[1:] if isinstance(part, list) and part and isinstance(part[0], int)]
    return {coding[0]}.union(*map(tags, inside if coding[0] in (5, 6, 9) else []))


def test_the_golden_batches_take_every_coding_of_a_column():
    taken = set()
    for name in ("p1-batch", "p1-batch-many"):
        for _, _, _, heads, tables in msgspec.msgpack.decode(golden(name, frames.DEVICE_KEY).body)[5]:
            for coding in (*heads, *(column for table in tables for column in table[4])):
                taken |= tags(coding)
    assert taken == set(range(11))


def test_every_golden_frame_lies_there_and_no_other():
    assert {file.stem for file in golden_frames.FOLDER.glob("*.bin")} == set(golden_frames.FRAMES)


def test_a_golden_frame_is_never_written_again(tmp_path):
    assert set(golden_frames.write_missing(tmp_path)) == set(golden_frames.FRAMES)
    (tmp_path / "p1-page.bin").write_bytes(b"of an older release")
    assert golden_frames.write_missing(tmp_path) == []
    assert (tmp_path / "p1-page.bin").read_bytes() == b"of an older release"
