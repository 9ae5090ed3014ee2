"""The box in which one types to find."""

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.icons import icon
from ui.theme import colours
from ui.widgets.passing import mark_passing

_BESIDE_HINT = 64  # the glass, the cross and the margins
DELAY_MS = 40  # long enough to skip letters of a fast typist, too short to be felt


class SearchBox(QLineEdit):
    """A line that tells what was typed, a moment after the last key.

    Down and Enter hand the focus on to the results; Esc empties the box, and says so when it
    was empty already.
    """

    search_requested = Signal(str)  # the text, trimmed; the same text is not told twice
    went_down = Signal()  # Down was pressed: the results may take the focus
    left = Signal()  # Esc in an empty box

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        mark_passing(self)
        glass = QAction(icon("search", colours().muted), "", self)
        self.addAction(glass, QLineEdit.ActionPosition.LeadingPosition)
        self._told = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._timer.start)

    def set_text_silently(self, text: str) -> None:
        """Show a text that is being searched already."""
        self._told = text.strip()
        self.setText(text)

    def sizeHint(self) -> QSize:
        """Wide enough for what it says while it is empty."""
        hint = self.fontMetrics().horizontalAdvance(self.placeholderText()) + _BESIDE_HINT
        return super().sizeHint().expandedTo(QSize(hint, 0))

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z goes to the window where no typing is left to take back."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self._tell()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self._tell()
            self.went_down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell()
            self.returnPressed.emit()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        self._timer.stop()
        text = self.text().strip()
        if text != self._told:
            self._told = text
            self.search_requested.emit(text)
