"""Which days are looked at and with which they are compared (民情分析)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Usual(StrEnum):
    """What counts as the usual level."""

    BEFORE = "before"  # the months before
    SEASON = "season"  # the same days of earlier years


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Its length in days."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def usual_spans(
    now: Span, usual: Usual, since: date | None, *, days_before: int, years_before: int
) -> tuple[Span, ...]:
    """The days that give the usual level, oldest first, never before there were records.

    Args:
        now: The days looked at.
        usual: What counts as usual.
        since: The first day with a record; None where there is none at all.
        days_before: How many days before are taken.
        years_before: How many earlier years are taken.

    Returns:
        Nothing where the records don't reach back as far as the days looked at are long: a level from a
        shorter time would be none.
    """
    if since is None:
        return ()
    if usual is Usual.BEFORE:
        wanted = [Span(now.first - timedelta(days_before), now.first - timedelta(1))]
    else:
        wanted = [_years_ago(now, years) for years in range(years_before, 0, -1)]
    found = [Span(max(each.first, since), each.last) for each in wanted if each.last >= since]
    found = [each for each in found if each.last < now.first]
    return tuple(found) if sum(each.days for each in found) >= now.days else ()


def _years_ago(span: Span, years: int) -> Span:
    first = _same_day(span.first, span.first.year - years)
    return Span(first, first + timedelta(span.days - 1))


def _same_day(day: date, year: int) -> date:
    # 29 February has no fellow in most years; the day before has the same season.
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def last_months(last: date, count: int) -> tuple[str, ...]:
    """Names of the months up to the one of a day, oldest first: ``2026-11``."""
    number = last.year * 12 + last.month - 1
    return tuple(f"{each // 12}-{each % 12 + 1:02d}" for each in range(number - count + 1, number + 1))


def suppress(counts: Sequence[int], least: int) -> tuple[int | None, ...]:
    """A row of counts whose sum is told: small ones hidden, and one more where one could be worked out.

    Args:
        counts: Each cell's number.
        least: The smallest number that may be told; 0 stays, since nobody stands behind it.

    Returns:
        The counts, None for those that are hidden.
    """
    hidden = {number for number, count in enumerate(counts) if 0 < count < least}
    if len(hidden) == 1:
        told = [number for number, count in enumerate(counts) if number not in hidden and count]
        if told:
            hidden.add(min(told, key=lambda number: (counts[number], number)))
    return tuple(None if number in hidden else count for number, count in enumerate(counts))
