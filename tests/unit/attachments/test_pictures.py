"""Pictures become small, upright and silent about their making; hostile ones end in a sentence."""

import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image

from desktop.domain.attachment_kind import media_type_of
from desktop.domain.problem import ProblemError
from desktop.reports.pictures import (
    LONGEST_EDGE,
    THUMBNAIL_BYTES,
    THUMBNAIL_EDGE,
    make_picture,
)
from desktop.reports.thumbnails import thumbnail_bytes, thumbnail_text
from tests.support.pictures import picture, telephone_picture
from tests.support.refusals import code_of


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def test_a_telephones_picture_is_turned_made_small_and_keeps_only_its_day():
    made = make_picture(telephone_picture())
    assert (made.width, made.height) == opened(made.content).size == (1_200, LONGEST_EDGE)
    assert dict(opened(made.content).getexif()) == {ExifTags.Base.DateTime: "2026:11:20 09:30:00"}
    assert "示范牌手机".encode() not in made.content


def test_the_position_stays_only_where_it_is_wanted():
    kept = opened(make_picture(telephone_picture(), keep_position=True).content).getexif()
    assert kept.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] == "N"


def test_a_thumbnail_is_small_and_goes_into_text_and_back():
    made = make_picture(picture(1_600, 1_600))
    assert len(made.thumbnail) <= THUMBNAIL_BYTES
    assert max(opened(made.thumbnail).size) == THUMBNAIL_EDGE
    assert thumbnail_bytes(thumbnail_text(made.thumbnail)) == made.thumbnail
    assert thumbnail_text(b"") is None
    assert thumbnail_bytes(None) == thumbnail_bytes("no base64!") == b""


def test_a_picture_that_was_taken_in_once_is_the_same_when_it_is_taken_in_again():
    first = make_picture(picture(2_000, 1_000, "PNG")).content
    assert make_picture(first).content == first


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "JPEG"])
def test_every_kind_of_picture_becomes_a_jpeg(kind):
    data = picture(300, 200, kind)
    assert media_type_of("x", data) == "image/jpeg"
    assert opened(make_picture(data).content).format == "JPEG"


def test_what_is_transparent_becomes_white():
    out = BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(out, "PNG")
    assert opened(make_picture(out.getvalue()).content).getpixel((3, 3)) == (255, 255, 255)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is huge."""

    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(b"\0" * 9_999))
        + part(b"IEND", b"")
    )


@pytest.mark.parametrize("size", [(10_000, 9_000), (60_000, 60_000)])
def test_a_picture_that_would_unfold_to_gigabytes_is_refused_before_it_does(size):
    with pytest.raises(ProblemError) as caught:
        make_picture(bomb(*size))
    assert code_of(caught) == "ATT-003"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@settings(max_examples=25)
@given(data=st.data())
def test_a_damaged_picture_ends_in_a_sentence_or_in_a_picture(kind, data):
    whole = bytearray(picture(120, 90, kind))
    cut = data.draw(st.integers(12, len(whole)))
    for place in data.draw(st.lists(st.integers(12, len(whole) - 1), max_size=6)):
        whole[place] ^= data.draw(st.integers(1, 255))
    try:
        made = make_picture(bytes(whole[:cut]))
    except ProblemError as error:
        assert error.problems[0].code in ("ATT-002", "ATT-003")
    else:
        assert opened(made.content).format == "JPEG"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("照片.heic", b"\0\0\0\x18ftypheic" + bytes(20), "ATT-004"),
        ("程序.exe", b"MZ" + bytes(50), "ATT-001"),
        ("程序.docx", b"MZ" + bytes(50), "ATT-001"),
        ("空.jpg", b"", "ATT-001"),
    ],
)
def test_what_is_no_attachment_is_told_by_its_contents(name, content, code):
    with pytest.raises(ProblemError) as caught:
        media_type_of(name, content)
    assert code_of(caught) == code


def test_office_files_are_known_by_ending_and_contents():
    assert media_type_of("通知.PDF", b"%PDF-1.7\n") == "application/pdf"
    assert media_type_of("表.xlsx", b"PK\x03\x04" + bytes(9)).endswith("spreadsheetml.sheet")
