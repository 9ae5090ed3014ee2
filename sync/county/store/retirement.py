"""Taking a PC out of use in good order: it is scrapped, or a newer one takes its place."""

from desktop.domain.problem import Problem, ProblemError
from sync.county.store import audit
from sync.county.store.database import Database, query
from sync.county.store.devices import ACTIVE, RETIRED
from sync.county.store.villages import lock_village


def retire_device(
    database: Database, village_id: int, device: int, now_ms: int, *, operator: str = ""
) -> None:
    """Close a PC that is in use; from its next request on it is shut out as a revoked one is.

    Without an operator it is the PC itself that says that it is used no more.

    Raises:
        ProblemError: CTY-089, the village has no such PC in use.
    """
    with database.atomic():
        lock_village(database, village_id)
        changed = query(
            database,
            "UPDATE device SET state = %(state)s WHERE village_id = %(village_id)s "
            "AND device = %(device)s AND state = %(active)s RETURNING device",
            {"village_id": village_id, "device": device, "state": RETIRED, "active": ACTIVE},
        )
        if not changed:
            raise ProblemError(Problem("CTY-089", {"device": str(device)}))
        details = {"operator": operator} if operator else {}
        audit.append(database, village_id, "device_retired", now_ms, device=device, details=details)
