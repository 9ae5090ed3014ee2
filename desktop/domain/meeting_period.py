"""When the next meeting of a kind is held: as the last one, one period on, or on the branch's fixed day."""

import calendar
from datetime import date, timedelta

from desktop.domain.lunar import to_lunar
from desktop.domain.obligation import read_theme_day

MONTHS: dict[str, int] = {
    "P01": 3,
    "P02": 1,
    "P03": 1,
    "P04": 3,
    "P05": 1,
    "P06": 12,
    "P07": 12,
    "P08": 12,
    "V02": 3,
    "V05": 1,
    "V06": 1,
    "V07": 1,
    "V08": 1,
    "V09": 12,
    "E01": 12,
    "E03": 3,
    "E04": 3,
}
"""Kind → months from one meeting to the next, to propose a day with; what is owed are rules of their own.

Source:
    党支部工作条例（试行）; 村民委员会组织法 (2018) 26, 33; 农村集体经济组织法 27.
"""

_USUAL = 1


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last where it is shorter."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def next_day(kind: str, last: date | None, today: date, theme_day: str = "") -> date:
    """A day to propose for the next meeting of a kind, today or later.

    Args:
        kind: Code of ``meeting_kind``.
        last: Day of the last one; None without.
        today: The day on which it is planned.
        theme_day: The branch's fixed day (``solar:15``, ``lunar:1``), which theme days keep.
    """
    if kind == "P05" and theme_day:
        since = today if last is None else max(today, last + timedelta(days=1))
        fixed = next_theme_day(theme_day, since)
        if fixed is not None:
            return fixed
    if last is None:
        return today
    step = MONTHS.get(kind, _USUAL)
    count = 1
    while (day := months_later(last, step * count)) < today:
        count += 1
    return day


def next_theme_day(theme_day: str, since: date) -> date | None:
    """The branch's fixed day on or after a day, the last of a month that is shorter; None past 2099.

    Args:
        theme_day: As `desktop.domain.obligation.read_theme_day` reads it.
        since: The earliest day.

    Raises:
        ProblemError: DTY-001, it is no day of a month.
    """
    fixed = read_theme_day(theme_day)
    wanted = fixed.number
    if not fixed.is_lunar:
        for ahead in range(3):
            first = months_later(since.replace(day=1), ahead)
            day = first.replace(day=min(wanted, calendar.monthrange(first.year, first.month)[1]))
            if day >= since:
                return day
    for ahead in range(62):
        day = since + timedelta(days=ahead)
        lunar, after = to_lunar(day), to_lunar(day + timedelta(days=1))
        if lunar is None or lunar.day is None or after is None:
            return None
        if lunar.day == wanted or (lunar.day < wanted and after.day == 1):  # the last of a shorter month
            return day
    return None
