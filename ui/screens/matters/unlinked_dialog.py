"""Contracts, projects and spendings of an amount for which no matter is on record."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.services.matters import LinkedRow, MatterSummary
from ui.dialogs.growing import GrowingDialog
from ui.screens.matters.matter_words import amount_words
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot, label
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, TableColumn
from ui.widgets.virtual_table import VirtualTable


class UnlinkedDialog(GrowingDialog):
    """One of them gets a new matter, or goes to one that is there."""

    new_wanted = Signal(object)  # LinkedRow
    link_wanted = Signal(str, object)  # matter id, LinkedRow

    def __init__(self, rows: Sequence[LinkedRow], matters: Sequence[MatterSummary], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("没有走程序的大额事项"))
        names = {"contract": self.tr("合同"), "project": self.tr("项目"), "funds_entry": self.tr("开支")}
        columns: tuple[RowColumn[LinkedRow], ...] = (
            RowColumn(TableColumn("kind", self.tr("种类"), 4), lambda row: names[row.table]),
            RowColumn(TableColumn("on", self.tr("日期"), 6), lambda row: row.on),
            RowColumn(TableColumn("name", self.tr("名称"), 18), lambda row: row.name),
            RowColumn(
                TableColumn("amount", self.tr("金额"), 8, RIGHT), lambda row: amount_words(row.amount_cents)
            ),
        )
        self._model: RowsModel[LinkedRow] = RowsModel(columns, lambda row: row.id, self)
        self._model.set_rows(rows)
        self.table = VirtualTable("matters.unlinked")
        self.table.setAccessibleName(self.tr("没有走程序的大额事项"))
        self.table.show_model(self._model)
        self.matter = CodeCombo(tuple(CodeOption(each.id, each.title) for each in matters))
        self.matter.setAccessibleName(self.tr("已有的事项"))
        if (typed := self.matter.lineEdit()) is not None:
            typed.setPlaceholderText(self.tr("已有的事项"))
        close = button(self.tr("关闭"))
        close.clicked.connect(self.reject)
        self.new = button(self.tr("为它立一件"), "primary")
        self.link = button(self.tr("关联到这件事项"))
        self.new.clicked.connect(lambda: self._emit(self.new_wanted))
        self.link.clicked.connect(self._link)
        row = foot(close, self.link, self.new)
        row.insertWidget(0, self.matter, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        told = (
            self.tr("下面这些达到了规定的金额，还没有对应的“四议两公开”事项。")
            if rows
            else self.tr("达到规定金额的合同、项目和开支，都有对应的事项。")
        )
        layout.addWidget(label(told, wrap=True))
        layout.addWidget(self.table, 1)
        layout.addLayout(row)
        self.new.setEnabled(bool(rows))
        self.link.setEnabled(bool(rows) and bool(matters))
        self.matter.setVisible(bool(rows) and bool(matters))
        if rows:
            self.table.select_id(rows[0].id)
        height = self.fontMetrics().height()
        self.resize(height * 42, height * 22)

    def _chosen(self) -> LinkedRow | None:
        return next((row for row in self._model.rows if row.id == self.table.current_id()), None)

    def _emit(self, signal: SignalInstance) -> None:
        row = self._chosen()
        if row is not None:
            signal.emit(row)
            self.accept()

    def _link(self) -> None:
        row = self._chosen()
        if row is not None and self.matter.code():
            self.link_wanted.emit(self.matter.code(), row)
            self.accept()
