"""Periods of the books that can be looked at: months, quarters, years."""

from datetime import date

from desktop.domain.period import Period


def book_periods(today: date, first: date | None = None) -> tuple[Period, ...]:
    """Years, their quarters and their months up to today, latest first, back to the first entry's year.

    At least the year before this one is offered.
    """
    oldest = min(today.year - 1, first.year if first else today.year)
    found = []
    for year in range(today.year, oldest - 1, -1):
        found.append(Period.year(year))
        for quarter in range(4, 0, -1):
            if Period.quarter(year, quarter).first > today:
                continue
            found.append(Period.quarter(year, quarter))
            found += [
                Period.month(year, month)
                for month in range(quarter * 3, quarter * 3 - 3, -1)
                if Period.month(year, month).first <= today
            ]
    return tuple(found)


def quarter_of(day: date) -> Period:
    """The quarter a day belongs to."""
    return Period.quarter(day.year, (day.month + 2) // 3)
