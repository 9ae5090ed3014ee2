"""A short note at the foot of the window that goes away by itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.dress import button, label

SHOWN_MS = 6_000


class Toast(QFrame):
    """Tells that something worked, with at most one button (such as 撤销); never for errors."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setObjectName("toast")
        self._text = label()
        self._button = button("")
        self._action: Callable[[], None] | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 16, 10)
        layout.setSpacing(14)
        layout.addWidget(self._text)
        layout.addWidget(self._button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._button.clicked.connect(self._on_clicked)
        parent.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, action_name: str = "", action: Callable[[], None] | None = None) -> None:
        """Show a note, replacing the one before."""
        self._text.setText(text)
        self._action = action
        self._button.setText(action_name)
        self._button.setVisible(action is not None)
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def text(self) -> str:
        """The note shown last."""
        return self._text.text()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        room = self._window.size()
        place = QPoint((room.width() - self.width()) // 2, room.height() - self.height() - 48)
        self.move(place)

    def _on_clicked(self) -> None:
        self.hide()
        if self._action is not None:
            self._action()
