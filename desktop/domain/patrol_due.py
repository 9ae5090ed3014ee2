"""Which hazard sites have to be patrolled, and when (该巡的隐患点): by season, by plan of a site, by alert.

Pure: the caller brings seasons, plans, alerts and the last patrol; moments carry their time zone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop.domain.patrol_rule import Season, season_starts

_LOOK_BACK = 400
"""Days: what was missed longer ago is told as never done."""


class DueState(StrEnum):
    """How a site stands."""

    LATE = "late"  # its day or hour has passed
    DUE = "due"  # today, or now
    DONE = "done"  # patrolled; the next is later
    RESTING = "resting"  # not in any season


class DueReason(StrEnum):
    """What asks for a patrol."""

    ALERT = "alert"
    AFTER_ALERT = "after_alert"
    SEASON = "season"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class SitePlan:
    """A cycle of a site's own in a season, in place of the rule's, from day to day (both included)."""

    season: str
    cycle_days: int
    first: date
    last: date | None = None


@dataclass(frozen=True, slots=True)
class AlertSpan:
    """An alert that asks for patrols every so many hours; ``until`` is None while it lasts.

    ``after`` is how long after its end one more patrol is asked for, zero for not.
    """

    key: str
    since: datetime
    until: datetime | None
    every: timedelta
    after: timedelta = timedelta()

    def lasts(self, moment: datetime) -> bool:
        """Whether it is in force."""
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class Demand:
    """A cycle that holds on a day, and the season it comes from."""

    season: str
    cycle_days: int
    is_plan: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a site stands at a moment.

    Attributes:
        state: Late, due, done, or out of season.
        reason: What asks for the next patrol; None out of season.
        key: Code of the season, or the alert's key.
        due_on: Day of the next patrol; out of season the first day of the next one, None for none.
        due_at: Moment of the next patrol where hours count.
        cycle_days: Days from one patrol to the next; 0 where hours count.
    """

    state: DueState
    reason: DueReason | None
    key: str
    due_on: date | None
    due_at: datetime | None = None
    cycle_days: int = 0


def demand_on(
    day: date, seasons: Sequence[Season], plans: Sequence[SitePlan] = (), division_code: str = ""
) -> Demand | None:
    """The shortest cycle that holds on a day; None where no season does.

    A site's own plan takes the place of the rule for its season.
    """
    found: list[Demand] = []
    for season in seasons:
        if not season.holds(day, division_code):
            continue
        own = [
            plan
            for plan in plans
            if plan.season == season.code and plan.first <= day and (plan.last is None or day <= plan.last)
        ]
        if own:
            newest = max(own, key=lambda plan: plan.first)
            found.append(Demand(season.code, newest.cycle_days, is_plan=True))
        else:
            found.append(Demand(season.code, season.cycle_days))
    return min(found, key=lambda one: (one.cycle_days, one.season), default=None)


def standing(
    now: datetime,
    last: datetime | None,
    seasons: Sequence[Season],
    *,
    known_since: date,
    plans: Sequence[SitePlan] = (),
    alerts: Iterable[AlertSpan] = (),
    grace: timedelta = timedelta(hours=1),
    division_code: str = "",
) -> Standing:
    """How a site stands at a moment.

    Args:
        now: The moment, in the office's time zone.
        last: When it was patrolled last; None for never.
        seasons: Those of its kind (`desktop.domain.patrol_rule.seasons_of`).
        known_since: Day from which it is watched.
        plans: Its own cycles.
        alerts: Those that concern its kind, also ended ones.
        grace: So long after a due hour a patrol is not late yet.
        division_code: Of the village.

    Source:
        domain.md 7.4: before, during and after the season; several times a day in rain; before, during and
        after the rain.
    """
    by_season = _by_season(now, last, seasons, plans, known_since, division_code)
    by_alert = _by_alert(now, last, alerts, grace)
    if by_alert is None:
        return by_season
    if by_alert.state is DueState.DONE and by_season.state in (DueState.LATE, DueState.DUE):
        # an alert asks for more than the season: whoever has done its last hour has done the day
        return (
            by_alert if last is not None and last.astimezone(now.tzinfo).date() == now.date() else by_season
        )
    return by_alert


def _by_alert(
    now: datetime, last: datetime | None, alerts: Iterable[AlertSpan], grace: timedelta
) -> Standing | None:
    found: list[Standing] = []
    for alert in alerts:
        if alert.lasts(now):
            since = alert.since if last is None or last < alert.since else last + alert.every
            found.append(_hourly(now, since, DueReason.ALERT, alert.key, grace))
            continue
        if alert.until is None or not alert.until <= now < alert.until + alert.after:
            continue
        if last is None or last < alert.until:
            # the whole span is there for it: it is due at once, and late only with its last hour
            state = DueState.LATE if now >= alert.until + alert.after - grace else DueState.DUE
            day = alert.until.astimezone(now.tzinfo).date()
            found.append(Standing(state, DueReason.AFTER_ALERT, alert.key, day, alert.until))
    order = (DueState.LATE, DueState.DUE, DueState.DONE)
    return min(found, key=lambda one: (order.index(one.state), one.due_at or now), default=None)


def _hourly(now: datetime, at: datetime, reason: DueReason, key: str, grace: timedelta) -> Standing:
    if now < at:
        state = DueState.DONE
    else:
        state = DueState.DUE if now < at + grace else DueState.LATE
    return Standing(state, reason, key, at.astimezone(now.tzinfo).date(), at)


def _by_season(
    now: datetime,
    last: datetime | None,
    seasons: Sequence[Season],
    plans: Sequence[SitePlan],
    known_since: date,
    division_code: str,
) -> Standing:
    today = now.date()
    present = demand_on(today, seasons, plans, division_code)
    if present is None:
        starts = [day for each in seasons if (day := season_starts(each, today, division_code)) is not None]
        return Standing(DueState.RESTING, None, "", min(starts, default=None))
    done = last.astimezone(now.tzinfo).date() if last is not None else None
    first = max(known_since, done + timedelta(days=1) if done else known_since, today - timedelta(_LOOK_BACK))
    # what was missed in an earlier season is over: only the unbroken run of days up to today counts
    begin = today
    while begin > first and demand_on(begin - timedelta(days=1), seasons, plans, division_code) is not None:
        begin -= timedelta(days=1)
    day, wanted = _next_due(max(begin, first), done, seasons, plans, division_code)
    if day is None or day > today:
        state = DueState.DONE
    else:
        state = DueState.DUE if day == today else DueState.LATE
    reason = DueReason.PLAN if wanted.is_plan else DueReason.SEASON
    return Standing(state, reason, wanted.season, day, None, wanted.cycle_days)


def _next_due(
    begin: date,
    done: date | None,
    seasons: Sequence[Season],
    plans: Sequence[SitePlan],
    division_code: str,
) -> tuple[date | None, Demand]:
    """The first day from ``begin`` on that lies a cycle after the last patrol, with what asks for it.

    No day where the season ends before.
    """
    day = begin
    wanted = demand_on(day, seasons, plans, division_code)
    known = wanted or Demand("", 1)
    while wanted is not None and done is not None and (day - done).days < wanted.cycle_days:
        known = wanted
        day += timedelta(days=1)
        wanted = demand_on(day, seasons, plans, division_code)
    return (day if wanted is not None else None), wanted or known
