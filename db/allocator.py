"""Memory that was freed but is still held by the C library, given back to the system."""

import ctypes
import sys
from functools import cache
from typing import Any


def give_back() -> None:
    """Give it back where the C library can (glibc); elsewhere do nothing.

    Threads free what they read in places of their own, and glibc keeps those places for the thread. Takes a
    few milliseconds and lets other Python threads run meanwhile.
    """
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache
def _malloc_trim() -> Any:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
