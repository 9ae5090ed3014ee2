"""The life of a notice: drafted, reviewed, issued through the gate, archived, posted (三务公开).

Its steps are change sets of kind ``notice``: they are history, but Ctrl+Z does not take them back.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from db.queries import disclosure as queries
from db.queries.disclosure import NoticeRow
from db.store import Value
from desktop.domain.accounts import Right, may_review
from desktop.domain.ids import UserId
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.list_text import list_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.sheet_rows import is_typed
from desktop.services.office import Office, actors
from desktop.vault.blobs import BlobStore

DRAFT, SUBMITTED, REVIEWED, ISSUED, WITHDRAWN = "draft", "submitted", "reviewed", "issued", "withdrawn"

ACTIONS: dict[str, tuple[frozenset[str], Right]] = {
    "refresh": (frozenset({DRAFT}), Right.DRAFT_NOTICE),
    "submit": (frozenset({DRAFT}), Right.DRAFT_NOTICE),
    "approve": (frozenset({SUBMITTED}), Right.REVIEW_NOTICE),
    "return": (frozenset({SUBMITTED, REVIEWED}), Right.REVIEW_NOTICE),
    "issue": (frozenset({REVIEWED}), Right.ISSUE_NOTICE),
    "print": (frozenset({ISSUED}), Right.PRINT),
    "post": (frozenset({ISSUED}), Right.DRAFT_NOTICE),
    "correct": (frozenset({ISSUED}), Right.DRAFT_NOTICE),
    "withdraw": (frozenset({DRAFT, SUBMITTED, REVIEWED, ISSUED}), Right.ISSUE_NOTICE),
}
"""Action → states it is possible in, and the right it needs."""


@dataclass(frozen=True, slots=True)
class NoticeSummary:
    """One line of the documents list."""

    id: str
    number: str
    title: str
    label: str
    item_code: str
    period_from: str
    period_to: str
    state: str
    version: int
    check_code: str
    sha256: str
    page_count: int
    drafted_by: str
    reviewed_by: str
    issued_by: str
    issued_at: str
    cut_off_at: str


@dataclass(frozen=True, slots=True)
class NoticeStep:
    """One step of a notice's life; moments are UTC ISO texts."""

    kind: str
    text: str
    done_at: str
    done_by: str


@dataclass(frozen=True, slots=True)
class NoticeDetail:
    """A notice with its steps, oldest first, and what this user may do with it now.

    ``can_be_filled`` says that it is a draft whose rows or texts are typed (`sheet_rows.save_rows`).
    """

    summary: NoticeSummary
    request: NoticeRequest
    steps: tuple[NoticeStep, ...]
    allowed: tuple[str, ...]
    can_be_filled: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet: its bytes, what is worth knowing about it, and whether it is the archived one."""

    pdf: bytes
    warnings: tuple[Problem, ...] = ()
    archived: bool = False


def _summary(row: NoticeRow, names: dict[str, str]) -> NoticeSummary:
    from desktop.reports.template import template

    try:
        label = template(row.template).label
    except ProblemError:  # a template of another program version: the notice itself is whole
        label = row.template
    return NoticeSummary(
        id=row.id,
        number=row.number or "",
        title=row.title,
        label=label,
        item_code=row.item_code or "",
        period_from=row.period_from or "",
        period_to=row.period_to or "",
        state=row.state,
        version=row.version,
        check_code=row.check_code or "",
        sha256=row.pdf_sha256 or "",
        page_count=row.page_count or 0,
        drafted_by=names.get(row.drafted_by, ""),
        reviewed_by=names.get(row.reviewed_by or "", ""),
        issued_by=names.get(row.issued_by or "", ""),
        issued_at=row.issued_at or "",
        cut_off_at=row.cut_off_at,
    )


def list_notices(office: Office, state: str = "") -> tuple[NoticeSummary, ...]:
    """Notices of one state or of all, newest first."""
    office.require(Right.READ_NOTICES)
    names = actors(office)
    with office.store.reading() as connection:
        rows = queries.list_notices(connection, state)
    return tuple(_summary(row, names) for row in rows)


def get_notice(office: Office, notice_id: str) -> NoticeDetail:
    """One notice by id or number, with its steps.

    Raises:
        ProblemError: DOC-132 there is none, SYS-403.
    """
    office.require(Right.READ_NOTICES)
    names = actors(office)
    row = _existing(office, notice_id)
    with office.store.reading() as connection:
        steps = queries.list_steps(connection, row.id)
    return NoticeDetail(
        _summary(row, names),
        NoticeRequest.from_json(row.query or "{}"),
        tuple(
            NoticeStep(step.kind, step.text or "", step.done_at, names.get(step.done_by, ""))
            for step in steps
        ),
        tuple(action for action in ACTIONS if _is_allowed(office, row, action)),
        _is_allowed(office, row, "refresh") and is_typed(row.template),
    )


def _is_allowed(office: Office, row: NoticeRow, action: str) -> bool:
    states, right = ACTIONS[action]
    if row.state not in states or not office.may(right):
        return False
    if action in ("approve", "return"):
        return may_review(office.user.role, UserId(row.drafted_by), office.user.id)
    return True


def _existing(office: Office, notice_id: str) -> NoticeRow:
    with office.store.reading() as connection:
        row = queries.find_notice(connection, notice_id)
    if row is None:
        raise ProblemError(Problem("DOC-132", {"number": notice_id}))
    return row


def _require(office: Office, row: NoticeRow, action: str) -> None:
    states, right = ACTIONS[action]
    office.require(right)
    if row.state not in states:
        raise ProblemError(Problem("DOC-133", {"action": action, "state": row.state}))
    if action in ("approve", "return") and not may_review(
        office.user.role, UserId(row.drafted_by), office.user.id
    ):
        raise ProblemError(Problem("DOC-134"))


def make_notice(office: Office, request: NoticeRequest, corrects_id: str = "") -> str:
    """Draft a notice from the facts as they stand; it takes a number that is never used again.

    Args:
        office: The office at work.
        request: What it shall show.
        corrects_id: The issued notice that this one corrects; it keeps the number, one version up.

    Returns:
        The id of the new notice.

    Raises:
        ProblemError: What `desktop.reports.building.check` and `compile_data` find, SYS-403.
    """
    from desktop.services.disclosure.documents import build_document
    from desktop.services.disclosure.layouts import layout_of

    office.require(Right.DRAFT_NOTICE)
    chosen = layout_of(office, request)
    corrected = _existing(office, corrects_id) if corrects_id else None
    item = request.item or chosen.item
    number, version = _number(office, item, corrected)
    data, document = build_document(office, request, number)
    objections = data.publication.objections
    with office.change("notice", f"起草：{''.join(document.title)}") as work:
        notice_id = work.insert(
            "notice",
            {
                "number": number,
                "version": version,
                "template": request.template,
                "template_version": chosen.edition,
                "item_code": item or None,
                "covers": list_text(request.covers or ((item,) if item else ())),
                "record_id": request.record_id or None,
                "stage": request.stage or None,
                "objections_until": objections.last.isoformat() if objections else None,
                "title": "".join(document.title),
                "period_from": request.first,
                "period_to": request.last,
                "content": json.dumps(list(document.texts()), ensure_ascii=False),
                "query": request.to_json(),
                "cut_off_at": office.now_text(),
                "check_code": document.check_code(),
                "content_mark": document.content_mark(),
                "drafted_by": office.user.id,
                "corrects_id": corrects_id or None,
                "state": DRAFT,
            },
        )
        _step(office, work.insert, notice_id, "draft", "")
    return notice_id


def _number(office: Office, item: str, corrected: NoticeRow | None) -> tuple[str, int]:
    if corrected is not None and corrected.number:
        version = corrected.version + 1
        return f"{corrected.number.rpartition('-v')[0]}-v{version}", version
    prefix = f"{office.vault.village.division_code}-{office.today().year}-{item[:1] or 'O'}-"
    with office.store.reading() as connection:
        return f"{prefix}{queries.next_serial(connection, prefix):04d}-v1", 1


def _step(
    office: Office,
    insert: Callable[[str, dict[str, Value]], object],
    notice_id: str,
    kind: str,
    text: str,
) -> None:
    insert(
        "notice_step",
        {
            "notice_id": notice_id,
            "kind": kind,
            "text": text or None,
            "done_at": office.now_text(),
            "done_by": office.user.id,
        },
    )


def _move(office: Office, row: NoticeRow, action: str, patch: dict[str, Value], text: str = "") -> None:
    with office.change("notice", f"{row.title}：{action}") as work:
        work.update("notice", row.id, patch)
        _step(office, work.insert, row.id, action, text)


def preview(office: Office, notice_id: str, job: JobHandle | None = None) -> Printed:
    """The sheet as it would be printed: the archived bytes once issued, a watermarked draft before.

    Raises:
        ProblemError: DOC-132, SYS-403, VLT-031 and VLT-032 when the archive is damaged.
    """
    from desktop.reports.building import check
    from desktop.reports.rendering import missing_characters, render
    from desktop.services.disclosure.documents import build_document

    job = job or NoJob()
    office.require(Right.READ_NOTICES)
    row = _existing(office, notice_id)
    if row.pdf_sha256:
        return Printed(BlobStore(office.vault).get(row.pdf_sha256), archived=True)
    request = NoticeRequest.from_json(row.query or "{}")
    job.report(0, 2, "compile")
    data, document = build_document(office, request, row.number or "")
    job.check_cancelled()
    job.report(1, 2, "render")
    warnings = (*check(data), *missing_characters(document))
    if document.check_code() != row.check_code:
        warnings = (*warnings, Problem("DOC-135", {"number": row.number or ""}))
    return Printed(render(document, draft=True), warnings)


def refresh(office: Office, notice_id: str) -> None:
    """Take the facts as they stand now into a draft.

    Raises:
        ProblemError: DOC-132, DOC-133 it is not a draft any more, SYS-403.
    """
    from desktop.services.disclosure.documents import build_document
    from desktop.services.disclosure.layouts import layout_of

    row = _existing(office, notice_id)
    _require(office, row, "refresh")
    request = NoticeRequest.from_json(row.query or "{}")
    _, document = build_document(office, request, row.number or "")
    _move(
        office,
        row,
        "refresh",
        {
            "title": "".join(document.title),
            "content": json.dumps(list(document.texts()), ensure_ascii=False),
            "check_code": document.check_code(),
            "template_version": layout_of(office, request).edition,
            "content_mark": document.content_mark(),
            "cut_off_at": office.now_text(),
        },
    )


def submit(office: Office, notice_id: str) -> None:
    """Hand a draft to the supervision committee.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-135 the facts changed since it was drafted, SYS-403.
    """
    row = _existing(office, notice_id)
    _require(office, row, "submit")
    _refuse_changed(office, row)
    _move(office, row, "submit", {"state": SUBMITTED})


def _refuse_changed(office: Office, row: NoticeRow) -> None:
    from desktop.services.disclosure.documents import build_document

    request = NoticeRequest.from_json(row.query or "{}")
    _, document = build_document(office, request, row.number or "")
    if document.check_code() != row.check_code:
        raise ProblemError(Problem("DOC-135", {"number": row.number or ""}))


def approve(office: Office, notice_id: str, text: str = "") -> None:
    """The supervision committee has examined the notice and agrees.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-134 the drafter may not review, SYS-403.

    Source:
        Provincial rules for village committees: the supervision committee examines disclosures;
        who drafts never reviews.
    """
    row = _existing(office, notice_id)
    _require(office, row, "approve")
    _move(office, row, "approve", {"state": REVIEWED, "reviewed_by": office.user.id}, text)


def return_notice(office: Office, notice_id: str, reason: str) -> None:
    """Send a notice back to its drafter.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-134, DOC-136 no reason was given, SYS-403.
    """
    row = _existing(office, notice_id)
    _require(office, row, "return")
    _refuse_empty(reason)
    _move(office, row, "return", {"state": DRAFT, "reviewed_by": None}, reason)


def _refuse_empty(reason: str) -> None:
    if not reason.strip():
        raise ProblemError(Problem("DOC-136", place=Place(field="reason")))


def issue(office: Office, notice_id: str, job: JobHandle | None = None) -> Printed:
    """Issue a reviewed notice: render, read the finished PDF back, archive, number and hash.

    Nothing is issued when the gate finds a full number, telephone or a minor's name.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-135 the facts changed since the review, the gate's
            findings, DOC-004 a character that no font has, SYS-403.
    """
    from desktop.reports.gate import GateRules, inspect, office_phones
    from desktop.reports.preview import Preview
    from desktop.reports.rendering import render
    from desktop.services.disclosure.documents import build_document

    job = job or NoJob()
    row = _existing(office, notice_id)
    _require(office, row, "issue")
    request = NoticeRequest.from_json(row.query or "{}")
    job.report(0, 3, "compile")
    data, document = build_document(office, request, row.number or "")
    if document.check_code() != row.check_code:
        raise ProblemError(Problem("DOC-135", {"number": row.number or ""}))
    job.report(1, 3, "render")
    pdf = render(document, draft=False)
    job.check_cancelled()
    job.report(2, 3, "gate")
    children, adults = names_by_age(office)
    found = inspect(pdf, GateRules(office_phones(data), row.number or "", children, adults))
    if found:
        raise ProblemError(found)
    with Preview(pdf) as pages:
        page_count = len(pages.sizes)
    # Bytes first: a kill in between leaves an unused attachment, never a notice without its sheet.
    sha256 = BlobStore(office.vault).put(pdf)
    _move(
        office,
        row,
        "issue",
        {
            "state": ISSUED,
            "pdf_sha256": sha256,
            "page_count": page_count,
            "issued_by": office.user.id,
            "issued_at": office.now_text(),
        },
    )
    return Printed(pdf, archived=True)


def names_by_age(office: Office) -> tuple[frozenset[str], frozenset[str]]:
    """Names of living minors, which no public notice may show in full, and of the adults.

    A name that an adult of the village bears as well is an adult's: the sheet means the adult.
    """
    today = office.today()
    adult = get_rule("age.adult", today, office.vault.village.division_code).value
    born_after = today.replace(year=today.year - adult, day=min(today.day, 28)).isoformat()
    with office.store.reading() as connection:
        rows = connection.execute(
            "SELECT DISTINCT name, birth_date > ? FROM person WHERE name IS NOT NULL"
            " AND (death_date IS NULL OR birth_date <= ?) AND birth_date IS NOT NULL",
            (born_after, born_after),
        ).fetchall()
    adults = frozenset(str(name) for name, is_minor in rows if not is_minor)
    return frozenset(str(name) for name, is_minor in rows if is_minor) - adults, adults


def record_print(office: Office, notice_id: str, copies: int) -> None:
    """Write down that an issued notice was printed, and how often.

    Raises:
        ProblemError: DOC-132, DOC-133, SYS-403.
    """
    row = _existing(office, notice_id)
    _require(office, row, "print")
    with office.change("notice", f"打印：{row.title}") as work:
        _step(office, work.insert, row.id, "print", str(copies))
    office.log_access("print", "notice", row.id, purpose=row.number or "")


def post(office: Office, notice_id: str, place: str) -> None:
    """Write down that the sheet hangs, where, and who hung it.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-136 no place, SYS-403.
    """
    row = _existing(office, notice_id)
    _require(office, row, "post")
    _refuse_empty(place)
    with office.change("notice", f"张贴：{row.title}") as work:
        _step(office, work.insert, row.id, "post", place)


def withdraw(office: Office, notice_id: str, reason: str) -> None:
    """Take a notice back; its number, its archived sheet and its steps stay.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-136 no reason was given, SYS-403.
    """
    row = _existing(office, notice_id)
    _require(office, row, "withdraw")
    _refuse_empty(reason)
    _move(office, row, "withdraw", {"state": WITHDRAWN}, reason)


def correct(office: Office, notice_id: str, reason: str, request: NoticeRequest | None = None) -> str:
    """Draft a new version of an issued notice; the old one stays in the archive.

    Returns:
        The id of the new draft.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-136 what is corrected was not named, SYS-403.
    """
    row = _existing(office, notice_id)
    _require(office, row, "correct")
    _refuse_empty(reason)
    new_id = make_notice(office, request or NoticeRequest.from_json(row.query or "{}"), corrects_id=row.id)
    with office.change("notice", f"更正：{row.title}") as work:
        _step(office, work.insert, row.id, "correct", reason)
        _step(office, work.insert, new_id, "correct", reason)
    return new_id


def find_archived(office: Office, pdf: bytes) -> NoticeSummary | None:
    """The issued notice that a file is the sheet of, byte by byte; None for any other file."""
    office.require(Right.READ_NOTICES)
    names = actors(office)
    with office.store.reading() as connection:
        row = queries.find_notice_by_hash(connection, hashlib.sha256(pdf).hexdigest())
    return None if row is None else _summary(row, names)
