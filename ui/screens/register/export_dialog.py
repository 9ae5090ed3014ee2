"""Asks what a list leaves the office for."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form


@dataclass(frozen=True, slots=True)
class ExportWish:
    """Why the list leaves, and whether covered values go along in full."""

    purpose: str
    reveal: bool


class ExportDialog(QDialog):
    """The purpose is kept in the access log with who, when, and which columns."""

    submitted = Signal(object)  # ExportWish

    def __init__(self, number: str, sentence: str, parent: QWidget, *, may_reveal: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("导出名册"))
        self.purpose = QComboBox()
        self.purpose.setEditable(True)
        self.purpose.addItems(
            [
                "",
                self.tr("上报乡镇"),
                self.tr("入户核实"),
                self.tr("会议使用"),
                self.tr("村务公开"),
                self.tr("本村留存"),
            ]
        )
        self.reveal = QCheckBox(self.tr("身份证号等按全文导出（默认遮住）"))
        self.reveal.setEnabled(may_reveal)
        self.warning = label(
            self.tr("全文名册含个人敏感信息：只交给用它办事的人，用完即删，不发微信群。"), wrap=True
        )
        self.warning.setProperty("tone", "soon")
        self.warning.hide()
        self.form = Form()
        self.form.add_field("purpose", self.tr("用途"), self.purpose, required=True)
        self.form.add_field("reveal", "", self.reveal)
        cancel = button(self.tr("取消"))
        self.go_on = button(self.tr("选择文件…"), "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(self.tr("导出 {number}").format(number=number), "strong"))
        layout.addWidget(label(sentence, "muted", wrap=True))
        note = self.tr("列和顺序与屏幕上一样。用途、时间和经办人会记入日志。")
        layout.addWidget(label(note, "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(self.warning)
        layout.addLayout(foot(cancel, self.go_on))
        cancel.clicked.connect(self.reject)
        self.go_on.clicked.connect(self._submit)
        self.form.finished.connect(self._submit)
        self.reveal.toggled.connect(self.warning.setVisible)
        self.resize(self.fontMetrics().height() * 28, self.sizeHint().height())
        self.purpose.setFocus()

    def _submit(self) -> None:
        purpose = self.purpose.currentText().strip()
        if not purpose:
            problem = Problem("REG-040")
            self.form["purpose"].show_problem(messages.brief(problem))
            self.purpose.setFocus()
            return
        self.submitted.emit(ExportWish(purpose, self.reveal.isChecked()))
        self.accept()
