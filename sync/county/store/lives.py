"""Lives of the county: each restore from a backup ends one, and what came after the backup is lost in it.

Revisions and device numbers go on beyond all that may have been given out in the lost life, so that none is
ever given out twice.
"""

import os

from sync.county.store import audit, settings
from sync.county.store.database import Database, query
from sync.county.store.villages import list_villages, lock_village

LIFE_BYTES = 16
_REVISIONS = 1_000_000_000
_DEVICES = 1_000


def note_restore(database: Database) -> None:
    """Leave the mark that the next opening begins a new life by; in the caller's transaction."""
    settings.write_setting(database, settings.RESTORED, True)


def present_life(database: Database, now_ms: int) -> bytes:
    """The life under way; begun here when the county is new or was restored."""
    told = settings.read_setting(database, settings.LIFE)
    is_restored = settings.read_setting(database, settings.RESTORED) is True
    if isinstance(told, str) and not is_restored:
        return bytes.fromhex(told)
    life = os.urandom(LIFE_BYTES)
    if isinstance(told, str):
        for village in list_villages(database):
            _end(database, village.village_id, bytes.fromhex(told), now_ms)
    with database.atomic():
        settings.write_setting(database, settings.LIFE, life.hex())
        settings.write_setting(database, settings.RESTORED, False)
    return life


def kept_rev(database: Database, village_id: int, life: bytes) -> int:
    """Up to which revision of a former life the county still has everything of a village.

    A life that it has never heard of began after the backup: it counts from the restore on.
    """
    rows = query(
        database,
        "SELECT life, kept_rev FROM lost_life WHERE village_id = %(village_id)s ORDER BY ended_ms DESC",
        {"village_id": village_id},
    )
    known = {bytes(former): rev for former, rev in rows}
    if life in known:
        return int(known[life])
    return int(rows[0][1]) if rows else 0


def began_with(database: Database, village_id: int) -> int:
    """The revision with which the present life of a village began; 0 for its first."""
    rows = query(
        database,
        "SELECT kept_rev, ended_ms FROM lost_life WHERE village_id = %(village_id)s "
        "ORDER BY ended_ms DESC LIMIT 1",
        {"village_id": village_id},
    )
    return _first_revision(*rows[0]) if rows else 0


def _first_revision(kept: int, ended_ms: int) -> int:
    # By the clock, so that it lies beyond any that was given out in a life nobody knows of.
    return max(kept + _REVISIONS, ended_ms)


def _end(database: Database, village_id: int, life: bytes, now_ms: int) -> None:
    with database.atomic():
        newest = lock_village(database, village_id).rev
        is_new = query(
            database,
            "INSERT INTO lost_life (village_id, life, kept_rev, ended_ms) VALUES "
            "(%(village_id)s, %(life)s, %(rev)s, %(now)s) ON CONFLICT DO NOTHING RETURNING 1",
            {"village_id": village_id, "life": life, "rev": newest, "now": now_ms},
        )
        if not is_new:  # the restore was cut short here once
            return
        query(
            database,
            "UPDATE village_head SET seq = %(rev)s, device_floor = %(devices)s + "
            "(SELECT coalesce(max(device), 0) FROM device WHERE village_id = %(village_id)s) "
            "WHERE village_id = %(village_id)s",
            {"village_id": village_id, "rev": _first_revision(newest, now_ms), "devices": _DEVICES},
        )
        audit.append(database, village_id, "county_restored", now_ms, details={"kept_rev": newest})
