"""How much goes into the next batch: whole user actions, more on a good line, less on a bad one."""

from collections.abc import Sequence

from sync.protocol.operation import Operation

FIRST_SIZE = 500
LEAST_SIZE = 20
MOST_OPERATIONS = 5_000
MOST_BYTES = 200_000
"""Of a batch, unless one action takes more: what a line of 32 kbit/s passes in a minute, between two cuts.

Once frozen it can't shrink with the line: another batch under its number could meet it at the county.
"""


def take(operations: Sequence[Operation], size: int) -> int:
    """How many of the waiting operations go into the next batch.

    A user action goes whole, also when it is larger than ``size``; only one of more than
    `MOST_OPERATIONS` is sent in parts, the first of which goes alone.

    Args:
        operations: Waiting operations in the order they were made, before they are joined.
        size: Operations wanted, see `grown` and `halved`.
    """
    taken = 0
    while taken < len(operations):
        action = operations[taken].action
        end = taken
        while end < len(operations) and operations[end].action == action:
            end += 1
        if taken == 0 and end > MOST_OPERATIONS:
            return MOST_OPERATIONS
        if taken and end > min(size, MOST_OPERATIONS):
            break
        taken = end
    return taken


def grown(size: int, sent_bytes: int) -> int:
    """Size after a batch of so many bytes went through."""
    return size if 2 * sent_bytes > MOST_BYTES else min(2 * size, MOST_OPERATIONS)


def thinned(size: int, made_bytes: int) -> int:
    """Size after a batch of so many bytes was made, which are too many."""
    return max(size * MOST_BYTES // made_bytes * 9 // 10, LEAST_SIZE)


def halved(size: int) -> int:
    """Size after a batch did not go through."""
    return max(size // 2, LEAST_SIZE)
