"""What is done by itself once a day, first at sign-in: pauses that have ended, tasks that rules make."""

from datetime import date

from desktop.domain.accounts import Right
from desktop.services.events.steps import resume_ended_pauses
from desktop.services.office import Office
from desktop.services.rule_tasks.making import make_rule_tasks


class DailyChores:
    """Remembers on which day they were done; a new day does them again."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._done_on: date | None = None

    def run_due(self) -> int:
        """Do what is due; returns how many events were changed or made."""
        today = self._office.today()
        if self._done_on == today or not self._office.may(Right.EDIT_EVENTS):
            return 0
        self._done_on = today
        made = make_rule_tasks(self._office)
        return resume_ended_pauses(self._office) + made.made + made.taken_back
