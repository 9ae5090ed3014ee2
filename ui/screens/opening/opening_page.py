"""The sheet in the middle of the window on which every opening screen stands."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import colours
from ui.widgets.dress import card, label

if TYPE_CHECKING:
    from ui.widgets.progress_panel import ProgressPanel


_BAR_AFTER_MS = 600


class OpeningPage(QWidget):
    """Name of the program, a title, an explaining line, and room for the rest; scrolls when small.

    Made from the outside in: what gets another parent is dressed anew with everything in it.
    """

    def __init__(self, title: str, lead: str, width_chars: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._scroll = _Scroll(self)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        layout.addWidget(self._scroll)
        middle = QWidget()
        middle.setProperty("role", "scrolled")
        self._scroll.setWidget(middle)
        around = QVBoxLayout(middle)
        around.setContentsMargins(12, 12, 12, 12)
        self.sheet = card()
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(self.sheet)
        across.addStretch()
        around.addStretch()
        around.addLayout(across)
        around.addStretch()
        self._inside = QVBoxLayout(self.sheet)
        self._inside.setContentsMargins(28, 16, 28, 18)
        self._inside.setSpacing(8)
        sign = QLabel()
        height = round(self.fontMetrics().height() * 1.6)
        sign.setPixmap(pixmap("logo", colours().accent, height, self.devicePixelRatioF()))
        head = QHBoxLayout()
        head.addWidget(sign)
        head.addWidget(label(self.tr("村情通"), "strong"))
        head.addStretch()
        self.title = label(title, "title", wrap=True)
        self.lead = label(lead, "muted", wrap=True)
        if not lead:
            self.lead.hide()  # showing a label without a parent would open a window
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self._inside.addLayout(head)
        self._inside.addSpacing(4)
        self._inside.addWidget(self.title)
        self._inside.addWidget(self.lead)
        self._inside.addSpacing(6)
        self._inside.addLayout(self.body)
        self._wanted_width = self.fontMetrics().horizontalAdvance("国") * width_chars
        self._scroll.resized.connect(self._on_resized)
        self.sheet.setFixedWidth(self._wanted_width)

    @cached_property
    def _progress(self) -> "ProgressPanel":
        """At the lower end of the sheet; the first page comes without it."""
        from ui.widgets.progress_panel import ProgressPanel

        made = ProgressPanel(self.sheet)
        self._inside.addWidget(made)
        return made

    def expect_work(self) -> None:
        """Make now what tells that something runs: it comes soon, and then nobody shall wait for that."""
        self._progress.finish()

    def set_busy(self, text: str, bar_after_ms: int | None = None) -> None:
        """Take no input while something runs, and show a bar where that takes long; an empty text ends it."""
        progress = self._progress
        for widget in self.sheet.findChildren(QWidget):
            if widget.parent() is self.sheet and widget is not progress:
                widget.setEnabled(not text)
        if text:
            progress.start(text, can_cancel=False, after_ms=bar_after_ms)
        else:
            progress.finish()

    def sizeHint(self) -> QSize:
        return QSize(900, 600)

    def _on_resized(self, width: int) -> None:
        self.sheet.setFixedWidth(max(200, min(self._wanted_width, width - 24)))


class _Scroll(QScrollArea):
    """Tells its room; asking Qt for the viewport makes Python look at every kind of widget there is."""

    resized = Signal(int)  # width of what is visible

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(event.size().width())


class EntryPage(OpeningPage):
    """An opening page through which an office is entered.

    A password takes about as long to check as a bar would need to come and go, so the button says at once
    that it is being done, and the bar is for slow PCs.
    """

    open_button: QPushButton
    _wish = ""  # what the button says when nothing is being opened

    def begin_opening(self) -> None:
        """Take no input while the password is checked."""
        self._wish = self.open_button.text()
        text = self.tr("正在打开…")
        self.open_button.setText(text)
        self.set_busy(text, _BAR_AFTER_MS)

    def end_opening(self) -> None:
        """Take input again: it did not open."""
        if self._wish:
            self.open_button.setText(self._wish)
        self.set_busy("")

    def show_problem(self, text: str) -> None:
        """Say why it did not open and take input again."""
        raise NotImplementedError
