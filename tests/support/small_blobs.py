"""Attachments of the small county, in memory."""

from collections.abc import Callable
from hashlib import sha256
from urllib.parse import parse_qs

import msgspec

from sync.protocol.blobs import BlobAnswer, BlobChunk, BlobPlace, BlobQuestion
from sync.protocol.messages import Message


class BlobRefused(Exception):
    """A refusal about an attachment."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


class SmallBlobs:
    """What one village has sent; ``before_put`` is called before a part is taken, ``after_put`` after."""

    def __init__(self) -> None:
        self.whole: dict[bytes, bytes] = {}
        self.coming: dict[bytes, bytes] = {}
        self.room = 2**40
        self.taken_bytes = 0
        self.before_put: Callable[[], None] = lambda: None
        self.after_put: Callable[[], None] = lambda: None

    def answer(self, name: str, query: str, body: bytes, named: set[str]) -> Message:
        """One call; ``named`` are the hashes that a record names."""
        if name == "blob/have":
            asked = msgspec.msgpack.decode(body, type=BlobQuestion).hashes
            places = tuple(self._place(each) for each in asked if each.hex() in named)
            return BlobAnswer(places=places, room=self.room)
        digest = bytes.fromhex(name.removeprefix("blob/"))
        if digest.hex() not in named:
            raise BlobRefused("SYN-220")
        return (
            self._put(digest, msgspec.msgpack.decode(body, type=BlobChunk))
            if body
            else self._get(digest, query)
        )

    def _place(self, digest: bytes) -> BlobPlace:
        content = self.whole.get(digest, self.coming.get(digest, b""))
        return BlobPlace(sha256=digest, received=len(content), whole=digest in self.whole)

    def _put(self, digest: bytes, chunk: BlobChunk) -> BlobPlace:
        assert chunk.is_sound
        self.before_put()
        here = self.coming.get(digest, b"")
        if chunk.start != len(here):
            raise BlobRefused("SYN-222", received=str(len(here)))
        self.taken_bytes += len(chunk.data)
        here += chunk.data
        self.coming[digest] = here
        if len(here) == chunk.total:
            del self.coming[digest]
            if sha256(here).digest() != digest:
                raise BlobRefused("SYN-223")
            self.whole[digest] = here
        self.after_put()
        return self._place(digest)

    def _get(self, digest: bytes, query: str) -> BlobChunk:
        asked = {key: int(values[0]) for key, values in parse_qs(query).items()}
        if digest not in self.whole:
            raise BlobRefused("SYN-221")
        content = self.whole[digest]
        return BlobChunk.of(content[asked["start"] :], asked["start"], asked["limit"], len(content))
