"""Asks before a person is erased by law: the name typed out, and a reason."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form
from ui.widgets.passing import mark_passing

_NO_REASON = "SYN-232"


class ErasureDialog(QDialog):
    """What can't be taken back is confirmed by typing the name."""

    submitted = Signal(str, str)  # the name as typed, the reason

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self.tr("依法删除：{name}").format(name=name)
        self.setWindowTitle(title)
        self.name, self.reason = QLineEdit(), QLineEdit()
        for line in (self.name, self.reason):
            mark_passing(line)  # what can't be taken back is begun anew
        self.form = Form()
        self.form.add_field(
            "reason",
            self.tr("理由"),
            self.reason,
            required=True,
            hint=self.tr("如“本人书面申请”；不要写姓名"),
        )
        self.form.add_field("name", self.tr("输入姓名确认"), self.name, required=True)
        cancel = button(self.tr("取消"))
        self.erase = button(self.tr("永久删除"), "danger")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(title, "heading", wrap=True))
        layout.addWidget(
            label(
                self.tr(
                    "依据《个人信息保护法》第四十七条。档案、变更历史、草稿都会删除，县里和本村每台电脑都一样，"
                    "不能撤销。本人反映的事项留着，姓名和电话从中删去。已发布的公示和账目按规定保留。"
                ),
                wrap=True,
            )
        )
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.erase))
        cancel.clicked.connect(self.reject)
        self.erase.clicked.connect(self._submit)
        self.resize(self.fontMetrics().height() * 28, self.sizeHint().height())
        self.reason.setFocus()

    def _submit(self) -> None:
        self.form.clear_problems()
        self.erase.setEnabled(False)
        self.submitted.emit(self.name.text(), self.reason.text())

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say why nothing was erased; the dialog stays open."""
        self.erase.setEnabled(True)
        for problem in problems:
            field = "reason" if problem.code == _NO_REASON else "name"
            self.form[field].show_problem(messages.brief(problem))
