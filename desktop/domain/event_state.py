"""States of an event or task (事件, 任务) and the steps that lead from one to another.

The arrows are data (``resources/events/transitions.csv``): the code, the decision record and the tests read
the same table. A `Transition` can only be had from it, so that whoever has one has an arrow that exists.
"""

import csv
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import InitVar, dataclass, replace
from datetime import date
from enum import Enum, StrEnum
from functools import cache
from typing import final

import resources

SUBMITTED, REFUSED, ACCEPTED, ASSIGNED, IN_PROGRESS = "10", "20", "30", "40", "50"
SUSPENDED, ESCALATED, RETURNED, SETTLED, FED_BACK = "55", "60", "65", "70", "75"
RATED, REOPENED, ARCHIVED, WITHDRAWN, MERGED = "80", "85", "90", "95", "96"

OPEN_STATES = (SUBMITTED, ACCEPTED, ASSIGNED, IN_PROGRESS, SUSPENDED, ESCALATED, RETURNED, REOPENED)
"""Somebody still has to do something about the matter itself."""

ACTING_STATES = (SUBMITTED, ACCEPTED, ASSIGNED, IN_PROGRESS, RETURNED, REOPENED)
"""It is the village's turn: nothing is waited for, so that a due day that has passed is late."""

DONE_STATES = (SETTLED, FED_BACK, RATED, ARCHIVED)
CLOSED_STATES = (REFUSED, *DONE_STATES, WITHDRAWN, MERGED)
ENDED_STATES = (REFUSED, ARCHIVED, WITHDRAWN, MERGED)
"""No step leads out of these."""

VILLAGE, TOWNSHIP, COUNTY = 1, 2, 3
"""Levels at which a matter is seen to."""


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
    TAKE_UP = "take_up"
    RETURN = "return"
    SETTLE = "settle"
    FEED_BACK = "feed_back"
    RATE = "rate"
    REOPEN = "reopen"
    ARCHIVE = "archive"
    WITHDRAW = "withdraw"
    MERGE = "merge"
    # what is written down beside the arrows: it leaves the state as it is and has services of its own
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse_extension"
    TAKE_IN = "take_in"
    TELL = "tell"
    PUBLISH = "publish"


NEEDS_TEXT = frozenset(
    {
        Step.NOTE,
        Step.REFUSE,
        Step.SUSPEND,
        Step.ESCALATE,
        Step.RETURN,
        Step.SETTLE,
        Step.REOPEN,
        Step.WITHDRAW,
    }
)
"""Steps that say why or what came out."""

_SILENT = (Step.ACCEPT, Step.START, Step.TAKE_UP)
"""Steps that need nothing told: they are taken on the way to another one, so that nobody presses twice."""


@dataclass(frozen=True, slots=True)
class Standing:
    """All that decides what may be done with an event.

    Attributes:
        state: Code of ``event_state``.
        level: Who sees to it now, `VILLAGE` to `COUNTY`.
        reopened: How often it was done anew.
        is_dissatisfied: The person's last word was that he is not satisfied.
        in_time: He said so within the days in which it can be done anew.
        nobody_waits: Nobody is to be told of the outcome: a task of the office's own.
        is_ordered: A task from above, whose issuer stands where a person stands.
    """

    state: str
    level: int = VILLAGE
    reopened: int = 0
    is_dissatisfied: bool = False
    in_time: bool = True
    nobody_waits: bool = False
    is_ordered: bool = False

    @property
    def may_reopen(self) -> bool:
        """Whether a dissatisfied person has it done anew: once; an issuer as often as he sends it back."""
        if self.is_ordered:
            return self.is_dissatisfied
        return self.is_dissatisfied and self.in_time and not self.reopened

    @property
    def must_escalate(self) -> bool:
        """Whether a matter that was done anew goes up, since the person is still dissatisfied."""
        if self.is_ordered:
            return False
        return self.is_dissatisfied and self.in_time and self.reopened > 0 and self.level < COUNTY


_GUARDS: dict[str, Callable[[Standing], bool]] = {
    "": lambda _: True,
    "here": lambda standing: standing.level == VILLAGE,
    "above": lambda standing: standing.level > VILLAGE,
    "below_county": lambda standing: standing.level < COUNTY,
    "may_reopen": lambda standing: standing.may_reopen,
    "must_escalate": lambda standing: standing.must_escalate,
    "may_archive": lambda standing: not standing.may_reopen and not standing.must_escalate,
    "nobody_waits": lambda standing: standing.nobody_waits,
}


@dataclass(frozen=True, slots=True)
class Arrow:
    """One line of the table: ``guard`` names a condition on the standing, ``source`` where it comes from."""

    step: Step
    before: str
    after: str
    guard: str
    source: str

    def is_open(self, standing: Standing) -> bool:
        """Whether the arrow leads out of a standing."""
        return self.before == standing.state and _GUARDS[self.guard](standing)


@cache
def arrows() -> tuple[Arrow, ...]:
    """The table, in its order."""
    with resources.path("events", "transitions.csv").open(encoding="utf-8", newline="") as stream:
        return tuple(
            Arrow(Step(row["step"]), row["from"], row["to"], row["guard"], row["source"])
            for row in csv.DictReader(stream)
        )


class _Table:
    """Who may make transitions."""


_TABLE = _Table()


@final
@dataclass(frozen=True, slots=True)
class Transition:
    """A step that exists, from a standing to the one after it; made by `transition` and nobody else."""

    step: Step
    before: Standing
    after: Standing
    made_by: InitVar[object]

    def __post_init__(self, made_by: object) -> None:
        if made_by is not _TABLE:
            raise TypeError("a transition comes from the table of arrows")


def transition(standing: Standing, step: Step) -> Transition | None:
    """The transition of a step out of a standing, or None where the table has no such arrow.

    A note leaves everything as it is, in any state.

    Source:
        domain.md 8.1: accept, assign, settle, feed back, rate, archive; a dissatisfied person has it done
        anew once within 7 days, then it goes up.
    """
    if step is Step.NOTE:
        return Transition(step, standing, standing, _TABLE)
    arrow = next((each for each in arrows() if each.step is step and each.is_open(standing)), None)
    if arrow is None:
        return None
    level, reopened = standing.level, standing.reopened
    if step is Step.ESCALATE:
        level += 1
    elif step in (Step.RETURN, Step.REOPEN):
        level = VILLAGE
    if step is Step.REOPEN:
        reopened += 1
    is_dissatisfied = standing.is_dissatisfied and step not in (Step.REOPEN, Step.ESCALATE)
    after = replace(
        standing, state=arrow.after, level=level, reopened=reopened, is_dissatisfied=is_dissatisfied
    )
    return Transition(step, standing, after, _TABLE)


def allowed(standing: Standing) -> tuple[Transition, ...]:
    """Every transition out of a standing, in the order of the life cycle."""
    found = (transition(standing, step) for step in Step)
    return tuple(each for each in found if each is not None)


def way_to(standing: Standing, step: Step) -> tuple[Transition, ...]:
    """The shortest way to take a step: itself, behind steps on the way that need nothing told.

    Settling what was only logged leads through its acceptance and its start, each an arrow of the table.

    Returns:
        Transitions one after the other, the last one of the step; empty where no way leads there.
    """
    waiting: deque[tuple[Transition, ...]] = deque([()])
    seen = {standing.state}
    while waiting:
        way = waiting.popleft()
        here = way[-1].after if way else standing
        if (last := transition(here, step)) is not None:
            return (*way, last)
        for silent in _SILENT:
            onward = transition(here, silent)
            if onward is not None and onward.after.state not in seen:
                seen.add(onward.after.state)
                waiting.append((*way, onward))
    return ()


def allowed_steps(standing: Standing) -> tuple[Step, ...]:
    """Steps that may be taken now, also those that others are taken for on the way."""
    return tuple(step for step in Step if way_to(standing, step))


def guards() -> Mapping[str, Callable[[Standing], bool]]:
    """Conditions of the table by name."""
    return _GUARDS


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
