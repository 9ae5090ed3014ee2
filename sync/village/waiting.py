"""How much waits for the county; light enough for the start of the program."""

from db.connection import Connection
from sync.protocol.registry import registry

Key = tuple[int, int]
"""Number of a table and this PC's number of a record."""

TABLES = {kind.number: kind.table for kind in registry()}
"""Table of each kind of record that travels."""

TRAVELLING = ", ".join(str(number) for number in TABLES)

OWN_CHANGES = (
    'FROM "change" c CROSS JOIN change_set s ON s.seq = c.change_set '
    f"WHERE c.seq > ? AND c.table_no IN ({TRAVELLING}) AND s.kind <> 'received'"
)
"""Rows of the change log after one of them that this PC's own people wrote on records that travel."""


def find_acknowledged(connection: Connection) -> int:
    """Row of the change log up to which the county has answered; 0 while it knows nothing of this PC."""
    row = connection.execute("SELECT acknowledged FROM sync_state WHERE k = 1").fetchone()
    return 0 if row is None else int(row[0])


def count_waiting(connection: Connection, acknowledged: int) -> int:
    """How many records have work on them that the county has not answered for."""
    (changed,) = connection.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT c.table_no, c.record_pk {OWN_CHANGES})",  # noqa: S608 - own text
        (acknowledged,),
    ).fetchone()
    (owed,) = connection.execute("SELECT count(*) FROM sync_owed").fetchone()
    return int(changed) + int(owed)


def has_waiting(connection: Connection, after: int) -> bool:
    """Whether anything waits that is not on its way already, after a row of the change log."""
    found = connection.execute(
        f"SELECT 1 {OWN_CHANGES} UNION ALL SELECT 1 FROM sync_owed WHERE batch_no IS NULL LIMIT 1",  # noqa: S608
        (after,),
    ).fetchone()
    return found is not None
