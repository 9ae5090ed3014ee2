"""Reads certificates."""

from dataclasses import dataclass

from db.connection import Connection

_COLUMNS = (
    "id, number, kind, person_id, recipient, purpose, content, issued_on, issued_by, copies, check_code, "
    "pdf_sha256, voided_at, voided_by, void_reason"
)


@dataclass(frozen=True, slots=True)
class CertificateRow:
    """One certificate as the file keeps it; ``content`` is JSON."""

    id: str
    number: str
    kind: str
    person_id: str
    recipient: str
    purpose: str
    content: str
    issued_on: str
    issued_by: str
    copies: int
    check_code: str | None
    pdf_sha256: str | None
    voided_at: str | None
    voided_by: str | None
    void_reason: str | None


def list_certificates(connection: Connection, first: str = "", last: str = "9") -> tuple[CertificateRow, ...]:
    """Certificates issued from one day to another, both included, the latest first."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM certificate WHERE issued_on BETWEEN ? AND ? "  # noqa: S608 - own text
        "ORDER BY issued_on DESC, number DESC",
        (first, last),
    )
    return tuple(CertificateRow(*row) for row in rows)


def find_certificate(connection: Connection, certificate_id: str) -> CertificateRow | None:
    """One certificate by its id or number."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM certificate WHERE id = ? OR number = ?",  # noqa: S608 - own text
        (certificate_id, certificate_id),
    ).fetchone()
    return None if row is None else CertificateRow(*row)


def find_certificate_by_hash(connection: Connection, sha256: str) -> CertificateRow | None:
    """The certificate whose archived sheet has this hash."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM certificate WHERE pdf_sha256 = ?",  # noqa: S608 - own text
        (sha256,),
    ).fetchone()
    return None if row is None else CertificateRow(*row)


def list_by_number(connection: Connection, number: str) -> tuple[CertificateRow, ...]:
    """Every certificate of a number, the first issued in front: two PCs may have given it twice."""
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM certificate WHERE number = ? ORDER BY issued_on, id",  # noqa: S608 - own text
        (number,),
    )
    return tuple(CertificateRow(*row) for row in rows)


def list_shared_numbers(connection: Connection) -> tuple[str, ...]:
    """Numbers that more than one good certificate bears, in their order."""
    rows = connection.execute(
        "SELECT number FROM certificate WHERE voided_at IS NULL GROUP BY number HAVING count(*) > 1 "
        "ORDER BY number"
    )
    return tuple(str(number) for (number,) in rows)


def next_serial(connection: Connection, prefix: str) -> int:
    """The serial after the highest one ever given under a prefix; voided certificates keep theirs."""
    row = connection.execute(
        "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM certificate WHERE number LIKE ?",
        (len(prefix) + 1, f"{prefix}%"),
    ).fetchone()
    return int(row[0] or 0) + 1
