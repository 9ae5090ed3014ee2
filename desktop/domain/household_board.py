"""A household's entry on the red or black board: where it stands, and what may be done with it now.

A black entry is told to the household first; what is mended in time never reaches the board. Of a
protected household there is no black entry: it is offered help.

Source:
    domain.md 5.2, household board.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

RED, BLACK = "red", "black"
SUBJECT_DEEDS, SUBJECT_COVENANT = "deeds", "covenant"


class BoardState(StrEnum):
    """Where an entry stands; a code of ``board_state``."""

    FOUND = "found"
    PROPOSED = "proposed"
    HELP = "help"
    HELPED = "helped"
    MENDING = "mending"
    MENDED = "mended"
    UNMENDED = "unmended"
    APPROVED = "approved"
    POSTED = "posted"
    DUE_DOWN = "due_down"
    DOWN = "down"
    DROPPED = "dropped"


class BoardStep(StrEnum):
    """What can be done with an entry."""

    TELL = "tell"
    OFFER_HELP = "offer_help"
    MEND = "mend"
    APPROVE = "approve"
    POST = "post"
    TAKE_DOWN = "take_down"
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What is on record of an entry.

    Attributes:
        colour: `RED` or `BLACK`.
        is_protected: Whether the household is one that is helped instead.
        told_on: Day the household was told.
        mend_by: Last day to mend.
        mended_on: Day it was found mended.
        helped_on: Day help was offered.
        approved_on: Day it was approved for the board.
        posted_on: First day of the sheet it stands on.
        down_on: Day it came down, by itself or with its sheet.
        dropped_on: Day it was dropped.
    """

    colour: str
    is_protected: bool = False
    told_on: date | None = None
    mend_by: date | None = None
    mended_on: date | None = None
    helped_on: date | None = None
    approved_on: date | None = None
    posted_on: date | None = None
    down_on: date | None = None
    dropped_on: date | None = None


def last_day_to_mend(told_on: date, days: int) -> date:
    """The day of telling is not counted."""
    return told_on + timedelta(days=days)


def take_down_day(facts: EntryFacts, days: int) -> date | None:
    """The day an entry is due down: when it was mended or dropped, else so many days after it was posted."""
    if facts.posted_on is None:
        return None
    ends = [facts.posted_on + timedelta(days=days)]
    ends += [max(day, facts.posted_on) for day in (facts.mended_on, facts.dropped_on) if day is not None]
    return min(ends)


def state_of(facts: EntryFacts, today: date, post_days: int) -> BoardState:
    """Where an entry stands on a day.

    Args:
        facts: What is on record.
        today: The day.
        post_days: Most days on the board.
    """
    if facts.posted_on is not None:
        if facts.down_on is not None:
            return BoardState.DROPPED if facts.dropped_on else BoardState.DOWN
        last = take_down_day(facts, post_days)
        return BoardState.DUE_DOWN if last is not None and last <= today else BoardState.POSTED
    if facts.dropped_on is not None:
        return BoardState.DROPPED
    if facts.colour == RED:
        return BoardState.APPROVED if facts.approved_on else BoardState.PROPOSED
    return _black_state(facts, today)


def _black_state(facts: EntryFacts, today: date) -> BoardState:
    if facts.helped_on is not None:
        return BoardState.HELPED
    if facts.mended_on is not None:
        return BoardState.MENDED
    if facts.is_protected:
        return BoardState.HELP
    if facts.told_on is None or facts.mend_by is None:
        return BoardState.FOUND
    if facts.mend_by >= today:
        return BoardState.MENDING
    return BoardState.APPROVED if facts.approved_on else BoardState.UNMENDED


_STEPS: dict[BoardState, tuple[BoardStep, ...]] = {
    BoardState.FOUND: (BoardStep.TELL, BoardStep.MEND, BoardStep.DROP),
    BoardState.PROPOSED: (BoardStep.APPROVE, BoardStep.DROP),
    BoardState.HELP: (BoardStep.OFFER_HELP, BoardStep.MEND, BoardStep.DROP),
    BoardState.MENDING: (BoardStep.MEND, BoardStep.DROP),
    BoardState.UNMENDED: (BoardStep.MEND, BoardStep.APPROVE, BoardStep.DROP),
    BoardState.APPROVED: (BoardStep.POST, BoardStep.MEND, BoardStep.DROP),
    BoardState.POSTED: (BoardStep.MEND, BoardStep.TAKE_DOWN, BoardStep.DROP),
    BoardState.DUE_DOWN: (BoardStep.TAKE_DOWN,),
}


def allowed_steps(state: BoardState, colour: str) -> tuple[BoardStep, ...]:
    """What can be done now, the usual first; praise is not mended."""
    steps = _STEPS.get(state, ())
    return tuple(step for step in steps if colour == BLACK or step is not BoardStep.MEND)


def may_stand_on_sheet(facts: EntryFacts, on: date) -> bool:
    """Whether an entry may be printed on a sheet that is made on a day."""
    if facts.approved_on is None or facts.dropped_on is not None or facts.down_on is not None:
        return False
    if facts.colour == RED:
        return True
    is_told = facts.told_on is not None and facts.mend_by is not None and facts.mend_by < on
    return is_told and facts.mended_on is None and facts.helped_on is None and not facts.is_protected
