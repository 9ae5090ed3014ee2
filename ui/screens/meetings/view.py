"""Meetings planned and held (会议): list or calendar, one meeting beside it, papers, the year's book."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QMenu, QStackedWidget, QVBoxLayout

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.services.meetings.reading import FullMeetingRow, MeetingDetail
from desktop.words import word
from ui.screens.meetings import table_model
from ui.screens.meetings.calendar_view import CalendarView
from ui.screens.meetings.detail import MeetingPanel
from ui.screens.meetings.presenter import MeetingsPresenter
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button
from ui.widgets.list_frame import ListFrame
from ui.widgets.rows_model import RowsModel
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_USUAL = ("P01", "P02", "P03", "P04", "P05", "V02", "V05", "V06", "V07", "V08")
"""Kinds offered at once; all others are in a menu of their own."""


class MeetingsScreen(Screen):
    """What is to be discussed, by whom, whether it can be decided, and what became of it."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self._today = office.today()
        self.search = SearchBox(self.tr("找会议：名称、决议、主持人、地点"))
        self.year = QComboBox()
        self.year.setAccessibleName(self.tr("年份"))
        self.seats = button(self.tr("组织成员名单…"))
        self.book = button(self.tr("年度合订本…"))
        self.book.setEnabled(office.may(Right.PRINT))
        self.new = button(self.tr("安排会议"), "primary", "plus")
        self.new.setEnabled(office.may(Right.EDIT_MEETINGS))
        self.tabs = TabStrip(self._view_names())
        self._model: RowsModel[FullMeetingRow] = RowsModel(
            table_model.columns(self._today), lambda row: row.id, self
        )
        self.table = VirtualTable("meetings")
        self.table.setAccessibleName(self.tr("会议列表"))
        self.table.show_model(self._model)
        self.calendar = CalendarView(self._today)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self.calendar)
        self.detail = MeetingPanel()
        self._frame = ListFrame(
            self.tr("会议"),
            (self.year, self.seats, self.book, self.new),
            self.tabs,
            self._lists,
            self.detail,
            picture="meeting",
            shares=(6, 5),
            search=self.search,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self._presenter = presenter = MeetingsPresenter(self, office, runner, shell)
        self.search.search_requested.connect(presenter.search)
        self.search.went_down.connect(self.table.focus_first_row)
        self.year.activated.connect(lambda _index: presenter.show_year(int(self.year.currentData())))
        self.seats.clicked.connect(presenter.open_seats)
        self.book.clicked.connect(presenter.print_book)
        self.new.clicked.connect(self.open_kinds)
        self.table.current_changed.connect(presenter.choose)
        self.table.row_activated.connect(presenter.open_meeting)
        self.calendar.meeting_chosen.connect(presenter.choose)
        self.calendar.month_wanted.connect(presenter.show_month)
        self.calendar.day_activated.connect(presenter.plan_on)
        self.tabs.chosen.connect(presenter.show_view)
        self.detail.wanted.connect(presenter.do)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.open_kinds)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, lambda: presenter.do("minutes"))
        self.show_view("planned")
        presenter.load()

    def _view_names(self) -> tuple[tuple[str, str], ...]:
        return (
            ("planned", self.tr("将要开")),
            ("unsigned", self.tr("待签字")),
            ("held", self.tr("已召开")),
            ("all", self.tr("全部")),
            ("calendar", self.tr("日历")),
        )

    def kinds_menu(self) -> QMenu:
        """The kinds of meeting to plan."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        table = code_table("meeting_kind")
        for kind in _USUAL:
            menu.addAction(word(table.label(kind)), partial(self._presenter.plan, kind))
        others = menu.addMenu(self.tr("其他会议"))
        for entry in table.entries:
            if entry.code not in _USUAL:
                others.addAction(word(entry.label), partial(self._presenter.plan, entry.code))
        return menu

    def open_kinds(self) -> None:
        """Offer the kinds below the button; a letter or an arrow chooses, Enter takes."""
        if self.new.isEnabled():
            self.kinds_menu().popup(self.new.mapToGlobal(QPoint(0, self.new.height())))

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self.tabs.mark(view)
        self._lists.setCurrentWidget(self.calendar if view == "calendar" else self.table)

    def show_years(self, years: Sequence[int], current: int) -> None:
        """Offer the years with meetings."""
        shown = sorted({*years, current}, reverse=True)
        if [self.year.itemData(place) for place in range(self.year.count())] != shown:
            self.year.clear()
            for year in shown:
                self.year.addItem(self.tr("{year}年").format(year=year), year)
        self.year.setCurrentIndex(shown.index(current))

    def show_meetings(self, rows: Sequence[FullMeetingRow], counts: Mapping[str, int], asked: str) -> None:
        """Show the meetings of a view; ``asked`` is the text that was searched for."""
        for key, _ in self._view_names():
            if key != "calendar":
                number = counts.get(key, 0)
                self.tabs.show_count(key, number, "soon" if key == "unsigned" and number else "")
        current = self.table.current_id()
        self._model.set_rows(rows)
        is_calendar = self._lists.currentWidget() is self.calendar
        self._frame.show_rows(exist=bool(rows) or is_calendar)
        if not rows:
            if asked:
                self._frame.empty.show_text(self.tr("没有找到“{text}”").format(text=asked))
            else:
                self._frame.empty.show_text(self.tr("没有会议"), self.tr("按 Ctrl+N 安排一次。"))
            if not is_calendar:
                self.detail.show_nothing()
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(rows[0].id)
        self._presenter.choose(self.table.current_id())

    def show_month(self, month: date, rows: Sequence[FullMeetingRow]) -> None:
        """Show a month in the calendar."""
        self.calendar.show_month(month, rows)

    def show_detail(self, detail: MeetingDetail, *, may_edit: bool, may_print: bool) -> None:
        """Show one meeting."""
        self.detail.show_meeting(detail, self._today, may_edit=may_edit, may_print=may_print)

    def show_list(self, query: ListQuery) -> None:
        """Show a view; ``plan:KIND`` (with ``:BRANCH:GROUP`` behind it) plans the next meeting of a kind."""
        self.search.set_text_silently(query.text)
        what, _, rest = query.view.partition(":")
        if what == "plan":
            kind, _, whose = rest.partition(":")
            branch, _, group = whose.partition(":")
            self._presenter.plan(kind, branch, group)
            return
        self._presenter.show_view(query.view or "planned", query.text)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "meeting":
            self._presenter.show_meeting(record_id)

    def select_meeting(self, meeting_id: str) -> bool:
        """Put the cursor on a meeting; false when it is not in the list shown."""
        return self.table.select_id(meeting_id)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("plan", lambda: self._presenter.plan("P05")),
            ("held", lambda: self._presenter.show_view("held")),
            ("window", self._presenter.open_current),
            ("calendar", lambda: self._presenter.show_view("calendar")),
            ("seats", self._presenter.open_seats),
        )

    def commands(self) -> Sequence[Command]:
        table = code_table("meeting_kind")
        planned = tuple(
            Command(
                self.tr("安排{kind}").format(kind=word(table.label(kind))),
                partial(self._presenter.plan, kind),
            )
            for kind in _USUAL
        )
        return (
            *planned,
            Command(self.tr("组织成员名单"), self._presenter.open_seats),
            Command(self.tr("会议记录年度合订本"), self._presenter.print_book),
        )
