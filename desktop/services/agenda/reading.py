"""Gathers the agenda of a household from providers, one for each part that the user may see."""

from collections.abc import Callable, Iterator, Mapping
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


class Phrase(StrEnum):
    """What a line says, with places for its values; a word of the vocabulary (`desktop.words`)."""

    EVENT = "{title}（{state}）"
    SERVICE = "{name}的代办：{item}"
    PAPER = "{name}的{paper}到期"
    CARD = "避险明白卡没有签收（{name}）"
    VISIT = "该走访{name}（{visit_class}）"
    PATCH = "当面核对：{name}的{field}"
    MEND = "要整改：{finding}"
    TELL = "要当面告知：{finding}"
    TOTAL = "{year}年累计 {points} 分"
    APPEAL = "申诉还没有答复：{item}"
    CLAIM = "等确认：{item} {points} 分"
    TAKEN_OFF = "扣 {points} 分：{item}"
    BIRTHDAY = "{name}满{age}周岁"


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One thing to see to on the visit.

    Attributes:
        topic: The part it comes from.
        phrase: What it says.
        values: What stands in the phrase's places.
        on: The day it is due or falls on, None for none.
        is_late: Whether that day has passed.
        table: Table of the record behind it.
        id: Its id.
    """

    topic: Topic
    phrase: Phrase
    values: Mapping[str, str]
    on: date | None
    is_late: bool
    table: str
    id: str

    @property
    def text(self) -> str:
        """What it is, as the sheet says it."""
        return self.phrase.format(**self.values)


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

    def line(
        self, topic: Topic, phrase: Phrase, values: Mapping[str, str], day: str, table: str, record_id: str
    ) -> AgendaLine:
        """A line with a day of the file."""
        on = date.fromisoformat(day) if day else None
        return AgendaLine(topic, phrase, values, on, on is not None and on < self.today, table, record_id)


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
            values = {"title": line.title, "state": line.state_label}
            is_late = line.due.state is DueState.OVERDUE
            on = date.fromisoformat(line.due_on) if line.due_on else None
            yield AgendaLine(Topic.EVENT, Phrase.EVENT, values, on, is_late, "event", line.id)


def _services(asked: _Asked) -> Iterator[AgendaLine]:
    states = tuple(state.value for state in OPEN_STATES)
    items = code_table("service_item")
    for row in queries.list_cases(asked.connection, asked.home.id, asked.people, states):
        values = {"name": row.name, "item": items.label(row.text)}
        yield asked.line(Topic.SERVICE, Phrase.SERVICE, values, row.day, "service_case", row.id)


def _papers(asked: _Asked) -> Iterator[AgendaLine]:
    until = (asked.today + PAPERS_AHEAD).isoformat()
    kinds = code_table("expiring_paper_kind")
    for row in queries.list_papers(asked.connection, asked.people, until):
        values = {"name": row.name, "paper": kinds.label(row.text)}
        yield asked.line(Topic.PAPER, Phrase.PAPER, values, row.day, "expiring_paper", row.id)


def _safety(asked: _Asked) -> Iterator[AgendaLine]:
    for row in queries.list_unsigned_cards(asked.connection, asked.home.id):
        on = date.fromisoformat(row.day)
        yield AgendaLine(Topic.SAFETY, Phrase.CARD, {"name": row.name}, on, True, "hazard_card", row.id)


def _visits(asked: _Asked) -> Iterator[AgendaLine]:
    """Who of the household is due, and what an earlier visit found changed; the visit itself is no news."""
    for one in read_objects(asked.office, asked.connection, household_id=asked.home.id):
        if one.visit_class != GENERAL and one.next.due_on <= asked.today:
            values = {"name": one.title, "visit_class": one.visit_class.label}
            on = one.next.due_on
            yield AgendaLine(Topic.VISIT, Phrase.VISIT, values, on, on < asked.today, one.kind.value, one.id)
    for patch in household_visits(asked.office, asked.home.id).patches:
        values = {"name": patch.owner, "field": patch.label}
        yield asked.line(Topic.VISIT, Phrase.PATCH, values, "", "visit_patch", patch.row.id)


def _boards(asked: _Asked) -> Iterator[AgendaLine]:
    for row in queries.list_board_entries(asked.connection, asked.home.id):
        phrase = Phrase.MEND if row.name else Phrase.TELL
        yield asked.line(Topic.BOARD, phrase, {"finding": row.text}, row.day, "board_entry", row.id)


def _points(asked: _Asked) -> Iterator[AgendaLine]:
    """What the household stands at, what was taken off lately, what it claims or appeals against."""
    year = asked.today.year
    history = get_history(asked.office, Subject.HOUSEHOLD, asked.home.id, year)
    if not history.entries:
        return
    total = show_points(history.standing.total_x100)
    yield asked.line(Topic.POINTS, Phrase.TOTAL, {"year": str(year), "points": total}, "", "", "")
    for entry in history.entries:
        row = entry.row
        if row.reverses_id or row.reversed_by or row.state == EntryState.REFUSED:
            continue
        on = date.fromisoformat(row.occurred_on)
        if entry.is_appealed:
            phrase, points = Phrase.APPEAL, ""
        elif row.state == EntryState.CLAIMED:
            phrase, points = Phrase.CLAIM, show_points(row.points_x100, signed=True)
        elif row.points_x100 < 0 and asked.today - on <= POINTS_BACK:
            phrase, points = Phrase.TAKEN_OFF, show_points(-row.points_x100)
        else:
            continue
        values = {"item": entry.item, "points": points}
        yield AgendaLine(Topic.POINTS, phrase, values, on, False, "points_entry", row.id)


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
            values = {"name": name, "age": str(age)}
            yield AgendaLine(Topic.BIRTHDAY, Phrase.BIRTHDAY, values, on, False, "person", person)


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
