"""Asks for a day and at most one line more, as a death, a move-out or a look back needs it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.problem import Problem
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form


class LifeDialog(QDialog):
    """One day, in any notation a clerk uses, and one optional line."""

    submitted = Signal(str, str)  # partial ISO date, the further line

    def __init__(
        self,
        title: str,
        explanation: str,
        yes: str,
        parent: QWidget,
        *,
        today: str,
        day_word: str,
        further: str = "",
        hint: str = "",
        danger: bool = False,
    ) -> None:
        """Make the dialog.

        Args:
            title: What is registered, and of whom.
            explanation: What it changes.
            yes: Words of the button.
            parent: Qt's owner.
            today: ISO date that shows how to write it.
            day_word: Name of the day.
            further: Name of the further line; empty for none.
            hint: How to write the day, where a month alone is not enough.
            danger: Whether the button is a warning one.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.day = QLineEdit()
        self.day.setPlaceholderText(today)
        self.further = QLineEdit()
        self.form = Form()
        hint = hint or self.tr("只知道年月就填年月，如 2026-10")
        self.form.add_field("day", day_word, self.day, required=True, hint=hint)
        if further:
            self.form.add_field("further", further, self.further)
        cancel = button(self.tr("取消"))
        self.save = button(yes, "danger" if danger else "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(title, "heading", wrap=True))
        layout.addWidget(label(explanation, wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._submit)
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 28, self.sizeHint().height())
        self.day.setFocus()

    def _submit(self) -> None:
        self.form.clear_problems()
        reading = read_date(self.day.text())
        if reading.value is None:
            problem = reading.problems[0] if reading.problems else Problem("REG-016")
            self.show_problem(problem)
            return
        self.save.setEnabled(False)
        self.submitted.emit(reading.value, self.further.text().strip())

    def show_problem(self, problem: Problem) -> None:
        """Say at the day why it can't be registered; the dialog stays open."""
        self.save.setEnabled(True)
        self.form["day"].show_problem(messages.brief(problem))
        self.day.setFocus()
