"""Tells two living copies of one village file apart, before either has sent anything.

Each answer hands the PC a new handle, to be shown at its next exchange. A PC whose answers were lost shows
the one that it showed before; any other handle belongs to another copy of its file.
"""

import os
from hashlib import sha256

from sync.county.store.database import Database
from sync.county.store.devices import DeviceRow, find_or_add_successor
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
        number, _is_new = find_or_add_successor(database, device, mark, now_ms, "device_twin")
    return number
