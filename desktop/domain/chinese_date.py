"""Dates as villages write them, read into partial dates of known precision."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache

from desktop.domain.cell_text import is_blank, plain, text_of, trim
from desktop.domain.chinese_number import digit_string, small_number
from desktop.domain.local_day import local_today
from desktop.domain.lunar import LunarDate, parse_lunar, to_solar
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading

EARLIEST_YEAR = 1850
LATEST_YEAR = 2199

_FIRST_SERIAL, _LAST_SERIAL = 10_000, 99_999  # 1927-05-18 to 2173-10-13; smaller numbers are years
_LUNAR_SIGNS = re.compile("农历|農曆|阴历|陰曆|旧历|古历|夏历|[闰閏润潤正冬腊臘]|初[一二三四五六七八九十]")
_SOLAR_PREFIX = re.compile("^(?:公历|新历|阳历|国历|公元|西历)")
_DOUBT = re.compile("左右|前后|大约|大概|约|估计|\\?|？")
_ENDING = re.compile("(?:出生|生人|生|死亡|去世|迁入|迁出|登记)$")
_TIME = re.compile(r"[ T]\s*\d{1,2}[:时]\d{1,2}.*$|\s+(?:星期|周).$")
_MINGUO = re.compile(r"^民国(.{1,4}?)年")
_CHINESE_PARTS = re.compile(
    r"^([〇零○ＯOo一二三四五六七八九\d]{2,4})年(?:([元一二三四五六七八九十〇零\d]{1,3})月?份?(?:([一二三四五六七八九十廿卅卄〇零\d]{1,4})[日号]?)?)?$"
)
_PARTS = re.compile(
    r"(\d{1,4})(?:[.\-/、,:_\\~]+|年|月|日)(\d{1,2})(?:(?:[.\-/、,:_\\~]+|月|日)(\d{1,4}))?[日号]?"
)
_SPACED = re.compile(r"^(\d{2,4}) (\d{1,2}) (\d{1,2})$")
_YEAR_ONLY = re.compile(r"(\d{2}|\d{4})年?")
_FULL_STOPS = str.maketrans(
    {"。": ".", "．": ".", "·": ".", "•": ".", "—": "-", "–": "-", "－": "-", "﹣": "-", "−": "-"}
)
_OPEN_END = frozenset(("至今", "今", "现在", "长期", "永久", "无期限", "不限"))
_RANGE = re.compile(r"\s*(?:至|到|—+|–|―|~|～|－{1,2}|--)\s*")


def read_date(
    cell: Cell, today: date | None = None, *, allow_future: bool = False, date1904: bool = False
) -> Reading[str]:
    """The partial date of a cell.

    Understood are day, month or year in ASCII, full-width or Chinese digits with any usual
    separator or none, two-digit years, years of the Republic (民国), spreadsheet serials, real
    dates, and lunar dates whose year is known.

    Args:
        cell: Text, number or date.
        today: The day "future" and two-digit years are measured by; the PC's day when left out.
        allow_future: Days after ``today`` are fine (ends of contracts, days of return).
        date1904: Serials count from 1904 as the workbook says.

    Returns:
        ISO text of day, month or year. No value and an ERROR: FLD-301 no date, FLD-302 no year,
        FLD-303 never was, FLD-304 in the future, FLD-311 Excel's 29 February 1900, FLD-312 a year
        that cannot be meant. No value and WARNING FLD-306: a lunar day without its year. Beside a
        value: FLD-305 (hint) converted from lunar, FLD-307 (hint) two-digit year, FLD-308
        (warning) six digits with two meanings, FLD-309 (warning) a number cell that may have lost
        a zero, FLD-310 (warning) day and month cannot be told apart, FLD-313 (hint) marked as
        uncertain by its writer.

    Source:
        Notations of village ledgers; serial dates as in ECMA-376 part 1, 18.17.4.
    """
    limit = today or local_today()
    if type(cell) is str:
        if len(cell) == 10 and cell[4] == "-" and cell[7] == "-":
            try:
                day = date.fromisoformat(cell)
            except ValueError:
                pass
            else:
                if day.year >= EARLIEST_YEAR and (allow_future or day <= limit):
                    return Reading(cell)
        return _read_text(cell, limit, allow_future, date1904)
    if cell is None:
        return Reading()
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        if cell.year >= EARLIEST_YEAR and cell <= limit:
            return Reading(cell.isoformat())
        return _bounded(cell.isoformat(), limit, allow_future)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _read_number(float(cell), limit, allow_future, date1904)
    return _not_a_date(text_of(cell))


def read_date_range(
    cell: Cell, today: date | None = None, *, date1904: bool = False
) -> Reading[tuple[str, str]]:
    """First and last day of a period such as ``1998.1.1至2028.12.31`` or ``2020年起``.

    Open ends (至今, 长期) are "". Days in the future are fine. A single date is the first day.

    Returns:
        Both ends; no value and the problems of `read_date`, or FLD-314 when the end lies before
        the beginning.
    """
    limit = today or local_today()
    if isinstance(cell, str):
        text = trim(cell)
        parts = _RANGE.split(text, maxsplit=1)
        if len(parts) == 1 and text.count("-") in (1, 3, 5):
            dashes = [match.start() for match in re.finditer("-", text)]
            middle = dashes[len(dashes) // 2]
            candidate = [text[:middle], text[middle + 1 :]]
            if len(candidate[0].strip()) >= 4 and len(candidate[1].strip()) >= 4:
                parts = candidate
        if len(parts) == 1 and text.endswith("起"):
            parts = [text[:-1], ""]
        if len(parts) == 2:
            ends: list[str] = []
            problems: tuple[Problem, ...] = ()
            for part in parts:
                if part.strip() in _OPEN_END or is_blank(part.strip()):
                    ends.append("")
                    continue
                reading = read_date(part, limit, allow_future=True)
                problems += reading.problems
                if reading.value is None:
                    return Reading(None, problems)
                ends.append(reading.value)
            begin, end = ends
            shared = min(len(begin), len(end))
            if begin and end and begin[:shared] > end[:shared]:
                return Reading(None, (Problem("FLD-314", {"begin": begin, "end": end}),))
            return Reading((begin, end), problems)
    single = read_date(cell, limit, allow_future=True, date1904=date1904)
    return Reading(None if single.value is None else (single.value, ""), single.problems)


def from_serial(serial: int, date1904: bool = False) -> date | None:
    """The day of a spreadsheet serial; None for serial 60 of the 1900 system, which never was.

    Source:
        ECMA-376 part 1, 18.17.4.1 (both date systems, and 29 February 1900).
    """
    if date1904:
        return date(1904, 1, 1) + timedelta(serial)
    if serial == 60:
        return None
    return date(1899, 12, 31 if serial < 60 else 30) + timedelta(serial)


def find_lunar(cell: Cell) -> LunarDate | None:
    """The lunar date in a cell that is marked as lunar by its words, else None.

    Marks are 农历 and its synonyms, 正月, 冬月, 腊月, 闰 (or the misspelt 润), and days called 初….
    """
    if not isinstance(cell, str):
        return None
    text = plain(cell)
    return parse_lunar(_with_ascii_year(text)) if _LUNAR_SIGNS.search(text) else None


def _not_a_date(value: str) -> Reading[str]:
    return Reading(None, (Problem("FLD-301", {"value": value[:30]}),))


def _bounded(text: str, today: date, allow_future: bool, *beside: Problem) -> Reading[str]:
    year = int(text[:4])
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        return Reading(None, (Problem("FLD-312", {"year": str(year)}),))
    if not allow_future and text > today.isoformat()[: len(text)]:
        return Reading(None, (Problem("FLD-304", {"date": text}),))
    return Reading(text, beside)


def _full_year(digits: str, today: date) -> tuple[int, tuple[Problem, ...]]:
    if len(digits) != 2:
        return int(digits), ()
    short = int(digits)
    year = (1900 if short > today.year % 100 else 2000) + short
    return year, (Problem("FLD-307", {"typed": digits, "year": str(year)}, severity=Severity.HINT),)


def _assembled(
    year: int, month: int | None, day: int | None, today: date, allow_future: bool, *beside: Problem
) -> Reading[str]:
    if not month:  # 0 stands for unknown in old exports
        return _bounded(f"{year:04}", today, allow_future, *beside)
    if month > 12:
        return Reading(None, (Problem("FLD-303", {"reason": f"没有 {month} 月"}),))
    if not day:
        return _bounded(f"{year:04}-{month:02}", today, allow_future, *beside)
    if not 1 <= year <= 9999 or day > monthrange(year, month)[1]:
        last = monthrange(year, month)[1] if 1 <= year <= 9999 else 0
        return Reading(
            None, (Problem("FLD-303", {"reason": f"{year} 年 {month} 月只有 {last} 天，没有 {day} 日"}),)
        )
    return _bounded(f"{year:04}-{month:02}-{day:02}", today, allow_future, *beside)


@lru_cache(maxsize=65536)
def _read_number(value: float, today: date, allow_future: bool, date1904: bool) -> Reading[str]:
    if not 0 < value < 1e9:
        return _not_a_date(f"{value:.15g}")
    whole = int(value)
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL:
        day = from_serial(whole, date1904)
        assert day is not None
        return _bounded(day.isoformat(), today, allow_future)
    if whole == value:
        if whole == 60:
            return Reading(None, (Problem("FLD-311"),))
        return _read_digits(str(whole), today, allow_future)
    if EARLIEST_YEAR <= whole <= LATEST_YEAR:
        # 1980.10 and 1980.1 are one number: the cell no longer says which month was meant.
        fraction = f"{value:.2f}"[5:]
        if fraction == "10":
            return Reading(
                f"{whole:04}", (Problem("FLD-309", {"value": f"{value:.15g}"}, severity=Severity.WARNING),)
            )
        month = int(fraction[0]) if fraction[1] == "0" else int(fraction)
        if abs(value - float(f"{value:.2f}")) < 1e-9 and 1 <= month <= 12:
            return _assembled(whole, month, None, today, allow_future)
    return _not_a_date(f"{value:.15g}")


def _read_digits(digits: str, today: date, allow_future: bool) -> Reading[str]:
    length = len(digits)
    if length in (2, 4):
        year, beside = _full_year(digits, today)
        return _bounded(f"{year:04}", today, allow_future, *beside)
    if length == 8:
        return _assembled(int(digits[:4]), int(digits[4:6]), int(digits[6:]), today, allow_future)
    if length == 6:
        last_year = LATEST_YEAR if allow_future else today.year
        as_month = EARLIEST_YEAR <= int(digits[:4]) <= last_year and 1 <= int(digits[4:]) <= 12
        year, beside = _full_year(digits[:2], today)
        as_day = _assembled(year, int(digits[2:4]), int(digits[4:]), today, allow_future, *beside)
        if as_month:
            month = f"{digits[:4]}-{digits[4:]}"
            if as_day.value is not None and len(as_day.value) == 10:
                return _bounded(
                    month,
                    today,
                    allow_future,
                    Problem("FLD-308", {"one": month, "other": as_day.value}, severity=Severity.WARNING),
                )
            return _bounded(month, today, allow_future)
        return as_day
    return _not_a_date(digits)


def _with_ascii_year(text: str) -> str:
    head, sep, tail = text.partition("年")
    prefix = re.match("^(?:农历|農曆|阴历|陰曆|旧历|古历|夏历)", head)
    start = prefix.end() if prefix else 0
    digits = digit_string(head[start:]) if sep else None
    return f"{head[:start]}{digits}年{tail}" if digits is not None and len(digits) == 4 else text


@lru_cache(maxsize=65536)
def _read_text(cell: str, today: date, allow_future: bool, date1904: bool) -> Reading[str]:
    spaced = _TIME.sub("", unicodedata.normalize("NFKC", trim(cell))).translate(_FULL_STOPS)
    text = _SPACED.sub(r"\1-\2-\3", spaced) if " " in spaced else spaced
    text = plain(text.rstrip(".-"))
    if is_blank(text):
        return Reading()
    doubt: tuple[Problem, ...] = ()
    if _DOUBT.search(text):
        text = _DOUBT.sub("", text)
        doubt = (Problem("FLD-313", {"value": cell[:30]}, severity=Severity.HINT),)
    text = _ENDING.sub("", _SOLAR_PREFIX.sub("", text))
    if text.isascii() and text.isdigit():
        if len(text) == 5:
            return _read_number(float(text), today, allow_future, date1904)
        return _with(_read_digits(text, today, allow_future), doubt)
    minguo = _MINGUO.match(text)
    if minguo is not None:
        year_of_republic = 1 if minguo[1] == "元" else small_number(minguo[1])
        if year_of_republic is None:
            return _not_a_date(cell)
        text = f"{1911 + year_of_republic}年{text[minguo.end() :]}"
    if _LUNAR_SIGNS.search(text):
        return _read_lunar(_with_ascii_year(text), today)
    written = _CHINESE_PARTS.match(text)
    if written is not None:
        digits = digit_string(written[1])
        if digits is None or len(digits) == 3:
            return _not_a_date(cell)
        year, beside = _full_year(digits, today)
        month = small_number(written[2]) if written[2] else None
        day = small_number(written[3]) if written[3] else None
        if (written[2] and month is None) or (written[3] and day is None):
            return _not_a_date(cell)
        return _assembled(year, month, day, today, allow_future, *beside, *doubt)
    parts = _PARTS.fullmatch(text)
    if parts is not None:
        return _with(_read_parts(parts, text, today, allow_future), doubt)
    only = _YEAR_ONLY.fullmatch(text)
    if only is not None:
        year, beside = _full_year(only[1], today)
        return _bounded(f"{year:04}", today, allow_future, *beside, *doubt)
    if re.fullmatch(r"[一二三四五六七八九十\d]{1,2}月(?:[一二三四五六七八九十廿卅\d]{1,3}[日号]?)?", text):
        return Reading(None, (Problem("FLD-302", {"value": text[:30]}),))
    return _not_a_date(cell)


def _with(reading: Reading[str], more: tuple[Problem, ...]) -> Reading[str]:
    return Reading(reading.value, reading.problems + more) if more else reading


def _read_parts(parts: re.Match[str], text: str, today: date, allow_future: bool) -> Reading[str]:
    first, second, third = parts[1], parts[2], parts[3]
    if third is not None and len(third) == 4 and len(first) <= 2:
        one, two = int(first), int(second)
        if one <= 12 and two <= 12 and one != two:
            warning = Problem("FLD-310", {"value": text[:30]}, severity=Severity.WARNING)
            return _bounded(third, today, allow_future, warning)
        month, day = (two, one) if one > 12 else (one, two)
        return _assembled(int(third), month, day, today, allow_future)
    if len(first) in (1, 3) or (third is not None and len(third) > 2):
        missing = third is None and len(first) == 1
        return Reading(None, (Problem("FLD-302" if missing else "FLD-301", {"value": text[:30]}),))
    if third is None and len(first) == 2 and "年" not in text and int(first) <= 12:
        # 10.12 is a day without a year rather than a month of 2010
        return Reading(None, (Problem("FLD-302", {"value": text[:30]}),))
    year, beside = _full_year(first, today)
    return _assembled(year, int(second), int(third) if third else None, today, allow_future, *beside)


def _read_lunar(text: str, today: date) -> Reading[str]:
    lunar = parse_lunar(text)
    if lunar is None:
        return _not_a_date(text)
    if lunar.year is None:
        return Reading(None, (Problem("FLD-306", {"lunar": lunar.text}, severity=Severity.WARNING),))
    if lunar.day is None:
        # A lunar month lies across two solar ones and the twelfth may lie in the next year.
        hint = Problem("FLD-305", {"lunar": lunar.text, "date": str(lunar.year)}, severity=Severity.HINT)
        return _bounded(str(lunar.year), today, True, hint)
    day = to_solar(lunar)
    if day is None:
        reason = f"农历 {lunar.year} 年没有{lunar.text}"
        return Reading(None, (Problem("FLD-303", {"reason": reason}),))
    hint = Problem("FLD-305", {"lunar": lunar.text, "date": day.isoformat()}, severity=Severity.HINT)
    return _bounded(day.isoformat(), today, True, hint)
