"""The program with a clerk at the keyboard, in a process of its own; tells on stdout how far it is.

    python tests/benchmarks/clerk.py OFFICE PAUSE_SECONDS    the password is the first line of stdin
    python tests/benchmarks/clerk.py OFFICE 0 LOGIN

In the first form the unlock page comes first and the password is typed into it, letter by letter over the
pause, then Enter. In the second the password is known at the start. The lines: ``unlock`` the page is painted
and has the cursor, ``typed N`` the longest that a letter had to wait for the window (milliseconds), right
before Enter, ``ready`` the rows of the register list are painted, ``idle`` two seconds or more later, when
what the program does in idle moments is done.
"""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from ui.screens.opening.unlock_view import UnlockView
    from ui.shell.flow import OfficeFlow

_LOOK_EVERY_MS = 5


def say(line: str) -> None:
    """One line for whoever started this program."""
    print(line, flush=True)


def when_painted(widget: "QWidget", then: Callable[[], None], wanted: Callable[[], bool]) -> None:
    """Call ``then`` once, right after the first painting at which ``wanted`` holds."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and wanted():
                watched.removeEventFilter(self)
                QTimer.singleShot(0, then)
            return False

    widget.installEventFilter(Watch(widget))


def when_shown(window: "QWidget", then: Callable[[], None]) -> None:
    """Call ``then`` once, when a window is on the screen, before anything is painted in it."""
    from PySide6.QtCore import QEvent, QObject

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Expose:
                watched.removeEventFilter(self)
                then()
            return False

    class Coming(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show:
                watched.removeEventFilter(self)
                handle = window.windowHandle()
                handle.installEventFilter(Watch(handle))
            return False

    window.installEventFilter(Coming(window))


class Clerk:
    """Types a password into the unlock page and waits for the list."""

    def __init__(self, flow: "OfficeFlow", password: str, pause_seconds: float) -> None:
        self._flow = flow
        self._password = password
        self._pause = pause_seconds
        self._begun = 0.0
        self._late = 0.0
        self._has_list = False
        flow.waiting.connect(self._on_page)
        self._watch_tables()

    def _on_page(self, page: "UnlockView") -> None:
        when_painted(page.password.line, self._on_unlock_painted, page.password.line.hasFocus)
        # A window manager gives a new window the keyboard; an X server alone gives it to nobody.
        when_shown(page.window(), page.window().activateWindow)

    def _on_unlock_painted(self) -> None:
        say("unlock")
        self._begun = time.perf_counter()
        self._type_from(0)

    def _type_from(self, place: int) -> None:
        from PySide6.QtCore import Qt, QTimer
        from PySide6.QtWidgets import QApplication

        due = self._begun + self._pause * (place + 1) / (len(self._password) + 1)
        left = due - time.perf_counter()
        if left > 0.0005:
            QTimer.singleShot(int(left * 1000) + 1, lambda: self._type_from(place))
            return
        self._late = max(self._late, -left)
        focused = QApplication.focusWidget()
        if place == len(self._password):
            say(f"typed {self._late * 1000:.1f}")
            _press(focused, Qt.Key.Key_Return.value, "\r")
        else:
            _press(focused, 0, self._password[place])
            self._type_from(place + 1)

    def _watch_tables(self) -> None:
        """Before any is painted: Qt's binding looks only once at what a kind of widget overrides."""
        from PySide6.QtCore import QTimer

        module = sys.modules.get("ui.widgets.virtual_table")
        # The program imports it behind the page, and makes a table later.
        if not hasattr(module, "VirtualTable"):
            QTimer.singleShot(_LOOK_EVERY_MS, self._watch_tables)
            return
        from ui.widgets.virtual_table import VirtualTable

        paint = VirtualTable.paintEvent

        def watched(table: VirtualTable, event: "QPaintEvent") -> None:
            paint(table, event)
            model = table.table_model()
            if self._has_list or model is None or not model.rowCount():
                return
            if model.index(0, 0).data() not in ("", "…"):
                self._has_list = True
                QTimer.singleShot(0, self._on_list_painted)

        # Not by a filter on the table's viewport: asking Qt for it costs what the program itself never pays.
        VirtualTable.paintEvent = watched

    def _on_list_painted(self) -> None:
        from PySide6.QtCore import QTimer

        say("ready")
        QTimer.singleShot(2000, self._tell_when_idle)

    def _tell_when_idle(self) -> None:
        from PySide6.QtCore import QTimer

        workspace = self._flow.workspace
        if workspace is None or workspace.is_at_work:
            QTimer.singleShot(100, self._tell_when_idle)
        else:
            say("idle")


def _press(widget: "QWidget", key: int, text: str) -> None:
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication

    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.postEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def main(office: str, pause: str, login: str = "") -> int:
    """Start the program; it runs until somebody ends it."""
    from desktop.app import main as open_window

    clerks: list[Clerk] = []  # a signal alone would not keep them
    if login:
        known = ["--data", office, "--login", login, "--password-stdin"]
        return open_window(known, made=lambda flow: clerks.append(Clerk(flow, "", 0)))
    password = sys.stdin.readline().rstrip("\n")
    return open_window(
        ["--data", office], made=lambda flow: clerks.append(Clerk(flow, password, float(pause)))
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
