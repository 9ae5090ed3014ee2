"""A short note in the line at the foot that goes away by itself."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton

SHOWN_MS = 6_000
_LEAST_CHARS = 6


class Toast(QFrame):
    """Tells that something worked, with at most one button (such as 撤销); never for errors.

    It has a place of its own in the line at the foot: over a page it would cover what can be clicked.
    """

    room_wanted = Signal()  # it came, went, or says something else

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("toast")
        self._text = _ShortenedLabel()
        self._button = QToolButton()
        self._action: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 4, 0)
        layout.setSpacing(10)
        layout.addWidget(self._text)
        layout.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self._on_over)
        self._button.clicked.connect(self._on_clicked)
        self.hide()

    def show_text(self, text: str, action_name: str = "", action: Callable[[], None] | None = None) -> None:
        """Show a note, replacing the one before."""
        self._text.show_text(text)
        self._action = action
        self._button.setText(action_name)
        self._button.setVisible(action is not None)
        self.show()
        self._timer.start()
        self.room_wanted.emit()

    def text(self) -> str:
        """The note shown last."""
        return self._text.whole

    def _on_over(self) -> None:
        self.hide()
        self.room_wanted.emit()

    def _on_clicked(self) -> None:
        self._on_over()
        if self._action is not None:
            self._action()


class _ShortenedLabel(QLabel):
    """A line that ends in an ellipsis where there is no room; the tool tip says all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def show_text(self, text: str) -> None:
        self.whole = text
        self.setAccessibleName(text)
        self._shorten()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.whole) + 4, self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("国") * _LEAST_CHARS, self.fontMetrics().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._shorten()

    def _shorten(self) -> None:
        shown = self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip("" if shown == self.whole else self.whole)
