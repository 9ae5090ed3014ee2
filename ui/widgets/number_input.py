"""A small whole number, typed or stepped with the arrow keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy

_DIGITS = 4


class NumberInput(QLineEdit):
    """A narrow line of at most four digits; an empty one is zero.

    Not a spin box: its arrows are too small to hit, and the wheel would change a form that is only
    being scrolled. What is out of bounds is left for the form to tell, not swallowed while typing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setValidator(QIntValidator(0, 10**_DIGITS - 1, self))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(self.fontMetrics().horizontalAdvance("0") * 3 * _DIGITS)

    def value(self) -> int:
        """The number that stands in the line."""
        return int(self.text() or 0)

    def set_value(self, value: int) -> None:
        """Show a number."""
        self.setText(str(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        elif not self.isReadOnly():
            self.set_value(min(max(self.value() + step, 0), 10**_DIGITS - 1))
