"""The page of an audit log: newest first, narrowed down, and checked link by link when asked."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sync.county.console.shown import GREATEST, Ask, Shown, require_name
from sync.county.store import audit, audit_search
from sync.county.store.audit_search import Wanted

_ENTRIES = 100
_LONGEST = 64


def audit_log(ask: Ask) -> Shown:
    """A part of one audit log.

    Raises:
        ProblemError: CTY-021, there is no such village.
    """
    village_id = int(ask.asked["village_id"])
    name = require_name(ask.county, village_id)
    database = ask.county.database
    choice = _choice(ask.asked)
    before = ask.asked.get("before", "")
    limit = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else GREATEST
    entries = audit_search.find_entries(database, village_id, _wanted(choice), limit, _ENTRIES)
    checked = None
    if ask.asked.get("check") == "1":
        broken = audit.find_break(database, village_id)
        checked = {"broken": broken, "count": audit_search.count_entries(database, village_id)}
    values = {
        "village_id": village_id,
        "village": name,
        "entries": entries,
        "is_full": len(entries) == _ENTRIES,
        "choice": choice,
        "checked": checked,
    }
    return Shown("audit.html", values, village_id)


def _choice(asked: Mapping[str, str]) -> dict[str, str]:
    """What the form above the list says; a day that is none is left out."""
    choice = {name: asked.get(name, "").strip()[:_LONGEST] for name in ("event", "operator", "day", "looks")}
    if _start_ms(choice["day"]) == 0:
        choice["day"] = ""
    # PostgreSQL takes no NUL in a text.
    return {name: value.replace("\0", "") for name, value in choice.items()}


def _wanted(choice: Mapping[str, str]) -> Wanted:
    start_ms = _start_ms(choice["day"])
    return Wanted(
        event=choice["event"],
        operator=choice["operator"],
        from_ms=start_ms,
        before_ms=_start_ms(choice["day"], 1),
        hides_looks=choice["looks"] == "hide",
    )


def _start_ms(day: str, later: int = 0) -> int:
    """The first moment of a day by this machine's clock, or of a later one; 0 when it is no day."""
    try:
        start = datetime.strptime(day, "%Y-%m-%d") + timedelta(days=later)  # noqa: DTZ007 - the local zone is added next
        return int(start.astimezone().timestamp() * 1_000)
    except (ValueError, OverflowError, OSError):
        return 0
