"""What is true of the village, so that it is asked for what it owes and for nothing else (村情)."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.disclosure_item import DisclosureItem
from desktop.services.disclosure.village_facts import FactState
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, card, foot, label, set_tone
from ui.widgets.plain_scroll import PlainScroll


class FactsDialog(GrowingDialog):
    """One card a question: what the records show, or what was answered, and which items hang on it."""

    answered = Signal(str, object)  # name of the fact; True, False, or None to forget

    def __init__(
        self, facts: Mapping[str, FactState], items: Sequence[DisclosureItem], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("村情：哪些事项要公开"))
        self._items = tuple(items)
        self._may_answer = True
        self._facts = facts
        self._scroll = PlainScroll()
        close = button(self.tr("关闭"))
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 14, 16)
        layout.setSpacing(10)
        layout.addWidget(
            label(
                self.tr("登记里看得出来的，程序自己判断；看不出来的请回答。答“没有”的事项不会列入公开任务。"),
                "muted",
                wrap=True,
            )
        )
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot(close))
        self.show_facts(facts)
        height = self.fontMetrics().height()
        self.resize(height * 36, height * 32)

    def set_may_answer(self, may_answer: bool) -> None:
        """Whether the user may answer, or only look."""
        self._may_answer = may_answer
        self.show_facts(self._facts)

    def show_facts(self, facts: Mapping[str, FactState]) -> None:
        """Show the facts as they stand, the open ones first."""
        self._facts = facts
        place = self._scroll.verticalScrollBar().value()
        host = QWidget()
        host.setProperty("role", "scrolled")
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(8)
        # a stable order: an answer must not make the card jump away from under the mouse
        for fact in facts.values():
            layout.addWidget(self._card(fact))
        layout.addStretch()
        self._scroll.setWidget(host)
        self._scroll.verticalScrollBar().setValue(place)

    def _card(self, fact: FactState) -> QWidget:
        made = card()
        row = QHBoxLayout(made)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(12)
        left = QVBoxLayout()
        left.setSpacing(3)
        left.addWidget(label(word(fact.kind.question), "strong", wrap=True))
        told = label(self._told(fact), wrap=True)
        set_tone(told, "soon" if fact.is_open else "ok" if fact.holds else "")
        left.addWidget(told)
        names = [word(item.label) for item in self._items if fact.name in item.owed_if]
        shown = "、".join(names[:4]) + (self.tr(" 等 {n} 项").format(n=len(names)) if len(names) > 4 else "")
        left.addWidget(label(self.tr("关系到：{items}").format(items=shown), "small", wrap=True))
        row.addLayout(left, 1)
        if not fact.count:
            for text, holds in ((self.tr("有"), True), (self.tr("没有"), False)):
                chosen = fact.answer is not None and fact.answer.holds is holds
                pressed = button(text, "primary" if chosen else "")
                pressed.setObjectName(f"{fact.name}-{'yes' if holds else 'no'}")
                pressed.setAccessibleName(f"{word(fact.kind.question)} {text}")
                pressed.setEnabled(self._may_answer)
                # pressing the answer that stands takes it back
                pressed.clicked.connect(partial(self.answered.emit, fact.name, None if chosen else holds))
                row.addWidget(pressed, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def _told(self, fact: FactState) -> str:
        if fact.count:
            return self.tr("有：{evidence}").format(
                evidence=word(fact.kind.evidence).format(count=fact.count)
            )
        if fact.answer is not None:
            said = self.tr("有") if fact.answer.holds else self.tr("没有，所以不列入公开任务")
            return self.tr("{said}（{who} {day} 答）").format(
                said=said, who=fact.answer.by, day=fact.answer.on
            )
        if fact.kind.assumed:
            return self.tr("还没有回答，先按“有”处理")
        return self.tr("还没有回答，有关的事项暂不列入")
