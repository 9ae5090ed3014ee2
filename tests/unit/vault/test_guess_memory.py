"""A guess in memory of ours gives what any guess gives, and leaves nothing behind."""

import mmap
import re
from pathlib import Path

import pytest
from argon2 import low_level

from desktop.vault import guess_memory
from desktop.vault.guess_memory import GuessMemory
from desktop.vault.suite import CURRENT_SUITE, KdfCost

COST = KdfCost(passes=1, memory_kib=1024, lanes=4)
SIZE = COST.memory_kib * 1024
LARGE_PAGES = Path("/sys/kernel/mm/transparent_hugepage/enabled")  # of Linux


def stretch() -> bytearray:
    return CURRENT_SUITE.stretch(b"zhulin 1998", b"s" * 16, COST)


def plain() -> bytearray:
    """What argon2-cffi's own call gives."""
    return bytearray(
        low_level.hash_secret_raw(
            b"zhulin 1998", b"s" * 16, COST.passes, COST.memory_kib, COST.lanes, 32, low_level.Type.ID
        )
    )


def test_a_guess_in_memory_of_ours_gives_the_same_key() -> None:
    assert stretch() == plain()


def test_the_memory_is_given_back_after_the_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[GuessMemory] = []

    class Noted(GuessMemory):
        def __init__(self, size: int) -> None:
            super().__init__(size)
            made.append(self)

    monkeypatch.setattr(guess_memory, "GuessMemory", Noted)
    stretch()
    (only,) = made
    assert only._map.closed


def test_the_memory_is_overwritten_before_it_is_given_back() -> None:
    memory = GuessMemory(SIZE)
    key = guess_memory.stretch_in(
        memory, b"zhulin 1998", b"s" * 16, passes=1, memory_kib=COST.memory_kib, lanes=4, key_bytes=32
    )
    assert key == plain()
    assert bytes(memory._map) == bytes(len(memory._map))
    memory.close()


@pytest.mark.skipif(not LARGE_PAGES.exists() or "[never]" in LARGE_PAGES.read_text(), reason="has none")
def test_the_system_may_use_large_pages_for_it() -> None:
    memory = GuessMemory(16 * 1024 * 1024)
    areas = re.split(
        r"\n(?=[0-9a-f]+-[0-9a-f]+ )", Path("/proc/self/smaps").read_text(encoding="ascii", errors="replace")
    )
    (its,) = (area for area in areas if _holds(area, memory.address))
    assert re.search(r"^THPeligible:\s+1$", its, re.MULTILINE)
    memory.close()


def _holds(area: str, address: int) -> bool:
    start, end = (int(each, 16) for each in area.split(" ", 1)[0].split("-"))
    return start <= address < end


def test_a_pc_without_room_guesses_as_the_library_does(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **named: object) -> mmap.mmap:
        raise OSError("Cannot allocate memory")

    monkeypatch.setattr(guess_memory.mmap, "mmap", refuse)
    assert stretch() == plain()


def test_a_system_that_runs_no_code_made_at_run_time_guesses_as_the_library_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Refusing:
        def callback(self, *_: object) -> object:
            raise MemoryError

    expected = plain()
    monkeypatch.setattr(low_level, "ffi", Refusing())
    monkeypatch.setattr(low_level, "hash_secret_raw", lambda *_: bytes(expected))
    assert stretch() == expected
