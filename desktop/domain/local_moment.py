"""Moments as people type and read them (时间): the day and hour on the clock of the office."""

import re
from datetime import UTC, date, datetime, timedelta

from desktop.domain.chinese_date import read_date

_TIME = re.compile(r"(?:^|\s)(\d{1,2})\s*(?:[:：点时]\s*(\d{1,2})?\s*分?)$|(?:^|\s)(\d{2})(\d{2})$")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_AHEAD = timedelta(days=180)
_DAYS_BACK = {"今天": 0, "昨天": 1, "前天": 2}


def read_moment(text: str, now: datetime) -> datetime | None:
    """The moment that was typed, in the time zone of ``now``; None when it is none.

    A time alone (``3:10``, ``0310``, ``3点10分``) means the last such time: today's, or yesterday's where
    today's has not come yet. A day in any notation may stand before it, also 昨天; one without a year is
    this year's, or last year's where that would be half a year ahead.
    """
    typed = text.strip()
    match = _TIME.search(typed)
    if match is None:
        return None
    hour, minute = int(match[1] or match[3]), int(match[2] or match[4] or 0)
    if hour > 23 or minute > 59:
        return None
    before = typed[: match.start()].strip()
    day = _read_day(before, now.date())
    if day is None:
        return None
    found = now.replace(
        year=day.year, month=day.month, day=day.day, hour=hour, minute=minute, second=0, microsecond=0
    )
    return found - timedelta(days=1) if not before and found > now else found


def _read_day(text: str, today: date) -> date | None:
    if text in _DAYS_BACK or not text:
        return today - timedelta(days=_DAYS_BACK.get(text, 0))
    if match := _MONTH_DAY.fullmatch(text):
        text = f"{today.year}-{int(match[1]):02d}-{int(match[2]):02d}"
    read = read_date(text, today, allow_future=True).value
    if read is None or len(read) != len("2026-01-01"):
        return None
    day = date.fromisoformat(read)
    return day.replace(year=day.year - 1) if match and day > today + _AHEAD else day


def moment_text(moment: datetime) -> str:
    """A moment as the file keeps it: UTC, ISO text with seconds."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def show_moment(text: str) -> str:
    """A kept moment on the clock of the office: ``2026-07-01 03:10``; empty stays empty."""
    return f"{datetime.fromisoformat(text).astimezone():%Y-%m-%d %H:%M}" if text else ""
