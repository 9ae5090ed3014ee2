"""Agency cases (代办件): opened from what the register knows, taken through their steps, read back.

Every step is one transaction with its line in the case's record. Papers are `papers`, trips `trips`.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from db.connection import Connection
from db.queries import agency as queries
from db.queries.agency import CaseRow, PaperRow, TripRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.ids import RecordId, new_id
from desktop.domain.leak_scanner import find_leaks
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.progress_mark import ProgressMark, new_progress_code
from desktop.domain.rules import get_rule
from desktop.domain.service_case import (
    FINISHED_STATES,
    NEEDS_TEXT,
    OPEN_STATES,
    TO_DELIVER,
    CaseFacts,
    CaseState,
    CaseStep,
    Move,
    Obstacle,
    PaperState,
    allowed_steps,
    find_move,
)
from desktop.domain.service_catalogue import (
    LOCAL_CHANNELS,
    PaperForm,
    PaperNeed,
    ServiceItem,
    Since,
    last_day_to_apply,
    office_term,
)
from desktop.services.agency.agents import suggest_agent
from desktop.services.agency.catalogue import catalogue_on
from desktop.services.numbering import series
from desktop.services.office import Office, actors

__all__ = ["FINISHED_STATES", "OPEN_STATES", "CaseRow", "PaperRow", "TripRow"]

IN_PERSON = ("here", "family")
"""Codes of service_asked_way by which somebody came, which is a trip."""

ONLINE, FROM_EVENT = "online", "event"
GRANTED, REFUSED, WITHDRAWN = "granted", "refused", "withdrawn"
"""Codes of service_case_result."""

VILLAGER, AGENT = "villager", "agent"
NOT_RATED = "9"
"""Code of satisfaction of who was asked and did not say."""

_DAY = len("2026-01-01")


@dataclass(frozen=True, slots=True)
class NewCase:
    """What is typed when somebody asks; the rest follows from the catalogue and the register.

    Attributes:
        item: Code of the service.
        applicant: Name of who asks; taken from the person where it is empty.
        person_id: Who it is by the register; empty for somebody from elsewhere.
        household_id: Whose household; taken from the person where it is empty.
        phone: Telephone; empty takes the register's.
        for_name: Whom it is for, where that is somebody else.
        agent_id: Who does it.
        asked_way: Code of service_asked_way.
        happened_on: Day that the person's own term counts from; empty for none.
        counts_trip: Whether the coming counts as a trip of the villager.
        note: For the office.
        booking_id: The booking it comes from.
        event_id: The task it comes from.
        life_event_id: What the register knows happened.
    """

    item: str
    applicant: str = ""
    person_id: str = ""
    household_id: str = ""
    phone: str = ""
    for_name: str = ""
    agent_id: str = ""
    asked_way: str = "here"
    happened_on: str = ""
    counts_trip: bool = True
    note: str = ""
    booking_id: str = ""
    event_id: str = ""
    life_event_id: str = ""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What somebody who asks is told at once (一次性告知).

    Attributes:
        item: The service, with the village's own words.
        phone: Whom to call; empty for the village's office.
        papers: What is to be brought.
        apply_by: Last day to ask in time; None without a term or its day.
        term: Until when there is an answer if it is handed in today; None where nothing is fixed.
        warnings: What should be looked at; nothing keeps the case from being opened.
        agent_id: Who shall do it.
    """

    item: ServiceItem
    phone: str
    papers: tuple[PaperNeed, ...]
    apply_by: date | None
    term: date | None
    warnings: tuple[Problem, ...]
    agent_id: str


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the list of cases.

    ``days_left`` until it is due, None without a day or when it is decided.
    """

    row: CaseRow
    label: str
    agent: str
    days_left: int | None

    @property
    def state(self) -> CaseState:
        """How far it has come."""
        return CaseState(self.row.state)

    @property
    def state_label(self) -> str:
        """Its state in words."""
        return code_table("service_case_state").label(self.row.state)

    @property
    def who(self) -> str:
        """Whom it is for: the person himself, or who is named with who asks."""
        if not self.row.for_name or self.row.for_name == self.row.applicant:
            return self.row.applicant
        return f"{self.row.for_name}（{self.row.applicant}代）"

    @property
    def is_late(self) -> bool:
        """Whether its day has passed without a result."""
        return self.days_left is not None and self.days_left < 0


@dataclass(frozen=True, slots=True)
class CaseStepLine:
    """What was done about a case, with the name of who did it."""

    kind: str
    label: str
    text: str
    done_at: str
    done_by: str


@dataclass(frozen=True, slots=True)
class CaseDetail:
    """Everything about one case, and what may be done now.

    ``item`` is the catalogue's entry today, None where it is no longer there; ``blocked`` says of steps
    that the state allows what else is in their way.
    """

    case: Case
    item: ServiceItem | None
    papers: tuple[PaperRow, ...]
    steps: tuple[CaseStepLine, ...]
    trips: tuple[TripRow, ...]
    allowed: tuple[CaseStep, ...]
    blocked: Mapping[CaseStep, Obstacle]

    @property
    def mark(self) -> ProgressMark:
        """What the villager asks with how it stands."""
        return ProgressMark(self.case.row.number, self.case.row.code)


# Reading


def list_cases(office: Office, view: str = "open") -> tuple[Case, ...]:
    """Cases of a view: ``open`` (to decide or to deliver), ``originals``, ``done`` or ``all``.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_SERVICES)
    with office.store.reading() as connection:
        if view == "originals":
            rows = queries.list_with_originals(connection)
        elif view == "done":
            done = queries.list_cases(connection, (*FINISHED_STATES, CaseState.WITHDRAWN))
            rows = tuple(sorted(done, key=lambda row: row.opened_at, reverse=True))
        else:
            rows = queries.list_cases(connection, None if view == "all" else (*OPEN_STATES, *TO_DELIVER))
        return _shown(office, connection, rows)


def list_cases_about(
    office: Office, person_ids: Sequence[str] = (), household_ids: Sequence[str] = ()
) -> tuple[Case, ...]:
    """Cases of some people or households, the latest first; empty without the right to see them."""
    if not office.may(Right.READ_SERVICES):
        return ()
    with office.store.reading() as connection:
        return _shown(office, connection, queries.list_cases_about(connection, person_ids, household_ids))


def _shown(office: Office, connection: Connection, rows: Sequence[CaseRow]) -> tuple[Case, ...]:
    today = office.today()
    labels = {item.code: item.label for item in catalogue_on(connection, today)[0].items}
    names = {row.id: row.name for row in queries.list_agents(connection)}
    return tuple(
        Case(
            row,
            labels.get(row.item) or code_table("service_item").label(row.item),
            names.get(row.agent_id, ""),
            (date.fromisoformat(row.due_on) - today).days
            if row.due_on and CaseState(row.state) in OPEN_STATES
            else None,
        )
        for row in rows
    )


def get_case(office: Office, case_id: str) -> CaseDetail:
    """One case with its papers, steps and trips, by id or number.

    Raises:
        ProblemError: SVC-010 there is none, SYS-403.
    """
    office.require(Right.READ_SERVICES)
    names = actors(office)
    kinds = code_table("service_case_step")
    with office.store.reading() as connection:
        row = existing(connection, case_id)
        papers = queries.list_papers(connection, (row.id,)).get(row.id, ())
        steps = queries.list_steps(connection, row.id)
        trips = queries.list_trips(connection, row.id)
        case = _shown(office, connection, (row,))[0]
        item = catalogue_on(connection, office.today())[0].find(row.item)
    facts = facts_of(row)
    lines = tuple(
        CaseStepLine(
            step.kind, kinds.label(step.kind), step.text, step.done_at, names.get(step.done_by, step.done_by)
        )
        for step in steps
    )
    may = office.may(Right.EDIT_SERVICES)
    found = {step: find_move(facts, step) for step in CaseStep}
    blocked = {
        step: each
        for step, each in found.items()
        if isinstance(each, Obstacle) and each is not Obstacle.STATE
    }
    return CaseDetail(case, item, papers, lines, trips, allowed_steps(facts) if may else (), blocked)


def existing(connection: Connection, case_id: str) -> CaseRow:
    """A case as the file keeps it.

    Raises:
        ProblemError: SVC-010 there is none.
    """
    row = queries.find_case(connection, case_id)
    if row is None:
        raise ProblemError(Problem("SVC-010"))
    return row


def facts_of(row: CaseRow) -> CaseFacts:
    """What decides about the steps of a case."""
    return CaseFacts(CaseState(row.state), row.channel in LOCAL_CHANNELS, row.lacking, row.originals)


# Opening


def prepare_case(
    office: Office,
    *,
    person_id: str = "",
    household_id: str = "",
    booking_id: str = "",
    event_id: str = "",
    life_event_id: str = "",
) -> NewCase:
    """A new case with what is known of a person, a booking, a task or what happened in life filled in.

    Raises:
        ProblemError: SVC-030 there is no such booking, SVC-034 it has become a case already, SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.store.reading() as connection:
        if booking_id:
            new = _from_booking(connection, booking_id)
        elif life_event_id:
            new = _from_life(connection, life_event_id)
        elif event_id:
            new = _from_event(connection, event_id)
        else:
            asked_by = person_id or (queries.head_of(connection, household_id) if household_id else "")
            new = NewCase("", person_id=asked_by, household_id=household_id)
        return _completed(connection, new)


def _from_booking(connection: Connection, booking_id: str) -> NewCase:
    row = queries.find_booking(connection, booking_id)
    if row is None:
        raise ProblemError(Problem("SVC-030"))
    if row.case_id:
        raise ProblemError(Problem("SVC-034"))
    people = queries.find_by_name_and_phone(connection, row.name, row.phone)
    return NewCase(
        row.item,
        row.name,
        people[0] if len(people) == 1 else "",  # of several namesakes the clerk chooses
        phone=row.phone,
        for_name=row.for_name,
        asked_way=ONLINE,
        note=row.text,
        booking_id=row.id,
        counts_trip=False,
    )


def _from_life(connection: Connection, life_event_id: str) -> NewCase:
    row = queries.find_life_event(connection, life_event_id)
    if row is None:
        raise ProblemError(Problem("SVC-010"))
    item = next(
        (code for code, kinds in LIFE_ITEMS.items() if row.kind in kinds),
        "",
    )
    home = row.household_ids[0] if row.household_ids else ""
    head = queries.head_of(connection, home) if home else ""
    asks = head if head and head not in row.person_ids else ""
    if not asks and row.kind not in (*LIFE_ITEMS["01"], *LIFE_ITEMS["02"]) and row.person_ids:
        asks = row.person_ids[0]  # who moves asks for himself
    return NewCase(
        item,
        person_id=asks,
        household_id=home,
        for_name=row.names,
        happened_on=row.event_date if len(row.event_date) == _DAY else "",
        life_event_id=row.id,
    )


LIFE_ITEMS: Mapping[str, tuple[str, ...]] = {
    "01": ("10",),
    "02": ("20",),
    "03": ("30", "31", "40", "41", "51"),
}
"""Item → codes of population_change_kind after which somebody has to go to the police."""


def _from_event(connection: Connection, event_id: str) -> NewCase:
    people: list[str] = []
    homes: list[str] = []
    for table, record in queries.links_of_event(connection, event_id):
        (people if table == "person" else homes).append(record)
    home = homes[0] if homes else ""
    person = people[0] if people else queries.head_of(connection, home) if home else ""
    return NewCase("", person_id=person, household_id=home, event_id=event_id, asked_way=FROM_EVENT)


def _completed(connection: Connection, new: NewCase) -> NewCase:
    """With name and household of the person by the register."""
    person = queries.find_applicant(connection, new.person_id) if new.person_id else None
    if person is None:
        return new
    return replace(
        new,
        applicant=new.applicant or person.name,
        household_id=new.household_id or person.household_id,
    )


def look(office: Office, new: NewCase) -> Outlook | None:
    """What somebody who asks for a service is told at once; None while none is chosen.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_SERVICES)
    today = office.today()
    with office.store.reading() as connection:
        item = catalogue_on(connection, today)[0].find(new.item)
        if item is None:
            return None
        person = queries.find_applicant(connection, new.person_id) if new.person_id else None
        places = {row.item: row.phone for row in queries.list_places(connection)}
        warnings = _warnings(connection, new, item, today)
        agent = new.agent_id or suggest_agent(connection, office.user.id, item.code, today)
    since = new.happened_on
    if item.apply_within is not None and item.apply_within.since is Since.AGE16:
        since = person.birth_date if person is not None else ""
    apply_by = last_day_to_apply(item, date.fromisoformat(since)) if _is_day(since) else None
    if apply_by is not None and apply_by < today:
        warnings.append(Problem("SVC-044", {"day": apply_by.isoformat()}, severity=Severity.WARNING))
    term = office_term(item, today)
    if term is not None and term.unknown_years:
        years = "、".join(map(str, term.unknown_years))
        warnings.append(Problem("SVC-045", {"years": years}, severity=Severity.WARNING))
    return Outlook(
        item,
        places.get(item.code, ""),
        item.papers,
        apply_by,
        term.last if term else None,
        tuple(warnings),
        agent,
    )


def _warnings(connection: Connection, new: NewCase, item: ServiceItem, today: date) -> list[Problem]:
    found = []
    if item.window is not None and not item.is_taken_on(today):
        first, last = item.window
        values = {"date": today.isoformat(), "first": first, "last": last}
        found.append(Problem("SVC-043", values, severity=Severity.WARNING))
    if item.self_part:
        values = {"item": item.label, "reason": item.self_part}
        found.append(Problem("SVC-046", values, severity=Severity.WARNING))
    same = [
        row
        for row in queries.list_cases_about(connection, (new.person_id,) if new.person_id else ())
        if row.item == item.code and row.state in (*OPEN_STATES, *TO_DELIVER) and row.for_name == new.for_name
    ]
    if same:
        found.append(Problem("SVC-048", {"number": same[0].number}, severity=Severity.WARNING))
    return found


def case_id_of_booking(booking_id: str) -> RecordId:
    """Id of the case that a booking becomes: the same on every PC."""
    return RecordId(hashlib.sha256(f"service_case|booking|{booking_id}".encode()).hexdigest()[:32])


def open_case(office: Office, new: NewCase) -> str:
    """Open a case with its checklist of papers; returns its id.

    Raises:
        ProblemError: SVC-011 no service, SVC-012 nobody asks, SVC-020 a day that is none or to come,
            SVC-024 no such agent, SVC-030 no such booking, SVC-031 it was withdrawn, SVC-034 it has become
            a case already; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    today = office.today()
    with office.store.reading() as connection:
        item = catalogue_on(connection, today)[0].find(new.item)
        new = _completed(connection, new)
        person = queries.find_applicant(connection, new.person_id) if new.person_id else None
        agents = {row.id for row in queries.list_agents(connection)}
    problems = []
    if item is None or not item.is_offered:
        problems.append(Problem("SVC-011", place=Place(field="item")))
    if not new.applicant.strip():
        problems.append(Problem("SVC-012", place=Place(field="applicant")))
    if new.happened_on and (not _is_day(new.happened_on) or new.happened_on > today.isoformat()):
        problems.append(Problem("SVC-020", {"value": new.happened_on}, Place(field="happened_on")))
    if new.agent_id and new.agent_id not in agents:
        problems.append(Problem("SVC-024", place=Place(field="agent_id")))
    if problems or item is None:
        raise ProblemError(problems)
    with office.change("edit", f"代办立件：{item.label} {new.applicant.strip()}") as work:
        connection = work.connection
        if new.booking_id:
            _require_bookable(connection, new.booking_id)
        agent = new.agent_id or suggest_agent(connection, office.user.id, item.code, today)
        came = new.asked_way in IN_PERSON
        apply_by = (
            last_day_to_apply(item, date.fromisoformat(new.happened_on)) if _is_day(new.happened_on) else None
        )
        case_id = work.insert(
            "service_case",
            {
                "number": _number(office, connection),
                "code": new_progress_code(),
                "item": item.code,
                "mode": item.mode,
                "channel": item.channel,
                "person_id": new.person_id or None,
                "household_id": new.household_id or None,
                "applicant": new.applicant.strip(),
                "applicant_phone": new.phone.strip() or (person.phone if person else "") or None,
                "for_name": new.for_name.strip() or None,
                "agent_id": agent or None,
                "booking_id": new.booking_id or None,
                "state": CaseState.COLLECTING if came or new.asked_way == "visit" else CaseState.ASKED,
                "opened_at": office.now_text(),
                "due_on": apply_by.isoformat() if apply_by else None,
                "event_id": new.event_id or None,
                "note": new.note.strip() or None,
                "asked_way": new.asked_way,
                "happened_on": new.happened_on or None,
                "life_event_id": new.life_event_id or None,
            },
            case_id_of_booking(new.booking_id) if new.booking_id else None,
        )
        for need in item.papers:
            insert_paper(work, case_id, need)
        if came and new.counts_trip:
            insert_trip(work, case_id, VILLAGER, today.isoformat(), reason="来提出")
        if new.booking_id:
            _answer_with_case(office, work, new.booking_id, case_id)
    return case_id


def _require_bookable(connection: Connection, booking_id: str) -> None:
    row = queries.find_booking(connection, booking_id)
    if row is None:
        raise ProblemError(Problem("SVC-030"))
    if row.withdrawn_at:
        raise ProblemError(Problem("SVC-031"))
    if row.case_id:
        raise ProblemError(Problem("SVC-034"))


def _answer_with_case(office: Office, work: Work, booking_id: str, case_id: str) -> None:
    answered_id = RecordId(hashlib.sha256(f"booking_answer|case|{booking_id}".encode()).hexdigest()[:32])
    work.insert(
        "service_booking_answer",
        {
            "booking_id": booking_id,
            "answer": "case",
            "case_id": case_id,
            "answered_at": office.now_text(),
            "answered_by": office.user.id,
        },
        answered_id,
    )


def _number(office: Office, connection: Connection) -> str:
    prefix = f"{office.vault.village.division_code}-{office.today().year}-D-{series(connection)}"
    return f"{prefix}{queries.next_serial(connection, prefix):04d}"


def insert_paper(work: Work, case_id: str, need: PaperNeed) -> RecordId:
    """Ask for a paper inside a transaction that is open already."""
    return work.insert(
        "service_case_paper",
        {
            "case_id": case_id,
            "title": need.title,
            "required": need.required,
            "state": PaperState.MISSING,
            "is_original": False,
            "form": need.form,
            "condition": need.condition or None,
        },
    )


def insert_trip(
    work: Work, case_id: str, who: str, went_on: str, destination: str = "", reason: str = ""
) -> RecordId:
    """Write down a trip inside a transaction that is open already."""
    return work.insert(
        "service_trip",
        {
            "case_id": case_id,
            "who": who,
            "went_on": went_on,
            "destination": destination.strip() or None,
            "reason": reason.strip() or None,
        },
    )


# Steps


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
    if due_on and (not _is_day(due_on) or due_on < on):
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


def insert_step(office: Office, work: Work, case_id: str, kind: str, text: str) -> None:
    """Write a line into the record of a case inside a transaction that is open already."""
    work.insert(
        "service_case_step",
        {
            "case_id": case_id,
            "kind": kind,
            "text": text.strip() or None,
            "done_at": office.now_text(),
            "done_by": office.user.id,
        },
        new_id(),
    )


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
    if not _is_day(text) or text > office.today().isoformat():
        raise ProblemError(Problem("SVC-020", {"value": text}, Place(field=field)))


def _is_day(text: str) -> bool:
    try:
        return len(text) == _DAY and bool(date.fromisoformat(text))
    except ValueError:
        return False


def due_soon_days(office: Office) -> int:
    """So many days before its day a case is due soon."""
    return get_rule("agency.due_soon.days", office.today(), office.vault.village.division_code).value
