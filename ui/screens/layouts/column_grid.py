"""The columns of one table of a layout: ticked, named, widened and put in order."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.reports.masking import Mask
from desktop.reports.template import ColumnTemplate, TableTemplate

_NAME, _WIDTH, _NOTE = range(3)
_KEY = int(Qt.ItemDataRole.UserRole)


class ColumnGrid(QTreeWidget):
    """One line a column. Space ticks, F2 renames, Alt+Up and Alt+Down or the mouse move it."""

    shown_changed = Signal(str, bool)  # name of the column, whether it is printed
    named = Signal(str, str)  # name, new heading
    widened = Signal(str, str)  # name, what was typed as its share
    moved = Signal(str, str)  # name, name of the column it now stands before, empty at the end

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._block: TableTemplate | None = None
        self.setAccessibleName(self.tr("列"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setHeaderLabels([self.tr("印在表上的列"), self.tr("宽度"), self.tr("说明")])
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.DoubleClicked
        )
        heading = self.header()
        heading.setStretchLastSection(False)
        heading.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        heading.setSectionResizeMode(_WIDTH, QHeaderView.ResizeMode.ResizeToContents)
        heading.setSectionResizeMode(_NOTE, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self._on_changed)

    def show_block(self, block: TableTemplate | None, editable: bool) -> None:
        """Show the columns of a table; None shows nothing."""
        kept = self.current_column()
        self.blockSignals(True)
        self.clear()
        self._block = block
        for column in block.columns if block is not None else ():
            self.addTopLevelItem(self._item(column, editable))
        self.blockSignals(False)
        self.select_column(kept)

    def _item(self, column: ColumnTemplate, editable: bool) -> QTreeWidgetItem:
        item = QTreeWidgetItem([column.column.heading, f"{column.column.share:g}", self._note(column)])
        item.setData(_NAME, _KEY, column.value)
        item.setCheckState(_NAME, Qt.CheckState.Checked if column.shown else Qt.CheckState.Unchecked)
        item.setTextAlignment(_WIDTH, Qt.AlignmentFlag.AlignCenter)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDragEnabled
        if editable:
            flags |= Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(flags)
        return item

    def _note(self, column: ColumnTemplate) -> str:
        if column.own:
            return self.tr("空白，手写")
        if column.mask is not Mask.NONE:
            return self.tr("遮盖")
        return self.tr("必须公开") if column.required else ""

    def current_column(self) -> str:
        """Name of the column the cursor is on, empty for none."""
        item = self.currentItem()
        return str(item.data(_NAME, _KEY)) if item is not None else ""

    def select_column(self, value: str) -> None:
        """Put the cursor on a column; the first when it is not there."""
        items = [self.topLevelItem(row) for row in range(self.topLevelItemCount())]
        found = next((item for item in items if item is not None and item.data(_NAME, _KEY) == value), None)
        self.setCurrentItem(found or (items[0] if items else None))  # type: ignore[arg-type]

    def move_current(self, step: int) -> None:
        """Move the column the cursor is on up or down by one."""
        order = self._order()
        value = self.current_column()
        if not value or not self._may_edit():
            return
        place = order.index(value) + step
        if 0 <= place < len(order):
            order.remove(value)
            order.insert(place, value)
            self._tell_move(value, order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key(), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_current(step)
            return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        value, before = self.current_column(), self._order()
        if event.source() is not self or not self._may_edit():
            event.ignore()
            return
        self.blockSignals(True)
        super().dropEvent(event)
        self.blockSignals(False)
        after = self._order()
        if value and after != before:
            self._tell_move(value, after)

    def _may_edit(self) -> bool:
        item = self.currentItem()
        return item is not None and bool(item.flags() & Qt.ItemFlag.ItemIsEditable)

    def _tell_move(self, value: str, order: Sequence[str]) -> None:
        place = list(order).index(value)
        self.moved.emit(value, order[place + 1] if place + 1 < len(order) else "")

    def _order(self) -> list[str]:
        items = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [str(item.data(_NAME, _KEY)) for item in items if item is not None]

    def _on_changed(self, item: QTreeWidgetItem, part: int) -> None:
        value = str(item.data(_NAME, _KEY))
        column = next((c for c in self._block.columns if c.value == value), None) if self._block else None
        if column is None:
            return
        if part == _WIDTH:
            self.widened.emit(value, item.text(_WIDTH))
            return
        shown = item.checkState(_NAME) is Qt.CheckState.Checked
        if shown != column.shown:
            self.shown_changed.emit(value, shown)
        elif item.text(_NAME) != column.column.heading:
            self.named.emit(value, item.text(_NAME))
