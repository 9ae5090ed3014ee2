"""Below the sheet: the entries or people behind the figure that was clicked."""

from datetime import UTC
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.job import JobHandle
from desktop.domain.money import show_money
from desktop.reports.figure_map import CellPlace, FigureMap
from desktop.services.disclosure.explaining import ExplainedRecord, Explanation, explain, read_figures
from ui.widgets.dress import label, set_icon, tool_button
from ui.widgets.moment import show_moment
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_MOST_ROWS = 7
"""Records that the panel makes room for; more are scrolled."""

_MOVES = {"Alt+Left": (0, -1), "Alt+Right": (0, 1), "Alt+Up": (-1, 0), "Alt+Down": (1, 0)}


class ExplainPanel(QWidget):
    """Explains one figure of the sheet in view; a click on the paper or Alt and an arrow key choose it.

    It asks for as much room as its records need; folded it is one line below the sheet.
    """

    closed = Signal()
    height_wanted = Signal(int)  # in pixels

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", preview: PdfPreview) -> None:
        super().__init__()
        self._office = office
        self._runner = runner
        self._shell = shell
        self._preview = preview
        self._notice_id = ""
        self._figures: FigureMap | None = None
        self._place: CellPlace | None = None
        self._is_folded = self._has_records = False
        self.heading = label("", "subtitle", wrap=True)
        self.formula = label("", "muted", wrap=True)
        self.total = label("", "muted")
        self._model: RowsModel[ExplainedRecord] = RowsModel(
            self._columns(), lambda record: f"{record.table}/{record.id}", self
        )
        self.table = VirtualTable("")  # its columns follow from the records
        self.table.setAccessibleName(self.tr("数字的出处"))
        self.table.show_model(self._model)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.fold_button = tool_button("chevron_down", self.tr("收起明细"))
        self.fold_button.clicked.connect(lambda: self.fold(not self._is_folded))
        self.close_button = tool_button("close", self.tr("关闭"))
        self.close_button.clicked.connect(self.leave)
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.total)
        top.addWidget(self.fold_button)
        top.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(top)
        layout.addWidget(self.formula)
        layout.addWidget(self.table, 1)
        self.table.row_activated.connect(self._open)
        preview.clicked.connect(self._clicked)
        for keys, (lines, cells) in _MOVES.items():
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda lines=lines, cells=cells: self.move_by(lines, cells))
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.leave)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def _columns(self) -> tuple[RowColumn[ExplainedRecord], ...]:
        hidden = self.tr("（无权查看）")
        return (
            RowColumn(TableColumn("day", self.tr("日期"), 6), lambda each: each.day),
            RowColumn(
                TableColumn("title", self.tr("内容"), 13),
                lambda each: hidden if each.is_hidden else each.title,
            ),
            RowColumn(
                TableColumn("cents", self.tr("金额（元）"), 6, RIGHT),
                lambda each: "" if each.cents is None else show_money(each.cents),
            ),
            RowColumn(TableColumn("changes", self.tr("后来的改动"), 18), self._changed),
            RowColumn(TableColumn("who", self.tr("对象"), 5), lambda each: each.who),
            RowColumn(TableColumn("kind", self.tr("类别"), 4), lambda each: each.kind),
        )

    def _changed(self, record: ExplainedRecord) -> Cell:
        told = []
        for change in record.changes:
            when = show_moment(change.at.astimezone(UTC).isoformat(timespec="seconds"))
            if not change.field:
                told.append(self.tr("{when} {who} 删除").format(when=when, who=change.by))
                continue
            told.append(
                self.tr("{when} {who} 把{field}由“{before}”改为“{after}”").format(
                    when=when, who=change.by, field=change.field, before=change.before, after=change.after
                )
            )
        return Cell("；".join(told), "soon" if told else "", hint="\n".join(told))

    def show_sheet(self, notice_id: str) -> None:
        """Another sheet is in view; what was explained of the last one goes."""
        if notice_id != self._notice_id:
            self.leave()
        self._notice_id = notice_id
        self._figures = None

    def begin(self) -> None:
        """Explain the first figure of the page in view, for who works with the keyboard."""
        self._with_figures(self._first_of_page)

    def _first_of_page(self, figures: FigureMap) -> None:
        place = figures.first_number(self._preview.page)
        if place is not None:
            self.show_place(place)
            self.show()
            self.setFocus()

    def _clicked(self, page: int, x: float, y: float) -> None:
        def found(figures: FigureMap) -> None:
            place = figures.find(page, x, y)
            if place is not None:
                self.show_place(place)

        self._with_figures(found)

    def _with_figures(self, then: "_Then") -> None:
        notice_id = self._notice_id
        if not notice_id:
            return
        if self._figures is not None:
            then(self._figures)
            return

        def read(figures: FigureMap) -> None:
            if notice_id == self._notice_id:
                self._figures = figures
                then(figures)

        self._runner.read(
            lambda job: read_figures(self._office, notice_id), read, self._shell.show_error, owner=self
        )

    def move_by(self, lines: int, cells: int) -> None:
        """Explain the cell beside; over the edge of a page goes to the next one."""
        figures, place = self._figures, self._place
        if figures is None or place is None:
            return
        page, line = place.page, place.line + lines
        if line < 0 or line >= len(figures.lines[page]):
            page += lines
            if not 0 <= page < len(figures.lines) or not figures.lines[page]:
                return
            line = 0 if lines > 0 else len(figures.lines[page]) - 1
        beside = figures.lines[page][line].cells
        if lines:  # straight up or down, whatever the lines are divided into
            column = figures.lines[place.page][place.line].cells[place.cell][0]
            cell = next((n for n, (first, last, _) in enumerate(beside) if first <= column <= last), 0)
        else:
            cell = min(max(0, place.cell + cells), len(beside) - 1)
        self.show_place(CellPlace(page, line, cell))

    def show_place(self, place: CellPlace) -> None:
        """Mark a cell on the paper and show what is behind it."""
        figures, notice_id = self._figures, self._notice_id
        if figures is None:
            return
        self._place = place
        self._preview.mark(place.page, figures.box(place))

        def work(job: JobHandle) -> Explanation:
            return explain(self._office, notice_id, figures, place)

        def show(told: Explanation) -> None:
            if place == self._place and notice_id == self._notice_id:
                self._show(told)

        self._runner.read(work, show, self._shell.show_error, owner=self)

    def _show(self, told: Explanation) -> None:
        name = "　".join(dict.fromkeys(part for part in (told.line, told.heading) if part))
        self.heading.setText(f"{name}：{told.text}" if told.text and told.text != told.line else name)
        parts = [self.tr("{column} ＝ {formula}").format(column=told.heading, formula=told.formula)]
        notes = parts if told.formula else []
        if told.cut_off_at:
            notes.append(self.tr("下面是 {when} 取数时的样子").format(when=show_moment(told.cut_off_at)))
        if not told.records:
            notes.append(self.tr("这一格是文字或手工填写的，没有明细。"))
        self.formula.setText("　".join(notes))
        self.formula.setVisible(bool(notes) and not self._is_folded)
        total = told.total_cents
        count = self.tr("{count} 条").format(count=len(told.records))
        self.total.setText(count if total is None else f"{count}　{show_money(total)}")
        self._model.set_rows(told.records)
        self._hide_empty(told.records)
        self._has_records = bool(told.records)
        self._show_table(self._has_records and not self._is_folded)
        self.show()
        self.height_wanted.emit(self._height_wanted(len(told.records)))

    def _hide_empty(self, records: "Sequence[ExplainedRecord]") -> None:
        """Leave columns out that say nothing of any record, such as amounts of people."""
        for number, column in enumerate(self._columns()):
            cells = (column.cell(record) for record in records)
            says = any(cell if isinstance(cell, str) else cell.text for cell in cells)
            self.table.setColumnHidden(number, not says)

    def _height_wanted(self, records: int) -> int:
        """The two lines above the table, its head, and its rows up to the seventh."""
        line = self.fontMetrics().height()
        if self._is_folded or not records:
            return self.minimumSizeHint().height()
        return round(line * (5.5 + 1.9 * min(records, _MOST_ROWS)))

    def _show_table(self, shown: bool) -> None:
        """The keys stay with the panel, whatever of it is shown."""
        has_keys = self.table.hasFocus() or self.hasFocus()
        self.table.setVisible(shown)
        if has_keys:
            (self.table if shown else self).setFocus()

    @property
    def is_folded(self) -> bool:
        """Whether only its first line is shown."""
        return self._is_folded

    def fold(self, folded: bool) -> None:
        """Leave one line of the panel, or show the records again."""
        self._is_folded = folded
        self.formula.setVisible(bool(self.formula.text()) and not folded)
        self._show_table(self._has_records and not folded)
        set_icon(self.fold_button, "chevron_up" if folded else "chevron_down")
        name = self.tr("展开明细") if folded else self.tr("收起明细")
        self.fold_button.setToolTip(name)
        self.fold_button.setAccessibleName(name)
        self.height_wanted.emit(self._height_wanted(self._model.rowCount()))

    def _open(self, key: str) -> None:
        table, _, record_id = key.partition("/")
        if table == "person":
            self._shell.open_person(record_id)
        elif table == "household":
            self._shell.open_household(record_id)
        elif table == "matter":
            self._shell.open_record("matters", "matter", record_id)
        elif table == "notice":
            self._shell.open_record("documents", "notice", record_id)

    def leave(self) -> None:
        """Explain nothing any more."""
        self._place = None
        self._preview.mark(0, None)
        if self.isVisible():
            self.hide()
            self._preview.setFocus()
            self.closed.emit()


if TYPE_CHECKING:
    from collections.abc import Callable

    _Then = Callable[[FigureMap], None]
