"""One line under an input that says what is wrong with it, or that all is well."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from ui.icons import pixmap
from ui.theme import colours, tone_icon
from ui.widgets.dress import label, set_tone

_AT_TOP = 0x21
"""Qt.AlignmentFlag.AlignLeft | AlignTop, not named for the reason in `ui.widgets.dress`."""


class ProblemLine(QWidget):
    """Icon and sentence in the colour of their meaning; takes no room while empty."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = QLabel(self)
        self._text = label("", "", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 2)
        layout.setSpacing(4)
        self._icon.setProperty("alignment", _AT_TOP)  # beside the first of several lines
        layout.addWidget(self._icon)
        layout.addWidget(self._text, 1)
        self.hide()

    def text(self) -> str:
        """The sentence shown, empty when there is none."""
        return self._text.text()

    def show_text(self, text: str, tone: str = "error") -> None:
        """Show a sentence; an empty one hides the line.

        Args:
            text: Says what is wrong and what to type instead.
            tone: ``error`` stops saving, ``soon`` warns, ``ok`` confirms.
        """
        self._text.setText(text)
        self._text.setAccessibleName(text)
        set_tone(self._text, tone)
        size = self.fontMetrics().height()
        tint = getattr(colours(), tone) if tone else colours().muted
        self._icon.setPixmap(pixmap(tone_icon(tone), tint, size, self.devicePixelRatioF()))
        self.setVisible(bool(text))
