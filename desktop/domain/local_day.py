"""The calendar day on this PC."""

from datetime import UTC, date, datetime


def local_today() -> date:
    """Today by the PC's clock and zone; callers with a clock of their own pass their day instead."""
    return datetime.now(UTC).astimezone().date()


def local_day(moment: str) -> date:
    """The day at the office of a kept moment."""
    return datetime.fromisoformat(moment).astimezone().date()
