"""Counts of who looks for work, by two things at once, with small numbers hidden (求职汇总, 小数隐去)."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import resources


@dataclass(frozen=True, slots=True)
class AgeBand:
    """Whole years, both included."""

    label: str
    least: int
    most: int


@cache
def age_bands() -> tuple[AgeBand, ...]:
    """The bands of ``resources/jobs/bands.toml``, youngest first."""
    read = tomllib.loads(resources.path("jobs", "bands.toml").read_text(encoding="utf-8"))
    return tuple(AgeBand(each["label"], each["from"], each["to"]) for each in read["band"])


def band_of(age: int | None) -> str:
    """Label of the band an age falls into; empty for none or an unknown age."""
    if age is None:
        return ""
    return next((band.label for band in age_bands() if band.least <= age <= band.most), "")


@dataclass(frozen=True, slots=True)
class CrossTable:
    """Counts by row and column; None where a number is too small to tell, or would give one away.

    Attributes:
        rows: Labels.
        columns: Labels.
        cells: One tuple a row.
        row_totals: One a row.
        column_totals: One a column.
        total: Of everything.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int | None


def cross(
    pairs: Iterable[tuple[str, str]], rows: Sequence[str], columns: Sequence[str], least: int
) -> CrossTable:
    """Count pairs and hide what is too small.

    A number from 1 to ``least`` − 1 is hidden, in the table or at its margin. Where a hidden number could be
    worked out from the sums, the smallest that prevents it goes too.

    Args:
        pairs: Row and column of each person; others than those listed are left out.
        rows: Labels in order.
        columns: Labels in order.
        least: Smallest number that may be told.
    """
    counted = Counter(pairs)
    # The margins are a row and a column of their own: they are numbers that could give others away.
    grid = [[counted[row, column] for column in columns] for row in rows]
    full = [[*line, sum(line)] for line in grid]
    full.append([sum(line[place] for line in full) for place in range(len(columns) + 1)])
    hidden = {(y, x) for y, line in enumerate(full) for x, count in enumerate(line) if 0 < count < least}
    while more := _given_away(full, hidden):
        hidden |= more
    shown = [
        tuple(None if (y, x) in hidden else count for x, count in enumerate(line))
        for y, line in enumerate(full)
    ]
    return CrossTable(
        tuple(rows),
        tuple(columns),
        tuple(line[:-1] for line in shown[:-1]),
        tuple(line[-1] for line in shown[:-1]),
        shown[-1][:-1],
        shown[-1][-1],
    )


def _given_away(full: Sequence[Sequence[int]], hidden: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Cells that have to be hidden too, because a hidden one could be worked out from the sums.

    Rows and columns are places, hidden cells the ways between them: a number follows from the sums exactly
    where its way is the only one between two halves. A rectangle of hidden cells goes round it; cells of the
    margin are the last to go. Noughts are told anyway: hiding them would hide nothing.
    """
    height, width = len(full) - 1, len(full[0]) - 1
    for y, x in sorted(hidden):
        reached = _reached(y, hidden - {(y, x)})
        if ("column", x) in reached:
            continue
        corners = [
            {(y, right), (low, x), (low, right)} - hidden
            for low, line in enumerate(full)
            for right in range(len(line))
            if low != y and right != x and full[y][right] and full[low][x] and line[right]
        ]
        single = [
            {(row, column)}
            for row, line in enumerate(full)
            for column, count in enumerate(line)
            if count
            and (row, column) not in hidden
            and (("row", row) in reached) != (("column", column) in reached)
        ]
        # A table of one row has no rectangles: any other way out of the half does.
        if found := corners or single:
            return min(
                found,
                key=lambda cells: (
                    sum(row == height or column == width for row, column in cells),
                    sum(full[row][column] for row, column in cells),
                    sorted(cells),
                ),
            )
    return set()


def _reached(row: int, hidden: set[tuple[int, int]]) -> set[tuple[str, int]]:
    """Every row and column that can be reached from a row by way of hidden cells."""
    reached: set[tuple[str, int]] = set()
    waiting = [("row", row)]
    while waiting:
        place = waiting.pop()
        if place in reached:
            continue
        reached.add(place)
        kind, number = place
        for y, x in hidden:
            if kind == "row" and y == number:
                waiting.append(("column", x))
            elif kind == "column" and x == number:
                waiting.append(("row", y))
    return reached
