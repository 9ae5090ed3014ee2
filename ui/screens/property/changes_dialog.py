"""What became of a record, one paragraph an action, the latest first."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.services.property.changes import LedgerChange
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.moment import show_moment


class ChangesDialog(GrowingDialog):
    """Only shows; an action is taken back with Ctrl+Z or in the audit list."""

    def __init__(self, title: str, changes: Sequence[LedgerChange], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("修改记录：{title}").format(title=title))
        host = QWidget()
        inside = QVBoxLayout(host)
        inside.setSpacing(4)
        kinds = {"added": self.tr("登记"), "changed": self.tr("修改"), "removed": self.tr("删除")}
        for change in changes:
            moment = show_moment(change.at.isoformat(timespec="seconds"))
            inside.addWidget(label("　".join((moment, change.actor, kinds[change.kind])), "strong"))
            for name, before, after in change.fields:
                nothing = self.tr("（空）")
                text = self.tr("{name}：{before} → {after}").format(
                    name=word(name), before=word(before) or nothing, after=word(after) or nothing
                )
                inside.addWidget(label(text, wrap=True))
        inside.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(host)
        close = button(self.tr("关闭"), "primary")
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot(close))
        height = self.fontMetrics().height()
        self.resize(height * 30, height * 22)
        close.setFocus()
