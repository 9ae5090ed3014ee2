"""Asks what becomes of a PC that is used no more."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine


class RetireDialog(GrowingDialog):
    """Destroying the register here takes the village's name, typed."""

    submitted = Signal(bool)  # whether the keys are to be destroyed

    def __init__(self, village: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("这台电脑不再使用"))
        self._village = village
        self.keep = QRadioButton(self.tr("保留本机档案，只是不再和县里交换"))
        self.make_unreadable = QRadioButton(self.tr("销毁本机档案的钥匙：这里的档案和备份以后谁也打不开"))
        self.keep.setChecked(True)
        self.form = Form()
        self.name = QLineEdit()
        self.form.add_field("name", self.tr("请输入村名“{name}”").format(name=village), self.name)
        self.form.hide()
        self.state = ProblemLine()
        cancel = button(self.tr("取消"), "primary")
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("停用这台电脑"), "danger")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        text = self.tr(
            "先和县里同步最后一次，再告诉县里停用这台电脑。停用以后要再和县里交换，须向县里要新的接入单。"
        )
        layout.addWidget(label(text, wrap=True))
        for part in (self.keep, self.make_unreadable, self.form, self.state):
            layout.addWidget(part)
        layout.addLayout(foot(self.save, cancel))
        self.make_unreadable.toggled.connect(self._on_destroy)
        self.resize(self.fontMetrics().height() * 30, self.sizeHint().height())
        cancel.setFocus()

    def _on_destroy(self, chosen: bool) -> None:
        self.form.setVisible(chosen)
        if chosen:
            self.name.setFocus()

    def _submit(self) -> None:
        self.form.clear_problems()
        destroys = self.make_unreadable.isChecked()
        if destroys and self.name.text().strip() != self._village:
            self.form["name"].show_problem(self.tr("和村名不一样，没有停用。"))
            self.form.focus_first_problem()
            return
        self.submitted.emit(destroys)

    def show_busy(self, *, busy: bool) -> None:
        """Say that the county is being told."""
        self.save.setEnabled(not busy)
        self.state.show_text(self.tr("正在同步最后一次…") if busy else "", "")

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong; the dialog stays open."""
        self.show_busy(busy=False)
        self.state.show_text(messages.join(messages.brief(problem) for problem in problems), "error")
