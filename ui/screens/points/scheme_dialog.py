"""Adapts the rules of points without code: ceilings, items and their points (改成新的一版)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.chinese_date import read_date
from desktop.domain.points_scheme import (
    PointsCategory,
    PointsItem,
    PointsScheme,
    Subject,
    read_points,
    show_points,
)
from desktop.domain.problem import Problem
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form
from ui.widgets.problem_line import ProblemLine

_OWN = "own_{number}"
"""Codes of items that the office adds."""
_AGE_DIGITS = 3


class SchemeDialog(GrowingDialog):
    """Two grids: categories with ceilings, items with points; what rules of origin say stays as it is."""

    submitted = Signal(object, str)  # PointsScheme, ISO day of adoption

    def __init__(self, scheme: PointsScheme, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._scheme, self._today = scheme, today
        self._items: list[PointsItem] = []
        self.setWindowTitle(self.tr("新的一版积分办法"))
        self.form = Form(2)
        self.name = QLineEdit(scheme.name)
        self.valid_from = QLineEdit(date(today.year + 1, 1, 1).isoformat())
        self.adopted_on = QLineEdit()
        self.adopted_on.setPlaceholderText(self.tr("通过新办法的会议日期"))
        self.form.add_field("name", self.tr("名称"), self.name, required=True)
        self.form.add_field("adopted_on", self.tr("通过日期"), self.adopted_on, required=True)
        self.form.add_field("valid_from", self.tr("从哪天起用"), self.valid_from, required=True)
        self.excused_age = QLineEdit("" if scheme.excused_age is None else str(scheme.excused_age))
        self.form.add_field("excused_age", self.tr("几岁起可远程履职"), self.excused_age)
        if scheme.subject is not Subject.MEMBER:
            self.form["excused_age"].set_shown(False)
        self.categories = QTableWidget(len(scheme.categories), 3)
        self.categories.setAccessibleName(self.tr("类别和上限"))
        self.categories.setHorizontalHeaderLabels([self.tr("类别"), self.tr("全年上限"), self.tr("每季上限")])
        for row, each in enumerate(scheme.categories):
            self.categories.setItem(row, 0, QTableWidgetItem(each.label))
            for column, value in ((1, each.ceiling_x100), (2, each.quarter_ceiling_x100)):
                ceiling = QTableWidgetItem("" if value is None else show_points(value))
                if each.is_negative:
                    ceiling = QTableWidgetItem(self.tr("不设"))
                    ceiling.setFlags(Qt.ItemFlag.ItemIsEnabled)
                self.categories.setItem(row, column, ceiling)
        self.items = QTableWidget(0, 4)
        self.items.setAccessibleName(self.tr("积分项目"))
        self.items.setHorizontalHeaderLabels(
            [self.tr("类别"), self.tr("项目"), self.tr("最低分"), self.tr("最高分")]
        )
        for item in scheme.items:
            self._add_row(item)
        height = self.fontMetrics().height()
        for grid, stretched in ((self.categories, 0), (self.items, 1)):
            grid.verticalHeader().hide()
            grid.verticalHeader().setDefaultSectionSize(height * 2)
            grid.horizontalHeader().setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
        self.items.setColumnWidth(0, height * 9)
        self.add = button(self.tr("加一项"), icon_name="plus")
        self.add.clicked.connect(self._add_own)
        self.drop = button(self.tr("去掉这项"))
        self.drop.clicked.connect(self._drop_row)
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("启用新的一版"), "primary")
        self.save.clicked.connect(self._submit)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addWidget(label(self.tr("类别和上限（空着不封顶）"), "heading"))
        left.addWidget(self.categories, 1)
        tools = QHBoxLayout()
        tools.addWidget(label(self.tr("项目（固定分值的，两格写一样）"), "heading"), 1)
        tools.addWidget(self.drop)
        tools.addWidget(self.add)
        right.addLayout(tools)
        right.addWidget(self.items, 1)
        grids = QHBoxLayout()
        grids.setSpacing(16)
        grids.addLayout(left, 4)
        grids.addLayout(right, 7)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.form)
        layout.addLayout(grids, 1)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.save))
        self.resize(height * 60, height * 34)
        self.adopted_on.setFocus()

    def _add_row(self, item: PointsItem) -> None:
        row = self.items.rowCount()
        self.items.insertRow(row)
        self._items.append(item)
        combo = QComboBox()
        combo.setAccessibleName(self.tr("类别"))
        for each in self._scheme.categories:
            combo.addItem(word(each.label), each.code)
        combo.setCurrentIndex(max(combo.findData(item.category), 0))
        self.items.setCellWidget(row, 0, combo)
        blank = not item.label
        points = ("", "") if blank else (show_points(item.least_x100), show_points(item.most_x100))
        for column, text in enumerate((item.label, *points), start=1):
            self.items.setItem(row, column, QTableWidgetItem(text))

    def _add_own(self) -> None:
        known = {each.code for each in (*self._items, *self._scheme.items)}
        number = next(n for n in range(1, len(known) + 2) if _OWN.format(number=n) not in known)
        self._add_row(PointsItem(_OWN.format(number=number), self._scheme.categories[0].code, "", 0, 0))
        self.items.setCurrentCell(self.items.rowCount() - 1, 1)
        self.items.setFocus()

    def _drop_row(self) -> None:
        row = self.items.currentRow()
        if row >= 0:
            self.items.removeRow(row)
            del self._items[row]

    def _text(self, grid: QTableWidget, row: int, column: int) -> str:
        item = grid.item(row, column)
        return item.text().strip() if item is not None else ""

    def _submit(self) -> None:
        self.form.clear_problems()
        self.problem.show_text("")
        valid_from = read_date(self.valid_from.text(), self._today, allow_future=True).value or ""
        adopted_on = read_date(self.adopted_on.text(), self._today).value or ""
        try:
            first = date.fromisoformat(valid_from)
        except ValueError:
            self.form["valid_from"].show_problem(self.tr("请填日期，如 2027-01-01。"))
            self.form.focus_first_problem()
            return
        age = self.excused_age.text().strip()
        if age and not (age.isdecimal() and len(age) <= _AGE_DIGITS):
            self.form["excused_age"].show_problem(self.tr("请填周岁，如 75；不设就空着。"))
            self.form.focus_first_problem()
            return
        categories, items = self._read_categories(), self._read_items()
        if categories is None or items is None:
            return
        changed = replace(
            self._scheme,
            name=self.name.text(),
            valid_from=first,
            categories=categories,
            items=items,
            excused_age=int(age) if age else None,
        )
        self.submitted.emit(changed, adopted_on)

    def _read_categories(self) -> tuple[PointsCategory, ...] | None:
        read = []
        for row, each in enumerate(self._scheme.categories):
            ceilings: list[int | None] = []
            for column in (1, 2):
                text = self._text(self.categories, row, column)
                ceiling = None if each.is_negative or not text else read_points(text)
                if ceiling is None and text and not each.is_negative:
                    self._refuse(self.categories, row, column, text)
                    return None
                ceilings.append(ceiling)
            year, quarter = ceilings
            label_text = self._text(self.categories, row, 0)
            read.append(replace(each, label=label_text, ceiling_x100=year, quarter_ceiling_x100=quarter))
        return tuple(read)

    def _read_items(self) -> tuple[PointsItem, ...] | None:
        read = []
        for row, each in enumerate(self._items):
            combo = self.items.cellWidget(row, 0)
            category = str(combo.currentData()) if isinstance(combo, QComboBox) else each.category
            points = []
            for column in (2, 3):
                text = self._text(self.items, row, column)
                value = read_points(text)
                if value is None:
                    self._refuse(self.items, row, column, text)
                    return None
                points.append(value)
            least, most = points
            label_text = self._text(self.items, row, 1)
            read.append(replace(each, category=category, label=label_text, least_x100=least, most_x100=most))
        return tuple(read)

    def _refuse(self, grid: QTableWidget, row: int, column: int, text: str) -> None:
        grid.setCurrentCell(row, column)
        grid.setFocus()
        self.problem.show_text(
            self.tr("第 {row} 行的“{text}”不是分值，请写数字，如 3 或 0.5。").format(row=row + 1, text=text)
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields, or below, what keeps the version from being adopted."""
        show_at_fields(self.form, problems, below=self.problem)
