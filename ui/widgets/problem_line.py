"""One line under an input that says what is wrong with it, or that all is well."""

from functools import cached_property

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
        self._said = ""
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 2)
        self._layout.setSpacing(4)
        self.hide()

    @cached_property
    def _parts(self) -> tuple[QLabel, QLabel]:
        """Icon and sentence, made for the first sentence: most lines of a form never have one."""
        picture, text = QLabel(self), label("", "", wrap=True)
        picture.setProperty("alignment", _AT_TOP)  # beside the first of several lines
        self._layout.addWidget(picture)
        self._layout.addWidget(text, 1)
        return picture, text

    def text(self) -> str:
        """The sentence shown, empty when there is none."""
        return self._said

    def show_text(self, text: str, tone: str = "error") -> None:
        """Show a sentence; an empty one hides the line.

        Args:
            text: Says what is wrong and what to type instead.
            tone: ``error`` stops saving, ``soon`` warns, ``ok`` confirms.
        """
        self._said = text
        if text or "_parts" in self.__dict__:
            picture, sentence = self._parts
            sentence.setText(text)
            sentence.setAccessibleName(text)
            set_tone(sentence, tone)
            size = self.fontMetrics().height()
            tint = getattr(colours(), tone) if tone else colours().muted
            picture.setPixmap(pixmap(tone_icon(tone), tint, size, self.devicePixelRatioF()))
        self.setVisible(bool(text))
