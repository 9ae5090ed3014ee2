"""Objections to a notice (异议): how far one has come, and what follows when somebody is not content."""

from dataclasses import dataclass
from datetime import date
from enum import Enum


class ObjectionState(Enum):
    """How an objection stands."""

    OPEN = "open"  # waits for an answer
    ANSWERED = "answered"  # waits for whether the person is content
    PASSED_ON = "passed_on"  # waits for somebody else's answer
    SETTLED = "settled"


AGAIN, TOWNSHIP, COUNTY, ASSEMBLY = "20", "30", "40", "50"
"""Next steps after which an objection waits for another answer (codes of ``objection_next_step``)."""

ANSWER_RULES = {
    AGAIN: "objection.answer.days",
    TOWNSHIP: "objection.superior.days",
    COUNTY: "objection.superior.days",
    ASSEMBLY: "objection.assembly.days",
}
"""Next step → the rule that says how many days its answer may take."""


@dataclass(frozen=True, slots=True)
class ObjectionFacts:
    """What the state of an objection follows from; ``satisfied`` is None while nobody has said."""

    answered: bool
    satisfied: bool | None
    next_step: str
    settled: bool


def state_of(facts: ObjectionFacts) -> ObjectionState:
    """How an objection stands.

    Source:
        村民委员会组织法 31, 山东省村务公开条例 16, 17: whoever is not content with the answer goes on
        to the township or the county.
    """
    if facts.settled:
        return ObjectionState.SETTLED
    if facts.satisfied is False and facts.next_step in ANSWER_RULES:
        return ObjectionState.PASSED_ON
    return ObjectionState.ANSWERED if facts.answered else ObjectionState.OPEN


def settles(satisfied: bool, next_step: str) -> bool:
    """Whether an objection is over when a person has said so, and what is done then."""
    return satisfied or next_step not in ANSWER_RULES


def days_left(answer_due: str, today: date) -> int:
    """Days until the answer is due; negative when it is late."""
    return (date.fromisoformat(answer_due) - today).days
