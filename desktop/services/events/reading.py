"""One event with all that belongs to it."""

from collections.abc import Mapping

from db.queries import event_life as life
from db.queries import events as queries
from db.queries.event_life import EventLifeRow, ExtensionRow, ReporterRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_author import said_author
from desktop.domain.event_state import OPEN_STATES, Step
from desktop.domain.problem import Problem, ProblemError
from desktop.services.events.listing import event_line
from desktop.services.events.records import (
    ANONYMOUS,
    HIDDEN_REPORTER,
    EventClock,
    EventDetail,
    EventStep,
    Extension,
    Other,
    Rating,
    ToTell,
)
from desktop.services.events.standing import (
    extensions_left,
    limit_of,
    may_know_reporter,
    standing_of,
    steps_here,
)
from desktop.services.office import Office, actors
from desktop.services.shown_phone import shown_phone


def get_event(office: Office, event_id: str) -> EventDetail:
    """One event with its steps and links, by id or number.

    Raises:
        ProblemError: EVT-001 there is none.
    """
    office.require(Right.READ_EVENTS)
    names = actors(office)
    with office.store.reading() as connection:
        listed = queries.find_event(connection, event_id)
        if listed is None:
            raise ProblemError(Problem("EVT-001", {"number": event_id}))
        row = life.find_life(connection, listed.id)
        steps = queries.list_steps(connection, listed.id)
        links = queries.list_links(connection, listed.id)
        extensions = life.list_extensions(connection, listed.id)
        reporters = life.list_reporters(connection, listed.id)
        ratings = life.list_ratings(connection, listed.id)
        merged = life.list_merged(connection, listed.id)
        into = life.find_life(connection, row.merged_into_id) if row and row.merged_into_id else None
        numbers = {each.id: each.number for each in merged}
    assert row is not None  # read in the same snapshot
    states, satisfaction = code_table("event_state"), code_table("satisfaction")
    may_know = may_know_reporter(office, secret=bool(row.secret))
    return EventDetail(
        event=event_line(listed, office, names),
        text=row.text or "",
        place=row.place or "",
        reporter=_shown_name(row.reporter, anonymous=bool(row.anonymous), may_know=may_know),
        reporter_phone=_phone(office, row.reporter_phone, may_know=may_know),
        result=row.result or "",
        reopened_count=row.reopened_count,
        steps=tuple(
            EventStep(
                Step(step.kind),
                step.text or "",
                states.label(step.state) if step.state else "",
                step.done_at,
                _author(step.done_by, names, step.unit or ""),
            )
            for step in steps
        ),
        links=links,
        allowed=steps_here(standing_of(office, row)) if office.may(Right.EDIT_EVENTS) else (),
        clock=_clock(office, row, extensions),
        level=int(row.level),
        level_label=code_table("event_level").label(row.level),
        source=row.source or "",
        own_class=row.limit_class or "",
        happened_at=row.happened_at or "",
        origin_number=row.origin_number or "",
        reporter_id=(row.reporter_id or "") if may_know else "",
        anonymous=bool(row.anonymous),
        secret=bool(row.secret),
        is_hidden=not may_know,
        letter_id=row.letter_id or "",
        order_id=row.order_id or "",
        to_tell=_to_tell(office, row, reporters, numbers),
        feedback_text=row.feedback_text or "",
        public_text=row.public_text or "",
        published_on=row.published_on or "",
        ratings=tuple(
            Rating(
                each.satisfaction,
                satisfaction.label(each.satisfaction),
                each.text or "",
                each.rated_at,
                each.round,
            )
            for each in ratings
        ),
        extensions=tuple(
            Extension(
                each.id,
                each.days,
                each.reason,
                each.state,
                _author(each.asked_by, names),
                each.asked_at,
                _author(each.decided_by, names) if each.decided_by else "",
                each.decided_at or "",
                each.note or "",
            )
            for each in extensions
        ),
        merged_into=Other(into.id, into.number, into.title) if into else None,
        merged=tuple(Other(each.id, each.number, each.title) for each in merged),
        where_to=row.where_to or "",
        on_the_spot=bool(row.on_the_spot),
    )


def _author(account_id: str, names: Mapping[str, str], unit: str = "") -> str:
    return said_author(account_id, unit) or names.get(account_id, account_id)


def _phone(office: Office, phone: str | None, *, may_know: bool) -> str:
    return shown_phone(office, phone or "", Right.EDIT_EVENTS) if may_know else ""


def _shown_name(name: str | None, *, anonymous: bool, may_know: bool) -> str:
    if anonymous:
        return ANONYMOUS
    return (name or "") if may_know else HIDDEN_REPORTER


def _clock(office: Office, row: EventLifeRow, extensions: tuple[ExtensionRow, ...]) -> EventClock:
    level = int(row.level)
    limit = limit_of(office, row.limit_class, level)
    is_open = row.state in OPEN_STATES
    return EventClock(
        limit.limit_class.value if limit else "",
        code_table("event_limit_class").label(limit.limit_class) if limit else "",
        row.accept_due_at or "",
        row.accepted_at or "",
        row.due_at or "",
        row.settled_at or "",
        row.suspended_at or "",
        row.suspend_until or "",
        row.paused_minutes,
        extensions_left(limit, extensions, level) if is_open and office.may(Right.EDIT_EVENTS) else 0,
        limit.secretary_decides if limit else False,
    )


def _to_tell(
    office: Office, row: EventLifeRow, reporters: tuple[ReporterRow, ...], numbers: dict[str, str]
) -> tuple[ToTell, ...]:
    told = []
    ways = code_table("feedback_way")
    if row.kind == "event" or row.reporter or row.letter_id:
        may_know = may_know_reporter(office, secret=bool(row.secret))
        told.append(
            ToTell(
                "",
                _shown_name(row.reporter, anonymous=bool(row.anonymous), may_know=may_know),
                _phone(office, row.reporter_phone, may_know=may_know),
                row.number,
                row.feedback_at or "",
                ways.label(row.feedback_way) if row.feedback_way else "",
            )
        )
    for each in reporters:
        may_know = may_know_reporter(office, secret=bool(each.secret))
        told.append(
            ToTell(
                each.id,
                _shown_name(each.name, anonymous=bool(each.anonymous), may_know=may_know),
                _phone(office, each.phone, may_know=may_know),
                numbers.get(each.merged_event_id, ""),
                each.told_at or "",
                ways.label(each.told_way) if each.told_way else "",
            )
        )
    return tuple(told)
