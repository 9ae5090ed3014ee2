"""A guess in memory that was got before it gives what any guess gives, and leaves nothing behind."""

import mmap
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.vault import guess_memory
from desktop.vault.guess_memory import GuessMemory
from desktop.vault.suite import CURRENT_SUITE, KdfCost

COST = KdfCost(passes=1, memory_kib=1024, lanes=4)
SIZE = COST.memory_kib * 1024
LARGE_PAGES = Path("/sys/kernel/mm/transparent_hugepage/enabled")  # of Linux


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    yield
    guess_memory.release()


def stretch() -> bytearray:
    return CURRENT_SUITE.stretch(b"zhulin 1998", b"s" * 16, COST)


def test_a_guess_in_kept_memory_gives_the_same_key() -> None:
    plain = stretch()
    guess_memory.keep(SIZE)
    assert stretch() == plain


def is_kept() -> bool:
    with guess_memory.lend(SIZE) as memory:
        return memory is not None


def test_memory_serves_one_guess_after_the_other() -> None:
    guess_memory.keep(SIZE)
    stretch()
    assert is_kept()


def test_two_guesses_at_once_do_not_share_memory() -> None:
    plain = stretch()
    guess_memory.keep(SIZE)
    with guess_memory.lend(SIZE):
        assert not is_kept()
        assert stretch() == plain


def test_memory_given_back_is_not_there_for_a_guess() -> None:
    guess_memory.keep(SIZE)
    guess_memory.release()
    assert not is_kept()


def test_memory_given_up_during_a_guess_goes_after_it() -> None:
    guess_memory.keep(SIZE)
    with guess_memory.lend(SIZE) as memory:
        guess_memory.release()
    assert memory is not None
    assert memory.is_closed
    assert not is_kept()


def test_a_guess_that_costs_more_memory_than_is_kept_gets_its_own() -> None:
    plain = stretch()
    guess_memory.keep(SIZE // 2)
    assert stretch() == plain


def test_the_memory_is_overwritten_before_it_is_given_back() -> None:
    memory = GuessMemory(SIZE)
    key = guess_memory.stretch_in(
        memory, b"zhulin 1998", b"s" * 16, passes=1, memory_kib=COST.memory_kib, lanes=4, key_bytes=32
    )
    assert key == stretch()
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


def test_a_pc_without_room_guesses_as_before(monkeypatch: pytest.MonkeyPatch) -> None:
    plain = stretch()

    def refuse(*_: object, **named: object) -> mmap.mmap:
        raise OSError("Cannot allocate memory")

    monkeypatch.setattr(guess_memory.mmap, "mmap", refuse)
    guess_memory.keep(SIZE)
    assert not is_kept()
    assert stretch() == plain


def test_a_system_that_runs_no_code_made_at_run_time_guesses_as_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from argon2 import low_level

    class Refusing:
        def callback(self, *_: object) -> object:
            raise MemoryError

    plain = stretch()
    guess_memory.keep(SIZE)
    monkeypatch.setattr(low_level, "ffi", Refusing())
    monkeypatch.setattr(low_level, "hash_secret_raw", lambda *_: bytes(plain))
    assert stretch() == plain
