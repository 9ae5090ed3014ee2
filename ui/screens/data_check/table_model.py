"""Columns of the list of contradictions, and the words for what they are about."""

from PySide6.QtCore import QCoreApplication

from desktop.services.data_check import Finding, Kind
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("DataCheckTable", text)


def kind_words(kind: Kind) -> str:
    """What a contradiction is about, in a word."""
    return {
        Kind.NUMBER: _tr("身份证号"),
        Kind.HEAD: _tr("户主"),
        Kind.RELATION: _tr("与户主关系"),
        Kind.KIN: _tr("父母配偶"),
        Kind.STAY: _tr("所在户"),
        Kind.DEATH: _tr("去世"),
    }[kind]


def weight_words(finding: Finding) -> str:
    """Whether it can't be so, should be looked at, or was."""
    if finding.is_accepted:
        return _tr("已核对")
    return _tr("要改正") if finding.must_mend else _tr("请核对")


def weight_tone(finding: Finding) -> str:
    """The tone in which that is told."""
    if finding.is_accepted:
        return "ok"
    return "overdue" if finding.must_mend else "soon"


def columns() -> tuple[RowColumn[Finding], ...]:
    """Columns in their first order."""
    return (
        RowColumn(
            TableColumn("weight", _tr("处理"), 5, sort_key="weight"),
            lambda each: Cell(weight_words(each), weight_tone(each)),
        ),
        RowColumn(TableColumn("kind", _tr("类别"), 6, sort_key="kind"), lambda each: kind_words(each.kind)),
        RowColumn(
            TableColumn("group", _tr("村民小组"), 5, sort_key="group"), lambda each: each.villager_group
        ),
        RowColumn(TableColumn("household", _tr("户"), 7, sort_key="household"), lambda each: each.household),
        RowColumn(TableColumn("text", _tr("问题"), 20, sort_key="text"), lambda each: each.text),
    )
