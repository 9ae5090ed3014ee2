"""Opens agency cases (立件): from a person, a booking, a task or what the register knows happened."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from db.connection import Connection
from db.queries import agency as queries
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.ids import RecordId
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.progress_mark import new_progress_code
from desktop.domain.service_case import OPEN_STATES, TO_DELIVER, CaseState
from desktop.domain.service_catalogue import PaperNeed, ServiceItem, Since, last_day_to_apply, office_term
from desktop.services.agency.agents import suggest_agent
from desktop.services.agency.case_rows import VILLAGER, insert_paper, insert_trip
from desktop.services.agency.catalogue import catalogue_on
from desktop.services.numbering import series
from desktop.services.office import Office

IN_PERSON = ("here", "family")
"""Codes of service_asked_way by which somebody came, which is a trip."""

ONLINE, FROM_EVENT = "online", "event"


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
        happened_on=row.event_date if is_day(row.event_date) else "",
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
    apply_by = last_day_to_apply(item, date.fromisoformat(since)) if is_day(since) else None
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
    if new.happened_on and (not is_day(new.happened_on) or new.happened_on > today.isoformat()):
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
            last_day_to_apply(item, date.fromisoformat(new.happened_on)) if is_day(new.happened_on) else None
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
