"""Paints the cells of a `VirtualTable`.

Qt's own delegate asks the model nine times for each cell and lays each text out anew; with a model
in Python that takes two frames for one screenful. This one asks once and draws plain text.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.icons import pixmap
from ui.theme import Colours, colours, tone_icon

if TYPE_CHECKING:
    from ui.widgets.virtual_table import VirtualTable

CELL_PADDING = 8
_SELECTED = QStyle.StateFlag.State_Selected.value
_FOCUSED = QStyle.StateFlag.State_HasFocus.value
_SINGLE_LINE = Qt.TextFlag.TextSingleLine.value


class CellDelegate(QStyledItemDelegate):
    """Text, icon and tone of a cell; the cursor has a thin frame."""

    def __init__(self, table: "VirtualTable") -> None:
        super().__init__(table)
        self._table = table
        self._for: Colours | None = None
        self._inks: dict[str, QColor] = {}
        self._metrics = QFontMetrics(table.font())
        self._widest = self._metrics.horizontalAdvance("国")

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        model = self._table.table_model()
        if model is None:
            return
        c = colours()
        if c is not self._for:
            self._take_colours(c)
        rect: QRect = option.rect
        state = option.state.value
        if state & _SELECTED:
            painter.fillRect(rect, self._inks["selection"])
        column = index.column()
        cell = model.cell_at(index.row(), column)
        inner = rect.adjusted(CELL_PADDING, 0, -CELL_PADDING, 0)
        if isinstance(cell, str):
            text, ink = cell, self._inks["text"]
        else:
            text = cell.text
            ink = self._inks[cell.tone] if cell.tone else self._inks["text"]
            if cell.tone or cell.icon:
                inner = self._draw_icon(painter, inner, cell.icon or tone_icon(cell.tone), cell.tone)
        if text:
            painter.setPen(ink)
            room = inner.width()
            # Measuring a text costs as much as drawing it, so a short one is only reckoned: a hanzi
            # has three bytes and one square, a letter or digit one byte and less than 0.6 squares.
            count = len(text)
            hanzi = (len(text.encode("utf-8", "replace")) - count) / 2
            if (hanzi + (count - hanzi) * 0.6) * self._widest > room:
                text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(inner, model.columns[column].align.value | _SINGLE_LINE, text)
        if state & _FOCUSED:
            painter.setPen(self._inks["accent"])
            painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def font_changed(self) -> None:
        """Measure with the table's font of now."""
        self._metrics = QFontMetrics(self._table.font())
        self._widest = self._metrics.horizontalAdvance("国")

    def _draw_icon(self, painter: QPainter, inner: QRect, name: str, tone: str) -> QRect:
        """Draw the icon at the left end; returns the room that is left for the text."""
        size = self._metrics.height()
        tint = getattr(self._for, tone or "muted")
        picture = pixmap(name, tint, size, self._table.devicePixelRatioF())
        painter.drawPixmap(inner.left(), inner.center().y() - size // 2, picture)
        return inner.adjusted(size + 4, 0, 0, 0)

    def _take_colours(self, c: Colours) -> None:
        self._for = c
        names = ("text", "selection", "accent", "ok", "soon", "overdue", "error")
        self._inks = {name: QColor(getattr(c, name)) for name in names}
