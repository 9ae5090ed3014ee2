"""The memory of a password guess, got from the system before the guess and given back after it.

Handing out 256 MiB of fresh memory page by page is a fifth of what our own guess costs; somebody who guesses
in a row pays it once. So a window gets the memory while the password is typed, and the guess costs the clerk
what it costs a thief (docs/decisions/0010-vault.md). Where it can't be had a guess asks for it itself.
"""

import contextlib
import ctypes
import mmap
import sys
import threading
from collections.abc import Iterator
from typing import Any

_HUGE_PAGE = 2 * 1024 * 1024


class GuessMemory:
    """Zeroed memory that is really there, for one guess."""

    def __init__(self, size: int) -> None:
        """Get it and touch every page; takes about a tenth of a second, in any thread.

        Args:
            size: In bytes.

        Raises:
            OSError: The system has not got so much.
        """
        self.size = size
        self._map = _room(size + _HUGE_PAGE)
        if hasattr(mmap, "MADV_HUGEPAGE"):
            # Fewer and larger pages: the guess finds its way faster. A kernel may have none.
            with contextlib.suppress(OSError):
                self._map.madvise(mmap.MADV_HUGEPAGE)
        start = ctypes.addressof(ctypes.c_char.from_buffer(self._map))
        self.address = -(-start // _HUGE_PAGE) * _HUGE_PAGE
        """Where it begins, at the border of a large page; valid until `close`."""
        ctypes.memset(self.address, 0, size)

    @property
    def is_closed(self) -> bool:
        """Whether it was given back."""
        return self._map.closed

    def close(self) -> None:
        """Give it back; the system clears what it hands to others."""
        self._map.close()


def _room(size: int) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, size)
    # Not shared, as it is unless asked for: few systems hand out large pages for what could be shared.
    return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)


class _Kept:
    """What is kept for the next guess of this process; it guesses once at a time."""

    memory: GuessMemory | None = None
    is_wanted = False


_lock = threading.Lock()


def keep(size: int) -> None:
    """Get memory for the next guesses, unless it is there already; without success nothing is kept."""
    kept = _Kept.memory
    if kept is not None and kept.size >= size:
        return
    try:
        made = GuessMemory(size)
    except (OSError, MemoryError, OverflowError):
        return
    with _lock:
        old, _Kept.memory = _Kept.memory, made
    if old is not None:
        old.close()


def release() -> None:
    """Give it back."""
    with _lock:
        old, _Kept.memory = _Kept.memory, None
        _Kept.is_wanted = False
    if old is not None:
        old.close()


@contextlib.contextmanager
def lend(size: int) -> Iterator[GuessMemory | None]:
    """The memory kept, for a guess of that many bytes, or None; nobody else has it meanwhile.

    It is not given back here: that takes a while, and whoever guesses waits for the outcome.
    """
    with _lock:
        _Kept.is_wanted = True
        lent = _Kept.memory if _Kept.memory is not None and _Kept.memory.size >= size else None
        if lent is not None:
            _Kept.memory = None
    try:
        yield lent
    finally:
        if lent is not None:
            _put_back(lent)


def _put_back(lent: GuessMemory) -> None:
    with _lock:
        is_wanted = _Kept.is_wanted and _Kept.memory is None
        if is_wanted:
            _Kept.memory = lent
    if not is_wanted:  # released meanwhile
        lent.close()


def stretch_in(
    memory: GuessMemory,
    password: bytes,
    salt: bytes,
    *,
    passes: int,
    memory_kib: int,
    lanes: int,
    key_bytes: int,
) -> bytearray | None:
    """Argon2id in memory of ours, the same bytes as argon2-cffi's own call gives.

    Argon2 overwrites the memory before it says that it needs it no more.

    Returns:
        The key, or None where this can't be done here; then nothing was computed.
    """
    from argon2.low_level import ARGON2_VERSION, Type, core, ffi

    def lend(place: Any, size: int) -> int:
        if size > memory.size:
            return 1
        place[0] = ffi.cast("uint8_t *", memory.address)
        return 0

    try:
        allocate = ffi.callback("int(uint8_t **, size_t)", lend)
        free = ffi.callback("void(uint8_t *, size_t)", lambda place, size: None)
    except (MemoryError, SystemError):  # a system that lets nobody write machine code
        return None
    typed, salted, out = (
        ffi.new("uint8_t[]", password),
        ffi.new("uint8_t[]", salt),
        ffi.new("uint8_t[]", key_bytes),
    )
    context = ffi.new(
        "argon2_context *",
        {
            "out": out,
            "outlen": key_bytes,
            "pwd": typed,
            "pwdlen": len(password),
            "salt": salted,
            "saltlen": len(salt),
            "t_cost": passes,
            "m_cost": memory_kib,
            "lanes": lanes,
            "threads": lanes,
            "version": ARGON2_VERSION,
            "allocate_cbk": allocate,
            "free_cbk": free,
        },
    )
    try:
        return bytearray(ffi.buffer(out)) if core(context, Type.ID.value) == 0 else None
    finally:
        ffi.memmove(typed, bytes(len(password)), len(password))
        ffi.memmove(out, bytes(key_bytes), key_bytes)
