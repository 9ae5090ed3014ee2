"""What the county knows of a PC when it speaks: who it is, what it is asked, what may leave its village."""

from collections.abc import Mapping
from dataclasses import dataclass

from sync.county.store.database import Database, query
from sync.county.store.devices import DEVICE_COLUMNS, DeviceRow, read_device
from sync.county.store.settings import RULING, ruling_of
from sync.protocol.messages import Command


@dataclass(frozen=True, slots=True)
class Standing:
    """A PC, the commands it has yet to carry out, the county's ruling, and its village's floor.

    ``floor_rev`` is the revision below which the county no longer knows what was deleted.
    """

    device: DeviceRow
    commands: tuple[Command, ...]
    ruling: Mapping[str, bool]
    floor_rev: int


def read_standing(database: Database, village_id: int, number: int) -> Standing | None:
    """All of it in one statement, since every exchange begins with it; None when there is no such PC."""
    rows = query(
        database,
        f"SELECT (SELECT s.value FROM setting s WHERE s.name = %(ruling)s), "  # noqa: S608 - constant names
        "(SELECT jsonb_agg(jsonb_build_object('number', c.number, 'verb', c.verb, 'values', c.details) "
        "ORDER BY c.number) FROM command c WHERE c.village_id = %(village_id)s "
        "AND c.device = %(device)s AND NOT c.done), "
        "(SELECT h.floor_rev FROM village_head h WHERE h.village_id = %(village_id)s), "
        f"{DEVICE_COLUMNS} FROM device d WHERE d.village_id = %(village_id)s AND d.device = %(device)s",
        {"village_id": village_id, "device": number, "ruling": RULING},
    )
    if not rows:
        return None
    ruling, commands, floor_rev, *columns = rows[0]
    asked = tuple(Command(**command) for command in commands or ())
    return Standing(read_device(tuple(columns)), asked, ruling_of(ruling), int(floor_rev))
