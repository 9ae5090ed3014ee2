"""Reads events and tasks with their steps and links."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Connection
from desktop.domain.event_state import ACTING_STATES, CLOSED_STATES, OPEN_STATES

_COLUMNS = (
    "e.id, e.number, e.kind, e.title, e.text, e.category, e.source, e.state, e.level, e.urgency, e.place, "
    "e.reporter, e.reporter_phone, e.received_at, e.due_on, e.handler_id, e.closed_at, e.result, "
    "e.reopened_count"
)


@dataclass(frozen=True, slots=True)
class EventRow:
    """One event as the file keeps it; moments are UTC ISO texts, ``due_on`` an ISO day or None."""

    id: str
    number: str
    kind: str
    title: str
    text: str | None
    category: str | None
    source: str | None
    state: str
    level: str
    urgency: str
    place: str | None
    reporter: str | None
    reporter_phone: str | None
    received_at: str
    due_on: str | None
    handler_id: str | None
    closed_at: str | None
    result: str | None
    reopened_count: int


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step or note; ``state`` is the state after it, ``unit`` the office above that did it."""

    id: str
    kind: str
    text: str | None
    state: str | None
    done_at: str
    done_by: str
    unit: str | None


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A person or household an event is about; ``label`` is a name or household number."""

    id: str
    target_table: str
    target_id: str
    label: str


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What to list. ``view`` is one of open, new, today, overdue, soon, done, all."""

    view: str = "open"
    text: str = ""
    handler_id: str = ""
    target_id: str = ""
    category: str = ""


def _marks(values: Sequence[str]) -> str:
    return ",".join("?" * len(values))


_VIEWS = {
    "open": (f"e.state IN ({_marks(OPEN_STATES)})", OPEN_STATES),
    "done": (f"e.state IN ({_marks(CLOSED_STATES)})", CLOSED_STATES),
    "new": ("e.state = '10'", ()),
    "all": ("1", ()),
}
_DATED_VIEWS = {
    "today": "e.due_on = ?",
    "overdue": "e.due_on < ?",
    "soon": "e.due_on > ? AND e.due_on <= date(?, '+3 days')",
}


def _where(wanted: EventFilter, today: str) -> tuple[str, list[str]]:
    parameters: list[str] = []
    if wanted.view in _DATED_VIEWS:
        condition = f"e.state IN ({_marks(ACTING_STATES)}) AND {_DATED_VIEWS[wanted.view]}"
        parameters += [*ACTING_STATES, *[today] * _DATED_VIEWS[wanted.view].count("?")]
    else:
        condition, values = _VIEWS[wanted.view]
        parameters += values
    if wanted.text:
        condition += " AND (instr(e.title, ?) OR instr(coalesce(e.text, ''), ?) OR instr(e.number, ?))"
        parameters += [wanted.text] * 3
    if wanted.handler_id:
        condition += " AND e.handler_id = ?"
        parameters.append(wanted.handler_id)
    if wanted.category:
        condition += " AND e.category LIKE ?"
        parameters.append(f"{wanted.category}%")
    if wanted.target_id:
        condition += " AND e.id IN (SELECT event_id FROM event_link WHERE target_id = ?)"
        parameters.append(wanted.target_id)
    return condition, parameters


def list_events(connection: Connection, wanted: EventFilter, today: str) -> tuple[EventRow, ...]:
    """Events of a view: open ones by due day (those without one last), closed ones latest first."""
    condition, parameters = _where(wanted, today)
    order = "e.closed_at DESC, e.pk DESC" if wanted.view == "done" else "e.due_on IS NULL, e.due_on, e.pk"
    rows = connection.execute(
        f"SELECT {_COLUMNS} FROM event e WHERE {condition} ORDER BY {order}",  # noqa: S608 - own text
        parameters,
    )
    return tuple(EventRow(*row) for row in rows)


def count_views(connection: Connection, today: str) -> dict[str, int]:
    """Number of events in each view."""
    counts = {}
    for view in (*_VIEWS, *_DATED_VIEWS):
        condition, parameters = _where(EventFilter(view=view), today)
        counts[view] = int(
            connection.execute(
                f"SELECT count(*) FROM event e WHERE {condition}",  # noqa: S608 - own text
                parameters,
            ).fetchone()[0]
        )
    return counts


def find_event(connection: Connection, event_id: str) -> EventRow | None:
    """One event by its id or its number."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM event e WHERE e.id = ? OR e.number = ?",  # noqa: S608 - own text
        (event_id, event_id),
    ).fetchone()
    return None if row is None else EventRow(*row)


def list_steps(connection: Connection, event_id: str) -> tuple[StepRow, ...]:
    """Steps of an event, oldest first."""
    rows = connection.execute(
        "SELECT id, kind, text, state, done_at, done_by, unit FROM event_step WHERE event_id = ? ORDER BY pk",
        (event_id,),
    )
    return tuple(StepRow(*row) for row in rows)


def list_links(connection: Connection, event_id: str) -> tuple[LinkRow, ...]:
    """What an event is about, people first; a household goes by its head's name, else by its number.

    A meeting that an event came of goes by its title.
    """
    rows = connection.execute(
        "SELECT l.id, l.target_table, l.target_id, coalesce(p.name, "
        "(SELECT head.name FROM membership m JOIN person head ON head.id = m.person_id "
        "WHERE m.household_id = h.id AND m.role = 'head' AND m.to_date IS NULL), "
        "h.household_no, g.title, '') FROM event_link l "
        "LEFT JOIN meeting g ON l.target_table = 'meeting' AND g.id = l.target_id "
        "LEFT JOIN person p ON l.target_table = 'person' AND p.id = l.target_id "
        "LEFT JOIN household h ON l.target_table = 'household' AND h.id = l.target_id "
        "WHERE l.event_id = ? ORDER BY l.target_table DESC, l.pk",
        (event_id,),
    )
    return tuple(LinkRow(*row) for row in rows)


def next_serial(connection: Connection, prefix: str) -> int:
    """The serial after the highest one given under a number's prefix."""
    row = connection.execute(
        "SELECT max(CAST(substr(number, ?) AS INTEGER)) FROM event WHERE number LIKE ?",
        (len(prefix) + 1, f"{prefix}%"),
    ).fetchone()
    return int(row[0] or 0) + 1
