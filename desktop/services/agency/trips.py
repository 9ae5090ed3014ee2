"""Trips for a case, of the villager and of the agent: what the service spares people is counted by them."""

from desktop.domain.accounts import Right
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.agency.case_rows import insert_trip
from desktop.services.agency.cases import existing
from desktop.services.office import Office

_WHO = ("villager", "agent")


def add_trip(
    office: Office, case_id: str, who: str, went_on: str, destination: str = "", reason: str = ""
) -> str:
    """Write down a trip; without a destination it went to the service point. Returns its id.

    Args:
        office: The office at work.
        case_id: The case it was for.
        who: ``villager`` or ``agent``.
        went_on: ISO day.
        destination: Where to.
        reason: What for.

    Raises:
        ProblemError: SVC-010, SVC-041 the day is none or to come; SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    if who not in _WHO:
        raise ValueError(who)
    if not went_on or went_on > office.today().isoformat():
        raise ProblemError(Problem("SVC-041", place=Place(field="went_on")))
    with office.change("edit", "代办跑腿") as work:
        row = existing(work.connection, case_id)
        return insert_trip(work, row.id, who, went_on, destination, reason)


def remove_trip(office: Office, trip_id: str) -> None:
    """Take back a trip that was written down by mistake.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.EDIT_SERVICES)
    with office.change("edit", "删除代办跑腿") as work:
        work.delete("service_trip", trip_id)
