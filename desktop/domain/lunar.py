"""农历: lunar dates as people say them, and their day in the Gregorian calendar."""

import csv
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache

import resources
from desktop.domain.chinese_number import small_number

MONTH_NAMES = ("正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月")
_TENS = ("初", "十", "廿", "三")
_ONES = "一二三四五六七八九十"
_MONTH_WORDS = {"正": 1, "元": 1, "冬": 11, "腊": 12, "臘": 12}
_SAID = re.compile(
    r"(?:农历|農曆|阴历|陰曆|旧历|古历|夏历)?(?:(?P<year>\d{4})年?)?"
    r"(?P<leap>[闰閏润潤])?(?P<month>[正元冬腊臘]|[一二三四五六七八九十]{1,2}|\d{1,2})月"
    r"(?P<day>初[一二三四五六七八九十]|[一二三四五六七八九十廿卅]{1,3}|\d{1,2})?[日号]?"
)
_FESTIVALS = {
    "春节": (1, 1),
    "元宵": (1, 15),
    "元宵节": (1, 15),
    "端午": (5, 5),
    "端午节": (5, 5),
    "七夕": (7, 7),
    "中元": (7, 15),
    "中秋": (8, 15),
    "中秋节": (8, 15),
    "重阳": (9, 9),
    "重阳节": (9, 9),
    "腊八": (12, 8),
}


@dataclass(frozen=True, slots=True)
class LunarDate:
    """A lunar date, possibly without its year or its day.

    Attributes:
        year: Lunar year by the Gregorian year it begins in; None unknown.
        month: 1 to 12.
        day: 1 to 30; None unknown.
        is_leap: Whether the month is a leap month (闰月).
    """

    year: int | None
    month: int
    day: int | None
    is_leap: bool = False

    @property
    def text(self) -> str:
        """As the register writes it, without the year: ``闰四月十五``, ``正月初一``, ``腊月``."""
        leap = "闰" if self.is_leap else ""
        return leap + MONTH_NAMES[self.month - 1] + (day_name(self.day) if self.day else "")


@dataclass(frozen=True, slots=True)
class _Year:
    new_year: date
    leap_month: int
    month_days: tuple[int, ...]

    def place(self, month: int, is_leap: bool) -> int | None:
        """Index of a month among the year's months, or None when the year has no such leap month."""
        if is_leap:
            return month if self.leap_month == month else None
        return month - 1 + (1 if self.leap_month and month > self.leap_month else 0)


@cache
def _years() -> dict[int, _Year]:
    with resources.path("rules", "lunar.csv").open(encoding="utf-8", newline="") as stream:
        return {
            int(row["lunar_year"]): _Year(
                date.fromisoformat(row["new_year_on"]),
                int(row["leap_month"]),
                tuple(int(days) for days in row["month_days"].split()),
            )
            for row in csv.DictReader(stream)
        }


def day_name(day: int) -> str:
    """Name of a lunar day: 初一, 初十, 十五, 二十, 廿一, 三十."""
    if day == 20:
        return "二十"
    if day == 30:
        return "三十"
    return _TENS[(day - 1) // 10] + _ONES[(day - 1) % 10]


def to_solar(lunar: LunarDate) -> date | None:
    """The Gregorian day, or None when year or day is unknown, out of 1900-2099, or never was.

    Source:
        GB/T 33661-2017, as tabulated in ``resources/rules/lunar.csv``.
    """
    year = _years().get(lunar.year or 0)
    if year is None or lunar.day is None:
        return None
    place = year.place(lunar.month, lunar.is_leap)
    if place is None or not 1 <= lunar.day <= year.month_days[place]:
        return None
    return year.new_year + timedelta(sum(year.month_days[:place]) + lunar.day - 1)


@lru_cache(maxsize=4096)
def to_lunar(day: date) -> LunarDate | None:
    """The lunar date of a Gregorian day, or None outside the years 1900 to 2099."""
    number = day.year
    year = _years().get(number)
    if year is None or year.new_year > day:
        number -= 1
        year = _years().get(number)
    if year is None:
        return None
    left = (day - year.new_year).days
    for place, days in enumerate(year.month_days):
        if left < days:
            is_leap = bool(year.leap_month) and place == year.leap_month
            month = place if year.leap_month and place >= year.leap_month else place + 1
            return LunarDate(number, month, left + 1, is_leap)
        left -= days
    return None


@dataclass(frozen=True, slots=True)
class LunarMonth:
    """One month of the lunar calendar by its days; ``year`` as in `LunarDate`."""

    year: int
    month: int
    is_leap: bool
    first: date
    days: int

    @property
    def last(self) -> date:
        """Its last day."""
        return self.first + timedelta(self.days - 1)

    def day(self, number: int) -> date:
        """The Gregorian day of a day of the month; day 30 of a month of 29 is its last."""
        return self.first + timedelta(min(number, self.days) - 1)


def list_lunar_months(first: date, last: date) -> tuple[LunarMonth, ...]:
    """The lunar months that touch a span of days, earliest first, leap months as months of their own.

    Days outside 1900 to 2099 have none.
    """
    found = []
    for number in range(first.year - 1, last.year + 1):
        year = _years().get(number)
        if year is None:
            continue
        begins = year.new_year
        for place, days in enumerate(year.month_days):
            is_leap = bool(year.leap_month) and place == year.leap_month
            month = place + 1 if not year.leap_month or place < year.leap_month else place
            found.append(LunarMonth(number, month, is_leap, begins, days))
            begins += timedelta(days)
    return tuple(each for each in found if each.first <= last and first <= each.last)


@lru_cache(maxsize=8192)
def parse_lunar(text: str) -> LunarDate | None:
    """A lunar date from words without blanks, such as 农历正月十五, 腊月, 润四月, 1980年正月初五.

    润 is read as the misspelt 闰. Returns None when the words are not a month of the lunar
    calendar; whether plain numbers are meant as lunar is for the caller to know.
    """
    bare = re.sub(r"^(?:农历|阴历|旧历|古历|夏历)", "", text)
    if bare in _FESTIVALS:
        month, day = _FESTIVALS[bare]
        return LunarDate(None, month, day)
    said = _SAID.fullmatch(text)
    if said is None:
        return None
    word = said["month"]
    month_number = _MONTH_WORDS.get(word) or small_number(word)
    day_number: int | None = None
    if said["day"]:
        day_number = small_number(said["day"].removeprefix("初"))
        if day_number is None or not 1 <= day_number <= 30:
            return None
    if month_number is None or not 1 <= month_number <= 12:
        return None
    return LunarDate(
        int(said["year"]) if said["year"] else None, month_number, day_number, bool(said["leap"])
    )


def parse_lunar_birthday(text: str) -> LunarDate | None:
    """A lunar birthday from a field that is known to be lunar: 八月十五, 8.15, 8-15, 农历8月15.

    Returns None when no month and day can be read.
    """
    numeric = re.fullmatch(r"(?:\d{4}[.\-/])?(\d{1,2})[.\-/](\d{1,2})", text)
    if numeric is not None:
        month, day = int(numeric[1]), int(numeric[2])
        return LunarDate(None, month, day) if 1 <= month <= 12 and 1 <= day <= 30 else None
    return parse_lunar(text)
