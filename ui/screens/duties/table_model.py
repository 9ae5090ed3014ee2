"""Columns of the list of duties, and the words in which a duty is told."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.disclosure_duty import Duty, DutyState
from desktop.domain.disclosure_item import Frequency
from desktop.words import word
from ui.screens.documents.table_model import period_words as span_words
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import Cell, TableColumn

if TYPE_CHECKING:
    from desktop.services.disclosure.duties import DutyLine

TONES = {
    DutyState.MISSED: "overdue",
    DutyState.LATE: "overdue",
    DutyState.DUE_SOON: "soon",
    DutyState.DONE: "ok",
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("DutiesTable", text)


def state_words(state: DutyState) -> str:
    """How a duty stands, in a word."""
    return {
        DutyState.FUTURE: _tr("未到期"),
        DutyState.OPEN: _tr("该办了"),
        DutyState.DUE_SOON: _tr("快到期"),
        DutyState.DONE: _tr("已公开"),
        DutyState.LATE: _tr("已逾期"),
        DutyState.MISSED: _tr("已错过"),
    }[state]


def due_words(line: "DutyLine") -> str:
    """What the due day means on the day asked for."""
    if line.duty.published is not None:
        late = (line.duty.published.posted_on - line.duty.due_on).days
        return _tr("晚了 {days} 天").format(days=late) if late > 0 else ""
    if line.duty.frequency is Frequency.STANDING:
        return _tr("应一直贴着")
    if line.days < 0:
        return _tr("逾期 {days} 天").format(days=-line.days)
    return _tr("今天到期") if line.days == 0 else _tr("还有 {days} 天").format(days=line.days)


def period_words(duty: Duty) -> str:
    """What a duty speaks of: its period, or since when something has to be told."""
    if duty.frequency is Frequency.STANDING:
        return _tr("常年公开")
    if duty.trigger is not None:
        stage = f"　{word(duty.trigger.stage)}" if duty.trigger.table == "project" else ""
        return f"{duty.trigger.on.isoformat()}{stage}"
    return span_words(duty.period.first.isoformat(), duty.period.last.isoformat())


def line_words(line: str) -> str:
    """Party, village or finance."""
    return {"D": _tr("党务"), "V": _tr("村务"), "F": _tr("财务")}[line]


def month_words(month: int | None) -> str:
    """A month of the calendar, or all of them."""
    return _tr("全年") if month is None else _tr("{month} 月").format(month=month)


def frequency_words(frequency: Frequency) -> str:
    """How often, in words."""
    return {
        Frequency.MONTH: _tr("每月"),
        Frequency.QUARTER: _tr("每季度"),
        Frequency.HALF_YEAR: _tr("每半年"),
        Frequency.YEAR: _tr("每年"),
        Frequency.PLAN_YEAR: _tr("年初"),
        Frequency.AT_ONCE: _tr("即时"),
        Frequency.STAGES: _tr("分阶段"),
        Frequency.STANDING: _tr("常年"),
    }[frequency]


def _state(line: "DutyLine") -> Cell:
    words = due_words(line)
    if line.duty.published is not None:
        told = "　".join(part for part in (state_words(line.state), words) if part)
        return Cell(told, "soon" if line.duty.is_done_late else "ok")
    if line.on_the_way:
        told = _tr("正在办，{days}").format(days=words)
        return Cell(told, TONES.get(line.state, ""), _tr("已经起草，还没有张贴"))
    if line.state is DutyState.MISSED:
        return Cell(state_words(line.state), TONES[line.state], words)
    return Cell(
        state_words(line.state) if line.state is DutyState.FUTURE else words, TONES.get(line.state, "")
    )


def _title(line: "DutyLine") -> str:
    trigger = line.duty.trigger
    told = f"：{trigger.title}" if trigger is not None and trigger.title else ""
    return f"{word(line.title)}{told}"


def columns() -> "tuple[RowColumn[DutyLine], ...]":
    """Columns in their first order."""
    return (
        RowColumn(
            TableColumn("due", _tr("应公开日"), 6.5, sort_key="due"),
            lambda line: line.duty.due_on.isoformat(),
        ),
        RowColumn(TableColumn("state", _tr("状态"), 7, sort_key="state"), _state),
        RowColumn(TableColumn("title", _tr("公开事项"), 17, sort_key="title"), _title),
        RowColumn(
            TableColumn("period", _tr("期间"), 8, sort_key="period"),
            lambda line: period_words(line.duty),
            lambda line: line.duty.period.first.isoformat(),
        ),
        RowColumn(
            TableColumn("line", _tr("类别"), 4, sort_key="line", shown=False),
            lambda line: line_words(line.line),
        ),
        RowColumn(
            TableColumn("code", _tr("编号"), 4, sort_key="code", shown=False), lambda line: line.item.code
        ),
        RowColumn(
            TableColumn("frequency", _tr("多久一次"), 5, shown=False),
            lambda line: frequency_words(line.duty.frequency),
        ),
    )
