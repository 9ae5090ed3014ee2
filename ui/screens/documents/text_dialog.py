"""Asks for the reason or the place that a step of a notice needs."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.problem_line import ProblemLine


class TextDialog(GrowingDialog):
    """One line of text before a step; an empty one is refused in place."""

    submitted = Signal(str)

    def __init__(
        self, title: str, question: str, yes: str, parent: QWidget, *, text: str = "", danger: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.edit = QLineEdit(text)
        self.edit.setAccessibleName(question)
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.yes = button(yes, "danger" if danger else "primary")
        self.yes.clicked.connect(self._submit)
        self.edit.returnPressed.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(label(question, wrap=True))
        layout.addWidget(self.edit)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.yes))
        self.resize(self.fontMetrics().height() * 24, self.sizeHint().height())
        self.edit.setFocus()

    def _submit(self) -> None:
        if not self.edit.text().strip():
            self.problem.show_text(self.tr("请填写后再继续。"))
            return
        self.submitted.emit(self.edit.text().strip())
        self.accept()
