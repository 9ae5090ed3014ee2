"""Reads sheets on boards."""

from dataclasses import dataclass

from db.connection import Connection

_COLUMNS = "id, notice_id, place, copies, posted_on, poster, take_down_on, taken_down_on, taken_down_by, note"


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One sheet on one board as the file keeps it; days are ISO texts."""

    id: str
    notice_id: str
    place: str
    copies: int
    posted_on: str
    poster: str
    take_down_on: str | None
    taken_down_on: str | None
    taken_down_by: str | None
    note: str | None


def list_postings(connection: Connection, notice_id: str) -> tuple[PostingRow, ...]:
    """Where a notice hangs and hung, in the order it was hung."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM notice_posting WHERE notice_id = ? ORDER BY posted_on, pk",  # noqa: S608
        (notice_id,),
    )
    return tuple(PostingRow(*row) for row in rows)


def find_posting(connection: Connection, posting_id: str) -> PostingRow | None:
    """One sheet by its id."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM notice_posting WHERE id = ?",  # noqa: S608 - own text
        (posting_id,),
    ).fetchone()
    return None if row is None else PostingRow(*row)


def list_hanging(connection: Connection) -> tuple[PostingRow, ...]:
    """All sheets that hang now, those due down first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM notice_posting WHERE taken_down_on IS NULL ORDER BY take_down_on, pk"  # noqa: S608
    )
    return tuple(PostingRow(*row) for row in rows)
