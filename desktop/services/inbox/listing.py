"""Lists of the inbox: a view with the counts of all, groups, a board's columns, a calendar's days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import overload

from db.queries import inbox as queries
from db.queries.inbox import Days, InboxRow, Selection
from db.search.query import find
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_state import Due, due
from desktop.services.inbox.due_days import may_move
from desktop.services.office import Office, actors

VIEWS = ("open", "today", "overdue", "week", "waiting", "done", "all")
GROUPS = ("household", "person", "grid", "handler", "category", "source")
FIRST_ROWS = 64
"""Rows read together with the ids: as many as a block of the table."""

MOST_GROUPS = 200
_ID = 32
_MOST_PEOPLE = 50


@dataclass(frozen=True, slots=True)
class InboxAsked:
    """What is to be shown: see `db.queries.inbox.Selection`; ``mine`` leaves the user's own."""

    view: str = "open"
    text: str = ""
    group: str = ""
    picks: tuple[tuple[str, str], ...] = ()
    mine: bool = False
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One event as lists show it, codes with their labels; ``about`` are names of people and households."""

    id: str
    number: str
    kind: str
    title: str
    category_label: str
    source_label: str
    state: str
    state_label: str
    urgency: str
    received_at: str
    due_on: str
    due: Due
    handler: str
    closed_at: str
    suspend_until: str
    about: str
    is_rule_made: bool
    may_move_due: bool


class Window(Sequence[str]):
    """A stretch of a long list that is read when its lines are: `load_window`."""

    def __init__(self, ids: "InboxIds", first: int, count: int) -> None:
        self.ids, self.first, self._count = ids, first, count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...

    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(self._count))]
        return self.ids[self.first + range(self._count)[place]]


class InboxIds(Sequence[str]):
    """Ids of a list by place. Of a long one only those of the windows that were read are known.

    An id that is not known yet reads as "". A stretch (``ids[a:b]``) is a `Window`, which costs nothing.
    """

    def __init__(self, asked: InboxAsked, count: int, known: Sequence[str]) -> None:
        self.asked = asked
        self._count = count
        self._known = dict(enumerate(known))
        self._places = {each: place for place, each in self._known.items()}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...

    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            first, end, _ = place.indices(self._count)
            return Window(self, first, max(0, end - first))
        return self._known.get(range(self._count)[place], "")

    def index(self, value: object, start: int = 0, stop: int | None = None) -> int:
        """Place of a known id.

        Raises:
            ValueError: It is not known.
        """
        place = self._places.get(str(value), -1)
        if not start <= place < (self._count if stop is None else stop):
            raise ValueError(value)
        return place

    def learn(self, first: int, ids: Sequence[str]) -> None:
        """Take the ids of a window that was read."""
        for place, each in enumerate(ids, first):
            self._known[place] = each
            self._places[each] = place

    def knows(self, first: int, count: int) -> bool:
        """Whether every id of a stretch is known."""
        return all(place in self._known for place in range(first, first + count))


@dataclass(frozen=True, slots=True)
class Inbox:
    """One view: how many each view holds, the ids in order, and the first lines."""

    counts: dict[str, int]
    ids: InboxIds
    first: tuple[InboxLine, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A value to pick by, with how many events of the view have it; an empty value has no name."""

    value: str
    name: str
    count: int


class Column:
    """Columns of the board: keys and the states that stand in them, in the order of an event's life."""

    NEW, ASSIGNED, WORKING, WAITING, FEEDBACK, DONE = (
        "new",
        "assigned",
        "working",
        "waiting",
        "feedback",
        "done",
    )


COLUMN_STATES: dict[str, tuple[str, ...]] = {
    Column.NEW: ("10",),
    Column.ASSIGNED: ("30", "40", "65", "85"),
    Column.WORKING: ("50",),
    Column.WAITING: ("55", "60"),
    Column.FEEDBACK: ("70",),
}
"""Living states by column; whatever is done stands in the last one."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """A column: how many events, and the first of them."""

    key: str
    count: int
    lines: tuple[InboxLine, ...]


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day with events due: how many, and the first of them."""

    day: date
    count: int
    lines: tuple[InboxLine, ...]


def _days(office: Office) -> Days:
    today = office.today()
    midnight = datetime.combine(today + timedelta(days=1), time()).astimezone(UTC)
    sunday = today + timedelta(days=6 - today.weekday())
    return Days(today.isoformat(), midnight.isoformat(timespec="seconds"), sunday.isoformat())


def _selection(office: Office, asked: InboxAsked) -> Selection:
    picks = asked.picks + ((("handler", str(office.user.id)),) if asked.mine else ())
    people: tuple[str, ...] = ()
    if asked.text and office.may(Right.READ_REGISTER):
        with office.store.reading() as connection:
            people = tuple(hit.id for hit in find(connection, asked.text, _MOST_PEOPLE))
    return Selection(asked.view, asked.text, people, picks, asked.sort, asked.descending)


def read_inbox(office: Office, asked: InboxAsked) -> Inbox:
    """A view with the counts of all views under the same text and picks.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_EVENTS)
    wanted, days = _selection(office, asked), _days(office)
    with office.store.reading() as connection:
        counts = queries.count_views(connection, wanted, days)
        most = FIRST_ROWS if queries.is_long(wanted) else -1
        known = _cut(queries.list_ids(connection, wanted, days, 0, most))
        rows = queries.load_rows(connection, known[:FIRST_ROWS])
    count = counts[asked.view] if most > 0 else len(known)
    return Inbox(counts, InboxIds(asked, count, known), _lines(office, rows))


def count_views(office: Office, asked: InboxAsked) -> dict[str, int]:
    """How many each view holds under a text and picks, whichever of them is asked for."""
    office.require(Right.READ_EVENTS)
    wanted, days = _selection(office, asked), _days(office)
    with office.store.reading() as connection:
        return queries.count_views(connection, wanted, days)


def load_window(office: Office, window: Window) -> tuple[InboxLine, ...]:
    """The lines of a stretch of a list; ids that were not known are read first."""
    office.require(Right.READ_EVENTS)
    ids, first, count = window.ids, window.first, len(window)
    if not ids.knows(first, count):
        wanted, days = _selection(office, ids.asked), _days(office)
        with office.store.reading() as connection:
            ids.learn(first, _cut(queries.list_ids(connection, wanted, days, first, count)))
    return list_lines(office, [each for each in window if each])


def find_place(office: Office, ids: InboxIds, event_id: str) -> int:
    """Place of an event in a list, -1 when it is not in it; the window around it is read where it was not."""
    try:
        return ids.index(event_id)
    except ValueError:
        pass
    wanted, days = _selection(office, ids.asked), _days(office)
    if not queries.is_long(wanted):
        return -1
    with office.store.reading() as connection:
        place = queries.place_of(connection, wanted, days, event_id)
    if place >= 0:
        ids.learn(place, (event_id,))
    return place


def _cut(joined: str) -> tuple[str, ...]:
    return tuple(joined[start : start + _ID] for start in range(0, len(joined), _ID))


def list_lines(office: Office, ids: Sequence[str]) -> tuple[InboxLine, ...]:
    """The lines of some events, in the order of their ids; deleted ones are left out."""
    office.require(Right.READ_EVENTS)
    with office.store.reading() as connection:
        rows = queries.load_rows(connection, ids)
    return _lines(office, rows)


def list_groups(office: Office, asked: InboxAsked) -> tuple[Group, ...]:
    """The values of ``asked.group`` in a view, the fullest first; none without a group."""
    office.require(Right.READ_EVENTS)
    if asked.group not in GROUPS:
        return ()
    others = tuple(pick for pick in asked.picks if pick[0] != asked.group)
    wanted = _selection(office, InboxAsked(asked.view, asked.text, asked.group, others, asked.mine))
    with office.store.reading() as connection:
        found = queries.list_groups(connection, wanted, _days(office), asked.group, MOST_GROUPS)
    names = actors(office) if asked.group == "handler" else {}
    tables = {"category": "event_category", "source": "event_source"}

    def name(value: str, known: str) -> str:
        if value and asked.group in tables:
            return code_table(tables[asked.group]).label(value)
        return names.get(value, known)

    return tuple(Group(each.value, name(each.value, each.name), each.count) for each in found)


def read_board(office: Office, asked: InboxAsked, most: int) -> tuple[BoardColumn, ...]:
    """The columns of the board, each with its first ``most`` events."""
    office.require(Right.READ_EVENTS)
    wanted, days = _selection(office, asked), _days(office)
    with office.store.reading() as connection:
        columns = queries.list_columns(connection, wanted, days, tuple(COLUMN_STATES.values()), most)
        ids = [each for _, some in columns for each in some]
        rows = queries.load_rows(connection, ids)
    lines = {line.id: line for line in _lines(office, rows)}
    return tuple(
        BoardColumn(key, count, tuple(lines[each] for each in some if each in lines))
        for key, (count, some) in zip((*COLUMN_STATES, Column.DONE), columns, strict=True)
    )


def read_calendar(
    office: Office, asked: InboxAsked, first: date, last: date, most: int
) -> tuple[CalendarDay, ...]:
    """The days from ``first`` to ``last`` on which events are due, each with its first ``most``."""
    office.require(Right.READ_EVENTS)
    wanted, days = _selection(office, asked), _days(office)
    with office.store.reading() as connection:
        found = queries.list_days(connection, wanted, days, first.isoformat(), last.isoformat(), most)
        rows = queries.load_rows(connection, [each for _, some in found.values() for each in some])
    lines = {line.id: line for line in _lines(office, rows)}
    return tuple(
        CalendarDay(date.fromisoformat(day), count, tuple(lines[each] for each in some if each in lines))
        for day, (count, some) in sorted(found.items())
    )


def _lines(office: Office, rows: Sequence[InboxRow]) -> tuple[InboxLine, ...]:
    names, today, may_edit = actors(office), office.today(), office.may(Right.EDIT_EVENTS)
    categories, sources = code_table("event_category"), code_table("event_source")
    states = code_table("event_state")
    return tuple(
        InboxLine(
            id=row.id,
            number=row.number,
            kind=row.kind,
            title=row.title,
            category_label=categories.label(row.category) if row.category else "",
            source_label=sources.label(row.source) if row.source else "",
            state=row.state,
            state_label=states.label(row.state),
            urgency=row.urgency,
            received_at=row.received_at,
            due_on=row.due_on,
            due=due(row.state, row.due_on or None, today),
            handler=names.get(row.handler_id, ""),
            closed_at=row.closed_at,
            suspend_until=row.suspend_until,
            about=row.about,
            is_rule_made=bool(row.rule_key),
            may_move_due=may_edit and may_move(row.state, row.limit_class, row.order_id),
        )
        for row in rows
    )
