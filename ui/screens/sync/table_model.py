"""Columns of the lists of the exchange."""

from PySide6.QtCore import QCoreApplication

from desktop import messages
from desktop.services.sync.conflicts import Choice, ConflictReason, ConflictView, Side
from desktop.services.sync.outbox import OutboxEntry
from desktop.services.sync.receipts import ReceiptView
from desktop.services.sync.refusals import Outcome, RefusalView
from desktop.services.sync.settled import Settled, settled_at
from desktop.words import word
from ui.screens.sync.record_words import record_name
from ui.widgets.moment import show_moment
from ui.widgets.rows_model import RowColumn
from ui.widgets.table_column import RIGHT, TableColumn


def _tr(text: str) -> str:
    return QCoreApplication.translate("SyncTable", text)


def outbox_columns() -> tuple[RowColumn[OutboxEntry], ...]:
    """One line per action that waits."""
    return (
        RowColumn(
            TableColumn("at", _tr("时间"), 8, sort_key="at"),
            lambda entry: show_moment(entry.at.isoformat()),
            lambda entry: entry.at,
        ),
        RowColumn(TableColumn("label", _tr("操作"), 9, sort_key="label"), lambda entry: entry.label),
        RowColumn(TableColumn("names", _tr("涉及"), 7), lambda entry: "、".join(entry.names)),
        RowColumn(
            TableColumn("records", _tr("记录数"), 4, RIGHT, sort_key="records"),
            lambda entry: f"{entry.records:,}",
            lambda entry: entry.records,
        ),
        RowColumn(TableColumn("actor", _tr("操作人"), 4.5, sort_key="actor"), lambda entry: entry.actor),
    )


def conflict_columns() -> tuple[RowColumn[ConflictView], ...]:
    """One line per conflict, both values side by side."""
    return (
        RowColumn(
            TableColumn("record", _tr("记录"), 6.5, sort_key="record"),
            lambda view: record_name(view.table, view.name),
        ),
        RowColumn(
            TableColumn("field", _tr("项目"), 4.5, sort_key="field"),
            lambda view: word(view.label) or _tr("整条记录"),
        ),
        RowColumn(TableColumn("kept", _tr("县里现在的值"), 6.5), kept_words),
        RowColumn(TableColumn("other", _tr("另一个值"), 6.5), other_words),
        RowColumn(TableColumn("who", _tr("另一个人"), 8), lambda view: side_words(view.other)),
    )


def refusal_columns() -> tuple[RowColumn[RefusalView], ...]:
    """One line per operation that the county refused."""
    return (
        RowColumn(
            TableColumn("record", _tr("记录"), 7.5, sort_key="record"),
            lambda view: record_name(view.table, view.name),
        ),
        RowColumn(TableColumn("reason", _tr("原因"), 12.5), lambda view: messages.reason(view.reason)),
        RowColumn(TableColumn("actor", _tr("操作人"), 4.5, sort_key="actor"), lambda view: view.actor),
        RowColumn(
            TableColumn("at", _tr("时间"), 8, sort_key="at"),
            lambda view: show_moment(view.at.isoformat()),
            lambda view: view.at,
        ),
    )


def receipt_columns() -> tuple[RowColumn[ReceiptView], ...]:
    """One line per receipt."""
    return (
        RowColumn(
            TableColumn("no", _tr("批次"), 5, RIGHT, sort_key="no"),
            lambda view: f"{view.no:,}",
            lambda view: view.no,
        ),
        RowColumn(
            TableColumn("at", _tr("收到时间"), 9, sort_key="at"),
            lambda view: show_moment(view.at.isoformat()),
            lambda view: view.at,
        ),
        RowColumn(
            TableColumn("operations", _tr("改动条数"), 6, RIGHT, sort_key="operations"),
            lambda view: f"{view.operations:,}",
            lambda view: view.operations,
        ),
    )


def settled_columns() -> tuple[RowColumn[Settled], ...]:
    """One line per decided conflict or settled refusal."""
    return (
        RowColumn(
            TableColumn("record", _tr("记录"), 6, sort_key="record"),
            lambda entry: record_name(entry.table, entry.name),
        ),
        RowColumn(TableColumn("about", _tr("什么事"), 8), _about),
        RowColumn(TableColumn("outcome", _tr("结果"), 6, sort_key="outcome"), outcome_words),
        RowColumn(TableColumn("who", _tr("处理人"), 4, sort_key="who"), settled_by),
        RowColumn(
            TableColumn("at", _tr("处理时间"), 8, sort_key="at"),
            settled_moment,
            settled_moment,
        ),
    )


def _about(entry: Settled) -> str:
    if isinstance(entry, RefusalView):
        return _tr("被拒绝（{code}）").format(code=entry.reason.code)
    return _tr("冲突：{field}").format(field=word(entry.label) or _tr("整条记录"))


def outcome_words(entry: Settled) -> str:
    """What was decided."""
    if isinstance(entry, RefusalView):
        return _tr("按县里的") if entry.outcome is Outcome.DROPPED else _tr("改正后再传")
    if entry.decision is Choice.OTHER:
        return _tr("改用另一个")
    return _tr("填了新的值") if entry.decision is Choice.EDITED else _tr("保留县里的")


def settled_by(entry: Settled) -> str:
    """Who decided it."""
    return entry.decided_by if isinstance(entry, ConflictView) else entry.settled_by


def settled_moment(entry: Settled) -> str:
    """When it was decided."""
    at = settled_at(entry)
    return show_moment(at.isoformat()) if at is not None else ""


def kept_words(view: ConflictView) -> str:
    """What the county took, in words; of a record as a whole, what became of it."""
    if view.field:
        return view.kept.value or _tr("（空）")
    return _tr("保留这条记录") if view.reason is ConflictReason.DELETE else _tr("恢复了这条记录")


def other_words(view: ConflictView) -> str:
    """What the county did not take, in words."""
    if view.is_withheld and not view.other.value:
        return _tr("（值未离开对方电脑）")
    if view.field:
        return view.other.value or _tr("（空）")
    return _tr("删除这条记录")


def side_words(side: Side) -> str:
    """Who wrote a value and at which PC."""
    pc = _tr("第 {n} 台电脑").format(n=side.device) if side.device else ""
    return "　".join(part for part in (side.actor, pc) if part)


def side_moment(side: Side) -> str:
    """When a value was written, by the clock of that PC."""
    return show_moment(side.at.isoformat()) if side.at is not None else ""
