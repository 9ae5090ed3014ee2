"""Asks, record by record, what to do with what was edited after an action that is being undone."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.services.history import ClashKey, ClashView
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, card, foot, label


class ClashDialog(GrowingDialog):
    """One card per record that was edited since; what is not ticked stays as it is now."""

    answered = Signal(object)  # frozenset[ClashKey]: the records that go back whole

    def __init__(self, clashes: Sequence[ClashView], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("撤销"))
        self._boxes: list[tuple[QCheckBox, ClashKey]] = []
        host = QWidget()
        cards = QVBoxLayout(host)
        cards.setContentsMargins(0, 0, 8, 0)
        for clash in clashes:
            cards.addWidget(self._card(clash))
        cards.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(host)
        keep = button(self.tr("取消"))
        keep.clicked.connect(self.reject)
        self.undo = button(self.tr("撤销"), "danger", "undo")
        self.undo.clicked.connect(self._answer)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        intro = self.tr(
            "在那以后，下面 {count} 条记录又被改过。没有打勾的保持现在的样子，打勾的一并退回。"
        ).format(count=len(clashes))
        layout.addWidget(label(intro, wrap=True))
        layout.addWidget(scroll, 1)
        layout.addLayout(foot(keep, self.undo))
        height = self.fontMetrics().height()
        self.resize(height * 34, height * 22)
        keep.setFocus()

    def _card(self, clash: ClashView) -> QWidget:
        made = card()
        layout = QVBoxLayout(made)
        layout.setSpacing(4)
        layout.addWidget(label(clash.title or self.tr("（没有名称的记录）"), "strong"))
        if clash.gone:
            layout.addWidget(label(self.tr("这条记录后来已被删除，不再处理。"), "muted", wrap=True))
            return made
        if clash.added_then:
            layout.addWidget(label(self.tr("这是那次新增的，后来又改过。"), "muted", wrap=True))
        for name, before, then, now in clash.fields:
            if clash.added_then:
                words = self.tr("{field}：那次登记“{then}”，现在“{now}”")
            else:
                words = self.tr("{field}：原来“{before}”，那次改为“{then}”，现在“{now}”")
            empty = self.tr("空")
            text = words.format(field=name, before=before or empty, then=then or empty, now=now or empty)
            layout.addWidget(label(text, wrap=True))
        words = self.tr("连同后来的改动一起删除") if clash.added_then else self.tr("退回原来的内容")
        box = QCheckBox(words)
        self._boxes.append((box, clash.key))
        layout.addWidget(box)
        return made

    def _answer(self) -> None:
        self.answered.emit(frozenset(key for box, key in self._boxes if box.isChecked()))
        self.accept()
