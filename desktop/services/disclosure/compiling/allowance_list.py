"""Households with the minimum living allowance (低保公示)."""

from datetime import date

from desktop.domain.aid_kind import list_aid_kinds
from desktop.reports.data import AllowanceHousehold, AllowanceList
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.grants_told import grants_told
from desktop.services.finance import MINIMUM_ALLOWANCE


def compile_allowances(common: Common) -> AllowanceList:
    """The households of the period, each as it stands at its end.

    Raises:
        ProblemError: SYS-403.
    """
    told = grants_told(common, (kind for kind in list_aid_kinds() if kind.code == MINIMUM_ALLOWANCE))
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
            for grant, state in told
        ),
        civil_affairs_phone=common.settings.civil_affairs_phone,
    )
