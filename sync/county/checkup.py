"""Whether a county is in order: database, audit chains, counters, attachments, clock."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.problem import Problem
from sync.county.clock import now_ms
from sync.county.county import County
from sync.county.store import audit, blobs, migrations
from sync.county.store.database import query
from sync.county.store.villages import list_villages
from sync.protocol.messages import PROTOCOL_VERSION
from sync.protocol.registry import SCHEMA_VERSION

MOST_CLOCK_MS = 5_000


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what is wrong."""

    facts: Mapping[str, str]
    problems: tuple[Problem, ...]


def check_up(county: County) -> Report:
    """Look at everything once; a connection is open. Reads every audit entry."""
    database = county.database
    villages = list_villages(database)
    problems = []
    for village_id, name in ((audit.COUNTY_ITSELF, county.name), *((v.village_id, v.name) for v in villages)):
        broken = audit.find_break(database, village_id)
        if broken is not None:
            problems.append(Problem("CTY-009", {"village": name, "no": str(broken)}))
        ahead = query(
            database,
            "SELECT count(*) FROM record r JOIN village_head h ON h.village_id = r.village_id "
            "WHERE r.village_id = %(village_id)s AND h.village_id = %(village_id)s AND r.rev > h.seq",
            {"village_id": village_id},
        )[0][0]
        if ahead:
            problems.append(Problem("CTY-011", {"village": name, "count": str(ahead)}))
        missing = blobs.find_missing(database, county.blob_files, village_id)
        if missing:
            problems.append(Problem("ATT-020", {"village": name, "count": str(missing)}))
    told = query(database, "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint")[0][0]
    drift_ms = int(told) - now_ms()
    if abs(drift_ms) > MOST_CLOCK_MS:
        problems.append(Problem("CTY-012", {"seconds": str(round(drift_ms / 1_000))}))
    facts = {
        "PostgreSQL": str(query(database, "SHOW server_version")[0][0]),
        "数据库版本": str(migrations.version(database)),
        "协议版本": str(PROTOCOL_VERSION),
        "字段表版本": str(SCHEMA_VERSION),
        "村": str(len(villages)),
        "时钟相差（毫秒）": str(drift_ms),
    }
    return Report(facts, tuple(problems))
