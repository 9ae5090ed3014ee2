"""A task from above inside its event's detail: what is asked, what was answered."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.problem import ProblemError
from desktop.services.task_orders.orders import TaskOrder, find_task
from ui.screens.report_tables.tasks_page import task_lines
from ui.widgets.dress import label, set_tone

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class TaskBlock(QWidget):
    """Reads the task of an event and shows it; stays empty where there is none."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", event_id: str) -> None:
        super().__init__()
        self._shell = shell
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        runner.read(lambda job: find_task(office, event_id), self._show, self._failed, owner=self)

    def _show(self, task: TaskOrder) -> None:
        self._layout.insertWidget(0, label(self.tr("上级交办"), "strong"))
        for place, each in enumerate((line for line in task_lines(task, with_content=False) if line.text), 1):
            shown = label(each.text, each.role, wrap=True)
            set_tone(shown, each.tone)
            self._layout.insertWidget(place, shown)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ProblemError):  # a task that is gone leaves its event
            self._shell.show_error(error)


def make_task_block(office: "Office", runner: "JobRunner", shell: "Shell", event_id: str) -> TaskBlock:
    """The block of one event."""
    return TaskBlock(office, runner, shell, event_id)
