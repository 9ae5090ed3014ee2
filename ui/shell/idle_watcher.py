"""Notices that nobody has touched the program for a while."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

_CHECK_MS = 5_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatcher(QObject):
    """Emits `idle` once when no key or mouse was used for so many minutes; 0 minutes never.

    It listens to the native windows only: a filter on the application would see every event
    of every widget and slow each of them down.
    """

    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._minutes = 0.0
        self._touched_at = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(_CHECK_MS)
        self._timer.timeout.connect(self.check)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._on_focus_window_changed)

    def watch(self, minutes: float) -> None:
        """Begin to count anew; 0 stops."""
        self._minutes = minutes
        self._touched_at = time.monotonic()
        if minutes > 0:
            self._timer.start()
            self._on_focus_window_changed(QGuiApplication.focusWindow())
        else:
            self._timer.stop()

    def check(self, now: float | None = None) -> None:
        """Emit `idle` when the time is up; ``now`` is a monotonic moment, for tests."""
        passed = (time.monotonic() if now is None else now) - self._touched_at
        if self._minutes > 0 and passed >= self._minutes * 60:
            self._timer.stop()
            self.idle.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self._touched_at = time.monotonic()
        return super().eventFilter(watched, event)

    def _on_focus_window_changed(self, window: QWindow | None) -> None:
        if window is not None:
            self._touched_at = time.monotonic()
            window.removeEventFilter(self)
            window.installEventFilter(self)
