"""Tells two living copies of one village file apart, before either has sent anything.

Each answer hands the PC a new handle, to be shown at its next exchange. A PC whose answers were lost shows
the one that it showed before; any other handle belongs to another copy of its file.
"""

import os
from hashlib import sha256

from sync.county.store import audit
from sync.county.store.database import Database, query
from sync.county.store.devices import DeviceRow, add_device
from sync.county.store.villages import lock_village
from sync.protocol.frame import EPOCH_BYTES

_HANDLE_BYTES = 12


def new_handle() -> bytes:
    """What a PC is to show next time."""
    return os.urandom(_HANDLE_BYTES)


def is_twin(device: DeviceRow, shown: bytes) -> bool:
    """Whether what is shown was given to another copy of the PC's file."""
    return shown not in (device.handle, device.confirmed)


def number_for_twin(database: Database, device: DeviceRow, shown: bytes, now_ms: int) -> int:
    """A number of its own for the copy that showed a stale handle; the other copy keeps the old one.

    Asked again with the same handle it is the same number.
    """
    mark = sha256(shown).digest()[:EPOCH_BYTES]
    with database.atomic():
        lock_village(database, device.village_id)
        rows = query(
            database,
            "SELECT device FROM device WHERE village_id = %(village_id)s AND predecessor = %(device)s "
            "AND asked_epoch = %(mark)s",
            {"village_id": device.village_id, "device": device.device, "mark": mark},
        )
        if rows:
            return int(rows[0][0])
        number = add_device(
            database,
            device.village_id,
            device.label,
            device.public_key,
            device.streams,
            device.schema_version,
            now_ms,
            sealing_key=device.sealing_key,
            predecessor=device.device,
            asked_epoch=mark,
        )
        audit.append(
            database,
            device.village_id,
            "device_twin",
            now_ms,
            device=device.device,
            details={"successor": number},
        )
    return number
