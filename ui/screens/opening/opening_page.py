"""The sheet in the middle of the window on which every opening screen stands."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
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
        around.addWidget(self._sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        around.addStretch()
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(middle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._scroll.viewport().installEventFilter(self)
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

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            room = self._scroll.viewport().width() - 24
            self._sheet.setFixedWidth(max(200, min(self._wanted_width, room)))
        return super().eventFilter(watched, event)
