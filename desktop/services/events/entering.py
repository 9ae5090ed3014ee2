"""Matters that come in: logged, changed, settled on the spot."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from db.queries import event_life as life
from db.queries import events as queries
from db.queries.event_life import EventLifeRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_limit import (
    DueMoment,
    EventLimit,
    LimitClass,
    due_moment,
    end_of_day,
    event_limit,
    extended,
    moved,
    usual_class,
)
from desktop.domain.event_state import OPEN_STATES, SUBMITTED, SUSPENDED, VILLAGE, Step
from desktop.domain.ids import RecordId
from desktop.domain.local_moment import moment_text
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.events.records import TITLE_LENGTH, NewEvent, Target
from desktop.services.events.standing import (
    as_moment,
    due_columns,
    find_row,
    limit_of,
    may_know_reporter,
    now_at,
)
from desktop.services.events.steps import StepFacts, apply_step
from desktop.services.numbering import series
from desktop.services.office import Office


def check_event(new: NewEvent) -> tuple[Problem, ...]:
    """What keeps a new event from being taken: EVT-010, EVT-011, EVT-037."""
    problems = []
    if not new.title.strip():
        problems.append(Problem("EVT-010", place=Place(field="title")))
    if len(new.title) > TITLE_LENGTH:
        problems.append(Problem("EVT-011", {"length": str(TITLE_LENGTH)}, Place(field="title")))
    if new.limit_class and new.limit_class not in code_table("event_limit_class"):
        problems.append(Problem("EVT-037", place=Place(field="limit_class")))
    return tuple(problems)


def _check_moments(office: Office, new: NewEvent) -> tuple[Problem, ...]:
    if not new.happened_at:
        return ()
    try:
        happened = datetime.fromisoformat(new.happened_at)
    except ValueError:
        return (Problem("EVT-038", place=Place(field="happened_at")),)
    day = happened.astimezone().date() if happened.tzinfo else happened.date()
    return (Problem("EVT-039", place=Place(field="happened_at")),) if day > office.today() else ()


@dataclass(frozen=True, slots=True)
class LimitPreview:
    """The limit that a matter would get: ``accept`` and ``handle`` are moments of the office's clock."""

    limit: EventLimit
    accept: DueMoment
    handle: DueMoment


def preview_limit(office: Office, new: NewEvent) -> LimitPreview | None:
    """The limit that a matter will get; None for a task, which has only the day it was given."""
    if new.kind != "event":
        return None
    own = LimitClass(new.limit_class) if new.limit_class else usual_class(new.urgency, new.category)
    received = as_moment(new.received_at) if new.received_at else now_at(office)
    limit = event_limit(own, received.date(), office.vault.village.division_code)
    return LimitPreview(limit, due_moment(received, limit.accept), due_moment(received, limit.handle))


def add_event(office: Office, new: NewEvent) -> str:
    """Log a matter that came in.

    Returns:
        The id of the new event.

    Raises:
        ProblemError: EVT-010 no title, EVT-011 title too long, EVT-037 to EVT-039, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if problems := (*check_event(new), *_check_moments(office, new)):
        raise ProblemError(problems)
    with office.change("edit", f"新增任务：{new.title.strip()}") as work:
        return insert_event(office, work, new)


def insert_event(office: Office, work: Work, new: NewEvent, record_id: RecordId | None = None) -> RecordId:
    """Log a checked matter inside a transaction that is open already; returns its id.

    Args:
        office: The office at work.
        work: The open transaction.
        new: The matter.
        record_id: Its id where it follows from what it is about, so that two PCs make one.
    """
    now = now_at(office)
    prefix = f"{office.vault.village.division_code}-{office.today().year}-{series(work.connection)}"
    serial = queries.next_serial(work.connection, prefix)
    event_id = work.insert(
        "event",
        {
            "number": f"{prefix}{serial:04d}",
            "received_at": moment_text(as_moment(new.received_at)) if new.received_at else moment_text(now),
            "state": SUBMITTED,
            "letter_id": new.letter_id or None,
            "rule_key": new.rule_key or None,
            "rule_subject": new.rule_subject or None,
            "grid_id": _grid_of(work, new),
            **_typed(new),
            **_reporter(new),
            **_limit_columns(office, new),
        },
        record_id,
    )
    targets = dict.fromkeys(new.targets)
    if new.reporter_id and not new.secret and not new.anonymous:
        targets.setdefault(Target("person", new.reporter_id))
    for target in targets:
        _link(work, event_id, target)
    return event_id


def _typed(new: NewEvent) -> dict[str, Value]:
    return {
        "kind": new.kind,
        "title": new.title.strip(),
        "text": new.text or None,
        "category": new.category or None,
        "source": new.source or None,
        "urgency": new.urgency.value,
        "place": new.place or None,
        "position": new.position or None,
        "handler_id": new.handler_id or None,
        "happened_at": new.happened_at or None,
        "origin_number": new.origin_number or None,
    }


_OF_VILLAGE = ("place", "position", "handler_id", "happened_at")
"""What the village says of a task from above; the rest is its issuer's."""


def _reporter(new: NewEvent) -> dict[str, Value]:
    """Who does not want to be named is not kept by name; where he can be reached he is."""
    return {
        "reporter": None if new.anonymous else new.reporter or None,
        "reporter_phone": new.reporter_phone or None,
        "reporter_id": None if new.anonymous else new.reporter_id or None,
        "anonymous": int(new.anonymous),
        "secret": int(new.secret),
    }


def _limit_columns(office: Office, new: NewEvent) -> dict[str, Value]:
    columns: dict[str, Value] = {"due_on": new.due_on or None}
    preview = preview_limit(office, new)
    if preview is not None:
        columns |= {
            "limit_class": preview.limit.limit_class.value,
            "accept_due_at": moment_text(preview.accept.at),
            **due_columns(preview.handle.at),
        }
    if new.due_on:
        columns |= due_columns(end_of_day(date.fromisoformat(new.due_on), now_at(office)))
    return columns


def _grid_of(work: Work, new: NewEvent) -> Value:
    """The grid of the first household or person it is about, or of who reported it."""
    return life.grid_of(
        work.connection,
        tuple(target.id for target in new.targets) + ((new.reporter_id,) if new.reporter_id else ()),
    )


def _link(work: Work, event_id: str, target: Target) -> None:
    work.insert("event_link", {"event_id": event_id, "target_table": target.table, "target_id": target.id})


def edit_event(office: Office, event_id: str, changes: NewEvent) -> None:
    """Change what was typed about an event; its state and steps stay as they are.

    Who reported it stays where the user may not know him. Another class counts the limit anew from the moment
    it ran from, with the time that it stood still and what was granted; so does clearing a day typed before.
    Of a task from above only what is the village's own is changed: who sees to it, where, when it truly
    happened, whom it is about.

    Raises:
        ProblemError: EVT-001, EVT-010, EVT-011, EVT-037 to EVT-039, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if problems := (*check_event(changes), *_check_moments(office, changes)):
        raise ProblemError(problems)
    with office.change("edit", f"修改任务：{changes.title.strip()}") as work:
        row = find_row(work.connection, event_id)
        patch = _typed(changes)
        if not changes.position:
            del patch["position"]  # taken with the matter, not typed
        if row.order_id:
            own = {name: value for name, value in patch.items() if name in _OF_VILLAGE}
            work.update("event", row.id, own)
            _set_links(work, row.id, changes.targets)
            return
        if may_know_reporter(office, secret=bool(row.secret)):
            patch |= _reporter(changes)
        work.update("event", row.id, patch | _changed_limit(office, work, row, changes))
        _set_links(work, row.id, changes.targets)


def _changed_limit(office: Office, work: Work, row: EventLifeRow, changes: NewEvent) -> dict[str, Value]:
    if row.state not in OPEN_STATES or int(row.level) > VILLAGE or row.state == SUSPENDED:
        return {}
    since = life.limit_since(work.connection, row.id)
    received = replace(changes, received_at=since)
    columns = _limit_columns(office, received)
    own = columns.get("limit_class")
    if changes.due_on and changes.due_on != row.due_on:
        return columns  # typed anew
    if own == row.limit_class and changes.due_on:
        return {}
    if not own:
        columns |= {"limit_class": None, "accept_due_at": None}
        return columns if changes.due_on else columns | {"due_at": None}
    limit = limit_of(office, str(own), VILLAGE)
    preview = preview_limit(office, received)
    if limit is None or preview is None:
        return columns
    due = moved(preview.handle.at, row.paused_minutes, limit.handle.unit).at
    for each in life.list_extensions(work.connection, row.id):
        if each.state == "granted" and each.asked_at >= since:
            due = extended(due, each.days, limit.handle.unit).at
    return columns | due_columns(due)


def _set_links(work: Work, event_id: str, targets: Sequence[Target]) -> None:
    present = {
        Target(link.target_table, link.target_id): link.id
        for link in queries.list_links(work.connection, event_id)
    }
    for target, link_id in present.items():
        if target not in targets:
            work.delete("event_link", link_id)
    for target in targets:
        if target not in present:
            _link(work, event_id, target)


@dataclass(frozen=True, slots=True)
class OnTheSpot:
    """What came of a matter that was settled as it came in.

    Attributes:
        result: What was done.
        way: Code of ``feedback_way`` by which the person was told.
        satisfaction: Code of ``satisfaction``; empty when he was not asked.
    """

    result: str
    way: str = ""
    satisfaction: str = ""


def settle_on_the_spot(office: Office, new: NewEvent, outcome: OnTheSpot) -> str:
    """Log a matter, settle it and tell the person, as one action (当场办结).

    Returns:
        The id of the new event.

    Raises:
        ProblemError: As `add_event`; EVT-021 no result, EVT-034 no way was named, EVT-035, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if problems := (*check_event(new), *_check_moments(office, new)):
        raise ProblemError(problems)
    with office.change("edit", f"当场办结：{new.title.strip()}") as work:
        event_id = insert_event(office, work, replace(new, handler_id=new.handler_id or office.user.id))
        apply_step(
            office, work, event_id, Step.SETTLE, StepFacts(outcome.result.strip(), extra={"on_the_spot": 1})
        )
        if new.kind == "event":
            apply_step(office, work, event_id, Step.FEED_BACK, StepFacts(way=outcome.way))
            if outcome.satisfaction:
                apply_step(office, work, event_id, Step.RATE, StepFacts(satisfaction=outcome.satisfaction))
    return event_id
