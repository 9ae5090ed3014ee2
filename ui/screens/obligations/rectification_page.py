"""Orders to mend and what the village found itself (整改): the list, and one of them beside it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.rectification import OPEN, Rate, RectificationState
from desktop.services.obligations.rectification import Rectification
from desktop.words import word
from ui.screens.obligations.obligation_words import mending_due_words, mending_tone, mending_words
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
VIEWS: dict[str, frozenset[RectificationState]] = {
    "todo": OPEN,
    "waiting": frozenset((RectificationState.ANSWERED,)),
    "over": frozenset((RectificationState.VERIFIED, RectificationState.WITHDRAWN)),
    ALL: frozenset(RectificationState),
}
"""View of the list → states it shows."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("RectificationPage", text)


class RectificationPage(QWidget):
    """Shows what is to be mended; what is done about it is the presenter's matter."""

    view_wanted = Signal(str)
    take_up_wanted = Signal(str)  # id
    answer_wanted = Signal(str)
    verify_wanted = Signal(str)
    remove_wanted = Signal(str)
    duty_wanted = Signal(str)
    task_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.make_attachments: Callable[[str, str], QWidget] | None = None  # table, id
        self._rows: dict[str, Rectification] = {}
        self._may_answer = self._may_verify = self._may_make_task = False
        self.tabs = TabStrip(_view_names())
        self.rates = label("", "muted")
        self._model: RowsModel[Rectification] = RowsModel(_columns(), lambda each: each.id, self)
        self.table = VirtualTable("rectification")
        self.table.setAccessibleName(self.tr("整改列表"))
        self.table.show_model(self._model)
        self.detail = PlainScroll()
        self._pane = ListPane(self.table, self.detail, picture="check", shares=(3, 2))
        above = QHBoxLayout()
        above.addWidget(self.tabs, 1)
        above.addWidget(self.rates)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addLayout(above)
        layout.addWidget(self._pane, 1)
        self.tabs.chosen.connect(self.view_wanted)
        self.table.current_changed.connect(self.show_one)
        self.table.row_activated.connect(self._do_it)

    def set_may(self, *, answer: bool, verify: bool, make_task: bool) -> None:
        """Say what the user may do."""
        self._may_answer, self._may_verify, self._may_make_task = answer, verify, make_task

    def show_rates(self, year: int, mending: Rate, unprompted: Rate) -> None:
        """Show both rates of a year."""
        told = self.tr("{year}年　整改率 {mending}　主动整改率 {unprompted}")
        self.rates.setText(told.format(year=year, mending=mending.text, unprompted=unprompted.text))

    def show_rows(self, rows: Sequence[Rectification], view: str) -> None:
        """Show a view of everything there is to mend."""
        self.tabs.mark(view)
        for key, _ in _view_names():
            number = sum(each.state in VIEWS[key] for each in rows)
            self.tabs.show_count(key, number, "soon" if key == "todo" and number else "")
        shown = [each for each in rows if each.state in VIEWS[view]]
        self._rows = {each.id: each for each in shown}
        current = self.table.current_id()
        self._model.set_rows(shown)
        self._pane.show_rows(exist=bool(shown))
        if not shown:
            empty = self._pane.empty
            empty.show_text(
                self.tr("没有要整改的"), self.tr("上级下发的通知同步后在这里；自己发现的也可以登记。")
            )
            self.show_one("")
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(shown[0].id)
        self.show_one(self.table.current_id())

    def show_one(self, wanted: str) -> None:
        """Show one thing to mend beside the list."""
        shown = self._rows.get(wanted)
        if shown is None:
            empty = EmptyState("check")
            empty.show_text(self.tr("没有选中整改"), self.tr("在左边选一项，这里说明要求和办到哪一步。"))
            self.detail.setWidget(empty)
            return
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(4, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(label(shown.title, "heading", wrap=True))
        origin = "　".join(part for part in (word(shown.issuer), shown.number) if part)
        if origin:
            layout.addWidget(label(origin, "muted", wrap=True))
        state = label(
            "　".join(part for part in (mending_words(shown.state), mending_due_words(shown)) if part)
        )
        set_tone(state, mending_tone(shown))
        layout.addWidget(state)
        layout.addWidget(self._buttons(shown))
        if shown.state is RectificationState.RETURNED and shown.word:
            back = label(self.tr("退回的原因：{text}").format(text=shown.word), wrap=True)
            set_tone(back, "overdue")
            layout.addWidget(back)
        layout.addWidget(line())
        for name, value in self._facts(shown):
            if value:
                layout.addWidget(label(name, "small"))
                layout.addWidget(label(value, wrap=True))
        if shown.record_id and self.make_attachments is not None:
            layout.addWidget(label(self.tr("整改的证明材料"), "strong"))
            layout.addWidget(self.make_attachments("rectification", shown.record_id))
        layout.addStretch()
        self.detail.setWidget(host)

    def _buttons(self, shown: Rectification) -> QWidget:
        host = QWidget()
        flow = FlowLayout(host)
        if self._may_answer and shown.state in OPEN:
            if shown.measures:
                answer = button(self.tr("答复整改结果…"), "primary", "check")
                answer.clicked.connect(lambda: self.answer_wanted.emit(shown.id))
                flow.addWidget(answer)
            text = self.tr("改措施…") if shown.measures else self.tr("登记整改措施…")
            take_up = button(text, "" if shown.measures else "primary", "edit")
            take_up.clicked.connect(lambda: self.take_up_wanted.emit(shown.id))
            flow.addWidget(take_up)
        if self._may_verify and not shown.is_ordered and shown.state is RectificationState.ANSWERED:
            verify = button(self.tr("核验…"), "primary", "check")
            verify.clicked.connect(lambda: self.verify_wanted.emit(shown.id))
            flow.addWidget(verify)
        if shown.duty and shown.duty_title and shown.state in OPEN:
            go = button(self.tr("去办：{title}").format(title=word(shown.duty_title)), icon_name="calendar")
            go.clicked.connect(lambda: self.duty_wanted.emit(shown.id))
            flow.addWidget(go)
        if shown.event_id or (self._may_make_task and shown.measures and shown.state in OPEN):
            task = button(self.tr("看任务") if shown.event_id else self.tr("转为任务"), icon_name="tasks")
            task.clicked.connect(lambda: self.task_wanted.emit(shown.id))
            flow.addWidget(task)
        if self._may_answer and not shown.is_ordered and not shown.facts.answer_no:
            remove = button(self.tr("删除"), "quiet", "trash")
            remove.clicked.connect(lambda: self.remove_wanted.emit(shown.id))
            flow.addWidget(remove)
        return host

    def _facts(self, shown: Rectification) -> tuple[tuple[str, str], ...]:
        facts = shown.facts
        duty = "　".join(part for part in (word(shown.duty_title), shown.period) if part)
        accepted = facts.accepted
        reminded = ""
        if shown.reminders and facts.first_reminded_on is not None:
            told = self.tr("{count} 次，第一次在 {day}")
            reminded = told.format(count=shown.reminders, day=facts.first_reminded_on.isoformat())
        answered = self.tr("{text}（{name}，{day}）").format(
            text=shown.answer, name=shown.answered_by, day=shown.answered_on
        )
        return (
            (self.tr("要求"), shown.content),
            (self.tr("针对"), duty),
            (self.tr("下发日期") if shown.is_ordered else self.tr("发现日期"), facts.found_on.isoformat()),
            (self.tr("整改期限"), facts.due_on.isoformat() if facts.due_on else ""),
            (self.tr("提醒过"), reminded),
            (self.tr("原因"), shown.cause),
            (self.tr("措施"), shown.measures),
            (self.tr("负责人"), shown.owner),
            (self.tr("整改完成日期"), facts.mended_on.isoformat() if facts.mended_on else ""),
            (self.tr("答复"), answered if shown.answer else ""),
            (
                self.tr("核验"),
                "　".join((accepted.decided_on.isoformat(), accepted.text)) if accepted else "",
            ),
            (self.tr("收回的原因"), shown.withdrawn_reason),
        )

    def _do_it(self, wanted: str) -> None:
        """What is next with one."""
        shown = self._rows.get(wanted)
        if shown is None:
            return
        if self._may_answer and shown.state in OPEN:
            (self.answer_wanted if shown.measures else self.take_up_wanted).emit(shown.id)
        elif self._may_verify and not shown.is_ordered and shown.state is RectificationState.ANSWERED:
            self.verify_wanted.emit(shown.id)


def _view_names() -> tuple[tuple[str, str], ...]:
    return (
        ("todo", _tr("要整改的")),
        ("waiting", _tr("等核验")),
        ("over", _tr("已办结")),
        (ALL, _tr("全部")),
    )


def _columns() -> tuple[RowColumn[Rectification], ...]:
    return (
        RowColumn(TableColumn("due", _tr("期限"), 12, sort_key="due"), _due, lambda each: each.facts.due_on),
        RowColumn(TableColumn("title", _tr("整改什么"), 13, sort_key="title"), lambda each: each.title),
        RowColumn(
            TableColumn("state", _tr("状态"), 8, sort_key="state"),
            lambda each: Cell(mending_words(each.state), mending_tone(each)),
        ),
        RowColumn(TableColumn("issuer", _tr("谁提出"), 8, sort_key="issuer"), lambda each: word(each.issuer)),
    )


def _due(each: Rectification) -> Cell:
    day = each.facts.due_on.isoformat() if each.facts.due_on else ""
    told = mending_due_words(each)
    return Cell(f"{day}　{told}" if told else day, mending_tone(each) if told else "")
