"""Several values of a table in one line, chosen from a list."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.widgets.dress import button, foot
from ui.widgets.passing import mark_passing
from ui.widgets.pinyin_initials import matches

SEPARATOR = "、"


class ListEdit(QWidget):
    """A line of values divided by ``、``; typed by hand, or ticked in a list (F4)."""

    text_changed = Signal()

    def __init__(self, values: Sequence[str], title: str) -> None:
        super().__init__()
        self._values = tuple(values)
        self._title = title
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("用顿号隔开，或按 F4 选择"))
        self.choose = button(self.tr("选…"))
        self.choose.setToolTip(self.tr("从列表里选（F4）"))
        self.choose.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.choose)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self.text_changed)
        self.choose.clicked.connect(self.open_list)

    def text(self) -> str:
        """The values as typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Show values."""
        self.line.setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """F4 opens the list; a shortcut would take the key away from the boxes of the same form."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_F4
        ):
            self.open_list()
            return True
        return super().eventFilter(watched, event)

    def open_list(self) -> "CheckDialog":
        """Offer every value with a tick; returned for tests."""
        chosen = [part.strip() for part in self.text().split(SEPARATOR) if part.strip()]
        dialog = CheckDialog(self._title, self._values, chosen, self)
        dialog.chosen.connect(lambda values: self.line.setText(SEPARATOR.join(values)))
        dialog.open()
        return dialog


class CheckDialog(QDialog):
    """Values with ticks; typing narrows them by hanzi or pinyin initials."""

    chosen = Signal(object)  # list[str] in the order of the table

    def __init__(self, title: str, values: Sequence[str], chosen: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._kept = [value for value in chosen if value not in values]
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("输入汉字或拼音首字母"))
        mark_passing(self.search)
        self.list = QListWidget()
        for value in values:
            item = QListWidgetItem(value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in chosen else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        cancel = button(self.tr("取消"))
        self.take = button(self.tr("确定"), "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(self.search)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot(cancel, self.take))
        cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self._answer)
        self.search.textChanged.connect(self._narrow)
        self.search.returnPressed.connect(self.list.setFocus)
        height = self.fontMetrics().height()
        self.resize(height * 20, height * 24)
        self.search.setFocus()

    def _narrow(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(bool(text.strip()) and not matches(item.text(), text.strip()))

    def _answer(self) -> None:
        items = (self.list.item(row) for row in range(self.list.count()))
        ticked = [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]
        self.chosen.emit([*ticked, *self._kept])
        self.accept()
