"""Figures of events over a period (办结率, 村内解决率, 满意率), each with the records behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from desktop.domain.event_state import ARCHIVED, FED_BACK, MERGED, RATED, REFUSED, SETTLED, WITHDRAWN
from desktop.domain.rate import Rate

_CLOSED = (SETTLED, FED_BACK, RATED, ARCHIVED, WITHDRAWN)
_TOLD = (FED_BACK, RATED, ARCHIVED, WITHDRAWN)
"""What was settled, or told, and is withdrawn stays settled and told: its moments say so."""

_SATISFIED = ("1", "2")
_RATED = ("1", "2", "3", "4")


@dataclass(frozen=True, slots=True)
class EventFacts:
    """What of one reported event the figures follow from; moments with their zone.

    Attributes:
        id: Its record.
        state: As it stands at the cut-off.
        received_at: When it came in.
        due_at: Until when it was to be settled; None without a limit.
        settled_at: When it was settled, the last time.
        told_at: When the person was told, the last time.
        closed_at: When it was closed, the last time.
        max_level: The highest level it ever was at.
        satisfaction: Code of ``satisfaction``; empty for none.
        reopened: How often it was done anew.
        on_the_spot: Whether it was settled as it came in.
    """

    id: str
    state: str
    received_at: datetime
    due_at: datetime | None
    settled_at: datetime | None
    told_at: datetime | None
    closed_at: datetime | None
    max_level: int
    satisfaction: str
    reopened: int = 0
    on_the_spot: bool = False


@dataclass(frozen=True, slots=True)
class EventFigures:
    """Figures of a period ``[first, last)``; each part and whole as the ids behind it.

    Attributes:
        received: Came in.
        handled: Settled, and the person was told.
        due: Were due.
        settled_in_time: Of those, settled no later than they were due.
        settled: Settled, those refused or merged left out.
        in_village: Of those, never above the village.
        on_the_spot: Of those, as they came in.
        rated: Of those handled, he said how satisfied he is.
        satisfied: Of those, very satisfied or satisfied.
        reopened: Settled after they were done anew; they count once, at their last closing.
        refused: Refused in the period.
    """

    received: tuple[str, ...]
    handled: tuple[str, ...]
    due: tuple[str, ...]
    settled_in_time: tuple[str, ...]
    settled: tuple[str, ...]
    in_village: tuple[str, ...]
    on_the_spot: tuple[str, ...]
    rated: tuple[str, ...]
    satisfied: tuple[str, ...]
    reopened: tuple[str, ...]
    refused: tuple[str, ...]

    @property
    def settlement_rate(self) -> Rate:
        """办结率: settled in time of those due in the period."""
        return Rate(len(self.settled_in_time), len(self.due))

    @property
    def in_village_rate(self) -> Rate:
        """村内解决率: settled without leaving the village, of those settled."""
        return Rate(len(self.in_village), len(self.settled))

    @property
    def satisfaction_rate(self) -> Rate:
        """满意率: satisfied of those who said; always shown with `rating_rate`."""
        return Rate(len(self.satisfied), len(self.rated))

    @property
    def rating_rate(self) -> Rate:
        """评价率: who said anything, of those handled."""
        return Rate(len(self.rated), len(self.handled))


def reckon_figures(events: Iterable[EventFacts], first: datetime, last: datetime) -> EventFigures:
    """The figures of a period.

    An event that was refused, merged, or withdrawn before it was settled leaves numerator and denominator;
    withdrawing what was settled makes no figure better. One that was done anew has only its last closing.

    Source:
        domain.md 12: formulas, and pitfalls 2 and 3.
    """

    def within(moment: datetime | None) -> bool:
        return moment is not None and first <= moment < last

    everything = tuple(each for each in events if each.state != MERGED)
    counted = tuple(
        each
        for each in everything
        if each.state != REFUSED and (each.state != WITHDRAWN or each.settled_at is not None)
    )
    due = tuple(each for each in counted if within(each.due_at))
    settled = tuple(each for each in counted if each.state in _CLOSED and within(each.settled_at))
    told = tuple(each for each in counted if each.state in _TOLD and within(each.told_at))
    rated = tuple(each for each in told if each.satisfaction in _RATED)

    def ids(chosen: Iterable[EventFacts]) -> tuple[str, ...]:
        return tuple(each.id for each in chosen)

    return EventFigures(
        received=ids(each for each in everything if within(each.received_at)),
        handled=ids(told),
        due=ids(due),
        settled_in_time=ids(each for each in due if _in_time(each)),
        settled=ids(settled),
        in_village=ids(each for each in settled if each.max_level == 1),
        on_the_spot=ids(each for each in settled if each.on_the_spot),
        rated=ids(rated),
        satisfied=ids(each for each in rated if each.satisfaction in _SATISFIED),
        reopened=ids(each for each in settled if each.reopened),
        refused=ids(each for each in everything if each.state == REFUSED and within(each.closed_at)),
    )


def _in_time(event: EventFacts) -> bool:
    return (
        event.state in _CLOSED
        and event.settled_at is not None
        and event.due_at is not None
        and event.settled_at <= event.due_at
    )
