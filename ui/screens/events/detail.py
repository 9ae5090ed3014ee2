"""One event beside the list: what it is, its life and clock, who is to be told, what can be done now."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from desktop.domain.code_table import code_table
from desktop.domain.event_state import (
    DONE_STATES,
    OPEN_STATES,
    RETURNED,
    SETTLED,
    SUBMITTED,
    SUSPENDED,
    VILLAGE,
    WITHDRAWN,
    Step,
)
from desktop.services.events import EventDetail, LinkRow, ToTell
from desktop.services.events.records import ANONYMOUS, HIDDEN_REPORTER
from desktop.words import code_word, word
from ui.screens.events.table_model import due_words
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.moment import show_moment
from ui.widgets.plain_scroll import PlainScroll

if TYPE_CHECKING:
    from ui.screens.events.work import EventWork

_MAIN = (
    Step.FEED_BACK,
    Step.RATE,
    Step.REOPEN,
    Step.RESUME,
    Step.ACCEPT,
    Step.SETTLE,
    Step.ARCHIVE,
    Step.NOTE,
)
"""The first of these that is possible is the main button."""

_SHOWN = (
    Step.ACCEPT,
    Step.START,
    Step.RESUME,
    Step.SETTLE,
    Step.ASSIGN,
    Step.RETURN,
    Step.FEED_BACK,
    Step.RATE,
    Step.REOPEN,
    Step.ARCHIVE,
    Step.REFUSE,
    Step.NOTE,
)
_IN_MENU = (Step.SUSPEND, Step.ESCALATE, Step.MERGE, Step.WITHDRAW)
_MINUTES = 60
_DAY = 24 * _MINUTES

FROM_ABOVE = "S5"
"""Source of what the county or township gave, whose block is made by the tables for those above."""


def link_name(link: LinkRow) -> str:
    """A linked person's name, or a household by its head."""
    if not link.label:
        return QCoreApplication.translate("EventLink", "（已不在档案中）")
    if link.target_table == "household":
        return QCoreApplication.translate("EventLink", "{name}户").format(name=link.label)
    return link.label


class EventDetailPanel(PlainScroll):
    """Shows one event; emits what the user wants to do with it."""

    step_wanted = Signal(object)  # Step
    edit_wanted = Signal()
    link_opened = Signal(str, str)  # table, id
    event_opened = Signal(str)  # id of another event

    def __init__(self) -> None:
        super().__init__()
        self.make_attachments: Callable[[str, str], QWidget] | None = None  # table, id
        self.make_task: Callable[[str], QWidget] | None = None  # event id
        self._work: EventWork | None = None
        self.show_nothing()

    def bind(self, work: "EventWork") -> None:
        """Let the panel's further actions open the dialogs of events."""
        self._work = work

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
            "　".join(part for part in (code_word("event_state", event.state), event.due_on, words) if part),
            wrap=True,
        )
        set_tone(state, tone)
        layout.addWidget(state)
        layout.addWidget(self._life(detail))
        for told, clock_tone in self._clock(detail):
            shown = label(told, "small", wrap=True)
            set_tone(shown, clock_tone)
            layout.addWidget(shown)
        if detail.allowed or may_edit:
            layout.addWidget(self._buttons(detail, may_edit=may_edit))
        self._add_extensions(layout, detail)
        if detail.text:
            layout.addWidget(label(detail.text, wrap=True))
        if self.make_task is not None and detail.source == FROM_ABOVE:
            layout.addWidget(self.make_task(event.id))
        for name, value in self._facts(detail):
            if value:
                layout.addWidget(
                    label(self.tr("{name}：{value}").format(name=name, value=value), "muted", wrap=True)
                )
        if detail.links:
            layout.addWidget(label(self.tr("有关的人和户"), "strong"))
            layout.addWidget(self._links(detail))
        self._add_people(layout, detail, may_edit=may_edit)
        self._add_outcome(layout, detail)
        self._add_others(layout, detail)
        if self.make_attachments is not None:
            layout.addWidget(line())
            layout.addWidget(self.make_attachments("event", event.id))
        layout.addWidget(line())
        layout.addWidget(label(self.tr("办理记录"), "strong"))
        if not detail.steps:
            layout.addWidget(label(self.tr("还没有记录。"), "muted"))
        for step in reversed(detail.steps):
            head = "　".join((show_moment(step.done_at), step.done_by, code_word("event_step", step.kind)))
            layout.addWidget(label(head, "small"))
            if step.text:
                layout.addWidget(label(step.text, wrap=True))
        layout.addStretch()
        self.setWidget(host)

    # What it is

    def _life(self, detail: EventDetail) -> QWidget:
        """The way of an event: what lies behind it in green, where it is in bold."""
        state = detail.event.state
        host = QWidget()
        flow = FlowLayout(host, spacing=4)
        if state in ("20", "95", "96"):
            flow.addWidget(label(code_word("event_state", detail.event.state), "strong"))
            return host
        above = self.tr("上级办理") if detail.level > VILLAGE else self.tr("办理")
        stations = (
            (self.tr("登记"), ""),
            (self.tr("受理"), "30"),
            (above, "40"),
            (self.tr("办结"), "70"),
            (self.tr("反馈"), "75"),
            (self.tr("评价"), "80"),
            (self.tr("归档"), "90"),
        )
        reached = max(
            (place for place, (_, code) in enumerate(stations) if code <= state and state not in ("85",)),
            default=0,
        )
        if state in ("85", "65"):
            reached = 2
        for place, (name, _) in enumerate(stations):
            if place:
                flow.addWidget(label("→", "muted"))
            shown = label(name, "strong" if place == reached else "muted" if place > reached else "")
            if place < reached:
                set_tone(shown, "ok")
            flow.addWidget(shown)
        return host

    def _clock(self, detail: EventDetail) -> list[tuple[str, str]]:
        clock, state = detail.clock, detail.event.state
        told: list[tuple[str, str]] = []
        if clock.limit_label and state in OPEN_STATES:
            text = self.tr("{limit}：{due} 前办结").format(
                limit=word(clock.limit_label), due=show_moment(clock.due_at)
            )
            if state == SUBMITTED and clock.accept_due_at:
                text = self.tr("{limit}：{accept} 前受理，{due} 前办结").format(
                    limit=word(clock.limit_label),
                    accept=show_moment(clock.accept_due_at),
                    due=show_moment(clock.due_at),
                )
            told.append((text, ""))
        if state == SUSPENDED:
            until = self.tr("计时停在 {at}，{until} 后自动恢复").format(
                at=show_moment(clock.suspended_at), until=clock.suspend_until
            )
            told.append((until, "soon"))
        if clock.paused_minutes:
            told.append(
                (self.tr("停过 {time}，期限已顺延").format(time=self._span(clock.paused_minutes)), "")
            )
        if state == RETURNED:
            reason = next((step.text for step in reversed(detail.steps) if step.kind is Step.RETURN), "")
            told.append((self.tr("上面退回的理由：{reason}").format(reason=reason), "soon"))
        if detail.reopened_count:
            told.append((self.tr("不满意，重办过 {n} 次").format(n=detail.reopened_count), "soon"))
        return told

    def _span(self, minutes: int) -> str:
        if minutes >= _DAY:
            days, rest = divmod(minutes, _DAY)
            hours = rest // _MINUTES
            if hours:
                return self.tr("{days} 天 {hours} 小时").format(days=days, hours=hours)
            return self.tr("{days} 天").format(days=days)
        if minutes >= _MINUTES:
            return self.tr("{hours} 小时").format(hours=minutes // _MINUTES)
        return self.tr("{n} 分钟").format(n=minutes)

    def _facts(self, detail: EventDetail) -> tuple[tuple[str, str], ...]:
        event = detail.event
        happened = detail.happened_at if len(detail.happened_at) <= len("2026-01-01") else ""
        reporter = "　".join(part for part in (self._name(detail.reporter), detail.reporter_phone) if part)
        return (
            (self.tr("编号"), event.number),
            (self.tr("类别"), word(event.category_label)),
            (self.tr("来源"), word(event.source_label)),
            (self.tr("办理人"), event.handler),
            (self.tr("由谁办"), word(detail.level_label) if detail.level > VILLAGE else ""),
            (self.tr("地点"), detail.place),
            (
                self.tr("反映人"),
                reporter + (self.tr("（保密）") if detail.secret and not detail.is_hidden else ""),
            ),
            (self.tr("来文编号"), detail.origin_number),
            (self.tr("发生时间"), happened or show_moment(detail.happened_at)),
            (self.tr("登记时间"), show_moment(event.received_at)),
            (self.tr("去哪里办"), detail.where_to),
        )

    def _name(self, name: str) -> str:
        """A person's name, or what stands for it, in the language of the window."""
        return {HIDDEN_REPORTER: self.tr("（要求保密）"), ANONYMOUS: self.tr("匿名")}.get(name, name)

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

    # Who is to be told, and what came of it

    def _add_people(self, layout: QVBoxLayout, detail: EventDetail, *, may_edit: bool) -> None:
        waiting = detail.event.state in (*DONE_STATES, WITHDRAWN) and detail.event.state != SETTLED
        if not detail.to_tell or (len(detail.to_tell) == 1 and detail.event.state in OPEN_STATES):
            return
        layout.addWidget(label(self.tr("要告知的人"), "strong"))
        for each in detail.to_tell:
            row = QHBoxLayout()
            name = self._name(each.name) or self.tr("反映人")
            told = self.tr("还没有告知")
            if each.told_at:
                way = word(each.told_way) or self.tr("已告知")
                told = f"{way}　{show_moment(each.told_at)}"
            row.addWidget(label("　".join(part for part in (name, each.phone) if part), wrap=True), 1)
            shown = label(told, "small")
            set_tone(shown, "ok" if each.told_at else "soon")
            row.addWidget(shown)
            if each.id and not each.told_at and waiting and may_edit:
                row.addWidget(self._tell_button(detail, each))
            layout.addLayout(row)

    def _tell_button(self, detail: EventDetail, person: ToTell) -> QPushButton:
        pressed = button(self.tr("告知…"))
        menu = QMenu(pressed)
        for entry in code_table("feedback_way").entries:
            action = menu.addAction(word(entry.label))
            if self._work is not None:
                action.triggered.connect(partial(self._tell, detail, person.id, entry.code))
        pressed.setMenu(menu)
        return pressed

    def _tell(self, detail: EventDetail, reporter_id: str, way: str) -> None:
        if self._work is not None:
            self._work.tell(detail, reporter_id, way)

    def _add_outcome(self, layout: QVBoxLayout, detail: EventDetail) -> None:
        if detail.result:
            layout.addWidget(label(self.tr("办理结果"), "strong"))
            told = detail.result
            layout.addWidget(label(told, wrap=True))
            if detail.on_the_spot:
                layout.addWidget(label(self.tr("当场办结"), "small"))
        for rating in detail.ratings:
            parts = (word(rating.label), rating.text, show_moment(rating.rated_at))
            shown = label(self.tr("评价：") + "　".join(part for part in parts if part), wrap=True)
            set_tone(shown, "soon" if rating.satisfaction == "4" else "ok")
            layout.addWidget(shown)
        if detail.public_text:
            head = (
                self.tr("公开反馈（{day} 起）").format(day=detail.published_on)
                if detail.published_on
                else self.tr("公开反馈（没有公开）")
            )
            layout.addWidget(label(head, "strong"))
            layout.addWidget(label(detail.public_text, wrap=True))

    def _add_others(self, layout: QVBoxLayout, detail: EventDetail) -> None:
        others = [(self.tr("并入的"), each) for each in detail.merged]
        if detail.merged_into is not None:
            others.insert(0, (self.tr("并入了"), detail.merged_into))
        for words, other in others:
            row = QHBoxLayout()
            row.addWidget(label(words, "muted"))
            link = button(other.title, "link")
            link.clicked.connect(partial(self.event_opened.emit, other.id))
            row.addWidget(link)
            row.addStretch()
            layout.addLayout(row)

    # What can be done

    def _add_extensions(self, layout: QVBoxLayout, detail: EventDetail) -> None:
        for each in detail.extensions:
            if each.state != "asked" or detail.event.state not in OPEN_STATES:
                continue
            told = self.tr("{who}申请延期 {days} 天：{reason}").format(
                who=each.asked_by, days=each.days, reason=each.reason
            )
            shown = label(told, wrap=True)
            set_tone(shown, "soon")
            layout.addWidget(shown)
            if self._work is not None and self._work.may_decide():
                row = QHBoxLayout()
                grant = button(self.tr("同意延期"), "primary")
                grant.clicked.connect(partial(self._decide, detail, each.id, grant=True))
                refuse = button(self.tr("不同意"))
                refuse.clicked.connect(partial(self._decide, detail, each.id, grant=False))
                row.addWidget(grant)
                row.addWidget(refuse)
                row.addStretch()
                layout.addLayout(row)

    def _decide(self, detail: EventDetail, extension_id: str, _pressed: bool = False, *, grant: bool) -> None:
        if self._work is not None:
            self._work.decide(detail, extension_id, grant)

    def _buttons(self, detail: EventDetail, *, may_edit: bool) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        shown = [step for step in _SHOWN if step in detail.allowed]
        if Step.ACCEPT in shown and Step.START in shown:
            shown.remove(Step.START)  # accepting comes first, and settling begins it anyway
        main = next((step for step in _MAIN if step in shown), None)
        if detail.is_to_answer:
            main = None
            answer = button(self.tr("答复上级交办…"), "primary", "edit")
            answer.clicked.connect(lambda: self.step_wanted.emit(Step.SETTLE))
            flow.addWidget(answer)
        for step in sorted(shown, key=lambda step: step is not main):
            pressed = button(code_word("event_step", step), "primary" if step is main else "")
            pressed.clicked.connect(lambda _=False, wanted=step: self.step_wanted.emit(wanted))
            flow.addWidget(pressed)
        if may_edit:
            edit = button(self.tr("修改…"), icon_name="edit")
            edit.clicked.connect(self.edit_wanted)
            flow.addWidget(edit)
        more = self._more(detail, may_edit=may_edit)
        if more is not None:
            flow.addWidget(more)
        return host

    def _more(self, detail: EventDetail, *, may_edit: bool) -> QPushButton | None:
        made = button(self.tr("更多"))
        menu = QMenu(made)
        for step in _IN_MENU:
            if step in detail.allowed:
                action = menu.addAction(self.tr("{step}…").format(step=code_word("event_step", step)))
                action.triggered.connect(lambda _=False, wanted=step: self.step_wanted.emit(wanted))
        work = self._work
        if work is not None:
            if detail.clock.extension_days:
                menu.addAction(self.tr("延期…")).triggered.connect(lambda _=False: work.extend(detail))
            if may_edit and detail.event.state in DONE_STATES:
                menu.addAction(self.tr("公开反馈…")).triggered.connect(lambda _=False: work.publish(detail))
                if detail.published_on:
                    away = menu.addAction(self.tr("撤下公开"))
                    away.triggered.connect(lambda _=False: work.unpublish(detail))
            if work.may_print():
                menu.addSeparator()
                slip = menu.addAction(self.tr("打印事项办理单…"))
                slip.triggered.connect(lambda _=False: work.print_slip(detail))
        if menu.isEmpty():
            return None
        made.setMenu(menu)
        return made
