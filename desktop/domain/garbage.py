"""Python's search for garbage that refers to itself, put off while it can find none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_garbage_search() -> Iterator[None]:
    """Put the search off inside the block.

    For work that makes hundreds of thousands of objects which all stay: each search looks at every
    one of them, a twelfth of the time of planning an import of 100,000 people. May be nested; other
    threads wait with theirs too.
    """
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
