"""Messages about the bytes of attachments, which travel in pieces and beside the records.

A content is named by the SHA-256 of its plain bytes. Each piece carries a CRC, so that damage on the way
is found before the whole is there; the hash decides in the end.
"""

from zlib import crc32

from sync.protocol.messages import Message

HASH_BYTES = 32
MOST_ASKED = 1_000
"""Hashes in one question."""

LEAST_CHUNK = 16_384
FIRST_CHUNK = 65_536
MOST_CHUNK = 1_048_576
"""Bytes of a piece: on a line of 32 kbit/s that is cut each minute the least one takes four seconds."""

MOST_BLOB = 32 * 2**20
"""The largest content that a county takes."""


class BlobQuestion(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Which of these contents does the county have?"""

    hashes: tuple[bytes, ...]


class BlobPlace(Message, frozen=True, kw_only=True, omit_defaults=True):
    """How much of a content the county has: ``received`` bytes without a gap, or all of it."""

    sha256: bytes
    received: int
    whole: bool = False


class BlobAnswer(Message, frozen=True, kw_only=True, omit_defaults=True):
    """The contents asked for that a record of the village names; others are left out.

    ``room`` is how many bytes the village may still send.
    """

    places: tuple[BlobPlace, ...]
    room: int


class BlobChunk(Message, frozen=True, kw_only=True, omit_defaults=True):
    """Bytes of a content from ``start`` on; ``total`` is the length of the whole."""

    start: int
    total: int
    crc32: int
    data: bytes

    @classmethod
    def of(cls, content: bytes, start: int, length: int, total: int) -> "BlobChunk":
        """A chunk of bytes that begin at ``start`` of a content of ``total`` bytes."""
        data = content[:length]
        return cls(start=start, total=total, crc32=crc32(data), data=data)

    @property
    def is_sound(self) -> bool:
        """Whether the bytes are the ones that were sent, and lie within the whole."""
        fits = self.start >= 0 and self.start + len(self.data) <= self.total
        return fits and bool(self.data) and crc32(self.data) == self.crc32
