"""Dialogs that make room for the sentences that appear in them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QWidget


class GrowingDialog(QDialog):
    """Grows when something inside needs more height, up to the height of the screen; never shrinks.

    A layout tells a window its smallest size without regard to wrapped text, so a sentence of two
    lines under an input would push the buttons over the input below it.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def event(self, event: QEvent) -> bool:
        handled = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return handled

    def _grow(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        needed = layout.minimumSize().height()
        if layout.hasHeightForWidth():
            needed = max(needed, layout.totalHeightForWidth(self.width()))
        room = self.screen().availableGeometry().height()
        if needed > self.height():
            self.resize(self.width(), min(needed, room))
