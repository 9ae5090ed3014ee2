"""Households with the minimum living allowance (低保公示)."""

from datetime import date, timedelta

from db.queries import finance as queries
from db.queries.finance import GrantRow
from desktop.domain.accounts import Right
from desktop.domain.household_numbering import group_number
from desktop.domain.period import Period
from desktop.reports.data import AllowanceHousehold, AllowanceList, AllowanceState
from desktop.services.disclosure.compiling.common import Common
from desktop.services.finance import MINIMUM_ALLOWANCE

_ALLOWANCE_STATES = {
    "new": AllowanceState.NEW,
    "continued": AllowanceState.CONTINUED,
    "changed": AllowanceState.CHANGED,
}


def _allowance_state(grant: GrantRow, period: Period) -> AllowanceState | None:
    """What a notice over a period calls a grant; None when another one took its place before.

    A grant is new, changed or stopped in the period in which that happens only; before and after
    it is an ordinary one.
    """
    first, last = period.first.isoformat()[:7], period.last.isoformat()[:7]
    if grant.to_month is not None and grant.to_month < last and grant.change_kind == "stopped":
        return AllowanceState.STOPPED
    if grant.to_month is not None and grant.to_month < first:
        return None
    if grant.change_kind == "stopped" or grant.from_month < first:
        return AllowanceState.CONTINUED
    return _ALLOWANCE_STATES[grant.change_kind]


def compile_allowances(common: Common) -> AllowanceList:
    """The households of the period, each as it stands at its end.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_AID)
    with common.office.store.reading() as connection:
        grants = queries.list_grants(
            connection,
            MINIMUM_ALLOWANCE,
            # one that ended with the month before is reported as stopped in this period
            (common.period.first - timedelta(days=1)).isoformat(),
            common.period.last.isoformat(),
        )
    states = {grant.id: _allowance_state(grant, common.period) for grant in grants}
    # a change takes the place of the grant it changes
    latest = {
        grant.household_id: grant.id
        for grant in sorted(grants, key=lambda grant: grant.from_month)
        if states[grant.id] is not None
    }
    shown = [grant for grant in grants if latest.get(grant.household_id) == grant.id]
    return AllowanceList(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication(
            common.days("aid.notice.days", common.settings.notice_days), objections=True
        ),
        households=tuple(
            AllowanceHousehold(
                head=grant.head,
                group=grant.group,
                people=grant.people_count,
                state=state,
                monthly_cents=grant.monthly_cents,
                since=date.fromisoformat(f"{grant.from_month}-01"),
                hamlet=grant.hamlet,
                origin=f"aid_grant/{grant.id} person/{grant.head_person_id}",
            )
            for grant in sorted(shown, key=lambda grant: group_number(grant.group))
            if (state := states[grant.id]) is not None
        ),
        civil_affairs_phone=common.settings.civil_affairs_phone,
    )
