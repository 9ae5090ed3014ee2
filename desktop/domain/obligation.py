"""Meetings that are owed (履职): by whom, for which period, by which day, and which of them were held.

Pure: the caller brings branches, groups and terms as they were, the sessions held, and the disclosures that
have to be reviewed; nothing here reads a clock or a file but the rules.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from desktop.domain.disclosure_duty import periods
from desktop.domain.disclosure_item import Frequency
from desktop.domain.lunar import LunarMonth, list_lunar_months
from desktop.domain.period import Period
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import NATION, Rule, find_rule, rule_or_first, rules_of

SOON_RULE = "obligation.due_soon.days"
LEAST_SHARE_RULE = "obligation.least_share.percent"
LEAP_MONTH_RULE = "obligation.P05.leap_month"
REVIEW_EARLY_RULE = "obligation.V08.early.days"

REVIEW = "V08"
"""Kind that is owed before each disclosure of the accounts, not by the calendar."""

_THEME_DAY = "P05"
_FREQUENCIES = {
    "per_month": Frequency.MONTH,
    "per_quarter": Frequency.QUARTER,
    "per_half_year": Frequency.HALF_YEAR,
    "per_year": Frequency.YEAR,
}
_BEFORE = timedelta(days=62)
_AFTER = timedelta(days=400)
"""So far beyond a span periods are reckoned: two lunar months before it, the next one of each kind after."""


class Level(StrEnum):
    """Who can owe a meeting."""

    BRANCH = "branch"
    COMMITTEE = "committee"  # of a branch; owes only while there is one
    GROUP = "group"
    VILLAGE = "village"


OWED_BY: Mapping[str, Level] = {
    "P01": Level.BRANCH,
    "P02": Level.COMMITTEE,
    "P03": Level.GROUP,
    "P04": Level.BRANCH,
    "P05": Level.BRANCH,
    "P06": Level.BRANCH,
    "P07": Level.BRANCH,
    "P08": Level.BRANCH,
    "V02": Level.VILLAGE,
    "V08": Level.VILLAGE,
    "V09": Level.VILLAGE,
    "E01": Level.VILLAGE,
}
"""Kind of meeting that somebody owes (code of ``meeting_kind``) → who; how often is a rule."""


class ObligationState(StrEnum):
    """How an obligation stands on a day."""

    FUTURE = "future"  # its period has not begun
    OPEN = "open"
    DUE_SOON = "due_soon"
    DONE = "done"
    DONE_LATE = "done_late"  # made good in the period after
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class ThemeDay:
    """The relatively fixed day of a branch: day ``number`` of every solar or lunar month."""

    number: int
    is_lunar: bool = False

    @property
    def text(self) -> str:
        """As `db.models.party.Branch.theme_day` keeps it: ``solar:15``, ``lunar:1``."""
        return f"{'lunar' if self.is_lunar else 'solar'}:{self.number}"


def read_theme_day(text: str) -> ThemeDay:
    """A fixed day as the file keeps it.

    Raises:
        ProblemError: DTY-001, it is no day of a month.
    """
    calendar, _, number = text.partition(":")
    days = {"solar": 31, "lunar": 30}.get(calendar, 0)
    if not number.isascii() or not number.isdigit() or not 1 <= int(number) <= days:
        raise ProblemError(Problem("DTY-001", {"value": text}, Place(field="theme_day")))
    return ThemeDay(int(number), calendar == "lunar")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a branch; it lasts until the next one begins, also past its end while nobody was elected."""

    first: date
    has_committee: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who owes meetings.

    Attributes:
        id: Record of the branch or group; empty for the village.
        level: `Level.BRANCH` (its committee included), `Level.GROUP` or `Level.VILLAGE`.
        name: For lists.
        first: First day it existed; None for longer than anybody asks.
        last: Last day; None while it exists.
        theme_day: Fixed day of a branch; None while it named none.
        terms: Terms of a branch, in any order.
        branch_id: The branch of a group.
    """

    id: str
    level: Level
    name: str = ""
    first: date | None = None
    last: date | None = None
    theme_day: ThemeDay | None = None
    terms: tuple[Term, ...] = ()
    branch_id: str = ""

    def spans(self, level: Level) -> tuple[Period, ...]:
        """Days on which it existed, for `Level.COMMITTEE` those on which it had a committee."""
        first, last = self.first or date.min, self.last or date.max
        if last < first:
            return ()
        if level is not Level.COMMITTEE:
            return (Period(first, last),)
        found = []
        terms = sorted(self.terms, key=lambda term: term.first)
        for number, term in enumerate(terms):
            ends = terms[number + 1].first - timedelta(days=1) if number + 1 < len(terms) else last
            begins, ends = max(term.first, first), min(ends, last)
            if term.has_committee and begins <= ends:
                found.append(Period(begins, ends))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Session:
    """A gathering that was held; it may count for several kinds, for each of them once.

    ``branch_id`` and ``group_id`` say whose it was; both are empty for the village's own.
    """

    id: str
    kinds: frozenset[str]
    on: date
    branch_id: str = ""
    group_id: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A disclosure of the accounts that has to be reviewed before it hangs.

    ``due_on`` is the last day to hang it, ``posted_on`` the day it did; None while it does not.
    """

    period: Period
    due_on: date
    posted_on: date | None = None


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a kind of meeting is owed: so many times in each period of a frequency."""

    frequency: Frequency
    times: int
    rule: Rule


@dataclass(frozen=True, slots=True)
class Obligation:
    """One meeting that is owed, or several of one kind in one period.

    Attributes:
        kind: Code of ``meeting_kind``.
        holder: Who owes it.
        period: What it counts for.
        opens_on: First day of a session that counts.
        due_on: Last day of a session that counts as in time.
        times: Sessions needed.
        planned_on: The branch's fixed day in the period; None where there is none.
        sessions: Those that count, by day; at most ``times``.
    """

    kind: str
    holder: Holder
    period: Period
    opens_on: date
    due_on: date
    times: int = 1
    planned_on: date | None = None
    sessions: tuple[Session, ...] = ()

    @property
    def id(self) -> str:
        """Names the obligation: the same on every PC."""
        return f"{self.kind}/{self.holder.id}/{self.period.first.isoformat()}"

    @property
    def missing(self) -> int:
        """Sessions still needed."""
        return self.times - len(self.sessions)

    @property
    def done_on(self) -> date | None:
        """The day the last session needed was held; None while one is missing."""
        return None if self.missing else self.sessions[-1].on

    def state(self, today: date, soon_days: int) -> ObligationState:
        """How it stands on a day; ``soon_days`` before its fixed day, or its last, it is due soon."""
        done_on = self.done_on
        if done_on is not None:
            return ObligationState.DONE if done_on <= self.due_on else ObligationState.DONE_LATE
        if today > self.due_on:
            return ObligationState.MISSED
        if today < self.opens_on:
            return ObligationState.FUTURE
        aim = self.planned_on or self.due_on
        return ObligationState.DUE_SOON if (aim - today).days <= soon_days else ObligationState.OPEN


def cadence_of(kind: str, on: date, division_code: str = "") -> Cadence | None:
    """How often a kind is owed in a place on a day; None where no rule asks for it.

    The most specific jurisdiction decides also about the frequency: where a province asks for two party
    lectures a year, the nation's one a quarter does not count there.

    Source:
        ``resources/rules/obligations.toml``, each value with its own.
    """
    found = [
        (rule, frequency)
        for key, frequency in _frequencies_of(kind)
        if (rule := find_rule(key, on, division_code)) is not None
    ]
    if not found:
        return None
    rule, frequency = max(found, key=lambda each: _rank(each[0]))
    return Cadence(frequency, rule.value, rule) if rule.value else None


def _frequencies_of(kind: str) -> list[tuple[str, Frequency]]:
    """Those that any place ever asked for, each with the name of its rules."""
    named = ((f"obligation.{kind}.{name}", frequency) for name, frequency in _FREQUENCIES.items())
    return [(key, frequency) for key, frequency in named if rules_of(key)]


def _rank(rule: Rule) -> tuple[bool, int, date]:
    return rule.jurisdiction != NATION, len(rule.jurisdiction), rule.valid_from


def rule_value(key: str, on: date, division_code: str = "") -> int:
    """A value of these rules, for days before all of them the first there was."""
    return rule_or_first(key, on, division_code).value


@dataclass(frozen=True, slots=True)
class _Turn:
    """One period of a kind, whoever owes it."""

    period: Period
    opens_on: date
    due_on: date
    times: int
    planned_on: date | None = None


@dataclass(slots=True)
class _Calendar:
    """Turns of each kind in a span of days, reckoned once for all who owe them."""

    span: Period
    division_code: str
    reviews: Sequence[Review]
    _turns: dict[tuple[str, ThemeDay | None], tuple[_Turn, ...]] = field(default_factory=dict)
    _lunar: tuple[tuple[Period, LunarMonth], ...] | None = None

    def turns(self, kind: str, theme_day: ThemeDay | None) -> tuple[_Turn, ...]:
        """Turns with those before and after the span, by due day."""
        key = (kind, theme_day if kind == _THEME_DAY else None)
        if key not in self._turns:
            if kind == REVIEW:
                found = self._before_reviews()
            elif key[1] is None:
                found = self._by_calendar(kind)
            elif key[1].is_lunar:
                found = self._by_lunar_month(key[1].number)
            else:
                found = self._by_solar_month(key[1].number)
            self._turns[key] = tuple(sorted(found, key=lambda turn: turn.due_on))
        return self._turns[key]

    @property
    def _wide(self) -> Period:
        return Period(self.span.first - _BEFORE, self.span.last + _AFTER)

    def _by_calendar(self, kind: str) -> Iterator[_Turn]:
        wide = self._wide
        for _, frequency in _frequencies_of(kind):
            for period in periods(frequency, wide.first, wide.last):
                cadence = cadence_of(kind, period.last, self.division_code)
                if cadence is not None and cadence.frequency is frequency:
                    yield _Turn(period, period.first, period.last, cadence.times)

    def _by_solar_month(self, number: int) -> Iterator[_Turn]:
        for turn in self.turns(_THEME_DAY, None):
            day = turn.period.first.replace(day=min(number, turn.period.last.day))
            yield replace(turn, planned_on=day)

    def _by_lunar_month(self, number: int) -> Iterator[_Turn]:
        """A branch that goes by the lunar calendar meets once in every lunar month.

        By solar months it would owe two in one month and none in the next.
        """
        if self._lunar is None:
            self._lunar = tuple(self._lunar_periods())
        for period, month in self._lunar:
            yield _Turn(period, period.first, period.last, 1, month.day(number))

    def _lunar_periods(self) -> Iterator[tuple[Period, LunarMonth]]:
        """Lunar months with their periods; a leap month is joined to the one before where a rule says so."""
        wide = self._wide
        joined: tuple[Period, LunarMonth] | None = None
        for month in list_lunar_months(wide.first, wide.last):
            if cadence_of(_THEME_DAY, month.last, self.division_code) is None:
                continue
            is_own = rule_value(LEAP_MONTH_RULE, month.last, self.division_code)
            if month.is_leap and not is_own and joined is not None:
                joined = (Period(joined[0].first, month.last), joined[1])
                continue
            if joined is not None:
                yield joined
            joined = (Period(month.first, month.last), month)
        if joined is not None:
            yield joined

    def _before_reviews(self) -> Iterator[_Turn]:
        reviews = sorted(self.reviews, key=lambda each: each.period.last)
        opens = [
            each.period.last
            - timedelta(days=rule_value(REVIEW_EARLY_RULE, each.period.last, self.division_code))
            for each in reviews
        ]
        for number, review in enumerate(reviews):
            due_on = review.posted_on or review.due_on
            if number + 1 < len(reviews):
                # from then on a session reviews the next accounts
                due_on = min(due_on, opens[number + 1] - timedelta(days=1))
            yield _Turn(review.period, opens[number], max(due_on, opens[number]), 1)


def list_obligations(
    span: Period,
    holders: Iterable[Holder],
    sessions: Iterable[Session],
    division_code: str = "",
    reviews: Sequence[Review] = (),
) -> tuple[Obligation, ...]:
    """Every meeting that falls due in a span of days.

    A period counts for whoever existed on its last day and for at least the share of its days that
    `LEAST_SHARE_RULE` says. A session counts for the period in which it lies; one more than that period
    needs makes good a miss of the period before. It never counts twice for the same kind.

    Args:
        span: Due days asked for.
        holders: Branches, groups and the village as they were, also those that are gone.
        sessions: Held ones, in any order.
        division_code: Of the village.
        reviews: Disclosures of the accounts, from the one before the span on.

    Returns:
        By due day, then kind, then holder.
    """
    calendar = _Calendar(span, division_code, reviews)
    share = rule_value(LEAST_SHARE_RULE, span.last, division_code)
    held = _by_debtor(sessions)
    ordered = sorted(holders, key=lambda each: (each.name, each.id))
    by_day: dict[date, list[Obligation]] = {}
    for kind in sorted(OWED_BY):
        level = OWED_BY[kind]
        debtors = Level.BRANCH if level is Level.COMMITTEE else level
        for holder in ordered:
            if holder.level is not debtors:
                continue
            turns = calendar.turns(kind, holder.theme_day)
            for each in _of_kind(kind, holder, turns, held.get((kind, holder.id), []), span, share):
                by_day.setdefault(each.due_on, []).append(each)
    return tuple(each for day in sorted(by_day) for each in by_day[day])


def _by_debtor(sessions: Iterable[Session]) -> dict[tuple[str, str], list[Session]]:
    held: dict[tuple[str, str], list[Session]] = {}
    for session in sorted(sessions, key=lambda each: (each.on, each.id)):
        for kind in session.kinds:
            level = OWED_BY.get(kind)
            if level is None:
                continue
            debtor = session.branch_id
            if level is Level.GROUP:
                debtor = session.group_id
            elif level is Level.VILLAGE:
                debtor = ""
            held.setdefault((kind, debtor), []).append(session)
    return held


def _of_kind(
    kind: str, holder: Holder, turns: tuple[_Turn, ...], held: list[Session], span: Period, share: int
) -> Iterator[Obligation]:
    spans = holder.spans(OWED_BY[kind])
    if not spans:
        return
    days = [session.on for session in held]
    first = bisect_left(turns, span.first, key=lambda turn: turn.due_on)
    after = bisect_right(turns, span.last, key=lambda turn: turn.due_on)
    for number in range(first, after):
        turn = turns[number]
        if not _is_owed(turn.period, spans, share):
            continue
        counted: list[Session] = []
        if days:
            counted = held[bisect_left(days, turn.opens_on) : bisect_right(days, turn.due_on)][: turn.times]
            if len(counted) < turn.times:
                following = turns[number + 1] if number + 1 < len(turns) else None
                counted += _spare(turn, following, held, days, spans, share)[: turn.times - len(counted)]
        yield Obligation(
            kind,
            holder,
            turn.period,
            turn.opens_on,
            turn.due_on,
            turn.times,
            turn.planned_on,
            tuple(counted),
        )


def _spare(
    turn: _Turn,
    following: _Turn | None,
    held: list[Session],
    days: list[date],
    spans: tuple[Period, ...],
    share: int,
) -> list[Session]:
    """Sessions after a turn's last day that the turn after it does not need itself."""
    begins = bisect_right(days, turn.due_on)
    if following is None:
        return held[begins:]
    ends = bisect_right(days, following.due_on)
    inside = max(bisect_left(days, following.opens_on), begins)
    needed = following.times if _is_owed(following.period, spans, share) else 0
    return held[begins:inside] + held[inside + needed : ends]


def _is_owed(period: Period, spans: tuple[Period, ...], share: int) -> bool:
    """Whether a debtor with these days owes what a period asks for."""
    if len(spans) == 1 and spans[0].first <= period.first and period.last <= spans[0].last:
        return True
    if not any(each.first <= period.last <= each.last for each in spans):
        return False
    days = sum(
        max(0, (min(each.last, period.last) - max(each.first, period.first)).days + 1) for each in spans
    )
    return days * 100 >= share * ((period.last - period.first).days + 1)
