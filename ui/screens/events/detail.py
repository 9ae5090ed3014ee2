"""One task beside the list: what it is, what was done, what can be done now."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop.domain.event_state import Step
from desktop.services.events import EventDetail, LinkRow, step_label
from desktop.words import word
from ui.screens.events.table_model import due_words
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.moment import show_moment

_FIRST = (Step.ACCEPT, Step.START, Step.SETTLE, Step.FEED_BACK, Step.RESUME)
"""Steps that move a matter on; the one that is possible is the main button."""


def link_name(link: LinkRow) -> str:
    """A linked person's name, or a household by its head."""
    if not link.label:
        return QCoreApplication.translate("EventLink", "（已不在档案中）")
    if link.target_table == "household":
        return QCoreApplication.translate("EventLink", "{name}户").format(name=link.label)
    return link.label


class EventDetailPanel(QScrollArea):
    """Shows one event; emits what the user wants to do with it."""

    step_wanted = Signal(object)  # Step
    edit_wanted = Signal()
    link_opened = Signal(str, str)  # table, id

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.make_attachments: Callable[[str, str], QWidget] | None = None  # table, id
        self.show_nothing()

    def show_nothing(self) -> None:
        """No event is chosen."""
        empty = EmptyState("tasks")
        empty.show_text(self.tr("没有选中任务"), self.tr("在左边选一项，这里显示办理情况。"))
        self.setWidget(empty)

    def show_event(self, detail: EventDetail, *, may_edit: bool) -> None:
        """Show an event with its steps and the buttons that are possible now."""
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(8)
        event = detail.event
        layout.addWidget(label(event.title, "heading", wrap=True))
        words, tone = due_words(event.due)
        state = label(
            "　".join(part for part in (word(event.state_label), event.due_on, words) if part), wrap=True
        )
        set_tone(state, tone)
        layout.addWidget(state)
        facts = (
            (self.tr("编号"), event.number),
            (self.tr("类别"), word(event.category_label)),
            (self.tr("来源"), word(event.source_label)),
            (self.tr("办理人"), event.handler),
            (self.tr("地点"), detail.place),
            (self.tr("反映人"), detail.reporter),
            (self.tr("登记时间"), show_moment(event.received_at)),
        )
        for name, value in facts:
            if value:
                layout.addWidget(
                    label(self.tr("{name}：{value}").format(name=name, value=value), "muted", wrap=True)
                )
        if detail.text:
            layout.addWidget(label(detail.text, wrap=True))
        if detail.links:
            layout.addWidget(label(self.tr("有关的人和户"), "strong"))
            layout.addWidget(self._links(detail))
        if detail.allowed or may_edit:
            layout.addWidget(self._buttons(detail, may_edit=may_edit))
        if self.make_attachments is not None:
            layout.addWidget(line())
            layout.addWidget(self.make_attachments("event", event.id))
        layout.addWidget(line())
        layout.addWidget(label(self.tr("办理记录"), "strong"))
        if not detail.steps:
            layout.addWidget(label(self.tr("还没有记录。"), "muted"))
        for step in reversed(detail.steps):
            head = "　".join((show_moment(step.done_at), step.done_by, word(step_label(step.kind))))
            layout.addWidget(label(head, "small"))
            if step.text:
                layout.addWidget(label(step.text, wrap=True))
        layout.addStretch()
        self.setWidget(host)

    def _links(self, detail: EventDetail) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        for link in detail.links:
            pressed = button(link_name(link), "link")
            pressed.clicked.connect(
                lambda _=False, table=link.target_table, i=link.target_id: self.link_opened.emit(table, i)
            )
            flow.addWidget(pressed)
        return host

    def _buttons(self, detail: EventDetail, *, may_edit: bool) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        main = next((step for step in reversed(_FIRST) if step in detail.allowed), None)
        ordered = sorted(detail.allowed, key=lambda step: step is not main)
        for step in ordered:
            role = "primary" if step is main else "danger" if step is Step.WITHDRAW else ""
            pressed = button(word(step_label(step)), role)
            pressed.clicked.connect(lambda _=False, wanted=step: self.step_wanted.emit(wanted))
            flow.addWidget(pressed)
        if may_edit:
            edit = button(self.tr("修改…"), icon_name="edit")
            edit.clicked.connect(self.edit_wanted)
            flow.addWidget(edit)
        return host
