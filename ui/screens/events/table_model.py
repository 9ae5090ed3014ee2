"""Columns of the task list."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.code_table import code_table
from desktop.domain.event_state import Due, DueState
from desktop.services.events import Event
from desktop.words import word
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventsTable", text)


def due_cell(event: Event) -> Cell:
    """Due day with its meaning in words, colour and icon."""
    words, tone = due_words(event.due)
    text = f"{event.due_on}　{words}" if event.due_on and words else event.due_on or words
    return Cell(text, tone)


def due_words(due: Due) -> tuple[str, str]:
    """What a due day means today, in words, and its tone."""
    days = abs(due.days or 0)
    return {
        DueState.OVERDUE: (_tr("逾期 {days} 天").format(days=days), "overdue"),
        DueState.TODAY: (_tr("今天到期"), "soon"),
        DueState.SOON: (_tr("还有 {days} 天").format(days=days), "soon"),
        DueState.OPEN: ("", ""),
        DueState.NO_DATE: (_tr("未定期限"), ""),
        DueState.DONE: ("", ""),
    }[due.state]


def state_cell(event: Event) -> Cell:
    """State of an event; done ones are marked as such."""
    return Cell(word(event.state_label), "ok" if event.due.state is DueState.DONE else "")


def columns() -> tuple[RowColumn[Event], ...]:
    """Columns in their first order."""
    return (
        RowColumn(
            TableColumn("due", _tr("期限"), 12, sort_key="due"),
            due_cell,
            lambda event: event.due_on or None,
        ),
        RowColumn(TableColumn("title", _tr("标题"), 15, sort_key="title"), lambda event: event.title),
        RowColumn(
            TableColumn("state", _tr("状态"), 6, sort_key="state"), state_cell, lambda event: event.state
        ),
        RowColumn(
            TableColumn("category", _tr("类别"), 8, sort_key="category"),
            lambda event: word(event.category_label),
        ),
        RowColumn(TableColumn("handler", _tr("办理人"), 5, sort_key="handler"), lambda event: event.handler),
        RowColumn(
            TableColumn("urgency", _tr("紧急程度"), 5, sort_key="urgency", shown=False),
            lambda event: word(code_table("event_urgency").label(event.urgency)),
        ),
        RowColumn(TableColumn("source", _tr("来源"), 7, shown=False), lambda event: word(event.source_label)),
        RowColumn(
            TableColumn("received", _tr("登记时间"), 9, sort_key="received", shown=False),
            lambda event: show_moment(event.received_at),
            lambda event: event.received_at,
        ),
        RowColumn(
            TableColumn("number", _tr("编号"), 12, sort_key="number", shown=False), lambda event: event.number
        ),
    )
