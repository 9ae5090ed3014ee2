"""How long ago a village or a PC last came, in a colour and in words, by the same days as the desktop."""

from enum import StrEnum

LATE_MS = 3 * 86_400_000
SILENT_MS = 7 * 86_400_000

_MINUTE_MS, _HOUR_MS, _DAY_MS = 60_000, 3_600_000, 86_400_000


class Freshness(StrEnum):
    """A village by its latest exchange; the value stands in addresses of pages."""

    FRESH = "fresh"
    LATE = "late"
    SILENT = "silent"
    NEW = "new"  # no PC in use yet

    @property
    def label(self) -> str:
        """The state in words."""
        return _LABELS[self]

    @property
    def tone(self) -> str:
        """The colour that goes with the words: a class of ``style.css``."""
        return _TONES[self]


_LABELS = {
    Freshness.FRESH: "正常",
    Freshness.LATE: "3 天未同步",
    Freshness.SILENT: "7 天未同步",
    Freshness.NEW: "未接入",
}
_TONES = {
    Freshness.FRESH: "ok",
    Freshness.LATE: "soon",
    Freshness.SILENT: "overdue",
    Freshness.NEW: "muted",
}


def freshness_of(seen_ms: int | None, now_ms: int) -> Freshness:
    """The state of who came last at a moment; None for who never could."""
    if seen_ms is None:
        return Freshness.NEW
    age_ms = now_ms - seen_ms
    if age_ms >= SILENT_MS:
        return Freshness.SILENT
    return Freshness.LATE if age_ms >= LATE_MS else Freshness.FRESH


def age(at_ms: int | None, now_ms: int) -> str:
    """How long ago a moment was, in its largest unit; empty for never."""
    if at_ms is None:
        return ""
    ago_ms = now_ms - at_ms
    if ago_ms < 2 * _MINUTE_MS:
        return "刚刚"
    if ago_ms < _HOUR_MS:
        return f"{ago_ms // _MINUTE_MS} 分钟前"
    if ago_ms < _DAY_MS:
        return f"{ago_ms // _HOUR_MS} 小时前"
    return f"{ago_ms // _DAY_MS} 天前"


def clock_words(ahead_ms: int | None) -> tuple[str, str]:
    """How far a PC's clock is off, in words and in a colour; both empty before it has ever come.

    Five minutes are the desktop's own measure for a wrong clock; what is smaller comes from a slow line.
    """
    if ahead_ms is None:
        return "", ""
    off_ms = abs(ahead_ms)
    if off_ms < 5 * _MINUTE_MS:
        return "准", ""
    way = "快" if ahead_ms > 0 else "慢"
    if off_ms < 2 * _HOUR_MS:
        return f"{way} {off_ms // _MINUTE_MS} 分钟", "soon"
    if off_ms < 2 * _DAY_MS:
        return f"{way} {off_ms // _HOUR_MS} 小时", "overdue"
    return f"{way} {off_ms // _DAY_MS} 天", "overdue"
