"""The task log: views with counts, as list, board and calendar (任务)."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.accounts import Right
from desktop.services.events import EventDetail
from desktop.services.inbox.listing import BoardColumn, CalendarDay, Group, Inbox
from desktop.services.rule_tasks.explaining import Explanation
from ui.screens.attachments.making import make_area
from ui.screens.events import table_model
from ui.screens.events.board import EventBoard
from ui.screens.events.calendar import EventCalendar
from ui.screens.events.detail import EventDetailPanel
from ui.screens.events.presenter import EventsPresenter
from ui.screens.events.reason_panel import ReasonPanel
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.block_model import BlockModel
from ui.widgets.dress import button, label
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_pane import ListPane
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_OLD_VIEWS = {"new": "open", "soon": "week"}
"""Views that other screens ask for by another name."""


def _make_task(office: "Office", runner: "JobRunner", shell: "Shell", event_id: str) -> QWidget:
    from ui.screens.report_tables.task_block import make_task_block  # late: few events come from above

    return make_task_block(office, runner, shell, event_id)


class EventsScreen(Screen):
    """What is to be done, by when, by whom."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self._presenter = EventsPresenter(self, office, runner, shell)
        self.search = SearchBox(self.tr("找任务：标题、内容、人名、拼音、编号"))
        self.new = button(self.tr("新任务"), "primary", "plus")
        self.new.setEnabled(office.may(Right.EDIT_EVENTS))
        self.tabs = TabStrip(self._view_names())
        self.faces = TabStrip(
            (("list", self.tr("列表")), ("board", self.tr("看板")), ("calendar", self.tr("日历")))
        )
        self.faces.mark("list")
        self.faces.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._model = BlockModel(table_model.columns(), self._presenter.load_cells, runner, self)
        self.table = VirtualTable("events")
        self.table.setAccessibleName(self.tr("任务列表"))
        self._model.load_failed.connect(shell.show_error)
        self.detail = EventDetailPanel()
        self.detail.make_attachments = partial(make_area, office, runner, shell)
        self.detail.make_task = partial(_make_task, office, runner, shell)
        self.reason = ReasonPanel()
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.reason)
        column.addWidget(self.detail, 1)
        self._pane = ListPane(self.table, beside, picture="tasks", shares=(3, 2))
        self.board = EventBoard()
        self.calendar = EventCalendar(office.today())
        self._pages = QStackedWidget()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(self._head())
        layout.addLayout(self._views())
        layout.addWidget(self._pages, 1)
        # once their stack is in its place: with another parent Qt would dress all of it anew
        for page in (self._pane, self.board, self.calendar):
            self._pages.addWidget(page)
        self._connect()
        self.show_view("open")
        self._model.sort_requested.connect(self._presenter.sort)
        self.table.show_model(self._model)  # asks for the order kept on this PC
        self._presenter.load()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("任务"), "title"))
        head.addWidget(self.search, 1)
        self.group, self.value = QComboBox(), QComboBox()
        self.group.setAccessibleName(self.tr("按什么分"))
        self.value.setAccessibleName(self.tr("只看哪一个"))
        for key, name in self._group_names():
            self.group.addItem(name, key)
        self.value.setMinimumContentsLength(10)
        self.value.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.value.setVisible(False)
        self.mine = QCheckBox(self.tr("只看我办的"))
        for part in (self.group, self.value, self.mine, self.new):
            head.addWidget(part)
        return head

    def _views(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.tabs)
        row.addStretch()
        self.agenda = button(self.tr("走访议程…"), "link")
        self.agenda.setToolTip(self.tr("这项任务那一户到期和没办完的事，可打印带去走访"))
        self.agenda.setEnabled(False)
        row.addWidget(self.agenda)
        row.addWidget(self.faces)
        return row

    def _connect(self) -> None:
        self.detail.bind(self._presenter.work)
        self.detail.event_opened.connect(self._presenter.show_event)
        self.search.search_requested.connect(self._presenter.search)
        self.search.went_down.connect(self.focus_first)
        self.new.clicked.connect(self._presenter.add)
        self.table.current_changed.connect(self._presenter.choose)
        self.table.row_activated.connect(self._presenter.edit)
        self.detail.step_wanted.connect(self._presenter.take_step)
        self.detail.edit_wanted.connect(lambda: self._presenter.edit(self.table.current_id()))
        self.detail.link_opened.connect(self._presenter.open_link)
        self.reason.muted.connect(self._presenter.mute)
        self.tabs.chosen.connect(self._presenter.show_view)
        self.faces.chosen.connect(self.show_face)
        self.group.activated.connect(lambda _: self._presenter.group_by(str(self.group.currentData())))
        self.value.activated.connect(lambda _: self._presenter.pick(self.value.currentData()))
        self.agenda.clicked.connect(self._presenter.show_agenda)
        self.mine.toggled.connect(self._presenter.show_mine)
        self.board.opened.connect(self._presenter.show_event)
        self.board.moved.connect(self._presenter.move_to_column)
        self.calendar.opened.connect(self._presenter.show_event)
        self.calendar.moved.connect(self._presenter.move_to_day)
        self.calendar.span_wanted.connect(self._presenter.load)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._presenter.add)
        for number, face in enumerate(("list", "board", "calendar"), 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.activated.connect(lambda wanted=face: self.show_face(wanted))
        QShortcut(QKeySequence("Ctrl+Shift+N"), self, self._presenter.settle_on_the_spot)

    def _view_names(self) -> tuple[tuple[str, str], ...]:
        return (
            ("open", self.tr("待办")),
            ("today", self.tr("今天")),
            ("overdue", self.tr("已逾期")),
            ("week", self.tr("本周")),
            ("waiting", self.tr("等待")),
            ("done", self.tr("已办结")),
            ("all", self.tr("全部")),
        )

    def _group_names(self) -> tuple[tuple[str, str], ...]:
        return (
            ("", self.tr("不分组")),
            ("household", self.tr("按户")),
            ("person", self.tr("按人")),
            ("grid", self.tr("按网格")),
            ("handler", self.tr("按办理人")),
            ("category", self.tr("按类别")),
            ("source", self.tr("按来源")),
        )

    @property
    def face(self) -> str:
        """Which face is shown: list, board or calendar."""
        return ("list", "board", "calendar")[self._pages.currentIndex()]

    def show_face(self, face: str) -> None:
        """Show the same selection as list, board or calendar."""
        self.faces.mark(face)
        self._pages.setCurrentIndex(("list", "board", "calendar").index(face))
        self.agenda.setVisible(face == "list")
        self._presenter.load()

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self.tabs.mark(view)

    def show_no_filters(self) -> None:
        """Show that nothing is picked."""
        for box in (self.mine, self.group):
            box.blockSignals(True)
        self.mine.setChecked(False)
        self.group.setCurrentIndex(0)
        for box in (self.mine, self.group):
            box.blockSignals(False)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many tasks each view holds."""
        for key, _ in self._view_names():
            number = counts.get(key, 0)
            self.tabs.show_count(key, number, "overdue" if key == "overdue" and number else "")

    def show_groups(self, groups: Sequence[Group], chosen: str | None) -> None:
        """Offer the values of the group; ``chosen`` is the one picked, None for none."""
        self.value.setVisible(bool(self.group.currentData()))
        self.value.clear()
        self.value.addItem(self.tr("全部"), None)
        kind = self.group.currentData()
        for each in groups:
            name = each.name or self.tr("没有填写")
            if kind == "household" and each.name:
                name = self.tr("{name}户").format(name=each.name)
            self.value.addItem(f"{name}　{QLocale().toString(each.count)}", each.value)
        place = 0 if chosen is None else self.value.findData(chosen)
        self.value.setCurrentIndex(max(place, 0))

    def show_inbox(self, inbox: Inbox, asked: str, place: int) -> None:
        """Show a view as list; ``asked`` is the text searched for, ``place`` the row to go to or -1."""
        current = self.table.current_id()
        self._model.set_ids(inbox.ids)
        self._model.take_first([table_model.cells(line) for line in inbox.first])
        had_focus = self.table.hasFocus()
        self._pane.show_rows(exist=bool(inbox.ids))
        if had_focus and not inbox.ids:
            self.search.setFocus()
        if not inbox.ids:
            self._say_empty(self._pane.empty, asked)
            self.agenda.setEnabled(False)
            self.detail.show_nothing()
            self.reason.hide()
            return
        wanted = inbox.ids[place] if place >= 0 else current
        if not (wanted and self.table.select_id(wanted)):
            self.table.select_id(inbox.ids[0])
        self._presenter.choose(self.table.current_id())

    def _say_empty(self, place: EmptyState, asked: str) -> None:
        if asked:
            place.show_text(self.tr("没有找到“{text}”").format(text=asked))
        else:
            place.show_text(self.tr("没有任务"), self.tr("按 Ctrl+N 登记一项。"))

    def show_board(self, columns: Sequence[BoardColumn], asked: str) -> None:
        """Show the view as board; ``asked`` is the text searched for."""
        self._say_empty(self.board.empty, asked)
        self.board.show_columns(columns)

    def show_calendar(self, days: Sequence[CalendarDay]) -> None:
        """Show the view as calendar."""
        self.calendar.show_days(days)

    def show_detail(self, detail: EventDetail, told: Explanation | None, *, may_edit: bool) -> None:
        """Show one task, and why it is there where a rule made it."""
        self.agenda.setEnabled(any(link.target_table in ("person", "household") for link in detail.links))
        self.reason.show_reason(told, may_edit=may_edit)
        self.detail.show_event(detail, may_edit=may_edit)

    def show_list(self, query: ListQuery) -> None:
        self.search.set_text_silently(query.text)
        self._presenter.show_view(_OLD_VIEWS.get(query.view, query.view) or "open", query.text)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "event":
            self._presenter.show_event(record_id)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        if self.face == "board":
            self.board.focus_first()
        elif self.face == "calendar":
            self.calendar.focus_first()
        else:
            self.table.focus_first_row()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("new", self._presenter.add),
            ("board", lambda: self.show_face("board")),
            ("calendar", lambda: self.show_face("calendar")),
            ("week", lambda: self.calendar.show_unit("week")),
            ("list", lambda: self.show_face("list")),
            ("figures", self._presenter.work.show_figures),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("新任务"), self._presenter.add, shortcut="Ctrl+N"),
            Command(self.tr("任务列表"), lambda: self.show_face("list"), shortcut="Alt+1"),
            Command(self.tr("任务看板"), lambda: self.show_face("board"), shortcut="Alt+2"),
            Command(self.tr("任务日历"), lambda: self.show_face("calendar"), shortcut="Alt+3"),
            Command(self.tr("当场办结"), self._presenter.settle_on_the_spot, shortcut="Ctrl+Shift+N"),
            Command(self.tr("事项统计"), self._presenter.work.show_figures),
        )
