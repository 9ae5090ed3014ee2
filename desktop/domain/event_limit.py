"""Time limits of events (限时办理): how long accepting and handling may take, and how a pause moves the end.

Limits run in one of three units: minutes around the clock, working days, or calendar days. A limit of days
ends with its last day, at `LAST_MINUTE`. Times are moments of the office's wall clock with their zone.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from desktop.domain.event_state import COUNTY, TOWNSHIP, Urgency
from desktop.domain.rules import rule_or_first, rules_of
from desktop.domain.work_day import after_work_days, is_work_day, known_years

LAST_MINUTE = time(23, 59)
"""When a day is over that something is due on."""

DAY_MINUTES = 24 * 60
_ACCOUNT_CATEGORIES = ("0601", "0602")
"""Questions on accounts and objections to a disclosure, codes of ``event_category``."""


class TimeUnit(StrEnum):
    """What a limit is counted in."""

    MINUTES = "minutes"  # around the clock
    WORK_DAYS = "work_days"
    DAYS = "days"


class LimitClass(StrEnum):
    """Classes of limits; codes of ``event_limit_class``."""

    URGENT = "urgent"
    NORMAL = "normal"
    COMPLEX = "complex"
    HARD = "hard"
    PETITION = "petition"
    ACCOUNTS = "accounts"
    TOWNSHIP = "township"
    COUNTY = "county"


_AT_EVERY_LEVEL = (LimitClass.URGENT, LimitClass.PETITION, LimitClass.ACCOUNTS)
"""Their limits stand whoever sees to the matter."""


@dataclass(frozen=True, slots=True)
class Amount:
    """So much time, as a rule says it."""

    count: int
    unit: TimeUnit


@dataclass(frozen=True, slots=True)
class EventLimit:
    """The limits of one class.

    Attributes:
        limit_class: Whose they are.
        accept: To say whether it is taken up.
        handle: To settle it, from the day it came in.
        extend_days: Longest that it is put off at once, in days of ``handle``'s unit; 0 where it can't be.
        extend_times: How often.
        secretary_decides: Whether only the secretary puts it off.
    """

    limit_class: LimitClass
    accept: Amount
    handle: Amount
    extend_days: int
    extend_times: int
    secretary_decides: bool


@dataclass(frozen=True, slots=True)
class DueMoment:
    """The end of a limit.

    Attributes:
        at: Its last moment.
        unknown_years: Years on the way whose holiday order the program does not have; see `Term`.
    """

    at: datetime
    unknown_years: tuple[int, ...] = ()


def event_rule(key: str, on: date, division_code: str = "") -> int:
    """A value of ``resources/rules/events.toml``; for days before all of them the first there was."""
    return rule_or_first(key, on, division_code).value


def _amount(key: str, on: date, division_code: str) -> Amount:
    unit = next(unit for unit in TimeUnit if rules_of(f"{key}.{unit}"))
    return Amount(event_rule(f"{key}.{unit}", on, division_code), unit)


def event_limit(limit_class: LimitClass, on: date, division_code: str = "") -> EventLimit:
    """The limits of a class in force in a place on a day.

    Source:
        domain.md 8.2; every value with its source in ``resources/rules/events.toml``.
    """
    name = f"event.{limit_class}"
    return EventLimit(
        limit_class,
        _amount(f"{name}.accept", on, division_code),
        _amount(f"{name}.handle", on, division_code),
        event_rule(f"{name}.extend.days", on, division_code),
        event_rule(f"{name}.extend.times", on, division_code),
        bool(event_rule(f"{name}.extend.secretary", on, division_code)),
    )


def usual_class(urgency: Urgency, category: str) -> LimitClass:
    """The class of a matter as it comes in, where nobody said another.

    Source:
        domain.md 8.2: questions on accounts and objections to a disclosure have a limit of their own.
    """
    if category in _ACCOUNT_CATEGORIES and urgency is not Urgency.URGENT:
        return LimitClass.ACCOUNTS
    return LimitClass(urgency.value)


def class_at(own: LimitClass, level: int) -> LimitClass:
    """The class that counts where the matter lies now."""
    if own in _AT_EVERY_LEVEL:
        return own
    return {TOWNSHIP: LimitClass.TOWNSHIP, COUNTY: LimitClass.COUNTY}.get(level, own)


def _counts(day: date, unit: TimeUnit) -> bool:
    return unit is not TimeUnit.WORK_DAYS or is_work_day(day)


def _midnight(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def due_moment(start: datetime, amount: Amount) -> DueMoment:
    """The end of a limit that begins now.

    Source:
        民法典 201: the day on which a term begins is not counted.
    """
    if amount.unit is TimeUnit.MINUTES:
        return DueMoment(start + timedelta(minutes=amount.count))
    if amount.unit is TimeUnit.WORK_DAYS:
        term = after_work_days(start.date(), amount.count)
        return DueMoment(datetime.combine(term.last, LAST_MINUTE, start.tzinfo), term.unknown_years)
    last = start.date() + timedelta(days=amount.count)
    return DueMoment(datetime.combine(last, LAST_MINUTE, start.tzinfo))


def end_of_day(day: date, like: datetime) -> datetime:
    """The moment at which something due on a day is due, in the zone of another moment."""
    return datetime.combine(day, LAST_MINUTE, like.tzinfo)


def counted_minutes(first: datetime, last: datetime, unit: TimeUnit) -> int:
    """Whole minutes between two moments that a limit counts: of working days all, of others none."""
    minutes = 0
    while first < last:
        end = min(_midnight(first) + timedelta(days=1), last)
        if _counts(first.date(), unit):
            minutes += int((end - first).total_seconds()) // 60
        first = end
    return minutes


def moved(due: datetime, minutes: int, unit: TimeUnit) -> DueMoment:
    """A due moment put off by so many minutes that count.

    What does not count is passed over: ten minutes after the end of a Friday are early on Monday.
    """
    at, years = due, set()
    while minutes > 0:
        years.add(at.year)
        end = _midnight(at) + timedelta(days=1)
        room = counted_minutes(at, end, unit)
        if room > minutes:
            at += timedelta(minutes=minutes)
            break
        minutes -= room
        at = end
        while not _counts(at.date(), unit):
            at += timedelta(days=1)
    years.add(at.year)
    unknown = sorted(years - known_years()) if unit is TimeUnit.WORK_DAYS and at != due else ()
    return DueMoment(at, tuple(unknown))


def paused(due: datetime, stopped: datetime, went_on: datetime, unit: TimeUnit) -> DueMoment:
    """A due moment after the clock stood still from one moment to another."""
    return moved(due, counted_minutes(stopped, went_on, unit), unit)


def extended(due: datetime, days: int, unit: TimeUnit) -> DueMoment:
    """A due moment put off by days of its unit."""
    return moved(due, days * DAY_MINUTES, unit)
