"""Asks for what a step needs: why, what came out, or who shall see to it."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.event_state import NEEDS_TEXT, Step
from desktop.domain.problem import Problem
from desktop.services.events import step_label
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot
from ui.widgets.form import Form


class StepDialog(GrowingDialog):
    """One step of one task."""

    submitted = Signal(object, str, str)  # Step, text, id of the user who shall see to it

    def __init__(self, step: Step, title: str, users: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._step = step
        self.setWindowTitle(self.tr("{step}：{title}").format(step=word(step_label(step)), title=title))
        self.form = Form()
        self.handler = CodeCombo(tuple(CodeOption(user_id, name) for user_id, name in users))
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(self.fontMetrics().height() * 5)
        if step is Step.ASSIGN:
            self.form.add_field("handler_id", self.tr("办理人"), self.handler, required=True)
        words = {
            Step.NOTE: self.tr("备注"),
            Step.SETTLE: self.tr("办理结果"),
            Step.FEED_BACK: self.tr("怎样反馈的"),
            Step.RATE: self.tr("评价"),
        }
        self.form.add_field("text", words.get(step, self.tr("说明")), self.text, required=step in NEEDS_TEXT)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(word(step_label(step)), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())
        (self.handler if step is Step.ASSIGN else self.text).setFocus()

    def _submit(self) -> None:
        self.form.clear_problems()
        self.submitted.emit(self._step, self.text.toPlainText().strip(), self.handler.code())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is missing; the dialog stays open."""
        for problem in problems:
            key = problem.place.field if problem.place else "text"
            field = self.form[key] if key in self.form else self.form["text"]
            field.show_problem(messages.brief(problem))
        self.form.focus_first_problem()
