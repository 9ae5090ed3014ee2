"""Decimal numbers as people type them, with separators, in full width or in Chinese characters."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from math import isfinite

from desktop.domain.cell_text import is_blank, plain, text_of
from desktop.domain.chinese_number import number
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading

_ASCII = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|[+-]?\.\d+")
_MULTIPLIED = re.compile(r"([+-]?[\d.,]+)(百|千|万|萬|亿)(\d)?")
_FACTORS = {"百": 100, "千": 1000, "万": 10_000, "萬": 10_000, "亿": 100_000_000}
_ABOUT = re.compile(r"约|大约|大概|左右|上下|多$|余$|近(?=\d)")
_YEAR = re.compile(r"\d{4}")


def find_decimal(text: str) -> Decimal | None:
    """The number of a text without blanks: ``1,200.50``, ``1.2万``, ``3万5``, ``壹仟贰佰``; else None."""
    if _ASCII.fullmatch(text):
        try:
            return Decimal(text.replace(",", ""))
        except InvalidOperation:
            return None
    multiplied = _MULTIPLIED.fullmatch(text)
    if multiplied is not None:
        head = find_decimal(multiplied[1])
        factor = _FACTORS[multiplied[2]]
        if head is None:
            return None
        return head * factor + (int(multiplied[3]) * factor // 10 if multiplied[3] else 0)
    if "点" in text or "點" in text:
        whole, _, part = text.replace("點", "点").partition("点")
        head_value, digits = number(whole), number("零" + part)
        if head_value is None or digits is None or not part:
            return None
        return Decimal(head_value) + Decimal(digits).scaleb(-len(part))
    value = number(text)
    return None if value is None else Decimal(value)


def from_float(value: float) -> Decimal | None:
    """What a number cell shows: noise beyond 15 significant digits dropped; None for inf and nan."""
    return Decimal(f"{value:.15g}") if isfinite(value) else None


def read_decimal(cell: Cell, scale: int = 2, units: str = "") -> Reading[Decimal]:
    """The number of a cell, rounded half up to ``scale`` digits.

    Args:
        cell: Number or text.
        scale: Digits after the point.
        units: Words that may follow the number, as alternatives of a regular expression.

    Returns:
        The number, with hint FLD-602 when digits were rounded away and hint FLD-603 when its
        writer called it approximate. No value and FLD-601 when it is no number. A dash or 无 is
        blank, not zero.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        exact = from_float(cell) if isinstance(cell, float) else Decimal(cell)
        return _rounded(exact, scale, ()) if exact is not None else _not_a_number(str(cell))
    if cell is None:
        return Reading()
    return _read_text(cell if isinstance(cell, str) else text_of(cell), scale, units)


@lru_cache(maxsize=16384)
def _read_text(cell: str, scale: int, units: str) -> Reading[Decimal]:
    text = plain(cell)
    if is_blank(text):
        return Reading()
    beside: tuple[Problem, ...] = ()
    if _ABOUT.search(text):
        text = _ABOUT.sub("", text)
        beside = (Problem("FLD-603", {"value": cell[:30]}, severity=Severity.HINT),)
    if units:
        text = re.sub(f"(?:{units})$", "", text)
    value = find_decimal(text)
    return _not_a_number(cell) if value is None else _rounded(value, scale, beside)


def read_whole_number(cell: Cell, units: str = "") -> Reading[int]:
    """A whole number such as ``3``, ``3人`` or ``三层``; FLD-604 when it has a fraction."""
    reading = read_decimal(cell, 6, units)
    if reading.value is None:
        return Reading(None, reading.problems)
    if reading.value != int(reading.value):
        return Reading(None, (Problem("FLD-604", {"value": str(reading.value.normalize())}),))
    return Reading(int(reading.value), reading.problems)


def _rounded(value: Decimal, scale: int, beside: tuple[Problem, ...]) -> Reading[Decimal]:
    try:
        rounded = round_half_up(value, scale)
    except InvalidOperation:
        return _not_a_number(str(value))
    if rounded != value:
        beside += (
            Problem("FLD-602", {"value": str(value), "rounded": str(rounded)}, severity=Severity.HINT),
        )
    return Reading(rounded, beside)


def round_half_up(value: Decimal, scale: int) -> Decimal:
    """Rounded to so many digits after the point, halves away from zero as tills do."""
    return value.quantize(Decimal(1).scaleb(-scale), "ROUND_HALF_UP")


def _not_a_number(value: str) -> Reading[Decimal]:
    return Reading(None, (Problem("FLD-601", {"value": value[:30]}),))
