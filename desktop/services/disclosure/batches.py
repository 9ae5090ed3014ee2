"""Several issued sheets in one print job: a list on top, pages counted through the whole batch."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.notice_state import NoticeState
from desktop.domain.problem import Problem, ProblemError
from desktop.services.disclosure import notices
from desktop.services.disclosure.notices import NoticeSummary
from desktop.services.disclosure.scope import usual_places
from desktop.services.office import Office
from desktop.vault.blobs import BlobStore

_OVER = frozenset((NoticeState.WITHDRAWN, NoticeState.CORRECTED))


@dataclass(frozen=True, slots=True)
class BatchChoice:
    """What is printed together.

    Attributes:
        notice_ids: Issued notices, in the order they are printed.
        double_sided: Each sheet begins on a new leaf.
        by_board: The sheets of each board together, each board with a list of its own.
    """

    notice_ids: tuple[str, ...]
    double_sided: bool = False
    by_board: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """A bound batch: the file, its pages, and how often each notice is in it."""

    pdf: bytes
    page_count: int
    copies: tuple[tuple[str, int], ...]


def list_printable(office: Office, first: str = "", last: str = "") -> tuple[NoticeSummary, ...]:
    """Issued notices, by number; only those that speak of a time within two ISO days where these are given.

    Raises:
        ProblemError: SYS-403.
    """
    found = (each for each in notices.list_notices(office) if each.sha256)
    return tuple(
        sorted(
            (
                each
                for each in found
                if each.state not in _OVER
                and (not first or each.period_from >= first)
                and (not last or each.period_to <= last)
            ),
            key=lambda each: each.number,
        )
    )


def make_batch(office: Office, choice: BatchChoice, job: JobHandle | None = None) -> Batch:
    """Bind archived sheets to one file.

    Raises:
        ProblemError: DOC-102 one has not been issued; DOC-103 none was chosen; DOC-132, SYS-403, VLT-031
            and VLT-032 when the archive is damaged.
        Cancelled: The user asked to stop.
    """
    from desktop.reports.batch import BatchPart, BatchSheet, bind

    job = job or NoJob()
    office.require(Right.PRINT)
    if not choice.notice_ids:
        raise ProblemError(Problem("DOC-103"))
    details = [notices.get_notice(office, each) for each in dict.fromkeys(choice.notice_ids)]
    missing = [each.summary for each in details if not each.summary.sha256]
    if missing:
        raise ProblemError(Problem("DOC-102", {"number": each.number or each.title}) for each in missing)
    store = BlobStore(office.vault)
    sheets = {
        each.summary.id: BatchSheet(
            store.get(each.summary.sha256),
            each.summary.number,
            each.summary.title,
            each.summary.page_count,
            each.summary.check_code,
        )
        for each in details
    }
    boards: dict[str, list[str]] = {}
    for each in details:
        usual = each.request.places or usual_places(office, each.summary.item_code, office.today())
        for board in (usual or ("",)) if choice.by_board else ("",):
            boards.setdefault(board, []).append(each.summary.id)
    parts = [BatchPart(board, tuple(sheets[each] for each in ids)) for board, ids in boards.items()]
    pdf, count = bind(office.vault.village, parts, office.today(), choice.double_sided, job)
    copies = {each: sum(ids.count(each) for ids in boards.values()) for each in sheets}
    return Batch(pdf, count, tuple(copies.items()))


def record_batch(office: Office, batch: Batch) -> None:
    """Write down that every sheet of a batch was printed.

    Raises:
        ProblemError: DOC-132, DOC-133, SYS-403.
    """
    for notice_id, copies in batch.copies:
        notices.record_print(office, notice_id, copies)


def save_batch(office: Office, batch: Batch, path: Path) -> None:
    """Write a batch to a file; the export of each sheet is logged.

    Raises:
        ProblemError: DOC-142 the file can't be written, SYS-403.
    """
    office.require(Right.PRINT)
    try:
        path.write_bytes(batch.pdf)
    except OSError as error:
        raise ProblemError(Problem("DOC-142", {"path": str(path)})) from error
    for notice_id, _ in batch.copies:
        office.log_access("export", "notice", notice_id, purpose="batch")
