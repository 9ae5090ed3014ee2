"""A frame says what was signed, or why it can't be used; nothing between."""

import threading
import tracemalloc
from dataclasses import replace
from hashlib import sha256
from random import Random

import msgspec
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from sync.protocol import frame as frames_module
from sync.protocol.batch import decode_batch, decode_page, decode_receipt, encode_batch
from sync.protocol.frame import (
    MAGIC,
    MAX_BODY,
    MAX_COMPRESSED,
    MAX_WINDOW,
    FrameError,
    FrameKind,
    Header,
    make_frame,
    open_frame,
    peek,
)
from sync.protocol.messages import OLDEST_PROTOCOL, PROTOCOL_VERSION
from sync.protocol.suite import SigningKey
from tests.support import frames, golden_frames

KEY = frames.DEVICE_KEY
SOUND = encode_batch(frames.header(FrameKind.BATCH), frames.operations(), KEY)


def code_of(call, *arguments):
    with pytest.raises(FrameError) as refused:
        call(*arguments)
    assert refused.value.problems[0].code == refused.value.code
    return refused.value.code


def signed(outside, packed, magic=MAGIC, length=None):
    """A frame of any contents, rightly signed."""
    if not isinstance(outside, bytes):
        outside = msgspec.msgpack.encode(outside)
    told = len(packed) if length is None else length
    data = magic + len(outside).to_bytes(2, "big") + outside + told.to_bytes(4, "big") + packed
    return data + KEY.sign(data)


def outside_of(**changed):
    """The names of a header as they stand on the wire."""
    return msgspec.to_builtins(frames.header(FrameKind.BATCH), builtin_types=(bytes,)) | changed


def packed(body=b"body", **options):
    return zstandard.ZstdCompressor(write_checksum=True, **options).compress(body)


@given(
    st.builds(
        Header,
        kind=st.sampled_from(FrameKind),
        schema=st.integers(1, 2**31),
        village_id=st.integers(-(2**63), 2**63 - 1),
        device=st.integers(0, 2**31),
        epoch=st.binary(min_size=16, max_size=16),
        no=st.integers(0, 2**63 - 1),
        previous=st.just(b"") | st.binary(min_size=32, max_size=32),
    ),
    st.binary(min_size=1, max_size=3000),
)
def test_what_was_framed_is_read_again(header, body):
    data = make_frame(header, body, KEY)
    read = open_frame(data, KEY.public)
    assert (read.header, read.body, read.sha256) == (header, body, sha256(data).digest())
    assert peek(data) == header


def test_any_flipped_bit_is_refused():
    for bit in range(8 * len(SOUND)):
        damaged = bytearray(SOUND)
        damaged[bit // 8] ^= 1 << bit % 8
        with pytest.raises(FrameError):
            open_frame(bytes(damaged), KEY.public)


def test_a_frame_cut_short_anywhere_is_refused():
    codes = {code_of(open_frame, SOUND[:length], KEY.public) for length in range(1, len(SOUND))}
    assert codes == {"SYN-002"}


def test_nothing_at_all_is_no_frame():
    assert code_of(open_frame, b"", KEY.public) == "SYN-001"


@pytest.mark.parametrize(
    "page", [b"<html><body>Please log in</body></html>", b"PK\x03\x04", b"CQ", b"CQT", b"{}"]
)
def test_what_a_portal_or_a_wrong_file_gives_is_no_frame(page):
    assert code_of(peek, page) in {"SYN-001", "SYN-002"}


def test_bytes_after_the_end_are_refused():
    assert code_of(open_frame, SOUND + b"x", KEY.public) == "SYN-007"


def test_a_frame_of_somebody_else_is_refused():
    assert code_of(open_frame, SOUND, SigningKey.new().public) == "SYN-004"
    assert code_of(open_frame, SOUND, b"no key") == "SYN-004"


def test_the_signature_is_judged_before_anything_is_unpacked(monkeypatch):
    monkeypatch.setattr(frames_module, "_decompress", None)
    assert code_of(open_frame, SOUND, SigningKey.new().public) == "SYN-004"


def test_a_newer_protocol_is_told_apart_even_if_all_else_is_strange():
    newer = signed({"p": PROTOCOL_VERSION + 1, "k": "other", "schema": 4}, b"unheard of")
    assert code_of(peek, newer) == code_of(open_frame, newer, KEY.public) == "SYN-005"
    assert code_of(peek, signed(outside_of(), packed(), magic=b"CQT\x02")) == "SYN-005"


def test_a_protocol_no_longer_taken_is_told_apart():
    assert code_of(peek, signed(outside_of(p=OLDEST_PROTOCOL - 1), packed())) == "SYN-006"


def test_a_suite_that_is_not_here_is_told_apart():
    with pytest.raises(FrameError) as refused:
        open_frame(signed(outside_of(u="C1"), packed()), KEY.public)
    assert (refused.value.code, refused.value.values) == ("SYN-008", {"suite": "C1"})


def test_names_that_are_not_known_are_left_aside_and_passed_on():
    carried = signed(outside_of(zz={"later": [1, 2]}), packed())
    read = open_frame(carried, KEY.public)
    assert read.header == frames.header(FrameKind.BATCH)
    assert read.sha256 == sha256(carried).digest()


@pytest.mark.parametrize(
    "outside",
    [
        {},
        [],
        b"",
        b"\xc1",
        b"\x91" * 4000,
        outside_of(e=b"short"),
        outside_of(k=77),
        outside_of(v="17"),
        outside_of(d=-1),
        outside_of(h=b"x" * 33),
        {name: value for name, value in outside_of().items() if name != "v"},
        {name: value for name, value in outside_of().items() if name != "p"},
    ],
)
def test_a_header_that_lacks_something_is_refused(outside):
    assert code_of(peek, signed(outside, packed())) == "SYN-007"


def test_a_header_longer_than_allowed_is_refused():
    assert code_of(peek, signed(outside_of(zz="z" * 5000), packed())) == "SYN-003"


def test_a_body_longer_than_allowed_is_refused():
    assert (
        code_of(open_frame, signed(outside_of(), packed(), length=MAX_COMPRESSED + 1), KEY.public)
        == "SYN-003"
    )


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"not zstd",
        packed()[:-1],
        packed() + b"x",
        packed() + packed(),
        zstandard.ZstdCompressor().compress(b"no checksum"),
        zstandard.ZstdCompressor(write_checksum=True, write_content_size=False).compress(b"no size"),
        packed(b""),
        bytes.fromhex("502a4d1804000000deadbeef"),
    ],
    ids=["empty", "other", "cut", "more", "two", "no-checksum", "no-size", "nothing", "skippable"],
)
def test_a_body_that_is_not_one_whole_zstd_frame_is_refused(body):
    assert code_of(open_frame, signed(outside_of(), body), KEY.public) == "SYN-007"


def bomb(size, window_log=None):
    """Very few bytes that say they unfold to very many."""
    options = (
        {}
        if window_log is None
        else {
            "compression_params": zstandard.ZstdCompressionParameters(
                window_log=window_log, write_checksum=True, write_content_size=True
            )
        }
    )
    if not options:
        return zstandard.ZstdCompressor(write_checksum=True).compress(bytes(size))
    return zstandard.ZstdCompressor(**options).compress(bytes(size))


@pytest.mark.parametrize(
    "body", [bomb(MAX_BODY + 1), bomb(16 * 2**20, window_log=24)], ids=["too much", "too wide a window"]
)
def test_a_body_that_would_unfold_to_too_much_is_refused_before_it_does(body):
    frame = signed(outside_of(), body)
    tracemalloc.start()
    try:
        assert code_of(open_frame, frame, KEY.public) == "SYN-003"
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


def test_a_body_that_lies_about_its_size_is_refused():
    body = bytearray(bomb(1000))
    told = zstandard.get_frame_parameters(bytes(body))
    assert told.content_size == 1000
    body[5:7] = (900 - 256).to_bytes(2, "little")
    assert zstandard.get_frame_parameters(bytes(body)).content_size == 900
    assert code_of(open_frame, signed(outside_of(), bytes(body)), KEY.public) == "SYN-007"


def test_a_body_too_large_to_send_is_refused_where_it_is_made():
    header = frames.header(FrameKind.BATCH)
    assert code_of(make_frame, header, bytes(MAX_BODY + 1), KEY) == "SYN-003"
    assert code_of(make_frame, header, Random(1).randbytes(MAX_COMPRESSED + 1), KEY) == "SYN-003"
    large = bytes(MAX_WINDOW * 2)
    assert open_frame(make_frame(header, large, KEY), KEY.public).body == large


def test_a_frame_without_words_or_with_a_foreign_key_is_a_mistake_of_ours():
    with pytest.raises(ValueError):
        make_frame(frames.header(FrameKind.BATCH), b"", KEY)
    with pytest.raises(ValueError):
        make_frame(msgspec.structs.replace(frames.header(FrameKind.BATCH), suite="C1"), b"x", KEY)


def test_a_frame_is_read_as_what_it_says_it_is_only():
    batch = open_frame(SOUND, KEY.public)
    assert code_of(decode_page, batch) == code_of(decode_receipt, batch) == "SYN-007"
    assert code_of(encode_batch, frames.header(FrameKind.PAGE), (), KEY) == "SYN-007"
    for kind, decode in ((FrameKind.PAGE, decode_page), (FrameKind.RECEIPT, decode_receipt)):
        assert code_of(decode, replace(batch, header=frames.header(kind))) == "SYN-007"


def test_frames_are_made_and_opened_in_many_threads_at_once():
    bodies = [Random(number).choices(range(20), k=20_000) for number in range(8)]
    wrong = []

    def work(body):
        for _ in range(20):
            if open_frame(make_frame(frames.header(FrameKind.BATCH), body, KEY), KEY.public).body != body:
                wrong.append(body)

    threads = [threading.Thread(target=work, args=(bytes(body),)) for body in bodies]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


def _hostile_frames(seed, number):
    """Sound frames of every kind, damaged; half of them signed again, so that the damage gets in."""
    chance = Random(seed)
    sound = [make() for make in golden_frames.FRAMES.values()]
    for turn in range(number):
        data = bytearray(chance.choice(sound))
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    data[place] = chance.randrange(256)
                case 1:
                    del data[place:]
                case 2:
                    del data[place : place + chance.randint(1, 9)]
                case 3:
                    data[place:place] = chance.randbytes(chance.randint(1, 9))
            data = data or bytearray(b"C")
        if turn % 10 == 0:
            data = bytearray(MAGIC + chance.randbytes(chance.randint(0, 200)))
        yield bytes(data) if turn % 2 else bytes(data[:-64]) + KEY.sign(bytes(data[:-64]))


def test_a_damaged_frame_ends_in_a_refusal_or_in_what_it_said():
    said = {bytes(make()) for make in golden_frames.FRAMES.values()}
    for data in _hostile_frames(seed=11, number=20_000):
        try:
            frame = open_frame(data, KEY.public)
            for decode in (decode_batch, decode_page, decode_receipt):
                try:
                    decode(frame)
                except FrameError as refused:
                    assert refused.code in {"SYN-003", "SYN-007"}
        except FrameError:
            continue
        assert data in said or data[-64:] == KEY.sign(data[:-64])
