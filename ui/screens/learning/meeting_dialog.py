"""Asks at which meeting that was held already an item was taught."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from ui.dialogs.growing import GrowingDialog
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form


class MeetingDialog(GrowingDialog):
    """Whoever is on its list as present counts as having studied the item."""

    submitted = Signal(str)  # meeting id

    def __init__(self, title: str, meetings: Sequence[tuple[str, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("记到开过的会"))
        self.meeting = CodeCombo(tuple(CodeOption(meeting, name) for meeting, name in meetings))
        self.form = Form()
        self.form.add_field(
            "meeting",
            self.tr("哪次会"),
            self.meeting,
            required=True,
            hint=self.tr("到会的人算学过，没到的列入要补课。会议还没登记的，先到“会议”里登记。"),
        )
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("记下"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(title, "strong", wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 28, self.sizeHint().height())
        self.meeting.setFocus()

    def _submit(self) -> None:
        self.meeting.take_typed()
        if not self.meeting.code():
            self.form["meeting"].show_problem(messages.brief(Problem("LRN-025")))
            return
        self.submitted.emit(self.meeting.code())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what kept it from being written down."""
        self.form["meeting"].show_problem(messages.brief(problems[0]))
