"""A short column of events as cards: opened with Enter, moved by dragging or with Alt and an arrow."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.domain.event_state import DueState
from desktop.services.inbox.listing import InboxLine
from ui.icons import icon
from ui.screens.events.table_model import line_words
from ui.theme import colours, tone_icon

_MIME = "application/x-cunqingtong-event"
_ID = Qt.ItemDataRole.UserRole
_MAY_MOVE = Qt.ItemDataRole.UserRole + 1
_TOLD = Qt.ItemDataRole.UserRole + 2
_TONE = Qt.ItemDataRole.UserRole + 3
_TITLE_LINES = 2
_PAD = 4
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def _small_font(font: QFont) -> QFont:
    """As the style sheet's small text."""
    small = QFont(font)
    small.setPointSizeF(max(font.pointSizeF() * 0.9, 9))
    return small


def _cut(text: str, width: int, metrics: QFontMetrics, most: int) -> list[str]:
    """The lines of a text at a width, the last of so many ending in dots where more would follow."""
    layout = QTextLayout(text)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while len(lines) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        is_last = len(lines) + 1 == most
        start, end = line.textStart(), len(text) if is_last else line.textStart() + line.textLength()
        lines.append(metrics.elidedText(text[start:end], Qt.TextElideMode.ElideRight, width))
    layout.endLayout()
    return lines or [""]


class _CardDelegate(QStyledItemDelegate):
    """Paints a card: the title in at most two lines, small below it when it is due; dense the title only."""

    def __init__(self, cards: "EventCards") -> None:
        super().__init__(cards)
        self._cards = cards

    def _title(self, index: QModelIndex | QPersistentModelIndex, width: int) -> list[str]:
        most = 1 if self._cards.dense else _TITLE_LINES
        return _cut(str(index.data()), width, self._cards.fontMetrics(), most)

    def _small(self) -> QFontMetrics:
        return QFontMetrics(_small_font(self._cards.font()))

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._cards.viewport().width()
        if self._cards.dense:
            return QSize(width, self._cards.fontMetrics().height() + 2)
        height = len(self._title(index, width - 2 * _PAD)) * self._cards.fontMetrics().lineSpacing()
        if index.data(_TOLD):
            height += self._small().lineSpacing()
        return QSize(width, height + 2 * _PAD)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        style = self._cards.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, self._cards)
        rect: QRect = option.rect.adjusted(_PAD, 1 if self._cards.dense else _PAD, -_PAD, 0)
        tone = str(index.data(_TONE) or "")
        painter.save()
        if self._cards.dense:
            rect = self._mark(painter, rect, tone, self._cards.fontMetrics())
        painter.setPen(QColor(getattr(colours(), tone) if tone and self._cards.dense else colours().text))
        line = self._cards.fontMetrics().lineSpacing()
        for text in self._title(index, rect.width()):
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, text)
            rect.setTop(rect.top() + line)
        told = str(index.data(_TOLD) or "")
        if told and not self._cards.dense:
            small = self._small()
            rect = self._mark(painter, rect, tone, small)
            painter.setFont(_small_font(self._cards.font()))
            painter.setPen(QColor(getattr(colours(), tone) if tone else colours().muted))
            shown = small.elidedText(told, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
        painter.restore()

    def _mark(self, painter: QPainter, rect: QRect, tone: str, metrics: QFontMetrics) -> QRect:
        """The tone's sign at the beginning of a line; returns what is left of the line."""
        if not tone:
            return rect
        side = metrics.ascent()
        place = QRect(rect.left(), rect.top() + (metrics.height() - side) // 2, side, side)
        icon(tone_icon(tone), getattr(colours(), tone)).paint(painter, place)
        return rect.adjusted(side + _PAD, 0, 0, 0)


class EventCards(QListWidget):
    """Shows events of one place (a column, a day) whose name is ``key``; dense, one line for each."""

    opened = Signal(str)  # event id
    dropped = Signal(str, str)  # event id, key of this place
    shifted = Signal(str, int, int)  # event id, places to the right, places down

    def __init__(self, key: str, name: str) -> None:
        super().__init__()
        self.key = key
        self.dense = False
        self.setItemDelegate(_CardDelegate(self))
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setWordWrap(True)  # else a column that became narrower would keep its heights
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._open)

    def set_dense(self, dense: bool) -> None:
        """Show one line for each event without a scroll bar, or two to three."""
        self.dense = dense
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if dense else policy.ScrollBarAsNeeded)

    def minimumSizeHint(self) -> QSize:
        """Six weeks fit a small window: a dense column asks for a line only."""
        return QSize(40, self.fontMetrics().height()) if self.dense else super().minimumSizeHint()

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
        told = "  ".join(part for part in (words or line.due_on, line.handler) if part)
        item = QListWidgetItem(line.title)
        item.setData(_ID, line.id)
        item.setData(_MAY_MOVE, line.may_move_due)
        item.setToolTip("\n".join(part for part in (line.title, line.about, told) if part))
        item.setData(_TOLD, told)
        item.setData(_TONE, tone if line.due.state is not DueState.SOON else "")
        item.setData(
            Qt.ItemDataRole.AccessibleTextRole, "，".join(part for part in (line.title, told) if part)
        )
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
