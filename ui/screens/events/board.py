"""The board: events by state in columns; moving a card is the step that leads there."""

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from desktop.services.inbox.listing import BoardColumn, Column
from ui.screens.events.event_cards import EventCards
from ui.widgets.dress import label
from ui.widgets.empty_state import EmptyState

MOST_CARDS = 40
"""Cards of a column; more are in the list."""


class EventBoard(QWidget):
    """Columns of cards; emits what the user wants to do."""

    opened = Signal(str)  # event id
    moved = Signal(str, str)  # event id, key of the column it is to stand in

    def __init__(self) -> None:
        super().__init__()
        host = QWidget()
        self.empty = EmptyState("tasks")
        self._pages = QStackedLayout(self)
        self._pages.addWidget(host)
        self._pages.addWidget(self.empty)
        layout = QHBoxLayout(host)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.columns: dict[str, EventCards] = {}
        self._heads = {}
        self._rests = {}
        self._names = {
            Column.NEW: self.tr("待受理"),
            Column.ASSIGNED: self.tr("已受理、交办"),
            Column.WORKING: self.tr("办理中"),
            Column.WAITING: self.tr("等待"),
            Column.FEEDBACK: self.tr("待反馈"),
            Column.DONE: self.tr("已办"),
        }
        for key, name in self._names.items():
            cards = EventCards(key, name)
            cards.opened.connect(self.opened)
            cards.dropped.connect(self.moved)
            cards.shifted.connect(lambda event, right, _down, at=key: self._shift(event, at, right))
            head, rest = label(name, "strong"), label("", "small", wrap=True)
            part = QVBoxLayout()
            part.setSpacing(4)
            part.addWidget(head)
            part.addWidget(cards, 1)
            part.addWidget(rest)
            layout.addLayout(part, 1)
            self.columns[key], self._heads[key], self._rests[key] = cards, head, rest

    def show_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show every column with its count and its first cards; without any, `empty`."""
        self._pages.setCurrentIndex(0 if any(column.count for column in columns) else 1)
        for column in columns:
            count = QLocale().toString(column.count)
            self._heads[column.key].setText(f"{self._names[column.key]}  {count}")
            self.columns[column.key].show_lines(column.lines)
            left = column.count - len(column.lines)
            text = self.tr("还有 {n} 项，见列表").format(n=QLocale().toString(left)) if left > 0 else ""
            self._rests[column.key].setText(text)
            self._rests[column.key].setVisible(left > 0)

    def focus_first(self) -> None:
        """Take the keyboard in the first column with cards."""
        for cards in self.columns.values():
            if cards.count():
                cards.setFocus()
                if cards.currentRow() < 0:
                    cards.setCurrentRow(0)
                return
        self.columns[Column.NEW].setFocus()

    def _shift(self, event_id: str, at: str, right: int) -> None:
        keys = list(self.columns)
        place = keys.index(at) + right
        if right and 0 <= place < len(keys):
            self.moved.emit(event_id, keys[place])
