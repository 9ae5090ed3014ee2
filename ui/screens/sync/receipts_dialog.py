"""Asks for which days the county's receipts are wanted on paper."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form


class ReceiptsDialog(GrowingDialog):
    """From the first day to the last, both included."""

    submitted = Signal(object, object)  # date, date

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("打印上报回执"))
        self._today = today
        self.form = Form()
        self.first = QLineEdit(today.replace(month=1, day=1).isoformat())
        self.last = QLineEdit(today.isoformat())
        self.form.add_field("first", self.tr("从哪天"), self.first, required=True)
        self.form.add_field("last", self.tr("到哪天"), self.last, required=True)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("存为 PDF…"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        text = self.tr(
            "县里签收过的每一批都列出来：批次、县里收到的时间、改动条数、摘要，并当场核对县里的签名。打印会记入日志。"
        )
        layout.addWidget(label(text, wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())
        self.first.setFocus()
        self.first.selectAll()

    def _submit(self) -> None:
        self.form.clear_problems()
        first, last = self._day("first", self.first), self._day("last", self.last)
        if first is not None and last is not None and last < first:
            self.form["last"].show_problem(self.tr("这一天在“从哪天”之前。"))
        if not self.form.focus_first_problem():
            self.submitted.emit(first, last)

    def _day(self, key: str, line: QLineEdit) -> date | None:
        reading = read_date(line.text(), self._today, allow_future=True)
        if reading.value:
            return date.fromisoformat(reading.value)
        told = messages.join(messages.brief(problem) for problem in reading.problems)
        self.form[key].show_problem(told or self.tr("请填写日期。"))
        return None
