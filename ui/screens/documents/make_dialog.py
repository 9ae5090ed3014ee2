"""What a new notice shall show: which one, over which period, dated when."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.problem import Problem
from desktop.services.disclosure.requests import NoticeRequest
from ui.dialogs.growing import GrowingDialog
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine

QUARTERS_OFFERED = 8


class MakeDialog(GrowingDialog):
    """A notice over a quarter, a month or any days; the sheet is made from what is on record."""

    submitted = Signal(object)  # NoticeRequest

    def __init__(self, kinds: Sequence[tuple[str, str]], today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("制作公开表"))
        self._today = today
        self._periods = {text: (first, last) for text, first, last in quarters(today)}
        self.form = Form()
        self.kind = CodeCombo(tuple(CodeOption(name, text) for name, text in kinds))
        self.period = CodeCombo(
            (*(CodeOption(text, text) for text in self._periods), CodeOption("days", self.tr("自定起止日期")))
        )
        self.first = QLineEdit()
        self.last = QLineEdit()
        self.issued_on = QLineEdit(today.isoformat())
        self.large = QCheckBox(self.tr("大字版（A3，给老年人看）"))
        self.form.add_field("template", self.tr("公开表"), self.kind, required=True)
        self.form.add_field("period", self.tr("期间"), self.period, required=True)
        self.form.add_field("first", self.tr("起"), self.first)
        self.form.add_field("last", self.tr("止"), self.last)
        self.form.add_field("issued_on", self.tr("落款日期"), self.issued_on, required=True)
        self.form.add_field("large", "", self.large)
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.make = button(self.tr("制作"), "primary")
        self.make.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(
            label(self.tr("内容从收支、会议、救助和民情档案里取，不用再录一遍。"), "muted", wrap=True)
        )
        layout.addWidget(self.form)
        layout.addWidget(self.problem)
        layout.addStretch()
        layout.addLayout(foot(cancel, self.make))
        self.form.finished.connect(self._submit)
        self.period.code_changed.connect(self._on_period)
        self.kind.set_code(kinds[0][0])
        self.period.set_code(next(iter(self._periods)))
        self._on_period(self.period.code())
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())

    def _on_period(self, key: str) -> None:
        chosen = self._periods.get(key)
        for edit in (self.first, self.last):
            edit.setReadOnly(chosen is not None)
        if chosen is not None:
            self.first.setText(chosen[0].isoformat())
            self.last.setText(chosen[1].isoformat())

    def _submit(self) -> None:
        self.form.clear_problems()
        self.problem.show_text("")
        days = {}
        for key, edit in (("first", self.first), ("last", self.last), ("issued_on", self.issued_on)):
            reading = read_date(edit.text(), self._today, allow_future=True)
            if reading.value is None or len(reading.value) < len("2026-01-01"):
                problem = reading.problems[0] if reading.problems else Problem("DOC-140")
                told = messages.join((messages.reason(problem), messages.advice(Problem("DOC-140"))))
                self.form[key].show_problem(told)
            else:
                days[key] = reading.value
        if len(days) < len(("first", "last", "issued_on")):
            self.form.focus_first_problem()
            return
        if days["last"] < days["first"]:
            self.form["last"].show_problem(messages.reason(Problem("DOC-141")))
            self.form.focus_first_problem()
            return
        self.submitted.emit(
            NoticeRequest(
                self.kind.code(), days["first"], days["last"], days["issued_on"], large=self.large.isChecked()
            )
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what keeps the notice from being made; the dialog stays open."""
        self.problem.show_text("\n".join(messages.sentence(problem) for problem in problems))


def quarters(today: date) -> tuple[tuple[str, date, date], ...]:
    """The latest quarters in words with first and last day; the present one comes last."""
    words = (
        QCoreApplication.translate("Quarter", "第一季度"),
        QCoreApplication.translate("Quarter", "第二季度"),
        QCoreApplication.translate("Quarter", "第三季度"),
        QCoreApplication.translate("Quarter", "第四季度"),
    )
    shape = QCoreApplication.translate("Quarter", "{year} 年{quarter}")
    number = today.year * 4 + (today.month - 1) // 3
    found = []
    for each in (*range(number - 1, number - 1 - QUARTERS_OFFERED, -1), number):
        year, quarter = divmod(each, 4)
        after = date(year + (quarter == 3), quarter * 3 + 4 if quarter < 3 else 1, 1)
        text = shape.format(year=year, quarter=words[quarter])
        found.append((text, date(year, quarter * 3 + 1, 1), after - timedelta(days=1)))
    return tuple(found)
