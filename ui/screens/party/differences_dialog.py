"""Where the register and the party's record say different things of somebody, to be settled."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.services.party.members import Difference
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label


class DifferencesDialog(GrowingDialog):
    """Lists people with a tick; emits those to settle."""

    agreed = Signal(object)  # tuple of Difference

    def __init__(self, differences: Sequence[Difference], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("核对民情档案"))
        self._differences = tuple(differences)
        self.people = QListWidget()
        self.people.setAccessibleName(self.tr("两边不一致的人"))
        for each in self._differences:
            item = QListWidgetItem(self._words(each))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.people.addItem(item)
        words = (
            self.tr("打勾的人：名册里有的，民情档案的政治面貌照名册改；名册里没有的，登记进名册。")
            if self._differences
            else self.tr("党员名册和民情档案的政治面貌完全一致。")
        )
        cancel = button(self.tr("取消") if self._differences else self.tr("关闭"))
        cancel.clicked.connect(self.reject)
        self.yes = button(self.tr("照此处理"), "primary")
        self.yes.clicked.connect(self._agree)
        self.yes.setVisible(bool(self._differences))
        self.people.setVisible(bool(self._differences))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(words, wrap=True))
        layout.addWidget(self.people, 1)
        layout.addLayout(foot(cancel, self.yes))
        height = self.fontMetrics().height()
        self.resize(height * 32, height * (24 if self._differences else 9))

    def _words(self, each: Difference) -> str:
        register = word(each.register) or self.tr("没有填")
        if not each.member_id:
            return self.tr("{name}　民情档案：{register}　名册：没有").format(
                name=each.name, register=register
            )
        return self.tr("{name}　民情档案：{register}　名册：{record}").format(
            name=each.name, register=register, record=word(each.record)
        )

    def _agree(self) -> None:
        chosen = tuple(
            each
            for number, each in enumerate(self._differences)
            if self.people.item(number).checkState() is Qt.CheckState.Checked
        )
        self.accept()
        if chosen:
            self.agreed.emit(chosen)
