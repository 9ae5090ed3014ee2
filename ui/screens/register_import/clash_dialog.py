"""Asks, record by record, what to do with what was edited after an action that is being undone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.services.history import ClashView
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label


class ClashDialog(GrowingDialog):
    """The records that were edited since, and beside them what was edited; unticked ones stay as they are.

    A register that was filled by one import has thousands of them: only the chosen one is shown in full.
    """

    answered = Signal(object)  # frozenset[ClashKey]: the records that go back whole

    def __init__(self, clashes: Sequence[ClashView], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("撤销"))
        self._clashes = tuple(clashes)
        self.records = QListWidget()
        self.records.setAccessibleName(self.tr("后来又改过的记录"))
        self.records.setUniformItemSizes(True)
        for clash in self._clashes:
            item = QListWidgetItem(clash.title or self.tr("（没有名称的记录）"))
            if clash.gone:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            else:
                item.setCheckState(Qt.CheckState.Unchecked)
            self.records.addItem(item)
        self.all = QCheckBox(self.tr("全部打勾"))
        self.all.setVisible(len(self._clashes) > 1)
        self.facts = label("", wrap=True)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.facts)
        keep = button(self.tr("取消"))
        self.undo = button(self.tr("撤销"), "danger", "undo")
        intro = self.tr(
            "在那以后，下面 {count} 条记录又被改过。没有打勾的保持现在的样子，打勾的一并退回。"
        ).format(count=len(self._clashes))
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self.records, 2)
        middle.addWidget(scroll, 5)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(intro, wrap=True))
        layout.addWidget(self.all)
        layout.addLayout(middle, 1)
        layout.addLayout(foot(keep, self.undo))
        height = self.fontMetrics().height()
        self.resize(height * 38, height * 22)
        keep.clicked.connect(self.reject)
        self.undo.clicked.connect(self._answer)
        self.all.clicked.connect(self._tick_all)
        self.records.currentRowChanged.connect(self._show)
        self.records.setCurrentRow(0)
        self.records.setFocus()

    def _tick_all(self, ticked: bool) -> None:
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for row, clash in enumerate(self._clashes):
            if not clash.gone:
                self.records.item(row).setCheckState(state)

    def _show(self, row: int) -> None:
        """Tell what became of one record."""
        clash = self._clashes[row]
        if clash.gone:
            self.facts.setText(self.tr("这条记录后来已被删除，不再处理。"))
            return
        lines = [self.tr("这是那次新增的，后来又改过。")] if clash.added_then else []
        empty = self.tr("空")
        for name, before, then, now in clash.fields:
            if clash.added_then:
                words = self.tr("{field}：那次登记“{then}”，现在“{now}”")
            else:
                words = self.tr("{field}：原来“{before}”，那次改为“{then}”，现在“{now}”")
            told = words.format(field=name, before=before or empty, then=then or empty, now=now or empty)
            lines.append(told)
        if clash.added_then:
            lines += ["", self.tr("打勾：连同后来的改动一起删除。")]
        else:
            lines += ["", self.tr("打勾：退回原来的内容。")]
        self.facts.setText("\n".join(lines))

    def _answer(self) -> None:
        ticked = [
            clash.key
            for row, clash in enumerate(self._clashes)
            if not clash.gone and self.records.item(row).checkState() is Qt.CheckState.Checked
        ]
        self.answered.emit(frozenset(ticked))
        self.accept()
