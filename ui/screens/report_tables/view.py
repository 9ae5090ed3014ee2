"""Tables for those above, and the tasks that ask for them, a tab each (一表通)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut

from ui.screens.pages.tabbed_screen import TabbedScreen
from ui.screens.report_tables.tables_page import TablesPage
from ui.screens.report_tables.tasks_page import TasksPage
from ui.shell.screen import Command, ListQuery

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

TABLES, TASKS = "tables", "tasks"


class ReportTablesScreen(TabbedScreen):
    """What is reported upwards."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.tables = TablesPage(office, runner, shell)
        self.tasks = TasksPage(office, runner, shell)
        self.lay_out(
            self.tr("一表通"),
            ((TABLES, self.tr("报表")), (TASKS, self.tr("上级交办"))),
            {TABLES: self.tables, TASKS: self.tasks},
            {TABLES: self.tables.presenter, TASKS: self.tasks.presenter},
        )
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._add)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self, self._export)
        self.show_tab(TABLES)

    def _add(self) -> None:
        self.show_tab(TABLES)
        self.tables.presenter.add()

    def _export(self) -> None:
        if self.tab() == TABLES:
            self.tables.presenter.export()

    def show_list(self, query: ListQuery) -> None:
        view, _, part = query.view.partition("/")
        self.show_tab(view if self.has_tab(view) else TABLES)
        if self.tab() == TASKS and part:
            self.tasks.presenter.show_view(part)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "report_table":
            self.show_tab(TABLES)
            self.tables.presenter.show_table(record_id)
        elif kind == "task_order":
            self.show_tab(TASKS)
            self.tasks.presenter.show_task(record_id)

    def focus_first(self) -> None:
        (self.tables.list if self.tab() == TABLES else self.tasks.list).table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        tables = self.tables.presenter
        return (
            ("new", tables.add),
            ("edit", tables.edit),
            ("export", tables.export),
            ("tasks", self.on_tab(TASKS)),
            ("answer", lambda: self.tasks.presenter.answer(self.tasks.list.table.current_id())),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("新报表"), self._add),
            Command(self.tr("照表样做报表"), self.on_tab(TABLES, self.tables.presenter.choose_form)),
            Command(self.tr("上级交办"), self.on_tab(TASKS)),
        )
