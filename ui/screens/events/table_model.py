"""Columns of the task list, and what stands in its cells."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from desktop.domain.code_table import code_table
from desktop.domain.event_state import ESCALATED, SUSPENDED, Due, DueState
from desktop.services.inbox.listing import InboxLine
from desktop.words import code_word, word
from ui.widgets.moment import show_moment
from ui.widgets.table_column import Cell, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("EventsTable", text)


def due_cell(line: InboxLine) -> Cell:
    """Due day with its meaning in words, colour and icon; of what is paused, until when."""
    words, tone = line_words(line)
    if line.state == SUSPENDED:
        return Cell(words)
    # a day so near needs no year
    text = f"{line.due_on[5:]}　{words}" if line.due_on and words else line.due_on or words
    return Cell(text, tone)


def line_words(line: InboxLine) -> tuple[str, str]:
    """As `due_words`; a clock that stands still says until when, and what lies above alarms nobody here."""
    if line.state == SUSPENDED:
        until = _tr("暂停到 {day}").format(day=line.suspend_until[5:])
        return (until if line.suspend_until else _tr("已暂停")), ""
    words, tone = due_words(line.due)
    return words, "" if line.state == ESCALATED else tone


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


def state_cell(line: InboxLine) -> Cell:
    """State of an event; done ones are marked as such."""
    return Cell(code_word("event_state", line.state), "ok" if line.due.state is DueState.DONE else "")


def title_cell(line: InboxLine) -> Cell:
    """The title; what a rule has made is marked."""
    return Cell(line.title, icon="clock" if line.is_rule_made else "")


_CELLS: tuple[tuple[Callable[[], TableColumn], Callable[[InboxLine], str | Cell]], ...] = (
    (lambda: TableColumn("due", _tr("期限"), 9, sort_key="due"), due_cell),
    (lambda: TableColumn("title", _tr("标题"), 14, sort_key="title"), title_cell),
    (lambda: TableColumn("state", _tr("状态"), 6, sort_key="state"), state_cell),
    (
        lambda: TableColumn("category", _tr("类别"), 8, sort_key="category"),
        lambda line: word(line.category_label),
    ),
    (lambda: TableColumn("handler", _tr("办理人"), 4, sort_key="handler"), lambda line: line.handler),
    (lambda: TableColumn("about", _tr("有关的人和户"), 8, shown=False), lambda line: line.about),
    (
        lambda: TableColumn("urgency", _tr("紧急程度"), 5, sort_key="urgency", shown=False),
        lambda line: word(code_table("event_urgency").label(line.urgency)),
    ),
    (
        lambda: TableColumn("source", _tr("来源"), 7, sort_key="source", shown=False),
        lambda line: word(line.source_label),
    ),
    (
        lambda: TableColumn("received", _tr("登记时间"), 9, sort_key="received", shown=False),
        lambda line: show_moment(line.received_at),
    ),
    (
        lambda: TableColumn("number", _tr("编号"), 12, sort_key="number", shown=False),
        lambda line: line.number,
    ),
)


def columns() -> tuple[TableColumn, ...]:
    """Columns in their first order."""
    return tuple(column() for column, _ in _CELLS)


def cells(line: InboxLine) -> tuple[str | Cell, ...]:
    """What the cells of a line show, one for each column."""
    return tuple(cell(line) for _, cell in _CELLS)
