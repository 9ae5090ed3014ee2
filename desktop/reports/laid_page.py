"""Pages of a notice with all that stands on them, and their measures in points."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.reports.figure_marks import PlacedSpot
from desktop.reports.placed import PlacedLine, PlacedRule, PlacedSquare, PlacedText

MM = 72 / 25.4


@dataclass(slots=True)
class LaidPage:
    """What stands on one page; ``seal`` is the centre of the seal, in points."""

    texts: list[PlacedText] = field(default_factory=list)
    rules: list[PlacedRule] = field(default_factory=list)
    squares: list[PlacedSquare] = field(default_factory=list)
    lines: list[PlacedLine] = field(default_factory=list)
    spots: list[PlacedSpot] = field(default_factory=list)
    seal: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class LaidNotice:
    """A notice broken into pages, all of one size in points.

    ``edges`` are the places of each table's upright rules, from left to right.
    """

    width: float
    height: float
    pages: tuple[LaidPage, ...]
    edges: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class PagedNotice:
    """A notice of which it is known how many pages it has, in points.

    Attributes:
        width: Of every page.
        height: Of every page.
        count: How many pages there are.
        pages: Each is placed when it is asked for, so that a long notice is never held as a whole; once.
        edges: As of a `LaidNotice`.
    """

    width: float
    height: float
    count: int
    pages: Iterator[LaidPage]
    edges: tuple[tuple[float, ...], ...] = ()
