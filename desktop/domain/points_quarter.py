"""Quarters of a ledger of points, written ``2026-Q3``; which one an entry is booked in (季度结账)."""

import re
from datetime import date

from desktop.domain.period import Period

_FORM = re.compile(r"(\d{4})-Q([1-4])")


def quarter_of(day: date) -> str:
    """The quarter that a day lies in."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _parts(quarter: str) -> tuple[int, int]:
    found = _FORM.fullmatch(quarter)
    if found is None:
        raise ValueError(f"not a quarter: {quarter!r}")
    return int(found[1]), int(found[2])


def year_of(quarter: str) -> int:
    """Its year.

    Raises:
        ValueError: The text is no quarter.
    """
    return _parts(quarter)[0]


def quarter_period(quarter: str) -> Period:
    """Its days.

    Raises:
        ValueError: The text is no quarter.
    """
    return Period.quarter(*_parts(quarter))


def next_quarter(quarter: str) -> str:
    """The one after it."""
    year, number = _parts(quarter)
    return f"{year + number // 4}-Q{number % 4 + 1}"


def quarters_of(year: int) -> tuple[str, ...]:
    """The four of a year."""
    return tuple(f"{year}-Q{number}" for number in range(1, 5))


def booking_quarter(occurred_on: date, closed_through: str = "") -> str:
    """The quarter in which something of a day is booked: its own, or the first one still open.

    Args:
        occurred_on: When it happened.
        closed_through: The last closed quarter; with it all earlier ones are closed. Empty for none.
    """
    own = quarter_of(occurred_on)
    return own if own > closed_through else next_quarter(closed_through)
