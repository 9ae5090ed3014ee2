"""Asks under which name a list is kept."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form


class SaveViewDialog(QDialog):
    """A name, and whether everybody in the office sees the view."""

    submitted = Signal(str, bool)  # name, for all

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("保存视图"))
        self.name = QLineEdit()
        self.for_all = QCheckBox(self.tr("办公室的人都能用"))
        self.form = Form()
        self.form.add_field("name", self.tr("名称"), self.name, required=True)
        self.form.add_field("for_all", "", self.for_all)
        cancel = button(self.tr("取消"))
        self.save = button(self.tr("保存"), "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        text = self.tr("筛选条件、列、列宽和顺序一起保存；同名的会被替换。")
        layout.addWidget(label(text, "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        cancel.clicked.connect(self.reject)
        self.save.clicked.connect(self._submit)
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 24, self.sizeHint().height())
        self.name.setFocus()

    def _submit(self) -> None:
        self.form.clear_problems()
        self.submitted.emit(self.name.text(), self.for_all.isChecked())

    def show_problem(self, problem: Problem) -> None:
        """Say why the name can't be used; the dialog stays open."""
        self.form["name"].show_problem(messages.brief(problem))
        self.name.setFocus()
