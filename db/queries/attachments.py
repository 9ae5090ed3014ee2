"""Attachments as they stand in the file, of all their tables."""

from dataclasses import dataclass

from db.connection import Connection

TABLES = ("attachment", "restricted_attachment", "learning_attachment", "letter_attachment")
_TABLE_FOR = {"restricted": "restricted_attachment", "learning_item": "learning_attachment"}

_LETTERS = ("event", "letter_attachment")
"""What came with a villager's letter hangs on its event, in a table that only the county writes."""

_FROM_COUNTY = ("learning_attachment", "letter_attachment")
_COLUMNS = (
    "a.id, a.target_table, a.target_id, a.sha256, a.size, a.media_type, a.width, a.height, a.file_name, "
    "a.caption, a.thumbnail, a.added_at, a.added_by, b.state, b.code"
)


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One attachment as it is stored (`db.models.attachments`), with the state and code of its bytes' way."""

    id: str
    target_table: str
    target_id: str
    sha256: str | None
    size: int
    media_type: str
    width: int | None
    height: int | None
    file_name: str | None
    caption: str | None
    thumbnail: str | None
    added_at: str
    added_by: str
    state: str | None
    code: str | None


def table_for(target_table: str) -> str:
    """The table that holds the attachments of records of a table."""
    return _TABLE_FOR.get(target_table, "attachment")


def list_attachments(connection: Connection, target_table: str, target_id: str) -> tuple[AttachmentRow, ...]:
    """What hangs on a record, the oldest first."""
    rows = [
        AttachmentRow(*row)
        for table in _tables_of(target_table)
        for row in connection.execute(
            f"SELECT {_COLUMNS} FROM {table} a LEFT JOIN sync_blob b ON b.sha256 = a.sha256 "  # noqa: S608
            "WHERE a.target_id = ? AND a.target_table = ? ORDER BY a.added_at, a.pk",
            (target_id, target_table),
        )
    ]
    return tuple(sorted(rows, key=lambda row: row.added_at))


def _tables_of(target_table: str) -> tuple[str, ...]:
    own = table_for(target_table)
    return (_LETTERS[1], own) if target_table == _LETTERS[0] else (own,)


def is_of_letter(connection: Connection, attachment_id: str) -> bool:
    """Whether an attachment came with a villager's letter."""
    return (
        connection.execute("SELECT 1 FROM letter_attachment WHERE id = ?", (attachment_id,)).fetchone()
        is not None
    )


def find_attachment(connection: Connection, attachment_id: str) -> AttachmentRow | None:
    """One attachment by its id, of whichever table."""
    for table in TABLES:
        row = connection.execute(
            f"SELECT {_COLUMNS} FROM {table} a LEFT JOIN sync_blob b ON b.sha256 = a.sha256 WHERE a.id = ?",  # noqa: S608
            (attachment_id,),
        ).fetchone()
        if row is not None:
            return AttachmentRow(*row)
    return None


def count_attachments(connection: Connection, target_table: str, target_id: str) -> int:
    """How many attachments hang on a record."""
    return sum(
        int(count)
        for table in _tables_of(target_table)
        for (count,) in connection.execute(
            f"SELECT count(*) FROM {table} WHERE target_id = ? AND target_table = ?",  # noqa: S608
            (target_id, target_table),
        )
    )


def total_bytes(connection: Connection) -> int:
    """Bytes of all attachments of the office's own records, each content counted once.

    What the county sends, learning content and pictures of letters, has limits of its own and comes without
    being asked.
    """
    own = (table for table in TABLES if table not in _FROM_COUNTY)
    each = " UNION ".join(
        f"SELECT sha256, size FROM {table} WHERE sha256 IS NOT NULL"  # noqa: S608
        for table in own
    )
    (total,) = connection.execute(f"SELECT coalesce(sum(size), 0) FROM ({each})").fetchone()  # noqa: S608
    return int(total)


def used_hashes(connection: Connection) -> set[str]:
    """Every content of the vault that a record names: attachments, archived sheets and what explains them.

    What the county has withdrawn is not wanted here any more; it would come again with the item.
    """
    rows = connection.execute(
        "SELECT sha256 FROM attachment UNION SELECT sha256 FROM restricted_attachment "
        "UNION SELECT a.sha256 FROM learning_attachment a LEFT JOIN learning_item i ON i.id = a.target_id "
        "WHERE i.origin IS NOT 'county' OR i.withdrawn_on IS NULL "
        "UNION SELECT sha256 FROM letter_attachment "
        "UNION SELECT pdf_sha256 FROM notice UNION SELECT figures_sha256 FROM notice "
        "UNION SELECT pdf_sha256 FROM certificate"
    )
    return {str(sha256) for (sha256,) in rows if sha256}
