"""What duties ask of the office today (今日): meetings missing that nobody planned, and what to mend."""

from dataclasses import dataclass

from desktop.domain.accounts import Right
from desktop.domain.obligation import rule_value
from desktop.domain.rectification import OPEN, RectificationState
from desktop.services.obligations.calendar import ObligationLine, read_calendar
from desktop.services.obligations.rectification import Rectification, list_rectifications
from desktop.services.office import Office

REMIND_RULE = "obligation.remind.days"


@dataclass(frozen=True, slots=True)
class ObligationsToday:
    """What to be reminded of; nobody is compared with anybody.

    Attributes:
        missing: Meetings owed soon for which none is planned, by last day.
        mending: What came newly, was sent back, or is due soon.
    """

    missing: tuple[ObligationLine, ...]
    mending: tuple[Rectification, ...]


def read_reminders(office: Office) -> ObligationsToday:
    """What duties ask for today.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_DUTIES)
    today = office.today()
    days = rule_value(REMIND_RULE, today, office.vault.village.division_code)
    calendar = read_calendar(office, today)
    urgent = (RectificationState.NEW, RectificationState.RETURNED)
    return ObligationsToday(
        tuple(line for line in calendar.lines if line.is_open and line.plan is None and line.days <= days),
        tuple(
            each
            for each in list_rectifications(office)
            if each.state in OPEN and (each.is_soon or each.state in urgent)
        ),
    )
