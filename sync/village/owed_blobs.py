"""Which contents this PC owes the county; light enough for the start of the program."""

from collections.abc import Sequence

from db.connection import Connection
from sync.plan.scope import Ruling
from sync.protocol.registry import registry
from sync.village.state import find_state

OWED, KEPT, WANTED = "owed", "kept", "wanted"
"""States of a content, see `db.models.attachments.SyncBlob`."""

NAMING = (
    ("attachment", "sha256"),
    ("restricted_attachment", "sha256"),
    ("learning_attachment", "sha256"),
    ("letter_attachment", "sha256"),
    ("notice", "pdf_sha256"),
    ("notice", "figures_sha256"),
)
"""Tables and their columns that name contents; bytes go where the hash may go."""


def list_owed(connection: Connection) -> list[str]:
    """Contents that the county has still to get, oldest first: those that a travelling record names."""
    if connection.execute("SELECT 1 FROM sync_blob WHERE state = ? LIMIT 1", (OWED,)).fetchone() is None:
        return []
    naming = _travelling(connection)
    if not naming:
        return []
    named = {sha256 for table, column in naming for sha256 in _named(connection, table, column)}
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
    """Every content that a record names, the newest first."""
    return [sha256 for table, column in NAMING for sha256 in _named(connection, table, column)]


def list_expected(connection: Connection) -> list[str]:
    """Contents that come without being asked for.

    Pictures of villagers' letters, and of learning items that are still to be read; sheets that another PC of
    the village has issued, and the maps from their figures to their records.
    """
    rows = connection.execute(
        "SELECT a.sha256 FROM learning_attachment a JOIN learning_item i ON i.id = a.target_id "
        "WHERE a.media_type LIKE 'image/%' AND a.sha256 IS NOT NULL AND i.withdrawn_on IS NULL "
        "ORDER BY i.published_on DESC, a.pk"
    )
    sheets = connection.execute(
        "SELECT pdf_sha256, figures_sha256 FROM notice WHERE pdf_sha256 IS NOT NULL ORDER BY pk DESC"
    )
    letters = connection.execute(
        "SELECT sha256 FROM letter_attachment WHERE sha256 IS NOT NULL ORDER BY pk DESC"
    )
    return [
        *(str(sha256) for (sha256,) in letters),
        *(str(sha256) for (sha256,) in rows),
        *(str(sha256) for row in sheets for sha256 in row if sha256),
    ]


def _travelling(connection: Connection) -> Sequence[tuple[str, str]]:
    state = find_state(connection)
    if state is None:
        return ()
    ruling = Ruling.from_wire(state.ruling)
    return [
        (table, column) for table, column in NAMING if column in ruling.travelling(registry().table(table))
    ]


def _named(connection: Connection, table: str, column: str) -> list[str]:
    rows = connection.execute(
        f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY pk DESC"  # noqa: S608 - own names
    )
    return [str(sha256) for (sha256,) in rows]
