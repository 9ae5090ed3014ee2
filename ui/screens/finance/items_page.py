"""The items of disclosure with what a period came to; one opens its entries."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.funds_item import funds_classes
from desktop.domain.money import show_money
from desktop.services.finance import ItemTotal
from desktop.words import word
from ui.widgets.dress import label
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, TableColumn
from ui.widgets.virtual_table import VirtualTable


class ItemsPage(QWidget):
    """Eight classes, their items, amount and number of entries."""

    item_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        classes = {code: word(text) for code, text in funds_classes()}
        self._model: RowsModel[ItemTotal] = RowsModel(
            (
                RowColumn(
                    TableColumn("class", self.tr("类"), 8, sort_key="class"),
                    lambda row: classes[row.class_code],
                    lambda row: row.class_code,
                ),
                RowColumn(TableColumn("code", self.tr("编号"), 4, sort_key="code"), lambda row: row.item),
                RowColumn(TableColumn("label", self.tr("公开事项"), 18), lambda row: word(row.label)),
                RowColumn(
                    TableColumn("cents", self.tr("金额（元）"), 9, RIGHT, sort_key="cents"),
                    lambda row: "" if row.cents is None else show_money(row.cents),
                    lambda row: row.cents,
                ),
                RowColumn(
                    TableColumn("count", self.tr("笔数"), 4, RIGHT, sort_key="count"),
                    lambda row: str(row.count) if row.count else "",
                    lambda row: row.count,
                ),
            ),
            lambda row: row.item,
            self,
        )
        self.table = VirtualTable("finance.items")
        self.table.setAccessibleName(self.tr("财务公开事项"))
        self.table.show_model(self._model)
        self.table.row_activated.connect(self.item_asked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(
            label(
                self.tr("收入、支出是本期发生额，资产是期末余额。按 Enter 看这一项的每一笔。"),
                "small",
                wrap=True,
            )
        )

    def show_items(self, items: Sequence[ItemTotal]) -> None:
        """Show what each item came to."""
        self._model.set_rows(items)
