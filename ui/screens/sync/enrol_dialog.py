"""Asks for the county's address and the one-time code."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, label
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine

_ABOUT_THE_ADDRESS = frozenset({"SYN-160", "SYN-161", "SYN-162", "SYN-164", "SYN-165", "SYN-166"})


class EnrolDialog(GrowingDialog):
    """Makes this PC known to a county."""

    submitted = Signal(str, str)  # address, code

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("接入县平台"))
        self.form = Form()
        self.address = QLineEdit()
        self.code = QLineEdit()
        self.form.add_field(
            "address",
            self.tr("县平台地址"),
            self.address,
            required=True,
            hint=self.tr("县里给的，https:// 开头"),
        )
        self.form.add_field(
            "code", self.tr("接入码"), self.code, required=True, hint=self.tr("县里发的，只能用一次")
        )
        self.state = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("接入"), "primary")
        self.save.clicked.connect(self._submit)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(cancel)
        foot.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        text = self.tr(
            "接入以后，档案会自动和县里交换。哪些内容上传，由县里的规定决定；不上传的一直只在本机。"
        )
        layout.addWidget(label(text, wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(self.state)
        layout.addLayout(foot)
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 28, self.sizeHint().height())
        self.address.setFocus()

    def _submit(self) -> None:
        if not self.save.isEnabled():
            return
        self.form.clear_problems()
        for field, asked in (
            (self.form["address"], self.tr("请填写县平台地址。")),
            (self.form["code"], self.tr("请填写接入码。")),
        ):
            if isinstance(field.widget, QLineEdit) and not field.widget.text().strip():
                field.show_problem(asked)
        if not self.form.focus_first_problem():
            self.submitted.emit(self.address.text().strip(), self.code.text().strip())

    def show_busy(self, *, busy: bool) -> None:
        """Say that the county is being asked; leaving the dialog stays possible."""
        self.save.setEnabled(not busy)
        self.state.show_text(self.tr("正在联系县平台…") if busy else "", "")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is wrong; the dialog stays open."""
        self.show_busy(busy=False)
        for problem in problems:
            key = "address" if problem.code in _ABOUT_THE_ADDRESS else "code"
            self.form[key].show_problem(messages.brief(problem))
        self.form.focus_first_problem()
