"""The copy panel beside the national member system: a click copies a field and goes on to the next one."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from desktop.services.party.national import NationalForm, NationalValue
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label
from ui.widgets.empty_state import EmptyState

_VALUE = Qt.ItemDataRole.UserRole


class NationalDialog(GrowingDialog):
    """Members on the left, at the right the chosen one's fields in the order of the other system's form."""

    workbook_wanted = Signal()

    def __init__(self, forms: Sequence[NationalForm], current: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("全国党员系统录入"))
        self._forms = tuple(forms)
        self.people = QListWidget()
        self.people.setAccessibleName(self.tr("党员"))
        self.people.addItems([form.name for form in self._forms])
        self.people.setFixedWidth(self.fontMetrics().height() * 8)
        self.fields = QListWidget()
        self.fields.setAccessibleName(self.tr("各项"))
        self.fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.told = label("", "muted", wrap=True)
        self.copy = button(self.tr("复制这一项，到下一项"), "primary", "copy")
        self.workbook = button(self.tr("导出工作簿…"), icon_name="export")
        close = button(self.tr("关闭"))
        close.clicked.connect(self.reject)
        self.copy.clicked.connect(self.copy_current)
        self.workbook.clicked.connect(self.workbook_wanted)
        self.people.currentRowChanged.connect(self._show)
        self.fields.itemClicked.connect(lambda _item: self.copy_current())
        self.fields.itemActivated.connect(lambda _item: self.copy_current())
        inside = QHBoxLayout()
        inside.setSpacing(12)
        inside.addWidget(self.people)
        inside.addWidget(self.fields, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(
            label(
                self.tr("各项按全国党员管理信息系统录入的次序排列。点一项就复制，再到那边粘贴。"), wrap=True
            )
        )
        if self._forms:
            layout.addLayout(inside, 1)
        else:
            empty = EmptyState("user")
            empty.show_text(self.tr("名册里还没有人"))
            layout.addWidget(empty, 1)
        layout.addWidget(self.told)
        layout.addLayout(foot(self.workbook, close, self.copy))
        height = self.fontMetrics().height()
        self.resize(height * 44, height * 32)
        ids = [form.member_id for form in self._forms]
        if ids:
            self.people.setCurrentRow(ids.index(current) if current in ids else 0)
            self.fields.setFocus()

    def _show(self, number: int) -> None:
        self.fields.clear()
        section = ""
        for value in self._forms[number].values:
            if value.item.section != section:
                section = value.item.section
                heading = QListWidgetItem(word(section))
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
                font = heading.font()
                font.setBold(True)
                heading.setFont(font)
                self.fields.addItem(heading)
            shown = f"{value.code}　{word(value.words)}" if value.code else value.words
            item = QListWidgetItem(f"{word(value.item.label)}：{shown}")
            item.setData(_VALUE, value)
            self.fields.addItem(item)
        self.fields.setCurrentRow(1)
        self.told.setText("")

    def copy_current(self) -> None:
        """Put the current field on the clipboard and go on to the next one that says something."""
        if self.fields.currentRow() < 0:
            return
        value = self.fields.currentItem().data(_VALUE)
        if not isinstance(value, NationalValue):
            return
        QGuiApplication.clipboard().setText(value.words)
        if value.words:
            self.told.setText(self.tr("已复制“{label}”").format(label=word(value.item.label)))
        else:
            self.told.setText(self.tr("“{label}”没有填").format(label=word(value.item.label)))
        for row in range(self.fields.currentRow() + 1, self.fields.count()):
            after = self.fields.item(row).data(_VALUE)
            if isinstance(after, NationalValue) and after.words:
                self.fields.setCurrentRow(row)
                return
