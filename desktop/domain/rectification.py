"""Mending what is wrong (整改), ordered from above or found by the village: how far it is, and the rates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.period import Period

ACCEPTED, RETURNED = "accepted", "returned"
"""Verdicts on an answer."""

_SMALL = 10
"""Below so many a rate is told as a fraction (domain.md 12, pitfall 4)."""


class RectificationState(StrEnum):
    """How far the mending of one thing is."""

    NEW = "new"  # nobody wrote down yet what is done about it
    IN_HAND = "in_hand"
    ANSWERED = "answered"  # waits for the word of who has to verify it
    RETURNED = "returned"
    VERIFIED = "verified"
    WITHDRAWN = "withdrawn"


OPEN = frozenset((RectificationState.NEW, RectificationState.IN_HAND, RectificationState.RETURNED))
"""The village has to do something."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A word on answer number ``answer_no``: `ACCEPTED` or `RETURNED`."""

    answer_no: int
    verdict: str
    decided_on: date
    text: str = ""


@dataclass(frozen=True, slots=True)
class RectificationFacts:
    """What is on record about one thing to mend.

    Attributes:
        found_on: The day it was ordered, or found.
        due_on: Last day to mend it; None for what was found without one.
        is_taken_up: Whether cause, measures or who sees to it stand there.
        answer_no: Number of the newest answer; 0 while there is none.
        mended_on: The day the village says it was mended.
        verdicts: Words of who ordered it; those of the supervision committee count the same way.
        first_reminded_on: Day of the first reminder; None for none.
        withdrawn_on: The day an order was taken back.
    """

    found_on: date
    due_on: date | None
    is_taken_up: bool = False
    answer_no: int = 0
    mended_on: date | None = None
    verdicts: tuple[Verdict, ...] = ()
    first_reminded_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def accepted(self) -> Verdict | None:
        """The verdict with which it was over; None while there is none."""
        found = [each for each in self.verdicts if each.verdict == ACCEPTED]
        return min(found, key=lambda each: (each.decided_on, each.answer_no), default=None)

    @property
    def newest(self) -> Verdict | None:
        """The word on the newest answer that has one."""
        return max(self.verdicts, key=lambda each: (each.answer_no, each.decided_on), default=None)

    @property
    def state(self) -> RectificationState:
        """How far it is."""
        newest = self.newest
        if self.accepted is not None:
            return RectificationState.VERIFIED
        if self.withdrawn_on is not None:
            return RectificationState.WITHDRAWN
        if self.answer_no and (newest is None or newest.answer_no < self.answer_no):
            return RectificationState.ANSWERED
        if newest is not None:
            return RectificationState.RETURNED
        return RectificationState.IN_HAND if self.is_taken_up else RectificationState.NEW

    @property
    def is_mended_in_time(self) -> bool:
        """Verified, and mended by its last day."""
        accepted = self.accepted
        if accepted is None:
            return False
        return self.due_on is None or (self.mended_on or accepted.decided_on) <= self.due_on

    @property
    def is_mended_unprompted(self) -> bool:
        """Mended and verified before anybody had to remind of it."""
        accepted = self.accepted
        if accepted is None:
            return False
        reminded = self.first_reminded_on
        return reminded is None or max(accepted.decided_on, self.mended_on or date.min) < reminded


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of things; told as a fraction while there are few."""

    count: int
    of: int

    @property
    def text(self) -> str:
        """``3/4`` below ten, else per cent with one decimal; a dash where there is nothing."""
        if not self.of:
            return "—"
        if self.of < _SMALL:
            return f"{self.count}/{self.of}"
        permille = (self.count * 2000 + self.of) // (2 * self.of)
        return f"{permille // 10}.{permille % 10}%"


def mending_rate(items: Iterable[RectificationFacts], span: Period) -> Rate:
    """整改率: things verified as mended by their last day, of those whose last day lies in a span.

    Source:
        domain.md 12; an order that was taken back leaves both sides.
    """
    due = [
        each
        for each in items
        if each.due_on is not None
        and span.first <= each.due_on <= span.last
        and each.state is not RectificationState.WITHDRAWN
    ]
    return Rate(sum(each.is_mended_in_time for each in due), len(due))


def unprompted_rate(items: Iterable[RectificationFacts], span: Period) -> Rate:
    """主动整改率: things mended and verified before the first reminder, of those found in a span.

    Source:
        domain.md 12.
    """
    found = [
        each
        for each in items
        if span.first <= each.found_on <= span.last and each.state is not RectificationState.WITHDRAWN
    ]
    return Rate(sum(each.is_mended_unprompted for each in found), len(found))
