"""Certificates of the closed list: previewed, issued with a number and a stub, archived, voided (证明).

They are change sets of kind ``certificate``: they are history, but Ctrl+Z does not take them back.
"""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from string import Formatter

from db.queries import certificates as queries
from db.queries import register_card
from db.queries.certificates import CertificateRow
from desktop.domain.accounts import Right, Role
from desktop.domain.catalogue import catalogue
from desktop.domain.certificate_kind import (
    CertificateKind,
    RefusedPaper,
    certificate_kinds,
    find_refused,
    kinds_allowed,
    list_in_force,
    refused_papers,
)
from desktop.domain.chinese_date import read_date
from desktop.domain.masking import mask_citizen_id, mask_phone
from desktop.domain.notice_mark import CHECK_CODE_LENGTH, read_code
from desktop.domain.period import day_words
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.reports.certificate_sheets import (
    STUB_HEADINGS,
    CertificateSheet,
    StubLine,
    build_certificate,
    build_stub_book,
    stub_cells,
)
from desktop.reports.document import Notice
from desktop.services.disclosure.marking import marked
from desktop.services.field_text import value_text
from desktop.services.numbering import series
from desktop.services.office import Office, actors
from desktop.services.settings import load_settings
from desktop.vault.blobs import BlobStore

__all__ = ["CertificateKind", "RefusedPaper", "find_refused", "refused_papers"]

MOST_COPIES = 20
_MASKS = {"citizen_id": mask_citizen_id, "mobile": mask_phone}
_DAY = len("2026-01-01")
_NUMBER = re.compile(r"\d{12}-\d{4}-Z-[A-Z]{0,3}\d{4,}")


@dataclass(frozen=True, slots=True)
class CertificateRequest:
    """What a certificate shall say: its kind, whom it is about, and the values that were asked."""

    kind: str
    person_id: str
    recipient: str
    purpose: str
    copies: int = 1
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft: its bytes with the watermark, and what `issue_certificate` holds the register against."""

    pdf: bytes
    mark: str


@dataclass(frozen=True, slots=True)
class Issued:
    """An issued certificate and its archived bytes."""

    id: str
    number: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class CertificateSummary:
    """One line of the list; days ISO texts, ``voided_at`` empty for a good one.

    ``is_shared``: another good certificate bears its number, given by another PC.
    """

    id: str
    number: str
    kind: str
    kind_label: str
    person_id: str
    person: str
    recipient: str
    purpose: str
    issued_on: str
    issued_by: str
    copies: int
    check_code: str
    voided_at: str
    voided_by: str
    void_reason: str
    is_shared: bool = False

    @property
    def is_void(self) -> bool:
        """Whether it was voided."""
        return bool(self.voided_at)


def allowed_kinds(office: Office) -> tuple[CertificateKind, ...]:
    """What this place's list allows today.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.ISSUE_CERTIFICATE)
    return kinds_allowed(office.vault.village.division_code, office.today())


def list_source(office: Office) -> str:
    """Where the list of this place stands, in words."""
    return list_in_force(office.vault.village.division_code, office.today()).source


def refuse(office: Office, name: str) -> ProblemError:
    """Why a paper that somebody asks for is not issued here, with whose job it is where that is known."""
    found = find_refused(name)
    if found:
        paper = found[0]
        values = {"name": paper.name, "office": paper.office, "advice": paper.advice}
        return ProblemError(Problem("DOC-201", values))
    return ProblemError(Problem("DOC-202", {"name": name, "source": list_source(office)}))


# Issuing


def preview_certificate(office: Office, request: CertificateRequest) -> Preview:
    """The sheet as it would be issued, with a watermark and without a number.

    Raises:
        ProblemError: DOC-201 or DOC-202 the list does not allow it, DOC-203 to DOC-206, DOC-209 to
            DOC-211 what is missing or does not fit, at its field; SYS-403.
    """
    from desktop.reports.rendering import render

    kind = _allowed(office, request.kind)
    sheet = _compiled(office, kind, request)
    office.log_access("reveal", "person", request.person_id, sorted(kind.full), f"预览{kind.label}")
    document = build_certificate(sheet)
    return Preview(render(document, draft=True), document.content_mark())


def issue_certificate(office: Office, request: CertificateRequest, mark: str) -> Issued:
    """Issue a certificate: the next number of the year, archived bytes with hash and square code.

    Args:
        office: The office at work.
        request: What it shall say.
        mark: Of the preview that was looked at.

    Raises:
        ProblemError: As `preview_certificate`; DOC-212 the register changed since the preview, DOC-004 a
            character that no font has.
    """
    from desktop.reports.rendering import render

    kind = _allowed(office, request.kind)
    sheet = _compiled(office, kind, request)
    if build_certificate(sheet).content_mark() != mark:
        raise ProblemError(Problem("DOC-212"))
    blobs = BlobStore(office.vault)
    while True:
        with office.store.reading() as connection:
            prefix = f"{office.vault.village.division_code}-{office.today().year}-Z-{series(connection)}"
            serial = queries.next_serial(connection, prefix)
        number = f"{prefix}{serial:04d}"
        document = marked(office, build_certificate(replace(sheet, number=number)))
        pdf = render(document, draft=False)
        # Bytes first: a kill in between leaves an unused attachment, never a certificate without its sheet.
        sha256 = blobs.put(pdf)
        with office.change("certificate", f"开具{kind.label} {number}") as work:
            if queries.next_serial(work.connection, prefix) != serial:
                continue  # another window took the number meanwhile
            certificate_id = work.insert(
                "certificate",
                {
                    "number": number,
                    "kind": kind.code,
                    "person_id": request.person_id,
                    "recipient": sheet.recipient,
                    "purpose": sheet.purpose,
                    "content": _content(sheet, document),
                    "issued_on": sheet.issued_on.isoformat(),
                    "issued_by": office.user.id,
                    "copies": request.copies,
                    "check_code": document.check_code(),
                    "pdf_sha256": sha256,
                },
            )
            office.write_access(
                work.connection, "print", "person", request.person_id, sorted(kind.full), f"证明 {number}"
            )
        return Issued(certificate_id, number, pdf)


def _content(sheet: CertificateSheet, document: Notice) -> str:
    """What stays readable when the register has changed: the name, and every text of the sheet."""
    return json.dumps({"person": sheet.person, "texts": list(document.texts())}, ensure_ascii=False)


def _allowed(office: Office, code: str) -> CertificateKind:
    office.require(Right.ISSUE_CERTIFICATE)
    kind = next((each for each in allowed_kinds(office) if each.code == code), None)
    if kind is None:
        known = certificate_kinds().get(code)
        raise refuse(office, known.label if known else code)
    if office.user.role not in kind.roles:
        roles = "、".join(role.label for role in Role if role in kind.roles)
        raise ProblemError(Problem("DOC-205", {"name": kind.label, "roles": roles}, Place(field="kind")))
    return kind


def _compiled(office: Office, kind: CertificateKind, request: CertificateRequest) -> CertificateSheet:
    office.require(Right.REVEAL)
    read, name, problems = _read(office, kind, request.person_id)
    values = {each: text.strip() for each, text in request.values}
    for asked in kind.asked:
        text = values.get(asked.name, "")
        if asked.required and not text:
            problems.append(Problem("DOC-204", {"label": asked.label}, Place(field=asked.name)))
        elif asked.form == "day" and text:
            day = read_date(text, office.today()).value
            if day is None or len(day) < _DAY:
                problems.append(Problem("DOC-211", {"value": text}, Place(field=asked.name)))
            else:
                values[asked.name] = day_words(date.fromisoformat(day))
    for field, label, text in (
        ("recipient", "接收单位", request.recipient),
        ("purpose", "用途", request.purpose),
    ):
        if not text.strip():
            problems.append(Problem("DOC-204", {"label": label}, Place(field=field)))
    if not 1 <= request.copies <= MOST_COPIES:
        numbers = {"value": str(request.copies), "most": str(MOST_COPIES)}
        problems.append(Problem("DOC-206", numbers, Place(field="copies")))
    if problems:
        raise ProblemError(problems)
    village, settings = office.vault.village, load_settings(office)
    bodies = {
        "committee": f"{village.name}村民委员会",
        "branch": settings.branch_name or f"中共{village.name}支部委员会",
    }
    gaps = (
        {asked.name: "" for asked in kind.asked}
        | read
        | values
        | bodies
        | {
            "village": village.name,
            "full_place": village.full_name,
            "recipient": request.recipient.strip(),
            "purpose": request.purpose.strip(),
        }
    )
    return CertificateSheet(
        title=kind.label,
        number="",
        paragraphs=tuple(_filled(text, gaps) for text in kind.text),
        issuer=bodies[kind.issuer],
        issued_on=office.today(),
        basis=kind.basis,
        person=name,
        recipient=request.recipient.strip(),
        purpose=request.purpose.strip(),
        copies=request.copies,
        issued_by=office.user.display_name,
    )


def _filled(text: str, gaps: dict[str, str]) -> str:
    """A paragraph with its gaps filled; a clause of which a gap is empty is left out with its comma."""
    clauses = []
    for clause in text.split("，"):
        names = [gap for _, gap, _, _ in Formatter().parse(clause) if gap]
        if not names or any(gaps[name] for name in names):
            clauses.append(clause.format_map(gaps))
    return "，".join(clauses)


def _read(office: Office, kind: CertificateKind, person_id: str) -> tuple[dict[str, str], str, list[Problem]]:
    """Fields of the register as the sheet shows them, the name, and what is missing or does not fit."""
    with office.store.reading() as connection:
        found = register_card.find_person(connection, person_id, office.today().isoformat())
    if found is None:
        raise ProblemError(Problem("REG-001", place=Place(field="person")))
    person = dict(found.person)
    name = str(person["name"] or "")
    if person["death_date"]:
        raise ProblemError(Problem("DOC-209", {"person": name}, Place(field="person")))
    stay = next((each for each in found.stays if each["lasts"]), None)
    if stay is not None:
        person["villager_group"] = stay["villager_group"]
    texts, problems = {}, []
    for field in kind.reads:
        spec = catalogue().get(field)
        text = value_text(spec, person.get(field))
        allowed = kind.requires.get(field)
        if field in kind.required and not text:
            values = {"person": name, "label": spec.label}
            problems.append(Problem("DOC-203", values, Place(field="person")))
        elif allowed is not None and str(person.get(field)) not in allowed:
            values = {"person": name, "label": spec.label, "value": text}
            problems.append(Problem("DOC-210", values, Place(field="person")))
        if field == "birth_date" and len(text) == _DAY:
            text = day_words(date.fromisoformat(text))
        texts[field] = text if field in kind.full or field not in _MASKS else _MASKS[field](text)
    return texts, name, problems


# Reading


def _summary(row: CertificateRow, names: dict[str, str]) -> CertificateSummary:
    known = certificate_kinds().get(row.kind)
    return CertificateSummary(
        row.id,
        row.number,
        row.kind,
        known.label if known else row.kind,
        row.person_id,
        str(json.loads(row.content).get("person", "")),
        row.recipient,
        row.purpose,
        row.issued_on,
        names.get(row.issued_by, ""),
        row.copies,
        row.check_code or "",
        row.voided_at or "",
        names.get(row.voided_by or "", ""),
        row.void_reason or "",
    )


def list_certificates(office: Office, year: int = 0, text: str = "") -> tuple[CertificateSummary, ...]:
    """Certificates of a year or of all, the latest first, whose number, name or words hold a text.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.ISSUE_CERTIFICATE)
    names = actors(office)
    with office.store.reading() as connection:
        span = (f"{year}-01-01", f"{year}-12-31") if year else ("", "9")
        rows = queries.list_certificates(connection, *span)
        shared = set(queries.list_shared_numbers(connection))
    found = (
        replace(_summary(row, names), is_shared=not row.voided_at and row.number in shared) for row in rows
    )
    return tuple(
        each
        for each in found
        if text in f"{each.number}{each.person}{each.kind_label}{each.recipient}{each.purpose}"
    )


def _existing(office: Office, certificate_id: str) -> CertificateRow:
    with office.store.reading() as connection:
        row = queries.find_certificate(connection, certificate_id)
    if row is None:
        raise ProblemError(Problem("DOC-200", {"number": certificate_id}))
    return row


def certificate_pdf(office: Office, certificate_id: str) -> bytes:
    """The archived sheet, which shows personal data in full; that it was looked at is logged first.

    Raises:
        ProblemError: DOC-200, DOC-123 its sheet is on the PC that issued it, SYS-403, VLT-031 and VLT-032
            when the archive is damaged.
    """
    office.require(Right.ISSUE_CERTIFICATE)
    office.require(Right.REVEAL)
    row = _existing(office, certificate_id)
    office.log_access("reveal", "certificate", row.id, purpose=row.number)
    blobs, sha256 = BlobStore(office.vault), row.pdf_sha256 or ""
    if not blobs.has(sha256) and sha256:
        raise ProblemError(Problem("DOC-123", {"number": row.number}))
    return blobs.get(sha256)


def record_print(office: Office, certificate_id: str) -> None:
    """Write down that an issued certificate was printed again.

    Raises:
        ProblemError: DOC-200, DOC-213 it is void, SYS-403.
    """
    office.require(Right.PRINT)
    office.require(Right.ISSUE_CERTIFICATE)
    row = _existing(office, certificate_id)
    if row.voided_at:
        raise ProblemError(Problem("DOC-213", {"number": row.number}))
    office.log_access("print", "certificate", row.id, purpose=row.number)


def void_certificate(office: Office, certificate_id: str, reason: str) -> None:
    """Void a certificate; its number, its archived sheet and its line in the stub book stay.

    Raises:
        ProblemError: DOC-200, DOC-207 no reason, DOC-208 it is void already, SYS-403.
    """
    office.require(Right.ISSUE_CERTIFICATE)
    row = _existing(office, certificate_id)
    if row.voided_at:
        raise ProblemError(Problem("DOC-208", {"number": row.number}))
    if not reason.strip():
        raise ProblemError(Problem("DOC-207", place=Place(field="reason")))
    with office.change("certificate", f"作废证明 {row.number}") as work:
        patch = {"voided_at": office.now_text(), "voided_by": office.user.id, "void_reason": reason.strip()}
        work.update("certificate", row.id, patch)


def find_archived(office: Office, pdf: bytes) -> CertificateSummary | None:
    """The certificate that a file is the sheet of, byte by byte; None for any other file.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.ISSUE_CERTIFICATE)
    names = actors(office)
    with office.store.reading() as connection:
        row = queries.find_certificate_by_hash(connection, hashlib.sha256(pdf).hexdigest())
    return None if row is None else _summary(row, names)


def verify_code(office: Office, text: str) -> tuple[CertificateSummary, bool] | None:
    """The certificate that a square code or typed words name, and whether the check code beside it agrees.

    Args:
        office: The office at work.
        text: What a scanner read, or number and check code as typed.

    Returns:
        None where no certificate of this office has the number.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.ISSUE_CERTIFICATE)
    told = unicodedata.normalize("NFKC", text).upper()
    number = _NUMBER.search(told)
    if number is None:
        return None
    with office.store.reading() as connection:
        rows = queries.list_by_number(connection, number.group())
    if not rows:
        return None
    parts = re.split(r"[^0-9A-Z]+", told[number.end() :])
    code = next((code for part in parts if (code := read_code(part))), "")[:CHECK_CODE_LENGTH]
    # Two PCs may have given one number: the code tells which of their papers this is.
    row = next((each for each in rows if code and each.check_code == code), None)
    return _summary(row or rows[0], actors(office)), row is not None


# The stub book


def _stubs(office: Office, year: int) -> tuple[StubLine, ...]:
    found = list_certificates(office, year)
    if not found:
        raise ProblemError(Problem("DOC-214", {"year": str(year)}))
    return tuple(
        StubLine(
            each.number,
            each.issued_on,
            each.kind_label,
            each.person,
            each.recipient,
            each.purpose,
            each.copies,
            each.issued_by,
            f"{each.voided_at[:_DAY]} {each.void_reason}" if each.is_void else "",
        )
        for each in sorted(found, key=lambda each: each.number)
    )


def render_stub_book(office: Office, year: int) -> bytes:
    """The stubs of a year as PDF; that they were printed is logged first.

    Raises:
        ProblemError: DOC-214 there are none, SYS-403.
    """
    from desktop.reports.rendering import render_internal

    office.require(Right.PRINT)
    lines = _stubs(office, year)
    office.log_access("print", "certificate", purpose=f"存根册 {year}")
    return render_internal(build_stub_book(office.vault.village, year, office.today(), lines))


def export_stub_book(office: Office, year: int, path: Path) -> int:
    """The stubs of a year as a workbook (xlsx or csv); logged.

    Returns:
        Number of certificates written.

    Raises:
        ProblemError: DOC-214 there are none, IMP-080 the file can't be written, SYS-403.
    """
    from desktop.exchange.list_writer import write_list

    office.require(Right.EXPORT)
    lines = _stubs(office, year)
    rows = [stub_cells(number, line) for number, line in enumerate(lines, start=1)]
    office.log_access("export", "certificate", purpose=f"存根册 {year}")
    return write_list(path, STUB_HEADINGS, rows, sheet_name=f"{year}年证明存根")
