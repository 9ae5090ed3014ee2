"""When the next visit is due, which visits count for it, and how far a class was covered in a period."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.rate import Rate
from desktop.domain.rules import get_rule
from desktop.domain.visit_class import ABSENT, VisitClass, class_rules, cycle_key


class DueState(StrEnum):
    """How the next visit stands; in order of urgency."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Claim:
    """One reason to visit somebody again and again: class, days between two visits, in words why.

    ``since`` is the first day on which it holds.
    """

    visit_class: VisitClass
    days: int
    words: str
    since: date
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class NextVisit:
    """The day by which the next visit is due.

    ``last_on`` is the day of the last one that counted, None for never; ``in_alarm`` that the day was drawn
    nearer by a warning in force.
    """

    due_on: date
    state: DueState
    last_on: date | None
    in_alarm: bool

    def days_late(self, today: date) -> int:
        """Days since the due day; 0 when it has not passed."""
        return max(0, (today - self.due_on).days)


def cycle_days(visit_class: VisitClass, on: date, division_code: str = "") -> int:
    """Days between two visits of a class.

    Raises:
        KeyError: The class is not in force there.

    Source:
        domain.md 7.2; ``resources/rules/visits.toml``.
    """
    return get_rule(cycle_key(visit_class), on, division_code).value


def counts(visit_class: VisitClass, form: str, outcome: str) -> bool:
    """Whether a visit counts for a class: somebody was met, in a form that the class allows.

    Source:
        domain.md 7.3: a visit by telephone counts for G and F3 only.
    """
    return outcome != ABSENT and form in class_rules()[visit_class].forms


def strictest(claims: Sequence[Claim]) -> Claim:
    """The claim with the shortest cycle; among equals the more urgent class, then what was decided by hand.

    Raises:
        ValueError: There is no claim.
    """
    order = list(class_rules())
    return min(claims, key=lambda claim: (claim.days, order.index(claim.visit_class), not claim.by_hand))


def next_visit(
    claim: Claim,
    last_on: date | None,
    today: date,
    *,
    alarm_since: date | None = None,
    division_code: str = "",
) -> NextVisit:
    """When somebody is visited next.

    Args:
        claim: A reason.
        last_on: Day of the last visit that counts for its class.
        today: The day asked on.
        alarm_since: First day of a warning in force; None for none. Draws the day nearer only for classes
            that are visited daily in an alarm.
        division_code: Of the village.

    Returns:
        A day at least one cycle after the claim began: whose needs were learnt today is not late today.

    Source:
        domain.md 7.2: during an alarm (storm, cold, heat) F1 becomes daily.
    """
    due = max(last_on or claim.since, claim.since) + timedelta(days=claim.days)
    in_alarm = False
    if alarm_since is not None and class_rules()[claim.visit_class].daily_in_alarm:
        step = timedelta(days=get_rule("visits.cycle.alarm", today, division_code).value)
        wanted = alarm_since if last_on is None else max(alarm_since, last_on + step)
        if wanted < due:
            due, in_alarm = wanted, True
    ahead = get_rule("visits.soon.days", today, division_code).value
    return NextVisit(due, _state(due, today, ahead), last_on, in_alarm)


def _state(due: date, today: date, ahead: int) -> DueState:
    if due < today:
        return DueState.LATE
    if due == today:
        return DueState.TODAY
    return DueState.SOON if due <= today + timedelta(days=ahead) else DueState.LATER


@dataclass(frozen=True, slots=True)
class VisitFact:
    """A visit as figures see it: day, form, outcome, whom it was to (person and household ids), who went."""

    visited_on: date
    form: str
    outcome: str
    objects: frozenset[str]
    visitors: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a class was covered in a period.

    Attributes:
        visit_class: The class.
        objects: Who belongs to it at the cut-off, people or households.
        covered: How many of them were visited at least once in a way that counts.
        visits: Visits that count and went to one of them at least.
        person_times: 人次: everybody visited, as often as visited.
        by_form: Person-times by form of the visit.
    """

    visit_class: VisitClass
    objects: int
    covered: int
    visits: int
    person_times: int
    by_form: Mapping[str, int]

    @property
    def rate(self) -> Rate:
        """Covered out of all."""
        return Rate(self.covered, self.objects)


def coverage(
    visit_class: VisitClass, objects: Collection[str], visits: Iterable[VisitFact], first: date, end: date
) -> Coverage:
    """Coverage of a class from ``first`` up to but without ``end``.

    Source:
        domain.md 12: periods are half open, 人 and 人次 are different units.
    """
    wanted = frozenset(objects)
    covered: set[str] = set()
    by_form: dict[str, int] = {}
    count = 0
    for visit in visits:
        met = visit.objects & wanted
        if not met or not first <= visit.visited_on < end:
            continue
        if not counts(visit_class, visit.form, visit.outcome):
            continue
        count += 1
        covered |= met
        by_form[visit.form] = by_form.get(visit.form, 0) + len(met)
    return Coverage(visit_class, len(wanted), len(covered), count, sum(by_form.values()), by_form)
