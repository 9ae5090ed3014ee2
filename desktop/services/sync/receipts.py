"""What the county has signed for: proof that work arrived, kept for good."""

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.accounts import Right
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class ReceiptView:
    """One receipt: number of the batch, when it came back (UTC), and how many operations it is for."""

    no: int
    at: datetime
    operations: int


def list_receipts(office: Office, limit: int = 200) -> tuple[ReceiptView, ...]:
    """The latest receipts, newest first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_AUDIT)
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT no, received_at, operations FROM sync_receipt ORDER BY pk DESC LIMIT ?", (limit,)
        ).fetchall()
    return tuple(ReceiptView(no, datetime.fromisoformat(at), operations) for no, at, operations in rows)
