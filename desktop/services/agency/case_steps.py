"""Takes agency cases through their steps (办理步骤), each one transaction with its line in the record."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import agency as queries
from db.queries.agency import CaseRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.leak_scanner import find_leaks
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.service_case import NEEDS_TEXT, CaseStep, Move, Obstacle, PaperState, find_move
from desktop.domain.service_catalogue import PaperForm, PaperNeed, office_term
from desktop.services.agency.case_rows import AGENT, VILLAGER, insert_paper, insert_step, insert_trip
from desktop.services.agency.cases import existing, facts_of
from desktop.services.agency.catalogue import catalogue_on
from desktop.services.office import Office

GRANTED, REFUSED, WITHDRAWN = "granted", "refused", "withdrawn"
"""Codes of service_case_result."""


@dataclass(frozen=True, slots=True)
class Submission:
    """Handing in: where, when, whether the agent went there, whether the originals went along."""

    to: str
    on: str
    agent_went: bool = True
    with_originals: bool = False


@dataclass(frozen=True, slots=True)
class Delivery:
    """Handing over the result: when, how (a service_delivery_way), to whom, and what the person says of it.

    ``satisfaction`` is a code, empty where nobody asked; ``villager_came`` counts as a trip of his.
    """

    on: str
    way: str
    taken_by: str
    satisfaction: str = ""
    villager_came: bool = False
    closes: bool = True


def submit(office: Office, case_id: str, submission: Submission) -> None:
    """Hand a case in; the office's term begins.

    Raises:
        ProblemError: SVC-010, SVC-013 not now, SVC-014 papers are missing, SVC-019 no office, SVC-020;
            SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    _require_past_day(office, submission.on, "on")
    if not submission.to.strip():
        raise ProblemError(Problem("SVC-019", place=Place(field="to")))
    where = submission.to.strip()
    with office.change("edit", "代办报送") as work:
        row = _take(office, work, case_id, CaseStep.SUBMIT, where)
        item = catalogue_on(work.connection, office.today())[0].find(row.item)
        term = office_term(item, date.fromisoformat(submission.on)) if item else None
        patch: dict[str, Value] = {
            "submitted_to": where,
            "submitted_on": submission.on,
            "due_on": term.last.isoformat() if term else None,
        }
        work.update("service_case", row.id, patch)
        if submission.agent_went:
            insert_trip(work, row.id, AGENT, submission.on, where, "报送材料")
        if submission.with_originals:
            for paper in queries.list_papers(work.connection, (row.id,)).get(row.id, ()):
                if paper.is_original and paper.state == PaperState.RECEIVED:
                    work.update("service_case_paper", paper.id, {"held_at": where})


def accept(office: Office, case_id: str, on: str, due_on: str = "", text: str = "") -> None:
    """The office took the case: its term counts from this day, or ends on the day it promised.

    Raises:
        ProblemError: SVC-010, SVC-013, SVC-020 a day that is none; SYS-403.

    Source:
        行政许可法 42–45: terms count from acceptance.
    """
    office.require(Right.EDIT_SERVICES)
    _require_past_day(office, on, "on")
    if due_on and (not is_day(due_on) or due_on < on):
        raise ProblemError(Problem("SVC-020", {"value": due_on}, Place(field="due_on")))
    with office.change("edit", "代办窗口受理") as work:
        row = _take(office, work, case_id, CaseStep.ACCEPT, text)
        if not due_on:
            item = catalogue_on(work.connection, office.today())[0].find(row.item)
            term = office_term(item, date.fromisoformat(on)) if item else None
            due_on = term.last.isoformat() if term else ""
        work.update("service_case", row.id, {"due_on": due_on or None})


def send_back(office: Office, case_id: str, text: str, papers: Sequence[str] = ()) -> None:
    """The office wants more papers; each is asked for as a required one.

    Raises:
        ProblemError: SVC-010, SVC-013, SVC-017 no reason; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "代办退回补正") as work:
        row = _take(office, work, case_id, CaseStep.SEND_BACK, text)
        known = {paper.title for paper in queries.list_papers(work.connection, (row.id,)).get(row.id, ())}
        for title in dict.fromkeys(each.strip() for each in papers):
            if title and title not in known:
                insert_paper(work, row.id, PaperNeed(title, PaperForm.COPY, required=True))
        work.update("service_case", row.id, {"papers_asked_again": True, "due_on": None})


def grant(office: Office, case_id: str, on: str, text: str = "", delivery: Delivery | None = None) -> None:
    """The matter is done; with a delivery it is handed over in the same breath (当场办结).

    Raises:
        ProblemError: SVC-010, SVC-013, SVC-014, SVC-016 the village can't decide it, SVC-020, and those of
            `deliver`; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    _require_past_day(office, on, "on")
    with office.change("edit", "代办办成") as work:
        row = _take(office, work, case_id, CaseStep.GRANT, text)
        patch: dict[str, Value] = {"finished_on": on, "result": GRANTED, "result_text": text.strip() or None}
        if not row.due_on:
            item = catalogue_on(work.connection, office.today())[0].find(row.item)
            if item is not None and item.at_once:
                patch["due_on"] = on
        work.update("service_case", row.id, patch)
        if delivery is not None:
            _deliver(office, work, row.id, delivery)


def refuse(office: Office, case_id: str, on: str, reason: str, next_step: str) -> None:
    """The matter can't be done: why, and what the person can do now.

    Raises:
        ProblemError: SVC-010, SVC-013, SVC-017 no reason, SVC-018 no next step, SVC-020; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    _require_past_day(office, on, "on")
    if not next_step.strip():
        raise ProblemError(Problem("SVC-018", place=Place(field="next_step")))
    with office.change("edit", "代办不予办理") as work:
        row = _take(office, work, case_id, CaseStep.REFUSE, reason)
        patch: dict[str, Value] = {
            "finished_on": on,
            "result": REFUSED,
            "result_text": reason.strip(),
            "next_step": next_step.strip(),
        }
        work.update("service_case", row.id, patch)


def deliver(office: Office, case_id: str, delivery: Delivery) -> None:
    """Hand the result over, with what the person says of it; closed at once when nothing of his lies here.

    Raises:
        ProblemError: SVC-010, SVC-013, SVC-020, SVC-021 nobody took it; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "代办送达") as work:
        _deliver(office, work, case_id, delivery)


def _deliver(office: Office, work: Work, case_id: str, delivery: Delivery) -> None:
    _require_past_day(office, delivery.on, "delivered_on")
    if not delivery.taken_by.strip():
        raise ProblemError(Problem("SVC-021", place=Place(field="taken_by")))
    way = code_table("service_delivery_way").label(delivery.way)
    row = _take(office, work, case_id, CaseStep.DELIVER, f"{way}：{delivery.taken_by.strip()}")
    patch: dict[str, Value] = {
        "delivered_on": delivery.on,
        "delivered_way": delivery.way,
        "delivered_to": delivery.taken_by.strip(),
    }
    work.update("service_case", row.id, patch)
    if delivery.villager_came:
        insert_trip(work, row.id, VILLAGER, delivery.on, reason="来取结果")
    if row.life_event_id and row.result == GRANTED:
        registered: dict[str, Value] = {"registered_date": row.finished_on, "state": "registered"}
        work.update("life_event", row.life_event_id, registered)
    if row.event_id:
        _settle_event(office, work, row)
    if delivery.satisfaction:
        _rate(office, work, row.id, delivery.satisfaction)
    if delivery.closes and not row.originals:
        _take(office, work, row.id, CaseStep.CLOSE, "")


def _settle_event(office: Office, work: Work, row: CaseRow) -> None:
    """The task that the case came from is done with it, where that is the village's to say."""
    # the life of events is much to load for a case that has none
    from desktop.domain.event_state import Step
    from desktop.services.events.standing import find_row, standing_of, steps_here
    from desktop.services.events.steps import StepFacts, apply_step

    if not office.may(Right.EDIT_EVENTS):
        return
    if Step.SETTLE in steps_here(standing_of(office, find_row(work.connection, row.event_id))):
        result = code_table("service_case_result").label(row.result)
        told = "，".join(part for part in (f"代办{result}", row.result_text, row.next_step) if part)
        apply_step(office, work, row.event_id, Step.SETTLE, StepFacts(told))


def rate(office: Office, case_id: str, satisfaction: str) -> None:
    """Write down what the person says of it.

    Raises:
        ProblemError: SVC-010, SVC-013, SVC-028 no rating; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "代办评价") as work:
        _rate(office, work, case_id, satisfaction)


def _rate(office: Office, work: Work, case_id: str, satisfaction: str) -> None:
    words = code_table("satisfaction")
    if satisfaction not in words:
        raise ProblemError(Problem("SVC-028", place=Place(field="satisfaction")))
    row = _take(office, work, case_id, CaseStep.RATE, words.label(satisfaction))
    work.update("service_case", row.id, {"satisfaction": satisfaction, "rated_at": office.now_text()})


def withdraw(office: Office, case_id: str, text: str) -> None:
    """The person takes the matter back; originals are still to be given back.

    Raises:
        ProblemError: SVC-010, SVC-013, SVC-017; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "代办撤回") as work:
        row = _take(office, work, case_id, CaseStep.WITHDRAW, text)
        work.update("service_case", row.id, {"result": WITHDRAWN, "result_text": text.strip()})


def close(office: Office, case_id: str) -> None:
    """Close a case; nothing of the person's may lie here.

    Raises:
        ProblemError: SVC-010, SVC-013, SVC-015 an original is not given back; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "代办归档") as work:
        _take(office, work, case_id, CaseStep.CLOSE, "")


def hand_over(office: Office, case_ids: Sequence[str], agent_id: str, text: str = "") -> None:
    """Give cases into the hands of another agent.

    Raises:
        ProblemError: SVC-010, SVC-013, SVC-023 no agent, SVC-024 there is no such agent; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    if not agent_id:
        raise ProblemError(Problem("SVC-023", place=Place(field="agent_id")))
    with office.change("edit", "代办移交") as work:
        names = {row.id: row.name for row in queries.list_agents(work.connection)}
        if agent_id not in names:
            raise ProblemError(Problem("SVC-024", place=Place(field="agent_id")))
        for case_id in case_ids:
            row = existing(work.connection, case_id)
            told = f"{names.get(row.agent_id, '')}→{names[agent_id]}"
            told += f"：{text.strip()}" if text.strip() else ""
            _take(office, work, row.id, CaseStep.HAND_OVER, told)
            work.update("service_case", row.id, {"agent_id": agent_id})


def note(office: Office, case_id: str, text: str) -> None:
    """Write a line into the record of a case.

    Raises:
        ProblemError: SVC-010, SVC-017 nothing is written; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "代办备注") as work:
        _take(office, work, case_id, CaseStep.NOTE, text)


def set_public_text(office: Office, case_id: str, text: str) -> None:
    """What the county's page tells who asks with number and code; nothing personal.

    Raises:
        ProblemError: SVC-010, SVC-029 a name or a number stands in it; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "代办进度说明") as work:
        row = existing(work.connection, case_id)
        names = [each for each in (row.applicant, row.for_name, row.applicant_phone) if each]
        found = [leak.masked for leak in find_leaks(text)] + [name for name in names if name in text]
        if found:
            values = {"found": "、".join(dict.fromkeys(found))}
            raise ProblemError(Problem("SVC-029", values, Place(field="public_text")))
        work.update("service_case", row.id, {"public_text": text.strip() or None})


def record_proxy(office: Office, case_id: str, on: str, attested_by: str = "", text: str = "") -> None:
    """The person signed the proxy letter.

    Raises:
        ProblemError: SVC-010, SVC-020, SVC-026 nobody else may do it; SYS-403.
    """
    from desktop.domain.service_catalogue import Proxy

    office.require(Right.EDIT_SERVICES)
    _require_past_day(office, on, "on")
    with office.change("edit", "代办委托书") as work:
        row = existing(work.connection, case_id)
        item = catalogue_on(work.connection, office.today())[0].find(row.item)
        if item is not None and item.proxy is Proxy.NO:
            raise ProblemError(Problem("SVC-026", {"item": item.label, "reason": item.self_part}))
        patch: dict[str, Value] = {
            "proxy_on": on,
            "proxy_text": text.strip() or None,
            "proxy_attested_by": attested_by.strip() or None,
        }
        work.update("service_case", row.id, patch)
        insert_step(office, work, row.id, "proxy", attested_by.strip())


def _take(office: Office, work: Work, case_id: str, step: CaseStep, text: str) -> CaseRow:
    """Take a step: its line, the state after it. Returns the case as it is then."""
    row = existing(work.connection, case_id)
    words = code_table("service_case_step").label(step)
    if step in NEEDS_TEXT and not text.strip():
        raise ProblemError(Problem("SVC-017", {"step": words}, Place(field="text")))
    move = find_move(facts_of(row), step)
    if not isinstance(move, Move):
        raise ProblemError(_hindrance(office, work.connection, row, words, move))
    insert_step(office, work, row.id, step, text)
    if move.after != row.state:
        work.update("service_case", row.id, {"state": move.after})
    return existing(work.connection, row.id)


def _hindrance(
    office: Office, connection: Connection, row: CaseRow, step: str, obstacle: Obstacle
) -> Problem:
    papers = queries.list_papers(connection, (row.id,)).get(row.id, ())
    if obstacle is Obstacle.PAPERS:
        missing = [each.title for each in papers if each.required and each.state == PaperState.MISSING]
        return Problem("SVC-014", {"papers": "、".join(missing)})
    if obstacle is Obstacle.ORIGINALS:
        held = [each.title for each in papers if each.is_original and each.state == PaperState.RECEIVED]
        return Problem("SVC-015", {"papers": "、".join(held)})
    if obstacle is Obstacle.NOT_LOCAL:
        item = catalogue_on(connection, office.today())[0].find(row.item)
        return Problem(
            "SVC-016", {"item": item.label if item else row.item, "where": item.where if item else ""}
        )
    state = code_table("service_case_state").label(row.state)
    return Problem("SVC-013", {"step": step, "state": state})


def _require_past_day(office: Office, text: str, field: str) -> None:
    if not is_day(text) or text > office.today().isoformat():
        raise ProblemError(Problem("SVC-020", {"value": text}, Place(field=field)))
