"""One attachment as a small card: its thumbnail, what it is called, whether its original is here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QFrame, QMenu, QToolButton, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.problem import Problem
from ui.widgets.dress import button, label, set_icon, set_tone

if TYPE_CHECKING:
    from desktop.services.attachments.records import Attachment

_LINES = 6
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
        self.name.setText(self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, edge))
        added = self.tr("{who} {day}").format(who=item.added_by, day=item.added_at[:10])
        tip = "\n".join(part for part in (name, f"{size_words(item.size)}　{added}") if part.strip())
        self.picture.setToolTip(tip)
        self.picture.setAccessibleName(self.tr("附件：{name}").format(name=name))
        self.more = button(self.tr("更多"), "quiet")
        self.more.setMenu(self._menu(may_edit=may_edit, may_export=may_export))
        self.more.setAccessibleName(self.tr("{name}：更多").format(name=name))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 4)
        layout.setSpacing(2)
        layout.addWidget(self.picture)
        layout.addWidget(self.name)
        for widget in self._state():
            layout.addWidget(widget)
        layout.addWidget(self.more)

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
        """What is to be said where the original is not here, and what can be done about it."""
        item = self.item
        if item.is_here:
            return []
        if item.is_held:
            held = label(self.tr("内容未离开原电脑"), "small")
            held.setToolTip(messages.brief(Problem("ATT-013")))
            return [held]
        if not item.is_wanted:
            fetch = button(self.tr("下载原件"), "link")
            fetch.setToolTip(self.tr("原件尚未到达，可点击下载"))
            fetch.clicked.connect(lambda: self.fetch_wanted.emit(item.id))
            return [fetch]
        done = self.tr("下载中 {percent}%").format(percent=item.received * 100 // max(item.size, 1))
        shown = label(done if item.received else self.tr("等待下载"), "small")
        if item.trouble:
            shown.setToolTip(messages.brief(Problem(item.trouble)))
            set_tone(shown, "soon")
        stop = button(self.tr("不下载了"), "link")
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
        menu.setEnabled(not menu.isEmpty())
        return menu
