"""Small makers of labels and buttons in the roles the style sheet knows."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from ui.icons import icon
from ui.theme import colours

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu, QToolButton

_PLAIN_TEXT = 0
"""Qt.TextFormat.PlainText; naming it would load all of Qt's names before the first window (0012-start.md)."""


def label(text: str = "", role: str = "", *, wrap: bool = False) -> QLabel:
    """A plain text label.

    Args:
        text: Shown as it stands, never read as HTML.
        role: ``title``, ``heading``, ``strong``, ``muted``, ``small``, ``number``, ``code`` or nothing.
        wrap: Whether long text goes on in a second line.
    """
    made = _WrappedLabel() if wrap else QLabel()
    made.setProperty("textFormat", _PLAIN_TEXT)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    return made


class _WrappedLabel(QLabel):
    """A label of several lines that insists on the height its width needs.

    Layouts below a scroll area ignore height for width and would cut the second line off.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._insist()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._insist()

    def _insist(self) -> None:
        self.setMinimumHeight(0)  # the height for a width is never below it, and a label may grow wider
        self.setMinimumHeight(self.heightForWidth(self.width()) if self.text() else 0)


def button(text: str, role: str = "", icon_name: str = "") -> QPushButton:
    """A push button; roles are ``primary``, ``danger``, ``quiet``, ``link`` or nothing."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if icon_name:
        set_icon(made, icon_name, colours().on_accent if role == "primary" else "")
    return made


def foot(*buttons: QPushButton) -> QHBoxLayout:
    """The foot of a dialog: its buttons at the right end, the one that does it last."""
    made = QHBoxLayout()
    made.addStretch()
    for each in buttons:
        made.addWidget(each)
    return made


def menu_heading(menu: "QMenu", text: str) -> None:
    """What a menu asks, over its choices; the words of Qt's own sections are shown by few styles."""
    menu.addAction(text).setEnabled(False)
    menu.addSeparator()


def tool_button(icon_name: str, name: str) -> "QToolButton":
    """A quiet button that shows an icon only; ``name`` is its tool tip and accessible name."""
    from PySide6.QtWidgets import QToolButton  # late: the first page has none

    made = QToolButton()
    made.setProperty("role", "quiet")
    made.setToolTip(name)
    made.setAccessibleName(name)
    set_icon(made, icon_name)
    return made


def set_icon(target: QAbstractButton, icon_name: str, colour: str = "") -> None:
    """Give a button an icon in a colour, the text colour unless told."""
    target.setIcon(icon(icon_name, colour or colours().text, colours().disabled))
    height = target.fontMetrics().height()
    target.setIconSize(QSize(height, height))


def set_tone(widget: QWidget, tone: str) -> None:
    """Colour a widget by meaning: ``ok``, ``soon``, ``overdue``, ``error`` or empty for none."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def card() -> QFrame:
    """A white sheet with a thin border on which things that belong together stand."""
    made = QFrame()
    made.setProperty("role", "card")
    return made


def line() -> QFrame:
    """A thin horizontal rule."""
    made = QFrame()
    made.setProperty("role", "line")
    return made
