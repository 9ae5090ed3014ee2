"""Where an event stands: what its row means to the table, its limit, who may know the reporter."""

from datetime import date, datetime, timedelta

from db.connection import Connection
from db.queries import event_life as queries
from db.queries.event_life import EventLifeRow, ExtensionRow
from desktop.domain.accounts import Role
from desktop.domain.event_limit import (
    DueMoment,
    EventLimit,
    LimitClass,
    class_at,
    due_moment,
    event_limit,
    event_rule,
)
from desktop.domain.event_state import VILLAGE, Standing, Step, allowed_steps
from desktop.domain.local_moment import moment_text
from desktop.domain.problem import Problem, ProblemError
from desktop.services.events.records import DISSATISFIED
from desktop.services.office import Office

_MAY_KNOW = (Role.CLERK, Role.SECRETARY)
_ABOVE_ONLY = frozenset({Step.TAKE_UP, Step.ESCALATE, Step.REFUSE})
"""Steps that are not the village's to take while a matter lies above it."""

_OF_ORDERED = frozenset({Step.NOTE, Step.ASSIGN, Step.START, Step.SUSPEND, Step.RESUME})
"""Steps that are the village's to take with a task from above: it is settled by answering it."""


def may_know_reporter(office: Office, *, secret: bool) -> bool:
    """Whether the user at work may see who reported an event.

    Source:
        domain.md 8.3: wish for secrecy; only clerk and secretary, who have to answer.
    """
    return not secret or office.user.role in _MAY_KNOW


def find_row(connection: Connection, event_id: str) -> EventLifeRow:
    """The event by its id or number.

    Raises:
        ProblemError: EVT-001 there is none.
    """
    row = queries.find_life(connection, event_id)
    if row is None:
        raise ProblemError(Problem("EVT-001", {"number": event_id}))
    return row


def as_moment(text: str) -> datetime:
    """A stored UTC moment on the office's wall clock."""
    return datetime.fromisoformat(text).astimezone()


def now_at(office: Office) -> datetime:
    """The moment on the office's wall clock."""
    return office.clock().astimezone()


def rule_at(office: Office, key: str) -> int:
    """A value of the rules about events, here and today."""
    return event_rule(key, office.today(), office.vault.village.division_code)


def reopen_until(office: Office, feedback_at: str) -> date:
    """The last day on which a dissatisfied person has it done anew."""
    return as_moment(feedback_at).date() + timedelta(days=rule_at(office, "event.reopen.days"))


def standing_of(office: Office, row: EventLifeRow) -> Standing:
    """What an event's row means to the table of arrows."""
    return Standing(
        row.state,
        int(row.level),
        row.reopened_count,
        row.satisfaction == DISSATISFIED,
        _spoke_in_time(office, row),
        row.kind == "task" and not (row.reporter or row.reporter_id or row.letter_id or row.order_id),
        bool(row.order_id),
    )


def _spoke_in_time(office: Office, row: EventLifeRow) -> bool:
    """Whether the person said in time that he is not satisfied; waiting does not undo it."""
    if not row.feedback_at:
        return True
    spoke = as_moment(row.rated_at).date() if row.rated_at else office.today()
    return spoke <= reopen_until(office, row.feedback_at)


def steps_here(standing: Standing) -> tuple[Step, ...]:
    """Steps that the village may take now: above it, it only writes down what it was told.

    What ends a task from above is its answer and its issuer's word (`desktop.services.task_orders`).
    """
    steps = tuple(step for step in allowed_steps(standing) if step is not Step.TAKE_UP)
    if standing.is_ordered:
        return tuple(step for step in steps if step in _OF_ORDERED)
    if standing.level == VILLAGE or standing.must_escalate:
        return steps
    return tuple(step for step in steps if step not in _ABOVE_ONLY)


def limit_of(office: Office, own_class: str | None, level: int) -> EventLimit | None:
    """The limit in force for a class of an event where it lies; None for what has none."""
    if not own_class:
        return None
    place = office.vault.village.division_code
    return event_limit(class_at(LimitClass(own_class), level), office.today(), place)


def fresh_due(office: Office, own_class: str | None, level: int) -> DueMoment | None:
    """The end of the limit of handling, counted anew from now; None for what has no limit."""
    limit = limit_of(office, own_class, level)
    return None if limit is None else due_moment(now_at(office), limit.handle)


def due_columns(due: datetime) -> dict[str, str]:
    """A due moment as columns."""
    return {"due_at": moment_text(due), "due_on": due.date().isoformat()}


def extensions_left(limit: EventLimit | None, taken: tuple[ExtensionRow, ...], level: int) -> int:
    """Most days by which an event can be put off now; 0 when it can't.

    What was asked for and is not decided counts as taken; refused ones do not.
    """
    if limit is None or level > VILLAGE or not limit.extend_days:
        return 0
    used = sum(row.state != "refused" for row in taken)
    return limit.extend_days if used < limit.extend_times else 0
