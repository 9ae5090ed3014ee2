"""Papers of a case: brought, shown, waived, given back; an original that stays has a receipt at once.

Source:
    domain.md 9: original papers never stay in the office without a receipt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from db.queries import agency as queries
from db.queries.agency import CaseRow, PaperRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.domain.service_case import CaseState, CaseStep, PaperState
from desktop.domain.service_catalogue import PaperForm, PaperNeed
from desktop.services.agency.case_rows import insert_paper, insert_step
from desktop.services.agency.cases import Case, existing, list_cases
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class Brought:
    """A paper that was brought, and how: as original that stays, shown, as copy, filled in."""

    paper_id: str
    form: PaperForm


@dataclass(frozen=True, slots=True)
class HeldOriginal:
    """An original of a villager that is not given back.

    ``days`` it has been here; ``is_overdue`` when it should have been given back by now.
    """

    case: Case
    paper: PaperRow
    days: int
    is_overdue: bool


def receive_papers(office: Office, case_id: str, brought: Sequence[Brought]) -> str:
    """Write down papers that were brought; originals that stay get one receipt together.

    Returns:
        Number of the receipt; empty when no original stays.

    Raises:
        ProblemError: SVC-010, SVC-022 nothing is ticked; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    if not brought:
        raise ProblemError(Problem("SVC-022", place=Place(field="papers")))
    today = office.today().isoformat()
    with office.change("edit", "代办收材料") as work:
        row = existing(work.connection, case_id)
        known = {paper.id: paper for paper in _papers(work, row)}
        wanted = [each for each in brought if each.paper_id in known]
        stays = [each for each in wanted if each.form is PaperForm.ORIGINAL]
        receipt = _next_receipt(row, known.values()) if stays else ""
        told = []
        for each in wanted:
            is_original = each.form is PaperForm.ORIGINAL
            patch: dict[str, Value] = {
                "state": PaperState.SHOWN if each.form is PaperForm.SHOWN else PaperState.RECEIVED,
                "is_original": is_original,
                "received_on": today,
                "receipt_no": receipt if is_original else None,
                "returned_on": None,
                "returned_to": None,
            }
            work.update("service_case_paper", each.paper_id, patch)
            form = code_table("service_paper_form").label(each.form)
            told.append(f"{known[each.paper_id].title} {form}")
        text = "、".join(told)
        insert_step(office, work, row.id, "receive", f"{text}；收据 {receipt}" if receipt else text)
        if row.state == CaseState.ASKED:
            insert_step(office, work, row.id, CaseStep.COLLECT, "")
            work.update("service_case", row.id, {"state": CaseState.COLLECTING})
    return receipt


def _papers(work: Work, row: CaseRow) -> tuple[PaperRow, ...]:
    return queries.list_papers(work.connection, (row.id,)).get(row.id, ())


def _next_receipt(row: CaseRow, papers: Iterable[PaperRow]) -> str:
    """The next receipt of a case: its number, ``R``, and a serial of its own."""
    given = {paper.receipt_no for paper in papers if paper.receipt_no}
    serial = 1
    while f"{row.number}-R{serial}" in given:
        serial += 1
    return f"{row.number}-R{serial}"


def add_paper(office: Office, case_id: str, title: str, form: PaperForm = PaperForm.COPY) -> str:
    """Ask for one more paper; returns its id.

    Raises:
        ProblemError: SVC-010, SVC-022 no title, SVC-042 it is asked for already; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "代办加材料") as work:
        row = existing(work.connection, case_id)
        if not title.strip():
            raise ProblemError(Problem("SVC-022", place=Place(field="title")))
        if title.strip() in {paper.title for paper in _papers(work, row)}:
            raise ProblemError(Problem("SVC-042", {"title": title.strip()}, Place(field="title")))
        return insert_paper(work, row.id, PaperNeed(title.strip(), form, required=True))


def waive_papers(office: Office, case_id: str, paper_ids: Sequence[str], reason: str) -> None:
    """Papers that are not needed here: looked up by the office, or replaced by a promise.

    Raises:
        ProblemError: SVC-010, SVC-017 no reason, SVC-022 nothing is ticked; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    words = code_table("service_paper_state").label(PaperState.WAIVED)
    if not reason.strip():
        raise ProblemError(Problem("SVC-017", {"step": words}, Place(field="text")))
    with office.change("edit", "代办免交材料") as work:
        row = existing(work.connection, case_id)
        chosen = [p for p in _papers(work, row) if p.id in paper_ids and p.state == PaperState.MISSING]
        if not chosen:
            raise ProblemError(Problem("SVC-022", place=Place(field="papers")))
        for paper in chosen:
            work.update("service_case_paper", paper.id, {"state": PaperState.WAIVED, "note": reason.strip()})
        titles = "、".join(paper.title for paper in chosen)
        insert_step(office, work, row.id, "receive", f"{words}：{titles}（{reason.strip()}）")


def give_back(office: Office, case_id: str, paper_ids: Sequence[str], to: str, on: str) -> None:
    """Give originals back against a signature on the receipt.

    Raises:
        ProblemError: SVC-010, SVC-020 a day that is none or before they came, SVC-021 nobody took them,
            SVC-022 nothing is ticked; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    if not to.strip():
        raise ProblemError(Problem("SVC-021", place=Place(field="to")))
    with office.change("edit", "代办退还原件") as work:
        row, chosen = _held(work, case_id, paper_ids)
        earliest = max(paper.received_on for paper in chosen)
        if not is_day(on) or not earliest <= on <= office.today().isoformat():
            raise ProblemError(Problem("SVC-020", {"value": on}, Place(field="on")))
        for paper in chosen:
            patch: dict[str, Value] = {
                "state": PaperState.RETURNED,
                "returned_on": on,
                "returned_to": to.strip(),
                "held_at": None,
            }
            work.update("service_case_paper", paper.id, patch)
        titles = "、".join(paper.title for paper in chosen)
        insert_step(office, work, row.id, "give_back", f"{titles}：{to.strip()}")


def keep_by_office(office: Office, case_id: str, paper_ids: Sequence[str], reason: str) -> None:
    """Originals that the office above keeps for good, such as an old identity card.

    Raises:
        ProblemError: SVC-010, SVC-017 no reason, SVC-022 nothing is ticked; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    words = code_table("service_paper_state").label(PaperState.KEPT)
    if not reason.strip():
        raise ProblemError(Problem("SVC-017", {"step": words}, Place(field="text")))
    with office.change("edit", "代办原件由办理单位收存") as work:
        row, chosen = _held(work, case_id, paper_ids)
        for paper in chosen:
            work.update("service_case_paper", paper.id, {"state": PaperState.KEPT, "note": reason.strip()})
        titles = "、".join(paper.title for paper in chosen)
        insert_step(office, work, row.id, "give_back", f"{words}：{titles}（{reason.strip()}）")


def _held(work: Work, case_id: str, paper_ids: Sequence[str]) -> tuple[CaseRow, list[PaperRow]]:
    row = existing(work.connection, case_id)
    chosen = [
        paper
        for paper in _papers(work, row)
        if paper.id in paper_ids and paper.is_original and paper.state == PaperState.RECEIVED
    ]
    if not chosen:
        raise ProblemError(Problem("SVC-022", place=Place(field="papers")))
    return row, chosen


def list_originals(office: Office) -> tuple[HeldOriginal, ...]:
    """Originals that are not given back, those that should have been first, then the longest here.

    Raises:
        ProblemError: SYS-403.
    """
    today = office.today()
    cases = list_cases(office, "originals")
    with office.store.reading() as connection:
        papers = queries.list_papers(connection, [case.row.id for case in cases])
    days = get_rule("agency.original.days", today, office.vault.village.division_code).value
    found = []
    for case in cases:
        # what was withdrawn ended on no day of its own: what lies here of it is due back at once
        ended = case.row.finished_on or (case.row.opened_at[:10] if case.row.result else "")
        late = bool(ended) and (today - date.fromisoformat(ended)).days >= days
        for paper in papers.get(case.row.id, ()):
            if paper.is_original and paper.state == PaperState.RECEIVED:
                here = (today - date.fromisoformat(paper.received_on)).days
                found.append(HeldOriginal(case, paper, here, late))
    return tuple(sorted(found, key=lambda each: (not each.is_overdue, -each.days)))
