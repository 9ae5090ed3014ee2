"""Pages of a document as pictures, as they will be printed."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.job import JobHandle
from ui.jobs import JobRunner, JobTicket
from ui.widgets.dress import label, tool_button

ZOOMS = (50, 75, 100, 125, 150, 200, 300)
FIT_WIDTH = 0
_MARK = "#b36a00"
"""Frame of a marked place; paper is white in every theme, so that it is no colour of the theme."""


class PagePicture(Protocol):
    """A page as pixels: rows from top to bottom, four bytes red, green, blue, alpha each."""

    @property
    def width(self) -> int: ...

    @property
    def height(self) -> int: ...

    @property
    def rgba(self) -> bytes: ...


PageRenderer = Callable[[int, float], PagePicture]


class PdfPreview(QWidget):
    """One page at a time with zoom and paging; pages are drawn off the GUI thread.

    Ctrl+wheel, Ctrl+``+`` and Ctrl+``-`` zoom, Ctrl+0 fits the width, PageUp and PageDown turn
    the page. Zoom is in percent of 96 dots per inch.
    """

    page_changed = Signal(int)  # page shown, counted from 0
    render_failed = Signal(object)  # the exception a page ended with
    clicked = Signal(int, float, float)  # page, and the place on it in points from its lower left corner

    def __init__(self, runner: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._render: PageRenderer | None = None
        self._pages = 0
        self._page = 0
        self._zoom = FIT_WIDTH
        self._width_points = 595.0
        self._ticket: JobTicket | None = None
        self._picture_now: QPixmap | None = None
        self._mark: tuple[int, tuple[float, float, float, float]] | None = None
        self._paper = QLabel()
        self._paper.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("previewDesk")
        self._scroll.setWidget(self._paper)
        self._scroll.setWidgetResizable(True)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self.tr("打印预览"))
        self._back = tool_button("chevron_left", self.tr("上一页"))
        self._on = tool_button("chevron_right", self.tr("下一页"))
        self._number = label("", "muted")
        self._smaller = tool_button("zoom_out", self.tr("缩小"))
        self._larger = tool_button("zoom_in", self.tr("放大"))
        self._fit = tool_button("fit_width", self.tr("适合宽度"))
        self._percent = label("", "muted")
        bar = QHBoxLayout()
        bar.setContentsMargins(4, 2, 4, 2)
        for widget in (self._back, self._number, self._on):
            bar.addWidget(widget)
        bar.addStretch()
        for widget in (self._smaller, self._percent, self._larger, self._fit):
            bar.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(self._scroll, 1)
        self._scroll.viewport().installEventFilter(self)
        self._paper.installEventFilter(self)
        self._back.clicked.connect(lambda: self.show_page(self._page - 1))
        self._on.clicked.connect(lambda: self.show_page(self._page + 1))
        self._smaller.clicked.connect(lambda: self._step_zoom(-1))
        self._larger.clicked.connect(lambda: self._step_zoom(1))
        self._fit.clicked.connect(lambda: self.set_zoom(FIT_WIDTH))
        self._refresh_bar()

    def show_document(self, pages: int, render: PageRenderer, width_points: float = 595.0) -> None:
        """Show the first page of a document.

        Args:
            pages: How many it has.
            render: Draws a page, counted from 0, at so many dots per inch; called in a read lane.
            width_points: Width of the paper, 595 for A4 upright; used to fit it to the window.
        """
        self._pages, self._render, self._width_points = pages, render, width_points
        self._page = 0
        self._picture_now = self._mark = None
        self._paper.clear()
        self._scroll.verticalScrollBar().setValue(0)
        self._draw()
        self.page_changed.emit(0)

    def clear(self) -> None:
        """Show nothing."""
        self._render, self._pages, self._page = None, 0, 0
        self._picture_now = self._mark = None
        self._paper.clear()
        self._refresh_bar()

    @property
    def page(self) -> int:
        """Page shown, counted from 0."""
        return self._page

    def show_page(self, page: int) -> None:
        """Turn to a page; numbers outside the document do nothing."""
        if 0 <= page < self._pages and page != self._page:
            self._page = page
            self._scroll.verticalScrollBar().setValue(0)
            self._draw()
            self.page_changed.emit(page)

    def mark(self, page: int, box: tuple[float, float, float, float] | None) -> None:
        """Mark a place: left, bottom, right, top in points from the lower left corner; None marks nothing."""
        self._mark = None if box is None else (page, box)
        if box is not None and page != self._page:
            self.show_page(page)
        else:
            self._show_picture()
            self._bring_into_view()

    def set_zoom(self, percent: int) -> None:
        """Zoom to a percentage of 96 dots per inch, or `FIT_WIDTH`."""
        self._zoom = percent
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoom == FIT_WIDTH:
            self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() == Qt.Key.Key_PageDown:
            self.show_page(self._page + 1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.show_page(self._page - 1)
        elif control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._step_zoom(1)
        elif control and event.key() == Qt.Key.Key_Minus:
            self._step_zoom(-1)
        elif control and event.key() == Qt.Key.Key_0:
            self.set_zoom(FIT_WIDTH)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._step_zoom(1 if event.angleDelta().y() > 0 else -1)
            return True
        if (
            watched is self._paper
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
            and event.button() == Qt.MouseButton.LeftButton
        ):
            self._on_clicked(event.position())
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def sizeHint(self) -> QSize:
        return QSize(520, 600)

    def _percent_now(self) -> int:
        if self._zoom != FIT_WIDTH:
            return self._zoom
        room = self._scroll.viewport().width() - 24
        return max(20, min(300, int(room * 100 / (self._width_points * 96 / 72))))

    def _step_zoom(self, step: int) -> None:
        now = self._percent_now()
        if step > 0:
            self.set_zoom(next((zoom for zoom in ZOOMS if zoom > now), ZOOMS[-1]))
        else:
            self.set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < now), ZOOMS[0]))

    def _draw(self) -> None:
        self._refresh_bar()
        if self._render is None:
            return
        if self._ticket is not None:
            self._ticket.cancel()
        dots = round(96 * self._percent_now() / 100 * self.devicePixelRatioF())
        work = partial(self._picture, self._render, self._page, dots)
        self._ticket = self._runner.read(work, self._on_drawn, self._on_failed, owner=self)

    @staticmethod
    def _picture(render: PageRenderer, page: int, dots: int, job: JobHandle) -> PagePicture:
        return render(page, dots)

    def _on_drawn(self, picture: PagePicture) -> None:
        size = (picture.width, picture.height, 4 * picture.width)
        paper = QPixmap.fromImage(QImage(picture.rgba, *size, QImage.Format.Format_RGBA8888))
        paper.setDevicePixelRatio(self.devicePixelRatioF())
        self._picture_now = paper
        self._show_picture()
        self._bring_into_view()
        spoken = self.tr("第 {page} 页，共 {pages} 页").format(page=self._page + 1, pages=self._pages)
        self._paper.setAccessibleName(spoken)

    def _points_per_dot(self) -> float:
        """Points of the paper to a dot of the picture, as it is shown."""
        assert self._picture_now is not None
        return self._width_points / self._picture_now.deviceIndependentSize().width()

    def _show_picture(self) -> None:
        """The page, with the marked place framed."""
        if self._picture_now is None or self._pages == 0:
            return
        picture = self._picture_now
        if self._mark is not None and self._mark[0] == self._page:
            picture = QPixmap(picture)
            size, scale = picture.deviceIndependentSize(), 1 / self._points_per_dot()
            left, bottom, right, top = self._mark[1]
            frame = QRectF(
                left * scale, size.height() - top * scale, (right - left) * scale, (top - bottom) * scale
            )
            painter = QPainter(picture)
            colour = QColor(_MARK)
            painter.setPen(QPen(colour, 2))
            colour.setAlpha(48)
            painter.fillRect(frame, colour)
            painter.drawRect(frame)
            painter.end()
        self._paper.setPixmap(picture)

    def _bring_into_view(self) -> None:
        if self._mark is None or self._mark[0] != self._page or self._picture_now is None:
            return
        scale = 1 / self._points_per_dot()
        left, bottom, right, top = self._mark[1]
        height = self._picture_now.deviceIndependentSize().height()
        across, down = round((left + right) / 2 * scale), round(height - (bottom + top) / 2 * scale)
        self._scroll.ensureVisible(across, down, 80, 60)

    def _on_clicked(self, at: QPointF) -> None:
        if self._picture_now is None or self._pages == 0:
            return
        size = self._picture_now.deviceIndependentSize()
        x = at.x() - max(0.0, (self._paper.width() - size.width()) / 2)
        y = at.y() - max(0.0, (self._paper.height() - size.height()) / 2)
        if 0 <= x <= size.width() and 0 <= y <= size.height():
            scale = self._points_per_dot()
            self.clicked.emit(self._page, x * scale, (size.height() - y) * scale)

    def _on_failed(self, error: Exception) -> None:
        self._paper.setText(self.tr("这一页画不出来。"))
        self.render_failed.emit(error)

    def _refresh_bar(self) -> None:
        shown = self._pages > 0
        self._number.setText(f"{self._page + 1} / {self._pages}" if shown else "")
        self._percent.setText(f"{self._percent_now()}%" if shown else "")
        self._back.setEnabled(self._page > 0)
        self._on.setEnabled(self._page + 1 < self._pages)
        for widget in (self._smaller, self._larger, self._fit):
            widget.setEnabled(shown)
