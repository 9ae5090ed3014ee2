"""What the service point asks for today (今日), and each agent's list of the day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.accounts import Right
from desktop.domain.service_case import TO_DELIVER, CaseState
from desktop.services.agency.agents import list_agents, who_does
from desktop.services.agency.bookings import Booking, BookingState, list_bookings
from desktop.services.agency.cases import Case, due_soon_days, list_cases
from desktop.services.agency.papers import HeldOriginal, list_originals
from desktop.services.agency.register_changes import list_unregistered
from desktop.services.office import Office


class AgencyReminder(StrEnum):
    """Something of the service point that waits for somebody."""

    LATE = "late"
    BOOKINGS = "bookings"
    MEETINGS = "meetings"
    SENT_BACK = "sent_back"
    SOON = "soon"
    DELIVER = "deliver"
    ORIGINALS = "originals"
    UNREGISTERED = "unregistered"


@dataclass(frozen=True, slots=True)
class AgencyReminderCount:
    """How many wait; ``is_late`` where a day has passed."""

    kind: AgencyReminder
    count: int
    is_late: bool


@dataclass(frozen=True, slots=True)
class DayList:
    """What one agent, or everybody, has to do today.

    ``stands_in_for`` names the agents whose items he does as well today.
    """

    agent_id: str
    agent: str
    cases: tuple[Case, ...]
    meetings: tuple[Booking, ...]
    originals: tuple[HeldOriginal, ...]
    stands_in_for: tuple[str, ...]


def list_reminders(office: Office) -> tuple[AgencyReminderCount, ...]:
    """What waits, the most urgent first; nothing that nobody has to do.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_SERVICES)
    cases = list_cases(office)
    bookings = list_bookings(office)
    unregistered = list_unregistered(office)
    today = office.today().isoformat()
    new = [each for each in bookings if each.state is BookingState.NEW]
    counts = {
        AgencyReminder.LATE: (sum(case.is_late for case in cases), True),
        AgencyReminder.BOOKINGS: (len(new), any(each.is_late for each in new)),
        AgencyReminder.MEETINGS: (
            sum(each.state is BookingState.AGREED and each.row.met_on <= today for each in bookings),
            False,
        ),
        AgencyReminder.SENT_BACK: (sum(case.state is CaseState.RETURNED for case in cases), False),
        AgencyReminder.SOON: (sum(is_soon(office, case) for case in cases), False),
        AgencyReminder.DELIVER: (sum(case.state in TO_DELIVER for case in cases), False),
        AgencyReminder.ORIGINALS: (sum(each.is_overdue for each in list_originals(office)), True),
        AgencyReminder.UNREGISTERED: (len(unregistered), any(each.is_late for each in unregistered)),
    }
    return tuple(AgencyReminderCount(kind, count, late) for kind, (count, late) in counts.items() if count)


def is_soon(office: Office, case: Case) -> bool:
    """Whether a case is due soon and not late."""
    return case.days_left is not None and 0 <= case.days_left <= due_soon_days(office)


def read_day_list(office: Office, agent_id: str = "") -> DayList:
    """What an agent has to do today; of nobody in particular, what everybody has.

    Cases of an agent who is not at work and named a stand-in are on the stand-in's list. A meeting is on the
    list of everybody who does its item, of all where nobody does.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_SERVICES)
    agents = {each.row.id: each for each in list_agents(office)}
    covered = [
        each.row.id
        for each in agents.values()
        if agent_id and each.row.stand_in_id == agent_id and not each.is_at_work
    ]
    whose = {agent_id, *covered}

    def concerns(case: Case) -> bool:
        return not agent_id or case.row.agent_id in whose

    def meets(booking: Booking) -> bool:
        able = who_does(
            [each.row for each in agents.values()],
            booking.row.item,
            date.fromisoformat(booking.row.met_on),
            covered,
        )
        return not agent_id or not able or bool(able & whose)

    today = office.today().isoformat()
    return DayList(
        agent_id,
        agents[agent_id].row.name if agent_id in agents else "",
        tuple(case for case in list_cases(office) if concerns(case) and _is_for_today(office, case)),
        tuple(
            each
            for each in list_bookings(office)
            if each.state is BookingState.AGREED and each.row.met_on <= today and meets(each)
        ),
        tuple(each for each in list_originals(office) if each.is_overdue and concerns(each.case)),
        tuple(agents[each].row.name for each in covered),
    )


def _is_for_today(office: Office, case: Case) -> bool:
    """Late, due soon, to be delivered, or in the village's own hands: not what only an office can move on."""
    mine = (CaseState.ASKED, CaseState.COLLECTING, CaseState.RETURNED, *TO_DELIVER)
    return case.is_late or is_soon(office, case) or case.state in mine
