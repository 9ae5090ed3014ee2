"""Counts of people that are too small to be told: their classes are told together (小数合并).

Where a village says that in one group two people did not pay, everybody knows who they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CountedClass:
    """People of one or several classes: names of the classes, their numbers by kind, all of them together.

    ``counts`` divide the people of the class, such as those who joined and those who did not.
    """

    names: tuple[str, ...]
    counts: tuple[int, ...]

    def has_small(self, least: int) -> bool:
        """Whether one of the counts is not nought and below the least that may be told."""
        return any(0 < count < least for count in self.counts)


def join_small(classes: Sequence[CountedClass], least: int) -> tuple[CountedClass, ...]:
    """Classes joined until every count is nought or at least so large, as few of them as that needs.

    Args:
        classes: In the order told.
        least: The smallest count that may be told; 0 or 1 joins nothing.

    Returns:
        Classes as they stood, then the joined one; no people are lost. One class alone may still have a small
        count: then it must not be told.
    """
    told = [each for each in classes if not each.has_small(least)]
    joined = _sum([each for each in classes if each.has_small(least)])
    while joined is not None and joined.has_small(least) and told:
        smallest = min(told, key=lambda each: sum(each.counts))
        told.remove(smallest)
        joined = _sum([joined, smallest])
    return (*told, joined) if joined is not None else tuple(told)


def _sum(classes: Sequence[CountedClass]) -> CountedClass | None:
    if not classes:
        return None
    names = tuple(name for each in classes for name in each.names)
    return CountedClass(names, tuple(map(sum, zip(*(each.counts for each in classes), strict=True))))
