"""The life of a notice: drafted, reviewed, issued through the gate, archived, posted (三务公开).

Its steps are change sets of kind ``notice``: they are history, but Ctrl+Z does not take them back.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from string import Formatter
from typing import TYPE_CHECKING

from db.connection import Connection
from db.queries import disclosure as queries
from db.queries.disclosure import NoticeRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.list_text import list_text
from desktop.domain.notice_state import IMPARTIAL, NoticeAction, NoticeRoute, NoticeState
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.disclosure import steps
from desktop.services.disclosure.archived import archived_bytes, owe_to_county
from desktop.services.disclosure.interests import is_somebody
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.scope import place_problems
from desktop.services.disclosure.sheet_rows import is_typed
from desktop.services.numbering import series
from desktop.services.office import Office, actors
from desktop.vault.blobs import BlobStore

if TYPE_CHECKING:
    from desktop.reports.document import Notice
    from desktop.reports.template import Template


_FREE_TEXTS = frozenset(("text_notice", "party_text"))
"""Layouts of one text that the drafter names."""


@dataclass(frozen=True, slots=True)
class NoticeSummary:
    """One line of the documents list.

    ``subject`` is what the drafter named for the title: of a free text all of it (``is_text``), of others the
    programme, project or scheme that tells it from the next; empty for none.
    """

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
    subject: str = ""
    is_text: bool = False


@dataclass(frozen=True, slots=True)
class NoticeStep:
    """One step of a notice's life; moments are UTC ISO texts."""

    kind: str
    text: str
    done_at: str
    done_by: str


@dataclass(frozen=True, slots=True)
class NoticeVersion:
    """One version of a notice, and what it says otherwise than the one before it."""

    id: str
    version: int
    state: str
    issued_at: str
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeDetail:
    """A notice with its steps, oldest first, and what this user may do with it now.

    Attributes:
        summary: The notice.
        request: What it was made from.
        steps: Its life so far.
        route: The way it has to go.
        allowed: Steps this user may take now.
        refused: Steps that are possible now, with what keeps this user from them.
        versions: All versions of it, oldest first.
        is_unchecked: This user may examine or decide, but nobody said who that is in the register, so
            that no relative on it can be told.
        can_be_filled: It is a draft whose rows or texts are typed (`sheet_rows.save_rows`).
        sharing: Titles of other issued notices that bear its number.
    """

    summary: NoticeSummary
    request: NoticeRequest
    steps: tuple[NoticeStep, ...]
    route: NoticeRoute
    allowed: tuple[NoticeAction, ...]
    refused: Mapping[NoticeAction, Problem]
    versions: tuple[NoticeVersion, ...]
    is_unchecked: bool
    can_be_filled: bool = False
    sharing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet: its bytes, what is worth knowing about it, and whether it is the archived one."""

    pdf: bytes
    warnings: tuple[Problem, ...] = ()
    archived: bool = False


def _summary(row: NoticeRow, names: dict[str, str]) -> NoticeSummary:
    from desktop.reports.template import template

    subject = ""
    try:
        layout = template(row.template)
        label, subject = layout.label, _subject(row, layout)
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
        subject=subject,
        is_text=row.template in _FREE_TEXTS,
    )


def _subject(row: NoticeRow, layout: "Template") -> str:
    """What was filled into the title."""
    if not row.query:
        return ""
    values = dict(NoticeRequest.from_json(row.query).values)
    gaps = [gap for part in layout.title for _, gap, _, _ in Formatter().parse(part) if gap]
    told = [values.get(gap, "").strip() for gap in gaps if any(each.name == gap for each in layout.fields)]
    return "".join(told)


def list_notices(office: Office, state: str = "") -> tuple[NoticeSummary, ...]:
    """Notices of one state or of all, newest first."""
    office.require(Right.READ_NOTICES)
    names = actors(office)
    with office.store.reading() as connection:
        rows = queries.list_notices(connection, state)
    return tuple(_summary(row, names) for row in rows)


def get_notice(office: Office, notice_id: str) -> NoticeDetail:
    """One notice by id or number, with its steps and versions.

    Raises:
        ProblemError: DOC-132 there is none, SYS-403.
    """
    office.require(Right.READ_NOTICES)
    names = actors(office)
    row = steps.existing(office, notice_id)
    with office.store.reading() as connection:
        done = queries.list_steps(connection, row.id)
        versions = queries.list_versions(connection, row.id)
        sharing = queries.list_by_number(connection, row.number) if row.pdf_sha256 and row.number else ()
    way = steps.route(office, row)
    found = {action: steps.find_problem(office, row, action) for action in way.possible(row.state)}
    return NoticeDetail(
        _summary(row, names),
        NoticeRequest.from_json(row.query or "{}"),
        tuple(
            NoticeStep(step.kind, step.text or "", step.done_at, names.get(step.done_by, "")) for step in done
        ),
        way,
        tuple(action for action, problem in found.items() if problem is None),
        {action: problem for action, problem in found.items() if problem is not None},
        _versions(versions),
        any(found.get(action, way) is None for action in IMPARTIAL) and not is_somebody(office),
        NoticeAction.REFRESH in found and found[NoticeAction.REFRESH] is None and is_typed(row.template),
        tuple(each.title for each in sharing if each.id != row.id and each.pdf_sha256),
    )


def _versions(rows: tuple[NoticeRow, ...]) -> tuple[NoticeVersion, ...]:
    from desktop.reports.comparison import compare, read_content

    contents = {row.id: read_content(row.content) for row in rows}
    shown = []
    for row in rows:
        before, after = contents.get(row.corrects_id or ""), contents[row.id]
        changes = compare(before, after) if before is not None and after is not None else ()
        shown.append(
            NoticeVersion(
                row.id,
                row.version,
                row.state,
                row.issued_at or "",
                tuple(change.words() for change in changes),
            )
        )
    return tuple(shown)


def make_notice(office: Office, request: NoticeRequest, corrects_id: str = "") -> str:
    """Draft a notice from the facts as they stand; it takes a number that this PC never uses again.

    Args:
        office: The office at work.
        request: What it shall show.
        corrects_id: The issued notice that this one corrects; it keeps the number, one version up.

    Returns:
        The id of the new notice.

    Raises:
        ProblemError: What `desktop.reports.building.check` and `compile_data` find, SYS-403.
    """
    from desktop.reports.comparison import content_of
    from desktop.services.disclosure.documents import build_document
    from desktop.services.disclosure.layouts import layout_of

    office.require(Right.DRAFT_NOTICE)
    chosen = layout_of(office, request)
    corrected = steps.existing(office, corrects_id) if corrects_id else None
    request = replace(request, corrects=corrects_id)
    if chosen.supplement:
        request = replace(request, item=chosen.item, covers=())
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
                "content": content_of(document),
                "query": request.to_json(),
                "cut_off_at": office.now_text(),
                "check_code": document.check_code(),
                "content_mark": document.content_mark(),
                "drafted_by": office.user.id,
                "corrects_id": corrects_id or None,
                "state": NoticeState.DRAFT.value,
            },
        )
        steps.write_step(office, work, notice_id, NoticeState.DRAFT.value)
    return notice_id


def _number(office: Office, item: str, corrected: NoticeRow | None) -> tuple[str, int]:
    """A new number and its version; a correction keeps the number unless another notice bears it too."""
    with office.store.reading() as connection:
        if corrected is not None and corrected.number:
            version = queries.list_versions(connection, corrected.id)[-1].version + 1
            wanted = f"{corrected.number.rpartition('-v')[0]}-v{version}"
            taken = queries.list_by_number(connection, wanted)
            if not taken and len(queries.list_by_number(connection, corrected.number)) == 1:
                return wanted, version
            return _new_number(office, connection, item, version), version
        return _new_number(office, connection, item, 1), 1


def _new_number(office: Office, connection: Connection, item: str, version: int) -> str:
    village = office.vault.village.division_code
    prefix = f"{village}-{office.today().year}-{item[:1] or 'O'}-{series(connection)}"
    return f"{prefix}{queries.next_serial(connection, prefix):04d}-v{version}"


def _free_number(office: Office, row: NoticeRow) -> str:
    """The number under which a notice can be issued: its own, unless a sheet with it is out already."""
    with office.store.reading() as connection:
        same = queries.list_by_number(connection, row.number or "")
        if not any(each.pdf_sha256 and each.id != row.id for each in same):
            return row.number or ""
        return _new_number(office, connection, row.item_code or "", row.version)


def preview(office: Office, notice_id: str, job: JobHandle | None = None) -> Printed:
    """The sheet as it would be printed: the archived bytes once issued, a watermarked draft before.

    Raises:
        ProblemError: DOC-132, DOC-122 the sheet of another PC has not come yet, SYS-403, VLT-031 and VLT-032
            when the archive is damaged.
    """
    from desktop.reports.building import check
    from desktop.reports.rendering import missing_characters, render
    from desktop.services.disclosure.documents import build_document

    job = job or NoJob()
    office.require(Right.READ_NOTICES)
    row = steps.existing(office, notice_id)
    if row.pdf_sha256:
        return Printed(archived_bytes(office, row.pdf_sha256, row.number or ""), archived=True)
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
    from desktop.reports.comparison import content_of
    from desktop.services.disclosure.documents import build_document
    from desktop.services.disclosure.layouts import layout_of

    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.REFRESH)
    request = NoticeRequest.from_json(row.query or "{}")
    _, document = build_document(office, request, row.number or "")
    steps.take(
        office,
        row,
        NoticeAction.REFRESH,
        {
            "title": "".join(document.title),
            "content": content_of(document),
            "check_code": document.check_code(),
            "template_version": layout_of(office, request).edition,
            "content_mark": document.content_mark(),
            "cut_off_at": office.now_text(),
        },
    )


def submit(office: Office, notice_id: str) -> None:
    """Hand a draft to those who examine it.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-135 the facts changed since it was drafted, SYS-403.
    """
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.SUBMIT)
    _refuse_changed(office, row)
    steps.take(office, row, NoticeAction.SUBMIT, {})


def _refuse_changed(office: Office, row: NoticeRow) -> None:
    from desktop.services.disclosure.documents import build_document

    request = NoticeRequest.from_json(row.query or "{}")
    _, document = build_document(office, request, row.number or "")
    if document.check_code() != row.check_code:
        raise ProblemError(Problem("DOC-135", {"number": row.number or ""}))


def review(office: Office, notice_id: str, text: str = "") -> None:
    """Those who examine the notice agree: the supervision committee, or the branch in affairs of the party.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-134 the drafter may not review, SYS-403.

    Source:
        Provincial rules for village committees: the supervision committee examines disclosures;
        who drafts never reviews.
    """
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.REVIEW)
    steps.take(office, row, NoticeAction.REVIEW, {"reviewed_by": office.user.id}, text)


def decide(office: Office, notice_id: str, decided_on: date, text: str = "") -> None:
    """The body that has to decide on the notice has done so in a meeting.

    Args:
        office: The office at work.
        notice_id: The notice.
        decided_on: Day of the meeting.
        text: What the meeting said.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-040 the day is to come, SYS-403.
    """
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.DECIDE)
    _refuse_future(office, decided_on, "decided_on")
    patch = {"decided_by": office.user.id, "decided_on": decided_on.isoformat()}
    steps.take(office, row, NoticeAction.DECIDE, {**patch}, text)


def approve(office: Office, notice_id: str, document: str, approved_on: date) -> None:
    """The township (or county) has agreed in writing.

    Args:
        office: The office at work.
        notice_id: The notice.
        document: Number of its document, or what else it is known by.
        approved_on: Day of that document.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-136 no document was named, DOC-040 the day is to come, SYS-403.
    """
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.APPROVE)
    steps.require_text(document, "approval_document")
    _refuse_future(office, approved_on, "approved_on")
    patch = {
        "approved_by": office.user.id,
        "approved_on": approved_on.isoformat(),
        "approval_document": document.strip(),
    }
    steps.take(office, row, NoticeAction.APPROVE, {**patch}, document.strip())


def _refuse_future(office: Office, day: date, field: str) -> None:
    if day > office.today():
        raise ProblemError(Problem("DOC-040", {"day": day.isoformat()}, Place(field=field)))


def return_notice(office: Office, notice_id: str, reason: str) -> None:
    """Send a notice back to its drafter; whatever was examined and decided is examined anew.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-134, DOC-136 no reason was given, SYS-403.
    """
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.RETURN)
    steps.require_text(reason)
    gone = ("reviewed_by", "decided_by", "decided_on", "approved_by", "approved_on", "approval_document")
    steps.take(office, row, NoticeAction.RETURN, dict.fromkeys(gone), reason)


def issue(office: Office, notice_id: str, job: JobHandle | None = None) -> Printed:
    """Issue a notice that has come its way: render, read the finished PDF back, archive, number and hash.

    Nothing is issued when the gate finds a full number, telephone or a minor's name. A version that it
    corrects is out of force from then on. Where another PC has issued a sheet with its number meanwhile, it
    takes another one.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-135 the facts changed since the review, the gate's
            findings, DOC-004 a character that no font has, DOC-120 a board outside its scope, SYS-403.
    """
    from desktop.reports.gate import GateRules, inspect, office_phones
    from desktop.reports.preview import Preview
    from desktop.reports.rendering import render_mapped
    from desktop.services.boards.publishing import note_issued
    from desktop.services.disclosure.documents import build_document

    job = job or NoJob()
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.ISSUE)
    request = NoticeRequest.from_json(row.query or "{}")
    if outside := place_problems(office, row.item_code or "", request.places, office.today()):
        raise ProblemError(outside)
    job.report(0, 3, "compile")
    data, document = build_document(office, request, row.number or "")
    if document.check_code() != row.check_code:
        raise ProblemError(Problem("DOC-135", {"number": row.number or ""}))
    number = _free_number(office, row)
    if number != row.number:
        data, document = build_document(office, request, number)
    job.report(1, 3, "render")
    pdf, figures = render_mapped(document, draft=False)
    job.check_cancelled()
    job.report(2, 3, "gate")
    children, adults = names_by_age(office)
    found = inspect(pdf, GateRules(office_phones(data), number, children, adults))
    if found:
        raise ProblemError(found)
    with Preview(pdf) as pages:
        page_count = len(pages.sizes)
    # Bytes first: a kill in between leaves an unused attachment, never a notice without its sheet.
    sha256 = BlobStore(office.vault).put(pdf)
    figures_sha256 = BlobStore(office.vault).put(figures.to_json())
    with office.change("notice", f"{row.title}：{steps.step_label(NoticeAction.ISSUE)}") as work:
        steps.move(
            office,
            work,
            row,
            NoticeAction.ISSUE,
            {
                **_renumbered(row, number, document),
                "pdf_sha256": sha256,
                "figures_sha256": figures_sha256,
                "page_count": page_count,
                "issued_by": office.user.id,
                "issued_at": office.now_text(),
            },
            text=f"原编号 {row.number} 已被占用" if number != row.number else "",
        )
        owe_to_county(work, sha256, figures_sha256)
        _supersede(office, work, replace(row, number=number))
        note_issued(work, row.id, document.origins())
    return Printed(pdf, archived=True)


def _renumbered(row: NoticeRow, number: str, document: "Notice") -> dict[str, Value]:
    """What another number changes in a notice: the number is part of what a sheet says, and of its hash."""
    from desktop.reports.comparison import content_of

    if number == row.number:
        return {}
    return {
        "number": number,
        "content": content_of(document),
        "check_code": document.check_code(),
        "content_mark": document.content_mark(),
    }


def _supersede(office: Office, work: Work, row: NoticeRow) -> None:
    """Put the version that a notice corrects out of force; one that was withdrawn meanwhile stays so."""
    old = queries.find_notice(work.connection, row.corrects_id) if row.corrects_id else None
    if old is not None and steps.route(office, old).next_state(old.state, NoticeAction.SUPERSEDE):
        steps.move(office, work, old, NoticeAction.SUPERSEDE, text=row.number or "")


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
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.PRINT)
    steps.take(office, row, NoticeAction.PRINT, {}, str(copies))
    office.log_access("print", "notice", row.id, purpose=row.number or "")


def archive(office: Office, notice_id: str) -> None:
    """Close the file of a notice whose term is over.

    Raises:
        ProblemError: DOC-132, DOC-133, SYS-403.
    """
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.ARCHIVE)
    steps.take(office, row, NoticeAction.ARCHIVE, {})


def withdraw(office: Office, notice_id: str, reason: str) -> None:
    """Take a notice back; its number, its archived sheet and its steps stay.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-136 no reason was given, SYS-403.
    """
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.WITHDRAW)
    steps.require_text(reason)
    steps.take(office, row, NoticeAction.WITHDRAW, {}, reason)


def correct(office: Office, notice_id: str, reason: str, request: NoticeRequest | None = None) -> str:
    """Draft a new version of an issued notice; the old one stays in force until the new one is issued.

    The new sheet says which version it corrects, why, and what it says otherwise.

    Returns:
        The id of the new draft.

    Raises:
        ProblemError: DOC-132, DOC-133, DOC-136 what is corrected was not named, DOC-041 a correction is
            under way, SYS-403.
    """
    row = steps.existing(office, notice_id)
    steps.require(office, row, NoticeAction.CORRECT)
    steps.require_text(reason)
    with office.store.reading() as connection:
        others = queries.list_corrections(connection, row.id)
    under_way = next((each for each in others if each.state != NoticeState.WITHDRAWN), None)
    if under_way is not None:
        raise ProblemError(Problem("DOC-041", {"number": under_way.number or ""}))
    wanted = request or NoticeRequest.from_json(row.query or "{}")
    new_id = make_notice(office, replace(wanted, correction=reason.strip()), corrects_id=row.id)
    with office.change("notice", f"{row.title}：{steps.step_label(NoticeAction.CORRECT)}") as work:
        for each in (row.id, new_id):
            steps.write_step(office, work, each, NoticeAction.CORRECT.value, reason.strip())
    return new_id
