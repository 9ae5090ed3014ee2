"""Frames of every release stay readable for ever."""

import re
from pathlib import Path

import msgspec
import pytest

from sync.protocol.batch import decode_batch, decode_page, decode_receipt
from sync.protocol.codings import Allowance, AnyCoding, Writing, write_column
from sync.protocol.frame import FrameKind, open_frame
from tests.support import frames, golden_frames

DESCRIPTION = Path(__file__).parents[3] / "docs" / "protocol.md"
DESCRIBED = {
    "twelve times 0": [0] * 12,
    "3, 1, 2, 0, three times": [3, 1, 2, 0] * 3,
    "0, 300, 600 … 2700": list(range(0, 3000, 300)),
    '"70", "80", six times': ["70", "80"] * 6,
    "示范村0组00号 … 示范村7组07号": [f"示范村{number}组{number:02d}号" for number in range(8)],
}
decode_coding = msgspec.msgpack.Decoder(AnyCoding).decode


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


def test_the_examples_in_hexadecimal_in_the_description_are_true():
    described = DESCRIPTION.read_text(encoding="utf-8")
    data = (golden_frames.FOLDER / "p1-batch-empty.bin").read_bytes()
    block = described.split("```")[1]
    shown = "".join(re.split(r" {2,}", line.strip())[0].replace(" ", "") for line in block.splitlines())
    assert shown.startswith(data[:89].hex())
    for columns, hexadecimal in re.findall(r"^\| (.+?) \| `([0-9a-f ]+)` \|$", described, re.MULTILINE):
        coding = decode_coding(bytes.fromhex(hexadecimal))
        assert write_column(DESCRIBED[columns], Writing(Allowance(1000, 1000))) == coding
    assert frames.DEVICE_KEY.public.hex() in described
