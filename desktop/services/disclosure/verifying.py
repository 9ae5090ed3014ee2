"""Whether a sheet is the archived one (核对): by its file, by what its square code says, by what is typed.

Everything is answered from this PC, without the county. A code on paper is copied as easily as the paper:
it tells which notice a sheet claims to be, and what that one says is looked up here.
"""

import hashlib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from db.queries import disclosure as queries
from db.queries.disclosure import NoticeRow
from desktop.domain.accounts import Right
from desktop.domain.notice_mark import NoticeMark, read_mark
from desktop.domain.notice_state import NoticeState
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.sheet_comparison import Difference, UnreadablePdfError, compare, read_lines
from desktop.services.disclosure.archived import archived_bytes
from desktop.services.disclosure.notices import NoticeSummary, get_notice
from desktop.services.office import Office

MOST_BYTES = 100_000_000
"""No sheet is as large as that."""


class Outcome(Enum):
    """What a sheet turned out to be."""

    ARCHIVED = "archived"  # byte for byte
    RESAVED = "resaved"  # other bytes, the same lines and looks
    CHANGED = "changed"  # lines or looks differ
    AGREES = "agrees"  # number and code belong together: this is what the notice says
    DISAGREES = "disagrees"  # there is such a number, its notice says something else
    NOT_ISSUED = "not_issued"  # a draft, or withdrawn before it was issued
    UNKNOWN = "unknown"  # no notice of this office
    PICTURE = "picture"  # a scan or photograph without text: number and code are to be typed


class Standing(Enum):
    """What became of an issued notice."""

    CURRENT = "current"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of a sheet.

    Attributes:
        outcome: What it turned out to be.
        notice: The notice it is or claims to be; None where there is none.
        standing: What became of that notice; None where it was never issued.
        successor: Number of the latest version that was issued after it; empty for none.
        differences: Where a changed copy differs, in the order of its pages.
    """

    outcome: Outcome
    notice: NoticeSummary | None = None
    standing: Standing | None = None
    successor: str = ""
    differences: tuple[Difference, ...] = ()

    @property
    def is_valid(self) -> bool:
        """Whether the sheet says what was issued, and that still holds."""
        return self.standing is Standing.CURRENT and self.outcome in _GENUINE


_GENUINE = frozenset((Outcome.ARCHIVED, Outcome.RESAVED, Outcome.AGREES))


def verify_file(office: Office, path: Path) -> Verdict:
    """As `verify_pdf`, of a file.

    Raises:
        ProblemError: DOC-150 it can't be read, DOC-151, VLT-031 and VLT-032 when the archive itself is
            damaged, SYS-403.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ProblemError(Problem("DOC-151", {"file": path.name}))
        pdf = path.read_bytes()
    except OSError as error:
        raise ProblemError(Problem("DOC-150", {"file": path.name})) from error
    return verify_pdf(office, pdf, path.name)


def verify_pdf(office: Office, pdf: bytes, name: str = "") -> Verdict:
    """Whether a PDF is the archived sheet, a copy of it saved anew, or a changed one.

    Args:
        office: The office at work.
        pdf: The bytes.
        name: Of the file, for a message.

    Raises:
        ProblemError: DOC-151 it is no PDF; VLT-031 and VLT-032 when the archive itself is damaged; SYS-403.
    """
    office.require(Right.READ_NOTICES)
    with office.store.reading() as connection:
        row = queries.find_notice_by_hash(connection, hashlib.sha256(pdf).hexdigest())
    if row is not None:
        return _verdict(office, row, Outcome.ARCHIVED)
    try:
        pages = read_lines(pdf)
    except UnreadablePdfError:
        raise ProblemError(Problem("DOC-151", {"file": name})) from None
    if not any(pages):
        return Verdict(Outcome.PICTURE)
    marks = [mark for page in pages for line in page if (mark := read_mark(line)) is not None]
    row = next((found for mark in marks if (found := _find(office, mark)) is not None), None)
    if row is None:
        return Verdict(Outcome.UNKNOWN)
    if not row.pdf_sha256:
        return _verdict(office, row, Outcome.NOT_ISSUED)
    differences = compare(archived_bytes(office, row.pdf_sha256, row.number or ""), pdf)
    return _verdict(office, row, Outcome.CHANGED if differences else Outcome.RESAVED, differences)


def verify_code(office: Office, text: str) -> Verdict:
    """What the notice of a number says, and whether the code beside it belongs to it.

    Args:
        office: The office at work.
        text: What a scanner read, or number and check code as typed.

    Raises:
        ProblemError: DOC-152 there is no number, DOC-153 there is no code, SYS-403.
    """
    office.require(Right.READ_NOTICES)
    mark = read_mark(text)
    if mark is None:
        raise ProblemError(Problem("DOC-152"))
    if not mark.code:
        raise ProblemError(Problem("DOC-153", {"number": mark.number}))
    row = _find(office, mark)
    if row is None:
        return Verdict(Outcome.UNKNOWN)
    if not row.pdf_sha256:
        return _verdict(office, row, Outcome.NOT_ISSUED)
    return _verdict(office, row, Outcome.AGREES if _agrees(mark, row) else Outcome.DISAGREES)


def _agrees(mark: NoticeMark, row: NoticeRow) -> bool:
    # A notice of an older program has its check code only.
    kept = row.content_mark or row.check_code or ""
    return mark.agrees(kept) if row.content_mark else bool(kept) and mark.code.startswith(kept)


def _find(office: Office, mark: NoticeMark) -> NoticeRow | None:
    """The notice of a number; where two PCs gave it twice the one whose code it is, then an issued one."""
    with office.store.reading() as connection:
        rows = queries.list_by_number(connection, mark.number)
    return next((row for row in rows if mark.code and _agrees(mark, row)), rows[0] if rows else None)


def _verdict(
    office: Office, row: NoticeRow, outcome: Outcome, differences: tuple[Difference, ...] = ()
) -> Verdict:
    notice = get_notice(office, row.id).summary
    if not row.pdf_sha256:
        return Verdict(outcome, notice)
    successor = _successor(office, row)
    standing = Standing.CURRENT
    if row.state == NoticeState.WITHDRAWN:
        standing = Standing.WITHDRAWN
    elif successor:
        standing = Standing.CORRECTED
    return Verdict(outcome, notice, standing, successor, differences)


def _successor(office: Office, row: NoticeRow) -> str:
    with office.store.reading() as connection:
        versions = queries.list_versions(connection, row.id)
    later = [
        each
        for each in versions
        if each.version > row.version and each.pdf_sha256 and each.state != NoticeState.WITHDRAWN
    ]
    return later[-1].number or "" if later else ""
