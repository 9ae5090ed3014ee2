"""The items of inspections with their ceilings, changed as a new version (检查项目)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.decimal_number import read_decimal
from desktop.domain.inspection import InspectionItem, InspectionSubject, ItemScheme, points_text
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Problem
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.problem_line import ProblemLine


class SchemeDialog(GrowingDialog):
    """Names and ceilings of the items, subject by subject; rounds planned before keep theirs."""

    submitted = Signal(object)  # ItemScheme

    def __init__(self, scheme: ItemScheme, version: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._scheme, self._version, self._today = scheme, version, today
        self.setWindowTitle(self.tr("检查项目"))
        self.edits: dict[tuple[str, str], tuple[QLineEdit, QLineEdit]] = {}
        host = QWidget()
        grid = QGridLayout(host)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        row = 0
        for subject in scheme.subjects:
            grid.addWidget(label(word(subject.label), "strong"), row, 0)
            grid.addWidget(label(self.tr("上限（分）"), "small"), row, 1)
            row += 1
            for item in subject.items:
                name, most = QLineEdit(item.name), QLineEdit(points_text(item.most_x100))
                name.setAccessibleName(word(item.name))
                most.setAccessibleName(self.tr("{item}的上限").format(item=word(item.name)))
                most.setFixedWidth(self.fontMetrics().height() * 4)
                grid.addWidget(name, row, 0)
                grid.addWidget(most, row, 1)
                self.edits[subject.code, item.code] = (name, most)
                row += 1
        grid.setRowStretch(row, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(host)
        self.valid_from = QLineEdit(today.isoformat())
        self.valid_from.setAccessibleName(self.tr("从哪天起用"))
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("存为新版本"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        about = self.tr(
            "现在用的是 {version} 版。清空名称就去掉这一项。上限要和家庭积分办法一致，已安排的检查照旧。"
        )
        layout.addWidget(label(about.format(version=scheme.version), "muted", wrap=True))
        layout.addWidget(area, 1)
        layout.addWidget(label(self.tr("从哪天起用")))
        layout.addWidget(self.valid_from)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.save))
        height = self.fontMetrics().height()
        self.resize(height * 26, height * 28)

    def _submit(self) -> None:
        day = read_date(self.valid_from.text(), self._today, allow_future=True).value or ""
        if not is_day(day):
            self.show_problems((Problem("BRD-013", {"day": self.valid_from.text()}),))
            return
        subjects = []
        for subject in self._scheme.subjects:
            items = [self._item(subject, item) for item in subject.items]
            kept = tuple(item for item in items if item is not None)
            if kept:
                subjects.append(InspectionSubject(subject.code, kept))
        self.submitted.emit(ItemScheme(self._version, date.fromisoformat(day), tuple(subjects)))

    def _item(self, subject: InspectionSubject, item: InspectionItem) -> InspectionItem | None:
        name, most = self.edits[subject.code, item.code]
        if not name.text().strip():
            return None
        ceiling = read_decimal(most.text()).value
        # what is no number becomes a ceiling that the service refuses with its sentence
        return replace(item, name=name.text().strip(), most_x100=int(ceiling * 100) if ceiling else 0)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong; the dialog stays open."""
        self.problem.show_text("\n".join(messages.brief(problem) for problem in problems))
