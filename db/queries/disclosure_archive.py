"""Reads what the archive of a year shows of each notice: where it hung, who objected, its photographs."""

from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class PostingRow:
    """One sheet on one board; days are ISO texts."""

    id: str
    notice_id: str
    place: str
    posted_on: str
    take_down_on: str | None
    taken_down_on: str | None


@dataclass(frozen=True, slots=True)
class PhotoRow:
    """A photograph of a posting."""

    posting_id: str
    sha256: str | None
    media_type: str


def list_issued_ids(connection: Connection, year: int) -> tuple[str, ...]:
    """Notices with an archived sheet whose date under the issuer's name lies in a year, by number."""
    rows = connection.execute(
        "SELECT id FROM notice WHERE pdf_sha256 IS NOT NULL "
        "AND substr(coalesce(json_extract(query, '$.issued_on'), issued_at), 1, 4) = ? ORDER BY number, pk",
        (f"{year:04d}",),
    )
    return tuple(str(notice_id) for (notice_id,) in rows)


def list_postings(connection: Connection) -> tuple[PostingRow, ...]:
    """All postings, oldest first."""
    rows = connection.execute(
        "SELECT id, notice_id, place, posted_on, take_down_on, taken_down_on FROM notice_posting "
        "ORDER BY posted_on, pk"
    )
    return tuple(PostingRow(*row) for row in rows)


def list_photos(connection: Connection) -> tuple[PhotoRow, ...]:
    """Pictures that hang on postings, oldest first."""
    rows = connection.execute(
        "SELECT target_id, sha256, media_type FROM attachment WHERE target_table = 'notice_posting' "
        "AND media_type LIKE 'image/%' ORDER BY pk"
    )
    return tuple(PhotoRow(*row) for row in rows)


def count_objections(connection: Connection) -> dict[str, tuple[int, int]]:
    """Notice → how many objections it met, and how many of them are not settled."""
    rows = connection.execute(
        "SELECT notice_id, count(*), sum(settled_on IS NULL) FROM objection GROUP BY notice_id"
    )
    return {str(notice_id): (int(count), int(open_)) for notice_id, count, open_ in rows}
