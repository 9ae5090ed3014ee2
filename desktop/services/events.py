"""The task log: what was reported or given, what was done about it, what is due (任务, 事件)."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.queries import events as queries
from db.queries.events import EventFilter, EventRow, LinkRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.event_state import (
    CLOSED_STATES,
    NEEDS_TEXT,
    REOPENED,
    SETTLED,
    SUBMITTED,
    Due,
    Step,
    Urgency,
    allowed_steps,
    due,
    next_state,
)
from desktop.domain.ids import RecordId
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office, actors

TITLE_LENGTH = 60

__all__ = ["Event", "EventDetail", "EventFilter", "EventStep", "LinkRow", "NewEvent", "Target"]


@dataclass(frozen=True, slots=True)
class Target:
    """A person or household that an event is about: table name and id."""

    table: str
    id: str


@dataclass(frozen=True, slots=True)
class NewEvent:
    """What is typed when a matter comes in; only the title is needed.

    ``kind`` is ``task`` (given) or ``event`` (reported); ``due_on`` an ISO day; ``urgency`` decides
    nothing by itself but is shown.
    """

    title: str
    kind: str = "task"
    text: str = ""
    category: str = ""
    source: str = ""
    urgency: Urgency = Urgency.NORMAL
    place: str = ""
    reporter: str = ""
    reporter_phone: str = ""
    due_on: str = ""
    handler_id: str = ""
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the task log, codes with their labels."""

    id: str
    number: str
    kind: str
    title: str
    category: str
    category_label: str
    source_label: str
    state: str
    state_label: str
    urgency: str
    received_at: str
    due_on: str
    due: Due
    handler_id: str
    handler: str
    closed_at: str


@dataclass(frozen=True, slots=True)
class EventStep:
    """One step done, oldest first in an event's detail."""

    kind: Step
    text: str
    state_label: str
    done_at: str
    done_by: str


@dataclass(frozen=True, slots=True)
class EventDetail:
    """Everything about one event, and what may be done now."""

    event: Event
    text: str
    place: str
    reporter: str
    reporter_phone: str
    result: str
    reopened_count: int
    steps: tuple[EventStep, ...]
    links: tuple[LinkRow, ...]
    allowed: tuple[Step, ...]


def _event(row: EventRow, office: Office, names: dict[str, str]) -> Event:
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
    return tuple(_event(row, office, names) for row in rows)


def count_views(office: Office) -> dict[str, int]:
    """How many events each view holds: open, new, today, overdue, soon, done, all."""
    office.require(Right.READ_EVENTS)
    with office.store.reading() as connection:
        return queries.count_views(connection, office.today().isoformat())


def get_event(office: Office, event_id: str) -> EventDetail:
    """One event with its steps and links, by id or number.

    Raises:
        ProblemError: EVT-001 there is none.
    """
    office.require(Right.READ_EVENTS)
    names = actors(office)
    with office.store.reading() as connection:
        row = queries.find_event(connection, event_id)
        if row is None:
            raise ProblemError(Problem("EVT-001", {"number": event_id}))
        steps = queries.list_steps(connection, row.id)
        links = queries.list_links(connection, row.id)
    states = code_table("event_state")
    return EventDetail(
        _event(row, office, names),
        row.text or "",
        row.place or "",
        row.reporter or "",
        row.reporter_phone or "",
        row.result or "",
        row.reopened_count,
        tuple(
            EventStep(
                Step(step.kind),
                step.text or "",
                states.label(step.state) if step.state else "",
                step.done_at,
                names.get(step.done_by, step.done_by),
            )
            for step in steps
        ),
        links,
        allowed_steps(row.state, row.reopened_count) if office.may(Right.EDIT_EVENTS) else (),
    )


def check_event(new: NewEvent) -> tuple[Problem, ...]:
    """What keeps a new event from being taken."""
    problems = []
    if not new.title.strip():
        problems.append(Problem("EVT-010", place=Place(field="title")))
    if len(new.title) > TITLE_LENGTH:
        problems.append(Problem("EVT-011", {"length": str(TITLE_LENGTH)}, Place(field="title")))
    return tuple(problems)


def add_event(office: Office, new: NewEvent) -> str:
    """Log a matter that came in.

    Returns:
        The id of the new event.

    Raises:
        ProblemError: EVT-010 no title, EVT-011 title too long, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if problems := check_event(new):
        raise ProblemError(problems)
    with office.change("edit", f"新增任务：{new.title.strip()}") as work:
        return insert_event(office, work, new)


def insert_event(office: Office, work: Work, new: NewEvent) -> RecordId:
    """Log a checked matter inside a transaction that is open already; returns its id."""
    prefix = f"{office.vault.village.division_code}-{office.today().year}-"
    serial = queries.next_serial(work.connection, prefix)
    event_id = work.insert(
        "event",
        {
            "number": f"{prefix}{serial:04d}",
            "kind": new.kind,
            "title": new.title.strip(),
            "text": new.text or None,
            "category": new.category or None,
            "source": new.source or None,
            "urgency": new.urgency.value,
            "place": new.place or None,
            "reporter": new.reporter or None,
            "reporter_phone": new.reporter_phone or None,
            "received_at": office.now_text(),
            "due_on": new.due_on or None,
            "handler_id": new.handler_id or None,
            "state": SUBMITTED,
        },
    )
    for target in new.targets:
        _link(work, event_id, target)
    return event_id


def _link(work: Work, event_id: str, target: Target) -> None:
    work.insert("event_link", {"event_id": event_id, "target_table": target.table, "target_id": target.id})


def edit_event(office: Office, event_id: str, changes: NewEvent) -> None:
    """Change what was typed about an event; its state and steps stay as they are.

    Raises:
        ProblemError: EVT-001, EVT-010, EVT-011, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if problems := check_event(changes):
        raise ProblemError(problems)
    with office.change("edit", f"修改任务：{changes.title.strip()}") as work:
        found = work.update(
            "event",
            event_id,
            {
                "kind": changes.kind,
                "title": changes.title.strip(),
                "text": changes.text or None,
                "category": changes.category or None,
                "source": changes.source or None,
                "urgency": changes.urgency.value,
                "place": changes.place or None,
                "reporter": changes.reporter or None,
                "reporter_phone": changes.reporter_phone or None,
                "due_on": changes.due_on or None,
                "handler_id": changes.handler_id or None,
            },
        )
        if not found:
            raise ProblemError(Problem("EVT-001", {"number": event_id}))
        _set_links(work, event_id, changes.targets)


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


def take_step(office: Office, event_id: str, step: Step, text: str = "", handler_id: str = "") -> str:
    """Do something about an event: one step, one transaction.

    Args:
        office: The office at work.
        event_id: The event.
        step: What is done.
        text: Why, or what came out; needed for the steps in `NEEDS_TEXT`.
        handler_id: Who shall see to it; needed for `Step.ASSIGN`.

    Returns:
        The state after the step.

    Raises:
        ProblemError: EVT-001 no such event, EVT-020 the step is not allowed now, EVT-021 a text is
            missing, EVT-022 nobody was named, SYS-403.
    """
    office.require(Right.EDIT_EVENTS)
    if step in NEEDS_TEXT and not text.strip():
        raise ProblemError(Problem("EVT-021", {"step": step_label(step)}, Place(field="text")))
    if step is Step.ASSIGN and not handler_id:
        raise ProblemError(Problem("EVT-022", place=Place(field="handler_id")))
    row = _existing(office, event_id)
    after = next_state(row.state, step, row.reopened_count)
    if after is None:
        state = code_table("event_state").label(row.state)
        raise ProblemError(Problem("EVT-020", {"step": step_label(step), "state": state}))
    with office.change("edit", f"{step_label(step)}：{row.title}") as work:
        work.insert(
            "event_step",
            {
                "event_id": row.id,
                "kind": step.value,
                "text": text.strip() or None,
                "state": after,
                "done_at": office.now_text(),
                "done_by": office.user.id,
            },
        )
        work.update("event", row.id, _patch(office, row, step, after, text=text, handler_id=handler_id))
    return after


def _existing(office: Office, event_id: str) -> EventRow:
    with office.store.reading() as connection:
        row = queries.find_event(connection, event_id)
    if row is None:
        raise ProblemError(Problem("EVT-001", {"number": event_id}))
    return row


def _patch(
    office: Office, row: EventRow, step: Step, after: str, *, text: str, handler_id: str
) -> dict[str, str | int | None]:
    patch: dict[str, str | int | None] = {"state": after}
    if handler_id:
        patch["handler_id"] = handler_id
    if step is Step.ESCALATE:
        patch["level"] = str(min(int(row.level) + 1, 3))
    if after == SETTLED:
        patch["result"] = text.strip()
    if after == REOPENED:
        patch |= {"reopened_count": row.reopened_count + 1, "closed_at": None}
    elif after in CLOSED_STATES and row.closed_at is None:
        patch["closed_at"] = office.now_text()
    return patch


def step_label(step: Step) -> str:
    """A step's name as the office says it (the undo list keeps it)."""
    return code_table("event_step").label(step.value)
