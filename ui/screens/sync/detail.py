"""One entry of the exchange beside its list: what it is, and what can be done about it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import messages
from desktop.services.sync.conflicts import ConflictReason, ConflictView, Side
from desktop.services.sync.outbox import OutboxEntry
from desktop.services.sync.receipts import ReceiptView
from desktop.services.sync.refusals import RefusalView
from desktop.services.sync.settled import Settled
from desktop.words import word
from ui.screens.sync.record_words import record_name, withheld_words
from ui.screens.sync.table_model import (
    kept_words,
    other_words,
    outcome_words,
    settled_by,
    settled_moment,
    side_moment,
    side_words,
)
from ui.widgets.dress import button, label, line
from ui.widgets.empty_state import EmptyState
from ui.widgets.moment import show_moment
from ui.widgets.plain_scroll import PlainScroll


class SyncDetail(PlainScroll):
    """Shows one entry; emits what the user wants to do with it."""

    resolve_wanted = Signal()
    mend_wanted = Signal()
    drop_wanted = Signal()
    record_wanted = Signal(str, str)  # table, id
    copy_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.show_nothing()

    def show_nothing(self) -> None:
        """Nothing is chosen."""
        empty = EmptyState("sync")
        empty.show_text(self.tr("没有选中的内容"))
        self.setWidget(empty)

    def show_outbox(self, entry: OutboxEntry) -> None:
        """An action that waits."""
        layout = self._page(entry.label)
        self._fact(layout, self.tr("操作人"), entry.actor)
        self._fact(layout, self.tr("时间"), show_moment(entry.at.isoformat()))
        self._fact(layout, self.tr("记录数"), f"{entry.records:,}")
        if entry.names:
            names = "、".join(entry.names)
            told = self.tr("{names} 等").format(names=names) if entry.records > len(entry.names) else names
            self._fact(layout, self.tr("涉及"), told)
        layout.addWidget(label(self.tr("已存在本机，等着上传到县里。"), "muted", wrap=True))
        layout.addStretch(1)

    def show_conflict(self, view: ConflictView) -> None:
        """A conflict, with the way to decide it where the user may."""
        layout = self._page(record_name(view.table, view.name))
        layout.addWidget(label(word(view.label) or self.tr("整条记录"), "strong", wrap=True))
        layout.addWidget(label(self._why(view), "muted", wrap=True))
        if view.is_withheld:
            layout.addWidget(label(withheld_words(), "muted", wrap=True))
        self._add_side(layout, self.tr("县里现在的值"), kept_words(view), view.kept)
        self._add_side(layout, self.tr("另一个值"), other_words(view), view.other)
        if view.field and view.now != view.kept.value:
            now = view.now or self.tr("（空）")
            layout.addWidget(label(self.tr("本机档案里现在是：{value}").format(value=now), wrap=True))
        if not view.is_open:
            self._add_outcome(layout, view)
        row = QHBoxLayout()
        if view.choices:
            resolve = button(self.tr("处理…"), "primary")
            resolve.clicked.connect(self.resolve_wanted)
            row.addWidget(resolve)
        self._add_record_button(row, view.table, view.record_id)
        row.addStretch()
        layout.addLayout(row)
        if view.is_open and not view.choices:
            layout.addWidget(label(self.tr("您的岗位不能决定这一条。"), "muted", wrap=True))
        layout.addStretch(1)

    def show_refusal(self, view: RefusalView, *, may_settle: bool) -> None:
        """What the county refused and why, with the ways out where the user may."""
        layout = self._page(record_name(view.table, view.name))
        layout.addWidget(label(messages.reason(view.reason), wrap=True))
        layout.addWidget(label(messages.remedy(view.reason), "muted", wrap=True))
        self._fact(layout, self.tr("操作人"), view.actor)
        self._fact(layout, self.tr("时间"), show_moment(view.at.isoformat()))
        layout.addWidget(line())
        layout.addWidget(label(self.tr("当时填写的"), "strong"))
        for name, value in view.fields:
            self._fact(layout, word(name), value or self.tr("（空）"))
        if not view.is_open:
            self._add_outcome(layout, view)
        row = QHBoxLayout()
        if may_settle:
            mend = button(self.tr("改正后再传…"), "primary")
            mend.clicked.connect(self.mend_wanted)
            drop = button(self.tr("按县里的"))
            drop.clicked.connect(self.drop_wanted)
            row.addWidget(mend)
            row.addWidget(drop)
        self._add_record_button(row, view.table, view.record_id)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch(1)

    def show_receipt(self, view: ReceiptView, village: str, county: str) -> None:
        """A receipt as a text that can be copied."""
        text = self.tr(
            "{county}已签收{village}第 {no} 批上传，共 {n} 条改动。收到回执时间：{moment}。"
        ).format(
            county=county,
            village=village,
            no=f"{view.no:,}",
            n=f"{view.operations:,}",
            moment=show_moment(view.at.isoformat()),
        )
        layout = self._page(self.tr("第 {no} 批回执").format(no=f"{view.no:,}"))
        layout.addWidget(label(text, wrap=True))
        row = QHBoxLayout()
        copy = button(self.tr("复制文字"), "", "copy")
        copy.clicked.connect(lambda: self.copy_wanted.emit(text))
        row.addWidget(copy)
        row.addStretch()
        layout.addLayout(row)
        layout.addStretch(1)

    def _page(self, title: str) -> QVBoxLayout:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(label(title, "heading", wrap=True))
        self.setWidget(host)
        return layout

    def _fact(self, layout: QVBoxLayout, name: str, value: str) -> None:
        layout.addWidget(label(self.tr("{name}：{value}").format(name=name, value=value), "muted", wrap=True))

    def _add_side(self, layout: QVBoxLayout, title: str, value: str, side: Side) -> None:
        layout.addWidget(line())
        layout.addWidget(label(title, "muted"))
        layout.addWidget(label(value, "strong", wrap=True))
        told = "　".join(part for part in (side_words(side), side_moment(side)) if part)
        layout.addWidget(label(told, "small", wrap=True))

    def _add_outcome(self, layout: QVBoxLayout, entry: Settled) -> None:
        layout.addWidget(line())
        layout.addWidget(label(outcome_words(entry), "strong", wrap=True))
        by = settled_by(entry) or self.tr("随后来的改动")
        told = "　".join(part for part in (by, settled_moment(entry)) if part)
        layout.addWidget(label(told, "small", wrap=True))

    def _add_record_button(self, row: QHBoxLayout, table: str, record_id: str) -> None:
        if table in ("person", "household", "event"):
            show = button(self.tr("看这条记录"), "link")
            show.clicked.connect(lambda: self.record_wanted.emit(table, record_id))
            row.addWidget(show)

    def _why(self, view: ConflictView) -> str:
        return {
            ConflictReason.FIELD: self.tr("两台电脑改了同一项。先到县里的先生效，后到的等人确认。"),
            ConflictReason.DELETE: self.tr("一边删了这条记录，另一边改了它。记录还在。"),
            ConflictReason.AUTHORITY: self.tr("这一项由另一方负责，改动只作为建议。"),
            ConflictReason.REVIVED: self.tr("一边改了另一边已经删掉的记录，它又回来了。"),
        }[view.reason]
