"""Births, deaths and moves between the register and the police: what was entered here opens a case, and back.

A case opened from the register's own change marks it as registered when it is delivered. A case that began at
the counter offers the change when it is done; nothing is typed twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from db.queries import agency as queries
from db.queries.agency import CaseRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.ids import RecordId
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.domain.rules import get_rule
from desktop.domain.service_catalogue import last_day_to_apply
from desktop.services.agency.case_opening import LIFE_ITEMS
from desktop.services.agency.case_steps import GRANTED
from desktop.services.agency.cases import existing
from desktop.services.agency.catalogue import catalogue_on
from desktop.services.office import Office
from desktop.services.register_editing import (
    DEATH,
    MOVE_OUT,
    Departure,
    check_texts,
    end_stay,
    insert_person,
)

BIRTH, DEATH_KIND, MOVE_OUT_KIND = "10", "20", "40"
"""Codes of population_change_kind that a finished case can write itself."""


@dataclass(frozen=True, slots=True)
class Unregistered:
    """Something the register knows that is not entered at the police, and for which no case was opened.

    ``last_day`` to report it in time; None where the day it happened is not known in full.
    """

    life_event_id: str
    item: str
    item_label: str
    kind_label: str
    names: str
    happened_on: str
    last_day: date | None
    is_late: bool


def list_unregistered(office: Office) -> tuple[Unregistered, ...]:
    """What should be taken to the police, the most urgent first.

    Raises:
        ProblemError: SYS-403.

    Source:
        户口登记条例 7, 8, 13: births and deaths within a month, arrivals within ten days in the country.
    """
    office.require(Right.READ_SERVICES)
    today = office.today()
    back = get_rule("agency.remind.back_days", today, office.vault.village.division_code).value
    kinds = [kind for found in LIFE_ITEMS.values() for kind in found]
    with office.store.reading() as connection:
        items = catalogue_on(connection, today)[0]
        rows = queries.list_unregistered(connection, kinds, (today - timedelta(days=back)).isoformat())
    found = []
    for row in rows:
        item = next((items.find(code) for code, those in LIFE_ITEMS.items() if row.kind in those), None)
        if item is None or not item.is_offered:
            continue
        last = last_day_to_apply(item, date.fromisoformat(row.event_date)) if is_day(row.event_date) else None
        kind = code_table("population_change_kind").label(row.kind)
        late = last is not None and last < today
        found.append(Unregistered(row.id, item.code, item.label, kind, row.names, row.event_date, last, late))
    return tuple(sorted(found, key=lambda each: (each.last_day or date.max, each.happened_on)))


def list_matching(office: Office, case_id: str) -> tuple[Unregistered, ...]:
    """Changes of the register that may be what a finished case was about: of its household or person.

    Raises:
        ProblemError: SVC-010, SYS-403.
    """
    office.require(Right.READ_SERVICES)
    with office.store.reading() as connection:
        row = existing(connection, case_id)
        concerned = {
            each.id
            for each in queries.list_unregistered(connection, LIFE_ITEMS.get(row.item, ()), "")
            if row.household_id in each.household_ids or row.person_id in each.person_ids
        }
    return tuple(each for each in list_unregistered(office) if each.life_event_id in concerned)


def link_change(office: Office, case_id: str, life_event_id: str) -> None:
    """What a finished case was about stands in the register already: tie the two.

    Raises:
        ProblemError: SVC-010, SVC-035 the case owes the register nothing; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "代办带入档案") as work:
        row = existing(work.connection, case_id)
        change = queries.find_life_event(work.connection, life_event_id)
        if change is None or row.result != GRANTED or row.life_event_id:
            raise ProblemError(Problem("SVC-035"))
        _tie(work, row, change.id)


def _tie(work: Work, row: CaseRow, life_event_id: str) -> None:
    registered: dict[str, Value] = {"registered_date": row.finished_on, "state": "registered"}
    work.update("life_event", life_event_id, registered)
    work.update("service_case", row.id, {"life_event_id": life_event_id})


def mark_registered(office: Office, life_event_id: str, on: str) -> None:
    """Somebody took it to the police himself: nothing reminds of it any more.

    Raises:
        ProblemError: SVC-010 there is no such change, SVC-020 a day that is none or to come; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    if not is_day(on) or on > office.today().isoformat():
        raise ProblemError(Problem("SVC-020", {"value": on}, Place(field="on")))
    with office.change("edit", "户籍变动已办") as work:
        if not work.update("life_event", life_event_id, {"registered_date": on, "state": "registered"}):
            raise ProblemError(Problem("SVC-010"))


# From a case into the register


@dataclass(frozen=True, slots=True)
class NewChild:
    """A child of a finished birth registration, in the words of a person's form."""

    name: str
    sex: str
    birth_date: str
    relation: str
    citizen_id: str = ""
    address: str = ""


def changes_offered(row: CaseRow, item_changes: tuple[str, ...]) -> tuple[str, ...]:
    """Codes of the changes that a case still owes the register.

    Nothing for one that is not done, and for one that came from the register or was written there already.
    """
    if row.result != GRANTED or row.life_event_id:
        return ()
    return tuple(kind for kind in item_changes if kind in (BIRTH, DEATH_KIND, MOVE_OUT_KIND))


def enter_birth(office: Office, case_id: str, household_id: str, child: NewChild) -> str:
    """Take the child of a finished case into a household; returns the person's id.

    Raises:
        ProblemError: SVC-010, SVC-035 the case owes no birth, SVC-037 no household, what `check_texts` finds,
            REG-003; SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    if not household_id:
        raise ProblemError(Problem("SVC-037", place=Place(field="household")))
    texts = {
        "name": child.name,
        "sex": child.sex,
        "birth_date": child.birth_date,
        "relation_to_head": child.relation,
        "citizen_id": child.citizen_id,
        "registered_address": child.address,
        "residence_state": "户在人在",
    }
    checked = check_texts(office, "person", {key: text for key, text in texts.items() if text})
    errors = [problem for problem in checked.problems if problem.severity is Severity.ERROR]
    if errors:
        raise ProblemError(errors)
    made: list[str] = []

    def write(work: Work) -> RecordId:
        person_id, life_event_id = insert_person(office, work, household_id, checked.values, BIRTH)
        made.append(person_id)
        if life_event_id is None:
            raise AssertionError(BIRTH)
        return life_event_id

    _enter(office, case_id, BIRTH, f"出生：{child.name}", write)
    return made[0]


def enter_departure(office: Office, case_id: str, person_id: str, on: str, moved_to: str = "") -> None:
    """Write the death or move-out of a finished case into the register.

    Raises:
        ProblemError: SVC-010, SVC-035, SVC-036 nobody is named, SVC-020 a day that is none, REG-005 a head
            with others in the household; SYS-403.
    """
    office.require(Right.EDIT_REGISTER)
    if not person_id:
        raise ProblemError(Problem("SVC-036", place=Place(field="person")))
    if not on or on > office.today().isoformat():
        raise ProblemError(Problem("SVC-020", {"value": on}, Place(field="on")))
    with office.store.reading() as connection:
        row = existing(connection, case_id)
        item = catalogue_on(connection, office.today())[0].find(row.item)
    kinds = changes_offered(row, item.changes if item else ())
    departure: Departure = DEATH if DEATH_KIND in kinds else MOVE_OUT
    _enter(
        office,
        case_id,
        departure.kind,
        departure.word,
        lambda work: end_stay(work, person_id, on, departure, moved_to),
    )


def _enter(office: Office, case_id: str, kind: str, label: str, write: Callable[[Work], RecordId]) -> None:
    """Write a change into the register and tie it to its case, in one action."""
    with office.change("edit", f"代办带入档案：{label}") as work:
        row = existing(work.connection, case_id)
        item = catalogue_on(work.connection, office.today())[0].find(row.item)
        if kind not in changes_offered(row, item.changes if item else ()):
            raise ProblemError(Problem("SVC-035"))
        _tie(work, row, write(work))
