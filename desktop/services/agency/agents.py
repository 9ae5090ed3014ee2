"""Who does errands for villagers (代办员): which items, when, who stands in, who takes a new case."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from db.connection import Connection
from db.queries import agency as queries
from db.queries.agency import AgentRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.list_text import list_text
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.service_case import OPEN_STATES, TO_DELIVER
from desktop.services.office import Office

__all__ = ["AgentRow"]


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent with how many cases are in his hands; ``stand_in`` is a name."""

    row: AgentRow
    stand_in: str
    open_cases: int
    is_at_work: bool


@dataclass(frozen=True, slots=True)
class AgentDraft:
    """What is typed about an agent; no ``items`` means all."""

    name: str
    from_on: str
    person_id: str = ""
    phone: str = ""
    point: str = ""
    items: Sequence[str] = field(default_factory=tuple)
    hours: str = ""
    to_on: str = ""
    account_id: str = ""
    stand_in_id: str = ""
    note: str = ""


def is_at_work(row: AgentRow, on: date) -> bool:
    """Whether somebody is an agent on a day."""
    return row.from_on <= on.isoformat() and (not row.to_on or on.isoformat() <= row.to_on)


def list_agents(office: Office) -> tuple[Agent, ...]:
    """Everybody who is or was an agent, those at work first.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_SERVICES)
    with office.store.reading() as connection:
        rows = queries.list_agents(connection)
        cases = queries.list_cases(connection, (*OPEN_STATES, *TO_DELIVER))
    names = {row.id: row.name for row in rows}
    today = office.today()
    return tuple(
        Agent(
            row,
            names.get(row.stand_in_id, ""),
            sum(case.agent_id == row.id for case in cases),
            is_at_work(row, today),
        )
        for row in rows
    )


def suggest_agent(connection: Connection, user_id: str, item: str, on: date) -> str:
    """Who shall take a case: the user himself where he is an agent for the item, else the first who is.

    Returns:
        Id of the agent; empty where nobody is at work.
    """
    able = [
        row
        for row in queries.list_agents(connection)
        if is_at_work(row, on) and (not row.items or item in row.items)
    ]
    # who does just this item is meant before who does everything
    able.sort(key=lambda row: (row.account_id != user_id, not row.items))
    return able[0].id if able else ""


def who_does(rows: Sequence[AgentRow], item: str, on: date, away: Collection[str] = ()) -> frozenset[str]:
    """Ids of the agents who do an item on a day: those who do just this, else those who do everything.

    Args:
        rows: All agents.
        item: Code of the service.
        on: The day.
        away: Ids of agents who count although they are not at work, since somebody stands in for them.
    """
    there = [row for row in rows if is_at_work(row, on) or row.id in away]
    named = frozenset(row.id for row in there if item in row.items)
    return named or frozenset(row.id for row in there if not row.items)


def save_agent(office: Office, draft: AgentDraft, agent_id: str = "") -> str:
    """Write down a new agent, or what changed about one; returns his id.

    Raises:
        ProblemError: SVC-025 no name, SVC-020 a day that is none, SVC-027 the last day is before the first,
            SVC-024 there is no such agent, SVC-049 he has open cases and shall end; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    problems = []
    if not draft.name.strip():
        problems.append(Problem("SVC-025", place=Place(field="name")))
    for key, day, needed in (("from_on", draft.from_on, True), ("to_on", draft.to_on, False)):
        if not is_day(day) and (day or needed):
            problems.append(Problem("SVC-020", {"value": day}, Place(field=key)))
    if not problems and draft.to_on and draft.to_on < draft.from_on:
        values = {"from": draft.from_on, "to": draft.to_on}
        problems.append(Problem("SVC-027", values, Place(field="to_on")))
    if problems:
        raise ProblemError(problems)
    known = {each.row.id: each for each in list_agents(office)}
    if agent_id and agent_id not in known:
        raise ProblemError(Problem("SVC-024"))
    ends = draft.to_on and draft.to_on < office.today().isoformat()
    if agent_id and ends and known[agent_id].open_cases:
        values = {"count": str(known[agent_id].open_cases)}
        raise ProblemError(Problem("SVC-049", values, Place(field="to_on")))
    values_kept: dict[str, Value] = {
        "name": draft.name.strip(),
        "person_id": draft.person_id or None,
        "phone": draft.phone.strip() or None,
        "point": draft.point.strip() or None,
        "items": list_text(draft.items),
        "hours": draft.hours.strip() or None,
        "from_on": draft.from_on,
        "to_on": draft.to_on or None,
        "account_id": draft.account_id or None,
        "stand_in_id": draft.stand_in_id if draft.stand_in_id != agent_id and draft.stand_in_id else None,
        "note": draft.note.strip() or None,
    }
    with office.change("edit", f"代办员：{draft.name.strip()}") as work:
        if agent_id:
            work.update("service_agent", agent_id, values_kept)
            return agent_id
        return work.insert("service_agent", values_kept)
