"""How much room there is on the screen."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QCursor, QGuiApplication


def screen_room() -> QSize:
    """Size of the screen under the pointer, task bar left out.

    Not asked of a widget: what `QWidget.screen` hands to Python may be destroyed together with the
    widget, and Qt's own screen with it.
    """
    screen = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
    return screen.availableSize()
