"""Paints the cells of a `VirtualTable`.

Qt's own painting calls a delegate once for each cell. A delegate in Python takes the interpreter's lock
each time, and a thread that reads rows meanwhile may hold it for five milliseconds before each: a screenful
of cells then takes a tenth of a second. So the table paints all that needs painting in one call, and between
its first cell and its last nothing is made and no method is called that gives the lock away: no new `QRect`,
`QPoint` or `QStaticText`, and no ``drawText`` into a rectangle.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QGradient,  # noqa: F401 - the first `fillRect` would make Python look at it, in the middle of a painting
    QPainter,
)

from ui.icons import pixmap
from ui.theme import Colours, colours, tone_icon
from ui.widgets.table_column import RIGHT, Cell

if TYPE_CHECKING:
    from ui.widgets.virtual_table import VirtualTable

CELL_PADDING = 8
_KEPT_TEXTS = 4_096
_ONE_LINE = dict.fromkeys(map(ord, "\t\n\r\v\f\u2028\u2029"), " ")
_TOP_LEVEL = QModelIndex()


class CellPainter:
    """Text, icon and tone of the cells, stripes and chosen rows; the cursor has a thin frame."""

    def __init__(self, table: "VirtualTable") -> None:
        self._table = table
        self._for: Colours | None = None
        self._inks: dict[str, QColor] = {}
        self._fitted: dict[tuple[str, int], str] = {}
        self.font_changed()

    def font_changed(self) -> None:
        """Measure with the table's font of now."""
        self._metrics = QFontMetrics(self._table.font())
        self._height = self._metrics.height()
        self._ascent = self._metrics.ascent()
        self._widest = self._metrics.horizontalAdvance("国")
        self._fitted.clear()

    def paint(self, painter: QPainter, area: QRect) -> None:
        """Paint every pixel of an area of the viewport.

        Args:
            painter: Paints on the viewport, with the table's font.
            area: In the viewport's coordinates.
        """
        c = colours()
        if c is not self._for:
            self._take_colours(c)
        left, top, right, bottom = area.left(), area.top(), area.right(), area.bottom()
        painter.fillRect(area, self._inks["surface"])
        model, table = self._table.table_model(), self._table
        columns = self._columns_between(left, right)
        row = table.rowAt(top)
        if model is None or row < 0 or not columns:
            return
        start = columns[0][1]
        width = columns[-1][1] + columns[-1][2] - start
        chosen, heading = table.selectionModel(), model.columns
        last = model.rowCount() - 1
        cursor = table.currentIndex() if table.hasFocus() or table.viewport().hasFocus() else _TOP_LEVEL
        cursor_row, cursor_column = cursor.row(), cursor.column()
        fill, inks = painter.fillRect, self._inks
        while row <= last:
            y, height = table.rowViewportPosition(row), table.rowHeight(row)
            if y > bottom:
                break
            if chosen.isRowSelected(row, _TOP_LEVEL):
                fill(start, y, width, height, inks["selection"])
            elif row % 2:
                fill(start, y, width, height, inks["stripe"])
            cells = model.cells_at(row)
            for column, x, room in columns:
                cell = cells[column]
                if cell:
                    self._paint_cell(painter, cell, heading[column].align, (x, y, room, height))
                if row == cursor_row and column == cursor_column:
                    self._paint_frame(painter, (x, y, room, height))
            row += 1

    def _columns_between(self, left: int, right: int) -> list[tuple[int, int, int]]:
        """Number, left end and width of the columns that have a pixel in between, left to right."""
        heading = self._table.horizontalHeader()
        visual = heading.visualIndexAt(left)
        found: list[tuple[int, int, int]] = []
        while 0 <= visual < heading.count():
            number = heading.logicalIndex(visual)
            if not heading.isSectionHidden(number):
                x = heading.sectionViewportPosition(number)
                if x > right:
                    break
                found.append((number, x, heading.sectionSize(number)))
            visual += 1
        return found

    def _paint_cell(
        self,
        painter: QPainter,
        cell: str | Cell,
        align: Qt.AlignmentFlag,
        place: tuple[int, int, int, int],
    ) -> None:
        x, y, width, height = place
        x += CELL_PADDING
        room = width - 2 * CELL_PADDING
        if isinstance(cell, str):
            text, tone = cell, ""
        else:
            text, tone = cell.text, cell.tone
            if tone or cell.icon:
                size = self._height
                tint = getattr(self._for, tone or "muted")
                picture = pixmap(cell.icon or tone_icon(tone), tint, size, self._table.devicePixelRatioF())
                painter.drawPixmap(x, y + (height - 1) // 2 - size // 2, picture)
                x += size + 4
                room -= size + 4
        # No character is wider than a hanzi: most texts fit without being measured.
        if len(text) * self._widest > room or not text.isprintable():
            text = self._fit(text, room)
        if not text:
            return
        if align is RIGHT:
            x += room - self._metrics.horizontalAdvance(text)
        painter.setPen(self._inks[tone or "text"])
        painter.drawText(x, y + (height - self._height) // 2 + self._ascent, text)

    def _paint_frame(self, painter: QPainter, place: tuple[int, int, int, int]) -> None:
        x, y, width, height = place
        ink = self._inks["accent"]
        # A pen's line would lie half in the next cell at some scales, and stay there when that is painted.
        painter.fillRect(x, y, width, 1, ink)
        painter.fillRect(x, y + height - 1, width, 1, ink)
        painter.fillRect(x, y, 1, height, ink)
        painter.fillRect(x + width - 1, y, 1, height, ink)

    def _fit(self, text: str, room: int) -> str:
        """The text in one line, with an ellipsis where it is too long."""
        fitted = self._fitted.get((text, room))
        if fitted is None:
            if len(self._fitted) >= _KEPT_TEXTS:
                self._fitted.clear()
            line = text.translate(_ONE_LINE)
            fitted = self._metrics.elidedText(line, Qt.TextElideMode.ElideRight, room)
            self._fitted[text, room] = fitted
        return fitted

    def _take_colours(self, c: Colours) -> None:
        self._for = c
        names = ("surface", "stripe", "selection", "text", "accent", "ok", "soon", "overdue", "error")
        self._inks = {name: QColor(getattr(c, name)) for name in names}
