"""What a notice over a period says of grants of aid: each recipient once, as it stands at the end."""

from collections.abc import Iterable
from datetime import timedelta

from db.queries import finance as queries
from db.queries.finance import GrantRow
from desktop.domain.accounts import Right
from desktop.domain.aid_kind import AidKind
from desktop.domain.household_numbering import group_number
from desktop.domain.period import Period
from desktop.reports.data import AllowanceState
from desktop.services.disclosure.compiling.common import Common

_STATES = {
    "new": AllowanceState.NEW,
    "continued": AllowanceState.CONTINUED,
    "changed": AllowanceState.CHANGED,
}


def grants_told(common: Common, kinds: Iterable[AidKind]) -> tuple[tuple[GrantRow, AllowanceState], ...]:
    """The grants of some kinds that a notice tells, by group and name, each with what it is called.

    A change takes the place of the grant it changes; what is paid once is told by itself.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_AID)
    known = {kind.code: kind for kind in kinds}
    with common.office.store.reading() as connection:
        grants = queries.list_grants(
            connection,
            known,
            # one that ended with the month before is reported as stopped in this period
            (common.period.first - timedelta(days=1)).isoformat(),
            common.period.last.isoformat(),
        )
    states = {grant.id: _state(grant, common.period) for grant in grants}
    latest: dict[tuple[str, str], str] = {}
    for grant in sorted(grants, key=lambda grant: grant.from_month):
        if states[grant.id] is not None:
            latest[_recipient(grant, known[grant.aid_kind])] = grant.id
    return tuple(
        (grant, state)
        for grant in sorted(grants, key=lambda grant: group_number(grant.group))
        if (state := states[grant.id]) is not None
        and latest[_recipient(grant, known[grant.aid_kind])] == grant.id
    )


def _recipient(grant: GrantRow, kind: AidKind) -> tuple[str, str]:
    if kind.is_once:
        return grant.aid_kind, grant.id
    return grant.aid_kind, grant.head_person_id if kind.is_personal else grant.household_id


def _state(grant: GrantRow, period: Period) -> AllowanceState | None:
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
    return _STATES[grant.change_kind]
