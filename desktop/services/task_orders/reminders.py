"""What tasks from above ask for today (今日): sent back, late, due soon, new."""

from dataclasses import dataclass

from desktop.domain.task_order import TaskState
from desktop.services.office import Office
from desktop.services.task_orders.orders import TaskOrder, list_tasks


@dataclass(frozen=True, slots=True)
class TasksToday:
    """Tasks that wait for the village's answer; each stands in one list, the first that fits.

    Attributes:
        returned: Sent back.
        late: Past their limit.
        soon: Due within the days of the rule.
        open: The rest.
    """

    returned: tuple[TaskOrder, ...]
    late: tuple[TaskOrder, ...]
    soon: tuple[TaskOrder, ...]
    open: tuple[TaskOrder, ...]

    @property
    def is_any(self) -> bool:
        """Whether anything waits."""
        return bool(self.returned or self.late or self.soon or self.open)


def read_reminders(office: Office) -> TasksToday:
    """What waits, by limit.

    Raises:
        ProblemError: SYS-403.
    """
    waiting = [each for each in list_tasks(office) if each.is_open]
    returned = [each for each in waiting if each.state is TaskState.RETURNED]
    rest = [each for each in waiting if each.state is not TaskState.RETURNED]
    late = [each for each in rest if each.timing.is_late]
    soon = [each for each in rest if each.is_soon and not each.timing.is_late]
    other = [each for each in rest if not each.is_soon and not each.timing.is_late]
    return TasksToday(tuple(returned), tuple(late), tuple(soon), tuple(other))
