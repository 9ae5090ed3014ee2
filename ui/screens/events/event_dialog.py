"""The form of a new or changed task."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.due_day import read_due_day
from desktop.domain.event_state import Urgency
from desktop.domain.problem import Problem
from desktop.services.events import EventDetail, NewEvent, Target
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.jobs import JobRunner
from ui.screens.events.target_picker import Found, TargetPicker
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot
from ui.widgets.form import Form

_FULL_DATE = len("2026-01-01")


def _options(table: str) -> tuple[CodeOption, ...]:
    return tuple(CodeOption(entry.code, word(entry.label)) for entry in code_table(table).entries)


class EventDialog(GrowingDialog):
    """Only the title is needed; the due day is read in any notation a clerk uses."""

    submitted = Signal(object)  # NewEvent

    def __init__(
        self,
        users: Sequence[tuple[str, str]],
        find: Callable[[str], Sequence[Found]],
        runner: JobRunner,
        parent: QWidget,
        today: date,
        *,
        existing: EventDetail | None = None,
        targets: Sequence[tuple[Target, str]] = (),
    ) -> None:
        super().__init__(parent)
        self._today = today
        self.setWindowTitle(self.tr("修改任务") if existing else self.tr("新任务"))
        self.form = Form()
        self.title_edit = QLineEdit()
        self.kind = CodeCombo(
            (CodeOption("task", self.tr("交办的任务")), CodeOption("event", self.tr("群众反映的事")))
        )
        self.category = CodeCombo(_options("event_category"))
        self.due_on = QLineEdit()
        self.due_on.setPlaceholderText(self.tr("如 10月20日、明天、月底，可不填"))
        self.handler = CodeCombo(tuple(CodeOption(user_id, name) for user_id, name in users))
        self.urgency = CodeCombo(_options("event_urgency"))
        self.source = CodeCombo(_options("event_source"))
        self.place = QLineEdit()
        self.reporter = QLineEdit()
        self.reporter_phone = QLineEdit()
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().height() * 4)
        self.picker = TargetPicker(find, runner)
        add = self.form.add_field
        add("title", self.tr("标题"), self.title_edit, required=True)
        add("kind", self.tr("种类"), self.kind)
        add("due_on", self.tr("期限"), self.due_on)
        add("handler", self.tr("办理人"), self.handler)
        add("category", self.tr("类别"), self.category)
        add("targets", self.tr("有关的人和户"), self.picker, takes_enter=True)
        add("text", self.tr("内容"), self.text)
        add("urgency", self.tr("紧急程度"), self.urgency)
        add("source", self.tr("来源"), self.source)
        add("place", self.tr("地点"), self.place)
        add("reporter", self.tr("反映人"), self.reporter)
        add("reporter_phone", self.tr("反映人电话"), self.reporter_phone)
        self.kind.set_code("task")
        self.urgency.set_code(Urgency.NORMAL.value)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        host = QWidget()
        inside = QVBoxLayout(host)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addWidget(self.form)
        inside.addStretch()
        scroll.setWidget(host)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        height = self.fontMetrics().height()
        self.resize(height * 32, height * 26)
        self._show(existing, targets)
        self.title_edit.setFocus()

    def _show(self, existing: EventDetail | None, targets: Sequence[tuple[Target, str]]) -> None:
        self.picker.set_targets(targets)
        if existing is None:
            return
        event = existing.event
        self.title_edit.setText(event.title)
        self.kind.set_code(event.kind)
        self.category.set_code(event.category)
        self.due_on.setText(event.due_on)
        self.handler.set_code(event.handler_id)
        self.urgency.set_code(event.urgency)
        self.place.setText(existing.place)
        self.reporter.setText(existing.reporter)
        self.reporter_phone.setText(existing.reporter_phone)
        self.text.setPlainText(existing.text)

    def _submit(self) -> None:
        self.form.clear_problems()
        due_on = ""
        if self.due_on.text().strip():
            reading = read_due_day(self.due_on.text(), self._today)
            if reading.value is None or len(reading.value) < _FULL_DATE:
                problem = reading.problems[0] if reading.problems else Problem("EVT-012")
                self.form["due_on"].show_problem(
                    messages.join((messages.reason(problem), messages.advice(Problem("EVT-012"))))
                )
                self.form.focus_first_problem()
                return
            due_on = reading.value
        self.submitted.emit(
            NewEvent(
                title=self.title_edit.text(),
                kind=self.kind.code() or "task",
                text=self.text.toPlainText().strip(),
                category=self.category.code(),
                source=self.source.code(),
                urgency=Urgency(self.urgency.code() or Urgency.NORMAL.value),
                place=self.place.text().strip(),
                reporter=self.reporter.text().strip(),
                reporter_phone=self.reporter_phone.text().strip(),
                due_on=due_on,
                handler_id=self.handler.code(),
                targets=self.picker.targets(),
            )
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept the form from being saved; it stays open."""
        for problem in problems:
            key = problem.place.field if problem.place else ""
            if key in self.form:
                self.form[key].show_problem(messages.brief(problem))
        self.form.focus_first_problem()
