"""One-time codes that were handed out and not used yet: which there are, and taking one back."""

from dataclasses import dataclass

from desktop.domain.problem import Problem, ProblemError
from sync.county.store import audit
from sync.county.store.database import Database, query


@dataclass(frozen=True, slots=True)
class OpenCode:
    """A code that still holds; ``handle`` names it without telling it."""

    handle: str
    label: str
    streams: tuple[str, ...]
    made_ms: int
    expires_ms: int


def list_open_codes(database: Database, village_id: int, now_ms: int) -> tuple[OpenCode, ...]:
    """A village's codes that still hold, the latest first."""
    rows = query(
        database,
        "SELECT encode(code_hash, 'hex'), label, streams, made_ms, expires_ms FROM enrolment_code "
        "WHERE village_id = %(village_id)s AND used_ms IS NULL AND expires_ms > %(now)s "
        "ORDER BY made_ms DESC, code_hash",
        {"village_id": village_id, "now": now_ms},
    )
    return tuple(OpenCode(row[0], row[1], tuple(row[2]), row[3], row[4]) for row in rows)


def withdraw_code(database: Database, village_id: int, handle: str, now_ms: int, *, operator: str) -> None:
    """Make a code worthless before its time.

    Raises:
        ProblemError: CTY-083, the village has no such code, or it was used or has run out.
    """
    with database.atomic():
        ended = query(
            database,
            "UPDATE enrolment_code SET expires_ms = %(now)s WHERE village_id = %(village_id)s "
            "AND encode(code_hash, 'hex') = %(handle)s AND used_ms IS NULL AND expires_ms > %(now)s "
            "RETURNING label",
            {"village_id": village_id, "handle": handle, "now": now_ms},
        )
        if not ended:
            raise ProblemError(Problem("CTY-083"))
        audit.append(database, village_id, "code_withdrawn", now_ms, details={"operator": operator})
