"""Choosing the paper of one draft."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QVBoxLayout, QWidget

from desktop.services.disclosure.papers import PaperChoice
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form


class PaperDialog(GrowingDialog):
    """Sheet, way up, large print and red paper of one notice."""

    submitted = Signal(object)  # a PaperChoice

    def __init__(self, choice: PaperChoice, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("纸张"))
        self.paper, self.turn = QComboBox(), QComboBox()
        for text, value in ((self.tr("照版式"), ""), ("A4", "A4"), ("A3", "A3")):
            self.paper.addItem(text, value)
        for text, value in (
            (self.tr("照版式"), ""),
            (self.tr("竖放"), "upright"),
            (self.tr("横放"), "across"),
        ):
            self.turn.addItem(text, value)
        self.large = QCheckBox(self.tr("大字（表格 16 磅，纸大一号）"))
        self.red = QCheckBox(self.tr("印在红纸上（只用黑色，线条加粗）"))
        self.paper.setCurrentIndex(self.paper.findData(choice.paper))
        self.turn.setCurrentIndex(self.turn.findData(choice.turn))
        self.large.setChecked(choice.large)
        self.red.setChecked(choice.red)
        self.form = Form()
        self.form.add_field("paper", self.tr("纸张"), self.paper)
        self.form.add_field("turn", self.tr("方向"), self.turn)
        self.form.add_field("large", self.tr("字号"), self.large)
        self.form.add_field("red", self.tr("红纸"), self.red)
        self.yes = button(self.tr("换纸"), "primary")
        no = button(self.tr("取消"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.form)
        layout.addWidget(label(self.tr("只换这一份的纸，内容不变；送审以后不能再换。"), "small", wrap=True))
        layout.addLayout(foot(no, self.yes))
        self.yes.clicked.connect(self._submit)
        self.form.finished.connect(self._submit)
        no.clicked.connect(self.reject)
        self.resize(self.fontMetrics().height() * 24, self.sizeHint().height())

    def _submit(self) -> None:
        self.submitted.emit(
            PaperChoice(
                str(self.paper.currentData()),
                str(self.turn.currentData()),
                self.large.isChecked(),
                self.red.isChecked(),
            )
        )
        self.accept()
