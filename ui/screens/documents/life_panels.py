"""Beside the sheet of a notice: its boards, its objections, its versions and its life so far."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.code_table import code_table
from desktop.domain.notice_state import NoticeAction
from desktop.domain.objection import ObjectionState
from desktop.services.disclosure.notices import NoticeDetail
from desktop.services.disclosure.objections import Objection
from desktop.services.disclosure.postings import Posting
from desktop.services.disclosure.steps import state_label
from desktop.words import word
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.moment import show_moment
from ui.widgets.plain_scroll import PlainScroll

_CHANGES_SHOWN = 30


class _Panel(PlainScroll):
    """A column of texts and buttons that scrolls."""

    def __init__(self) -> None:
        super().__init__()

    def _column(self) -> QVBoxLayout:
        host = QWidget()
        column = QVBoxLayout(host)
        column.setContentsMargins(0, 4, 12, 0)
        column.setSpacing(8)
        self.setWidget(host)
        return column


class PostingsPanel(_Panel):
    """Boards on which a notice hangs or hung, with the days left."""

    photos_wanted = Signal(str, str)  # id of the posting, place

    def show_postings(self, postings: Sequence[Posting]) -> None:
        """Show them, those that hang first."""
        column = self._column()
        hanging = [each for each in postings if each.taken_down_on is None]
        if not postings:
            column.addWidget(
                label(self.tr("还没有张贴。发布、打印以后，贴到公开栏上，再在这里登记。"), "muted", wrap=True)
            )
        down = [each for each in postings if each.taken_down_on is not None]
        for place, posting in enumerate((*hanging, *down)):
            if place:
                column.addWidget(line())
            self._add(column, posting)
        column.addStretch()

    def _add(self, column: QVBoxLayout, posting: Posting) -> None:
        head = QHBoxLayout()
        head.addWidget(label(posting.place, "strong"))
        text, tone = self._days(posting)
        days = label(text)
        set_tone(days, tone)
        head.addWidget(days)
        head.addStretch()
        photos = button(self.tr("照片…"), "link")
        photos.setAccessibleName(self.tr("“{place}”的照片").format(place=posting.place))
        photos.clicked.connect(lambda _=False: self.photos_wanted.emit(posting.id, posting.place))
        head.addWidget(photos)
        column.addLayout(head)
        facts = [
            self.tr("{day} 由 {who} 张贴，{count} 份").format(
                day=posting.posted_on, who=posting.poster, count=posting.copies
            ),
            self.tr("应贴到 {day}").format(day=posting.take_down_on),
        ]
        if posting.taken_down_on is not None:
            facts.append(
                self.tr("{day} 由 {who} 取下").format(day=posting.taken_down_on, who=posting.taken_down_by)
            )
        if posting.note:
            facts.append(posting.note)
        column.addWidget(label("；".join(facts), "muted", wrap=True))

    def _days(self, posting: Posting) -> tuple[str, str]:
        if posting.is_too_short:
            return self.tr("只贴了 {days} 天，要重新张贴").format(days=posting.days_up), "overdue"
        if posting.days_left is None:
            return self.tr("贴了 {days} 天，已取下").format(days=posting.days_up), ""
        if posting.days_left > 0:
            return self.tr("还要贴 {days} 天").format(days=posting.days_left), "ok"
        if posting.days_left == 0:
            return self.tr("今天取下"), "soon"
        return self.tr("过期 {days} 天没有取下").format(days=-posting.days_left), "overdue"


class ObjectionsPanel(_Panel):
    """What was brought forward against a notice, and what became of it."""

    add_wanted = Signal()
    answer_wanted = Signal(object)  # Objection
    conclude_wanted = Signal(object)  # Objection

    def show_objections(self, objections: Sequence[Objection], *, may_add: bool, may_edit: bool) -> None:
        """Show them, those that wait first."""
        column = self._column()
        add = button(self.tr("登记异议…"), icon_name="plus")
        add.setEnabled(may_add)
        add.clicked.connect(self.add_wanted)
        row = QHBoxLayout()
        row.addWidget(add)
        row.addStretch()
        column.addLayout(row)
        if not objections:
            column.addWidget(label(self.tr("没有人提出异议。"), "muted"))
        for objection in sorted(objections, key=lambda each: each.state is ObjectionState.SETTLED):
            column.addWidget(line())
            self._add(column, objection, may_edit=may_edit)
        column.addStretch()

    def show_hidden(self) -> None:
        """Say that this user may not read them."""
        column = self._column()
        column.addWidget(label(self.tr("您的岗位不能查看异议。"), "muted"))
        column.addStretch()

    def _add(self, column: QVBoxLayout, objection: Objection, *, may_edit: bool) -> None:
        head = QHBoxLayout()
        head.addWidget(label(objection.person or self.tr("匿名"), "strong"))
        text, tone = self._state(objection)
        state = label(text)
        set_tone(state, tone)
        head.addWidget(state)
        head.addStretch()
        column.addLayout(head)
        column.addWidget(label(objection.text, wrap=True))
        column.addWidget(
            label(
                self.tr("{day} {channel}提出").format(
                    day=objection.received_on, channel=word(objection.channel_label)
                ),
                "muted",
                wrap=True,
            )
        )
        if objection.answer:
            column.addWidget(
                label(
                    self.tr("{day} {who} 答复：{answer}").format(
                        day=objection.answered_on, who=objection.answered_by, answer=objection.answer
                    ),
                    wrap=True,
                )
            )
        if objection.next_step_label:
            column.addWidget(
                label(
                    self.tr("不满意，{step}").format(step=word(objection.next_step_label)),
                    "muted",
                    wrap=True,
                )
            )
        if may_edit and objection.state is not ObjectionState.SETTLED:
            column.addWidget(self._buttons(objection))

    def _buttons(self, objection: Objection) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        if objection.state is ObjectionState.ANSWERED:
            conclude = button(self.tr("登记是否满意…"))
            conclude.clicked.connect(lambda _=False: self.conclude_wanted.emit(objection))
            flow.addWidget(conclude)
        else:
            answer = button(self.tr("答复…"))
            answer.clicked.connect(lambda _=False: self.answer_wanted.emit(objection))
            flow.addWidget(answer)
        return host

    def _state(self, objection: Objection) -> tuple[str, str]:
        if objection.state is ObjectionState.SETTLED:
            return self.tr("{day} 办结").format(day=objection.settled_on), "ok"
        if objection.state is ObjectionState.ANSWERED:
            return self.tr("已答复，等提出人表态"), "soon"
        days = objection.days_left or 0
        if days < 0:
            return self.tr("应在 {day} 前答复，已过 {days} 天").format(
                day=objection.answer_due, days=-days
            ), "overdue"
        return self.tr("{day} 前答复，还有 {days} 天").format(day=objection.answer_due, days=days), "soon"


class LifePanel(_Panel):
    """Versions with what each changed, and every step with who took it, latest first."""

    version_wanted = Signal(str)  # id of another version

    def show_life(self, detail: NoticeDetail) -> None:
        """Show a notice's versions and steps."""
        column = self._column()
        if len(detail.versions) > 1:
            column.addWidget(label(self.tr("版本"), "strong"))
            for version in reversed(detail.versions):
                self._add_version(column, detail, version.id)
            column.addWidget(line())
        column.addWidget(label(self.tr("经过"), "strong"))
        names = code_table("notice_step")
        for step in reversed(detail.steps):
            copies = step.kind == NoticeAction.PRINT
            text = self.tr("{count} 份").format(count=step.text) if copies and step.text else step.text
            told = (show_moment(step.done_at), step.done_by, word(names.label(step.kind)), text)
            column.addWidget(label("　".join(part for part in told if part), wrap=True))
        column.addStretch()

    def _add_version(self, column: QVBoxLayout, detail: NoticeDetail, version_id: str) -> None:
        version = next(each for each in detail.versions if each.id == version_id)
        head = QHBoxLayout()
        name = self.tr("第 {version} 版　{state}").format(
            version=version.version, state=word(state_label(version.state))
        )
        if version.id == detail.summary.id:
            head.addWidget(label(self.tr("{name}（正在看）").format(name=name)))
        else:
            other = button(name, "link")
            other.clicked.connect(lambda _=False: self.version_wanted.emit(version.id))
            head.addWidget(other)
        head.addStretch()
        column.addLayout(head)
        for change in version.changes[:_CHANGES_SHOWN]:
            column.addWidget(label(change, wrap=True))
        if len(version.changes) > _CHANGES_SHOWN:
            more = len(version.changes) - _CHANGES_SHOWN
            column.addWidget(label(self.tr("另有 {count} 处变动").format(count=more), "muted"))
