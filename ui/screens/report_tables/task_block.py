"""A task from above inside its event's detail: what is asked, what was answered, the button to answer."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.problem import ProblemError
from desktop.services.task_orders.orders import TaskOrder, find_task
from ui.screens.report_tables.answer_dialog import open_answer
from ui.screens.report_tables.tasks_page import task_lines
from ui.widgets.dress import button, label, set_tone

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class TaskBlock(QWidget):
    """Reads the task of an event and shows it; stays empty where there is none."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", event_id: str) -> None:
        super().__init__()
        self._office, self._runner, self._shell = office, runner, shell
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self.answer = button(self.tr("答复上级交办…"), "primary", "edit")
        self.answer.hide()
        self.answer.clicked.connect(lambda: open_answer(office, runner, shell, self, event_id))
        self._layout.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignLeft)
        runner.read(lambda job: find_task(office, event_id), self._show, self._failed, owner=self)

    def _show(self, task: TaskOrder) -> None:
        self._layout.insertWidget(0, label(self.tr("上级交办"), "strong"))
        for place, each in enumerate((line for line in task_lines(task, with_content=False) if line.text), 1):
            shown = label(each.text, each.role, wrap=True)
            set_tone(shown, each.tone)
            self._layout.insertWidget(place, shown)
        self.answer.setVisible(task.is_open and self._office.may(Right.EDIT_EVENTS))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, ProblemError):  # a task that is gone leaves its event
            self._shell.show_error(error)


def make_task_block(office: "Office", runner: "JobRunner", shell: "Shell", event_id: str) -> TaskBlock:
    """The block of one event."""
    return TaskBlock(office, runner, shell, event_id)
