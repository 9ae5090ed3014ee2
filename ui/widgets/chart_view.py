"""Shows a chart as it is placed for paper, in the colours of the window; a click asks for what is behind."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.reports.chart import ChartArea, LaidChart, lay_out_chart
from desktop.reports.document import Chart, Figure
from desktop.reports.fonts import type_of
from desktop.reports.placed import PlacedText
from ui.theme import colours

_LEAST_WIDTH = 320


class ChartView(QWidget):
    """One chart, as wide as its place; Up and Down choose a row, Enter asks for it."""

    row_asked = Signal(str)  # key of the row

    def __init__(self, name: str) -> None:
        super().__init__()
        self._chart: Chart | None = None
        self._beside: tuple[Chart, ...] = ()
        self._laid: LaidChart | None = None
        self._row = -1
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, chart: Chart, beside: tuple[Chart, ...] = ()) -> None:
        """Show another chart; ``beside`` are those that share its scale.

        The font of charts should be open by then (`desktop.reports.chart.open_chart_font`).
        """
        self._chart, self._beside, self._laid, self._row = chart, beside, None, -1
        rows = "；".join(
            f"{row.label} {'、'.join(Figure(value, chart.decimals).text() for value in row.values)}"
            for row in chart.rows
        )
        self.setAccessibleDescription(rows or chart.empty_text)
        self.updateGeometry()
        self.update()

    @property
    def areas(self) -> tuple[ChartArea, ...]:
        """Where each row stands, in points from the lower left corner."""
        return self._placed(self.width()).areas

    def _placed(self, width: int) -> LaidChart:
        if self._chart is None:  # nothing to place, and the font need not be open yet
            return LaidChart(float(width), 0.0, (), (), (), ())
        if self._laid is None or round(self._laid.width) != width:
            size = float(self.fontMetrics().height()) * 0.72
            self._laid = lay_out_chart(self._chart, float(width), size, True, self._beside)
        return self._laid

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._placed(max(width, _LEAST_WIDTH)).height) + 2

    def sizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH * 2, self.heightForWidth(_LEAST_WIDTH * 2))

    def minimumSizeHint(self) -> QSize:
        return QSize(_LEAST_WIDTH, self.heightForWidth(max(self.width(), _LEAST_WIDTH)))

    def paintEvent(self, event: QPaintEvent) -> None:
        laid = self._placed(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(colours().text)
        bottom = float(self.height() - 1)
        if 0 <= self._row < len(laid.areas):
            area = laid.areas[self._row]
            shade = QColor(ink)
            shade.setAlpha(18)
            painter.fillRect(QRectF(0, bottom - area.y - area.height, area.width, area.height), shade)
        for square in laid.squares:
            top = bottom - square.y - square.height
            painter.fillRect(QRectF(square.x, top, square.width, square.height), ink)
        for rule in laid.rules:
            painter.setPen(QPen(ink, rule.weight))
            painter.drawLine(QPointF(rule.x1, bottom - rule.y1), QPointF(rule.x2, bottom - rule.y2))
        font = QFont(self.font())
        painter.setPen(ink)
        for text in laid.texts:
            font.setPixelSize(max(1, round(text.size_pt)))
            painter.setFont(font)
            self._draw_text(painter, text, bottom)

    def _draw_text(self, painter: QPainter, text: PlacedText, bottom: float) -> None:
        """Draw a text as wide as it was placed: the window's font is another than the paper's."""
        type_ = type_of(text.role)
        wanted = (type_.figure_width if text.figure else type_.width)(text.text, text.size_pt)
        drawn = painter.fontMetrics().horizontalAdvance(text.text)
        painter.save()
        painter.translate(text.x, bottom - text.y)
        painter.scale(wanted / drawn if drawn else 1.0, 1.0)
        painter.drawText(QPointF(0, 0), text.text)
        painter.restore()

    def _row_at(self, y: float) -> int:
        height = self.height() - 1 - y
        for number, area in enumerate(self.areas):
            if area.y <= height <= area.y + area.height:
                return number
        return -1

    def _point_to(self, row: int) -> None:
        if row != self._row:
            self._row = row
            asks = 0 <= row < len(self.areas) and bool(self.areas[row].key)
            self.setCursor(Qt.CursorShape.PointingHandCursor if asks else Qt.CursorShape.ArrowCursor)
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_to(self._row_at(event.position().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._point_to(self._row_at(event.position().y()))
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and self.areas:
            self._point_to(min(max(self._row + step, 0), len(self.areas) - 1))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if 0 <= self._row < len(self.areas) and self.areas[self._row].key:
            self.row_asked.emit(self.areas[self._row].key)
