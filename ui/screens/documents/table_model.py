"""Columns of the list of notices."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.code_table import code_table
from desktop.services.disclosure.notices import ISSUED, REVIEWED, SUBMITTED, NoticeSummary
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn

_TONES = {ISSUED: "ok", REVIEWED: "soon", SUBMITTED: "soon"}


def _tr(text: str) -> str:
    return QCoreApplication.translate("DocumentsTable", text)


def state_cell(notice: NoticeSummary) -> Cell:
    """State in words, with its meaning."""
    return Cell(code_table("notice_state").label(notice.state), _TONES.get(notice.state, ""))


def columns() -> tuple[RowColumn[NoticeSummary], ...]:
    """Columns in their first order."""
    return (
        RowColumn(TableColumn("title", _tr("标题"), 16, sort_key="title"), lambda notice: notice.title),
        RowColumn(
            TableColumn("state", _tr("状态"), 6, sort_key="state"), state_cell, lambda notice: notice.state
        ),
        RowColumn(
            TableColumn("period", _tr("期间"), 12, sort_key="period"),
            lambda notice: _tr("{first} 至 {last}").format(first=notice.period_from, last=notice.period_to),
            lambda notice: notice.period_from,
        ),
        RowColumn(TableColumn("number", _tr("编号"), 15, sort_key="number"), lambda notice: notice.number),
        RowColumn(
            TableColumn("version", _tr("版次"), 3, RIGHT, shown=False), lambda notice: str(notice.version)
        ),
        RowColumn(
            TableColumn("issued", _tr("发布时间"), 9, sort_key="issued", shown=False),
            lambda notice: show_moment(notice.issued_at),
            lambda notice: notice.issued_at,
        ),
        RowColumn(TableColumn("code", _tr("校验码"), 6, shown=False), lambda notice: notice.check_code),
    )
