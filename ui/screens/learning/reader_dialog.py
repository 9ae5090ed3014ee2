"""An item alone on a large calm page, in letters as large as the reader likes (大字阅读)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.learning.content import LearningPage
from ui.dialogs.growing import GrowingDialog
from ui.screens.learning.reading_body import ReadingBody
from ui.widgets.dress import button, label, tool_button
from ui.widgets.plain_scroll import PlainScroll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.services.attachments.records import Attachment

FACTORS = (1.0, 1.25, 1.5, 1.8, 2.2)
_FIRST = 2
_TITLE = 1.6
_COLUMN = 860
"""Widest column of text in pixels; longer lines tire the eye."""


class ReaderDialog(GrowingDialog):
    """Ctrl + and − change the size of the letters; Esc closes."""

    def __init__(
        self,
        page: LearningPage,
        load_pictures: "Callable[[ReadingBody, Sequence[Attachment]], None]",
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._shown = page
        self._load_pictures = load_pictures
        self._place = _FIRST
        self.setWindowTitle(page.item.title)
        self.smaller = tool_button("zoom_out", self.tr("字小一些（Ctrl+−）"))
        self.larger = tool_button("zoom_in", self.tr("字大一些（Ctrl++）"))
        self.size_text = label("", "muted")
        self.body = ReadingBody()
        self._heading = label(page.item.title, wrap=True)
        column = QWidget()
        column.setMaximumWidth(_COLUMN)
        inside = QVBoxLayout(column)
        inside.setContentsMargins(24, 16, 24, 24)
        inside.addWidget(self._heading)
        inside.addWidget(self.body)
        inside.addStretch()
        host = QWidget()
        middle = QHBoxLayout(host)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(column, 20)
        middle.addStretch(1)
        self.page = PlainScroll()
        self.page.setWidget(host)
        close = button(self.tr("关闭"), "primary")
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        for widget in (self.smaller, self.size_text, self.larger):
            foot.addWidget(widget)
        foot.addStretch()
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addWidget(self.page, 1)
        layout.addLayout(foot)
        self.smaller.clicked.connect(lambda: self.change_size(-1))
        self.larger.clicked.connect(lambda: self.change_size(1))
        self.resize(self._room())
        self.change_size(0)
        self.page.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(Qt.Key(event.key()), 0)
        if steps and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.change_size(steps)
        else:
            super().keyPressEvent(event)

    def change_size(self, steps: int) -> None:
        """Show larger or smaller letters."""
        self._place = min(max(self._place + steps, 0), len(FACTORS) - 1)
        factor = FACTORS[self._place]
        self.size_text.setText(self.tr("字号 {percent}%").format(percent=round(factor * 100)))
        self.smaller.setEnabled(self._place > 0)
        self.larger.setEnabled(self._place < len(FACTORS) - 1)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * factor * _TITLE)
        font.setBold(True)
        self._heading.setFont(font)
        self.body.show_blocks(self._shown.blocks, factor)
        pictures = [each for each in self._shown.attachments if each.is_picture]
        self.body.show_files(pictures, factor)
        self._load_pictures(self.body, pictures)
