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
    """

    at_ms: int
    read: Mapping[str, int] = field(default_factory=dict)
    clock_ms: int | None = None

    @property
    def parameters(self) -> dict[str, object]:
        """What `SET_VISIT` takes."""
        return {"seen_ms": self.at_ms, "cursors": Jsonb(dict(self.read)), "clock_ms": self.clock_ms}


SET_VISIT = (
    "seen_ms = %(seen_ms)s, cursors = cursors || %(cursors)s, "
    "clock_ms = coalesce(%(clock_ms)s::bigint, device.clock_ms)"
)
"""What an UPDATE of a device sets for a visit."""


def note_visit(database: Database, device: DeviceRow, visit: Visit) -> None:
    """Note a visit on which the PC had no new batch."""
    # Not waited for until it is on the disk: a visit lost to a power cut is made good by the next one.
    query(
        database,
        "WITH relaxed AS (SELECT set_config('synchronous_commit', 'off', true)) "  # noqa: S608 - constant names
        f"UPDATE device SET {SET_VISIT} FROM relaxed "
        "WHERE village_id = %(village_id)s AND device = %(device)s",
        {"village_id": device.village_id, "device": device.device, **visit.parameters},
    )
