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
        "SELECT kind, text, done_at, done_by FROM notice_step WHERE notice_id = ? ORDER BY pk", (notice_id,)
    )
    return tuple(NoticeStepRow(*row) for row in rows)


def next_serial(connection: Connection, prefix: str) -> int:
    """The serial after the highest one ever given under a prefix; withdrawn notices keep theirs."""
    row = connection.execute(
        "SELECT max(CAST(substr(number, ?, 4) AS INTEGER)) FROM notice WHERE number LIKE ?",
        (len(prefix) + 1, f"{prefix}%"),
    ).fetchone()
    return int(row[0] or 0) + 1


def list_versions(connection: Connection, number_stem: str) -> tuple[NoticeRow, ...]:
    """All versions of a notice, oldest first; ``number_stem`` is a number without its version."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM notice WHERE number LIKE ? ORDER BY version, pk",  # noqa: S608 - own text
        (f"{number_stem}-v%",),
    )
    return tuple(NoticeRow(*row) for row in rows)


def list_corrections(connection: Connection, notice_id: str) -> tuple[NoticeRow, ...]:
    """Versions made to correct a notice, oldest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM notice WHERE corrects_id = ? ORDER BY pk",  # noqa: S608 - own text
        (notice_id,),
    )
    return tuple(NoticeRow(*row) for row in rows)
