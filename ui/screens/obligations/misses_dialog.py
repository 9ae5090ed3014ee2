"""What was not done in time in a quarter, with a reason for each, to be told the township (未履职说明)."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.period import Period
from desktop.services.obligations.statement import Miss
from desktop.words import word
from ui.screens.obligations.obligation_words import period_words
from ui.widgets.dress import button, label
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable


def _tr(text: str) -> str:
    return QCoreApplication.translate("MissesDialog", text)


class MissesDialog(QDialog):
    """A table of misses of one quarter; giving a reason is the presenter's matter."""

    span_wanted = Signal(object)  # Period
    reason_wanted = Signal(object)  # Miss
    print_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, spans: Sequence[Period], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("未履职情况说明"))
        self.span = QComboBox()
        self.span.setAccessibleName(self.tr("季度"))
        for each in spans:
            self.span.addItem(period_words(each), each)
        self._model: RowsModel[Miss] = RowsModel(_columns(), lambda miss: miss.id, self)
        self.table = VirtualTable("obligations.misses")
        self.table.setAccessibleName(self.tr("没有按时办的会议和公开"))
        self.table.show_model(self._model)
        self.told = label("", "muted", wrap=True)
        self.reason = button(self.tr("填写原因…"), "primary", "edit")
        self.print = button(self.tr("打印…"), icon_name="print")
        self.save = button(self.tr("存为工作簿…"), icon_name="export")
        close = button(self.tr("关闭"))
        head = QHBoxLayout()
        head.addWidget(self.told, 1)
        head.addWidget(self.span)
        foot = QHBoxLayout()
        foot.addWidget(self.reason)
        foot.addStretch()
        for each_button in (self.print, self.save, close):
            foot.addWidget(each_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
        self.span.activated.connect(lambda _: self.span_wanted.emit(self.span.currentData()))
        self.table.row_activated.connect(lambda _: self._ask())
        self.reason.clicked.connect(self._ask)
        self.print.clicked.connect(self.print_wanted)
        self.save.clicked.connect(self.save_wanted)
        close.clicked.connect(self.accept)
        self.resize(parent.window().size() * 0.8)

    def set_may(self, *, explain: bool, print_: bool, save: bool) -> None:
        """Say what the user may do."""
        self.reason.setVisible(explain)
        self.print.setEnabled(print_)
        self.save.setEnabled(save)

    def show_misses(self, misses: Sequence[Miss], span: Period) -> None:
        """Show the misses of a quarter."""
        self.span.setCurrentIndex(max(self.span.findText(period_words(span)), 0))
        current = self.table.current_id()
        self._model.set_rows(misses)
        without = sum(not miss.reason for miss in misses)
        told = self.tr("没有按时办的 {count} 件，其中 {without} 件还没有写原因。只报乡镇，不排名。")
        if not misses:
            told = self.tr("这一季度应当办的都按时办了。")
        self.told.setText(told.format(count=len(misses), without=without))
        self.reason.setEnabled(bool(misses))
        if misses and not (current and self.table.select_id(current)):
            self.table.select_id(misses[0].id)

    def _ask(self) -> None:
        row = self._model.row_of(self.table.current_id())
        if row >= 0 and self.reason.isVisible():
            self.reason_wanted.emit(self._model.row_at(row))


def _columns() -> tuple[RowColumn[Miss], ...]:
    return (
        RowColumn(
            TableColumn("title", _tr("应当办的事"), 12, sort_key="title"), lambda miss: word(miss.title)
        ),
        RowColumn(
            TableColumn("due", _tr("最后一天"), 6.5, sort_key="due"), lambda miss: miss.due_on.isoformat()
        ),
        RowColumn(TableColumn("now", _tr("现在"), 8), _now),
        RowColumn(TableColumn("reason", _tr("原因"), 13), lambda miss: miss.reason),
        RowColumn(TableColumn("period", _tr("期间"), 11), lambda miss: period_words(miss.period)),
        RowColumn(TableColumn("holder", _tr("谁的事"), 9, sort_key="holder"), lambda miss: word(miss.holder)),
    )


def _now(miss: Miss) -> Cell:
    if miss.done_on is None:
        return Cell(_tr("没有办"), "overdue")
    return Cell(_tr("{day} 补办").format(day=miss.done_on.isoformat()), "ok")
