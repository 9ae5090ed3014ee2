"""The bytes of attachments, carried after the records and never instead of them.

What somebody waits for comes first, then what this PC owes the county. A content goes in pieces; each piece
is safe on the other side before the next is sent, so that a kill or a cut costs one piece at the most.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from db.store import Store
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from sync.protocol.blobs import (
    FIRST_CHUNK,
    LEAST_CHUNK,
    MOST_ASKED,
    MOST_CHUNK,
    BlobChunk,
    BlobPlace,
    BlobQuestion,
)
from sync.village.owed_blobs import KEPT, OWED, WANTED, list_expected, list_named, list_owed
from sync.village.pace import LONG_SECONDS, SHORT_SECONDS
from sync.village.state import get_state
from sync.village.transport import LineError, Transport
from sync.village.waiting import has_waiting

BUDGET_SECONDS = 120.0
"""How long one run carries bytes: what is left waits for the next, and a slow line is free in between."""

_CHUNK_KEY = "blob_chunk"
_NOT_NOW = frozenset({"SYN-220", "SYN-224", "SYN-225", "SYN-227", "ATT-021"})
"""The county does not take this content for now; others may go."""

_MOST_TRIES = 8

Answer = TypeVar("Answer")


class Blobs(Protocol):
    """Where contents lie on this PC, by the hexadecimal SHA-256 of their plain bytes."""

    def has(self, sha256: str) -> bool: ...

    def get(self, sha256: str) -> bytes: ...

    def received(self, sha256: str) -> int: ...

    def put_part(self, sha256: str, start: int, part: bytes) -> None: ...

    def finish(self, sha256: str) -> bool: ...


class Call(Protocol):
    """Makes one call with a valid token; None when it has to be made again."""

    def __call__(self, call: Callable[[], Answer]) -> Answer | None: ...


@dataclass(slots=True)
class Carrier:
    """Carries bytes for one run of the exchange.

    Attributes:
        store: The open register.
        blobs: Where contents lie.
        transport: The conversation with the county.
        call: Makes a call of it, see `Call`.
        token: The token in force.
        job: May cancel between two pieces.
        fetch_all: Whether contents that nobody has asked for come as well.
        hurry: As `sync.village.pace.Pace`.
        clock: Seconds that only go forward.
        sent: Contents that the county has got in full.
        fetched: Contents that came in full.
    """

    store: Store
    blobs: Blobs
    transport: Transport
    call: Call
    token: Callable[[], str]
    job: JobHandle
    fetch_all: bool = False
    hurry: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sent: int = 0
    fetched: int = 0
    _until: float = 0.0
    _expected: frozenset[str] = frozenset()  # what comes without being asked for, and the county has
    _chunk: int = FIRST_CHUNK

    def carry(self) -> bool:
        """Fetch and send until nothing is left, the time is up, or records wait again.

        Returns:
            Whether records wait: they go first, and another call goes on from here.

        Raises:
            LineError: The line failed; what has arrived on either side stays.
            ProblemError: The county has shut this PC out, or a disk is full.
            Cancelled: By the job, between two pieces.
        """
        self._until = self._until or self.clock() + BUDGET_SECONDS / self.hurry
        self._chunk = self._read_chunk()
        try:
            for sha256 in self._wanted():
                if self._goes_on():
                    self._fetch(sha256)
            self._send_owed()
        except LineError:
            self._chunk = max(self._chunk // 2, LEAST_CHUNK)
            raise
        finally:
            self._write_chunk()
        return self._has_time() and self._records_wait()

    # --- down ----------------------------------------------------------------------------------------------

    def _wanted(self) -> list[str]:
        with self.store.reading() as connection:
            asked = [
                str(sha256)
                for (sha256,) in connection.execute(
                    "SELECT sha256 FROM sync_blob WHERE state = ? ORDER BY rowid", (WANTED,)
                )
            ]
            named = list_named(connection) if self.fetch_all else list_expected(connection)
        missing = [each for each in named if not self.blobs.has(each)][:MOST_ASKED]
        here = {place.sha256.hex() for place in self._ask(missing)[0] if place.whole}
        self._expected = frozenset(here)
        return [
            *(each for each in asked if not self.blobs.has(each)),
            *(each for each in missing if each in here and each not in asked),
        ]

    def _fetch(self, sha256: str) -> None:
        start = self.blobs.received(sha256)
        tries = 0
        while self._goes_on() and self._is_still_wanted(sha256):
            began = self.clock()
            try:
                chunk = self.call(partial(self._get, bytes.fromhex(sha256), start))
            except ProblemError as error:
                self._note_unless_grave(sha256, error)
                return
            tries += chunk is None
            if chunk is None and tries < _MOST_TRIES:
                continue
            if chunk is not None and start >= chunk.total:  # all is here, but was not put in its place
                self._finish_fetching(sha256)
                return
            if chunk is None or not chunk.is_sound or chunk.start != start:
                return
            self.blobs.put_part(sha256, start, chunk.data)
            start += len(chunk.data)
            self._learn(len(chunk.data), self.clock() - began)
            if start >= chunk.total:
                self._finish_fetching(sha256)
                return

    def _finish_fetching(self, sha256: str) -> None:
        if self.blobs.finish(sha256):
            self.fetched += 1
            self._note(sha256, KEPT)
        else:
            self._note(sha256, WANTED, "SYN-228")

    def _is_still_wanted(self, sha256: str) -> bool:
        if sha256 in self._expected:
            return True
        with self.store.glancing() as connection:
            found = connection.execute(
                "SELECT 1 FROM sync_blob WHERE sha256 = ? AND state = ?", (sha256, WANTED)
            ).fetchone()
        return found is not None

    def _ask(self, hashes: Sequence[str]) -> tuple[tuple[BlobPlace, ...], int]:
        """What the county has of some contents, and the room left; nothing when it can't say now."""
        if not hashes:
            return (), 0
        question = BlobQuestion(hashes=tuple(bytes.fromhex(each) for each in hashes))
        answer = self.call(lambda: self.transport.ask_blobs(question, self.token()))
        return ((), 0) if answer is None else (answer.places, answer.room)

    # --- up ------------------------------------------------------------------------------------------------

    def _send_owed(self) -> None:
        with self.store.reading() as connection:
            owed = list_owed(connection)
        for first in range(0, len(owed), MOST_ASKED):
            asked = owed[first : first + MOST_ASKED]
            if not self._goes_on():
                return
            places, room = self._ask(asked)
            for place in places:
                if not self._goes_on():
                    return
                room -= self._send(place, room)

    def _send(self, place: BlobPlace, room: int) -> int:
        """Send one content from the byte on that the county lacks; returns the room it took."""
        sha256 = place.sha256.hex()
        if place.whole:
            self._note(sha256, KEPT)
            return 0
        if not self.blobs.has(sha256):
            # It was at the county once, or its file was lost here; another PC may still have it.
            self._drop(sha256)
            return 0
        content = self.blobs.get(sha256)
        if not place.received and len(content) > room:
            self._note(sha256, OWED, "SYN-224")
            return 0
        start, tries, failures = place.received, 0, 0
        while self._goes_on():
            if start >= len(
                content
            ):  # all is there but was not put in its place; the last piece asks for that
                start = max(0, len(content) - self._chunk)
            chunk = BlobChunk.of(content[start:], start, self._chunk, len(content))
            began = self.clock()
            try:
                reached = self.call(partial(self._put, place.sha256, chunk))
            except ProblemError as error:
                failures += 1
                start = self._after_refusal(sha256, error, is_last=failures >= _MOST_TRIES)
                if start < 0:
                    return 0
                continue
            tries += reached is None
            if reached is None and tries < _MOST_TRIES:
                continue
            if reached is None:
                return 0
            self._learn(len(chunk.data), self.clock() - began)
            start = reached.received
            if reached.whole:
                self.sent += 1
                self._note(sha256, KEPT)
                return len(content)
        return 0

    def _after_refusal(self, sha256: str, error: ProblemError, *, is_last: bool) -> int:
        """From which byte to go on, or -1 to leave the content for another run."""
        problem = error.problems[0]
        received = problem.values.get("received", "")
        if problem.code == "SYN-222" and received.isdecimal() and not is_last:
            return int(received)
        if problem.code in ("SYN-223", "SYN-226") and not is_last:
            return 0
        self._note_unless_grave(sha256, error)
        return -1

    # --- the calls -----------------------------------------------------------------------------------------

    def _get(self, sha256: bytes, start: int) -> BlobChunk:
        return self.transport.get_blob(sha256, start, self._chunk, self.token())

    def _put(self, sha256: bytes, chunk: BlobChunk) -> BlobPlace:
        return self.transport.put_blob(sha256, chunk, self.token())

    # --- small help ----------------------------------------------------------------------------------------

    def _goes_on(self) -> bool:
        """Whether another piece may be carried: there is time, and no record waits for the line."""
        self.job.check_cancelled()
        return self._has_time() and not self._records_wait()

    def _has_time(self) -> bool:
        return self.clock() < self._until

    def _records_wait(self) -> bool:
        with self.store.reading() as connection:
            return has_waiting(connection, get_state(connection).acknowledged)

    def _learn(self, carried: int, seconds: float) -> None:
        """Larger pieces on a line that is quick, smaller ones on a line that is slow."""
        if seconds * self.hurry > LONG_SECONDS:
            self._chunk = max(self._chunk // 2, LEAST_CHUNK)
        elif seconds * self.hurry < SHORT_SECONDS and carried >= self._chunk:
            self._chunk = min(self._chunk * 2, MOST_CHUNK)

    def _read_chunk(self) -> int:
        with self.store.glancing() as connection:
            row = connection.execute("SELECT value FROM store_info WHERE key = ?", (_CHUNK_KEY,)).fetchone()
        return int(row[0]) if row else FIRST_CHUNK

    def _write_chunk(self) -> None:
        with self.store.local_writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO store_info(key, value) VALUES(?, ?)", (_CHUNK_KEY, str(self._chunk))
            )

    def _note(self, sha256: str, state: str, code: str | None = None) -> None:
        with self.store.local_writing() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO sync_blob(sha256, state, code) VALUES(?, ?, ?)", (sha256, state, code)
            )

    def _drop(self, sha256: str) -> None:
        with self.store.local_writing() as connection:
            connection.execute("DELETE FROM sync_blob WHERE sha256 = ? AND state = ?", (sha256, OWED))

    def _note_unless_grave(self, sha256: str, error: ProblemError) -> None:
        """Write down why a content does not go now; what concerns more than this content is raised."""
        problem: Problem = error.problems[0]
        if problem.code not in _NOT_NOW | {"SYN-221", "SYN-222", "SYN-223", "SYN-226"}:
            raise error
        with self.store.local_writing() as connection:
            connection.execute("UPDATE sync_blob SET code = ? WHERE sha256 = ?", (problem.code, sha256))
