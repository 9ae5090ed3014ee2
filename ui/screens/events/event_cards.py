"""A short column of events as cards: opened with Enter, moved by dragging or with Alt and an arrow."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem

from desktop.domain.event_state import DueState
from desktop.services.inbox.listing import InboxLine
from ui.icons import icon
from ui.screens.events.table_model import line_words
from ui.theme import colours, tone_icon

_MIME = "application/x-cunqingtong-event"
_ID = Qt.ItemDataRole.UserRole
_MAY_MOVE = Qt.ItemDataRole.UserRole + 1
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class EventCards(QListWidget):
    """Shows events of one place (a column, a day) whose name is ``key``."""

    opened = Signal(str)  # event id
    dropped = Signal(str, str)  # event id, key of this place
    shifted = Signal(str, int, int)  # event id, places to the right, places down

    def __init__(self, key: str, name: str, *, dense: bool = False) -> None:
        super().__init__()
        self.key = key
        self._dense = dense
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrap(not dense)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSpacing(0 if dense else 2)
        self.itemActivated.connect(self._open)

    def minimumSizeHint(self) -> QSize:
        """Six weeks fit a small window: a dense column asks for a line only."""
        return QSize(40, self.fontMetrics().height()) if self._dense else super().minimumSizeHint()

    def show_lines(self, lines: Sequence[InboxLine]) -> None:
        """Show events; the current one stays current."""
        kept = self.current_id()
        self.clear()
        for line in lines:
            item = self._item(line)
            self.addItem(item)
            if line.id == kept:
                self.setCurrentItem(item)

    def _item(self, line: InboxLine) -> QListWidgetItem:
        words, tone = line_words(line)
        told = "　".join(part for part in (words or line.due_on, line.handler) if part)
        item = QListWidgetItem(line.title if self._dense or not told else f"{line.title}\n{told}")
        item.setData(_ID, line.id)
        item.setData(_MAY_MOVE, line.may_move_due)
        item.setToolTip("\n".join(part for part in (line.title, line.about, told) if part))
        if tone and line.due.state is not DueState.SOON:
            item.setForeground(QBrush(QColor(getattr(colours(), tone))))
            item.setIcon(icon(tone_icon(tone), getattr(colours(), tone)))
        return item

    def current_id(self) -> str:
        """Id of the current event, empty for none."""
        row = self.currentRow()
        return str(self.item(row).data(_ID)) if row >= 0 else ""

    def select_id(self, event_id: str) -> bool:
        """Make an event the current one; false when it is not here."""
        for row in range(self.count()):
            if self.item(row).data(_ID) == event_id:
                self.setCurrentRow(row)
                return True
        return False

    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(str(item.data(_ID)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        arrow = _ARROWS.get(Qt.Key(event.key()))
        if arrow is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier and self.current_id():
            self.shifted.emit(self.current_id(), *arrow)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current_id():
            self.opened.emit(self.current_id())
        else:
            super().keyPressEvent(event)

    def startDrag(self, actions: Qt.DropAction) -> None:
        if not self.current_id():
            return
        data = QMimeData()
        data.setData(_MIME, self.current_id().encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._accept(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._accept(event)

    def _accept(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasFormat(_MIME) and event.source() is not self:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        if event.mimeData().hasFormat(_MIME) and event.source() is not self:
            # Nothing moves by itself: the card stands there when the step was taken and the board read anew.
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(event.mimeData().data(_MIME).toStdString(), self.key)
