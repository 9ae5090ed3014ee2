"""Figures of agency services over a period: done, in time, done with one trip, satisfied, trips spared.

A case counts as done in the period in which its result came into the person's hand; before that he may
still have to come again. What was refused or withdrawn leaves every rate, as with events.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from desktop.domain.period import Period
from desktop.domain.rate import Rate

SATISFIED = ("1", "2")
"""Codes of satisfaction that count as satisfied: 非常满意, 满意 (domain.md 12)."""

RATED = ("1", "2", "3", "4")
MOST_TRIPS_FOR_ONCE = 1
_MOST_COMMON = 10


@dataclass(frozen=True, slots=True)
class CaseOutcome:
    """What the figures ask of a case; ``result`` is a code of service_case_result, empty while it is open."""

    item: str
    agent: str
    opened_on: date
    result: str
    finished_on: date | None
    delivered_on: date | None
    due_on: date | None
    villager_trips: int
    agent_trips: int
    is_asked_again: bool
    satisfaction: str
    usual_trips: int

    @property
    def is_done(self) -> bool:
        """Whether it was done and the person has the result."""
        return self.result == "granted" and self.delivered_on is not None

    @property
    def is_on_time(self) -> bool:
        """Whether the result came by its day; where nothing is fixed nothing can be late."""
        return self.due_on is None or (self.finished_on is not None and self.finished_on <= self.due_on)

    @property
    def is_at_once(self) -> bool:
        """Whether it took the person one trip at most and no second asking for papers."""
        return self.villager_trips <= MOST_TRIPS_FOR_ONCE and not self.is_asked_again

    @property
    def spared_trips(self) -> int:
        """Trips to a window that the person did not have to make."""
        return max(0, self.usual_trips - self.villager_trips)


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """Figures of some cases over a period; ``pending`` were open at its end."""

    received: int
    done: int
    refused: int
    withdrawn: int
    pending: int
    on_time: Rate
    at_once: Rate
    satisfied: Rate
    rated: Rate
    villager_trips: int
    agent_trips: int
    spared_trips: int


def count_figures(cases: Iterable[CaseOutcome], span: Period) -> ServiceFigures:
    """Figures over a period, both days included.

    Source:
        domain.md 12: 一次办结率 = cases finished in the period with at most one trip of the villager and no
        request for missing papers ÷ cases finished in it; satisfaction over those who rated, with the rate
        of rating.
    """
    cases = tuple(cases)
    done = [each for each in cases if each.is_done and _within(each.delivered_on, span)]
    rated = [each for each in done if each.satisfaction in RATED]
    return ServiceFigures(
        received=sum(_within(each.opened_on, span) for each in cases),
        done=len(done),
        refused=sum(each.result == "refused" and _within(each.finished_on, span) for each in cases),
        withdrawn=sum(each.result == "withdrawn" and _within(each.opened_on, span) for each in cases),
        pending=sum(_is_pending(each, span.last) for each in cases),
        on_time=Rate(sum(each.is_on_time for each in done), len(done)),
        at_once=Rate(sum(each.is_at_once for each in done), len(done)),
        satisfied=Rate(sum(each.satisfaction in SATISFIED for each in rated), len(rated)),
        rated=Rate(len(rated), len(done)),
        villager_trips=sum(each.villager_trips for each in done),
        agent_trips=sum(each.agent_trips for each in done),
        spared_trips=sum(each.spared_trips for each in done),
    )


def most_common(cases: Iterable[CaseOutcome], span: Period) -> tuple[str, ...]:
    """Items done most often in a period, at most ten, the most frequent first.

    Source:
        domain.md 12: 一次办结率 ≥ 90 % is aimed at for the ten common services.
    """
    counts = Counter(each.item for each in cases if each.is_done and _within(each.delivered_on, span))
    return tuple(sorted(counts, key=lambda item: (-counts[item], item))[:_MOST_COMMON])


def _within(day: date | None, span: Period) -> bool:
    return day is not None and span.first <= day <= span.last


def _is_pending(case: CaseOutcome, last: date) -> bool:
    if case.opened_on > last or case.result == "withdrawn":
        return False
    return case.finished_on is None or case.finished_on > last


def figures_by(
    cases: Sequence[CaseOutcome], span: Period, key: Callable[[CaseOutcome], str]
) -> dict[str, ServiceFigures]:
    """Figures by item or by agent, those left out that had nothing to do in the period."""
    groups: dict[str, list[CaseOutcome]] = {}
    for case in cases:
        groups.setdefault(key(case), []).append(case)
    found = {name: count_figures(those, span) for name, those in sorted(groups.items())}
    return {
        name: each
        for name, each in found.items()
        if each.received or each.done or each.refused or each.withdrawn or each.pending
    }
