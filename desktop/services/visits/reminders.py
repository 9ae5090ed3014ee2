"""What visits ask for today (今日): who is due, warnings in force, facts to confirm, lists to enter."""

from dataclasses import dataclass

from db.queries import visits as queries
from desktop.domain.accounts import Right
from desktop.domain.visit_class import GENERAL, class_rules
from desktop.domain.visit_cycle import DueState
from desktop.services.office import Office
from desktop.services.visits.objects import VisitObject, alarms, read_objects
from desktop.services.visits.patches import OPEN


@dataclass(frozen=True, slots=True)
class VisitsToday:
    """Counts of what waits.

    Attributes:
        late: Due day passed; households without a special reason are left to their own list.
        today: Due today.
        next: The most urgent ones, by class and due day.
        patches: Facts to be confirmed; 0 for who may not.
        lists: Walk lists that are not closed.
        alarms: Warnings that ask for daily visits, in words.
    """

    late: int
    today: int
    next: tuple[VisitObject, ...]
    patches: int
    lists: int
    alarms: tuple[str, ...]

    @property
    def is_any(self) -> bool:
        """Whether anything waits."""
        return bool(self.late or self.today or self.patches or self.lists or self.alarms)


def read_visits_today(office: Office) -> VisitsToday:
    """What waits.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_VISITS)
    warned = alarms(office)
    order = list(class_rules())
    with office.store.reading() as connection:
        objects = [
            one
            for one in read_objects(office, connection, warned)
            if one.visit_class != GENERAL and not one.is_away
        ]
        patches = len(queries.list_patches(connection, OPEN)) if office.may(Right.EDIT_REGISTER) else 0
        lists = sum(not row.closed_on for row in queries.list_walk_lists(connection))
    waiting = [one for one in objects if one.next.state in (DueState.LATE, DueState.TODAY)]
    waiting.sort(key=lambda one: (order.index(one.visit_class), one.next.due_on))
    late = sum(one.next.state is DueState.LATE for one in waiting)
    return VisitsToday(
        late, len(waiting) - late, tuple(waiting), patches, lists, tuple(each.words for each in warned)
    )
