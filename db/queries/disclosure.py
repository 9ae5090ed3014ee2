"""Reads notices and their steps."""

from dataclasses import dataclass

from db.connection import Connection

_COLUMNS = (
    "id, number, version, template, template_version, item_code, title, period_from, period_to, state, "
    "scope, content, query, cut_off_at, check_code, pdf_sha256, page_count, drafted_by, reviewed_by, "
    "issued_by, issued_at, corrects_id, covers, record_id, stage, objections_until, content_mark, "
    "figures_sha256, decided_by, decided_on, approved_by, approved_on, approval_document"
)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One notice as the file keeps it; ``query``, ``content`` and ``covers`` are JSON."""

    id: str
    number: str | None
    version: int
    template: str
    template_version: str
    item_code: str | None
    title: str
    period_from: str | None
    period_to: str | None
    state: str
    scope: str
    content: str
    query: str | None
    cut_off_at: str
    check_code: str | None
    pdf_sha256: str | None
    page_count: int | None
    drafted_by: str
    reviewed_by: str | None
    issued_by: str | None
    issued_at: str | None
    corrects_id: str | None
    covers: str | None
    record_id: str | None
    stage: str | None
    objections_until: str | None
    content_mark: str | None
    figures_sha256: str | None
    decided_by: str | None
    decided_on: str | None
    approved_by: str | None
    approved_on: str | None
    approval_document: str | None


@dataclass(frozen=True, slots=True)
class NoticeStepRow:
    """One step in a notice's life, oldest first."""

    kind: str
    text: str | None
    done_at: str
    done_by: str


def list_notices(connection: Connection, state: str = "") -> tuple[NoticeRow, ...]:
    """Notices, newest first; of one state or of all."""
    condition = "WHERE state = ?" if state else ""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM notice {condition} ORDER BY pk DESC",  # noqa: S608 - own text
        (state,) if state else (),
    )
    return tuple(NoticeRow(*row) for row in rows)


def find_notice(connection: Connection, notice_id: str) -> NoticeRow | None:
    """One notice by its id or number."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM notice WHERE id = ? OR number = ?",  # noqa: S608 - own text
        (notice_id, notice_id),
    ).fetchone()
    return None if row is None else NoticeRow(*row)


def find_notice_by_hash(connection: Connection, sha256: str) -> NoticeRow | None:
    """The notice whose archived sheet has this hash."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM notice WHERE pdf_sha256 = ?",  # noqa: S608 - own text
        (sha256,),
    ).fetchone()
    return None if row is None else NoticeRow(*row)


def list_steps(connection: Connection, notice_id: str) -> tuple[NoticeStepRow, ...]:
    """Steps of a notice, oldest first."""
    rows = connection.execute(
        "SELECT kind, text, done_at, done_by FROM notice_step WHERE notice_id = ? ORDER BY done_at, id",
        (notice_id,),
    )
    return tuple(NoticeStepRow(*row) for row in rows)


def next_serial(connection: Connection, prefix: str) -> int:
    """The serial after the highest one ever given under a prefix; withdrawn notices keep theirs."""
    row = connection.execute(
        "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM notice WHERE number LIKE ?",
        (len(prefix) + 1, f"{prefix}%"),
    ).fetchone()
    return int(row[0] or 0) + 1


def list_by_number(connection: Connection, number: str) -> tuple[NoticeRow, ...]:
    """Every notice of a number, the one issued first in front: two PCs may have given it twice."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM notice WHERE number = ? "  # noqa: S608 - own text
        "ORDER BY issued_at IS NULL, issued_at, id",
        (number,),
    )
    return tuple(NoticeRow(*row) for row in rows)


def list_shared_numbers(connection: Connection) -> tuple[str, ...]:
    """Numbers under which more than one issued notice is in force or hung once, in their order."""
    rows = connection.execute(
        "SELECT number FROM notice WHERE pdf_sha256 IS NOT NULL AND state NOT IN ('corrected', 'withdrawn') "
        "GROUP BY number HAVING count(*) > 1 ORDER BY number"
    )
    return tuple(str(number) for (number,) in rows)


def list_versions(connection: Connection, notice_id: str) -> tuple[NoticeRow, ...]:
    """All versions of a notice, oldest first: what it corrects, and what corrects it.

    Told by the records and not by the number, which two PCs may have given twice.
    """
    rows = connection.execute(
        "WITH RECURSIVE older(id, corrects_id) AS ("  # noqa: S608 - own text
        "SELECT id, corrects_id FROM notice WHERE id = ? UNION "
        "SELECT n.id, n.corrects_id FROM notice n JOIN older o ON n.id = o.corrects_id), "
        "family(id) AS (SELECT id FROM older WHERE corrects_id IS NULL OR corrects_id NOT IN "
        "(SELECT id FROM notice) UNION SELECT n.id FROM notice n JOIN family f ON n.corrects_id = f.id) "
        f"SELECT {_COLUMNS} FROM notice WHERE id IN (SELECT id FROM family) ORDER BY version, pk",
        (notice_id,),
    )
    return tuple(NoticeRow(*row) for row in rows)


def list_corrections(connection: Connection, notice_id: str) -> tuple[NoticeRow, ...]:
    """Versions made to correct a notice, oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM notice WHERE corrects_id = ? ORDER BY pk",  # noqa: S608 - own text
        (notice_id,),
    )
    return tuple(NoticeRow(*row) for row in rows)
