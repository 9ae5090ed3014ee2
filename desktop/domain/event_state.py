"""States of an event or task (事件, 任务) and the steps that lead from one to another."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum

SUBMITTED, REFUSED, ACCEPTED, ASSIGNED, IN_PROGRESS = "10", "20", "30", "40", "50"
SUSPENDED, ESCALATED, RETURNED, SETTLED, FED_BACK = "55", "60", "65", "70", "75"
RATED, REOPENED, ARCHIVED, WITHDRAWN, MERGED = "80", "85", "90", "95", "96"

OPEN_STATES = (SUBMITTED, ACCEPTED, ASSIGNED, IN_PROGRESS, SUSPENDED, ESCALATED, RETURNED, REOPENED)
"""Somebody still has to do something about the matter itself."""

DONE_STATES = (SETTLED, FED_BACK, RATED, ARCHIVED)
CLOSED_STATES = (REFUSED, *DONE_STATES, WITHDRAWN, MERGED)


class Step(StrEnum):
    """What somebody can do with an event; the value is kept with each step that was done."""

    NOTE = "note"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASSIGN = "assign"
    START = "start"
    SUSPEND = "suspend"
    RESUME = "resume"
    ESCALATE = "escalate"
    RETURN = "return"
    SETTLE = "settle"
    FEED_BACK = "feed_back"
    RATE = "rate"
    REOPEN = "reopen"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"


_TO: dict[Step, tuple[frozenset[str], str]] = {
    Step.ACCEPT: (frozenset({SUBMITTED}), ACCEPTED),
    Step.REFUSE: (frozenset({SUBMITTED}), REFUSED),
    Step.ASSIGN: (frozenset({SUBMITTED, ACCEPTED, ASSIGNED, IN_PROGRESS, RETURNED, REOPENED}), ASSIGNED),
    Step.START: (frozenset({ACCEPTED, ASSIGNED, RETURNED, REOPENED}), IN_PROGRESS),
    Step.SUSPEND: (frozenset({IN_PROGRESS}), SUSPENDED),
    Step.RESUME: (frozenset({SUSPENDED}), IN_PROGRESS),
    Step.ESCALATE: (frozenset({IN_PROGRESS}), ESCALATED),
    Step.RETURN: (frozenset({ESCALATED}), RETURNED),
    Step.SETTLE: (frozenset({ACCEPTED, ASSIGNED, IN_PROGRESS, ESCALATED, REOPENED}), SETTLED),
    Step.FEED_BACK: (frozenset({SETTLED}), FED_BACK),
    Step.RATE: (frozenset({FED_BACK}), RATED),
    Step.REOPEN: (frozenset({SETTLED, FED_BACK, RATED}), REOPENED),
    Step.ARCHIVE: (frozenset({SETTLED, FED_BACK, RATED}), ARCHIVED),
    Step.WITHDRAW: (frozenset(OPEN_STATES), WITHDRAWN),
}

NEEDS_TEXT = frozenset({Step.NOTE, Step.REFUSE, Step.SUSPEND, Step.ESCALATE, Step.RETURN, Step.SETTLE})
"""Steps that say why or what came out."""


def next_state(state: str, step: Step, reopened_count: int = 0) -> str | None:
    """State after a step, or None where the step is not allowed.

    A note leaves the state as it is. A matter is reopened once; after that it has to be escalated.

    Source:
        Life cycle of an event: accept, assign, settle, feed back, rate, archive; a dissatisfied
        person has it reopened once (product's own rule after county practice).
    """
    if step is Step.NOTE:
        return state
    if step is Step.REOPEN and reopened_count:
        return None
    allowed, after = _TO[step]
    return after if state in allowed else None


def allowed_steps(state: str, reopened_count: int = 0) -> tuple[Step, ...]:
    """Steps that may be taken now, in the order of the life cycle."""
    return tuple(step for step in Step if next_state(state, step, reopened_count) is not None)


class Urgency(StrEnum):
    """Class of a time limit."""

    URGENT = "urgent"  # 紧急
    NORMAL = "normal"  # 一般
    COMPLEX = "complex"  # 较复杂
    HARD = "hard"  # 疑难


class DueState(Enum):
    """How an event stands against its due day."""

    DONE = "done"
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    OPEN = "open"
    NO_DATE = "no_date"


SOON_DAYS = 3


@dataclass(frozen=True, slots=True)
class Due:
    """State and distance in days; ``days`` is negative when overdue, None without a due day."""

    state: DueState
    days: int | None


def due(state: str, due_on: str | None, today: date) -> Due:
    """How a matter stands today; the due day itself is still in time."""
    if state in CLOSED_STATES:
        return Due(DueState.DONE, None)
    if not due_on:
        return Due(DueState.NO_DATE, None)
    days = (date.fromisoformat(due_on) - today).days
    if days < 0:
        return Due(DueState.OVERDUE, days)
    if days == 0:
        return Due(DueState.TODAY, days)
    return Due(DueState.SOON if days <= SOON_DAYS else DueState.OPEN, days)
