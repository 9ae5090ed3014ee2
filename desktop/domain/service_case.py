"""The life of an agency case (代办件): from the asking to the paper in the person's hand.

One table says which step leads where; besides the state two facts decide: a case is not handed in while a
required paper is missing, and none is closed while an original paper of the person lies with the village.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class CaseState(StrEnum):
    """How far a case has come; codes of service_case_state."""

    ASKED = "10"
    COLLECTING = "20"
    SUBMITTED = "30"
    WAITING = "40"
    RETURNED = "45"
    GRANTED = "50"
    REFUSED = "55"
    DELIVERED = "60"
    RATED = "70"
    CLOSED = "90"
    WITHDRAWN = "95"


class CaseStep(StrEnum):
    """What is done about a case; codes of service_case_step."""

    COLLECT = "collect"
    SUBMIT = "submit"
    ACCEPT = "accept"
    SEND_BACK = "send_back"
    GRANT = "grant"
    REFUSE = "refuse"
    DELIVER = "deliver"
    RATE = "rate"
    CLOSE = "close"
    WITHDRAW = "withdraw"
    HAND_OVER = "hand_over"
    NOTE = "note"


class Obstacle(StrEnum):
    """Why a step can't be taken now."""

    STATE = "state"
    PAPERS = "papers"
    ORIGINALS = "originals"
    NOT_LOCAL = "not_local"


_S = CaseState
OPEN_STATES = (_S.ASKED, _S.COLLECTING, _S.SUBMITTED, _S.WAITING, _S.RETURNED)
"""Somebody still has to decide about the matter."""

TO_DELIVER = (_S.GRANTED, _S.REFUSED)
FINISHED_STATES = (_S.DELIVERED, _S.RATED, _S.CLOSED)
"""The result is in the person's hand; a case that ended by withdrawal has the result ``withdrawn``."""

TRANSITIONS: Mapping[CaseStep, Mapping[CaseState, CaseState]] = MappingProxyType(
    {
        CaseStep.COLLECT: {_S.ASKED: _S.COLLECTING},
        CaseStep.SUBMIT: dict.fromkeys((_S.ASKED, _S.COLLECTING, _S.RETURNED), _S.SUBMITTED),
        CaseStep.ACCEPT: {_S.SUBMITTED: _S.WAITING},
        CaseStep.SEND_BACK: dict.fromkeys((_S.SUBMITTED, _S.WAITING), _S.RETURNED),
        CaseStep.GRANT: dict.fromkeys((_S.ASKED, _S.COLLECTING, _S.SUBMITTED, _S.WAITING), _S.GRANTED),
        CaseStep.REFUSE: dict.fromkeys(OPEN_STATES, _S.REFUSED),
        CaseStep.DELIVER: dict.fromkeys(TO_DELIVER, _S.DELIVERED),
        CaseStep.RATE: {_S.DELIVERED: _S.RATED},
        CaseStep.CLOSE: dict.fromkeys((_S.DELIVERED, _S.RATED, _S.WITHDRAWN), _S.CLOSED),
        CaseStep.WITHDRAW: dict.fromkeys(OPEN_STATES, _S.WITHDRAWN),
        CaseStep.HAND_OVER: {state: state for state in (*OPEN_STATES, *TO_DELIVER)},
        CaseStep.NOTE: {state: state for state in CaseState},
    }
)
"""Step → state it is taken in → state after it. What is not here can't be done.

Source:
    domain.md 9, case record; the states are the product's own.
"""

NEEDS_TEXT = frozenset({CaseStep.NOTE, CaseStep.SEND_BACK, CaseStep.REFUSE, CaseStep.WITHDRAW})
"""Steps that say why; a refusal also says what the person can do next."""

_BEFORE_HANDING_IN = frozenset({_S.ASKED, _S.COLLECTING})


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What decides about a step.

    Attributes:
        state: How far the case has come.
        is_local: Whether the village decides itself.
        lacking: Required papers that were not brought.
        originals: Original papers of the person that are not given back.
    """

    state: CaseState
    is_local: bool = False
    lacking: int = 0
    originals: int = 0


@dataclass(frozen=True, slots=True)
class Move:
    """A step that is allowed, with the state after it; only `find_move` makes one."""

    step: CaseStep
    after: CaseState


def find_move(facts: CaseFacts, step: CaseStep) -> Move | Obstacle:
    """The way from a state by a step, or what is in it."""
    after = TRANSITIONS[step].get(facts.state)
    if after is None:
        return Obstacle.STATE
    leaves_village = step is CaseStep.SUBMIT
    settles_here = step is CaseStep.GRANT and facts.state in _BEFORE_HANDING_IN
    if settles_here and not facts.is_local:
        return Obstacle.NOT_LOCAL
    if (leaves_village or settles_here) and facts.lacking:
        return Obstacle.PAPERS
    if step is CaseStep.CLOSE and facts.originals:
        return Obstacle.ORIGINALS
    return Move(step, after)


def allowed_steps(facts: CaseFacts) -> tuple[CaseStep, ...]:
    """Steps that may be taken now, in the order of the life of a case."""
    return tuple(step for step in CaseStep if isinstance(find_move(facts, step), Move))


# Papers


class PaperState(StrEnum):
    """Where a paper of a case stands; codes of service_paper_state."""

    MISSING = "missing"
    RECEIVED = "received"
    SHOWN = "shown"
    WAIVED = "waived"
    RETURNED = "returned"
    KEPT = "kept"
