"""Columns of the list of certificates."""

from PySide6.QtCore import QCoreApplication

from desktop.services.certificates import CertificateSummary
from desktop.words import word
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("CertificatesTable", text)


def short_number(number: str) -> str:
    """The year and the serial, without the village's code: 2026-Z-0001."""
    return "-".join(number.split("-")[1:]) or number


def _state(each: CertificateSummary) -> Cell:
    if each.is_void:
        return Cell(_tr("已作废"), "overdue", each.void_reason)
    return Cell(_tr("编号重复"), "soon") if each.is_shared else Cell(_tr("有效"))


def columns() -> tuple[RowColumn[CertificateSummary], ...]:
    """Columns in their first order."""
    return (
        RowColumn(
            TableColumn("number", _tr("编号"), 7, sort_key="number"),
            lambda each: short_number(each.number),
            lambda each: each.number,
        ),
        RowColumn(
            TableColumn("state", _tr("状态"), 5),
            _state,
        ),
        RowColumn(TableColumn("on", _tr("日期"), 6, sort_key="on"), lambda each: each.issued_on),
        RowColumn(TableColumn("person", _tr("姓名"), 5, sort_key="person"), lambda each: each.person),
        RowColumn(TableColumn("kind", _tr("种类"), 12, sort_key="kind"), lambda each: word(each.kind_label)),
        RowColumn(TableColumn("recipient", _tr("接收单位"), 9), lambda each: each.recipient),
        RowColumn(TableColumn("purpose", _tr("用途"), 9, shown=False), lambda each: each.purpose),
        RowColumn(TableColumn("by", _tr("开具人"), 5, shown=False), lambda each: each.issued_by),
    )
