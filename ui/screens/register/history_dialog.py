"""Who changed what in a record, when and why, and the way back (变更记录)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.services.record_history import RecordChange
from desktop.words import word
from ui.screens.register.form_names import table_word
from ui.widgets.dress import button, card, foot, label
from ui.widgets.plain_scroll import PlainScroll

_MOST = 200


class HistoryDialog(QDialog):
    """One sheet per action, latest first; each can be taken back for itself."""

    undo_wanted = Signal(object)  # RecordChange to take back, or to bring forth again

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._scroll = PlainScroll()
        close = button(self.tr("关闭"), "primary")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot(close))
        close.clicked.connect(self.accept)
        height = self.fontMetrics().height()
        self.resize(height * 36, height * 26)
        close.setFocus()

    def show_changes(self, changes: Sequence[RecordChange]) -> None:
        """Show the actions; those beyond the latest two hundred are counted only."""
        host = QWidget()
        host.setProperty("role", "scrolled")
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        for change in changes[:_MOST]:
            layout.addWidget(self._sheet(change))
        if len(changes) > _MOST:
            more = self.tr("更早还有 {n} 次").format(n=len(changes) - _MOST)
            layout.addWidget(label(more, "muted"))
        if not changes:
            layout.addWidget(label(self.tr("没有记录。"), "muted"))
        layout.addStretch()
        self._scroll.setWidget(host)

    def _source(self, change: RecordChange) -> str:
        return {
            "edit": self.tr("手工录入"),
            "import": self.tr("导入"),
            "undo": self.tr("撤销"),
            "redo": self.tr("恢复"),
            "received": self.tr("县平台同步"),
        }.get(change.source, change.source)

    def _sheet(self, change: RecordChange) -> QWidget:
        made = card()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(4)
        head = QHBoxLayout()
        moment = f"{change.at.astimezone():%Y-%m-%d %H:%M}"
        head.addWidget(label("　".join((moment, change.actor, self._source(change))), "muted"))
        head.addStretch()
        if change.undone:
            head.addWidget(label(self.tr("已撤销"), "muted"))
        if change.can_undo:
            words = self.tr("恢复这次修改") if change.undone else self.tr("撤销这次修改")
            pressed = button(words, "quiet", "redo" if change.undone else "undo")
            pressed.clicked.connect(lambda _=False, c=change: self.undo_wanted.emit(c))
            head.addWidget(pressed)
        layout.addLayout(head)
        layout.addWidget(label(change.label, "strong", wrap=True))
        for change_line in change.lines:
            words = self.tr("{field}：{old} → {new}").format(
                field=word(change_line.label),
                old=change_line.old or self.tr("（空）"),
                new=change_line.new or self.tr("（空）"),
            )
            layout.addWidget(label(words, wrap=True))
        if change.source == "import":
            layout.addWidget(label(self.tr("整批撤销在“导入”里办。"), "muted"))
        if change.others:
            words = self.tr("同一次操作还写了另外 {n} 条记录").format(n=change.others)
            layout.addWidget(label(words, "muted"))
        if change.added:
            layout.addWidget(label(self.tr("新增：{what}").format(what=self._tables(change.added))))
        if change.removed:
            layout.addWidget(label(self.tr("删除：{what}").format(what=self._tables(change.removed))))
        return made

    def _tables(self, tables: Sequence[str]) -> str:
        words = {"membership": self.tr("户内成员关系")}
        return "、".join(words.get(table) or table_word(table) for table in tables)
