"""One duty beside the list: why it is owed, by when, who examines it, and what can be done now."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.code_table import code_table
from desktop.domain.disclosure_duty import Trigger
from desktop.domain.disclosure_item import Reviewer, Scope
from desktop.services.disclosure.catalogue import CERTAINTIES, CatalogueEntry
from desktop.services.disclosure.duties import DutyLine
from desktop.words import word
from ui.screens.duties.table_model import (
    TONES,
    due_words,
    frequency_words,
    period_words,
    state_words,
)
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_scroll import PlainScroll


def _tr(text: str) -> str:
    return QCoreApplication.translate("DutyDetail", text)


class DutyDetailPanel(PlainScroll):
    """Shows one duty; emits what the user wants to do about it."""

    make_wanted = Signal()
    notice_wanted = Signal(str)  # id of a notice
    record_wanted = Signal(str, str)  # table, id

    def __init__(self) -> None:
        super().__init__()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No duty is chosen."""
        empty = EmptyState("calendar")
        empty.show_text(self.tr("没有选中公开任务"), self.tr("在左边选一项，这里说明为什么要公开、怎么办。"))
        self.setWidget(empty)

    def show_duty(self, shown: DutyLine, entry: CatalogueEntry, *, may_make: bool, opens: bool) -> None:
        """Show a duty.

        Args:
            shown: The duty.
            entry: Its item with the days that go with it.
            may_make: Whether the user may draft notices.
            opens: Whether a screen can show the record that made it due.
        """
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(8)
        duty, trigger = shown.duty, shown.duty.trigger
        layout.addWidget(label(word(shown.title), "heading", wrap=True))
        told = self.tr("应在 {day} 前公开").format(day=duty.due_on.isoformat())
        words = due_words(shown) or state_words(shown.state)
        state = label("　".join(part for part in (told, words) if part), wrap=True)
        set_tone(state, "soon" if duty.is_done_late else TONES.get(shown.state, ""))
        layout.addWidget(state)
        layout.addWidget(self._buttons(shown, may_make=may_make))
        layout.addWidget(line())
        if trigger is not None:
            layout.addWidget(label(self.tr("为什么要公开"), "strong"))
            layout.addWidget(label(self._reason(trigger), wrap=True))
            if opens:
                look = button(self.tr("查看登记"), "link")
                look.clicked.connect(lambda: self.record_wanted.emit(trigger.table, trigger.record_id))
                layout.addWidget(look, 0, Qt.AlignmentFlag.AlignLeft)
        for name, value in self._facts(shown, entry):
            if value:
                layout.addWidget(
                    label(self.tr("{name}：{value}").format(name=name, value=value), "muted", wrap=True)
                )
        if len(duty.items) > 1:
            labels = code_table("disclosure_item")
            layout.addWidget(label(self.tr("这一张表里的事项"), "strong"))
            names = "、".join(word(labels.label(code)) for code in duty.items)
            layout.addWidget(label(names, "muted", wrap=True))
        layout.addStretch()
        self.setWidget(host)

    def _buttons(self, shown: DutyLine, *, may_make: bool) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        published = shown.duty.published
        if published is not None:
            look = button(self.tr("看公开表"), "primary", "documents")
            look.clicked.connect(lambda: self.notice_wanted.emit(published.notice_id))
            flow.addWidget(look)
        elif shown.on_the_way:
            go_on = button(self.tr("接着办"), "primary", "documents")
            go_on.clicked.connect(lambda: self.notice_wanted.emit(shown.on_the_way))
            flow.addWidget(go_on)
        elif may_make:
            make = button(self.tr("制作公开表…"), "primary", "plus")
            make.clicked.connect(self.make_wanted)
            flow.addWidget(make)
        return host

    def _reason(self, trigger: Trigger) -> str:
        """What happened, in a sentence; without the record's words for who may not see them."""
        happened = {
            "funds_entry": self.tr("有一笔重大收支：{title}"),
            "aid_grant": self.tr("低保、救助名单有变动：{title}"),
            "project": self.tr("工程到了新的阶段：{title}"),
            "contract": self.tr("签了一份合同：{title}"),
            "meeting": self.tr("会议作出了决定：{title}"),
            "matter": self.tr("四议两公开的事项要公开：{title}"),
            "subsidy": self.tr("要发放补贴：{title}"),
            "homestead": self.tr("批准了宅基地：{title}"),
            "sheet_row": self.tr("收到宅基地申请：{title}"),
        }.get(trigger.table, "{title}")
        told = happened.format(title=trigger.title or self.tr("（内容要有查看权限才显示）"))
        return self.tr("{day}　{told}").format(day=trigger.on.isoformat(), told=told)

    def _facts(self, shown: DutyLine, entry: CatalogueEntry) -> tuple[tuple[str, str], ...]:
        item, duty = entry.item, shown.duty
        within = ""
        if duty.trigger is not None and entry.within is not None:
            within = self.tr("{days} 天内").format(days=entry.within.value)
        posted = ""
        if duty.published is not None:
            posted = duty.published.posted_on.isoformat()
        return (
            (self.tr("张贴日期"), posted),
            (self.tr("期间"), period_words(duty) if duty.trigger is None else ""),
            (self.tr("多久一次"), within or frequency_words(duty.frequency)),
            (self.tr("谁来审核"), reviewer_words(item.reviewer)),
            (self.tr("公开范围"), scope_words(item.scope)),
            (self.tr("公示期"), notice_words(entry)),
            (self.tr("依据"), f"{word(item.basis)}（{word(CERTAINTIES[item.certainty])}）"),
        )


def reviewer_words(reviewer: Reviewer) -> str:
    """Who examines, in words."""
    return {
        Reviewer.SUPERVISION: _tr("村务监督委员会"),
        Reviewer.ASSEMBLY: _tr("村民会议或村民代表会议"),
        Reviewer.BRANCH: _tr("党支部委员会"),
        Reviewer.PANEL: _tr("评议小组"),
        Reviewer.TOWNSHIP: _tr("村务监督委员会和乡镇"),
        Reviewer.COUNTY: _tr("县级"),
    }[reviewer]


def scope_words(scope: Scope) -> str:
    """Who may read, in words."""
    return {
        Scope.SOCIETY: _tr("全村"),
        Scope.BRANCH: _tr("党支部内"),
        Scope.RESTRICTED: _tr("特定的人"),
    }[scope]


def notice_words(entry: CatalogueEntry) -> str:
    """How long objections are heard, in words; empty when people are told, not asked."""
    if entry.notice is None:
        return ""
    shape = _tr("{days} 个工作日") if entry.item.notice.endswith(".work_days") else _tr("{days} 天")
    return shape.format(days=entry.notice.value)
