"""One meeting beside the list: when and where, whether it can open, its agenda, and what can be done now."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.code_table import code_table
from desktop.services.meetings.reading import MeetingDetail
from desktop.words import word
from ui.screens.meetings.meeting_words import kind_words, need_words, numbers_words, vote_words
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_scroll import PlainScroll


class MeetingPanel(PlainScroll):
    """Shows one meeting; emits what the user wants to do with it by the name of a deed."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.make_attachments: Callable[[str, str], QWidget] | None = None  # table, id
        self.show_nothing()

    def show_nothing(self) -> None:
        """No meeting is chosen."""
        empty = EmptyState("meeting")
        empty.show_text(self.tr("没有选中会议"), self.tr("在左边选一次会议，这里显示它的安排和结果。"))
        self.setWidget(empty)

    def show_meeting(self, detail: MeetingDetail, today: date, *, may_edit: bool, may_print: bool) -> None:
        """Show a meeting with the buttons that are possible now."""
        row = detail.row
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(label(row.title, "heading", wrap=True))
        state = word(code_table("meeting_state").label(detail.state))
        when = "—".join(part for part in (row.starts_at, row.ends_at) if part)
        layout.addWidget(
            label("　".join(part for part in (state, row.held_on, when, row.place) if part), wrap=True)
        )
        layout.addWidget(self._buttons(detail, today, may_edit=may_edit, may_print=may_print))
        layout.addWidget(label(numbers_words(detail.tally, by_households=row.by_households), wrap=True))
        for need in detail.needs if detail.state == "planned" else ():
            told, tone = need_words(need)
            shown = label(told, "small", wrap=True)
            set_tone(shown, tone)
            layout.addWidget(shown)
        facts = (
            (self.tr("类别"), kind_words(row.kinds)),
            (self.tr("主持人"), row.chair),
            (self.tr("记录人"), row.recorder),
            (self.tr("通知日期"), row.called_on),
            (self.tr("签字日期"), row.signed_on),
            (self.tr("取消原因"), row.cancelled_reason),
            (self.tr("备注"), row.note),
        )
        for name, value in facts:
            if value:
                layout.addWidget(
                    label(self.tr("{name}：{value}").format(name=name, value=value), "muted", wrap=True)
                )
        if detail.topics:
            layout.addWidget(line())
            layout.addWidget(label(self.tr("议程"), "strong"))
        needs = {need.topic.id: need for need in detail.topic_needs}
        for number, topic in enumerate(detail.topics, start=1):
            layout.addWidget(label(f"{number}. {topic.title}", wrap=True))
            if topic.id in needs:
                told, tone = vote_words(needs[topic.id])
                shown = label(told, "small", wrap=True)
                set_tone(shown, tone)
                layout.addWidget(shown)
            if topic.resolution:
                layout.addWidget(label(topic.resolution, "muted", wrap=True))
        if not detail.topics and row.resolution:
            layout.addWidget(line())
            layout.addWidget(label(self.tr("决议"), "strong"))
            layout.addWidget(label(row.resolution, wrap=True))
        if self.make_attachments is not None:
            layout.addWidget(line())
            layout.addWidget(self.make_attachments("meeting", row.id))
        layout.addStretch()
        self.setWidget(host)

    def _buttons(self, detail: MeetingDetail, today: date, *, may_edit: bool, may_print: bool) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        state, is_over = detail.state, detail.row.held_on <= today.isoformat()
        offered: list[tuple[str, str, str, bool]] = [
            ("open", self.tr("打开会议…"), "primary", True),
            ("call", self.tr("会议通知…"), "", may_print and state == "planned"),
            ("sheet", self.tr("签到表…"), "", may_print and state == "planned"),
            ("minutes", self.tr("会议记录…"), "", may_print and is_over and state != "cancelled"),
            ("edit", self.tr("修改安排…"), "", may_edit and state in ("planned", "held")),
            ("next", self.tr("安排下一次…"), "", may_edit),
            ("cancel", self.tr("取消会议…"), "", may_edit and state == "planned"),
            ("remove", self.tr("删除…"), "danger", may_edit and state != "signed"),
        ]
        for deed, text, role, shown in offered:
            if shown:
                pressed = button(text, role)
                pressed.clicked.connect(lambda _=False, name=deed: self.wanted.emit(name))
                flow.addWidget(pressed)
        return host
