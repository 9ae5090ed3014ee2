"""Looking things up in an audit log, newest first."""

from dataclasses import dataclass

from sync.county.store.audit import COUNTY_ITSELF, Entry
from sync.county.store.database import Database, query


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries; an empty text or 0 means any. ``operator`` is a login; moments by the county's clock."""

    event: str = ""
    operator: str = ""
    from_ms: int = 0
    before_ms: int = 0
    hides_looks: bool = False


def find_entries(
    database: Database, village_id: int, wanted: Wanted, before: int, limit: int
) -> tuple[Entry, ...]:
    """A village's audit entries with a number below ``before``, newest first."""
    rows = query(
        database,
        "SELECT no, at_ms, event, device, details, previous, hash FROM audit_entry "
        "WHERE village_id = %(village_id)s AND no < %(before)s "
        "AND (%(event)s::text = '' OR event = %(event)s) "
        "AND (NOT %(hides_looks)s OR event <> 'console_view') "
        "AND (%(operator)s::text = '' OR details ->> 'operator' = %(operator)s) "
        "AND at_ms >= %(from_ms)s AND (%(before_ms)s::bigint = 0 OR at_ms < %(before_ms)s) "
        "ORDER BY no DESC LIMIT %(limit)s",
        {
            "village_id": village_id,
            "before": before,
            "event": wanted.event,
            "operator": wanted.operator,
            "from_ms": wanted.from_ms,
            "before_ms": wanted.before_ms,
            "hides_looks": wanted.hides_looks,
            "limit": limit,
        },
    )
    return tuple(Entry(*row) for row in rows)


def ruling_history(database: Database, limit: int) -> tuple[Entry, ...]:
    """Changes of the county's ruling, newest first."""
    return find_entries(database, COUNTY_ITSELF, Wanted(event="ruling_changed"), 2**63 - 1, limit)


def count_entries(database: Database, village_id: int) -> int:
    """How many entries a village's audit log has."""
    rows = query(
        database,
        "SELECT audit_no FROM village_head WHERE village_id = %(village_id)s",
        {"village_id": village_id},
    )
    return int(rows[0][0])
