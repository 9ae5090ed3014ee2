"""A scroll area that keeps the input with the keyboard in view, also where Enter and not Tab goes on."""

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.widgets.plain_scroll import PlainScroll

_BAR_ROOM = 10  # pixels between what scrolls and its bar


class FollowingScroll(PlainScroll):
    """Follows the keyboard."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__(inside)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        inside = self.widget()
        if now is not None and inside is not None and inside.isAncestorOf(now):
            self.ensureWidgetVisible(now)


def scrolled(*parts: QWidget, spacing: int = -1) -> FollowingScroll:
    """Parts of a dialog, one below the other from the top, that scroll where they are too high for it."""
    host = QWidget()
    host.setProperty("role", "scrolled")
    inside = QVBoxLayout(host)
    inside.setContentsMargins(0, 0, _BAR_ROOM, 0)
    inside.setSpacing(spacing)
    for part in parts:
        inside.addWidget(part)
    inside.addStretch()
    return FollowingScroll(host)
