"""Adapting a layout: what can be changed on the left, the very sheet on the right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.problem import Problem
from desktop.reports.template import TableTemplate
from desktop.services.disclosure.layouts import AdaptedLayout, LayoutChange, LayoutSummary
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.layouts.column_grid import ColumnGrid
from ui.screens.layouts.paper_page import PaperPage
from ui.screens.layouts.patch_words import describe
from ui.screens.layouts.presenter import LayoutsPresenter
from ui.screens.layouts.words_page import WordsPage
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, label
from ui.widgets.moment import show_moment
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.problem_line import ProblemLine
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_column import Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_ROWS = (12, 0, 1, 60)


class LayoutsDialog(GrowingDialog):
    """One layout at a time; each change takes effect at once and can be taken back."""

    def __init__(
        self, office: "Office", runner: "JobRunner", shell: "Shell", parent: QWidget, name: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("调整版式"))
        self._adapted: AdaptedLayout | None = None
        self._may_edit = office.may(Right.EDIT_LAYOUT)
        self.layouts = CodeCombo(())
        self.layouts.setAccessibleName(self.tr("版式"))
        self.undo = button(self.tr("撤销"), icon_name="undo")
        self.redo = button(self.tr("重做"), icon_name="redo")
        self.restore = button(self.tr("恢复原样"))
        self.rows = QComboBox()
        self.rows.setAccessibleName(self.tr("样张行数"))
        for count in _ROWS:
            self.rows.addItem(self.tr("{count} 行").format(count=count) if count else self.tr("空表"), count)
        self.large = QCheckBox(self.tr("大字"))
        self.tabs = TabStrip(
            (
                ("columns", self.tr("列")),
                ("words", self.tr("文字")),
                ("paper", self.tr("纸张")),
                ("changes", self.tr("调整记录")),
            )
        )
        self.table = QComboBox()
        self.table.setAccessibleName(self.tr("哪一张表"))
        self.grid = ColumnGrid()
        self.heading = QLineEdit()
        self.heading.setPlaceholderText(self.tr("新列的名称，如：村民签字"))
        self.heading.setAccessibleName(self.tr("新列的名称"))
        self.add = button(self.tr("加一列"), icon_name="plus")
        self.up, self.down = button(self.tr("上移")), button(self.tr("下移"))
        self.problem = ProblemLine()
        self.words = WordsPage()
        self.paper = PaperPage()
        self._model: RowsModel[LayoutChange] = RowsModel(self._change_columns(), lambda each: each.id, self)
        self.changes = VirtualTable("layouts.changes")
        self.changes.setAccessibleName(self.tr("调整记录"))
        self.changes.show_model(self._model)
        self._pages = QStackedWidget()
        self._keys = ("columns", "words", "paper", "changes")
        for page in (self._columns_page(), self.words, self.paper, self.changes):
            self._pages.addWidget(page)
        self.preview = PdfPreview(runner)
        self._lay_out()
        self._presenter = LayoutsPresenter(self, office, runner, shell)
        self._connect(shell)
        self.tabs.mark("columns")
        self._presenter.load(name)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        self.layouts.setMinimumWidth(self.fontMetrics().height() * 17)
        top.addWidget(self.layouts)
        for widget in (self.undo, self.redo, self.restore):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(label(self.tr("样张"), "muted"))
        top.addWidget(self.rows)
        top.addWidget(self.large)
        left = QWidget()
        side = QVBoxLayout(left)
        side.setContentsMargins(0, 0, 8, 0)
        side.setSpacing(8)
        side.addWidget(self.tabs)
        side.addWidget(self._pages, 1)
        side.addWidget(self.problem)
        body = QHBoxLayout()
        body.addWidget(left, 5)
        body.addWidget(self.preview, 7)
        close = button(self.tr("关闭"), "primary")
        close.clicked.connect(self.accept)
        hint = (
            self.tr("样张里的人和数字都是假的。改动马上生效，以后制作的公开表都用它；已经发布的不变。")
            if self._may_edit
            else self.tr("样张里的人和数字都是假的。调整版式要由文书或报账员来做。")
        )
        foot = QHBoxLayout()
        foot.addWidget(label(hint, "small", wrap=True), 1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(top)
        layout.addLayout(body, 1)
        layout.addLayout(foot)
        height = self.fontMetrics().height()
        self.resize(height * 68, height * 40)

    def _columns_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        order = QHBoxLayout()
        order.addWidget(self.up)
        order.addWidget(self.down)
        order.addStretch()
        more = QHBoxLayout()
        more.addWidget(self.heading, 1)
        more.addWidget(self.add)
        self._columns_hint = label("", "small", wrap=True)
        layout.addWidget(self.table)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self._columns_hint)
        layout.addLayout(order)
        layout.addLayout(more)
        return page

    def _connect(self, shell: "Shell") -> None:
        presenter = self._presenter
        self.layouts.code_changed.connect(presenter.choose)
        self.undo.clicked.connect(presenter.undo)
        self.redo.clicked.connect(presenter.redo)
        self.restore.clicked.connect(presenter.ask_restore)
        self.rows.currentIndexChanged.connect(presenter.show_specimen)
        self.large.toggled.connect(presenter.show_specimen)
        self.tabs.chosen.connect(self._show_page)
        self.table.currentIndexChanged.connect(self._show_table)
        self.grid.shown_changed.connect(lambda name, shown: presenter.show_column(self.block(), name, shown))
        self.grid.named.connect(lambda name, text: presenter.name_column(self.block(), name, text))
        self.grid.widened.connect(lambda name, text: presenter.widen_column(self.block(), name, text))
        self.grid.moved.connect(lambda name, before: presenter.move_column(self.block(), name, before))
        self.up.clicked.connect(lambda: self.grid.move_current(-1))
        self.down.clicked.connect(lambda: self.grid.move_current(1))
        self.add.clicked.connect(self._add_column)
        self.heading.returnPressed.connect(self._add_column)
        self.words.submitted.connect(presenter.change)
        self.paper.chosen.connect(lambda patch: presenter.change((patch,)))
        self.preview.render_failed.connect(shell.show_error)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, presenter.undo)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Redo), self, presenter.redo)

    def _change_columns(self) -> tuple[RowColumn[LayoutChange], ...]:
        return (
            RowColumn(TableColumn("at", self.tr("时间"), 9), lambda each: show_moment(each.changed_at)),
            RowColumn(TableColumn("by", self.tr("谁"), 4), lambda each: each.changed_by),
            RowColumn(TableColumn("what", self.tr("改了什么"), 13), self._what),
            RowColumn(TableColumn("state", self.tr("情况"), 5), self._state),
        )

    def _what(self, change: LayoutChange) -> str:
        return describe(change.patch, self._adapted.shipped) if self._adapted is not None else ""

    def _state(self, change: LayoutChange) -> Cell:
        if not change.in_force:
            return Cell(self.tr("已撤销"))
        if change.problem is not None:
            return Cell(self.tr("用不上"), "soon", messages.brief(change.problem))
        return Cell(self.tr("有效"), "ok")

    # What the presenter shows

    def show_layouts(self, layouts: Sequence[LayoutSummary], chosen: str) -> None:
        """Show the layouts there are; adapted ones say so."""
        self.layouts.set_options(
            tuple(
                CodeOption(
                    each.name,
                    self.tr("{label}（已调整 {count} 处）").format(label=word(each.label), count=each.changes)
                    if each.changes
                    else word(each.label),
                )
                for each in layouts
            )
        )
        self.layouts.set_code(chosen)

    def show_adapted(self, adapted: AdaptedLayout) -> None:
        """Show a layout as it is now."""
        chosen = self.table.currentIndex() if self._same(adapted) else 0
        self._adapted = adapted
        blocks = adapted.layout.tables
        self.table.blockSignals(True)
        self.table.clear()
        for number, block in enumerate(blocks, start=1):
            self.table.addItem(block.caption or self.tr("表 {number}").format(number=number))
        self.table.setCurrentIndex(min(max(chosen, 0), len(blocks) - 1))
        self.table.blockSignals(False)
        self.table.setVisible(len(blocks) > 1)
        self.undo.setEnabled(self._may_edit and adapted.can_undo)
        self.redo.setEnabled(self._may_edit and adapted.can_redo)
        self.restore.setEnabled(self._may_edit and adapted.can_undo)
        self._model.set_rows(tuple(reversed(adapted.changes)))
        self.tabs.show_count("changes", sum(each.in_force for each in adapted.changes))
        self._show_table()
        self.paper.show_layout(adapted.layout, self._may_edit)
        self.show_problems([each.problem for each in adapted.changes if each.problem], "soon")

    def _same(self, adapted: AdaptedLayout) -> bool:
        return self._adapted is not None and self._adapted.shipped.name == adapted.shipped.name

    def _show_table(self) -> None:
        if self._adapted is None:
            return
        block = self.block()
        self.grid.show_block(block, self._may_edit)
        for widget in (self.heading, self.add, self.up, self.down):
            widget.setEnabled(self._may_edit and block is not None)
        self._columns_hint.setText(
            self.tr("勾选要印的列；双击改名称和宽度；拖动或 Alt+↑↓ 换位置。宽度是和别的列相比的份数。")
            if block is not None
            else self.tr("这种公开表只有文字，没有表格。")
        )
        self.words.show_layout(self._adapted.layout, block, self._may_edit)

    def block(self) -> TableTemplate | None:
        """The table whose columns are shown."""
        blocks = self._adapted.layout.tables if self._adapted is not None else ()
        return blocks[max(0, self.table.currentIndex())] if blocks else None

    def specimen(self) -> tuple[int, bool]:
        """How many rows the specimen has, and whether it is in large print."""
        return int(self.rows.currentData()), self.large.isChecked()

    def show_problems(self, problems: Sequence[Problem], tone: str = "error") -> None:
        """Say what is wrong: at its field where there is one, else below."""
        rest = []
        for problem in problems:
            key = problem.place.field if problem.place else ""
            form = next((page.form for page in (self.words, self.paper) if key in page.form), None)
            if form is not None and key:
                form[key].show_problem(messages.brief(problem))
                form.focus_first_problem()
            else:
                rest.append(messages.brief(problem))
        self.problem.show_text("\n".join(rest), tone)

    def clear_heading(self) -> None:
        """The new column is there."""
        self.heading.clear()

    def reset_grid(self) -> None:
        """Show the columns as they are: a change was refused."""
        # not at once: the line that was refused may still be closing its editor
        QTimer.singleShot(0, self.grid, lambda: self.grid.show_block(self.block(), self._may_edit))

    def _show_page(self, key: str) -> None:
        self._pages.setCurrentIndex(self._keys.index(key))

    def _add_column(self) -> None:
        self._presenter.add_column(self.block(), self.heading.text())

    def show_page(self, key: str) -> None:
        """Turn to ``columns``, ``words``, ``paper`` or ``changes``."""
        self.tabs.mark(key)
        self._show_page(key)

    def keyPressEvent(self, event: object) -> None:
        """Enter must not press a button by chance."""
        key = event.key()  # type: ignore[attr-defined]
        if key not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)  # type: ignore[arg-type]

    def done(self, result: int) -> None:
        self._presenter.close()
        super().done(result)
