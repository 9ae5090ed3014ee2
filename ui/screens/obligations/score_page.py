"""The village's score (村级评分): what it comes to, kind by kind, and each lost point with what mends it."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.village_score import Colour, KindScore
from desktop.services.obligations.score import LostPoint, VillageScore
from desktop.words import word
from ui.screens.obligations.obligation_words import COLOUR_TONES, colour_words, period_words
from ui.widgets.dress import button, card, label, set_tone
from ui.widgets.list_pane import ListPane
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

_SHORT_MARK = 16


def _tr(text: str) -> str:
    return QCoreApplication.translate("ScorePage", text)


class ScorePage(QWidget):
    """The score above, the kinds beside the lost points below."""

    mend_wanted = Signal(str)  # id of a lost point
    rule_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lost: dict[str, LostPoint] = {}
        self.total = label("—", "number")
        self.colour = label("", "heading")
        self.words = label("", "muted", wrap=True)
        self.rule = label("", "small", wrap=True)
        self.show_rule = button(self.tr("看规则…"), "link")
        self.show_rule.clicked.connect(self.rule_wanted)
        self.refused = label("", wrap=True)
        self.kinds: RowsModel[KindScore] = RowsModel(_kind_columns(), lambda each: each.kind.label, self)
        self.kind_table = VirtualTable("score.kinds")
        self.kind_table.setAccessibleName(self.tr("各类得分"))
        self.kind_table.show_model(self.kinds)
        self.lost: RowsModel[LostPoint] = RowsModel(_lost_columns(), lambda each: each.id, self)
        self.table = VirtualTable("score.lost")
        self.table.setAccessibleName(self.tr("扣分明细"))
        self.table.show_model(self.lost)
        self.mend = button(self.tr("去办"), "primary")
        self.mend.clicked.connect(lambda: self.mend_wanted.emit(self.table.current_id()))
        below = QWidget()
        beside = QVBoxLayout(below)
        beside.setContentsMargins(8, 0, 0, 0)
        beside.setSpacing(8)
        beside.addWidget(label(self.tr("各类得分"), "strong"))
        beside.addWidget(self.kind_table, 1)
        self._pane = ListPane(self.table, below, picture="check", shares=(3, 2))
        foot = QHBoxLayout()
        foot.addWidget(
            label(
                self.tr("只算登记在册的工作，不算登录、阅读和时长；不排名。选一行，按“去办”补上。"), "small"
            ),
            1,
        )
        foot.addWidget(self.mend)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._head())
        layout.addWidget(self._pane, 1)
        layout.addLayout(foot)
        self.table.row_activated.connect(self.mend_wanted)
        self.table.current_changed.connect(self._on_chosen)

    def _head(self) -> QWidget:
        sheet = card()
        row = QHBoxLayout(sheet)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(16)
        row.addWidget(self.total)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(self.colour)
        told.addWidget(self.words)
        told.addWidget(self.refused)
        row.addLayout(told, 1)
        side = QVBoxLayout()
        side.setSpacing(2)
        side.addWidget(self.rule)
        side.addWidget(self.show_rule)
        row.addLayout(side)
        return sheet

    def show_score(self, found: VillageScore) -> None:
        """Show a score."""
        score = found.score
        self.total.setText(score.text)
        self.colour.setText(colour_words(score.colour))
        set_tone(self.colour, COLOUR_TONES[score.colour])
        self.words.setText(self._words(found))
        rule = found.in_force.rule
        origin = self.tr("本机默认") if found.in_force.is_default else self.tr("县里下发，签名无误")
        self.rule.setText(
            self.tr("规则 {version}（{origin}）\n校验码 {mark}").format(
                version=rule.version, origin=origin, mark=score.mark[:_SHORT_MARK]
            )
        )
        reasons = [messages.reason(known.problem) for known in found.refused if known.problem is not None]
        self.refused.setText("\n".join(reasons))
        self.refused.setVisible(bool(reasons))
        set_tone(self.refused, "soon")
        self.kinds.set_rows([each for each in score.kinds if each.due])
        self._lost = {each.id: each for each in found.lost}
        current = self.table.current_id()
        self.lost.set_rows(found.lost)
        self._pane.show_rows(exist=bool(found.lost))
        if not found.lost:
            self._pane.empty.show_text(self.tr("没有扣分"), self.tr("到期的事都按时办了。"))
        elif not (current and self.table.select_id(current)):
            self.table.select_id(found.lost[0].id)
        self._on_chosen(self.table.current_id())

    def _words(self, found: VillageScore) -> str:
        score = found.score
        parts = [period_words(score.span)]
        if score.missing:
            parts.append(self.tr("有 {count} 张该公开的还没有公开").format(count=len(score.missing)))
        if score.reminder is not None and score.colour is not Colour.RED:
            told = self.tr("县里已提醒，{day} 前补上的不算黑榜")
            if score.colour is Colour.BLACK:
                told = self.tr("县里提醒过，{day} 的期限已过")
            parts.append(told.format(day=score.reminder.mend_by.isoformat()))
        return "；".join(parts)

    def lost_point(self, wanted: str) -> LostPoint | None:
        """A lost point of the list shown."""
        return self._lost.get(wanted)

    def _on_chosen(self, wanted: str) -> None:
        lost = self._lost.get(wanted)
        self.mend.setEnabled(lost is not None)
        self.mend.setText(mend_words(lost) if lost is not None else self.tr("去办"))


def mend_words(lost: LostPoint) -> str:
    """What the button of a lost point does."""
    if lost.done_on is not None or (lost.table == "meeting" and lost.record_id):
        return _tr("看登记")
    makers: dict[str, Callable[[], str]] = {
        "meeting": lambda: _tr("安排补开…"),
        "notice": lambda: _tr("接着办") if lost.record_id else _tr("制作公开表…"),
        "event": lambda: _tr("去办理"),
        "rectification": lambda: _tr("去整改"),
    }
    return makers[lost.table]()


def _kind_columns() -> tuple[RowColumn[KindScore], ...]:
    return (
        RowColumn(TableColumn("label", _tr("类别"), 7), lambda each: word(each.kind.label)),
        RowColumn(TableColumn("weight", _tr("分值"), 4, align=RIGHT), lambda each: str(each.kind.weight)),
        RowColumn(
            TableColumn("in_time", _tr("按时/应办"), 6, align=RIGHT),
            lambda each: Cell(f"{each.in_time}/{each.due}", "" if each.in_time == each.due else "soon"),
        ),
    )


def _lost_columns() -> tuple[RowColumn[LostPoint], ...]:
    return (
        RowColumn(
            TableColumn("points", _tr("扣分"), 4, sort_key="points", align=RIGHT),
            lambda each: each.points,
            lambda each: each.cost,
        ),
        RowColumn(TableColumn("title", _tr("没有按时办的事"), 18, sort_key="title"), lambda each: each.title),
        RowColumn(TableColumn("now", _tr("现在"), 9), _now),
        RowColumn(
            TableColumn("due", _tr("最后一天"), 7, sort_key="due"), lambda each: each.due_on.isoformat()
        ),
        RowColumn(
            TableColumn("label", _tr("类别"), 6, sort_key="label", shown=False),
            lambda each: word(each.label),
        ),
    )


def _now(each: LostPoint) -> Cell:
    if each.done_on is None:
        return Cell(_tr("没有办"), "overdue")
    return Cell(_tr("{day} 补办").format(day=each.done_on.isoformat()), "ok")
