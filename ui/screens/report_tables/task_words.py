"""Words for how far a task from above is, and how it stands against its limit."""

from PySide6.QtCore import QCoreApplication

from desktop.domain.task_order import EVIDENCE, QUANTITY, TABLE, TaskState, Timing
from desktop.services.task_orders.orders import TaskOrder


def _tr(text: str) -> str:
    return QCoreApplication.translate("TaskWords", text)


def state_words(state: TaskState) -> str:
    """How far a task is."""
    return {
        TaskState.NEW: _tr("待答复"),
        TaskState.ANSWERED: _tr("已答复，等结论"),
        TaskState.RETURNED: _tr("被退回"),
        TaskState.ACCEPTED: _tr("已通过"),
        TaskState.WITHDRAWN: _tr("已收回"),
    }[state]


def state_tone(task: TaskOrder) -> str:
    """Tone of a task in a list."""
    if task.state is TaskState.RETURNED or (task.is_open and task.timing.is_late):
        return "overdue"
    if task.is_soon:
        return "soon"
    return "ok" if task.state is TaskState.ACCEPTED else ""


def timing_words(timing: Timing) -> str:
    """Early, in time or late; hours on the last day."""
    if timing.is_answered:
        if timing.is_late:
            return _tr("逾期 {days} 天答复").format(days=max(1, timing.days))
        return _tr("提前 {days} 天答复").format(days=timing.days) if timing.days else _tr("按时答复")
    if timing.is_late:
        if timing.days:
            return _tr("已逾期 {days} 天").format(days=timing.days)
        return _tr("已逾期 {hours} 小时").format(hours=max(1, -timing.minutes // 60))
    if timing.days:
        return _tr("还有 {days} 天").format(days=timing.days)
    return _tr("还有 {hours} 小时").format(hours=timing.minutes // 60)


def asks_words(task: TaskOrder) -> str:
    """What a task asks for."""
    words = {
        EVIDENCE: task.evidence_asked or _tr("证明材料"),
        QUANTITY: _tr("数量（{unit}）").format(unit=task.quantity_unit),
        TABLE: _tr("表：{name}").format(name=task.table.form_name)
        if task.table and task.table.form_name
        else _tr("一张表"),
    }
    return _tr("、").join((_tr("办理情况"), *(words[each] for each in task.asks if each in words)))
