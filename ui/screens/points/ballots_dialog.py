"""The ballots of an appraisal as a grid: a member a row, a grade a column, worked with the keyboard alone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.party_appraisal import Ballots, Grade, grades_by_ballots, most_excellent
from desktop.domain.problem import Problem
from desktop.services.party.appraisal import MeetingRow, MemberYear, NewAppraisal
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.problem_line import ProblemLine

_GRADE_COLUMN = 1 + len(Grade)
_MOST_DIGITS = 4


class BallotsDialog(GrowingDialog):
    """Grades follow while ballots are typed; where the branch decided otherwise, the grade is chosen."""

    submitted = Signal(str, object)  # meeting, tuple of NewAppraisal

    def __init__(
        self,
        year: int,
        members: Sequence[MemberYear],
        meetings: Sequence[MeetingRow],
        percent: int,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._members, self._percent = tuple(members), percent
        self.setWindowTitle(self.tr("{year}年民主评议党员票数").format(year=year))
        self.meeting = QComboBox()
        self.meeting.setAccessibleName(self.tr("评议的会议"))
        for meeting in meetings:
            present = "" if meeting.present_count is None else str(meeting.present_count)
            words = self.tr("{day}　{title}　实到 {present}").format(
                day=meeting.held_on, title=meeting.title, present=present
            )
            self.meeting.addItem(words, meeting.id)
        if not meetings:
            self.meeting.addItem(self.tr("先在“会议”里登记组织生活会或民主评议会"), "")
        self.grid = QTableWidget(len(self._members), _GRADE_COLUMN + 1)
        headings = [self.tr("姓名"), *(word(grade.label) for grade in Grade), self.tr("等次")]
        self.grid.setHorizontalHeaderLabels(headings)
        self.grid.setAccessibleName(self.tr("评议票数"))
        self.grid.verticalHeader().hide()
        self.grid.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.grid.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() * 2)
        self.grades: list[QComboBox] = []
        for row, each in enumerate(self._members):
            self._fill(row, each)
        self.told = label("", "muted", wrap=True)
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存"), "primary")
        self.save.setEnabled(bool(meetings))
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.meeting)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.told)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.save))
        height = self.fontMetrics().height()
        self.resize(height * 40, height * 30)
        self._choose_decided()
        self.grid.itemChanged.connect(lambda _item: self._show_grades())
        self.grid.setCurrentCell(0, 1)
        self._show_grades()
        self.grid.setFocus()

    def _fill(self, row: int, each: MemberYear) -> None:
        name = QTableWidgetItem(each.name)
        name.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.grid.setItem(row, 0, name)
        found = each.appraisal
        counts = (found.excellent, found.good, found.fair, found.poor) if found else (0, 0, 0, 0)
        for column, count in enumerate(counts, start=1):
            item = QTableWidgetItem(str(count) if count else "")
            item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
            self.grid.setItem(row, column, item)
        combo = QComboBox()
        combo.setAccessibleName(self.tr("{name}的等次").format(name=each.name))
        combo.addItem(self.tr("按票数"), "")
        for grade in Grade:
            combo.addItem(word(grade.label), grade.value)
        combo.activated.connect(lambda _index: self._show_grades())
        self.grades.append(combo)
        self.grid.setCellWidget(row, _GRADE_COLUMN, combo)

    def _choose_decided(self) -> None:
        """Grades on record that the ballots don't give are those that the branch decided on."""
        by_ballots = self._by_ballots()
        for each, combo in zip(self._members, self.grades, strict=True):
            if each.grade is not None and each.grade is not by_ballots.get(each.member_id):
                combo.setCurrentIndex(combo.findData(each.grade.value))

    def _by_ballots(self) -> dict[str, Grade]:
        ballots = {each.member_id: self.ballots(row) for row, each in enumerate(self._members)}
        return grades_by_ballots(ballots, self._percent)

    def ballots(self, row: int) -> Ballots:
        """What is typed in a row; what is no number counts as none."""
        counts = []
        for column in range(1, _GRADE_COLUMN):
            item = self.grid.item(row, column)
            text = item.text().strip() if item is not None else ""
            counts.append(int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else 0)
        return Ballots(*counts)

    def _show_grades(self) -> None:
        """Say in each row what the ballots give, and how many may be excellent."""
        by_ballots = self._by_ballots()
        excellent = 0
        for each, combo in zip(self._members, self.grades, strict=True):
            grade = by_ballots.get(each.member_id)
            words = self.tr("按票数：{grade}").format(grade=word(grade.label)) if grade else self.tr("按票数")
            combo.setItemText(0, words)
            excellent += (combo.currentData() or (grade.value if grade else "")) == Grade.EXCELLENT.value
        most = most_excellent(len(self._members), self._percent)
        told = self.tr(
            "优秀 {count} 人，最多 {most} 人（参加评议的 {percent}%）。优秀超出时按得票从高到低取。"
        )
        self.told.setText(told.format(count=excellent, most=most, percent=self._percent))

    def _submit(self) -> None:
        self.problem.show_text("")
        given = []
        for row, (each, combo) in enumerate(zip(self._members, self.grades, strict=True)):
            ballots, grade = self.ballots(row), str(combo.currentData() or "")
            if ballots.total or grade:
                given.append(NewAppraisal(each.member_id, ballots, Grade(grade) if grade else None))
        if not given:
            self.problem.show_text(self.tr("请至少填一个人的票数。"))
            return
        self.submitted.emit(str(self.meeting.currentData()), tuple(given))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say below the grid what keeps it from being stored."""
        self.problem.show_text("\n".join(messages.brief(problem) for problem in problems))
