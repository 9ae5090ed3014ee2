"""How much is sent and asked for at once, learned from the line; and how long to wait after a failure."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from sync.plan.batching import FIRST_SIZE, LEAST_SIZE, grown, halved

FIRST_PAGE = 65_536
LEAST_PAGE = 4_096
MOST_PAGE = 1_048_576
SHORT_SECONDS = 2.0
LONG_SECONDS = 6.0
"""A transfer that takes longer than this loses too much when a line that is cut each minute is cut."""

SHORTEST_WAIT = 2.0
LONGEST_WAIT = 300.0


@dataclass(frozen=True, slots=True)
class Pace:
    """Sizes for the next calls.

    Attributes:
        batch_size: Operations that a batch aims at.
        page_bytes: Bytes that a page may have.
        hurry: By how much the seconds above are shortened; for lines that are cut more often.
    """

    batch_size: int = FIRST_SIZE
    page_bytes: int = FIRST_PAGE
    hurry: float = 1.0

    def after_sending(self, sent_bytes: int, operations: int, seconds: float) -> "Pace":
        """The pace after a batch of so many bytes and operations went through in a time.

        What took too long is cut down at once to what the line carries: a batch may hold fewer operations
        than were aimed at, so that halving the aim might change nothing.
        """
        took = seconds * self.hurry
        if took < SHORT_SECONDS:
            return replace(self, batch_size=grown(self.batch_size, sent_bytes))
        if took > LONG_SECONDS:
            carried = int(min(operations, self.batch_size) * LONG_SECONDS / took)
            return replace(self, batch_size=max(carried, LEAST_SIZE))
        return self

    def after_receiving(self, received_bytes: int, seconds: float) -> "Pace":
        """The pace after a page of so many bytes came in a time; small pages say nothing.

        The county counts rows and takes them for larger than most are: a full page may be half its budget.
        """
        if seconds * self.hurry > LONG_SECONDS:
            return replace(self, page_bytes=max(self.page_bytes // 2, LEAST_PAGE))
        if seconds * self.hurry < SHORT_SECONDS and 3 * received_bytes > self.page_bytes:
            return replace(self, page_bytes=min(self.page_bytes * 2, MOST_PAGE))
        return self

    def after_failure(self) -> "Pace":
        """The pace after the line failed."""
        return replace(
            self, batch_size=halved(self.batch_size), page_bytes=max(self.page_bytes // 2, LEAST_PAGE)
        )


def wait_seconds(failures: int, chance: Callable[[], float]) -> float:
    """How long to wait after so many failures in a row: a random part of 2 s, 4 s … 5 min.

    PCs that lost the county at the same moment must not come back at the same moment.
    """
    longest = min(SHORTEST_WAIT * 2.0 ** max(failures - 1, 0), LONGEST_WAIT)
    return longest * chance()
