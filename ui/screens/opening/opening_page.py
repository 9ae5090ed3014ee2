"""The sheet in the middle of the window on which every opening screen stands."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import colours
from ui.widgets.dress import card, label
from ui.widgets.progress_panel import ProgressPanel


class OpeningPage(QWidget):
    """Name of the program, a title, an explaining line, and room for the rest; scrolls when small."""

    def __init__(self, title: str, lead: str, width_chars: int = 30) -> None:
        super().__init__()
        self.setProperty("role", "page")
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
        self.progress = ProgressPanel()
        self.body = QVBoxLayout()
        self.body.setSpacing(10)
        self._sheet = card()
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(28, 16, 28, 18)
        inside.setSpacing(8)
        inside.addLayout(head)
        inside.addSpacing(4)
        inside.addWidget(self.title)
        inside.addWidget(self.lead)
        inside.addSpacing(6)
        inside.addLayout(self.body)
        inside.addWidget(self.progress)
        self._wanted_width = self.fontMetrics().horizontalAdvance("国") * width_chars
        middle = QWidget()
        middle.setProperty("role", "scrolled")
        around = QVBoxLayout(middle)
        around.setContentsMargins(12, 12, 12, 12)
        around.addStretch()
        across = QHBoxLayout()
        across.addStretch()
        across.addWidget(self._sheet)
        across.addStretch()
        around.addLayout(across)
        around.addStretch()
        self._scroll = _Scroll()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(middle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._scroll.resized.connect(self._on_resized)
        self._sheet.setFixedWidth(self._wanted_width)

    def set_busy(self, text: str) -> None:
        """Take no input while something runs; an empty text ends it."""
        for widget in self._sheet.findChildren(QWidget):
            if widget.parent() is self._sheet and widget is not self.progress:
                widget.setEnabled(not text)
        if text:
            self.progress.start(text, can_cancel=False)
        else:
            self.progress.finish()

    def sizeHint(self) -> QSize:
        return QSize(900, 600)

    def _on_resized(self, width: int) -> None:
        self._sheet.setFixedWidth(max(200, min(self._wanted_width, width - 24)))


class _Scroll(QScrollArea):
    """Tells its room; asking Qt for the viewport makes Python look at every kind of widget there is."""

    resized = Signal(int)  # width of what is visible

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit(event.size().width())


class EntryPage(OpeningPage):
    """An opening page through which an office is entered."""

    def show_problem(self, text: str) -> None:
        """Say why it did not open and take input again."""
        raise NotImplementedError
