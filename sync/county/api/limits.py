"""How often one device or one address may ask: a bucket of requests that refills with time.

Each server process counts for itself.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.problem import Problem, ProblemError

_MOST_CALLERS = 100_000


@dataclass(frozen=True, slots=True)
class Rate:
    """``burst`` requests at once, then ``per_second`` on average."""

    burst: int
    per_second: float

    @classmethod
    def lasting(cls, per_second: float) -> "Rate":
        """A rate whose burst is that of twelve seconds."""
        return cls(max(1, round(per_second * 12)), per_second)


class RateLimit:
    """One bucket per caller; the longest silent callers are forgotten first."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def require(self, caller: str) -> None:
        """Take nothing, but refuse as `spend` would."""
        self.spend(caller, cost=0)

    def spend(self, caller: str, cost: int = 1) -> None:
        """Take one request from the caller's bucket.

        Raises:
            ProblemError: SYN-112, the bucket is empty; ``seconds`` says when to come back.
        """
        now = self._clock()
        with self._lock:
            left, at = self._buckets.pop(caller, (float(self._rate.burst), now))
            left = min(self._rate.burst, left + (now - at) * self._rate.per_second)
            enough = left >= 1
            self._buckets[caller] = (left - cost if enough else left, now)
            if len(self._buckets) > _MOST_CALLERS:
                self._buckets.popitem(last=False)
        if not enough:
            wait = int((1 - left) / self._rate.per_second) + 1
            raise ProblemError(Problem("SYN-112", {"seconds": str(wait)}))


@dataclass(frozen=True, slots=True)
class Rates:
    """What is allowed."""

    device: Rate = Rate(60, 5)
    address: Rate = Rate(1_200, 100)  # a whole town may stand behind one address
    wrong_code: Rate = Rate(20, 0.02)
    """Wrong codes from one address: 40 bits of code at least and 72 tries an hour leave no way to guess."""

    villager: Rate = Rate(12, 0.05)
    """Letters, bookings and ratings from one address; what may come in a day is `villager_pages.toml`."""
