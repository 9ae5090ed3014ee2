"""A password guess in memory that is got for it in large pages, where the system has them.

A guess finds its way through 256 MiB faster in pages of 2 MiB than in the library's of 4 KiB, and the system
hands them out faster. Somebody who guesses on a copy of the folder would do the same, so what a guess costs
is held against this way (docs/decisions/0010-vault.md).
"""

import contextlib
import ctypes
import mmap
import sys
from typing import Any

_LARGE_PAGE = 2 * 1024 * 1024


class GuessMemory:
    """Memory for one guess; the system may hand it out only when it is written to."""

    def __init__(self, size: int) -> None:
        """Get it.

        Args:
            size: In bytes.

        Raises:
            OSError: The system has not got so much.
        """
        self.size = size
        self._map = _room(size + _LARGE_PAGE)
        if hasattr(mmap, "MADV_HUGEPAGE"):
            with contextlib.suppress(OSError):  # a kernel that has none
                self._map.madvise(mmap.MADV_HUGEPAGE)
        start = ctypes.addressof(ctypes.c_char.from_buffer(self._map))
        self.address = -(-start // _LARGE_PAGE) * _LARGE_PAGE
        """Where it begins, at the border of a large page; valid until `close`."""

    def close(self) -> None:
        """Give it back; the system clears what it hands to others."""
        self._map.close()


def _room(size: int) -> mmap.mmap:
    if sys.platform == "win32":
        return mmap.mmap(-1, size)
    # Not shared, as it is unless asked for: few systems hand out large pages for what could be shared.
    return mmap.mmap(-1, size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)


def stretch(
    password: bytes, salt: bytes, *, passes: int, memory_kib: int, lanes: int, key_bytes: int
) -> bytearray | None:
    """Argon2id in such memory, the same bytes as argon2-cffi's own call gives.

    Returns:
        The key, or None where this can't be done here; then nothing was computed.
    """
    try:
        memory = GuessMemory(memory_kib * 1024)
    except (OSError, MemoryError, OverflowError):
        return None
    try:
        return stretch_in(
            memory, password, salt, passes=passes, memory_kib=memory_kib, lanes=lanes, key_bytes=key_bytes
        )
    finally:
        memory.close()


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
