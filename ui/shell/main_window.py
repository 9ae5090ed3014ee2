"""The one window: its size, its inside, and what closing it means."""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QSettings, QSize, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.icons import icon
from ui.screen_room import screen_room
from ui.theme import colours

FIRST_SIZE = QSize(1180, 720)
_LET_GO_AFTER_MS = 250  # the page after it has come to rest


class MainWindow(QMainWindow):
    """Holds one page at a time: opening screens or the workspace.

    Size and place are remembered on this PC. Closing asks ``may_close`` first.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(self.tr("村情通"))
        self.setWindowIcon(icon("logo", colours().accent))
        self._stack = QStackedWidget()
        self._kept: QWidget | None = None
        self.setCentralWidget(self._stack)
        self.may_close: Callable[[], bool] = lambda: True
        geometry = QSettings().value("window/geometry")
        if not (isinstance(geometry, QByteArray) and self.restoreGeometry(geometry)):
            self._first_size()

    @property
    def room(self) -> QWidget:
        """Where pages stand: the parent of one that is made ready unseen, so that showing it is quick."""
        return self._stack

    def show_page(self, page: QWidget) -> None:
        """Show a page instead of the one before.

        The one before is destroyed unless it is kept (`keep`).
        """
        before = self._stack.currentWidget()
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if before is not None and before is not page and before is not self._kept:
            self._let_go(before)
        if page.focusProxy() is not None:
            page.setFocus()

    def keep(self, page: QWidget | None) -> None:
        """Keep a page alive while another one is in front; None lets the kept one go."""
        kept, self._kept = self._kept, page
        if kept is not None and kept is not page and kept is not self._stack.currentWidget():
            self._let_go(kept)

    def _let_go(self, page: QWidget) -> None:
        """Destroy a page, a little later: with it Qt paints the whole window anew."""
        self._stack.removeWidget(page)
        QTimer.singleShot(_LET_GO_AFTER_MS, page, page.deleteLater)

    def page(self) -> QWidget | None:
        """The page shown."""
        return self._stack.currentWidget()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        QSettings().setValue("window/geometry", self.saveGeometry())
        super().closeEvent(event)

    def _first_size(self) -> None:
        """Fill a small screen, take a comfortable part of a large one."""
        room = screen_room()
        if room.width() <= 1400:
            self.resize(room - QSize(16, 40))
        else:
            self.resize(FIRST_SIZE.boundedTo(room))
