"""What the county has signed for, on paper: “we did send it” (上报回执)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from desktop.domain.accounts import Right
from desktop.domain.period import day_words
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.exchange_sheets import ReceiptLine, render_receipts
from desktop.services.office import Office
from desktop.vault.folder import write_durably
from sync.protocol.batch import decode_receipt
from sync.protocol.enrolment_text import fingerprint, in_groups
from sync.protocol.frame import FrameError, open_frame
from sync.village.state import SyncState, get_state


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """A sheet of receipts: its bytes, and how many batches and changes it is about."""

    pdf: bytes
    batches: int
    operations: int


def print_receipts(office: Office, first: date, last: date) -> ReceiptSheet:
    """Receipts of a span of days as PDF, each signature checked anew; logged with the sheet's hash.

    The days are those of the county's clock, told in this PC's time zone. The signed receipts stay in the
    register for good: the same span gives the same lines again.

    Args:
        office: The open office.
        first: First day.
        last: Last day, itself included.

    Raises:
        ProblemError: SYS-403; SYN-150 not enrolled; SYN-255 the county has signed for nothing in that span.
    """
    office.require(Right.READ_AUDIT)
    office.require(Right.PRINT)
    with office.store.reading() as connection:
        state = get_state(connection)
        rows = connection.execute(
            "SELECT no, received_at, operations, frame FROM sync_receipt ORDER BY pk"
        ).fetchall()
    lines = [line for at, line in _lines(state, rows) if first <= at.astimezone().date() <= last]
    if not lines:
        raise ProblemError(Problem("SYN-255", {"first": first.isoformat(), "last": last.isoformat()}))
    pdf = render_receipts(
        office.vault.village,
        state.county_name,
        in_groups(fingerprint(state.county_key)),
        state.device,
        day_words(first) if first == last else f"{day_words(first)}至{day_words(last)}",
        lines,
        office.today(),
    )
    office.log_access("print", "sync_receipt", purpose=f"上报回执 {first}—{last} {sha256(pdf).hexdigest()}")
    return ReceiptSheet(pdf, len(lines), sum(line.operations for line in lines))


def save_receipts(office: Office, file: Path, first: date, last: date) -> ReceiptSheet:
    """Write the sheet into a file.

    Raises:
        ProblemError: As `print_receipts`; VLT-018, VLT-019 the file can't be written.
    """
    sheet = print_receipts(office, first, last)
    write_durably(file, sheet.pdf)
    return sheet


def _lines(
    state: SyncState, rows: list[tuple[int, str, int, bytes]]
) -> Iterator[tuple[datetime, ReceiptLine]]:
    for no, received_at, operations, frame in rows:
        try:
            receipt = decode_receipt(open_frame(frame, state.county_key))
        except FrameError:  # signed by a county that this PC belonged to before
            at = datetime.fromisoformat(received_at)
            yield at, ReceiptLine(no, f"{at.astimezone():%Y-%m-%d %H:%M}", operations, 0, "", is_signed=False)
            continue
        at = datetime.fromtimestamp(receipt.received_ms / 1000, UTC)
        yield (
            at,
            ReceiptLine(
                no=receipt.no,
                received=f"{at.astimezone():%Y-%m-%d %H:%M}",
                operations=operations,
                refused=len(receipt.refusals),
                digest=receipt.sha256.hex(),
                is_signed=True,
            ),
        )
