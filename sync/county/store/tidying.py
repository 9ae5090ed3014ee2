"""What time does to deleted records and silent PCs.

After a while a deleted record loses its values, later its mark too, once every PC has read past it. A PC
that comes with an older cursor (a restored file, one that was away) is told to read everything anew.
"""

from dataclasses import dataclass

from sync.county.county import County
from sync.county.store import audit, settings
from sync.county.store.commands import add_command
from sync.county.store.database import Database, query
from sync.county.store.devices import ACTIVE, SUSPENDED, DeviceRow
from sync.county.store.villages import list_villages, lock_village
from sync.plan.merge import ERASED
from sync.protocol.messages import Command, ExchangeRequest

_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Days:
    """After how many days deleted records are emptied and removed, and silent PCs suspended."""

    emptied: int = 90
    removed: int = 400
    suspended: int = 400


@dataclass(frozen=True, slots=True)
class Tidied:
    """What one look at a village did: records emptied and removed, PCs suspended."""

    emptied: int
    removed: int
    suspended: int


def tidy_all(county: County, now_ms: int) -> dict[str, Tidied]:
    """Tidy every village, each in a transaction of its own; by name. A connection is open."""
    days = read_days(county.database)
    return {
        village.name: tidy(county.database, village.village_id, days, now_ms)
        for village in list_villages(county.database)
    }


def tidy_daily(county: County, now_ms: int) -> bool:
    """Tidy everything unless that was done within a day; returns whether it was. A connection is open."""
    with county.database.atomic():
        last = settings.read_setting(county.database, settings.TIDIED_MS)
        if isinstance(last, int) and last <= now_ms < last + _DAY_MS:
            return False
        settings.write_setting(county.database, settings.TIDIED_MS, now_ms)
    tidy_all(county, now_ms)
    return True


def read_days(database: Database) -> Days:
    """The days in force."""
    told = settings.read_setting(database, settings.TIDY_DAYS)
    return Days(**told) if isinstance(told, dict) else Days()


def tidy(database: Database, village_id: int, days: Days, now_ms: int) -> Tidied:
    """Empty and remove old tombstones of one village, suspend its silent PCs: one transaction."""
    with database.atomic():
        lock_village(database, village_id)
        suspended = _suspend(database, village_id, now_ms - days.suspended * _DAY_MS)
        emptied = _empty(
            database, village_id, _rev_before(database, village_id, now_ms - days.emptied * _DAY_MS)
        )
        oldest = _rev_before(database, village_id, now_ms - days.removed * _DAY_MS)
        floor = min([oldest, *_cursors(database, village_id)])
        removed = _remove(database, village_id, floor)
        if emptied or removed or suspended:
            details = {"emptied": emptied, "removed": removed, "suspended": suspended}
            audit.append(database, village_id, "tidied", now_ms, details=details)
    return Tidied(emptied, removed, len(suspended))


def reset_if_below_floor(
    county: County, device: DeviceRow, floor: int, request: ExchangeRequest, now_ms: int
) -> Command | None:
    """The command to read everything anew, for a PC whose cursor lies below its village's floor.

    Its own records are sent to it as well from then on, since it takes away what does not come again.
    """
    known = device.cursors
    behind = [
        cursor.rev
        for stream, cursor in request.cursors.items()
        if (cursor.rev or device.has_sent) and cursor.rev < known.get(stream, cursor.rev + 1)
    ]
    # The floor never rises above what an active PC has read.
    if not behind or not 0 <= min(behind) < floor:
        return None
    database, village_id = county.database, device.village_id
    with database.atomic():
        lock_village(database, village_id)
        waiting = query(
            database,
            "SELECT number, done FROM command WHERE village_id = %(village_id)s AND device = %(device)s "
            "AND verb = 'reset' AND details ->> 'floor' = %(floor)s",
            {"village_id": village_id, "device": device.device, "floor": str(floor)},
        )
        if waiting:
            number, is_done = waiting[0]
            # Once it is done the PC is on its way up from the beginning.
            return None if is_done or request.done >= number else Command(number=number, verb="reset")
        query(
            database,
            "UPDATE record SET own = NULL WHERE village_id = %(village_id)s AND own = %(device)s",
            {"village_id": village_id, "device": device.device},
        )
        number = add_command(database, village_id, device.device, "reset", {"floor": str(floor)}, now_ms)
        audit.append(database, village_id, "device_reset", now_ms, device=device.device)
    return Command(number=number, verb="reset")


def _rev_before(database: Database, village_id: int, moment_ms: int) -> int:
    """The newest revision that was there at a moment."""
    rows = query(
        database,
        "SELECT coalesce(max(rev), 0) FROM batch WHERE village_id = %(village_id)s "
        "AND received_ms < %(moment)s",
        {"village_id": village_id, "moment": moment_ms},
    )
    return int(rows[0][0])


def _suspend(database: Database, village_id: int, moment_ms: int) -> list[int]:
    rows = query(
        database,
        "UPDATE device SET state = %(suspended)s WHERE village_id = %(village_id)s AND state = %(active)s "
        "AND seen_ms < %(moment)s RETURNING device",
        {"village_id": village_id, "suspended": SUSPENDED, "active": ACTIVE, "moment": moment_ms},
    )
    return sorted(number for (number,) in rows)


def _cursors(database: Database, village_id: int) -> list[int]:
    """How far the PCs that may still exchange have read, one number for each and its slowest stream."""
    rows = query(
        database,
        "SELECT cursors, streams FROM device WHERE village_id = %(village_id)s AND state = %(active)s",
        {"village_id": village_id, "active": ACTIVE},
    )
    return [min((cursors.get(stream, 0) for stream in streams), default=0) for cursors, streams in rows]


def _empty(database: Database, village_id: int, up_to: int) -> int:
    rows = query(
        database,
        "UPDATE record SET fields = '{}'::jsonb, versions = '{}'::jsonb WHERE village_id = %(village_id)s "
        "AND deleted IS NOT NULL AND rev <= %(up_to)s AND fields <> '{}'::jsonb RETURNING 1",
        {"village_id": village_id, "up_to": up_to},
    )
    return len(rows)


def _remove(database: Database, village_id: int, floor: int) -> int:
    """Remove tombstones up to a revision that everybody has read; what was erased by law keeps its mark."""
    rows = query(
        database,
        "DELETE FROM record WHERE village_id = %(village_id)s AND deleted IS NOT NULL AND rev <= %(floor)s "
        "AND NOT versions ? %(erased)s RETURNING 1",
        {"village_id": village_id, "floor": floor, "erased": ERASED},
    )
    if rows:
        query(
            database,
            "UPDATE village_head SET floor_rev = greatest(floor_rev, %(floor)s) "
            "WHERE village_id = %(village_id)s",
            {"village_id": village_id, "floor": floor},
        )
    return len(rows)
