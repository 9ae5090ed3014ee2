"""Gathers the agenda of a household from providers, one for each part that the user may see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from db.connection import Connection
from db.queries import agenda as queries
from db.queries.agenda import Home
from desktop.domain.accounts import Right
from desktop.domain.age import birthday_in
from desktop.domain.code_table import code_table
from desktop.domain.event_state import DueState
from desktop.domain.points_scheme import Subject, show_points
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.service_case import OPEN_STATES
from desktop.domain.visit_class import GENERAL
from desktop.services.inbox.listing import InboxAsked, list_lines, read_inbox
from desktop.services.office import Office
from desktop.services.points.ledger import EntryState
from desktop.services.points.standings import get_history
from desktop.services.visits.about import household_visits
from desktop.services.visits.objects import read_objects

POINTS_BACK = timedelta(days=90)
"""Points taken off are spoken of for so long."""

PAPERS_AHEAD, BIRTHDAY_AHEAD = timedelta(days=180), timedelta(days=30)
AGED = 80
"""Birthdays from this age on are worth a word on a visit."""


class Topic(StrEnum):
    """Parts of an agenda, in the order of the sheet."""

    EVENT = "event"
    SERVICE = "service"
    PAPER = "paper"
    SAFETY = "safety"
    VISIT = "visit"
    BOARD = "board"
    POINTS = "points"
    BIRTHDAY = "birthday"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One thing to see to on the visit.

    Attributes:
        topic: The part it comes from.
        text: What it is.
        on: The day it is due or falls on, None for none.
        is_late: Whether that day has passed.
        table: Table of the record behind it.
        id: Its id.
    """

    topic: Topic
    text: str
    on: date | None
    is_late: bool
    table: str
    id: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda of one household.

    ``people`` are ids of who lives there, ``members`` their names; ``visited_on`` the day of the last visit,
    None for never.
    """

    household_id: str
    head: str
    group: str
    household_no: str
    address: str
    people: tuple[str, ...]
    members: tuple[str, ...]
    visited_on: date | None
    lines: tuple[AgendaLine, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a provider looks at."""

    office: Office
    connection: Connection
    home: Home
    today: date

    @property
    def people(self) -> tuple[str, ...]:
        """Ids of the members."""
        return tuple(person for person, _, _ in self.home.members)

    def line(self, topic: Topic, text: str, day: str, table: str, record_id: str) -> AgendaLine:
        """A line with a day of the file."""
        on = date.fromisoformat(day) if day else None
        return AgendaLine(topic, text, on, on is not None and on < self.today, table, record_id)


def read_agenda(office: Office, household_id: str) -> Agenda:
    """Everything due or open about a household that the user may see.

    Raises:
        ProblemError: INB-020 there is no such household, SYS-403.
    """
    office.require(Right.READ_REGISTER)
    with office.store.reading() as connection:
        home = queries.find_home(connection, household_id)
        if home is None:
            raise ProblemError(Problem("INB-020"))
        asked = _Asked(office, connection, home, office.today())
        lines = [line for right, provider in _PROVIDERS if office.may(right) for line in provider(asked)]
        visited = (
            queries.last_visit(connection, household_id, asked.people)
            if office.may(Right.READ_VISITS)
            else ""
        )
    order = {topic: place for place, topic in enumerate(Topic)}
    lines.sort(key=lambda line: (order[line.topic], line.on is None, line.on or asked.today))
    return Agenda(
        home.id,
        home.head,
        home.group,
        home.household_no,
        home.address,
        asked.people,
        tuple(name for _, name, _ in home.members),
        datetime.fromisoformat(visited).astimezone().date() if visited else None,
        tuple(lines),
    )


def agenda_household(office: Office, table: str, record_id: str) -> str:
    """The household whose agenda a person's or household's is; "" for none.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_REGISTER)
    if table == "household":
        return record_id
    with office.store.reading() as connection:
        return queries.household_of(connection, record_id) if table == "person" else ""


def _events(asked: _Asked) -> Iterator[AgendaLine]:
    pick = (("household", asked.home.id),)
    for view in ("open", "waiting"):
        inbox = read_inbox(asked.office, InboxAsked(view, picks=pick))
        for line in list_lines(asked.office, list(inbox.ids)):
            if view == "waiting" and line.state != "70":
                continue  # stands among the open ones
            text = f"{line.title}（{line.state_label}）"
            is_late = line.due.state is DueState.OVERDUE
            on = date.fromisoformat(line.due_on) if line.due_on else None
            yield AgendaLine(Topic.EVENT, text, on, is_late, "event", line.id)


def _services(asked: _Asked) -> Iterator[AgendaLine]:
    states = tuple(state.value for state in OPEN_STATES)
    items = code_table("service_item")
    for row in queries.list_cases(asked.connection, asked.home.id, asked.people, states):
        text = f"{row.name}的代办：{items.label(row.text)}"
        yield asked.line(Topic.SERVICE, text, row.day, "service_case", row.id)


def _papers(asked: _Asked) -> Iterator[AgendaLine]:
    until = (asked.today + PAPERS_AHEAD).isoformat()
    kinds = code_table("expiring_paper_kind")
    for row in queries.list_papers(asked.connection, asked.people, until):
        text = f"{row.name}的{kinds.label(row.text)}到期"
        yield asked.line(Topic.PAPER, text, row.day, "expiring_paper", row.id)


def _safety(asked: _Asked) -> Iterator[AgendaLine]:
    for row in queries.list_unsigned_cards(asked.connection, asked.home.id):
        text = f"避险明白卡没有签收（{row.name}）"
        yield AgendaLine(Topic.SAFETY, text, date.fromisoformat(row.day), True, "hazard_card", row.id)


def _visits(asked: _Asked) -> Iterator[AgendaLine]:
    """Who of the household is due, and what an earlier visit found changed; the visit itself is no news."""
    for one in read_objects(asked.office, asked.connection, household_id=asked.home.id):
        if one.visit_class != GENERAL and one.next.due_on <= asked.today:
            text = f"该走访{one.title}（{one.visit_class.label}）"
            yield AgendaLine(
                Topic.VISIT, text, one.next.due_on, one.next.due_on < asked.today, one.kind.value, one.id
            )
    for patch in household_visits(asked.office, asked.home.id).patches:
        text = f"当面核对：{patch.owner}的{patch.label}"
        yield asked.line(Topic.VISIT, text, "", "visit_patch", patch.row.id)


def _boards(asked: _Asked) -> Iterator[AgendaLine]:
    for row in queries.list_board_entries(asked.connection, asked.home.id):
        text = f"{'要整改' if row.name else '要当面告知'}：{row.text}"
        yield asked.line(Topic.BOARD, text, row.day, "board_entry", row.id)


def _points(asked: _Asked) -> Iterator[AgendaLine]:
    """What the household stands at, what was taken off lately, what it claims or appeals against."""
    year = asked.today.year
    history = get_history(asked.office, Subject.HOUSEHOLD, asked.home.id, year)
    if not history.entries:
        return
    total = show_points(history.standing.total_x100)
    yield asked.line(Topic.POINTS, f"{year}年累计 {total} 分", "", "", "")
    for entry in history.entries:
        row = entry.row
        if row.reverses_id or row.reversed_by or row.state == EntryState.REFUSED:
            continue
        on = date.fromisoformat(row.occurred_on)
        if entry.is_appealed:
            text = f"申诉还没有答复：{entry.item}"
        elif row.state == EntryState.CLAIMED:
            text = f"等确认：{entry.item} {show_points(row.points_x100, signed=True)} 分"
        elif row.points_x100 < 0 and asked.today - on <= POINTS_BACK:
            text = f"扣 {show_points(-row.points_x100)} 分：{entry.item}"
        else:
            continue
        yield AgendaLine(Topic.POINTS, text, on, False, "points_entry", row.id)


def _birthdays(asked: _Asked) -> Iterator[AgendaLine]:
    for person, name, born in asked.home.members:
        if len(born) != len("2026-01-01"):
            continue
        birth = date.fromisoformat(born)
        on = birthday_in(birth, asked.today.year)
        if on < asked.today:
            on = birthday_in(birth, asked.today.year + 1)
        age = on.year - birth.year
        if age >= AGED and on - asked.today <= BIRTHDAY_AHEAD:
            yield AgendaLine(Topic.BIRTHDAY, f"{name}满{age}周岁", on, False, "person", person)


_PROVIDERS: tuple[tuple[Right, Callable[[_Asked], Iterator[AgendaLine]]], ...] = (
    (Right.READ_EVENTS, _events),
    (Right.READ_SERVICES, _services),
    (Right.READ_REGISTER, _papers),
    (Right.READ_PATROLS, _safety),
    (Right.READ_VISITS, _visits),
    (Right.READ_BOARDS, _boards),
    (Right.READ_POINTS, _points),
    (Right.READ_REGISTER, _birthdays),
)
