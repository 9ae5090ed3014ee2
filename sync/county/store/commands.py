"""What the county asks of single PCs; asked again at each exchange until the PC says it is done."""

from collections.abc import Mapping

from psycopg.types.json import Jsonb

from sync.county.store.database import Database, query


def add_command(
    database: Database, village_id: int, device: int, verb: str, values: Mapping[str, str], now_ms: int
) -> int:
    """Ask something of a PC, in the caller's transaction, and return the command's number."""
    rows = query(
        database,
        "INSERT INTO command (village_id, device, number, verb, details, made_ms, done) "
        "SELECT %(village_id)s, %(device)s, coalesce(max(number), 0) + 1, %(verb)s, %(values)s, %(now)s, "
        "false FROM command WHERE village_id = %(village_id)s AND device = %(device)s RETURNING number",
        {
            "village_id": village_id,
            "device": device,
            "verb": verb,
            "values": Jsonb(dict(values)),
            "now": now_ms,
        },
    )
    return int(rows[0][0])


def close_commands(database: Database, village_id: int, device: int, up_to: int) -> None:
    """Note that a PC has carried out its commands up to a number."""
    query(
        database,
        "UPDATE command SET done = true WHERE village_id = %(village_id)s AND device = %(device)s "
        "AND number <= %(up_to)s AND NOT done",
        {"village_id": village_id, "device": device, "up_to": up_to},
    )
