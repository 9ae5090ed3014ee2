"""Which contents this PC owes the county; light enough for the start of the program."""

from collections.abc import Sequence

from db.connection import Connection
from sync.plan.scope import Ruling
from sync.protocol.registry import registry
from sync.village.state import find_state

OWED, KEPT, WANTED = "owed", "kept", "wanted"
"""States of a content, see `db.models.attachments.SyncBlob`."""

_TABLES = ("attachment", "restricted_attachment", "learning_attachment")


def list_owed(connection: Connection) -> list[str]:
    """Contents that the county has still to get, oldest first: those that a travelling record names."""
    if connection.execute("SELECT 1 FROM sync_blob WHERE state = ? LIMIT 1", (OWED,)).fetchone() is None:
        return []
    tables = _travelling_tables(connection)
    if not tables:
        return []
    named = {sha256 for table in tables for sha256 in _named(connection, table)}
    rows = connection.execute("SELECT sha256 FROM sync_blob WHERE state = ? ORDER BY rowid", (OWED,))
    return [str(sha256) for (sha256,) in rows if sha256 in named]


def count_owed(connection: Connection) -> tuple[int, int]:
    """How many contents wait for the county, and how many of them it does not take for now."""
    owed = list_owed(connection)
    if not owed:
        return 0, 0
    rows = connection.execute("SELECT sha256 FROM sync_blob WHERE state = ? AND code IS NOT NULL", (OWED,))
    return len(owed), len({str(sha256) for (sha256,) in rows} & set(owed))


def doubt_county(connection: Connection) -> None:
    """Ask the county anew at the next run which contents it has, as after it was restored from a backup."""
    connection.execute("UPDATE sync_blob SET state = ?, code = NULL WHERE state = ?", (OWED, KEPT))


def list_named(connection: Connection) -> list[str]:
    """Every content that an attachment names, the newest first."""
    return [sha256 for table in _TABLES for sha256 in _named(connection, table)]


def list_expected(connection: Connection) -> list[str]:
    """Contents that come without being asked for: pictures of learning items that are still to be read."""
    rows = connection.execute(
        "SELECT a.sha256 FROM learning_attachment a JOIN learning_item i ON i.id = a.target_id "
        "WHERE a.media_type LIKE 'image/%' AND a.sha256 IS NOT NULL AND i.withdrawn_on IS NULL "
        "ORDER BY i.published_on DESC, a.pk"
    )
    return [str(sha256) for (sha256,) in rows]


def _travelling_tables(connection: Connection) -> Sequence[str]:
    """Tables whose contents may leave this PC: the bytes go where the hash may go."""
    state = find_state(connection)
    if state is None:
        return ()
    ruling = Ruling.from_wire(state.ruling)
    return [table for table in _TABLES if "sha256" in ruling.travelling(registry().table(table))]


def _named(connection: Connection, table: str) -> list[str]:
    rows = connection.execute(
        f"SELECT sha256 FROM {table} WHERE sha256 IS NOT NULL ORDER BY pk DESC"  # noqa: S608 - own names
    )
    return [str(sha256) for (sha256,) in rows]
