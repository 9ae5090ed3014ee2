"""Spans of days as official papers count them: months, quarters, half years, years (期间)."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

_QUARTERS = "一二三四"


@dataclass(frozen=True, slots=True)
class Period:
    """Days that a notice or a duty speaks of, both included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("period ends before it begins")

    @classmethod
    def quarter(cls, year: int, number: int) -> "Period":
        """A calendar quarter, ``number`` from 1 to 4."""
        return cls._months(year, 3 * number - 2, 3)

    @classmethod
    def month(cls, year: int, number: int) -> "Period":
        """A calendar month."""
        return cls._months(year, number, 1)

    @classmethod
    def half_year(cls, year: int, number: int) -> "Period":
        """The first or the second half of a calendar year."""
        return cls._months(year, 6 * number - 5, 6)

    @classmethod
    def year(cls, year: int) -> "Period":
        """A calendar year."""
        return cls._months(year, 1, 12)

    @classmethod
    def _months(cls, year: int, first: int, count: int) -> "Period":
        after = date(year + (first + count - 1) // 12, (first + count - 1) % 12 + 1, 1)
        return cls(date(year, first, 1), after - timedelta(days=1))

    def words(self) -> str:
        """The period as a title says it: 2026年第三季度, 2026年上半年, 2026年7月, 2026年度, or both days."""
        year = self.first.year
        if self == Period.year(year):
            return f"{year}年度"
        for number, words in ((1, "上半年"), (2, "下半年")):
            if self == Period.half_year(year, number):
                return f"{year}年{words}"
        for number in range(1, 5):
            if self == Period.quarter(year, number):
                return f"{year}年第{_QUARTERS[number - 1]}季度"
        if self == Period.month(year, self.first.month):
            return f"{year}年{self.first.month}月"
        return self.days()

    def days(self) -> str:
        """First and last day, the year once when it is the same; a single day by itself."""
        first = day_words(self.first)
        if self.first == self.last:
            return first
        last = day_words(self.last)
        if self.first.year == self.last.year:
            last = last.partition("年")[2]
        return f"{first}至{last}"


_SAID = re.compile(r"(\d{4})年(?:(度)|(上|下)半年|第([一二三四])季度|(1[0-2]|[1-9])月)")


def read_words(text: str) -> Period | None:
    """The year, half year, quarter or month that `Period.words` wrote; None for anything else."""
    said = _SAID.fullmatch(text.strip())
    if said is None or not int(said[1]):
        return None
    year = int(said[1])
    if said[2]:
        return Period.year(year)
    if said[3]:
        return Period.half_year(year, 1 if said[3] == "上" else 2)
    if said[4]:
        return Period.quarter(year, _QUARTERS.index(said[4]) + 1)
    return Period.month(year, int(said[5]))


def day_words(day: date) -> str:
    """A day as official papers write it, without leading zeros: 2026年7月1日."""
    return f"{day.year}年{day.month}月{day.day}日"
