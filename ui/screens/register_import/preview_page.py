"""Third page: what would happen with every row, and mending what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.problem import Problem, Severity
from desktop.services.register_import.mending import Candidate, CellOfRow, ValueGroup, is_repeated
from desktop.services.register_import.rows import NEW_PERSON, SKIP_ROW, PlannedRow, RowClass
from ui.screens.register_import.row_text import change_lines, table_words
from ui.widgets.block_model import BlockModel
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.problem_line import ProblemLine
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_column import RIGHT, TableColumn
from ui.widgets.virtual_table import VirtualTable

MISSING, VALUES = "missing", "values"


class PreviewPage(QWidget):
    """Classes with counts above, rows below them, the chosen row at the foot."""

    back_requested = Signal()
    commit_requested = Signal()
    class_chosen = Signal(str)  # value of a RowClass, MISSING or VALUES
    row_chosen = Signal(str)  # position of the row in the plan, as text
    cell_mended = Signal(str, str, str)  # position of the row, identifier, new text
    answered = Signal(str, str)  # position of the row, answer
    preferred = Signal(str)  # position of the row that counts among two about one person
    value_mended = Signal(str, str, str)  # identifier, old text, new text
    skip_all_requested = Signal(str)  # value of a RowClass
    person_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.tabs = TabStrip(self._classes())
        self.tabs.chosen.connect(self.class_chosen)
        self._hint = label("", "muted", wrap=True)
        self.tables = ProblemLine()  # what is said of tables as a whole
        self.table = VirtualTable("register_import.rows")
        self.table.setAccessibleName(self.tr("表中的行"))
        self.table.current_changed.connect(self._on_current)
        self.values = VirtualTable("register_import.values")
        self.values.setAccessibleName(self.tr("看不懂的值"))
        self._values_model: RowsModel[ValueGroup] = RowsModel(
            self._value_columns(), lambda group: f"{group.identifier}\x1f{group.text}", self
        )
        self.values.show_model(self._values_model)
        self.values.current_changed.connect(self._on_value)
        self._empty = EmptyState("check")
        self._lists = QStackedWidget()
        for widget in (self.table, self.values, self._empty):
            self._lists.addWidget(widget)
        self._detail = QScrollArea()
        self._detail.setWidgetResizable(True)
        self._detail.setFrameShape(QFrame.Shape.NoFrame)
        split = QSplitter(Qt.Orientation.Vertical)
        split.addWidget(self._lists)
        split.addWidget(self._detail)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        split.setSizes([10_000, 10_000])  # shares, not pixels
        split.setChildrenCollapsible(False)
        back = button(self.tr("上一步：核对列"))
        back.clicked.connect(self.back_requested)
        self.skip_all = button(self.tr("这一类全部跳过"))
        self.skip_all.clicked.connect(lambda: self.skip_all_requested.emit(self._shown))
        self._summary = label("", "muted")
        self.commit = button(self.tr("写入档案"), "primary", "import")
        self.commit.clicked.connect(self.commit_requested)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(back)
        foot.addWidget(self.skip_all)
        foot.addStretch()
        foot.addWidget(self._summary)
        foot.addWidget(self.commit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.tabs)
        layout.addWidget(self.tables)
        layout.addWidget(self._hint)
        layout.addWidget(split, 1)
        layout.addLayout(foot)

    def _classes(self) -> tuple[tuple[str, str], ...]:
        return (
            (RowClass.NEW.value, self.tr("新增")),
            (RowClass.CHANGED.value, self.tr("有变化")),
            (RowClass.SAME.value, self.tr("相同")),
            (RowClass.ASK.value, self.tr("待确认")),
            (RowClass.FAULTY.value, self.tr("有错")),
            (RowClass.SKIPPED.value, self.tr("跳过")),
            (VALUES, self.tr("看不懂的值")),
            (MISSING, self.tr("表里没有的人")),
        )

    def _hints(self) -> dict[str, str]:
        return {
            RowClass.NEW.value: self.tr("这些人档案里没有，写入后新增。"),
            RowClass.CHANGED.value: self.tr(
                "这些人档案里有，下面列出要改的内容；表里空着的格子不会清空档案。"
            ),
            RowClass.SAME.value: self.tr("这些人和档案里一样，不会改动。"),
            RowClass.ASK.value: self.tr("这些行可能是几个人中的一个，请逐行选定；不选的不导入，会进错误表。"),
            RowClass.FAULTY.value: self.tr("这些行有错，可以在下面改正；不改的不导入，会进错误表。"),
            RowClass.SKIPPED.value: self.tr("这些行您选择了跳过。"),
            VALUES: self.tr("同一个写法改一次，全部行都生效。"),
            MISSING: self.tr(
                "这些人在档案的同一村民小组里，但表里没有。导入不会改动他们，请核对是否迁出或去世。"
            ),
        }

    def _value_columns(self) -> tuple[RowColumn[ValueGroup], ...]:
        return (
            RowColumn(
                TableColumn("heading", self.tr("列"), 8, sort_key="heading"), lambda group: group.heading
            ),
            RowColumn(
                TableColumn("text", self.tr("表里写的"), 10, sort_key="text"), lambda group: group.text
            ),
            RowColumn(
                TableColumn("count", self.tr("行数"), 4, RIGHT, sort_key="count"),
                lambda group: str(group.count),
                lambda group: group.count,
            ),
            RowColumn(
                TableColumn("reason", self.tr("原因"), 30), lambda group: messages.reason(group.problem)
            ),
        )

    def show_counts(self, counts: dict[str, int], values: int, missing: int) -> None:
        """Show how many rows each class has."""
        numbers = {**counts, VALUES: values, MISSING: missing}
        for key, _ in self._classes():
            number = numbers.get(key, 0)
            tones = {RowClass.FAULTY.value: "error", RowClass.ASK.value: "soon"}
            self.tabs.show_count(key, number, tones.get(key, "") if number else "")
            self.tabs.tab(key).setEnabled(number > 0 or key in (RowClass.NEW.value, RowClass.FAULTY.value))
        written = counts.get(RowClass.NEW.value, 0) + counts.get(RowClass.CHANGED.value, 0)
        left = counts.get(RowClass.ASK.value, 0) + counts.get(RowClass.FAULTY.value, 0)
        self._summary.setText(
            self.tr("将写入 {written} 人，{left} 行不导入").format(written=f"{written:,}", left=f"{left:,}")
        )
        self.commit.setEnabled(written > 0)

    def show_tables(self, problems: Sequence[Problem]) -> None:
        """Say what is worth knowing about the workbook's tables as a whole; nothing hides the line."""
        self.tables.show_text(table_words(problems), "soon")

    def show_rows(self, shown: str, model: BlockModel | None, count: int) -> None:
        """Show the rows of a class; ``model`` is None where there are none."""
        self._shown = shown
        self.tabs.mark(shown)
        self._hint.setText(self._hints()[shown])
        self.skip_all.setVisible(shown in (RowClass.ASK.value, RowClass.FAULTY.value) and count > 0)
        self._clear_detail()
        if model is None or count == 0:
            self._empty.show_text(self.tr("没有这样的行"))
            self._lists.setCurrentWidget(self._empty)
            return
        self.table.show_model(model)
        self._lists.setCurrentWidget(self.table)
        self.table.focus_first_row()

    def show_values(self, groups: Sequence[ValueGroup]) -> None:
        """Show the texts that could not be read."""
        self._shown = VALUES
        self.tabs.mark(VALUES)
        self._hint.setText(self._hints()[VALUES])
        self.skip_all.hide()
        self._clear_detail()
        self._values_model.set_rows(groups)
        self._lists.setCurrentWidget(self.values if groups else self._empty)
        if groups:
            self.values.focus_first_row()
        else:
            self._empty.show_text(self.tr("没有看不懂的值"))

    def _clear_detail(self) -> None:
        self._detail.setWidget(QWidget())

    def _on_current(self, row_id: str) -> None:
        if row_id:
            self.row_chosen.emit(row_id)

    def _on_value(self, value_id: str) -> None:
        group = next((g for g in self._values_model.rows if f"{g.identifier}\x1f{g.text}" == value_id), None)
        if group is None:
            return
        host, layout = self._new_detail()
        layout.addWidget(label(messages.sentence(group.problem), wrap=True))
        edit = QLineEdit(group.text)
        edit.setAccessibleName(self.tr("改成"))
        apply = button(self.tr("{count} 行都改").format(count=group.count), "primary")

        def mend() -> None:
            self.value_mended.emit(group.identifier, group.text, edit.text())

        apply.clicked.connect(mend)
        edit.returnPressed.connect(mend)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("“{text}”改成").format(text=group.text)))
        row.addWidget(edit, 1)
        row.addWidget(apply)
        layout.addLayout(row)
        layout.addStretch()
        self._detail.setWidget(host)

    def _new_detail(self) -> tuple[QWidget, QVBoxLayout]:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 8, 12, 4)
        layout.setSpacing(8)
        return host, layout

    def show_row(
        self,
        position: str,
        row: PlannedRow,
        cells: Sequence[CellOfRow],
        candidates: Sequence[Candidate],
    ) -> None:
        """Show one row: what is wrong, what would change, its cells to mend, and whom it may mean."""
        host, layout = self._new_detail()
        place = self.tr("“{sheet}”表第 {row} 行").format(sheet=row.source.sheet, row=row.source.row_no)
        layout.addWidget(label(place, "strong"))
        for problem in row.all_problems:
            told = label(messages.brief(problem), wrap=True)
            tones = {Severity.ERROR: "error", Severity.WARNING: "soon", Severity.HINT: ""}
            set_tone(told, tones[problem.severity])
            layout.addWidget(told)
        for change in change_lines(row):
            layout.addWidget(label(change, wrap=True))
        if row.row_class is RowClass.ASK or candidates:
            self._add_choices(layout, position, row, candidates)
        if row.row_class in (RowClass.FAULTY, RowClass.ASK, RowClass.NEW, RowClass.CHANGED):
            layout.addWidget(line())
            self._add_cells(layout, position, row, cells)
        if row.row_class is RowClass.SKIPPED:
            back = button(self.tr("取消跳过"))
            back.clicked.connect(lambda: self.answered.emit(position, ""))
            layout.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch()
        self._detail.setWidget(host)

    def _add_choices(
        self, layout: QVBoxLayout, position: str, row: PlannedRow, candidates: Sequence[Candidate]
    ) -> None:
        for candidate in candidates:
            text = "　".join(
                part
                for part in (
                    candidate.name,
                    candidate.birth_date,
                    candidate.citizen_id,
                    candidate.villager_group,
                    candidate.household_no,
                )
                if part
            )
            line_of = QHBoxLayout()
            line_of.addWidget(label(text, wrap=True), 1)
            look = button(self.tr("看档案"), "link")
            look.clicked.connect(lambda _=False, i=candidate.person_id: self.person_requested.emit(i))
            line_of.addWidget(look)
            if row.row_class is RowClass.ASK:
                same = button(self.tr("就是这个人"))
                same.clicked.connect(lambda _=False, i=candidate.person_id: self.answered.emit(position, i))
                line_of.addWidget(same)
            layout.addLayout(line_of)
        if row.row_class is RowClass.ASK:
            choices = QHBoxLayout()
            if is_repeated(row):
                new = button(self.tr("以这一行为准，跳过前面那行"))
                new.clicked.connect(lambda: self.preferred.emit(position))
            else:
                new = button(self.tr("都不是，新增"))
                new.clicked.connect(lambda: self.answered.emit(position, NEW_PERSON))
            skip = button(self.tr("跳过这一行"))
            skip.clicked.connect(lambda: self.answered.emit(position, SKIP_ROW))
            choices.addWidget(new)
            choices.addWidget(skip)
            choices.addStretch()
            layout.addLayout(choices)

    def _add_cells(
        self, layout: QVBoxLayout, position: str, row: PlannedRow, cells: Sequence[CellOfRow]
    ) -> None:
        faulty = {problem.place.field for problem in row.all_problems if problem.place is not None}
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        shown = [
            cell for cell in cells if not cell.is_sensitive or cell.identifier.partition("#")[0] in faulty
        ]
        ordered = sorted(shown, key=lambda cell: cell.identifier.partition("#")[0] not in faulty)
        pairs = 2
        for number, cell in enumerate(ordered):
            line_no, column = divmod(number, pairs)
            edit = QLineEdit(cell.text)
            edit.setAccessibleName(cell.heading)
            wrong = cell.identifier.partition("#")[0] in faulty
            set_tone(edit, "error" if wrong else "")
            apply = button(self.tr("改"), "quiet")
            apply.setAccessibleName(self.tr("改“{heading}”").format(heading=cell.heading))

            def mend(
                _checked: bool = False, *, identifier: str = cell.identifier, field: QLineEdit = edit
            ) -> None:
                self.cell_mended.emit(position, identifier, field.text())

            apply.clicked.connect(mend)
            edit.returnPressed.connect(mend)
            heading = label(cell.heading, "muted")
            heading.setMinimumWidth(self.fontMetrics().height() * 4)
            grid.addWidget(heading, line_no, column * 3)
            grid.addWidget(edit, line_no, column * 3 + 1)
            grid.addWidget(apply, line_no, column * 3 + 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(4, 1)
        layout.addLayout(grid)
        if row.row_class is RowClass.FAULTY:
            skip = button(self.tr("跳过这一行"))
            skip.clicked.connect(lambda: self.answered.emit(position, SKIP_ROW))
            layout.addWidget(skip, 0, Qt.AlignmentFlag.AlignLeft)
