"""The screen of emergencies: mobilisations with the page of a running one, reports, shelters, callers."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ui.screens.boards.page_presenter import PagePresenter
from ui.screens.mobilisation.grids_page import GridsPage
from ui.screens.mobilisation.mobilisations_page import MobilisationsPage
from ui.screens.mobilisation.reports_page import ReportsPage
from ui.screens.mobilisation.shelters_page import SheltersPage
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import label
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

MOBILISATIONS, REPORTS, SHELTERS, GRIDS = "mobilisations", "reports", "shelters", "grids"


class MobilisationScreen(Screen):
    """Four tabs; the first one is a single page in large type while a mobilisation is looked at."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.tabs = TabStrip(
            (
                (MOBILISATIONS, self.tr("动员")),
                (REPORTS, self.tr("灾情报告")),
                (SHELTERS, self.tr("避灾点")),
                (GRIDS, self.tr("呼叫人")),
            )
        )
        self.mobilisations = MobilisationsPage(office, runner, shell)
        self.reports = ReportsPage(office, runner, shell)
        self.shelters = SheltersPage(office, runner, shell)
        self.grids = GridsPage(office, runner, shell)
        self._pages: dict[str, QWidget] = {
            MOBILISATIONS: self.mobilisations,
            REPORTS: self.reports,
            SHELTERS: self.shelters,
            GRIDS: self.grids,
        }
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(label(self.tr("应急动员"), "title"))
        head.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 12, 20, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self.show_tab)
        self.mobilisations.presenter.report_wanted.connect(self._write_report)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.add)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_paper)
        self.show_tab(MOBILISATIONS)

    def show_tab(self, key: str) -> None:
        """Go to one of the tabs and read it."""
        self.tabs.mark(key)
        self._stack.setCurrentWidget(self._pages[key])
        self.refresh()

    def tab(self) -> str:
        """The tab in view."""
        return next(key for key, page in self._pages.items() if page is self._stack.currentWidget())

    def add(self) -> None:
        """Something new on the tab in view."""
        {
            MOBILISATIONS: self.mobilisations.presenter.start,
            REPORTS: self.reports.presenter.add,
            SHELTERS: self.shelters.presenter.add,
            GRIDS: self.grids.presenter.change,
        }[self.tab()]()

    def print_paper(self) -> None:
        """The paper of the tab in view."""
        if self.tab() == MOBILISATIONS:
            self.mobilisations.presenter.print_papers()
        elif self.tab() == REPORTS:
            self.reports.presenter.print_sheet()

    def _write_report(self, mobilisation_id: str) -> None:
        self.show_tab(REPORTS)
        self.reports.presenter.add(mobilisation_id)

    def show_list(self, query: ListQuery) -> None:
        view, _, order_id = query.view.partition("/")
        self.show_tab(view if view in self._pages else MOBILISATIONS)
        if order_id and view == MOBILISATIONS:
            self.mobilisations.presenter.start(order_id)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "disaster_report":
            self.show_tab(REPORTS)
            self.reports.presenter.show_record(record_id)
        elif kind == "mobilisation":
            self.show_tab(MOBILISATIONS)
            self.mobilisations.presenter.open(record_id)

    def refresh(self) -> None:
        presenters: dict[str, PagePresenter] = {
            MOBILISATIONS: self.mobilisations.presenter,
            REPORTS: self.reports.presenter,
            SHELTERS: self.shelters.presenter,
            GRIDS: self.grids.presenter,
        }
        presenters[self.tab()].load()

    def focus_first(self) -> None:
        self.mobilisations.take_focus()

    def close_screen(self) -> None:
        self.mobilisations.board.stop()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        def shown(tab: str, then: Callable[[], None] = lambda: None) -> Callable[[], None]:
            def show() -> None:
                self.show_tab(tab)
                then()

            return show

        presenter = self.mobilisations.presenter
        return (
            ("list", shown(MOBILISATIONS, presenter.close_board)),
            ("start", shown(MOBILISATIONS, presenter.start)),
            ("reports", shown(REPORTS)),
            ("report", shown(REPORTS, self.reports.presenter.add)),
            ("shelters", shown(SHELTERS)),
            ("grids", shown(GRIDS)),
        )

    def commands(self) -> Sequence[Command]:
        presenter = self.mobilisations.presenter

        def go(tab: str, then: Callable[[], None]) -> Callable[[], None]:
            def run() -> None:
                self.show_tab(tab)
                then()

            return run

        return (
            Command(self.tr("发起应急动员"), go(MOBILISATIONS, presenter.start)),
            Command(self.tr("打印呼叫树和上门清单"), go(MOBILISATIONS, presenter.print_papers)),
            Command(self.tr("写灾情报告"), go(REPORTS, self.reports.presenter.add)),
            Command(self.tr("登记避灾点"), go(SHELTERS, self.shelters.presenter.add)),
        )
