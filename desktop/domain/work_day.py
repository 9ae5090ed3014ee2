"""Working days (工作日) with the moved ones of each year's holiday order (调休).

The orders are data (``resources/calendar/work_days.csv``); they come out each November for the next
year. A year whose order is not in the file is counted by weekdays, and the outcome says so.
"""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import resources

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Term:
    """A term counted in days or working days.

    Attributes:
        last: Its last day.
        unknown_years: Years on the way whose holiday order the program does not have; their days
            were counted by weekdays, so that the true end may be later.
    """

    last: date
    unknown_years: tuple[int, ...] = ()


@cache
def _orders() -> tuple[dict[date, bool], frozenset[int]]:
    """Days that an order moves, True for working, and the years that have an order."""
    moved: dict[date, bool] = {}
    with resources.path("calendar", "work_days.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            day, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
            while day <= last:
                moved[day] = row["kind"] == "work"
                day += timedelta(days=1)
    return moved, frozenset(day.year for day in moved)


def known_years() -> frozenset[int]:
    """Years whose holiday order is in the file."""
    return _orders()[1]


def is_work_day(day: date) -> bool:
    """Whether offices work on a day; by weekday in a year whose order is unknown."""
    return _orders()[0].get(day, day.weekday() < _SATURDAY)


def after_work_days(start: date, count: int) -> Term:
    """The term of so many working days; the day it starts from is not counted.

    Source:
        民法典 201: the day on which a term begins is not counted.
    """
    day, years = start, set()
    while count > 0:
        day += timedelta(days=1)
        years.add(day.year)
        count -= is_work_day(day)
    return Term(day, tuple(sorted(years - known_years())))


def after_days(start: date, count: int) -> Term:
    """The term of so many calendar days; the day it starts from is not counted."""
    return Term(start + timedelta(days=count))
