"""Figures of the village's events over a period, reproducible: with cut-off and number of records read."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from db.queries import event_life as queries
from db.queries.event_life import FigureRow
from desktop.domain.accounts import Right
from desktop.domain.event_figure import EventFacts, EventFigures, reckon_figures
from desktop.domain.event_limit import LAST_MINUTE
from desktop.domain.local_moment import moment_text
from desktop.services.events.standing import as_moment, now_at
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class PeriodFigures:
    """Figures of days from ``first`` to ``last``, both included.

    ``cut_off`` is the moment they were read at, ``row_count`` how many events were looked at.
    """

    first: date
    last: date
    cut_off: datetime
    row_count: int
    figures: EventFigures


def read_figures(office: Office, first: date, last: date) -> PeriodFigures:
    """The figures of a period as the events stand now.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_EVENTS)
    now = now_at(office)
    begins = datetime.combine(first, time(), now.tzinfo)
    ends = datetime.combine(last + timedelta(days=1), time(), now.tzinfo)
    with office.store.reading() as connection:
        rows = queries.list_figure_rows(connection, moment_text(begins), moment_text(ends))
    figures = reckon_figures((_facts(row) for row in rows), begins, min(ends, now + timedelta(seconds=1)))
    return PeriodFigures(first, last, now, len(rows), figures)


def _facts(row: FigureRow) -> EventFacts:
    due = _moment(row.due_at)
    if due is None and row.due_on:  # entered before limits were kept to the minute
        due = datetime.combine(date.fromisoformat(row.due_on), LAST_MINUTE).astimezone()
    return EventFacts(
        row.id,
        row.state,
        as_moment(row.received_at),
        due,
        _moment(row.settled_at or row.closed_at),
        _moment(row.feedback_at or row.closed_at),
        _moment(row.closed_at),
        int(row.max_level),
        row.satisfaction or "",
        row.reopened_count,
        bool(row.on_the_spot),
    )


def _moment(text: str | None) -> datetime | None:
    return as_moment(text) if text else None
