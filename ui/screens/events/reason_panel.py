"""Why a task is there that nobody entered: its reasons, the rule, and how to be rid of it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from desktop.domain.rules import Certainty
from desktop.services.rule_tasks.explaining import Explanation, Reason
from desktop.words import word
from ui.widgets.dress import button, label

_MOST_REASONS = 6


class ReasonPanel(QFrame):
    """A sheet over the detail of a rule-made task; hidden for what people entered."""

    muted = Signal(str, str)  # key of the rule, id of the record; "" for the whole rule

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(12, 8, 12, 8)
        self._inside = QWidget()
        self._layout.addWidget(self._inside)
        self.hide()

    def show_reason(self, told: Explanation | None, *, may_edit: bool) -> None:
        """Show why; None hides the sheet."""
        self.setVisible(told is not None)
        if told is None:
            return
        inside = QWidget()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(4)
        lines.addWidget(label(self.tr("为什么有这项任务"), "strong"))
        alive = [reason for reason in told.reasons if not reason.is_gone]
        for reason in alive[:_MOST_REASONS]:
            lines.addWidget(label(self.tr("因为{reason}").format(reason=reason.text), wrap=True))
        if len(alive) > _MOST_REASONS:
            left = len(alive) - _MOST_REASONS
            lines.addWidget(label(self.tr("另有 {n} 项，见下面的内容").format(n=left), "muted"))
        sure = {
            Certainty.LOOKED_UP: self.tr("有明文"),
            Certainty.GENERAL: self.tr("通行做法，以当地规定为准"),
            Certainty.PROPOSAL: self.tr("本软件的建议"),
        }[told.certainty]
        basis = self.tr("规则：{rule}，提前 {days} 天。依据：{basis}（{sure}）")
        words = basis.format(rule=word(told.title), days=told.ahead_days, basis=word(told.basis), sure=sure)
        lines.addWidget(label(words, "small", wrap=True))
        if may_edit and alive:
            lines.addLayout(self._foot(told, alive))
        self._layout.replaceWidget(self._inside, inside)
        self._inside.hide()
        self._inside.deleteLater()
        self._inside = inside

    def _foot(self, told: Explanation, alive: list[Reason]) -> QHBoxLayout:
        foot = QHBoxLayout()
        quiet = button(self.tr("不再提醒…"), "link")
        menu = QMenu(quiet)
        for reason in alive[:_MOST_REASONS]:
            text = self.tr("只对这一个：{reason}").format(reason=reason.text)
            menu.addAction(text, partial(self.muted.emit, told.rule, reason.target_id))
        menu.addSeparator()
        menu.addAction(self.tr("停用整条规则"), partial(self.muted.emit, told.rule, ""))
        quiet.setMenu(menu)
        foot.addWidget(quiet)
        foot.addStretch()
        return foot
