"""Typing a password: hidden unless wished, with a hint when capitals are locked."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.icons import icon
from ui.theme import colours
from ui.widgets.passing import mark_passing
from ui.widgets.problem_line import ProblemLine


class PasswordInput(QWidget):
    """A line of dots with a button to see it and a line for hints."""

    entered = Signal()  # Enter was pressed
    edited = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = _PasswordLine(self)
        self.line.setAccessibleName(name)
        self.hint = ProblemLine(self)
        self._see = QAction(self)
        self.line.addAction(self._see, QLineEdit.ActionPosition.TrailingPosition)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.line)
        layout.addWidget(self.hint)
        self.setFocusProxy(self.line)
        self._show_sign()
        self._see.triggered.connect(self._on_see)
        self.line.returnPressed.connect(self.entered)
        self.line.textEdited.connect(self.edited)
        self.line.capitals_changed.connect(self._on_capitals_changed)

    def text(self) -> str:
        """What was typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, and cover the line again."""
        self.line.clear()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._show_sign()

    def _show_sign(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self._see.setIcon(icon("eye" if hidden else "eye_off", colours().muted))
        self._see.setToolTip(self.tr("显示密码") if hidden else self.tr("遮住密码"))

    def _on_see(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._show_sign()

    def _on_capitals_changed(self, locked: bool) -> None:
        self.hint.show_text(self.tr("大写锁定开着（Caps Lock）。") if locked else "", "soon")


class _PasswordLine(QLineEdit):
    """Notices from the letters typed whether capitals are locked: Qt has no way to ask."""

    capitals_changed = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        mark_passing(self)
        self._locked = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from PySide6.QtCore import Qt  # late: a large namespace, and the first page is still to be painted

        text = event.text()
        locked = self._locked
        if event.key() == Qt.Key.Key_CapsLock:
            locked = False
        elif len(text) == 1 and text.isascii() and text.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            locked = text.isupper() != shift
        if locked != self._locked:
            self._locked = locked
            self.capitals_changed.emit(locked)
        super().keyPressEvent(event)
