"""The day by which something is to be done, as a clerk writes it (期限)."""

from calendar import monthrange
from datetime import date, timedelta

from desktop.domain.chinese_date import read_date
from desktop.domain.reading import Reading

_DAYS_FROM_TODAY = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2}
_NO_YEAR = "FLD-302"
_FULL = len("2026-01-01")


def read_due_day(text: str, today: date) -> Reading[str]:
    """The day a due date means.

    Understood is every notation of `read_date`; besides, a day without its year means the next such
    day, today included, and 今天, 明天, 后天 and 月底 mean what they say.

    Args:
        text: As typed.
        today: The day that is counted from.

    Returns:
        ISO text of a day, or of a month or year where only that was typed; else the problems of
        `read_date`.
    """
    typed = text.strip()
    if typed in _DAYS_FROM_TODAY:
        return Reading((today + timedelta(days=_DAYS_FROM_TODAY[typed])).isoformat())
    if typed == "月底":
        return Reading(today.replace(day=monthrange(today.year, today.month)[1]).isoformat())
    reading = read_date(typed, today, allow_future=True)
    if reading.value is not None or all(problem.code != _NO_YEAR for problem in reading.problems):
        return reading
    return _with_year(typed, today) or reading


def _with_year(typed: str, today: date) -> Reading[str] | None:
    """The day in this year or, when that is over, in the next; None when a year does not help."""
    never_was = None
    for year in (today.year, today.year + 1):
        for joined in (f"{year}年{typed}", f"{year}-{typed}", f"{year}/{typed}", f"{year}.{typed}"):
            reading = read_date(joined, today, allow_future=True)
            if reading.value is None or len(reading.value) < _FULL:
                if any(problem.code == "FLD-303" for problem in reading.problems):
                    never_was = reading
                continue
            if reading.value >= today.isoformat():
                return reading
            break
    return never_was
