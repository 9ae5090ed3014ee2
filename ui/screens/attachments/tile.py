"""One attachment as a small card: its thumbnail, what it is called, whether its original is here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from ui.widgets.dress import button, label, set_icon, set_tone, tool_button

if TYPE_CHECKING:
    from desktop.services.attachments.records import Attachment

_LINES = 5
"""Edge of the thumbnail in lines of text, so that it grows with the font."""


def size_words(size: int) -> str:
    """A number of bytes for people."""
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{max(1, size // 1024)} KB"


class AttachmentTile(QFrame):
    """Shows one attachment; emits what the user wants with it."""

    opened = Signal(str)
    caption_wanted = Signal(str)
    copy_wanted = Signal(str)
    fetch_wanted = Signal(str)
    fetch_stopped = Signal(str)
    removal_wanted = Signal(str)

    def __init__(self, item: "Attachment", *, may_edit: bool, may_export: bool) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.item = item
        edge = self.fontMetrics().height() * _LINES
        self.picture = QToolButton()
        self.picture.setProperty("role", "quiet")
        self.picture.setIconSize(QSize(edge, edge))
        self.picture.setFixedSize(edge + 12, edge + 12)
        self._show_picture(item, edge)
        self.picture.clicked.connect(lambda: self.opened.emit(item.id))
        name = item.name or self.tr("（未命名）")
        self.name = label("", "small")
        room = edge - self.fontMetrics().height()  # beside it stands the arrow of the menu
        self.name.setText(self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room))
        added = self.tr("{who} {day}").format(who=item.added_by, day=item.added_at[:10])
        tip = "\n".join(part for part in (name, f"{size_words(item.size)}　{added}") if part.strip())
        self.picture.setToolTip(tip)
        self.picture.setAccessibleName(self.tr("附件：{name}").format(name=name))
        self.more = tool_button("chevron_down", self.tr("{name}：更多").format(name=name))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setToolTip(self.tr("更多"))
        self.menu = self._menu(may_edit=may_edit, may_export=may_export)
        self.more.setMenu(self.menu)
        words = QHBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name, 1)
        if not self.menu.isEmpty():
            words.addWidget(self.more)
        state = QHBoxLayout()
        state.setSpacing(6)
        for widget in self._state():
            state.addWidget(widget)
        state.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.setSpacing(2)
        layout.addWidget(self.picture)
        layout.addLayout(words)
        layout.addLayout(state)
        self.setFixedSize(self.picture.width() + 14, self.sizeHint().height())

    def _show_picture(self, item: "Attachment", edge: int) -> None:
        small = QPixmap()
        if item.thumbnail and small.loadFromData(item.thumbnail):
            fitted = small.scaled(
                edge, edge, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
            self.picture.setIcon(QIcon(fitted))
            return
        set_icon(self.picture, "documents")
        self.picture.setIconSize(QSize(edge // 2, edge // 2))

    def _state(self) -> list[QWidget]:
        """One line: how large it is, or where the original is and what can be done about it."""
        item = self.item
        if item.is_here:
            return [label(size_words(item.size), "small")]
        if item.is_held:
            held = label(self.tr("只在原电脑上"), "small")
            held.setToolTip(messages.brief(Problem("ATT-013")))
            return [held]
        if not item.is_wanted:
            fetch = button(self.tr("下载原件"), "link")
            fetch.setToolTip(self.tr("原件尚未到达，可点击下载"))
            fetch.clicked.connect(lambda: self.fetch_wanted.emit(item.id))
            return [fetch]
        done = self.tr("已到 {percent}%").format(percent=item.received * 100 // max(item.size, 1))
        shown = label(done if item.received else self.tr("等待下载"), "small")
        if item.trouble:
            shown.setToolTip(messages.brief(Problem(item.trouble)))
            set_tone(shown, "soon")
        stop = button(self.tr("取消"), "link")
        stop.clicked.connect(lambda: self.fetch_stopped.emit(item.id))
        return [shown, stop]

    def _menu(self, *, may_edit: bool, may_export: bool) -> QMenu:
        item, menu = self.item, QMenu(self)
        if item.is_here:
            menu.addAction(self.tr("打开"), lambda: self.opened.emit(item.id))
            if may_export:
                menu.addAction(self.tr("保存副本…"), lambda: self.copy_wanted.emit(item.id))
        if may_edit:
            menu.addAction(self.tr("说明…"), lambda: self.caption_wanted.emit(item.id))
            menu.addSeparator()
            menu.addAction(self.tr("移除"), lambda: self.removal_wanted.emit(item.id))
        return menu
