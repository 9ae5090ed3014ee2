"""The task log: views with counts, the list, one task beside it (任务)."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from desktop.domain.accounts import Right
from desktop.services.events import Event, EventDetail
from ui.screens.events import table_model
from ui.screens.events.detail import EventDetailPanel
from ui.screens.events.presenter import EventsPresenter
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


class EventsScreen(Screen):
    """What is to be done, by when, by whom."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.search = SearchBox(self.tr("找任务：标题、内容、编号"))
        self.new = button(self.tr("新任务"), "primary", "plus")
        self.new.setEnabled(office.may(Right.EDIT_EVENTS))
        self.tabs = TabStrip(self._view_names())
        self._model: RowsModel[Event] = RowsModel(table_model.columns(), lambda event: event.id, self)
        self.table = VirtualTable("events")
        self.table.setAccessibleName(self.tr("任务列表"))
        self.table.show_model(self._model)
        self.detail = EventDetailPanel()
        self._frame = ListFrame(
            self.tr("任务"),
            (self.new,),
            self.tabs,
            self.table,
            self.detail,
            picture="tasks",
            shares=(3, 2),
            search=self.search,
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._frame)
        self._presenter = EventsPresenter(self, office, runner, shell)
        self.search.search_requested.connect(self._presenter.search)
        self.search.went_down.connect(self.table.focus_first_row)
        self.new.clicked.connect(self._presenter.add)
        self.table.current_changed.connect(self._presenter.choose)
        self.table.row_activated.connect(self._presenter.edit)
        self.detail.step_wanted.connect(self._presenter.take_step)
        self.detail.edit_wanted.connect(lambda: self._presenter.edit(self.table.current_id()))
        self.detail.link_opened.connect(self._presenter.open_link)
        self.tabs.chosen.connect(self._presenter.show_view)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._presenter.add)
        self.show_view("open")
        self._presenter.load()

    def _view_names(self) -> tuple[tuple[str, str], ...]:
        return (
            ("open", self.tr("待办")),
            ("new", self.tr("新来的")),
            ("today", self.tr("今天到期")),
            ("overdue", self.tr("已逾期")),
            ("soon", self.tr("三天内到期")),
            ("done", self.tr("已办结")),
            ("all", self.tr("全部")),
        )

    def show_view(self, view: str) -> None:
        """Mark the view that is shown."""
        self.tabs.mark(view)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many tasks each view holds."""
        for key, _ in self._view_names():
            number = counts.get(key, 0)
            self.tabs.show_count(key, number, "overdue" if key == "overdue" and number else "")

    def show_events(self, events: Sequence[Event], asked: str) -> None:
        """Show the tasks of a view; ``asked`` is the text that was searched for."""
        current = self.table.current_id()
        self._model.set_rows(events)
        self._frame.show_rows(exist=bool(events))
        if not events:
            if asked:
                self._frame.empty.show_text(self.tr("没有找到“{text}”").format(text=asked))
            else:
                self._frame.empty.show_text(self.tr("没有任务"), self.tr("按 Ctrl+N 登记一项。"))
            self.detail.show_nothing()
            return
        if not (current and self.table.select_id(current)):
            self.table.select_id(events[0].id)
        self._presenter.choose(self.table.current_id())

    def show_detail(self, detail: EventDetail, *, may_edit: bool) -> None:
        """Show one task."""
        self.detail.show_event(detail, may_edit=may_edit)

    def show_list(self, query: ListQuery) -> None:
        self.search.set_text_silently(query.text)
        self._presenter.show_view(query.view or "open", query.text)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "event":
            self._presenter.show_event(record_id)

    def select_event(self, event_id: str) -> bool:
        """Put the cursor on a task; false when it is not in the list shown."""
        return self.table.select_id(event_id)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (("new", self._presenter.add),)

    def commands(self) -> Sequence[Command]:
        return (Command(self.tr("新任务"), self._presenter.add, shortcut="Ctrl+N"),)
