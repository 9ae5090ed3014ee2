"""The calendar of meetings owed (履职日历): the list by state, and one obligation beside it."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.obligation import Obligation, ObligationState, cadence_of
from desktop.services.disclosure.catalogue import CERTAINTIES
from desktop.services.obligations.calendar import ObligationLine
from desktop.words import word
from ui.screens.obligations.obligation_words import (
    TONES,
    due_words,
    frequency_words,
    owed_period_words,
    planned_day_words,
    state_words,
)
from ui.widgets.dress import button, label, line, set_tone
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.list_pane import ListPane
from ui.widgets.plain_scroll import PlainScroll
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_column import Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

ALL = "all"
_NEAR_DAYS = 31
"""So many days before the last one the list counts them."""
VIEWS: dict[str, frozenset[ObligationState]] = {
    "todo": frozenset((ObligationState.DUE_SOON, ObligationState.OPEN)),
    "soon": frozenset((ObligationState.DUE_SOON,)),
    "missed": frozenset((ObligationState.MISSED,)),
    "future": frozenset((ObligationState.FUTURE,)),
    "done": frozenset((ObligationState.DONE, ObligationState.DONE_LATE)),
    ALL: frozenset(ObligationState),
}
"""View of the list → states it shows."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("ObligationCalendar", text)


class CalendarPage(QWidget):
    """Shows obligations; what is done about one is the presenter's matter."""

    view_wanted = Signal(str)
    plan_wanted = Signal(str)  # id of an obligation
    meeting_wanted = Signal(str)  # id of a meeting
    reason_wanted = Signal(str)  # id of an obligation

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, ObligationLine] = {}
        self._may_plan = self._may_explain = False
        self._code = ""
        self.hints = QVBoxLayout()
        self.hints.setSpacing(4)
        self.tabs = TabStrip(_view_names())
        self._model: RowsModel[ObligationLine] = RowsModel(_columns(), lambda each: each.id, self)
        self.table = VirtualTable("obligations")
        self.table.setAccessibleName(self.tr("应开会议列表"))
        self.table.show_model(self._model)
        self.detail = PlainScroll()
        self._pane = ListPane(self.table, self.detail, picture="meeting", shares=(3, 2))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(self.hints)
        layout.addWidget(self.tabs)
        layout.addWidget(self._pane, 1)
        self.tabs.chosen.connect(self.view_wanted)
        self.table.current_changed.connect(self.show_one)
        self.table.row_activated.connect(self._do_it)

    def set_may(self, *, plan: bool, explain: bool, division_code: str) -> None:
        """Say what the user may do, and where the village lies."""
        self._may_plan, self._may_explain, self._code = plan, explain, division_code

    def show_hint(self, text: str) -> None:
        """Say something above the list; empty takes it back."""
        while (item := self.hints.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if text:
            self.hints.addWidget(label(text, "muted", wrap=True))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many obligations each view holds."""
        tones = {"missed": "overdue", "soon": "soon"}
        for key, _ in _view_names():
            number = counts.get(key, 0)
            self.tabs.show_count(key, number, tones.get(key, "") if number else "")

    def show_lines(self, lines: Sequence[ObligationLine], view: str) -> None:
        """Show the obligations of a view."""
        self.tabs.mark(view)
        self._lines = {each.id: each for each in lines}
        current = self.table.current_id()
        self._model.set_rows(lines)
        self._pane.show_rows(exist=bool(lines))
        if not lines:
            texts = {
                "todo": (self.tr("没有要开的会"), self.tr("这一期该开的都开了，下一期会出现在这里。")),
                "missed": (self.tr("没有漏开的会"), ""),
            }
            self._pane.empty.show_text(*texts.get(view, (self.tr("这里没有会议"), "")))
            self.show_one("")
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(lines[0].id)
        self.show_one(self.table.current_id())

    def show_one(self, obligation_id: str) -> None:
        """Show one obligation beside the list."""
        shown = self._lines.get(obligation_id)
        if shown is None:
            empty = EmptyState("meeting")
            empty.show_text(self.tr("没有选中会议"), self.tr("在左边选一项，这里说明为什么要开、怎么办。"))
            self.detail.setWidget(empty)
            return
        obligation = shown.obligation
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(label(word(shown.title), "heading", wrap=True))
        told = self.tr("{holder}　{period}").format(
            holder=word(obligation.holder.name), period=owed_period_words(obligation)
        )
        layout.addWidget(label(told, "muted", wrap=True))
        state = label("　".join(part for part in (state_words(shown.state), due_words(shown)) if part))
        set_tone(state, TONES.get(shown.state, ""))
        layout.addWidget(state)
        layout.addWidget(self._buttons(shown))
        layout.addWidget(line())
        for name, value in self._facts(shown):
            if value:
                layout.addWidget(label(name, "small"))
                layout.addWidget(label(value, wrap=True))
        layout.addStretch()
        self.detail.setWidget(host)

    def _buttons(self, shown: ObligationLine) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        obligation = shown.obligation
        if shown.plan is not None:
            meeting = shown.plan.id
            look = button(self.tr("看安排好的会"), "primary", "meeting")
            look.clicked.connect(lambda: self.meeting_wanted.emit(meeting))
            flow.addWidget(look)
        elif obligation.missing and self._may_plan and shown.state is not ObligationState.FUTURE:
            late = shown.state is ObligationState.MISSED
            plan = button(self.tr("安排补开…") if late else self.tr("安排会议…"), "primary", "plus")
            plan.clicked.connect(lambda: self.plan_wanted.emit(shown.id))
            flow.addWidget(plan)
        if obligation.sessions:
            session = obligation.sessions[-1].id
            look = button(self.tr("看会议记录"), icon_name="meeting")
            look.clicked.connect(lambda: self.meeting_wanted.emit(session))
            flow.addWidget(look)
        if self._may_explain and shown.state in (ObligationState.MISSED, ObligationState.DONE_LATE):
            why = button(self.tr("改说明…") if shown.reason else self.tr("说明原因…"), icon_name="edit")
            why.clicked.connect(lambda: self.reason_wanted.emit(shown.id))
            flow.addWidget(why)
        return host

    def _facts(self, shown: ObligationLine) -> tuple[tuple[str, str], ...]:
        obligation = shown.obligation
        cadence = cadence_of(obligation.kind, obligation.period.last, self._code)
        often, source = self.tr("财务公开以前"), ""
        if cadence is not None:
            often = frequency_words(cadence.frequency, cadence.times)
            certainty = word(CERTAINTIES[cadence.rule.certainty])
            source = self.tr("{source}（{certainty}）").format(
                source=word(cadence.rule.source), certainty=certainty
            )
        reason = shown.reason
        return (
            (self.tr("开会日期"), "、".join(each.on.isoformat() for each in obligation.sessions)),
            (self.tr("已安排"), shown.plan.on.isoformat() if shown.plan else ""),
            (self.tr("固定日"), planned_day_words(obligation)),
            (self.tr("最后一天"), obligation.due_on.isoformat()),
            (self.tr("多久一次"), often),
            (
                self.tr("没有按时开的原因"),
                self.tr("{text}（{name}，{day}）").format(
                    text=reason.text, name=reason.given_by, day=reason.given_on
                )
                if reason
                else "",
            ),
            (self.tr("依据"), source),
        )

    def _do_it(self, obligation_id: str) -> None:
        """What is next with an obligation: its meeting, or a plan for it."""
        shown = self._lines.get(obligation_id)
        if shown is None:
            return
        if shown.plan is not None:
            self.meeting_wanted.emit(shown.plan.id)
        elif shown.obligation.missing and self._may_plan and shown.state is not ObligationState.FUTURE:
            self.plan_wanted.emit(shown.id)
        elif shown.obligation.sessions:
            self.meeting_wanted.emit(shown.obligation.sessions[-1].id)


def _view_names() -> tuple[tuple[str, str], ...]:
    return (
        ("todo", _tr("要开的")),
        ("soon", _tr("快到期")),
        ("missed", _tr("没有开")),
        ("future", _tr("还没到")),
        ("done", _tr("已开")),
        (ALL, _tr("全部")),
    )


def _columns() -> tuple[RowColumn[ObligationLine], ...]:
    return (
        RowColumn(
            TableColumn("title", _tr("应开的会"), 8.5, sort_key="title"), lambda each: word(each.title)
        ),
        RowColumn(
            TableColumn("due", _tr("最后一天"), 11, sort_key="due"), _due, lambda each: each.obligation.due_on
        ),
        RowColumn(TableColumn("state", _tr("状态"), 8, sort_key="state"), _state),
        RowColumn(
            TableColumn("period", _tr("期间"), 7.5, sort_key="period"),
            lambda each: owed_period_words(each.obligation),
            lambda each: each.obligation.period.first,
        ),
        RowColumn(
            TableColumn("holder", _tr("谁开"), 8, sort_key="holder"),
            lambda each: word(each.obligation.holder.name),
        ),
    )


def _due(each: ObligationLine) -> Cell:
    told = due_words(each) if each.is_open and each.days <= _NEAR_DAYS else ""
    text = each.obligation.due_on.isoformat()
    return Cell(f"{text}　{told}" if told else text, "")


def _state(each: ObligationLine) -> Cell:
    told = state_words(each.state)
    if each.plan is not None:
        told = _tr("已安排{month}月{day}日").format(month=each.plan.on.month, day=each.plan.on.day)
        return Cell(told, "")
    obligation: Obligation = each.obligation
    if obligation.times > 1 and obligation.missing:
        told = _tr("{state}（{done}/{times}）").format(
            state=told, done=len(obligation.sessions), times=obligation.times
        )
    return Cell(told, TONES.get(each.state, ""))
