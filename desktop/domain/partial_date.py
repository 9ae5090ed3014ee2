"""Dates of known precision as text: ``1980-02-29``, ``1980-02`` or ``1980``."""

import calendar
from datetime import date
from enum import Enum
from functools import lru_cache


class Precision(Enum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_DAY = len("1980-02-29")
_BY_LENGTH = {_DAY: Precision.DAY, 7: Precision.MONTH, 4: Precision.YEAR}


def precision(text: str) -> Precision:
    """How much of the date is known.

    Raises:
        ValueError: The text is not a partial date.
    """
    try:
        return _BY_LENGTH[len(text)]
    except KeyError:
        raise ValueError(text) from None


@lru_cache(maxsize=65536)
def first_day(text: str) -> date:
    """The earliest day the text can mean.

    Raises:
        ValueError: The text is not a partial date.
    """
    if len(text) == 4:
        return date(int(text), 1, 1)
    if len(text) == 7:
        return date.fromisoformat(f"{text}-01")
    return date.fromisoformat(text)


@lru_cache(maxsize=65536)
def last_day(text: str) -> date:
    """The latest day the text can mean.

    Raises:
        ValueError: The text is not a partial date.
    """
    first = first_day(text)
    if len(text) == 4:
        return date(first.year, 12, 31)
    if len(text) == 7:
        return date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    return first


def is_partial_date(text: str) -> bool:
    """Whether the text is a day, a month or a year that exists, written as the register writes it."""
    if len(text) not in _BY_LENGTH or not text[:4].isdigit() or text[4:5] not in ("", "-"):
        return False
    try:
        day = first_day(text)
    except ValueError:
        return False
    return len(text) != _DAY or day.isoformat() == text  # Python also reads the days of weeks


def is_day(text: str) -> bool:
    """Whether the text is a whole day that exists, written as the register writes it."""
    return len(text) == _DAY and is_partial_date(text)


def agree(one: str, other: str) -> bool:
    """Whether two partial dates can mean the same day (one begins with the other)."""
    return one.startswith(other) or other.startswith(one)


def show(text: str) -> str:
    """The date as a Chinese sentence writes it: ``1980年2月29日``, ``1980年2月``, ``1980年``; "" stays."""
    if not text:
        return ""
    parts = [str(int(part)) for part in text.split("-")]
    return "".join(part + unit for part, unit in zip(parts, "年月日", strict=False))
