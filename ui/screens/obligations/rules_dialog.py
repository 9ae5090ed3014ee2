"""The rule of the score as people read it: what counts, how much, and the versions that came (评分规则)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.score_rule import ScoreRule, Work
from desktop.services.obligations.score_rules import KnownRule, RuleInForce
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label, set_tone


class RulesDialog(GrowingDialog):
    """To look at; rules come from the county."""

    def __init__(self, in_force: RuleInForce, known: Sequence[KnownRule], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("评分规则"))
        host = QWidget()
        inside = QVBoxLayout(host)
        inside.setContentsMargins(0, 0, 12, 0)
        inside.setSpacing(6)
        rule = in_force.rule
        inside.addWidget(label(f"{word(rule.name)}　{rule.version}", "heading", wrap=True))
        origin = (
            self.tr("县里还没有下发规则，用程序自带的。")
            if in_force.is_default
            else self.tr("县里下发，签名无误。")
        )
        inside.addWidget(label(origin, "muted", wrap=True))
        for text in self._sentences(rule):
            inside.addWidget(label(text, wrap=True))
        inside.addWidget(label(self.tr("收到过的各版"), "strong"))
        if not known:
            inside.addWidget(label(self.tr("还没有收到过。"), "muted"))
        for each in known:
            told = self.tr("{version}　{first} 起用").format(version=each.version, first=each.valid_from)
            inside.addWidget(label(told, wrap=True))
            if each.problem is not None:
                why = label(messages.reason(each.problem), wrap=True)
                set_tone(why, "overdue")
                inside.addWidget(why)
        inside.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(host)
        close = button(self.tr("关闭"))
        close.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot(close))
        height = self.fontMetrics().height()
        self.resize(height * 34, height * 28)

    def _sentences(self, rule: ScoreRule) -> list[str]:
        periods = {
            "quarter": self.tr("每季度"),
            "half_year": self.tr("每半年"),
            "year": self.tr("每年"),
        }
        works = {
            Work.MEETING: self.tr("按期开的会"),
            Work.DISCLOSURE: self.tr("按期公开的表"),
            Work.OBJECTION: self.tr("按期答复的异议"),
            Work.EVENT: self.tr("按期办结的事项"),
            Work.RECTIFICATION: self.tr("按期整改并核验的问题"),
        }
        total = sum(kind.weight for kind in rule.kinds)
        told = [
            self.tr(
                "{period}算一次：每一类按时办的件数除以应办的件数，乘以分值；没有到期事项的类不算。"
            ).format(period=periods[rule.period]),
            self.tr("{red} 分以上、没有漏公开的是红榜村；").format(red=rule.red_percent)
            + self.tr("不到 {black} 分或有漏公开的，县里提醒后过了期限还没有补，才是黑榜村。").format(
                black=rule.black_percent
            ),
            self.tr("提醒以后至少有 {days} 天补办。").format(days=rule.mend_days),
        ]
        for kind in rule.kinds:
            table = code_table("disclosure_item" if kind.work is Work.DISCLOSURE else "meeting_kind")
            names = [word(table.label(code)) for code in sorted(kind.codes)]
            what = "、".join(names) or works[kind.work]
            told.append(
                self.tr("{label}（{weight}/{total}）：{what}").format(
                    label=word(kind.label), weight=kind.weight, total=total, what=what
                )
            )
        return told
