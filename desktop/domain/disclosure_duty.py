"""The duty calendar of disclosure (公开任务): what is owed, for which period, by which day, and what hangs.

Pure: the caller brings the items in force, what is true of the village, what happened, and what was
published; nothing here reads a file or a clock.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.disclosure_item import DisclosureItem, Frequency
from desktop.domain.period import Period


class DutyState(StrEnum):
    """How a duty stands on a day."""

    FUTURE = "future"  # its period is not over
    OPEN = "open"
    DUE_SOON = "due_soon"
    DONE = "done"
    LATE = "late"  # its day has passed, the same duty of the next period is not due yet
    MISSED = "missed"  # not even made good by then


@dataclass(frozen=True, slots=True)
class Trigger:
    """Something that happened and is to be told: a major entry, a change of an aid list, a stage of works.

    Attributes:
        item: Code of the item it makes due.
        on: The day it became so; days are counted from the next one.
        title: What it is, in words for a list; without personal data.
        record_id: The record behind it, in whose notice the duty ends.
        stage: Stage of a project; empty otherwise.
        table: Table of the record, by which a screen finds it.
    """

    item: str
    on: date
    title: str
    record_id: str
    stage: str = ""
    table: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """A notice that hung, for what it counts.

    Attributes:
        notice_id: The notice.
        items: Codes of the items it covers.
        period: What it speaks of.
        posted_on: First day on a board.
        taken_down_on: Last day; None while it hangs.
        record_id: Record whose duty it ends; empty for periodic ones.
        stage: Stage of a project.
    """

    notice_id: str
    items: frozenset[str]
    period: Period
    posted_on: date
    taken_down_on: date | None = None
    record_id: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Duty:
    """One sheet that is owed.

    Attributes:
        duty: Name of the duty: an item's code, or what several items share.
        items: Codes that stand on the sheet.
        frequency: Which of the items' frequencies made it due.
        period: What it speaks of.
        due_on: Last day to hang it.
        next_due_on: Day the same duty falls due again; None for what comes once.
        trigger: What made it due; None for periodic ones.
        published: The notice that ended it; None while none did.
    """

    duty: str
    items: tuple[str, ...]
    frequency: Frequency
    period: Period
    due_on: date
    next_due_on: date | None = None
    trigger: Trigger | None = None
    published: Publication | None = None

    def state(self, today: date, soon_days: int) -> DutyState:
        """How it stands on a day; ``soon_days`` before the due day it is due soon."""
        if self.published is not None:
            return DutyState.DONE
        if today > self.due_on:
            over = self.next_due_on is not None and today > self.next_due_on
            return DutyState.MISSED if over else DutyState.LATE
        begins = self.period.first if self.frequency is Frequency.PLAN_YEAR else self.period.last
        if self.trigger is None and today <= begins and self.frequency is not Frequency.STANDING:
            return DutyState.FUTURE
        return DutyState.DUE_SOON if (self.due_on - today).days <= soon_days else DutyState.OPEN

    @property
    def is_done_late(self) -> bool:
        """Whether it hung after its day."""
        return self.published is not None and self.published.posted_on > self.due_on


@dataclass(frozen=True, slots=True)
class DutyTerms:
    """Days that a place sets.

    Attributes:
        due_days: Day of the month on which a frequency falls due, in the month after the period
            (for plans: in the first month of the year); a short month has its last day.
        within_days: Rule of an at-once item → calendar days until it hangs; `AT_ONCE_RULE` is among them.
    """

    due_days: Mapping[Frequency, int]
    within_days: Mapping[str, int]


_PERIODIC = (
    Frequency.MONTH,
    Frequency.QUARTER,
    Frequency.HALF_YEAR,
    Frequency.YEAR,
    Frequency.PLAN_YEAR,
)
_EVENTS = frozenset((Frequency.AT_ONCE, Frequency.STAGES))

AT_ONCE_RULE = "disclosure.at_once.days"
"""Rule that holds where an overlay made an item one of events and named no rule of its own."""


def periods(frequency: Frequency, first: date, last: date) -> tuple[Period, ...]:
    """The periods of a frequency that touch a span of days, earliest first."""
    makers: Mapping[Frequency, tuple[int, Callable[[int, int], Period]]] = {
        Frequency.MONTH: (12, Period.month),
        Frequency.QUARTER: (4, Period.quarter),
        Frequency.HALF_YEAR: (2, Period.half_year),
    }
    count, make = makers.get(frequency, (1, lambda year, _: Period.year(year)))
    found = [
        make(year, number) for year in range(first.year, last.year + 1) for number in range(1, count + 1)
    ]
    return tuple(each for each in found if each.first <= last and first <= each.last)


def due_day(frequency: Frequency, period: Period, day_of_month: int) -> date:
    """The last day to hang what speaks of a period."""
    start = period.first if frequency is Frequency.PLAN_YEAR else period.last + timedelta(days=1)
    after = start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return start.replace(day=min(day_of_month, (after - timedelta(days=1)).day))


def list_duties(
    span: Period,
    items_on: Callable[[date], Sequence[DisclosureItem]],
    facts: frozenset[str],
    terms: DutyTerms,
    triggers: Iterable[Trigger] = (),
    published: Iterable[Publication] = (),
) -> tuple[Duty, ...]:
    """Every sheet that falls due in a span of days.

    Args:
        span: Due days asked for.
        items_on: The items in force on a day.
        facts: What is true of the village (`DisclosureItem.owed_if`); an item of which one is not
            given is not owed.
        terms: Days of the month and days within which.
        triggers: What happened, in any order.
        published: What hung, withdrawn notices left out.

    Returns:
        Sorted by due day, then duty. A periodic duty ends with the notice that, with those before it,
        tells the whole period of one of its items; one with a trigger when a notice names the same
        record and stage.
        Standing items are owed on the last day of the span while nothing hangs.
    """
    notices = sorted(published, key=lambda each: each.posted_on)
    found = [
        *_periodic(span, items_on, facts, terms, notices),
        *_standing(span, items_on, facts, notices),
        *_triggered(span, items_on, terms, triggers, notices),
    ]
    return tuple(sorted(found, key=lambda each: (each.due_on, each.duty, each.period.first)))


def _owed(
    items: Iterable[DisclosureItem], frequency: Frequency, facts: frozenset[str]
) -> dict[str, tuple[str, ...]]:
    """Duty → codes on its sheet."""
    duties: dict[str, tuple[str, ...]] = {}
    for item in items:
        if frequency in item.frequency and item.owed_if <= facts:
            duties[item.duty] = (*duties.get(item.duty, ()), item.code)
    return duties


def _periodic(
    span: Period,
    items_on: Callable[[date], Sequence[DisclosureItem]],
    facts: frozenset[str],
    terms: DutyTerms,
    notices: list[Publication],
) -> Iterable[Duty]:
    for frequency in _PERIODIC:
        # two years more: one whose sheets fall due in the span, and the one after it for the next due day
        candidates = periods(
            frequency, span.first.replace(year=span.first.year - 1, day=1), span.last + timedelta(days=400)
        )
        due_days = [due_day(frequency, period, terms.due_days[frequency]) for period in candidates]
        for number in range(bisect_left(due_days, span.first), len(due_days)):
            if due_days[number] > span.last:
                break
            period = candidates[number]
            following = due_days[number + 1] if number + 1 < len(due_days) else None
            for duty, codes in _owed(items_on(period.last), frequency, facts).items():
                yield Duty(
                    duty,
                    codes,
                    frequency,
                    period,
                    due_days[number],
                    following,
                    published=_covering(notices, codes, period),
                )


def _covering(notices: list[Publication], codes: tuple[str, ...], period: Period) -> Publication | None:
    """The notice with which the whole period was told; three monthly sheets tell a quarter as well."""
    wanted, told = frozenset(codes), list[Period]()
    for notice in notices:
        if wanted & notice.items and not notice.record_id:
            told.append(notice.period)
            if _covers(told, period):
                return notice
    return None


def _covers(told: list[Period], period: Period) -> bool:
    next_day = period.first
    for each in sorted(told, key=lambda each: each.first):
        if each.first <= next_day <= each.last:
            next_day = each.last + timedelta(days=1)
    return next_day > period.last


def _standing(
    span: Period,
    items_on: Callable[[date], Sequence[DisclosureItem]],
    facts: frozenset[str],
    notices: list[Publication],
) -> Iterable[Duty]:
    for duty, codes in _owed(items_on(span.last), Frequency.STANDING, facts).items():
        wanted = frozenset(codes)
        hanging = [
            each
            for each in notices
            if wanted & each.items
            and each.posted_on <= span.last
            and (each.taken_down_on is None or each.taken_down_on > span.last)
        ]
        yield Duty(
            duty, codes, Frequency.STANDING, span, span.last, published=hanging[-1] if hanging else None
        )


def _triggered(
    span: Period,
    items_on: Callable[[date], Sequence[DisclosureItem]],
    terms: DutyTerms,
    triggers: Iterable[Trigger],
    notices: list[Publication],
) -> Iterable[Duty]:
    for trigger in triggers:
        item = next((each for each in items_on(trigger.on) if each.code == trigger.item), None)
        if item is None or not item.frequency & _EVENTS:
            continue
        due_on = trigger.on + timedelta(days=terms.within_days[item.within or AT_ONCE_RULE])
        if not span.first <= due_on <= span.last:
            continue
        yield Duty(
            item.duty,
            (item.code,),
            Frequency.STAGES if trigger.stage else Frequency.AT_ONCE,
            Period(trigger.on, trigger.on),
            due_on,
            trigger=trigger,
            published=next(
                (
                    each
                    for each in notices
                    if each.record_id == trigger.record_id
                    and each.stage == trigger.stage
                    and item.code in each.items
                ),
                None,
            ),
        )
