"""How long something takes."""

import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """Seconds on the clock that one run takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
