"""Counts a ledger of points: ceilings of categories, quarters, places (积分计算).

What is over a ceiling stays in the ledger and does not count. Points taken have no floor. A year begins
at nothing; nothing is carried over.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.domain.points_scheme import PointsCategory


@dataclass(frozen=True, slots=True)
class Amount:
    """Confirmed points of one category.

    Attributes:
        category: Its code.
        booked_in: Quarter that the entries are booked in.
        points_x100: Their sum.
        of_quarter: Quarter whose ceiling they fall under where it is another: an entry that takes
            one of an earlier quarter back frees that quarter's ceiling. Empty for ``booked_in``.
    """

    category: str
    booked_in: str
    points_x100: int
    of_quarter: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody's entries come to: what counts and what was entered, by category, in hundredths."""

    counted: Mapping[str, int]
    entered: Mapping[str, int]

    @property
    def total_x100(self) -> int:
        """All that counts."""
        return sum(self.counted.values())

    @property
    def over_x100(self) -> int:
        """What ceilings leave out."""
        return sum(self.entered.values()) - self.total_x100


def count_points(amounts: Iterable[Amount], categories: Sequence[PointsCategory]) -> Standing:
    """What one owner's entries of a year come to.

    A category that the scheme does not know counts without a ceiling: an entry is never lost because the
    scheme changed.
    """
    by_quarter: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for amount in amounts:
        by_quarter[amount.category][amount.of_quarter or amount.booked_in] += amount.points_x100
    known = {category.code: category for category in categories}
    counted, entered = {}, {}
    for code, sums in by_quarter.items():
        category = known.get(code)
        entered[code] = sum(sums.values())
        quarter_ceiling = category.quarter_ceiling_x100 if category else None
        points = (
            entered[code]
            if quarter_ceiling is None
            else sum(min(points, quarter_ceiling) for points in sums.values())
        )
        ceiling = category.ceiling_x100 if category else None
        counted[code] = points if ceiling is None else min(points, ceiling)
    return Standing(counted, entered)


def count_span(
    amounts: Sequence[Amount], categories: Sequence[PointsCategory], first: str, last: str
) -> Standing:
    """What the quarters ``first`` to ``last`` of a year added: what stood after less what stood before.

    So figures of a closed quarter never change, and quarters add up to the year under any ceiling.
    """
    after = count_points([each for each in amounts if each.booked_in <= last], categories)
    before = count_points([each for each in amounts if each.booked_in < first], categories)
    return Standing(_less(after.counted, before.counted), _less(after.entered, before.entered))


def _less(after: Mapping[str, int], before: Mapping[str, int]) -> dict[str, int]:
    return {code: points - before.get(code, 0) for code, points in after.items()}


@dataclass(frozen=True, slots=True)
class Ranked:
    """One place of a ranking; owners with the same points share it (1, 2, 2, 4)."""

    place: int
    owner_id: str
    standing: Standing


def rank(standings: Mapping[str, Standing]) -> tuple[Ranked, ...]:
    """Owners by what counts, the most first; within a place by id, which says nothing."""
    ordered = sorted(standings.items(), key=lambda each: (-each[1].total_x100, each[0]))
    ranked: list[Ranked] = []
    for position, (owner_id, standing) in enumerate(ordered, start=1):
        same = ranked and ranked[-1].standing.total_x100 == standing.total_x100
        ranked.append(Ranked(ranked[-1].place if same else position, owner_id, standing))
    return tuple(ranked)
