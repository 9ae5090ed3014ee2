r"""The exchange as a file (``*.cqs``) for a stick or a chat: the same frames, sealed and signed.

``CQS\x01`` and then parts, each a u32 length and a frame of kind BUNDLE. A frame holds a box that only
the other side can open, and in it one message of the exchange: requests on the way up, replies on the
way down. Taken in twice, a file changes nothing the second time.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from sync.protocol.frame import FrameKind, Header, make_frame, open_frame, peek
from sync.protocol.messages import Message
from sync.protocol.suite import SigningKey, seal_to, unseal

SUFFIX = ".cqs"
MAGIC = b"CQS\x01"
LARGEST = 256 * 2**20
"""Bytes of a file that either end still reads."""

UP, DOWN = b"cunqingtong bundle up 1\0", b"cunqingtong bundle down 1\0"

Content = TypeVar("Content", bound=Message)


def seal_parts(
    messages: Iterable[Message], header: Header, key: SigningKey, sealing_public: bytes, context: bytes
) -> bytes:
    """Messages as the bytes of a file that only the owner of a sealing key can read."""
    parts = bytearray(MAGIC)
    for message in messages:
        box = seal_to(sealing_public, msgspec.msgpack.encode(message), context)
        frame = make_frame(header, box, key)
        parts += len(frame).to_bytes(4) + frame
    return bytes(parts)


def author_of(data: bytes) -> tuple[int, int]:
    """Village and device that a file says it is from, before anything is known of its signature.

    Raises:
        FrameError: Its first part is no frame.
        ValueError: It is no such file, or holds nothing.
    """
    for part in _parts_of(data):
        header = peek(part)
        return header.village_id, header.device
    raise ValueError("an empty bundle")


def open_parts(
    data: bytes,
    content: type[Content],
    public: bytes,
    sealing_key: bytes,
    context: bytes,
    author: tuple[int, int],
) -> Iterator[Content]:
    """The messages of a file, each checked and opened.

    Args:
        data: The file.
        content: What its parts hold.
        public: Key that signed them.
        sealing_key: Private key that opens them.
        context: What the parts were sealed for, see `context_of`.
        author: Number of the village and of the device that signed them, 0 for the county.

    Raises:
        FrameError: A part is damaged or not signed by that key.
        SealBroken: A part is sealed for somebody else.
        ValueError: It is no such file, ends early, or is for another device.
    """
    for part in _parts_of(data):
        frame = open_frame(part, public)
        header = frame.header
        if header.kind is not FrameKind.BUNDLE or (header.village_id, header.device) != author:
            raise ValueError("somebody else's bundle")
        yield msgspec.msgpack.decode(unseal(sealing_key, frame.body, context), type=content)


def _parts_of(data: bytes) -> Iterator[bytes]:
    if data[: len(MAGIC)] != MAGIC:
        raise ValueError("not a bundle")
    place = len(MAGIC)
    while place < len(data):
        size = int.from_bytes(data[place : place + 4])
        part = data[place + 4 : place + 4 + size]
        if len(part) < size or not size:
            raise ValueError("the file ends early")
        place += 4 + size
        yield part


def context_of(direction: bytes, village_id: int, device: int) -> bytes:
    """What a bundle of one device is sealed for, `UP` to the county or `DOWN` from it."""
    return direction + village_id.to_bytes(8) + device.to_bytes(4)
