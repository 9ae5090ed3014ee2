"""Choosing the columns of a table: found by typing, put in order, own ones beside them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.domain.report_table import ReportColumn, Source
from desktop.services.report_tables.headings import plain_label
from ui.widgets.dress import button, label
from ui.widgets.passing import mark_passing

_COLUMN = Qt.ItemDataRole.UserRole


class ColumnChooser(QWidget):
    """What there is on the left, what is chosen on the right."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("找列：打几个字，回车加入；没有的就成为自填列"))
        self.search.setClearButtonEnabled(True)
        mark_passing(self.search)
        self.available = QListWidget()
        self.available.setAccessibleName(self.tr("可以选的列"))
        self.chosen = QListWidget()
        self.chosen.setAccessibleName(self.tr("选好的列"))
        self.chosen.setDragDropMode(QListWidget.DragDropMode.InternalMove)
        height = self.fontMetrics().height()
        for view in (self.available, self.chosen):
            view.setFixedHeight(height * 9)
        self.add = button(self.tr("加入"), icon_name="chevron_right")
        self.drop = button(self.tr("移出"), icon_name="chevron_left")
        self.up = button(self.tr("上移"), icon_name="chevron_up")
        self.down = button(self.tr("下移"), icon_name="chevron_down")
        middle = QVBoxLayout()
        middle.setSpacing(6)
        middle.addStretch()
        for each in (self.add, self.drop, self.up, self.down):
            middle.addWidget(each)
        middle.addStretch()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.search, 0, 0)
        layout.addWidget(label(self.tr("表里的列（可以拖动）"), "muted"), 0, 2)
        layout.addWidget(self.available, 1, 0)
        layout.addLayout(middle, 1, 1)
        layout.addWidget(self.chosen, 1, 2)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(2, 1)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self._take_typed)
        self.available.itemDoubleClicked.connect(lambda _item: self._add())
        self.chosen.itemDoubleClicked.connect(lambda _item: self._drop())
        self.add.clicked.connect(self._add)
        self.drop.clicked.connect(self._drop)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        QShortcut(
            QKeySequence.StandardKey.Delete,
            self.chosen,
            self._drop,
            context=Qt.ShortcutContext.WidgetShortcut,
        )

    def set_columns(self, available: Sequence[ReportColumn], chosen: Sequence[ReportColumn]) -> None:
        """Offer columns, some of them chosen already."""
        self.available.clear()
        self.chosen.clear()
        for column in available:
            self._put(self.available, column)
        for column in chosen:
            self._put(self.chosen, column)
        self._narrow(self.search.text())

    def columns(self) -> tuple[ReportColumn, ...]:
        """The chosen ones in their order."""
        return tuple(self.chosen.item(row).data(_COLUMN) for row in range(self.chosen.count()))

    @staticmethod
    def _put(view: QListWidget, column: ReportColumn) -> None:
        item = QListWidgetItem(column.label)
        item.setData(_COLUMN, column)
        view.addItem(item)

    def _narrow(self, text: str) -> None:
        wanted, first = text.strip(), None
        self.available.clearSelection()
        for row in range(self.available.count()):
            item = self.available.item(row)
            item.setHidden(wanted not in item.text())
            first = item if first is None and not item.isHidden() else first
        if first is not None:
            self.available.setCurrentItem(first)

    def _take_typed(self) -> None:
        text = self.search.text().strip()
        if not text:
            return
        if self._offered() is not None:
            self._add()
        else:
            self._put(self.chosen, ReportColumn(plain_label(text), text, Source.OWN))
            self.changed.emit()
        self.search.clear()

    def _offered(self) -> QListWidgetItem | None:
        """The column the cursor is on, if it can be seen."""
        chosen = self.available.selectedItems()
        return chosen[0] if chosen and not chosen[0].isHidden() else None

    def _add(self) -> None:
        item = self._offered()
        if item is not None:
            self._put(self.chosen, item.data(_COLUMN))
            self.chosen.setCurrentRow(self.chosen.count() - 1)
            self.changed.emit()

    def _drop(self) -> None:
        row = self.chosen.currentRow()
        if row >= 0:
            self.chosen.takeItem(row)
            self.changed.emit()

    def _move(self, by: int) -> None:
        row = self.chosen.currentRow()
        if row >= 0 and 0 <= row + by < self.chosen.count():
            item = self.chosen.takeItem(row)
            self.chosen.insertItem(row + by, item)
            self.chosen.setCurrentRow(row + by)
            self.changed.emit()
