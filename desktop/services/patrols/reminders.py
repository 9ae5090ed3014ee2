"""What patrols ask for today (今日): sites to patrol, danger not reported, cards to print, alerts."""

from dataclasses import dataclass
from datetime import timedelta

from desktop.domain.accounts import Right
from desktop.domain.hazard_card import CardState
from desktop.domain.patrol_due import DueState
from desktop.services.office import Office
from desktop.services.patrols.alerts import Alert, alert_on
from desktop.services.patrols.cards import list_cards
from desktop.services.patrols.duty import list_due
from desktop.services.patrols.rounds import DANGER, PatrolFilter, list_patrols

_DAYS_BACK = 30


@dataclass(frozen=True, slots=True)
class PatrolsToday:
    """What waits.

    Attributes:
        late: Sites whose day or hour has passed.
        due: Sites that are due today or now.
        unreported: Patrols of the last weeks that found danger of which nobody was told by the record.
        cards: Households without a card, or with one that is out of date.
        unsigned: Cards that nobody has signed for.
        alerts: Alerts in force now.
    """

    late: int
    due: int
    unreported: int
    cards: int
    unsigned: int
    alerts: tuple[Alert, ...]

    @property
    def is_any(self) -> bool:
        """Whether anything waits."""
        return bool(self.late or self.due or self.unreported or self.cards or self.unsigned or self.alerts)


def read_patrols_today(office: Office) -> PatrolsToday:
    """What waits for somebody today.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PATROLS)
    today = office.today()
    states = [each.standing.state for each in list_due(office)]
    cards = [each.state for each in list_cards(office)]
    first = (today - timedelta(days=_DAYS_BACK)).isoformat()
    danger = list_patrols(office, PatrolFilter(first, today.isoformat(), result=DANGER))
    return PatrolsToday(
        states.count(DueState.LATE),
        states.count(DueState.DUE),
        sum(each.unreported for each in danger),
        cards.count(CardState.NONE) + cards.count(CardState.OUTDATED),
        cards.count(CardState.UNSIGNED),
        tuple(each for each in alert_on(office, today) if each.is_on),
    )
