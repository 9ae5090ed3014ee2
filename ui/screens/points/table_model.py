"""Columns of the lists of points."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.points_scheme import PointsScheme, Subject, show_points
from desktop.services.points.standings import EntryLine, StandingRow
from desktop.words import word
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, Cell, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("PointsTable", text)


def standing_columns(subject: Subject, scheme: PointsScheme) -> tuple[RowColumn[StandingRow], ...]:
    """Name, group, the sum, each category of the scheme; the place is there for who asks for it."""
    is_member = subject is Subject.MEMBER
    return (
        RowColumn(
            TableColumn("place", _tr("名次"), 4, RIGHT, sort_key="place", shown=False),
            lambda row: str(row.place),
            lambda row: row.place,
        ),
        RowColumn(
            TableColumn("name", _tr("姓名") if is_member else _tr("户主"), 5, sort_key="name"),
            lambda row: row.owner.name,
        ),
        RowColumn(
            TableColumn("group", _tr("党小组") if is_member else _tr("村民小组"), 6, sort_key="group"),
            lambda row: row.owner.group,
        ),
        RowColumn(
            TableColumn("total", _tr("合计"), 4.5, RIGHT, sort_key="total"),
            lambda row: show_points(row.standing.total_x100),
            lambda row: row.standing.total_x100,
        ),
        *(_category_column(each.code, word(each.label)) for each in scheme.categories),
    )


def _category_column(code: str, heading: str) -> RowColumn[StandingRow]:
    return RowColumn(
        TableColumn(code, heading, max(3.5, len(heading) + 0.5), RIGHT, sort_key=code),
        lambda row: show_points(points) if (points := row.standing.counted.get(code, 0)) else "",
        lambda row: row.standing.counted.get(code, 0),
    )


def state_cell(line: EntryLine) -> Cell:
    """State of an entry: what counts, what waits, what does not."""
    tones = {"claimed": "soon", "refused": "overdue"}
    if line.is_appealed:
        return Cell(word(line.state_label), "soon")
    tone = "" if line.row.reversed_by or line.row.reverses_id else tones.get(line.row.state, "ok")
    return Cell(word(line.state_label), tone, line.row.refused_reason or line.row.note)


def entry_columns() -> tuple[RowColumn[EntryLine], ...]:
    """An owner's entries."""
    return (
        RowColumn(TableColumn("on", _tr("日期"), 6, sort_key="on"), lambda line: line.row.occurred_on),
        RowColumn(TableColumn("item", _tr("项目"), 9, sort_key="item"), lambda line: word(line.item)),
        RowColumn(
            TableColumn("points", _tr("分值"), 3.5, RIGHT, sort_key="points"),
            lambda line: show_points(line.row.points_x100, signed=True),
            lambda line: line.row.points_x100,
        ),
        RowColumn(TableColumn("state", _tr("情况"), 5.5, sort_key="state"), state_cell),
        RowColumn(TableColumn("proof", _tr("依据"), 9), lambda line: line.proof),
        RowColumn(TableColumn("quarter", _tr("记入"), 6, shown=False), lambda line: line.row.quarter),
        RowColumn(TableColumn("by", _tr("登记人"), 5, shown=False), lambda line: line.recorded_by),
        RowColumn(TableColumn("confirmed", _tr("确认人"), 5, shown=False), lambda line: line.confirmed_by),
        RowColumn(
            TableColumn("note", _tr("备注"), 10, shown=False),
            lambda line: line.row.refused_reason or line.row.note,
        ),
    )
