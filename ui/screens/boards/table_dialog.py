"""A bank's own table from points to grades, typed from its paper (银行等级表)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.code_table import code_table
from desktop.domain.credit import GRADES, NOT_RATED, CreditGrade, GradeTable
from desktop.domain.decimal_number import read_decimal
from desktop.domain.inspection import points_text
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Problem
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine


class GradeTableDialog(GrowingDialog):
    """A line for each grade; a grade without points is left out."""

    submitted = Signal(object)  # GradeTable

    def __init__(self, known: GradeTable, bank: str, version: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._version, self._today = version, today
        self.setWindowTitle(self.tr("录入银行的表"))
        self.form = Form()
        self.bank = QLineEdit(bank)
        self.valid_from = QLineEdit(today.isoformat())
        self.source = QLineEdit()
        self.form.add_field("bank", self.tr("银行"), self.bank, required=True)
        self.form.add_field("valid_from", self.tr("从哪天起用"), self.valid_from, required=True)
        self.form.add_field("source", self.tr("依据"), self.source, hint=self.tr("比如银行的通知或合作协议"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(6)
        headings = (
            self.tr("等级"),
            self.tr("最低积分"),
            self.tr("额度从（元）"),
            self.tr("到（元）"),
            self.tr("利率"),
        )
        for column, heading in enumerate(headings):
            grid.addWidget(label(heading, "small"), 0, column)
        self.lines: dict[str, tuple[QLineEdit, QLineEdit, QLineEdit, QLineEdit]] = {}
        grades = {grade.code: grade for grade in known.grades}
        codes = [entry for entry in code_table(GRADES).entries if entry.code != NOT_RATED]
        for row, entry in enumerate(codes, start=1):
            grade = grades.get(entry.code)
            texts = (
                points_text(grade.least_x100) if grade else "",
                str(grade.line_from or "") if grade else "",
                str(grade.line_to or "") if grade else "",
                grade.interest if grade else "",
            )
            grid.addWidget(label(word(entry.label)), row, 0)
            edits = tuple(QLineEdit(text) for text in texts)
            for column, edit in enumerate(edits, start=1):
                edit.setAccessibleName(f"{word(entry.label)} {headings[column]}")
                grid.addWidget(edit, row, column)
            self.lines[entry.code] = (edits[0], edits[1], edits[2], edits[3])
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("存为新版本"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        about = self.tr("照银行给的表填写，从高到低；没有的等级空着。以前的名单等级不变。")
        layout.addWidget(label(about, "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(grid)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.save))
        self.resize(self.fontMetrics().height() * 34, self.sizeHint().height())

    def _submit(self) -> None:
        self.problem.show_text("")
        day = read_date(self.valid_from.text(), self._today, allow_future=True).value or ""
        if not is_day(day):
            problem = Problem("BRD-013", {"day": self.valid_from.text()})
            self.form["valid_from"].show_problem(messages.brief(problem))
            return
        grades = []
        for code, (least, line_from, line_to, interest) in self.lines.items():
            if not least.text().strip():
                continue
            numbers = [read_decimal(edit.text()).value for edit in (least, line_from, line_to)]
            if numbers[0] is None:
                problem = Problem("BRD-008", {"value": least.text(), "item": code})
                self.problem.show_text(messages.brief(problem))
                return
            grades.append(
                CreditGrade(
                    code,
                    int(numbers[0] * 100),
                    int(numbers[1] or 0),
                    int(numbers[2] or 0),
                    interest.text().strip(),
                )
            )
        self.submitted.emit(
            GradeTable(
                self.bank.text().strip(),
                self._version,
                date.fromisoformat(day),
                tuple(grades),
                self.source.text().strip(),
            )
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong; the dialog stays open."""
        self.problem.show_text("\n".join(messages.brief(problem) for problem in problems))
