"""Lists of the task log and their counts."""

from collections.abc import Mapping

from db.queries import events as queries
from db.queries.events import EventFilter, EventRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_state import due
from desktop.services.events.records import Event
from desktop.services.office import Office, actors


def event_line(row: EventRow, office: Office, names: Mapping[str, str]) -> Event:
    """One row of the file as a line of the log."""
    return Event(
        id=row.id,
        number=row.number,
        kind=row.kind,
        title=row.title,
        category=row.category or "",
        category_label=code_table("event_category").label(row.category) if row.category else "",
        source_label=code_table("event_source").label(row.source) if row.source else "",
        state=row.state,
        state_label=code_table("event_state").label(row.state),
        urgency=row.urgency,
        received_at=row.received_at,
        due_on=row.due_on or "",
        due=due(row.state, row.due_on, office.today()),
        handler_id=row.handler_id or "",
        handler=names.get(row.handler_id or "", ""),
        closed_at=row.closed_at or "",
    )


def list_events(office: Office, wanted: EventFilter) -> tuple[Event, ...]:
    """Events of a view, open ones by due day, closed ones latest first."""
    office.require(Right.READ_EVENTS)
    names = actors(office)
    with office.store.reading() as connection:
        rows = queries.list_events(connection, wanted, office.today().isoformat())
    return tuple(event_line(row, office, names) for row in rows)


def count_views(office: Office) -> dict[str, int]:
    """How many events each view holds: open, new, today, overdue, soon, done, all."""
    office.require(Right.READ_EVENTS)
    with office.store.reading() as connection:
        return queries.count_views(connection, office.today().isoformat())
