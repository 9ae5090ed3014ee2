"""Choosing which columns a table shows, and in which order."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.dress import button, label
from ui.widgets.pinyin_initials import matches
from ui.widgets.search_box import SearchBox
from ui.widgets.table_column import TableColumn


class ColumnDialog(QDialog):
    """A list of all columns to tick; Alt+Up and Alt+Down move one, the shown ones stand first."""

    chosen = Signal(object)  # identifiers of the columns to show, left to right

    def __init__(
        self,
        columns: Sequence[TableColumn],
        shown: Sequence[str],
        defaults: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("选择列"))
        self._columns = {column.identifier: column for column in columns}
        self._defaults = tuple(defaults)
        self._search = SearchBox(self.tr("找一列（可打拼音首字母）"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("列"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        up, down = button(self.tr("上移")), button(self.tr("下移"))
        first = button(self.tr("恢复默认"))
        side = QVBoxLayout()
        for each in (up, down, first):
            side.addWidget(each)
        side.addStretch()
        middle = QHBoxLayout()
        middle.addWidget(self.list, 1)
        middle.addLayout(side)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        layout = QVBoxLayout(self)
        layout.addWidget(self._search)
        layout.addLayout(middle)
        layout.addWidget(label(self.tr("空格勾选，Alt+↑↓ 调整先后。"), "small"))
        layout.addWidget(buttons)
        self._fill(shown)
        self._search.search_requested.connect(self._on_search_requested)
        self._search.went_down.connect(self.list.setFocus)
        up.clicked.connect(lambda: self._move(-1))
        down.clicked.connect(lambda: self._move(1))
        first.clicked.connect(lambda: self._fill(self._defaults))
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self.resize(460, 460)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            step = {Qt.Key.Key_Up.value: -1, Qt.Key.Key_Down.value: 1}.get(event.key())
            if step is not None:
                self._move(step)
                return
        super().keyPressEvent(event)

    def _fill(self, shown: Sequence[str]) -> None:
        self.list.clear()
        rest = [identifier for identifier in self._columns if identifier not in shown]
        for identifier in [*shown, *rest]:
            item = QListWidgetItem(self._columns[identifier].heading)
            item.setData(Qt.ItemDataRole.UserRole, identifier)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            ticked = identifier in shown
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _move(self, step: int) -> None:
        row = self.list.currentRow()
        if 0 <= row + step < self.list.count():
            item = self.list.takeItem(row)
            self.list.insertItem(row + step, item)
            self.list.setCurrentRow(row + step)

    def _on_search_requested(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(not matches(item.text(), text))

    def _on_accepted(self) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        shown = [
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        ]
        self.chosen.emit(shown or list(self._defaults))
        self.accept()
