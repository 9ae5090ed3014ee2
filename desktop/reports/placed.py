"""What stands on a page, placed: type, rules and filled rectangles, in points from the lower left corner."""

from typing import NamedTuple

from desktop.reports.fonts import Role


class PlacedText(NamedTuple):
    """A line of type: baseline start, and extra space after each character, in points."""

    x: float
    y: float
    role: Role
    size_pt: float
    text: str
    spacing_pt: float = 0.0
    figure: bool = False


class PlacedSquare(NamedTuple):
    """A filled rectangle: lower left corner, width and height in points."""

    x: float
    y: float
    width: float
    height: float


class PlacedRule(NamedTuple):
    """A straight line from point to point, and its weight in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float


class PlacedLine(NamedTuple):
    """One row of a table on a page: which rows of the table are behind it, and its cells.

    ``start`` and ``stop`` count the rows of the table from 0, closing ones after the others; ``sums`` says
    that it adds up their entries. Each cell is its first and last column and its text.
    """

    top: float
    bottom: float
    table: int
    start: int
    stop: int
    sums: bool
    cells: tuple[tuple[int, int, str], ...]
