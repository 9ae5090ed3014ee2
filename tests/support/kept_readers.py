"""Processes that read workbooks, kept for the next file: a start is fifty times the work of a small file.

They are the program's own, with its bounds, and made to take several files. One that was killed or has died
is replaced.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from desktop.exchange import reader

START = reader._Child
"""How the program starts a reading process, for a test of just that."""


class _Readers:
    """Idle processes of this process, by their bound of memory."""

    def __init__(self) -> None:
        self._idle: dict[tuple[int, int], list[reader._Child]] = defaultdict(list)

    def take(self, memory_bytes: int) -> reader._Child:
        idle = self._idle[os.getpid(), memory_bytes]
        while idle:
            child = idle.pop()
            if child.process.poll() is None:
                return child
            START.close(child)
        return _Kept(memory_bytes, idle)

    def close(self) -> None:
        for (process, _), idle in self._idle.items():
            if process == os.getpid():
                for child in idle:
                    START.close(child)


class _Kept(START):
    def __init__(self, memory_bytes: int, idle: list[reader._Child]) -> None:
        super().__init__(memory_bytes)
        self._rest = idle

    def kill(self) -> None:
        self.process.kill()
        START.close(self)

    def close(self) -> None:
        self._rest.append(self)


@contextmanager
def readers_kept() -> Iterator[None]:
    """While it lasts, a reader that is closed waits for the next file."""
    readers = _Readers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "_Child", readers.take)
        try:
            yield
        finally:
            readers.close()
