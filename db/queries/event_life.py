"""Reads one event whole: its clock, who is to be told, its ratings, extensions, copies and public text."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from db.connection import Connection
from desktop.domain.event_state import CLOSED_STATES, DONE_STATES, ENDED_STATES, WITHDRAWN


@dataclass(frozen=True, slots=True)
class EventLifeRow:
    """An event as the file keeps it; see `db.models.events.Event` for the form of its values.

    ``rated_at`` is the moment of its last rating.
    """

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
    public_text: str | None
    satisfaction: str | None
    reopened_count: int
    happened_at: str | None
    accepted_at: str | None
    accept_due_at: str | None
    due_at: str | None
    limit_class: str | None
    max_level: str
    suspended_at: str | None
    suspend_until: str | None
    paused_minutes: int
    merged_into_id: str | None
    letter_id: str | None
    order_id: str | None
    origin_number: str | None
    reporter_id: str | None
    anonymous: int
    secret: int
    grid_id: str | None
    position: str | None
    feedback_text: str | None
    feedback_way: str | None
    feedback_at: str | None
    feedback_by: str | None
    published_on: str | None
    settled_at: str | None
    settled_level: str | None
    on_the_spot: int
    due_before_at: str | None
    where_to: str | None
    rated_at: str | None


@dataclass(frozen=True, slots=True)
class ExtensionRow:
    """A longer limit, asked for or decided; ``state`` is asked, granted or refused."""

    id: str
    event_id: str
    days: int
    reason: str
    state: str
    asked_by: str
    asked_at: str
    decided_by: str | None
    decided_at: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class ReporterRow:
    """One more person who is to be told."""

    id: str
    event_id: str
    merged_event_id: str
    person_id: str | None
    name: str | None
    phone: str | None
    anonymous: int
    secret: int
    told_at: str | None
    told_way: str | None
    told_by: str | None


@dataclass(frozen=True, slots=True)
class RatingRow:
    """What the person said in one round."""

    id: str
    event_id: str
    satisfaction: str
    text: str | None
    way: str | None
    rated_at: str
    round: int


@dataclass(frozen=True, slots=True)
class MergedRow:
    """An event that was merged into another, or the one it went into."""

    id: str
    number: str
    title: str


def _columns(row: type) -> str:
    return ", ".join(field.name for field in fields(row))


_LIFE = _columns(EventLifeRow).replace(
    "rated_at", "(SELECT max(r.rated_at) FROM event_rating r WHERE r.event_id = event.id)"
)


def find_life(connection: Connection, event_id: str) -> EventLifeRow | None:
    """One event by its id or its number."""
    row = connection.execute(
        f"SELECT {_LIFE} FROM event WHERE id = ? OR number = ?",  # noqa: S608 - own text
        (event_id, event_id),
    ).fetchone()
    return None if row is None else EventLifeRow(*row)


def list_extensions(connection: Connection, event_id: str) -> tuple[ExtensionRow, ...]:
    """Extensions of an event, oldest first."""
    rows = connection.execute(
        f"SELECT {_columns(ExtensionRow)} FROM event_extension "  # noqa: S608 - own text
        "WHERE event_id = ? ORDER BY asked_at, pk",
        (event_id,),
    )
    return tuple(ExtensionRow(*row) for row in rows)


def limit_since(connection: Connection, event_id: str) -> str:
    """The UTC moment that the limit in force runs from: of coming in, or of coming back or reopening."""
    (since,) = connection.execute(
        "SELECT coalesce((SELECT max(s.done_at) FROM event_step s WHERE s.event_id = e.id "
        "AND s.kind IN ('return', 'reopen')), e.received_at) FROM event e WHERE e.id = ?",
        (event_id,),
    ).fetchone()
    return str(since)


def find_extension(connection: Connection, extension_id: str) -> ExtensionRow | None:
    """One extension."""
    row = connection.execute(
        f"SELECT {_columns(ExtensionRow)} FROM event_extension WHERE id = ?",  # noqa: S608 - own text
        (extension_id,),
    ).fetchone()
    return None if row is None else ExtensionRow(*row)


def list_reporters(connection: Connection, event_id: str) -> tuple[ReporterRow, ...]:
    """Who else is to be told of an event, in the order of joining."""
    rows = connection.execute(
        f"SELECT {_columns(ReporterRow)} FROM event_reporter WHERE event_id = ? ORDER BY pk",  # noqa: S608
        (event_id,),
    )
    return tuple(ReporterRow(*row) for row in rows)


def list_ratings(connection: Connection, event_id: str) -> tuple[RatingRow, ...]:
    """Ratings of an event, oldest first."""
    rows = connection.execute(
        f"SELECT {_columns(RatingRow)} FROM event_rating WHERE event_id = ? ORDER BY round, pk",  # noqa: S608
        (event_id,),
    )
    return tuple(RatingRow(*row) for row in rows)


def list_merged(connection: Connection, event_id: str) -> tuple[MergedRow, ...]:
    """Events that were merged into one."""
    rows = connection.execute(
        "SELECT id, number, title FROM event WHERE merged_into_id = ? AND state = '96' ORDER BY pk",
        (event_id,),
    )
    return tuple(MergedRow(*row) for row in rows)


def linked_people(connection: Connection, event_id: str) -> tuple[str, ...]:
    """Names of all people an event has to do with: linked, of linked households, who reported it."""
    rows = connection.execute(
        "SELECT p.name FROM event_link l JOIN person p ON l.target_table = 'person' AND p.id = l.target_id "
        "WHERE l.event_id = ? "
        "UNION SELECT p.name FROM event_link l JOIN membership m ON m.household_id = l.target_id "
        "AND m.to_date IS NULL JOIN person p ON p.id = m.person_id "
        "WHERE l.target_table = 'household' AND l.event_id = ? "
        "UNION SELECT p.name FROM event e JOIN person p ON p.id = e.reporter_id WHERE e.id = ? "
        "UNION SELECT reporter FROM event WHERE id = ? "
        "UNION SELECT name FROM event_reporter WHERE event_id = ?",
        (event_id,) * 5,
    )
    return tuple(str(row[0]) for row in rows if row[0])


def linked_places(connection: Connection, event_id: str) -> tuple[str, ...]:
    """Household numbers and addresses of the households an event has to do with."""
    rows = connection.execute(
        "SELECT h.household_no, h.address, d.dwelling_address FROM event_link l "
        "LEFT JOIN membership m ON l.target_table = 'person' AND m.person_id = l.target_id "
        "AND m.to_date IS NULL "
        "JOIN household h ON h.id = CASE l.target_table WHEN 'household' THEN l.target_id "
        "ELSE m.household_id END LEFT JOIN dwelling d ON d.household_id = h.id WHERE l.event_id = ?",
        (event_id,),
    )
    return tuple(dict.fromkeys(str(text) for row in rows for text in row if text))


@dataclass(frozen=True, slots=True)
class LikeRow:
    """What an event is compared by: its words, and whom it is about."""

    id: str
    number: str
    title: str
    text: str | None
    category: str | None
    place: str | None
    state: str
    received_at: str
    reporter_id: str | None
    target_ids: str | None


def list_to_compare(connection: Connection, since: str) -> tuple[LikeRow, ...]:
    """Open events and those settled lately, that one may be the same as; ``since`` is a UTC moment."""
    marks = ",".join("?" * len(ENDED_STATES))
    rows = connection.execute(
        "SELECT e.id, e.number, e.title, e.text, e.category, e.place, e.state, "  # noqa: S608 - own text
        "e.received_at, e.reporter_id, "
        "(SELECT group_concat(l.target_id, ' ') FROM event_link l WHERE l.event_id = e.id) FROM event e "
        f"WHERE e.state NOT IN ({marks}) AND e.received_at >= ?",
        (*ENDED_STATES, since),
    )
    return tuple(LikeRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What the figures are counted from."""

    id: str
    state: str
    received_at: str
    due_at: str | None
    due_on: str | None
    settled_at: str | None
    feedback_at: str | None
    closed_at: str | None
    max_level: str
    satisfaction: str | None
    reopened_count: int
    on_the_spot: int
    category: str | None


def list_figure_rows(connection: Connection, first: str, last: str) -> tuple[FigureRow, ...]:
    """Reported events that came in, were due, settled or told from one UTC moment to before another."""
    names = ("received_at", "due_at", "settled_at", "feedback_at", "closed_at")
    either = " OR ".join(f"({name} >= ? AND {name} < ?)" for name in names)
    rows = connection.execute(
        f"SELECT {_columns(FigureRow)} FROM event "  # noqa: S608 - own text
        f"WHERE kind = 'event' AND ({either} OR (due_at IS NULL AND due_on IS NOT NULL))",
        (first, last) * len(names),
    )
    return tuple(FigureRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class PublicRow:
    """An event's public text."""

    id: str
    category: str | None
    public_text: str
    published_on: str
    received_at: str
    settled_at: str | None
    satisfaction: str | None


def list_public(connection: Connection, first: str, last: str) -> tuple[PublicRow, ...]:
    """Public texts of a period by the day they were published, days included."""
    rows = connection.execute(
        "SELECT id, category, public_text, published_on, received_at, settled_at, satisfaction FROM event "
        "WHERE published_on >= ? AND published_on <= ? AND public_text IS NOT NULL AND state <> '96' "
        "ORDER BY published_on, pk",
        (first, last),
    )
    return tuple(PublicRow(*row) for row in rows)


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An event that waits for somebody."""

    id: str
    title: str
    at: str | None


_MARKS_OVER = ",".join(f"'{state}'" for state in (*DONE_STATES, WITHDRAWN))
"""However it is over: who was merged into what somebody withdrew is to be told as well."""


def list_accept_overdue(connection: Connection, now: str) -> tuple[WaitingRow, ...]:
    """Reported events that nobody has accepted in time, at the village; ``now`` is a UTC moment."""
    rows = connection.execute(
        "SELECT id, title, accept_due_at FROM event WHERE state = '10' AND accept_due_at < ? "
        "ORDER BY accept_due_at",
        (now,),
    )
    return tuple(WaitingRow(*row) for row in rows)


def list_to_feed_back(connection: Connection) -> tuple[WaitingRow, ...]:
    """Settled events of which somebody is still to be told, longest settled first."""
    rows = connection.execute(
        "SELECT e.id, e.title, e.settled_at FROM event e WHERE (e.state = '70' AND "  # noqa: S608 - own text
        "(e.kind = 'event' OR e.reporter IS NOT NULL OR e.letter_id IS NOT NULL)) "
        f"OR (e.state IN ({_MARKS_OVER}) AND e.state <> '70' AND EXISTS "
        "(SELECT 1 FROM event_reporter r WHERE r.event_id = e.id AND r.told_at IS NULL)) "
        "ORDER BY e.settled_at"
    )
    return tuple(WaitingRow(*row) for row in rows)


def list_returned(connection: Connection) -> tuple[WaitingRow, ...]:
    """Events that came back from above and that nobody has gone on with."""
    rows = connection.execute(
        "SELECT e.id, e.title, (SELECT max(s.done_at) FROM event_step s WHERE s.event_id = e.id "
        "AND s.kind = 'return') FROM event e WHERE e.state = '65' ORDER BY 3"
    )
    return tuple(WaitingRow(*row) for row in rows)


def list_pauses_over(connection: Connection, today: str) -> tuple[WaitingRow, ...]:
    """Suspended events whose pause has ended."""
    rows = connection.execute(
        "SELECT id, title, suspend_until FROM event WHERE state = '55' AND suspend_until < ? "
        "ORDER BY suspend_until",
        (today,),
    )
    return tuple(WaitingRow(*row) for row in rows)


def list_extensions_asked(connection: Connection) -> tuple[WaitingRow, ...]:
    """Open events for which more time is asked, longest waiting first; ``id`` is the event's."""
    marks: Sequence[str] = [f"'{state}'" for state in CLOSED_STATES]
    rows = connection.execute(
        "SELECT e.id, e.title, x.asked_at "  # noqa: S608 - own text
        "FROM event_extension x JOIN event e ON e.id = x.event_id "
        f"WHERE x.state = 'asked' AND e.state NOT IN ({','.join(marks)}) ORDER BY x.asked_at"
    )
    return tuple(WaitingRow(*row) for row in rows)


def grid_of(connection: Connection, ids: Sequence[str]) -> str | None:
    """The grid of the first of some households or people that lies in one."""
    for record_id in ids:
        row = connection.execute(
            "SELECT h.grid_id FROM household h WHERE h.id = ? AND h.grid_id IS NOT NULL "
            "UNION ALL SELECT h.grid_id FROM membership m JOIN household h ON h.id = m.household_id "
            "WHERE m.person_id = ? AND m.to_date IS NULL AND h.grid_id IS NOT NULL LIMIT 1",
            (record_id, record_id),
        ).fetchone()
        if row is not None:
            return str(row[0])
    return None
