"""The table of every list: fast with a hundred thousand rows, columns chosen and remembered."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QEvent, QItemSelectionModel, QPoint, QSettings, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from ui.widgets.block_model import BlockModel
from ui.widgets.cell_painter import CELL_PADDING, CellPainter
from ui.widgets.column_dialog import ColumnDialog
from ui.widgets.rows_model import RowsModel
from ui.widgets.table_column import Cell, TableColumn

_KEEP_AFTER_MS = 500
_MEASURED_ROWS = 120
_WHOLE_CHARS = 14  # a state is told whole up to so many Chinese characters


@dataclass(frozen=True, slots=True)
class TableArrangement:
    """What the user made of a table: part of a saved view.

    Attributes:
        columns: Identifiers of the columns shown, left to right.
        widths: Width by identifier in hundredths of a Chinese character, whatever the font size; of the
            columns whose width the user chose.
        sort_key: Empty when in the list's own order.
        descending: Direction of ``sort_key``.
    """

    columns: tuple[str, ...]
    widths: dict[str, int]
    sort_key: str = ""
    descending: bool = False


class VirtualTable(QTableView):
    """A table over a `BlockModel` or a `RowsModel`; rows are records and are chosen whole.

    A column begins as wide as its definition says. Over a `RowsModel` what has a tone is never cut. Columns
    whose rows need more get the room that the others leave, and what others have beyond their own need; a
    width that the user chose stays.

    Enter or a double click opens a record, Ctrl+C copies what is shown, the heading's menu
    chooses columns. Columns, widths and order are remembered on this PC under ``name``; without a name
    they are not.
    """

    row_activated = Signal(str)  # id of the record to open
    current_changed = Signal(str)  # id of the record the cursor is on, empty for none
    selection_changed = Signal()
    columns_changed = Signal()  # shown columns, their order or a width
    arrangement_changed = Signal()  # any part of `arrangement`

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._columns: tuple[TableColumn, ...] = ()
        self._wanted_current = ""
        self._chosen_widths: set[str] = set()
        self._needs: dict[str, int] = {}  # pixels of the widest cell so far: while one looks, none narrows
        self._told_whole: set[str] = set()
        self._shown_model: BlockModel | RowsModel | None = None  # type: ignore[type-arg]
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self._painter = CellPainter(self)
        # The painter fills every pixel, so Qt may move what stands there and ask for the new rows only.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading = self.horizontalHeader()
        heading.setSectionsMovable(True)
        heading.setHighlightSections(False)
        heading.setMinimumSectionSize(24)
        heading.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._fit_rows()
        self._keep_timer = QTimer(self)
        self._keep_timer.setSingleShot(True)
        self._keep_timer.setInterval(_KEEP_AFTER_MS)
        self._keep_timer.timeout.connect(self._keep)
        heading.customContextMenuRequested.connect(self._on_heading_menu)
        heading.sectionMoved.connect(self._on_columns_touched)
        heading.sectionResized.connect(self._on_width_chosen)
        heading.sortIndicatorChanged.connect(self._on_columns_touched)
        self.doubleClicked.connect(self._on_double_clicked)

    def show_model(self, model: BlockModel | RowsModel) -> None:  # type: ignore[type-arg]
        """Show a model, with the columns as the user last arranged them."""
        self._columns = model.columns
        self._shown_model = model
        self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setModel(model)
        self.setSortingEnabled(True)
        self.selectionModel().currentRowChanged.connect(self._on_current_row_changed)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        model.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        model.modelReset.connect(self._on_reset)
        kept = self._kept()
        self._needs.clear()
        self._told_whole.clear()
        self._arrange(kept if kept is not None else self._first_state())
        self._measure()

    def current_id(self) -> str:
        """Id of the record the cursor is on, empty for none."""
        model, index = self.table_model(), self.currentIndex()
        return model.id_at(index.row()) if model is not None and index.isValid() else ""

    def selected_ids(self) -> tuple[str, ...]:
        """Ids of the chosen records, from top to bottom."""
        model = self.table_model()
        if model is None:
            return ()
        return tuple(model.id_at(row) for row in sorted(self._selected_rows()))

    def selected_count(self) -> int:
        """How many records are chosen."""
        return len(self._selected_rows())

    def _selected_rows(self) -> set[int]:
        """Rows by the ranges chosen: all of a hundred thousand are one range."""
        if self.table_model() is None:
            return set()
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        return {row for part in parts for row in range(part.top(), part.bottom() + 1)}

    def select_id(self, record_id: str) -> bool:
        """Put the cursor on a record; false when it is not in the list."""
        model = self.table_model()
        row = model.row_of(record_id) if model is not None else -1
        if model is None or row < 0:
            return False
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        index = model.index(row, self._first_visible())
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)
        return True

    def focus_first_row(self) -> None:
        """Take the focus, with the first row chosen unless another is."""
        self.setFocus()
        model = self.table_model()
        # Qt itself puts the cursor on the first row when the focus comes, without choosing it.
        if model is not None and model.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))

    def arrangement(self) -> TableArrangement:
        """Columns, widths and sorting as they are now."""
        heading = self.horizontalHeader()
        order = [heading.logicalIndex(visual) for visual in range(heading.count())]
        shown = [self._columns[n] for n in order if not heading.isSectionHidden(n)]
        one = self._character_width()
        widths = {
            column.identifier: round(heading.sectionSize(number) * 100 / one)
            for number, column in enumerate(self._columns)
            if column.identifier in self._chosen_widths and not heading.isSectionHidden(number)
        }
        section = heading.sortIndicatorSection()
        by = self._columns[section].sort_key if 0 <= section < len(self._columns) else ""
        descending = heading.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        return TableArrangement(tuple(c.identifier for c in shown), widths, by, bool(by) and descending)

    def restore(self, state: TableArrangement) -> None:
        """Arrange the table as kept; columns it no longer has are left out."""
        self._arrange(state)
        self._on_columns_touched()

    def shown_columns(self) -> tuple[TableColumn, ...]:
        """The columns shown, left to right: print and export use the same."""
        known = {column.identifier: column for column in self._columns}
        return tuple(known[identifier] for identifier in self.arrangement().columns)

    def choose_columns(self) -> ColumnDialog:
        """Open the column chooser; it acts by itself and is returned for tests."""
        shown = list(self.arrangement().columns)
        dialog = ColumnDialog(self._columns, shown, [c.identifier for c in self._columns if c.shown], self)
        dialog.chosen.connect(self._on_columns_chosen)
        dialog.open()
        return dialog

    def copy_selection(self) -> None:
        """Put what is shown of the chosen rows on the clipboard, ready to paste into a sheet."""
        model = self.table_model()
        if model is None:
            return
        heading = self.horizontalHeader()
        numbers = [heading.logicalIndex(visual) for visual in range(heading.count())]
        numbers = [number for number in numbers if not heading.isSectionHidden(number)]
        lines = ["\t".join(self._columns[number].heading for number in numbers)]
        for chosen in sorted(self.selectionModel().selectedRows(), key=lambda index: index.row()):
            texts = (str(model.index(chosen.row(), number).data() or "") for number in numbers)
            lines.append("\t".join(text.replace("\t", " ").replace("\n", " ") for text in texts))
        QGuiApplication.clipboard().setText("\n".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.row_activated.emit(self.current_id())
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() == Qt.Key.Key_Home and not event.modifiers():
            self.selectRow(0)
        elif event.key() == Qt.Key.Key_End and not event.modifiers():
            model = self.table_model()
            self.selectRow(model.rowCount() - 1 if model is not None else 0)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._painter.paint(painter, event.rect())
        painter.end()

    def table_model(self) -> "BlockModel | RowsModel | None":  # type: ignore[type-arg]
        """The model shown, or None before the first."""
        return self._shown_model

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit_rows()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._spread()

    def _fit_rows(self) -> None:
        """Give rows the height, and the painter the measures, of the font in use."""
        height = self.fontMetrics().height()
        self.verticalHeader().setDefaultSectionSize(height + 12)
        self._painter.font_changed()
        self._needs.clear()
        self._measure()

    def _character_width(self) -> int:
        return QFontMetrics(self.font()).horizontalAdvance("国")

    def _first_visible(self) -> int:
        return max(0, self.horizontalHeader().logicalIndexAt(0))

    def _first_state(self) -> TableArrangement:
        return TableArrangement(tuple(c.identifier for c in self._columns if c.shown), {})

    def _arrange(self, state: TableArrangement) -> None:
        heading = self.horizontalHeader()
        heading.blockSignals(True)
        numbers = {column.identifier: number for number, column in enumerate(self._columns)}
        shown = [identifier for identifier in state.columns if identifier in numbers]
        shown = shown or [column.identifier for column in self._columns if column.shown]
        one = self._character_width()
        self._chosen_widths = numbers.keys() & state.widths.keys()
        for place, identifier in enumerate(shown):
            heading.moveSection(heading.visualIndex(numbers[identifier]), place)
        for number, column in enumerate(self._columns):
            heading.setSectionHidden(number, column.identifier not in shown)
            kept = state.widths.get(column.identifier)
            width = kept * one // 100 if kept else self._first_width(column, one)
            if column.identifier in shown:
                heading.resizeSection(number, width)
        heading.blockSignals(False)
        by = next((n for n, c in enumerate(self._columns) if c.sort_key and c.sort_key == state.sort_key), -1)
        order = Qt.SortOrder.DescendingOrder if state.descending else Qt.SortOrder.AscendingOrder
        if by != heading.sortIndicatorSection() or order != heading.sortIndicatorOrder():
            heading.setSortIndicator(by, order)
        self.updateGeometries()
        self._spread()

    def _measure(self) -> None:
        """Note how wide the first rows would have their columns."""
        model = self._shown_model
        if not isinstance(model, RowsModel):
            return
        metrics = QFontMetrics(self.font())
        sign = metrics.height() + 4
        for row in range(min(model.rowCount(), _MEASURED_ROWS)):
            for column, cell in zip(self._columns, model.cells_at(row), strict=True):
                shown = Cell(cell) if isinstance(cell, str) else cell
                if shown.tone:
                    self._told_whole.add(column.identifier)
                need = metrics.horizontalAdvance(shown.text) + 2 * CELL_PADDING + 1
                if shown.tone or shown.icon:
                    need += sign
                self._needs[column.identifier] = max(need, self._needs.get(column.identifier, 0))
        self._spread()

    def _spread(self) -> None:
        """Give columns whose cells would be cut what the others can spare, the one that lacks least first."""
        if not self._needs:
            return
        heading, one = self.horizontalHeader(), self._character_width()
        widths: dict[int, int] = {}
        lacking: list[tuple[int, int]] = []
        beyond: dict[int, int] = {}
        for number, column in enumerate(self._columns):
            if heading.isSectionHidden(number):
                continue
            if column.identifier in self._chosen_widths:
                widths[number] = heading.sectionSize(number)
                continue
            need = self._needs.get(column.identifier, 0)
            least = min(need, _WHOLE_CHARS * one) if column.identifier in self._told_whole else 0
            widths[number] = max(self._first_width(column, one), least)
            if need > widths[number]:
                lacking.append((need - widths[number], number))
            else:
                beyond[number] = widths[number] - max(need + self._margin(one), self._heading_width(column))
        spare = self.viewport().width() - sum(widths.values())
        beyond = {number: width for number, width in beyond.items() if width > 0}
        wanted = min(sum(lack for lack, _ in lacking) - spare, sum(beyond.values()))
        if wanted > 0:
            share = wanted / sum(beyond.values())
            for number, width in beyond.items():
                widths[number] -= min(width, ceil(width * share))
            spare = self.viewport().width() - sum(widths.values())
        for lack, number in sorted(lacking):
            more = max(0, min(lack, spare))
            widths[number] += more
            spare -= more
        if any(heading.sectionSize(number) != width for number, width in widths.items()):
            heading.blockSignals(True)
            for number, width in widths.items():
                heading.resizeSection(number, width)
            heading.blockSignals(False)
            self.updateGeometries()
            self.viewport().update()

    def _first_width(self, column: TableColumn, one: int) -> int:
        """Wide enough for what it usually holds, and for its heading, which is longer in English."""
        return max(round(column.width_chars * one) + 2 * CELL_PADDING + 4, self._heading_width(column))

    def _heading_width(self, column: TableColumn) -> int:
        heading = QFontMetrics(self.horizontalHeader().font()).horizontalAdvance(column.heading)
        return heading + 2 * CELL_PADDING + 4

    def _margin(self, one: int) -> int:
        """What a column keeps beyond the rows measured where there are more of them."""
        model = self._shown_model
        return 2 * one if model is not None and model.rowCount() > _MEASURED_ROWS else 0

    def _kept(self) -> TableArrangement | None:
        """The arrangement kept on this PC, or None; a damaged entry counts as none."""
        if not self._name:
            return None
        try:
            kept = json.loads(str(QSettings().value(f"tables/{self._name}", "")))
            return TableArrangement(
                tuple(str(identifier) for identifier in kept["columns"]),
                {str(key): int(width) for key, width in kept["widths"].items()},
                str(kept["sort_key"]),
                bool(kept["descending"]),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return None

    def _keep(self) -> None:
        if not self._name:
            return
        state = self.arrangement()
        kept = {
            "columns": state.columns,
            "widths": state.widths,
            "sort_key": state.sort_key,
            "descending": state.descending,
        }
        QSettings().setValue(f"tables/{self._name}", json.dumps(kept))

    def _on_width_chosen(self, number: int) -> None:
        self._chosen_widths.add(self._columns[number].identifier)
        self._on_columns_touched()

    def _on_columns_touched(self) -> None:
        self._keep_timer.start()
        self.columns_changed.emit()
        self.arrangement_changed.emit()

    def _on_columns_chosen(self, shown: Sequence[str]) -> None:
        state = self.arrangement()
        self.restore(TableArrangement(tuple(shown), state.widths, state.sort_key, state.descending))

    def _on_heading_menu(self, place: QPoint) -> None:
        heading = self.horizontalHeader()
        number = heading.logicalIndexAt(place)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("选择列…"), self.choose_columns)
        if 0 <= number < len(self._columns) and len(self.arrangement().columns) > 1:
            name = self._columns[number].heading
            hide = menu.addAction(self.tr("隐藏“{name}”").format(name=name))
            hide.triggered.connect(lambda: self._hide(number))
        menu.addAction(self.tr("恢复默认列"), lambda: self.restore(self._first_state()))
        menu.popup(heading.mapToGlobal(place))

    def _hide(self, number: int) -> None:
        self.horizontalHeader().setSectionHidden(number, True)
        self._on_columns_touched()

    def _on_double_clicked(self) -> None:
        if self.current_id():
            self.row_activated.emit(self.current_id())

    def _on_current_row_changed(self) -> None:
        self.current_changed.emit(self.current_id())

    def _on_about_to_be_reset(self) -> None:
        self._wanted_current = self.current_id()

    def _on_reset(self) -> None:
        """Find the record again that the cursor was on."""
        if self._wanted_current and not self.select_id(self._wanted_current):
            self.current_changed.emit("")
        self._measure()
