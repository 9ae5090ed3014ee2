"""What the dialogs have in common in which facts of a notice are entered line by line."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.problem import Problem, ProblemError
from ui.dialogs.closed import unless_closed
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, label
from ui.widgets.form import Form

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_DAY, _MONTH = len("2026-01-01"), len("2026-01")


class EntryDialog(GrowingDialog):
    """A list above, a form for the next entry or the chosen one below; problems stand at their fields."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", parent: QWidget) -> None:
        super().__init__(parent)
        self._office, self._runner, self._shell = office, runner, shell
        self.forms: tuple[Form, ...] = ()
        self.add = button("", "primary")
        self.back = button(self.tr("不改了"))
        self.close_button = button(self.tr("关闭"))
        self.close_button.clicked.connect(self.accept)

    def lay_out(
        self, head: Sequence[QWidget], body: Sequence[QWidget], hint: str, actions: Sequence[QWidget]
    ) -> None:
        """Put the parts in place: the second of ``head`` and the first of ``body`` take what is left."""
        top = QHBoxLayout()
        top.setSpacing(12)
        for place, widget in enumerate(head):
            top.addWidget(widget, place == 1)
        foot = QHBoxLayout()
        foot.addWidget(label(hint, "small", wrap=True), 1)
        for widget in (*actions, self.back, self.add, self.close_button):
            foot.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        for place, widget in enumerate(body):
            layout.addWidget(widget, place == 0)
        layout.addLayout(foot)
        height = self.fontMetrics().height()
        self.resize(height * 48, height * 30)

    def read_day(self, edit: QLineEdit, form: Form, key: str) -> str:
        """The ISO day that was typed; empty when it is none, which is then said under the field."""
        reading = read_date(edit.text(), self._office.today())
        if reading.value is not None and len(reading.value) == _DAY:
            return reading.value
        problem = reading.problems[0] if reading.problems else Problem("DOC-140")
        told = messages.join((messages.reason(problem), messages.advice(Problem("DOC-140"))))
        form[key].show_problem(told)
        return ""

    def read_month(self, text: str) -> str:
        """A month such as ``2026-07`` from what was typed; what is none comes back as it stands."""
        reading = read_date(text, self._office.today(), allow_future=True)
        if reading.value is not None and len(reading.value) >= _MONTH:
            return reading.value[:_MONTH]
        return text.strip()

    def clear_problems(self) -> None:
        """Take every problem back."""
        for form in self.forms:
            form.clear_problems()

    def focus_first_problem(self) -> None:
        """Put the cursor where something is wrong."""
        for form in self.forms:
            if form.focus_first_problem():
                return

    def store(self, work: Callable[[], object], done: Callable[[], None]) -> None:
        """Write, then go on; what keeps it from being written is said at its field."""
        self._runner.write(
            lambda job: work(),
            unless_closed(self, lambda _result: done(), lambda _result: self._shell.records_changed()),
            unless_closed(self, self.show_failure, self._shell.show_error),
        )

    def show_failure(self, error: Exception) -> None:
        """Say why nothing was stored, under the field where there is one."""
        if not isinstance(error, ProblemError):
            self._shell.show_error(error)
            return
        for problem in error.problems:
            key = problem.place.field if problem.place else ""
            form = next((form for form in self.forms if key in form), None)
            if form is None:
                self._shell.show_problem(problem)
            else:
                form[key].show_problem(messages.brief(problem))
        self.focus_first_problem()
