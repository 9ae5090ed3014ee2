"""The order to a PC that is shut out, such as a stolen one, to destroy its keys as soon as it speaks."""

from psycopg.types.json import Jsonb

from desktop.domain.problem import Problem
from sync.county.identity import CountyKey
from sync.county.store import audit
from sync.county.store.commands import add_command
from sync.county.store.database import Database, query
from sync.county.store.devices import SUSPENDED, find_device, revoke_device
from sync.county.store.villages import lock_village
from sync.protocol.order import wipe_statement

_VERB = "wipe"


def order_wipe(
    database: Database, key: CountyKey, village_id: int, device: int, now_ms: int, *, operator: str = ""
) -> int:
    """Shut a PC out and order its keys destroyed; returns the order's number, the same when asked again.

    It is signed here and now, so that somebody who can only write the tables can order nothing.

    Raises:
        ProblemError: CTY-003, the village has no such PC.
    """
    with database.atomic():
        lock_village(database, village_id)
        known = _find_order(database, village_id, device)
        if known is not None:
            return known[0]
        revoke_device(database, village_id, device, now_ms, operator=operator)
        number = add_command(database, village_id, device, _VERB, {}, now_ms)
        signature = key.signing.sign(wipe_statement(village_id, device, number)).hex()
        query(
            database,
            "UPDATE command SET details = %(details)s WHERE village_id = %(village_id)s "
            "AND device = %(device)s AND number = %(number)s",
            {
                "village_id": village_id,
                "device": device,
                "number": number,
                "details": Jsonb({"signature": signature}),
            },
        )
        details: dict[str, object] = {"number": number}
        if operator:
            details["operator"] = operator
        audit.append(database, village_id, "wipe_ordered", now_ms, device=device, details=details)
    return number


def shut_out(database: Database, village_id: int, device: int) -> Problem:
    """SYN-230 for a suspended PC, else SYN-103 as a PC is told it.

    That has ``wipe`` and ``signature`` when the PC's keys are to be destroyed.
    """
    order = _find_order(database, village_id, device)
    if order is None:
        known = find_device(database, village_id, device)
        return Problem("SYN-230" if known is not None and known.state == SUSPENDED else "SYN-103")
    number, signature = order
    return Problem("SYN-103", {"wipe": str(number), "signature": signature})


def _find_order(database: Database, village_id: int, device: int) -> tuple[int, str] | None:
    rows = query(
        database,
        "SELECT number, details ->> 'signature' FROM command WHERE village_id = %(village_id)s "
        "AND device = %(device)s AND verb = %(verb)s ORDER BY number LIMIT 1",
        {"village_id": village_id, "device": device, "verb": _VERB},
    )
    return (int(rows[0][0]), str(rows[0][1])) if rows else None
