"""Columns of the list of meetings."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from desktop.services.meetings.reading import FullMeetingRow
from ui.screens.meetings.meeting_words import kind_words, state_cell
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("MeetingsTable", text)


def columns(today: date) -> tuple[RowColumn[FullMeetingRow], ...]:
    """Columns in their first order."""
    return (
        RowColumn(
            TableColumn("on", _tr("日期"), 6, sort_key="on"),
            lambda row: row.held_on,
        ),
        RowColumn(TableColumn("title", _tr("会议名称"), 12, sort_key="title"), lambda row: row.title),
        RowColumn(TableColumn("state", _tr("状态"), 6, sort_key="state"), lambda row: state_cell(row, today)),
        RowColumn(
            TableColumn("numbers", _tr("实到/应到"), 5.5, RIGHT),
            lambda row: f"{row.present_count or 0}/{row.due_count or 0}" if row.due_count else "",
        ),
        RowColumn(TableColumn("kinds", _tr("类别"), 12, shown=False), lambda row: kind_words(row.kinds)),
        RowColumn(TableColumn("chair", _tr("主持人"), 5, shown=False), lambda row: row.chair),
        RowColumn(TableColumn("place", _tr("地点"), 8, shown=False), lambda row: row.place),
        RowColumn(TableColumn("resolution", _tr("决议"), 16, shown=False), lambda row: row.resolution),
    )
