"""What stands where a list has nothing to show: why, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.icons import pixmap
from ui.theme import colours
from ui.widgets.dress import button, label


class EmptyState(QWidget):
    """Icon, one strong line, one explaining line and at most one button, in the middle."""

    acted = Signal()  # the button was pressed

    def __init__(self, icon_name: str = "empty", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        picture = QLabel()
        picture.setPixmap(pixmap(icon_name, colours().line_strong, 48, self.devicePixelRatioF()))
        self._title = label("", "heading", wrap=True)
        self._text = label("", "muted", wrap=True)
        self._action = button("", "primary")
        layout = QVBoxLayout(self)
        layout.addStretch(2)
        for widget in (picture, self._title, self._text):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(widget)
        layout.addSpacing(6)
        layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(3)
        self._action.clicked.connect(self.acted)
        self._action.hide()

    def show_text(self, title: str, text: str = "", action: str = "") -> None:
        """Show why there is nothing, and offer an action when it has a name."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._action.setText(action)
        self._action.setVisible(bool(action))
