"""One matter beside the list: what it is, its six steps as a path, what can be done now."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.matter_step import STAGES, MatterStep, StepState
from desktop.domain.problem import Severity
from desktop.services.matters import MatterDetail, MatterPathStep, MatterState
from desktop.words import word
from ui.screens.matters.matter_words import (
    STEP_TONES,
    amount_words,
    linked_words,
    state_words,
    step_title,
)
from ui.screens.matters.step_mark import StepMark
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.plain_scroll import PlainScroll


@dataclass(frozen=True, slots=True)
class MatterRights:
    """What the user at work may do with a matter."""

    edit: bool
    draft: bool
    print: bool


class MatterPanel(PlainScroll):
    """Shows one matter; emits what the user wants to do with it."""

    edit_wanted = Signal()
    drop_wanted = Signal()
    record_wanted = Signal()  # the page for the file
    progress_wanted = Signal()  # the sheet for the wall
    step_wanted = Signal(object)  # MatterStep
    step_removed = Signal(object)  # MatterStep
    draft_wanted = Signal(object)  # MatterStep
    complete_wanted = Signal()
    notice_opened = Signal(str)
    link_removed = Signal(object)  # LinkedRow

    def __init__(self) -> None:
        super().__init__()
        self.show_nothing()

    def show_nothing(self) -> None:
        """No matter is chosen."""
        empty = EmptyState("meeting")
        empty.show_text(self.tr("没有选中事项"), self.tr("在左边选一件，这里显示六步走到哪里。"))
        self.setWidget(empty)

    def show_matter(self, detail: MatterDetail, rights: MatterRights) -> None:
        """Show a matter with its steps and the buttons that are possible now."""
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(6)
        self._add_head(layout, detail, rights)
        layout.addSpacing(4)
        for each in detail.steps:
            layout.addWidget(self._step(each, detail, rights))
        self._add_linked(layout, detail, rights)
        if detail.note:
            layout.addWidget(label(self.tr("备注：{text}").format(text=detail.note), "muted", wrap=True))
        layout.addStretch()
        self.setWidget(host)

    def _add_head(self, layout: QVBoxLayout, detail: MatterDetail, rights: MatterRights) -> None:
        summary = detail.summary
        layout.addWidget(label(summary.title, "heading", wrap=True))
        facts = (
            word(summary.kind_label),
            amount_words(summary.amount_cents),
            self.tr("{day} 提出").format(day=summary.opened_on),
            self.tr("落实人 {name}").format(name=summary.owner) if summary.owner else "",
            self.tr("{day} 前完成").format(day=detail.due_on) if detail.due_on else "",
        )
        layout.addWidget(label(" · ".join(part for part in facts if part), "muted", wrap=True))
        if detail.content:
            layout.addWidget(label(detail.content, wrap=True))
        if detail.completed_on:
            told = self.tr("{day} 办结：{result}").format(day=detail.completed_on, result=detail.result)
            layout.addWidget(label(told, wrap=True))
        is_open = summary.state is not MatterState.DROPPED
        if not is_open:
            told = self.tr("{day} 定为不办：{reason}").format(
                day=detail.dropped_on, reason=detail.dropped_reason
            )
            dropped = label(told, wrap=True)
            set_tone(dropped, "soon")
            layout.addWidget(dropped)
        elif not summary.is_owed:
            told = self.tr("这类事项不到规定的金额，可以不走全部六步。")
            layout.addWidget(label(told, "muted", wrap=True))
        host = QWidget()
        flow = FlowLayout(host)
        if rights.print:
            for words, signal in (
                (self.tr("六步一览…"), self.record_wanted),
                (self.tr("进度公示…"), self.progress_wanted),
            ):
                pressed = button(words, icon_name="print")
                pressed.clicked.connect(signal)
                flow.addWidget(pressed)
        if rights.edit and is_open:
            edit = button(self.tr("修改…"), icon_name="edit")
            edit.clicked.connect(self.edit_wanted)
            flow.addWidget(edit)
            if summary.state is not MatterState.DONE:
                drop = button(self.tr("不办了…"), "danger")
                drop.clicked.connect(self.drop_wanted)
                flow.addWidget(drop)
        layout.addWidget(host)

    def _step(self, each: MatterPathStep, detail: MatterDetail, rights: MatterRights) -> QWidget:
        step, state = each.path.step, each.path.state
        host = QWidget()
        row = QHBoxLayout(host)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(StepMark(state, is_last=step is MatterStep.RESULT_PUBLISHED))
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 12)
        inside.setSpacing(3)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(step_title(step), "strong"))
        told = label(state_words(state), "small")
        set_tone(told, STEP_TONES.get(state, ""))
        head.addWidget(told)
        head.addStretch()
        buttons = self._buttons(each, detail, rights)
        is_calm = state is StepState.DONE  # what is done keeps its buttons out of the way
        for pressed in buttons if is_calm else ():
            head.addWidget(pressed)
        inside.addLayout(head)
        for text in self._proof(each):
            inside.addWidget(label(text, "muted", wrap=True))
        for problem in each.path.problems:
            is_gap = problem.severity is Severity.ERROR
            said = label(messages.brief(problem), wrap=True)
            set_tone(said, "overdue" if is_gap and state is StepState.GAP else "soon")
            inside.addWidget(said)
        if buttons and not is_calm:
            below = QWidget()
            flow = FlowLayout(below)
            for pressed in buttons:
                flow.addWidget(pressed)
            inside.addWidget(below)
        row.addLayout(inside, 1)
        return host

    def _proof(self, each: MatterPathStep) -> list[str]:
        fact, texts = each.path.fact, []
        if fact is not None:
            parts = [fact.done_on.isoformat()]
            if each.meeting is not None:
                kinds = code_table("meeting_kind")
                parts.append("、".join(word(kinds.label(kind)) for kind in each.meeting.kinds))
                parts.append(each.meeting.place or "")
            if fact.attendance is not None:
                told = self.tr("应到 {due}，实到 {present}")
                parts.append(told.format(due=fact.attendance.due, present=fact.attendance.present))
            texts.append("　".join(part for part in parts if part))
        outcome = [each.text or (each.meeting.resolution if each.meeting else "") or ""]
        if fact is not None and fact.vote is not None:
            told = self.tr("同意 {yes} 票，反对 {no} 票，弃权 {none} 票")
            vote = fact.vote
            outcome.insert(0, told.format(yes=vote.agreed, no=vote.against, none=vote.abstained))
        if text := "　".join(part for part in outcome if part):
            texts.append(text)
        if each.notice is not None and fact is None:
            told = self.tr("公告 {number}：{state}")
            state = word(code_table("notice_state").label(each.notice.state))
            texts.append(told.format(number=each.notice.number, state=state))
        if fact is None and each.path.due_on is not None and each.path.state is StepState.NEXT:
            texts.append(self.tr("{day} 以前要张贴").format(day=each.path.due_on.isoformat()))
        return texts

    def _buttons(self, each: MatterPathStep, detail: MatterDetail, rights: MatterRights) -> list[QPushButton]:
        if detail.summary.state is MatterState.DROPPED:
            return []
        step, state = each.path.step, each.path.state
        role = {StepState.NEXT: "primary", StepState.GAP: "primary", StepState.DONE: "quiet"}.get(state, "")
        made: list[QPushButton] = []
        if step in STAGES:
            made += self._disclosure_buttons(each, detail, rights, role)
        elif rights.edit and (each.row_id or state is not StepState.STOPPED):
            words = self.tr("改正…") if each.row_id else self.tr("登记…")
            made.append(self._made(words, role, self.step_wanted, step))
        if rights.edit and each.row_id:
            made.append(self._made(self.tr("撤销登记"), "quiet", self.step_removed, step))
        return made

    def _disclosure_buttons(
        self, each: MatterPathStep, detail: MatterDetail, rights: MatterRights, role: str
    ) -> list[QPushButton]:
        step = each.path.step
        if each.notice is not None:
            pressed = button(self.tr("看公告"), role)
            notice_id = each.notice.id
            pressed.clicked.connect(lambda: self.notice_opened.emit(notice_id))
            return [pressed]
        is_decided = detail.step(MatterStep.DECISION).path.fact is not None
        if each.path.state is StepState.STOPPED or each.path.fact is not None or not is_decided:
            return []
        made = []
        if step is MatterStep.RESULT_PUBLISHED and rights.edit:
            words = self.tr("改正实施结果…") if detail.completed_on else self.tr("登记实施结果…")
            pressed = button(words, "" if detail.completed_on else role)
            pressed.clicked.connect(self.complete_wanted)
            made.append(pressed)
        if step is MatterStep.RESULT_PUBLISHED and not detail.completed_on:
            return made
        if rights.draft:
            made.append(self._made(self.tr("起草公告"), role, self.draft_wanted, step))
        if rights.edit:
            made.append(self._made(self.tr("以前已贴过…"), "quiet", self.step_wanted, step))
        return made

    @staticmethod
    def _made(words: str, role: str, signal: SignalInstance, step: MatterStep) -> QPushButton:
        pressed = button(words, role)
        pressed.clicked.connect(lambda: signal.emit(step))
        return pressed

    def _add_linked(self, layout: QVBoxLayout, detail: MatterDetail, rights: MatterRights) -> None:
        if not detail.linked:
            return
        layout.addWidget(line())
        layout.addWidget(label(self.tr("由此而来的合同、项目和开支"), "strong"))
        for record in detail.linked:
            row = QHBoxLayout()
            row.addWidget(label(linked_words(record), wrap=True), 1)
            if rights.edit:
                away = button(self.tr("取消关联"), "quiet")
                away.clicked.connect(lambda _=False, gone=record: self.link_removed.emit(gone))
                row.addWidget(away)
            layout.addLayout(row)
