"""Tasks from above (上级交办): what is asked, how far an answer is, late or early, asked before or not."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

from desktop.domain.event_state import ENDED_STATES, OPEN_STATES

EVIDENCE, QUANTITY, TABLE = "evidence", "quantity", "table"
ASKS = (EVIDENCE, QUANTITY, TABLE)
"""What a task may ask for besides a text."""

ACCEPTED, RETURNED, USED = "accepted", "returned", "used"
"""Words of the issuer on an answer; `USED` says where it was used and decides nothing."""


class TaskState(StrEnum):
    """How far a task from above is."""

    NEW = "new"
    ANSWERED = "answered"  # waits for the issuer's word
    RETURNED = "returned"  # the issuer wants more
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"


OPEN = frozenset((TaskState.NEW, TaskState.RETURNED))
"""The village has to answer."""


class Follow(StrEnum):
    """What an event does to stand where its task stands."""

    SETTLE = "settle"  # an answer went: settled and fed back
    OPEN_AGAIN = "open_again"  # the answer was sent back
    PUT_AWAY = "put_away"  # it was accepted
    CALL_OFF = "call_off"  # the task was taken back


def follow(task: TaskState, event_state: str) -> Follow | None:
    """What the event of a task has still to do; None where the two stand together.

    The task leads, whatever was done to the event on another PC meanwhile. What has ended stays so.
    """
    if event_state in ENDED_STATES:
        return None
    is_open = event_state in OPEN_STATES
    match task:
        case TaskState.WITHDRAWN:
            return Follow.CALL_OFF
        case TaskState.ACCEPTED:
            return Follow.PUT_AWAY
        case TaskState.ANSWERED if is_open:
            return Follow.SETTLE
        case TaskState.RETURNED if not is_open:
            return Follow.OPEN_AGAIN
        case _:
            return None


@dataclass(frozen=True, slots=True)
class TaskWord:
    """The issuer's word on answer number ``answer_no``; ``used_in`` with `USED` only."""

    answer_no: int
    verdict: str
    decided_at: str
    text: str = ""
    used_in: str = ""


@dataclass(frozen=True, slots=True)
class Timing:
    """How an answer, or the wait for it, stands against its limit.

    ``minutes`` are left before the limit, negative after it; ``days`` are those of the office's calendar,
    early or late, 0 on the day itself, as its event counts them; ``is_answered`` whether both are counted to
    the first answer or to now.
    """

    minutes: int
    is_answered: bool
    days: int

    @property
    def is_late(self) -> bool:
        """Whether the limit has passed; the very minute of it is still in time."""
        return self.minutes < 0


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What is on record about one task: moments are UTC ISO texts, empty for none.

    Attributes:
        due_at: When the answer is wanted.
        answer_no: Number of the newest answer; 0 while there is none.
        first_answered_at: When the first answer was given. It counts for late or early, since a return asks
            for more and not for an earlier answer.
        words: The issuer's.
        withdrawn_at: When the task was taken back.
    """

    due_at: str
    answer_no: int = 0
    first_answered_at: str = ""
    words: tuple[TaskWord, ...] = ()
    withdrawn_at: str = ""

    @property
    def newest(self) -> TaskWord | None:
        """The verdict on the newest answer that has one."""
        found = [each for each in self.words if each.verdict != USED]
        return max(found, key=lambda each: (each.answer_no, each.decided_at), default=None)

    @property
    def state(self) -> TaskState:
        """How far it is."""
        newest = self.newest
        if newest is not None and newest.verdict == ACCEPTED:
            return TaskState.ACCEPTED
        if self.withdrawn_at:
            return TaskState.WITHDRAWN
        if self.answer_no and (newest is None or newest.answer_no < self.answer_no):
            return TaskState.ANSWERED
        return TaskState.RETURNED if newest is not None else TaskState.NEW

    @property
    def uses(self) -> tuple[TaskWord, ...]:
        """Where answers were used, in the order of telling."""
        return tuple(
            sorted((each for each in self.words if each.verdict == USED), key=lambda e: e.decided_at)
        )

    def timing(self, now: str) -> Timing:
        """Against the limit at a moment; once answered it no longer moves."""
        due, at = (datetime.fromisoformat(text) for text in (self.due_at, self.first_answered_at or now))
        days = abs((due.astimezone().date() - at.astimezone().date()).days)
        return Timing(int((due - at).total_seconds() // 60), bool(self.first_answered_at), days)


def event_id_of(order_id: str) -> str:
    """Id of the event that a task becomes in its village: the same on every PC, and known to the county."""
    return _derived("event", order_id)


def answer_id_of(order_id: str, answer_no: int) -> str:
    """Id of an answer: two PCs that answer at the same time write the same record."""
    return _derived("task_answer", order_id, str(answer_no))


def _derived(*parts: str) -> str:
    return sha256("|".join(("task_order", *parts)).encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Asked:
    """One task as far as it says whether the same was asked before.

    ``columns`` are the plain labels of its table, ``answered_at`` empty while nobody answered.
    """

    order_id: str
    number: str
    issuer: str
    title: str
    columns: frozenset[str]
    issued_at: str
    answered_at: str


def plain_title(text: str) -> str:
    """A title without blanks, marks and the figures of its period, so that two months' titles are equal."""
    words = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in words if letter.isalpha())


def find_answered_before(task: Asked, others: Iterable[Asked], within_days: int) -> Asked | None:
    """The latest answered task that asked the same thing within so many days.

    The same is: the same number of the same issuer; or within the days the same title, or a table of the same
    columns.

    Source:
        «关于持续解决困扰基层的形式主义问题…» (2019, 2020): no table is asked for twice; what counts as the
        same thing, and for how long, is the product's own rule.
    """
    found = [
        other
        for other in others
        if other.order_id != task.order_id and other.answered_at and _is_same(task, other, within_days)
    ]
    return max(found, key=lambda other: other.answered_at, default=None)


def _is_same(task: Asked, other: Asked, within_days: int) -> bool:
    if task.number and (task.number, task.issuer) == (other.number, other.issuer):
        return True
    apart = datetime.fromisoformat(task.issued_at) - datetime.fromisoformat(other.answered_at)
    if apart.days > within_days:
        return False
    if task.columns or other.columns:
        return task.columns == other.columns
    title = plain_title(task.title)
    return bool(title) and title == plain_title(other.title)


def missing_of(
    asks: Sequence[str], *, evidence: int, quantity: int | None, rows: int | None
) -> tuple[str, ...]:
    """What was asked for and is not there yet, in the order of `ASKS`."""
    present = {EVIDENCE: evidence > 0, QUANTITY: quantity is not None, TABLE: rows is not None}
    return tuple(each for each in ASKS if each in asks and not present[each])
