"""That a PC was here: when, how far it has read, how wrong its clock is. Told at every exchange."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from psycopg.types.json import Jsonb

from sync.county.store.database import Database, query
from sync.county.store.devices import DeviceRow


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit.

    Attributes:
        at_ms: By the county's clock.
        read: Revision up to which the PC has read each stream.
        clock_ms: How far the PC's clock is ahead of the county's; None where that can't be known, as
            of a stick.
        handle: What it has to show at its next visit; empty for a stick, which leaves that alone.
        shown: What it showed at this one.
    """

    at_ms: int
    read: Mapping[str, int] = field(default_factory=dict)
    clock_ms: int | None = None
    handle: bytes = b""
    shown: bytes = b""

    @property
    def parameters(self) -> dict[str, object]:
        """What `SET_VISIT` takes."""
        return {
            "seen_ms": self.at_ms,
            "cursors": Jsonb(dict(self.read)),
            "clock_ms": self.clock_ms,
            "handle": self.handle or None,
            "shown": self.shown if self.handle else None,
        }


SET_VISIT = (
    "seen_ms = %(seen_ms)s, cursors = cursors || %(cursors)s, "
    "clock_ms = coalesce(%(clock_ms)s::bigint, device.clock_ms), "
    "handle = coalesce(%(handle)s::bytea, device.handle), "
    "confirmed = coalesce(%(shown)s::bytea, device.confirmed)"
)
"""What an UPDATE of a device sets for a visit."""


def note_visit(database: Database, device: DeviceRow, visit: Visit) -> None:
    """Note a visit on which the PC had no new batch."""
    # On the disk before the answer goes out: a forgotten handle would make a twin of the one true PC.
    query(
        database,
        f"UPDATE device SET {SET_VISIT} "  # noqa: S608 - constant names
        "WHERE village_id = %(village_id)s AND device = %(device)s",
        {"village_id": device.village_id, "device": device.device, **visit.parameters},
    )
