"""What marks come to: who answered when, where each household stands, how many people are safe or not found.

Marks are only added. Wrong is put right by another mark that names the wrong one; what was known at a moment
can therefore be told from what is known now.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

CHECKPOINTS = (5, 10, 15)
"""Minutes after the order at which the rate of answers is taken.

Source:
    domain.md 10: acknowledgement rate at 5, 10 and 15 minutes.
"""


class MarkKind(StrEnum):
    """Codes of ``mobilisation_mark``."""

    ACKNOWLEDGED = "acknowledged"
    NO_ANSWER = "no_answer"
    ON_SITE = "on_site"
    TOLD = "told"
    UNREACHED = "unreached"
    NEEDS_HELP = "needs_help"
    MOVED = "moved"
    RETURNED = "returned"
    COUNT = "count"
    MISSING = "missing"
    FOUND = "found"
    VOID = "void"


CALL_MARKS = (MarkKind.ACKNOWLEDGED, MarkKind.NO_ANSWER, MarkKind.ON_SITE)
HOUSEHOLD_MARKS = (
    MarkKind.TOLD,
    MarkKind.UNREACHED,
    MarkKind.NEEDS_HELP,
    MarkKind.MOVED,
    MarkKind.RETURNED,
)
ANSWERED = frozenset({MarkKind.ACKNOWLEDGED, MarkKind.ON_SITE})


_STEP = {
    MarkKind.NO_ANSWER: 0,
    MarkKind.ACKNOWLEDGED: 1,
    MarkKind.ON_SITE: 2,
    MarkKind.UNREACHED: 0,
    MarkKind.TOLD: 1,
    MarkKind.NEEDS_HELP: 2,
    MarkKind.MOVED: 3,
    MarkKind.RETURNED: 4,
}


def goes_further(kind: MarkKind, last: MarkKind | None) -> bool:
    """Whether a mark says more than the last one; used where many are marked at once.

    Somebody who was moved is not told again, and nobody returns who was not moved.
    """
    if kind is MarkKind.RETURNED:
        return last is MarkKind.MOVED
    return last is None or _STEP[kind] > _STEP[last]


@dataclass(frozen=True, slots=True)
class Mark:
    """What became known of a caller, household, shelter or person.

    Attributes:
        id: Which.
        target_id: Of whom.
        kind: What.
        at: When it was so.
        entered_at: When it was written down.
        people: How many people it is about; None where the register's number holds.
        shelter_id: Where they went.
        round: Number of the counting round, of a head count.
        void_of_id: The mark that this one puts right.
    """

    id: str
    target_id: str
    kind: MarkKind
    at: datetime
    entered_at: datetime
    people: int | None = None
    shelter_id: str = ""
    round: int = 0
    void_of_id: str = ""


def valid_marks(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """Marks that stand, by true time: those put right by a mark that stands are left out.

    Of marks at the same moment the one written down last comes last.
    """
    entered = sorted(marks, key=lambda mark: (mark.entered_at, mark.id), reverse=True)
    void: set[str] = set()
    standing = []
    for mark in entered:
        if mark.id in void:
            continue
        if mark.void_of_id:
            void.add(mark.void_of_id)
        if mark.kind is not MarkKind.VOID:
            standing.append(mark)
    return tuple(sorted(standing, key=lambda mark: (mark.at, mark.entered_at, mark.id)))


def latest_by_target(marks: Iterable[Mark], kinds: Iterable[MarkKind]) -> dict[str, Mark]:
    """The last of marks that stand for each target, out of some kinds; takes what `valid_marks` gives."""
    wanted = frozenset(kinds)
    return {mark.target_id: mark for mark in marks if mark.kind in wanted}


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How many callers had answered by some minutes after the order.

    Attributes:
        minutes: After the order.
        answered: By the true times, as far as known now.
        known_then: What the office knew at that minute.
        whole: Callers of the tree.
        is_past: The minute has passed; only true times entered later can change ``answered``.
    """

    minutes: int
    answered: int
    known_then: int
    whole: int
    is_past: bool


def acknowledgement_rates(
    callers: Sequence[str], marks: Sequence[Mark], started_at: datetime, now: datetime
) -> tuple[Checkpoint, ...]:
    """The rates at 5, 10 and 15 minutes.

    Args:
        callers: Ids of everybody the tree has to set going.
        marks: All marks, as they were added.
        started_at: The order.
        now: Until when they are looked at; a minute still to come counts what is there so far.
    """

    def answered(known: Iterable[Mark], until: datetime) -> int:
        found = {mark.target_id for mark in valid_marks(known) if mark.kind in ANSWERED and mark.at <= until}
        return sum(caller in found for caller in callers)

    rates = []
    for minutes in CHECKPOINTS:
        limit = started_at + timedelta(minutes=minutes)
        until = min(limit, now)
        then = [mark for mark in marks if mark.entered_at <= limit]
        rates.append(
            Checkpoint(minutes, answered(marks, until), answered(then, until), len(callers), now >= limit)
        )
    return tuple(rates)


@dataclass(frozen=True, slots=True)
class HouseholdFigures:
    """Where the households of an area stand.

    Attributes:
        households: All of them.
        told, unreached, needs_help, moved, returned: In that state by their last mark.
        waiting: Without any mark.
        people: People at home in all of them by the register.
        people_moved: People of moved households, as counted or by the register.
        people_left: People of households that are told or need help, not moved.
        people_unaccounted: People of households that are not reached or have no mark.
    """

    households: int
    told: int
    unreached: int
    needs_help: int
    moved: int
    returned: int
    waiting: int
    people: int
    people_moved: int
    people_left: int
    people_unaccounted: int

    @property
    def reached(self) -> int:
        """Households with which somebody spoke."""
        return self.told + self.needs_help + self.moved + self.returned


def household_figures(people: Mapping[str, int], marks: Sequence[Mark]) -> HouseholdFigures:
    """Count households by their last mark; each household, and so everybody in it, counts once.

    Args:
        people: People at home by household line of the mobilisation.
        marks: All marks, as they were added.
    """
    last = latest_by_target(valid_marks(marks), HOUSEHOLD_MARKS)
    states: dict[MarkKind | None, int] = defaultdict(int)
    heads: dict[MarkKind | None, int] = defaultdict(int)
    for line, number in people.items():
        mark = last.get(line)
        kind = mark.kind if mark is not None else None
        states[kind] += 1
        counted = number
        if mark is not None and kind in (MarkKind.MOVED, MarkKind.RETURNED) and mark.people is not None:
            counted = mark.people
        heads[kind] += counted
    return HouseholdFigures(
        len(people),
        states[MarkKind.TOLD],
        states[MarkKind.UNREACHED],
        states[MarkKind.NEEDS_HELP],
        states[MarkKind.MOVED],
        states[MarkKind.RETURNED],
        states[None],
        sum(people.values()),
        heads[MarkKind.MOVED],
        heads[MarkKind.TOLD] + heads[MarkKind.NEEDS_HELP],
        heads[MarkKind.UNREACHED] + heads[None],
    )


def moved_ever(people: Mapping[str, int], marks: Sequence[Mark]) -> int:
    """People who were brought to safety at any time, each once: those who went home again stay counted."""
    moved = latest_by_target(valid_marks(marks), (MarkKind.MOVED,))
    return sum(
        number if moved[line].people is None else moved[line].people or 0
        for line, number in people.items()
        if line in moved
    )


@dataclass(frozen=True, slots=True)
class CountingRound:
    """One round of counting heads.

    Attributes:
        number: Counted from 1.
        at: True time of its last count.
        counts: People by shelter.
        expected: People by shelter who had been brought there by then; under no shelter where none is known.
    """

    number: int
    at: datetime
    counts: Mapping[str, int]
    expected: Mapping[str, int]

    @property
    def total(self) -> int:
        """People counted in all shelters."""
        return sum(self.counts.values())

    @property
    def uncounted(self) -> tuple[str, ...]:
        """Shelters to which people had been brought and of which no count has come in yet."""
        return tuple(
            shelter
            for shelter, number in self.expected.items()
            if shelter and number and shelter not in self.counts
        )

    @property
    def short(self) -> int:
        """People brought to safety who were not there; 0 when nobody is missing.

        Whoever was moved to nobody knows where is looked for in all shelters, once each was counted.
        """
        at_each = sum(max(0, self.expected.get(place, 0) - number) for place, number in self.counts.items())
        if self.uncounted:
            return at_each
        return max(at_each, sum(self.expected.values()) - self.total)


def counting_rounds(people: Mapping[str, int], marks: Sequence[Mark]) -> tuple[CountingRound, ...]:
    """The rounds by number; the last count of a shelter in a round is the one that holds.

    Args:
        people: People at home by household line of the mobilisation.
        marks: All marks, as they were added.
    """
    standing = valid_marks(marks)
    rounds: dict[int, dict[str, Mark]] = defaultdict(dict)
    for mark in standing:
        if mark.kind is MarkKind.COUNT and mark.round:
            rounds[mark.round][mark.target_id] = mark
    found = []
    for number, counted in sorted(rounds.items()):
        at = max(mark.at for mark in counted.values())
        by_then = [mark for mark in standing if mark.at <= at]
        expected: dict[str, int] = defaultdict(int)
        for line, mark in latest_by_target(by_then, HOUSEHOLD_MARKS).items():
            if mark.kind is MarkKind.MOVED and line in people:
                expected[mark.shelter_id] += people[line] if mark.people is None else mark.people
        counts = {shelter: mark.people or 0 for shelter, mark in counted.items()}
        found.append(CountingRound(number, at, counts, dict(expected)))
    return tuple(found)


def missing_people(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """People named as not found who were not found since, the longest missing first."""
    last = latest_by_target(valid_marks(marks), (MarkKind.MISSING, MarkKind.FOUND))
    return tuple(
        sorted((mark for mark in last.values() if mark.kind is MarkKind.MISSING), key=lambda mark: mark.at)
    )
