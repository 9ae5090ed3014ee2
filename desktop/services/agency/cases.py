"""Agency cases (代办件) read back: lists, and one with its papers, steps and trips.

They are opened by `case_opening`, taken on by `case_steps`; papers are `papers`, trips `trips`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import agency as queries
from db.queries.agency import CaseRow, PaperRow, TripRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.progress_mark import ProgressMark
from desktop.domain.rules import get_rule
from desktop.domain.service_case import (
    FINISHED_STATES,
    OPEN_STATES,
    TO_DELIVER,
    CaseFacts,
    CaseState,
    CaseStep,
    Obstacle,
    allowed_steps,
    find_move,
)
from desktop.domain.service_catalogue import (
    LOCAL_CHANNELS,
    ServiceItem,
)
from desktop.services.agency.catalogue import catalogue_on
from desktop.services.office import Office, actors

__all__ = ["FINISHED_STATES", "OPEN_STATES", "CaseRow", "PaperRow", "TripRow"]


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


def due_soon_days(office: Office) -> int:
    """So many days before its day a case is due soon."""
    return get_rule("agency.due_soon.days", office.today(), office.vault.village.division_code).value
