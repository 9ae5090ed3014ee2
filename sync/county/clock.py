"""The county's clock."""

import time
from datetime import date, datetime


def now_ms() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def day_of(at_ms: int) -> date:
    """The day of a moment by this machine's clock and zone."""
    return datetime.fromtimestamp(at_ms / 1_000).astimezone().date()


def when(at_ms: int | None) -> str:
    """A moment by this machine's clock and zone, to the minute; empty for never."""
    if not at_ms:
        return ""
    return datetime.fromtimestamp(at_ms / 1_000).astimezone().strftime("%Y-%m-%d %H:%M")


def local_moment(text: str) -> str:
    """A moment that a record keeps (UTC, ISO) by this machine's clock, to the minute; empty for none."""
    if not text:
        return ""
    return datetime.fromisoformat(text).astimezone().strftime("%Y-%m-%d %H:%M")
