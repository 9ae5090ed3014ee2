"""What has to be patrolled now (今天要巡): each site with how it stands, and the plans of its own."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from db.connection import Connection
from db.queries import patrols as queries
from db.queries.patrols import PatrolRow, PlanRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.list_text import list_text
from desktop.domain.local_moment import moment_text
from desktop.domain.patrol_due import DueReason, DueState, SitePlan, Standing, standing
from desktop.domain.patrol_rule import seasons_of
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.domain.rules import get_rule
from desktop.services.office import Office
from desktop.services.patrols.alerts import Alert, list_alerts
from desktop.services.patrols.sites import Site, list_sites

SEASONS = "patrol_season"
_ORDER = (DueState.LATE, DueState.DUE, DueState.DONE, DueState.RESTING)
_AFTER = timedelta(days=4)
"""No rule asks for a patrol longer after the end of an alert."""
_MOST_CYCLE = 366


@dataclass(frozen=True, slots=True)
class DueSite:
    """A watched site and how it stands.

    Attributes:
        site: The site.
        standing: Late, due, done or out of season, and until when.
        last: Its last patrol; None for never.
        alert: The alert that asks for the next patrol; None where a season does.
        patroller_ids: Who goes there by its plan; empty for whoever looks after it.
    """

    site: Site
    standing: Standing
    last: PatrolRow | None
    alert: Alert | None
    patroller_ids: tuple[str, ...]

    @property
    def reason(self) -> str:
        """What asks for the next patrol, in Chinese."""
        by = self.standing
        if self.alert is not None:
            after = (
                "解除后" if by.reason is DueReason.AFTER_ALERT else f"期间每 {self.alert.every_hours} 小时"
            )
            return f"{self.alert.words}{after}"
        if not by.reason:
            return "不在巡查季节"
        season = code_table(SEASONS).label(by.key)
        cycle = "每天一次" if by.cycle_days == 1 else f"每 {by.cycle_days} 天一次"
        return f"{season}{cycle}" + ("（本点另定）" if by.reason is DueReason.PLAN else "")


def list_due(office: Office) -> tuple[DueSite, ...]:
    """Every watched site, the late ones first, each part in the order in which one walks them.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    now = office.clock().astimezone()
    code = office.vault.village.division_code
    grace = timedelta(minutes=get_rule("patrol.alert.grace.minutes", now.date(), code).value)
    sites = list_sites(office)
    alerts = [
        alert
        for alert in list_alerts(office, moment_text(now - _AFTER))
        if alert.row.from_at <= office.now_text()
    ]
    with office.store.reading() as connection:
        last = queries.latest_patrols(connection, office.now_text())
        plans = _plans(connection)
    by_id = {alert.row.id: alert for alert in alerts}
    found = []
    for site in sites:
        mine = plans.get(site.row.id, ())
        spans = [alert.span() for alert in alerts if alert.concerns(site.row.kind)]
        patrol = last.get(site.row.id)
        stands = standing(
            now,
            datetime.fromisoformat(patrol.patrolled_at) if patrol else None,
            seasons_of(site.row.kind, now.date(), code),
            known_since=_known_since(site, now.date()),
            plans=[_plan(row) for row in mine],
            alerts=spans,
            grace=grace,
            division_code=code,
        )
        going = next(
            (
                row.patroller_ids
                for row in reversed(mine)
                if row.patroller_ids and _plan(row).first <= now.date() and _lasts(row, now.date())
            ),
            (),
        )
        found.append(DueSite(site, stands, patrol, by_id.get(stands.key), going))
    return tuple(sorted(found, key=lambda each: _ORDER.index(each.standing.state)))


def usual_patrollers(office: Office, site_ids: Sequence[str]) -> tuple[str, ...]:
    """Who goes to some sites: by the plan of one of them, or who went last to the latest patrolled.

    Raises:
        ProblemError: SYS-403.
    """
    chosen = [each for each in list_due(office) if each.site.row.id in site_ids]
    planned = next((each.patroller_ids for each in chosen if each.patroller_ids), ())
    if planned:
        return planned
    walked = [each.last for each in chosen if each.last is not None]
    if walked:
        return max(walked, key=lambda row: row.patrolled_at).patroller_ids
    return tuple(dict.fromkeys(each.site.row.monitor_id for each in chosen if each.site.row.monitor_id))


def _known_since(site: Site, today: date) -> date:
    """The day it was found; a site without one is due today and not late before it was ever patrolled."""
    return date.fromisoformat(site.row.found_on) if len(site.row.found_on) == len("2026-01-01") else today


def _plans(connection: Connection) -> dict[str, tuple[PlanRow, ...]]:
    found: dict[str, list[PlanRow]] = defaultdict(list)
    for row in queries.list_plans(connection):
        found[row.site_id].append(row)
    return {site: tuple(rows) for site, rows in found.items()}


def _plan(row: PlanRow) -> SitePlan:
    ends = date.fromisoformat(row.to_on) if row.to_on else None
    return SitePlan(row.season, row.cycle_days or _MOST_CYCLE, date.fromisoformat(row.from_on), ends)


def _lasts(row: PlanRow, on: date) -> bool:
    return not row.to_on or on <= date.fromisoformat(row.to_on)


def set_plan(
    office: Office, site_id: str, season: str, cycle_days: str, patroller_ids: Sequence[str] = ()
) -> None:
    """Give a site a cycle of its own in a season from today on; an empty one goes back to the rule's.

    Raises:
        ProblemError: PTL-023 no such season, PTL-024 no number of days, SYS-403.
    """
    office.require(Right.EDIT_PATROLS)
    typed = cycle_days.strip()
    problems = []
    if season not in code_table(SEASONS):
        problems.append(Problem("PTL-023", place=Place(field="season")))
    if typed and not (typed.isascii() and typed.isdecimal() and 0 < int(typed) <= _MOST_CYCLE):
        problems.append(Problem("PTL-024", {"value": typed}, Place(field="cycle_days")))
    if problems:
        raise ProblemError(tuple(problems))
    today = office.today()
    with office.change("edit", f"另定巡查次数：{code_table(SEASONS).label(season)}") as work:
        for row in _plans(work.connection).get(site_id, ()):
            if row.season != season or not _lasts(row, today):
                continue
            if row.from_on == today.isoformat():
                work.delete("patrol_plan", row.id)
            else:
                work.update("patrol_plan", row.id, {"to_on": (today - timedelta(days=1)).isoformat()})
        if typed:
            work.insert(
                "patrol_plan",
                {
                    "site_id": site_id,
                    "season": season,
                    "cycle_days": int(typed),
                    "patroller_ids": list_text(patroller_ids) or "[]",
                    "from_on": today.isoformat(),
                },
            )
