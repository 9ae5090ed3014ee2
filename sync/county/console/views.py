"""Lists over the whole county: who is behind, what waits to be decided, what was not taken."""

from sync.county.console.shown import Ask, Shown
from sync.county.store import overview


def backlog(ask: Ask) -> Shown:
    """PCs by how far behind they are."""
    values = {"backlog": overview.list_backlog(ask.county.database), "now_ms": ask.at_ms}
    return Shown("backlog.html", values)


def conflicts(ask: Ask) -> Shown:
    """Open conflicts, counted."""
    found = overview.count_conflicts(ask.county.database, ask.at_ms)
    return Shown("conflicts.html", {"conflicts": found})


def refusals(ask: Ask) -> Shown:
    """What was not taken, counted."""
    return Shown("refusals.html", {"refusals": overview.count_refusals(ask.county.database)})
