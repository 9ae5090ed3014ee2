"""Reads the inbox: ids in order, counts, groups, rows of a window, a board's columns, a calendar's days.

A selection names views and picks. What is still alive are a few thousand events in a covering index
(``event_live``); what is done, and all, may be a hundred thousand and is read in windows of an index in
the list's own order, so that no event is read but those in view.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from db.connection import Connection
from db.models.events import LIVE
from db.search.event_words import event_match
from desktop.domain.event_state import ACTING_STATES

ACTING = f"e.state IN {ACTING_STATES!r}"
"""As text, for an index is found by it."""

WAITING = "e.state IN ('55', '60', '70')"
_LIVE = re.sub(r"\b(state|kind|order_id)\b", r"e.\1", LIVE)

_ALIVE = "event e INDEXED BY event_live"
"""Named, since by its own reckoning SQLite would read the events of each state instead."""

_VIEWS = {
    "open": f"{_LIVE} AND e.state <> '70'",
    "today": f"{_LIVE} AND ({ACTING} AND (e.due_on = :today OR e.state = '10' AND e.accept_due_at < :tomorrow"
    " AND (e.due_on IS NULL OR e.due_on >= :today)) OR e.state = '55' AND e.suspend_until <= :today)",
    "overdue": f"{_LIVE} AND {ACTING} AND e.due_on < :today",
    "week": f"{_LIVE} AND {ACTING} AND e.due_on >= :today AND e.due_on <= :sunday",
    "waiting": f"{_LIVE} AND {WAITING}",
    "done": f"NOT ({_LIVE})",
    "all": "1",
}
_ORDERS = {
    "done": "e.closed_at DESC, e.pk DESC",
    "all": "e.received_at DESC, e.pk DESC",
}
_OPEN_ORDER = "e.due_on IS NULL, e.due_on, e.pk"
_SORTS = {
    "due": "e.due_on IS NULL, e.due_on {way}",
    "title": "e.title {way}",
    "state": "e.state {way}",
    "category": "e.category IS NULL, e.category {way}",
    "handler": "e.handler_id IS NULL, e.handler_id {way}",
    "source": "e.source IS NULL, e.source {way}",
    "urgency": "e.urgency {way}",
    "received": "e.received_at {way}",
    "number": "e.number {way}",
}
MOST_FOUND = 500
"""Events that a text finds among those done: the latest; whoever wants older ones types more."""

_ROOM_KIB = 14_336

_COLUMNS = ("handler", "category", "source", "grid")
_FIELD = {"handler": "e.handler_id", "category": "e.category", "source": "e.source", "grid": "e.grid_id"}

_OF_HOUSEHOLD = (
    "e.id IN (SELECT event_id FROM event_link WHERE target_id = :{name} UNION SELECT l.event_id "
    "FROM membership m JOIN event_link l ON l.target_id = m.person_id "
    "WHERE m.household_id = :{name} AND m.to_date IS NULL)"
)
_OF_PERSON = "e.id IN (SELECT event_id FROM event_link WHERE target_id = :{name})"


@dataclass(frozen=True, slots=True)
class Days:
    """The days that views speak of, as ISO texts; ``tomorrow`` bounds moments, so it is a UTC moment."""

    today: str
    tomorrow: str
    sunday: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What is listed: a view, what was typed, and values picked of groups.

    Attributes:
        view: One of open, today, overdue, week, waiting, done, all.
        text: Words, pinyin, initials or a number.
        people: Ids of people whom the text means; their events are found as well.
        picks: Group (person, household, grid, handler, category, source) and value; "" is no value.
        sort: Column to sort by, empty for the view's own order.
        descending: Direction of ``sort``.
    """

    view: str = "open"
    text: str = ""
    people: tuple[str, ...] = ()
    picks: tuple[tuple[str, str], ...] = ()
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One line; codes as kept, ``about`` names of people and households."""

    id: str
    number: str
    kind: str
    title: str
    category: str
    source: str
    state: str
    urgency: str
    received_at: str
    due_on: str
    handler_id: str
    closed_at: str
    reopened_count: int
    suspend_until: str
    limit_class: str
    order_id: str
    rule_key: str
    about: str


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A value of a group, its name where the register has one, and how many events have it."""

    value: str
    name: str
    count: int


def _parameters(wanted: Selection, days: Days) -> dict[str, str]:
    values = {"today": days.today, "tomorrow": days.tomorrow, "sunday": days.sunday}
    values |= {f"pick{n}": value for n, (_, value) in enumerate(wanted.picks)}
    return values | {"words": event_match(wanted.text), "people": json.dumps(wanted.people)}


def _narrowing(wanted: Selection, *, latest: bool) -> str:
    """What holds in every view: the text and the picks; ``latest`` looks at the latest finds only."""
    parts = []
    if wanted.text:
        found = []
        cut = f" ORDER BY rowid DESC LIMIT {MOST_FOUND}" if latest else ""
        if event_match(wanted.text):
            found.append(
                f"SELECT * FROM (SELECT rowid FROM event_search WHERE event_search MATCH :words{cut})"
            )
        if wanted.people:
            found.append(
                "SELECT x.pk FROM event_link l JOIN event x ON x.id = l.event_id "
                "WHERE l.target_id IN (SELECT value FROM json_each(:people))"
            )
        parts.append(f"e.pk IN ({' UNION '.join(found)})" if found else "e.id = ''")
    for n, (group, value) in enumerate(wanted.picks):
        if group == "person":
            parts.append(_OF_PERSON.format(name=f"pick{n}"))
        elif group == "household":
            parts.append(_OF_HOUSEHOLD.format(name=f"pick{n}"))
        elif value:
            parts.append(f"{_FIELD[group]} = :pick{n}")
        else:
            parts.append(f"{_FIELD[group]} IS NULL")
    return " AND ".join(parts) or "1"


def is_long(wanted: Selection) -> bool:
    """Whether a list may be as long as the whole log, so that it is read in windows."""
    few = wanted.text or any(group in ("person", "household") for group, _ in wanted.picks)
    return wanted.view in _ORDERS and not few and not wanted.sort


def _where(wanted: Selection) -> str:
    return f"{_VIEWS[wanted.view]} AND {_narrowing(wanted, latest=wanted.view in _ORDERS)}"


def _events(wanted: Selection) -> str:
    return "event e" if wanted.view in _ORDERS else _ALIVE


def _order(wanted: Selection) -> str:
    if wanted.sort:
        return f"{_SORTS[wanted.sort].format(way='DESC' if wanted.descending else 'ASC')}, e.pk"
    return _ORDERS.get(wanted.view, _OPEN_ORDER)


def list_ids(connection: Connection, wanted: Selection, days: Days, first: int = 0, most: int = -1) -> str:
    """Ids of a selection in order, 32 characters each, without anything between them.

    One text, since thousands of rows would each wait for the interpreter.

    Args:
        connection: A reading connection.
        wanted: The selection.
        days: Today and its neighbours.
        first: Place of the first id wanted, counted from 0.
        most: How many at most; all when negative.
    """
    (joined,) = connection.execute(
        f"SELECT group_concat(id, '') FROM (SELECT e.id FROM {_events(wanted)} WHERE {_where(wanted)} "
        f"ORDER BY {_order(wanted)} LIMIT {most:d} OFFSET {first:d})",
        _parameters(wanted, days),
    ).fetchone()
    return str(joined or "")


def place_of(connection: Connection, wanted: Selection, days: Days, event_id: str) -> int:
    """Place of an event in a long list, counted from 0; -1 when it is not in it."""
    by = "closed_at" if wanted.view == "done" else "received_at"
    row = connection.execute(
        f"SELECT e.pk, e.{by} FROM event e WHERE {_where(wanted)} AND e.id = :event",
        _parameters(wanted, days) | {"event": event_id},
    ).fetchone()
    if row is None:
        return -1
    (place,) = connection.execute(
        f"SELECT count(*) FROM event e WHERE {_where(wanted)} AND (e.{by}, e.pk) > (:at, :pk)",
        _parameters(wanted, days) | {"at": row[1], "pk": row[0]},
    ).fetchone()
    return int(place)


def count_views(connection: Connection, wanted: Selection, days: Days) -> dict[str, int]:
    """How many events of a selection each view holds, whichever of them is shown."""
    values = _parameters(wanted, days)
    live = [view for view in _VIEWS if view not in _ORDERS]
    sums = ", ".join(f"coalesce(sum({_VIEWS[view].replace(f'{_LIVE} AND ', '', 1)}), 0)" for view in live)
    *counts, alive = connection.execute(
        f"SELECT {sums}, count(*) FROM {_ALIVE} WHERE {_LIVE} AND {_narrowing(wanted, latest=False)}", values
    ).fetchone()
    return dict(zip(live, map(int, counts), strict=True)) | _count_long(connection, wanted, values, alive)


def _count_long(
    connection: Connection, wanted: Selection, values: dict[str, str], alive: int
) -> dict[str, int]:
    narrowing = _narrowing(wanted, latest=True)
    (every,) = connection.execute(f"SELECT count(*) FROM event e WHERE {narrowing}", values).fetchone()
    if not wanted.text:
        return {"done": int(every) - int(alive), "all": int(every)}
    (done,) = connection.execute(
        f"SELECT count(*) FROM event e WHERE NOT ({_LIVE}) AND {narrowing}", values
    ).fetchone()
    return {"done": int(done), "all": int(every)}


def list_groups(
    connection: Connection, wanted: Selection, days: Days, group: str, most: int
) -> tuple[GroupCount, ...]:
    """The values of a group in a selection with their counts, the fullest first."""
    values = _parameters(wanted, days) | {"most": str(most)}
    if group not in _COLUMNS and is_long(wanted):
        # both indexes of a long log's links; with less room each call would decrypt them anew
        connection.execute(f"PRAGMA cache_size = -{_ROOM_KIB}")
    if group in _COLUMNS:
        name = "(SELECT name FROM grid WHERE id = value)" if group == "grid" else "''"
        sql = (
            f"SELECT value, {name}, n FROM (SELECT coalesce({_FIELD[group]}, '') AS value, count(*) AS n "
            f"FROM {_events(wanted)} WHERE {_where(wanted)} GROUP BY 1 ORDER BY 2 DESC LIMIT :most)"
        )
    else:
        sql = _of_links(wanted, group)
    return tuple(
        GroupCount(str(row[0]), str(row[1] or ""), int(row[2])) for row in connection.execute(sql, values)
    )


_LINKS = "event_link l INDEXED BY event_link_event_id_target_id ON l.event_id = e.id"
"""Named, since SQLite would rather read all links of a kind for each event than sort its groups."""

_ALIVE_LINKS = f"{_ALIVE} CROSS JOIN {_LINKS} AND {_LIVE}"
_HOME = (
    "home(target, household) AS MATERIALIZED (SELECT m.person_id, m.household_id FROM membership m "
    "JOIN household k ON k.id = m.household_id AND k.kind = 'hukou' WHERE m.to_date IS NULL "
    "UNION SELECT id, id FROM household)"
)
_HEAD = (
    "(SELECT q.name FROM membership m JOIN person q ON q.id = m.person_id WHERE "
    "m.household_id = h.id AND m.role = 'head' AND m.to_date IS NULL LIMIT 1)"
)


def _of_links(wanted: Selection, group: str) -> str:
    """Counts by linked person or by household, a person's events counting for the household as well."""
    if is_long(wanted) and not wanted.picks:
        counts = _of_whole_log(wanted, group)
    else:
        links = f"{_events(wanted)} CROSS JOIN {_LINKS} AND {_where(wanted)}"
        counts = _by_person(links) if group == "person" else _by_household(links)
    if group == "person":
        return (
            f"SELECT p.id, p.name, n FROM ({counts}) JOIN person p ON p.id = value "
            "ORDER BY n DESC, p.name_key LIMIT :most"
        )
    return (
        f"WITH {_HOME} SELECT h.id, {_HEAD}, n FROM ({counts}) "
        "JOIN household h ON h.id = value ORDER BY n DESC, h.household_no LIMIT :most"
    )


def _by_person(links: str) -> str:
    return f"SELECT l.target_id AS value, count(*) AS n FROM {links} GROUP BY 1"


def _by_household(links: str) -> str:
    return (
        "SELECT household AS value, count(DISTINCT l.event_id) AS n "
        f"FROM {links} JOIN home ON home.target = l.target_id GROUP BY 1"
    )


_TARGETS = (
    "SELECT target_id AS value, count(*) AS n FROM event_link INDEXED BY event_link_target_id GROUP BY 1"
)


def _of_whole_log(wanted: Selection, group: str) -> str:
    """Counts over every link there is, from indexes alone; what is done is everything but what is alive.

    Links are counted for all households, events only for those with the most links, since an event about
    two of a household counts for it once.
    """
    if group == "person":
        every, alive = _TARGETS, _by_person(_ALIVE_LINKS)
    else:
        fullest = (
            f"SELECT household FROM ({_TARGETS}) JOIN home ON home.target = value "
            "GROUP BY 1 ORDER BY sum(n) DESC, 1 LIMIT :most"
        )
        every = (
            f"SELECT home.household AS value, count(DISTINCT l.event_id) AS n FROM ({fullest}) f "
            "CROSS JOIN home ON home.household = f.household CROSS JOIN event_link l "
            "INDEXED BY event_link_target_id_event_id ON l.target_id = home.target GROUP BY 1"
        )
        alive = _by_household(_ALIVE_LINKS)
    if wanted.view == "all":
        return every
    return (
        f"SELECT value, sum(n) AS n FROM (SELECT value, n FROM ({every}) UNION ALL "
        f"SELECT value, -n FROM ({alive})) GROUP BY 1 HAVING sum(n) > 0"
    )


_ROW = """
SELECT e.id, e.number, e.kind, e.title, coalesce(e.category, ''), coalesce(e.source, ''), e.state, e.urgency,
    e.received_at, coalesce(e.due_on, ''), coalesce(e.handler_id, ''), coalesce(e.closed_at, ''),
    e.reopened_count, coalesce(e.suspend_until, ''), coalesce(e.limit_class, ''), coalesce(e.order_id, ''),
    coalesce(e.rule_key, ''), coalesce((SELECT group_concat(coalesce(p.name,
        (SELECT q.name FROM membership m JOIN person q ON q.id = m.person_id
         WHERE m.household_id = l.target_id AND m.role = 'head' AND m.to_date IS NULL)), '、')
     FROM event_link l LEFT JOIN person p ON l.target_table = 'person' AND p.id = l.target_id
     WHERE l.event_id = e.id), '')
FROM event e
"""


def load_rows(connection: Connection, ids: Sequence[str]) -> tuple[InboxRow, ...]:
    """The rows of some events in the order of their ids; what was deleted meanwhile is left out."""
    rows = connection.execute(
        f"{_ROW} WHERE e.id IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),)
    )
    found = {row[0]: InboxRow(*row) for row in rows}
    return tuple(found[each] for each in ids if each in found)


def list_columns(
    connection: Connection, wanted: Selection, days: Days, columns: Sequence[Sequence[str]], most: int
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Of each column, which is some living states: how many events, and the first ids by due day.

    What is done makes a last column of its own, the latest first.
    """
    values = _parameters(wanted, days)
    alive = "e.id = ''" if wanted.view == "done" else _VIEWS[wanted.view]
    where = f"{_LIVE} AND {alive} AND {_narrowing(wanted, latest=False)}"
    counts = dict(
        connection.execute(
            f"SELECT e.state, count(*) FROM {_ALIVE} WHERE {where} GROUP BY 1", values
        ).fetchall()
    )
    made = []
    for states in columns:
        count = sum(counts.get(state, 0) for state in states)
        named = ", ".join(f"'{state}'" for state in states)
        ids = ""
        if count:
            (ids,) = connection.execute(
                f"SELECT group_concat(id, '') FROM (SELECT e.id FROM {_ALIVE} WHERE {where} "
                f"AND e.state IN ({named}) ORDER BY {_OPEN_ORDER} LIMIT {most:d})",
                values,
            ).fetchone()
        made.append((count, _cut(ids)))
    if wanted.view not in _ORDERS:
        return (*made, (0, ()))
    done = replace(wanted, view="done", sort="")
    count = _count_long(connection, done, values, sum(counts.values()))["done"]
    if wanted.view == "done" and not wanted.text:
        count = count_views(connection, done, days)["done"]
    return (*made, (count, _cut(list_ids(connection, done, days, 0, most))))


def _cut(joined: str) -> tuple[str, ...]:
    return tuple(joined[place : place + 32] for place in range(0, len(joined), 32))


def list_days(
    connection: Connection, wanted: Selection, days: Days, first: str, last: str, most: int
) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Of each day from ``first`` to ``last`` with events due: how many, and the first ids of it."""
    rows = connection.execute(
        "SELECT due_on, n, group_concat(id, '') FROM (SELECT e.due_on AS due_on, e.id AS id, "
        "count(*) OVER (PARTITION BY e.due_on) AS n, row_number() OVER (PARTITION BY e.due_on ORDER BY e.pk) "
        f"AS place FROM {_events(wanted)} WHERE {_where(wanted)} AND e.due_on BETWEEN :first AND :last) "
        f"WHERE place <= {most:d} GROUP BY due_on",
        _parameters(wanted, days) | {"first": first, "last": last},
    )
    return {str(day): (int(count), _cut(ids)) for day, count, ids in rows}
