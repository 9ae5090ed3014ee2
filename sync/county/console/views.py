"""What each page shows, read from the county; and the one thing that the console can do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from desktop.domain.problem import Problem, ProblemError
from sync.county.clock import now_ms
from sync.county.county import County
from sync.county.store import audit, overview
from sync.county.store import devices as device_table
from sync.county.store import villages as village_table

_GREATEST = 2**63 - 1
_GREATEST_DEVICE = 2**31 - 1
_ENTRIES = 100


@dataclass(frozen=True, slots=True)
class Shown:
    """A page: its template, what that is filled with, and the village it is about, 0 for the county."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    village_id: int = audit.COUNTY_ITSELF


def villages(county: County, _asked: Mapping[str, str]) -> Shown:
    """Every village."""
    return Shown("villages.html", {"villages": village_table.list_villages(county.database)})


def devices(county: County, asked: Mapping[str, str]) -> Shown:
    """PCs of one village.

    Raises:
        ProblemError: CTY-021, there is no such village.
    """
    village_id = _village_of(asked)
    name = _require_name(county, village_id)
    found = device_table.list_devices(county.database, village_id)
    return Shown("devices.html", {"village_id": village_id, "village": name, "devices": found}, village_id)


def confirm_revoking(county: County, asked: Mapping[str, str]) -> Shown:
    """The question before a PC is shut out.

    Raises:
        ProblemError: CTY-021, there is no such PC.
    """
    village_id, number = _village_of(asked), int(asked["device"])
    name = _require_name(county, village_id)
    device = None
    if number <= _GREATEST_DEVICE:
        device = device_table.find_device(county.database, village_id, number)
    if device is None:
        raise ProblemError(Problem("CTY-021"))
    return Shown("revoke.html", {"village_id": village_id, "village": name, "device": device}, village_id)


def revoke(county: County, village_id: int, device: int, operator: str, at_ms: int) -> None:
    """Shut a PC out in an operator's name.

    Raises:
        ProblemError: CTY-021, no such village; CTY-003, no such PC.
    """
    _require_name(county, village_id)
    if device > _GREATEST_DEVICE:
        raise ProblemError(Problem("CTY-003", {"device": str(device)}))
    device_table.revoke_device(county.database, village_id, device, at_ms, operator=operator)


def backlog(county: County, _asked: Mapping[str, str]) -> Shown:
    """PCs by how far behind they are."""
    now = now_ms()
    found = overview.list_backlog(county.database)
    silent_ms = now - overview.WEEK_MS
    return Shown("backlog.html", {"backlog": found, "silent_ms": silent_ms})


def conflicts(county: County, _asked: Mapping[str, str]) -> Shown:
    """Open conflicts, counted."""
    return Shown("conflicts.html", {"conflicts": overview.count_conflicts(county.database, now_ms())})


def refusals(county: County, _asked: Mapping[str, str]) -> Shown:
    """What was not taken, counted."""
    return Shown("refusals.html", {"refusals": overview.count_refusals(county.database)})


def audit_log(county: County, asked: Mapping[str, str]) -> Shown:
    """A part of one audit log, newest first.

    Raises:
        ProblemError: CTY-021, there is no such village.
    """
    village_id = int(asked["village_id"])
    name = _require_name(county, village_id)
    before = asked.get("before", "")
    limit = int(before) if before.isascii() and before.isdigit() and len(before) < 19 else _GREATEST
    entries = overview.latest_entries(county.database, village_id, limit, _ENTRIES)
    is_full = len(entries) == _ENTRIES
    values = {"village_id": village_id, "village": name, "entries": entries, "is_full": is_full}
    return Shown("audit.html", values, village_id)


def _village_of(asked: Mapping[str, str]) -> int:
    """The village asked for; the county itself has no PCs."""
    return int(asked["village_id"]) or _GREATEST + 1


def _require_name(county: County, village_id: int) -> str:
    name = village_table.find_name(county.database, village_id) if village_id <= _GREATEST else None
    if name is None:
        raise ProblemError(Problem("CTY-021"))
    return name
