"""One village as the console shows it: its PCs, what waits there, what it has sent; nothing of a record."""

from collections.abc import Mapping
from dataclasses import dataclass

from sync.county.store.database import Database, query
from sync.county.store.overview import MONTH_MS, WEEK_MS
from sync.county.store.records import kind_of


@dataclass(frozen=True, slots=True)
class Pc:
    """A PC of the village.

    ``behind`` counts revisions that it has not read, ``asked`` commands that it has not carried out but the
    one to destroy its keys, which ``is_wiped`` tells of; ``clock_ms`` is by how much its clock is ahead of
    the county's.
    """

    device: int
    label: str
    state: str
    streams: tuple[str, ...]
    last_no: int
    cursors: Mapping[str, int]
    enrolled_ms: int
    seen_ms: int
    clock_ms: int | None
    behind: int
    asked: int
    is_wiped: bool


@dataclass(frozen=True, slots=True)
class Taken:
    """A batch that was taken; ``size`` in bytes as it was sent, None when only its hash was kept."""

    device: int
    no: int
    rev: int
    received_ms: int
    size: int | None


@dataclass(frozen=True, slots=True)
class VillageDetail:
    """A village in use; ``conflicts`` by age: under a week, under 30 days, older; ``refusals`` by code."""

    rev: int
    pcs: tuple[Pc, ...]
    conflicts: tuple[int, int, int]
    refusals: tuple[tuple[str, int, int], ...]
    batches: int
    latest: tuple[Taken, ...]


def read_detail(database: Database, village_id: int, now_ms: int, latest: int) -> VillageDetail:
    """What the console tells of one village, with its latest batches up to a number of them."""
    about = {"village_id": village_id, "now": now_ms}
    rev = query(database, "SELECT seq FROM village_head WHERE village_id = %(village_id)s", about)[0][0]
    asked = _open_commands(database, village_id)
    wiped = _wipe_orders(database, village_id)
    rows = query(
        database,
        "SELECT device, label, state, streams, last_no, cursors, enrolled_ms, seen_ms, clock_ms "
        "FROM device WHERE village_id = %(village_id)s ORDER BY state <> 'active', device",
        about,
    )
    pcs = tuple(
        Pc(
            device=row[0],
            label=row[1],
            state=row[2],
            streams=tuple(row[3]),
            last_no=row[4],
            cursors=row[5],
            enrolled_ms=row[6],
            seen_ms=row[7],
            clock_ms=row[8],
            behind=rev - min(row[5].values(), default=0),
            asked=asked.get(row[0], 0),
            is_wiped=row[0] in wiped,
        )
        for row in rows
    )
    batches = query(database, "SELECT count(*) FROM batch WHERE village_id = %(village_id)s", about)[0][0]
    return VillageDetail(
        rev,
        pcs,
        _conflict_ages(database, village_id, now_ms),
        _refusals(database, village_id),
        batches,
        _latest(database, village_id, latest),
    )


def _open_commands(database: Database, village_id: int) -> dict[int, int]:
    rows = query(
        database,
        "SELECT device, count(*) FROM command WHERE village_id = %(village_id)s AND NOT done "
        "AND verb <> 'wipe' GROUP BY device",
        {"village_id": village_id},
    )
    return {row[0]: row[1] for row in rows}


def _wipe_orders(database: Database, village_id: int) -> set[int]:
    rows = query(
        database,
        "SELECT DISTINCT device FROM command WHERE village_id = %(village_id)s AND verb = 'wipe'",
        {"village_id": village_id},
    )
    return {row[0] for row in rows}


def _conflict_ages(database: Database, village_id: int, now_ms: int) -> tuple[int, int, int]:
    rows = query(
        database,
        "SELECT count(*) FILTER (WHERE created_at_ms > %(week)s), "
        "count(*) FILTER (WHERE created_at_ms <= %(week)s AND created_at_ms > %(month)s), "
        "count(*) FILTER (WHERE created_at_ms <= %(month)s) "
        "FROM record WHERE village_id = %(village_id)s AND kind = %(kind)s AND deleted IS NULL "
        "AND fields ->> 'state' = 'open'",
        {
            "village_id": village_id,
            "kind": kind_of("conflict"),
            "week": now_ms - WEEK_MS,
            "month": now_ms - MONTH_MS,
        },
    )
    week, month, older = rows[0]
    return week, month, older


def _refusals(database: Database, village_id: int) -> tuple[tuple[str, int, int], ...]:
    rows = query(
        database,
        "SELECT q.code, count(*), max(b.received_ms) FROM quarantine q "
        "JOIN batch b USING (village_id, device, epoch, no) "
        "WHERE q.village_id = %(village_id)s AND b.village_id = %(village_id)s "
        "GROUP BY q.code ORDER BY 2 DESC, q.code",
        {"village_id": village_id},
    )
    return tuple((row[0], row[1], row[2]) for row in rows)


def _latest(database: Database, village_id: int, number: int) -> tuple[Taken, ...]:
    rows = query(
        database,
        "SELECT device, no, rev, received_ms, octet_length(frame) FROM batch "
        "WHERE village_id = %(village_id)s ORDER BY rev DESC LIMIT %(number)s",
        {"village_id": village_id, "number": number},
    )
    return tuple(Taken(*row) for row in rows)
