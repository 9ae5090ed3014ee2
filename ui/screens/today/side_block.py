"""A block beside the numbers of the start page: a heading, and lines that open what they speak of."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from ui.widgets.dress import button, label, set_tone

MOST_LINES = 6
"""How many lines of one kind a block shows."""


class Link(QPushButton):
    """A link as wide as its place; what does not fit ends in dots and stands in the tool tip."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._full = text
        self.setAutoDefault(False)
        self.setProperty("role", "link")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(text)
        self.setAccessibleName(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        around = self.sizeHint().width() - self.fontMetrics().horizontalAdvance(self.text())
        room = self.width() - max(around, 0)
        self.setText(self.fontMetrics().elidedText(self._full, Qt.TextElideMode.ElideRight, room))


class SideBlock(QFrame):
    """A card that lines are added to from the top."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(14, 10, 14, 10)
        self.rows.setSpacing(6)
        self.rows.addWidget(label(title, "strong"))

    def add_link(self, text: str, act: Callable[[], None], tone: str = "") -> None:
        """A line that is a link and nothing else."""
        link = Link(text)
        set_tone(link, tone)
        link.clicked.connect(lambda _=False: act())
        self.rows.addWidget(link)

    def add_line(
        self, text: str, act: Callable[[], None], told: str, tone: str = "", role: str = ""
    ) -> tuple[QHBoxLayout, QLabel]:
        """A link with what is to be said of it at its right.

        Returns:
            The line, for more at its end, and the label.
        """
        row = QHBoxLayout()
        link = Link(text)
        link.clicked.connect(lambda _=False: act())
        row.addWidget(link, 1)
        said = label(told, role)
        if not role:
            set_tone(said, tone)
        row.addWidget(said)
        self.rows.addLayout(row)
        return row, said

    def add_count(self, text: str, act: Callable[[], None], number: int, tone: str = "") -> None:
        """A line with how many there are; none when there are none."""
        if number:
            self.add_line(text, act, str(number), tone)

    def add_ask(self, text: str, tip: str, does: str, act: Callable[[], None]) -> None:
        """A sentence with a link at its right that does something about it."""
        row = QHBoxLayout()
        told = label(text, wrap=True)
        told.setToolTip(tip)
        pressed = button(does, "link")
        pressed.clicked.connect(lambda _=False: act())
        row.addWidget(told, 1)
        row.addWidget(pressed)
        self.rows.addLayout(row)

    def add_note(self, text: str, tone: str = "") -> None:
        """A sentence."""
        said = label(text, "" if tone else "muted", wrap=True)
        set_tone(said, tone)
        self.rows.addWidget(said)

    def add_rest(self, number: int, screen: str) -> None:
        """How many more there are than lines, and on which screen they are."""
        if number > 0:
            words = QCoreApplication.translate("SideBlock", "还有 {n} 项，见“{screen}”")
            self.add_note(words.format(n=number, screen=screen))
