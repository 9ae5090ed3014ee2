r"""A frame: what one side says, compressed and signed as one run of bytes.

``CQT\x01`` | u16 header length | header | u32 body length | body | signature, numbers big endian. The
header is a msgpack map, the body one zstd frame, the signature covers everything before it. Whoever
passes a frame on passes its bytes on, so names in the header that a program doesn't know are kept.
"""

import threading
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import Annotated

import msgspec
import zstandard

from desktop.domain.problem import Problem, ProblemError
from sync.protocol.messages import OLDEST_PROTOCOL, PROTOCOL_VERSION
from sync.protocol.suite import CURRENT_SUITE, SIGNATURE_BYTES, SigningKey, find_suite

MAGIC = b"CQT\x01"
MAX_HEADER = 4096
MAX_COMPRESSED = 4 * 2**20
MAX_BODY = 64 * 2**20
MAX_WINDOW = 8 * 2**20
EPOCH_BYTES = 16

_LENGTHS = 2 + 4
_LEVELS = ((2**16, 15), (2**20, 12), (MAX_BODY, 6))
"""Up to which size of the body how hard is tried: small ones are what slow lines carry, and the last
twentieth of the bytes takes as long as all the rest of the frame."""


class FrameError(ProblemError):
    """A frame or its contents can't be used; says why as a message code with values."""

    def __init__(self, code: str, values: dict[str, str] | None = None) -> None:
        super().__init__(Problem(code, values or {}))
        self.code = code
        self.values = values or {}


class FrameKind(IntEnum):
    """What a frame holds; a number is never used for anything else."""

    BATCH = 1  # operations of one device
    RECEIPT = 2  # what the county took of a batch
    PAGE = 3  # rows of one stream
    BUNDLE = 4  # what travels on a stick


_Epoch = Annotated[bytes, msgspec.Meta(min_length=EPOCH_BYTES, max_length=EPOCH_BYTES)]


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the outside of a frame; can be read without a key, and trusted only with it.

    Attributes:
        kind: What the frame holds.
        protocol: Version of the protocol it is written in.
        schema: Version of the registry of records that its author knew.
        suite: Id of the suite that signed it.
        village_id: The village that it is from or for.
        device: Its author: number of the device, 0 for the county.
        epoch: Life of the database it came out of, 16 bytes; new after a restore.
        no: Counts the author's frames of this kind within the epoch.
        previous: SHA-256 of the author's frame of this kind before; empty for the first.
    """

    kind: FrameKind = msgspec.field(name="k")
    protocol: int = msgspec.field(name="p", default=PROTOCOL_VERSION)
    schema: Annotated[int, msgspec.Meta(ge=1)] = msgspec.field(name="s")
    suite: Annotated[str, msgspec.Meta(max_length=8)] = msgspec.field(name="u", default=CURRENT_SUITE.id)
    village_id: int = msgspec.field(name="v")
    device: Annotated[int, msgspec.Meta(ge=0)] = msgspec.field(name="d")
    epoch: _Epoch = msgspec.field(name="e")
    no: Annotated[int, msgspec.Meta(ge=0)] = msgspec.field(name="n")
    previous: Annotated[bytes, msgspec.Meta(max_length=32)] = msgspec.field(name="h", default=b"")


class _Version(msgspec.Struct):
    """The part of a header that every version has."""

    protocol: int = msgspec.field(name="p")


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame whose signature was found good; ``sha256`` is that of all its bytes."""

    header: Header
    body: bytes
    sha256: bytes


_encoder = msgspec.msgpack.Encoder()
_header_decoder = msgspec.msgpack.Decoder(Header)
_version_decoder = msgspec.msgpack.Decoder(_Version)
_contexts = threading.local()


def make_frame(header: Header, body: bytes, key: SigningKey) -> bytes:
    """A signed frame.

    Raises:
        FrameError: SYN-003, the body is larger than a frame may be.
        ValueError: The header names another suite than the key's, or the body is empty.
    """
    if header.suite != key.suite.id or not body:
        raise ValueError("header and key of different suites, or nothing to say")
    if len(body) > MAX_BODY:
        raise FrameError("SYN-003")
    packed = _compress(body)
    if len(packed) > MAX_COMPRESSED:
        raise FrameError("SYN-003")
    outside = _encoder.encode(header)
    signed = b"".join((MAGIC, len(outside).to_bytes(2), outside, len(packed).to_bytes(4), packed))
    return signed + key.sign(signed)


def peek(data: bytes) -> Header:
    """The header of a frame, before anything is known of its signature: for finding the key.

    Raises:
        FrameError: SYN-001, SYN-002, SYN-003, SYN-005, SYN-006 or SYN-007.
    """
    return _read_header(_header_bytes(data))


def open_frame(data: bytes, public_key: bytes) -> Frame:
    """A frame with its body, once the signature is found good; nothing is unpacked before.

    Raises:
        FrameError: SYN-001 to SYN-008.
    """
    outside = _header_bytes(data)
    header = _read_header(outside)
    start = len(MAGIC) + _LENGTHS + len(outside)
    length = int.from_bytes(data[start - 4 : start])
    if len(data) < start:
        raise FrameError("SYN-002")
    if length > MAX_COMPRESSED:
        raise FrameError("SYN-003")
    end = start + length
    if len(data) < end + SIGNATURE_BYTES:
        raise FrameError("SYN-002")
    if len(data) > end + SIGNATURE_BYTES:
        raise FrameError("SYN-007")
    suite = find_suite(header.suite)
    if suite is None:
        raise FrameError("SYN-008", {"suite": header.suite})
    if not suite.verify(public_key, data[:end], data[end:]):
        raise FrameError("SYN-004")
    return Frame(header, _decompress(data[start:end]), sha256(data).digest())


def _header_bytes(data: bytes) -> bytes:
    """The header's bytes."""
    if data[:3] != MAGIC[: len(data[:3])] or not data:
        raise FrameError("SYN-001")
    if len(data) < len(MAGIC) + 2:
        raise FrameError("SYN-002")
    if data[3] != MAGIC[3]:
        raise FrameError("SYN-005" if data[3] > MAGIC[3] else "SYN-001")
    start = len(MAGIC) + 2
    length = int.from_bytes(data[len(MAGIC) : start])
    if length > MAX_HEADER:
        raise FrameError("SYN-003")
    if len(data) < start + length:
        raise FrameError("SYN-002")
    return data[start : start + length]


def _read_header(outside: bytes) -> Header:
    """The header; its version is looked at first, since a newer one may differ in everything else."""
    try:
        protocol = _version_decoder.decode(outside).protocol
        if protocol > PROTOCOL_VERSION:
            raise FrameError("SYN-005", {"theirs": str(protocol), "ours": str(PROTOCOL_VERSION)})
        if protocol < OLDEST_PROTOCOL:
            raise FrameError("SYN-006", {"theirs": str(protocol), "oldest": str(OLDEST_PROTOCOL)})
        return _header_decoder.decode(outside)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise FrameError("SYN-007") from error


def _compress(body: bytes) -> bytes:
    level = next(level for size, level in _LEVELS if len(body) <= size)
    # zstd contexts corrupt data when threads share them.
    contexts = _contexts.__dict__.setdefault("compressors", {})
    if level not in contexts:
        contexts[level] = zstandard.ZstdCompressor(level=level, write_checksum=True, write_content_size=True)
    packed: bytes = contexts[level].compress(body)
    return packed


def _decompress(packed: bytes) -> bytes:
    """The body; what zstd says of size and window is judged before memory is taken for it."""
    try:
        told = zstandard.get_frame_parameters(packed)
        if told.content_size in (0, zstandard.CONTENTSIZE_UNKNOWN) or not told.has_checksum or told.dict_id:
            raise FrameError("SYN-007")
        if told.content_size > MAX_BODY or told.window_size > MAX_WINDOW:
            raise FrameError("SYN-003")
        if not hasattr(_contexts, "decompressor"):
            _contexts.decompressor = zstandard.ZstdDecompressor(max_window_size=MAX_WINDOW)
        body: bytes = _contexts.decompressor.decompress(
            packed, max_output_size=told.content_size, allow_extra_data=False
        )
    except zstandard.ZstdError as error:
        raise FrameError("SYN-007") from error
    return body
