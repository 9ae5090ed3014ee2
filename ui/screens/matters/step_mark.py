"""The mark of a step on the path of a matter: a shape for each state, joined by a line."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.domain.matter_step import StepState
from ui.screens.matters.matter_words import state_words
from ui.theme import colours


class StepMark(QWidget):
    """A disc with a tick, a triangle, a thick ring, a square or a thin ring; the line runs on below it."""

    def __init__(self, state: StepState, *, is_last: bool) -> None:
        super().__init__()
        self._state = state
        self._is_last = is_last
        self._side = self.fontMetrics().height()
        self.setFixedWidth(self._side + 6)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(state_words(state))

    def paintEvent(self, event: QPaintEvent) -> None:
        shades = colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side, middle = float(self._side), self.width() / 2
        box = QRectF(middle - side / 2, 3, side, side)
        if not self._is_last:
            painter.setPen(QPen(QColor(shades.line_strong), 2))
            painter.drawLine(QPointF(middle, box.bottom() + 4), QPointF(middle, self.height() + 2))
        if self._state is StepState.DONE:
            self._draw_done(painter, box)
        elif self._state is StepState.GAP:
            self._draw_gap(painter, box)
        elif self._state is StepState.STOPPED:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.soon))
            painter.drawRect(box.adjusted(2, 2, -2, -2))
        elif self._state is StepState.NEXT:
            painter.setPen(QPen(QColor(shades.accent), 3))
            painter.drawEllipse(box.adjusted(2, 2, -2, -2))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(shades.accent))
            painter.drawEllipse(box.adjusted(side * 0.32, side * 0.32, -side * 0.32, -side * 0.32))
        else:
            painter.setPen(QPen(QColor(shades.line_strong), 1.5))
            painter.drawEllipse(box.adjusted(2, 2, -2, -2))

    @staticmethod
    def _draw_done(painter: QPainter, box: QRectF) -> None:
        shades = colours()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shades.ok))
        painter.drawEllipse(box)
        painter.setPen(
            QPen(
                QColor(shades.surface),
                2,
                Qt.PenStyle.SolidLine,
                Qt.PenCapStyle.RoundCap,
                Qt.PenJoinStyle.RoundJoin,
            )
        )
        side = box.width()
        tick = ((0.27, 0.52), (0.44, 0.69), (0.74, 0.35))
        painter.drawPolyline(QPolygonF([box.topLeft() + QPointF(x * side, y * side) for x, y in tick]))

    @staticmethod
    def _draw_gap(painter: QPainter, box: QRectF) -> None:
        shades = colours()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(shades.overdue))
        side = box.width()
        corners = ((0.5, 0.02), (1.02, 0.96), (-0.02, 0.96))
        painter.drawPolygon(QPolygonF([box.topLeft() + QPointF(x * side, y * side) for x, y in corners]))
        painter.setPen(QPen(QColor(shades.surface), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        middle = box.center().x()
        painter.drawLine(QPointF(middle, box.top() + side * 0.4), QPointF(middle, box.top() + side * 0.65))
        painter.drawPoint(QPointF(middle, box.top() + side * 0.82))
