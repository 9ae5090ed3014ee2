"""Dialogs that make room for the sentences that appear in them, inside their window and the screen."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from ui.screen_room import screen_room

_FRAME = QSize(16, 48)  # title bar and borders, about


class GrowingDialog(QDialog):
    """Opens no larger than its window and grows when something inside needs more height.

    A layout tells a window its smallest size without regard to wrapped text, so a sentence of two
    lines under an input would push the buttons over the input below it.
    """

    keeps_draft = False
    """Whether it keeps what is typed as a draft of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_an_input()
        self.resize(self.size().boundedTo(self._room()))
        self._keep_on_screen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            self._keep_on_screen()

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return handled

    def _focus_an_input(self) -> None:
        """Typing begins in an input: Qt would give the keyboard to the area that scrolls them."""
        if self.focusWidget() is None:
            self.focusNextChild()
        first = self.focusWidget()
        if isinstance(first, QScrollArea):
            self.focusNextChild()
            if not first.isAncestorOf(self.focusWidget()):
                first.setFocus()  # nothing in it takes keys: it is there to be read and scrolled

    def _room(self) -> QSize:
        parent = self.parentWidget()
        size = parent.window().size() if parent is not None else screen_room()
        return size - _FRAME

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        needed = layout.minimumSize().height()
        if layout.hasHeightForWidth():
            needed = max(needed, layout.totalHeightForWidth(self.width()))
        if needed > self.height():
            self.resize(self.width(), min(needed, self._room().height()))

    def _keep_on_screen(self) -> None:
        """Move up as far as the foot, with its buttons, asks for; the top stays in view in any case."""
        screen, frame = self.screen().availableGeometry(), self.frameGeometry()
        top = max(screen.top(), min(frame.top(), screen.bottom() + 1 - frame.height()))
        if top != frame.top():
            self.move(frame.left(), top)
