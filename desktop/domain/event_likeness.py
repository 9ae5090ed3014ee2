"""Whether two events are likely the same matter: by their words, their kind, their place and their people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

_NOISE = re.compile(r"[\W\d_]+")
_LIKELY_PERCENT = 30
_TITLE, _CATEGORY, _PEOPLE, _PLACE = 60, 15, 20, 15
"""What each kind of likeness is worth, in hundredths. Proposal of the product."""


@dataclass(frozen=True, slots=True)
class EventWords:
    """What an event is compared by; ``ids`` are the people and households it has to do with."""

    title: str
    text: str = ""
    category: str = ""
    place: str = ""
    ids: frozenset[str] = frozenset()


_TOLD = 0.8
"""What words are worth that stand in the other's text only."""


def _pairs(text: str) -> frozenset[str]:
    plain = _NOISE.sub("", text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0


def likeness(one: EventWords, other: EventWords) -> int:
    """How alike two matters are, 0 to 100."""
    mine, theirs = _pairs(one.title), _pairs(other.title)
    words = 2 * len(mine & theirs) / (len(mine) + len(theirs) or 1)
    # what the one says in its title may stand in the other's text
    told = len(mine & _pairs(other.title + other.text)) / (len(mine) or 1)
    words = max(words, _TOLD * told)
    points = words * _TITLE
    points += _CATEGORY * bool(one.category and one.category == other.category)
    points += _PEOPLE * bool(one.ids & other.ids)
    points += _PLACE * _share(_pairs(one.place), _pairs(other.place))
    return min(100, round(points))


def most_alike(one: EventWords, others: Iterable[tuple[str, EventWords]], most: int = 5) -> tuple[str, ...]:
    """Keys of those that are likely the same matter, the most alike first."""
    scored = [(likeness(one, other), key) for key, other in others]
    likely = [(points, key) for points, key in scored if points >= _LIKELY_PERCENT]
    return tuple(key for points, key in sorted(likely, key=lambda each: -each[0])[:most])
