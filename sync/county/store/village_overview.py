"""What the console's first page tells of each village: when it last came, what waits, what was refused."""

from dataclasses import dataclass

from sync.county.store.database import Database, query
from sync.county.store.overview import MONTH_MS
from sync.county.store.records import kind_of


@dataclass(frozen=True, slots=True)
class VillageLine:
    """One village in numbers.

    ``devices`` counts PCs in use and ``seen_ms`` is when the latest of them came, None when there is none;
    ``behind`` is how many revisions the one that has read least has not read. ``conflicts`` are open, the
    oldest since ``conflict_ms``; ``refusals`` are those of the last 30 days.
    """

    village_id: int
    name: str
    division_code: str
    rev: int
    devices: int
    seen_ms: int | None
    behind: int
    conflicts: int
    conflict_ms: int | None
    refusals: int


def list_overview(database: Database, now_ms: int) -> tuple[VillageLine, ...]:
    """Every village by division code."""
    rows = query(
        database,
        "SELECT v.village_id, v.name, v.division_code, h.seq, coalesce(d.number, 0), d.seen_ms, "
        "CASE WHEN d.number IS NULL THEN 0 ELSE h.seq - d.read END, "
        "coalesce(c.number, 0), c.since_ms, coalesce(q.number, 0) "
        "FROM village v JOIN village_head h USING (village_id) "
        "LEFT JOIN (SELECT village_id, count(*) AS number, max(seen_ms) AS seen_ms, "
        "min(coalesce((SELECT min(r.value::bigint) FROM jsonb_each_text(cursors) r), 0)) AS read "
        "FROM device WHERE state = 'active' GROUP BY village_id) d USING (village_id) "
        "LEFT JOIN (SELECT village_id, count(*) AS number, min(created_at_ms) AS since_ms FROM record "
        "WHERE kind = %(kind)s AND deleted IS NULL AND fields ->> 'state' = 'open' GROUP BY village_id) c "
        "USING (village_id) "
        "LEFT JOIN (SELECT q.village_id, count(*) AS number FROM quarantine q "
        "JOIN batch b USING (village_id, device, epoch, no) WHERE b.received_ms > %(month)s "
        "GROUP BY q.village_id) q USING (village_id) "
        "WHERE v.village_id <> 0 ORDER BY v.division_code",
        {"kind": kind_of("conflict"), "month": now_ms - MONTH_MS},
    )
    return tuple(VillageLine(*row) for row in rows)
