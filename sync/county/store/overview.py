"""What the console shows: counts and moments over all villages, never what a record says."""

from dataclasses import dataclass

from sync.county.store.database import Database, query
from sync.county.store.records import kind_of

WEEK_MS = 7 * 86_400_000
MONTH_MS = 30 * 86_400_000


@dataclass(frozen=True, slots=True)
class Backlog:
    """A PC in use that hasn't read everything, or has not come for long.

    ``behind`` counts revisions between the stream it has read least of and the village's newest, ``asked``
    commands that it has not carried out.
    """

    village_id: int
    village: str
    device: int
    label: str
    behind: int
    asked: int
    seen_ms: int


@dataclass(frozen=True, slots=True)
class ConflictCount:
    """Open conflicts of a village by age: under a week, under 30 days, older."""

    village_id: int
    village: str
    week: int
    month: int
    older: int


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """How many operations of a village were not taken for one reason, and when the latest came."""

    village_id: int
    village: str
    code: str
    count: int
    latest_ms: int


def list_backlog(database: Database) -> tuple[Backlog, ...]:
    """Every PC in use, those furthest behind first."""
    rows = query(
        database,
        "SELECT d.village_id, v.name, d.device, d.label, "
        "h.seq - coalesce((SELECT min(read.value::bigint) FROM jsonb_each_text(d.cursors) read), 0), "
        "(SELECT count(*) FROM command c WHERE c.village_id = d.village_id AND c.device = d.device "
        "AND NOT c.done), d.seen_ms "
        "FROM device d JOIN village v USING (village_id) JOIN village_head h USING (village_id) "
        "WHERE d.state = 'active' ORDER BY 5 DESC, d.seen_ms, v.division_code, d.device",
    )
    return tuple(Backlog(*row) for row in rows)


def count_conflicts(database: Database, now_ms: int) -> tuple[ConflictCount, ...]:
    """Open conflicts of every village that has any, the oldest first."""
    rows = query(
        database,
        "SELECT r.village_id, v.name, "
        "count(*) FILTER (WHERE r.created_at_ms > %(week)s), "
        "count(*) FILTER (WHERE r.created_at_ms <= %(week)s AND r.created_at_ms > %(month)s), "
        "count(*) FILTER (WHERE r.created_at_ms <= %(month)s) "
        "FROM record r JOIN village v USING (village_id) WHERE r.kind = %(kind)s AND r.deleted IS NULL "
        "AND r.fields ->> 'state' = 'open' GROUP BY r.village_id, v.name, v.division_code "
        "ORDER BY 5 DESC, 4 DESC, 3 DESC, v.division_code",
        {
            "kind": kind_of("conflict"),
            "week": now_ms - WEEK_MS,
            "month": now_ms - MONTH_MS,
        },
    )
    return tuple(ConflictCount(*row) for row in rows)


def count_refusals(database: Database) -> tuple[RefusalCount, ...]:
    """Operations that were not taken, by village and reason, the latest first."""
    rows = query(
        database,
        "SELECT q.village_id, v.name, q.code, count(*), max(b.received_ms) "
        "FROM quarantine q JOIN batch b USING (village_id, device, epoch, no) "
        "JOIN village v USING (village_id) GROUP BY q.village_id, v.name, q.code "
        "ORDER BY 5 DESC, q.village_id, q.code",
    )
    return tuple(RefusalCount(*row) for row in rows)
