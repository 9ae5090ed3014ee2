"""The screen of emergencies: mobilisations with the page of a running one, reports, shelters, callers."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ui.screens.mobilisation.grids_page import GridsPage
from ui.screens.mobilisation.mobilisations_page import MobilisationsPage
from ui.screens.mobilisation.reports_page import ReportsPage
from ui.screens.mobilisation.shelters_page import SheltersPage
from ui.screens.pages.tabbed_screen import TabbedScreen
from ui.shell.screen import Command, ListQuery

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

MOBILISATIONS, REPORTS, SHELTERS, GRIDS = "mobilisations", "reports", "shelters", "grids"
START = "start"
"""Not a tab: asks at once what is to be set going."""


class MobilisationScreen(TabbedScreen):
    """Four tabs; the first one is a single page in large type while a mobilisation is looked at."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.mobilisations = MobilisationsPage(office, runner, shell)
        self.reports = ReportsPage(office, runner, shell)
        self.shelters = SheltersPage(office, runner, shell)
        self.grids = GridsPage(office, runner, shell)
        self.lay_out(
            self.tr("应急动员"),
            (
                (MOBILISATIONS, self.tr("动员")),
                (REPORTS, self.tr("灾情报告")),
                (SHELTERS, self.tr("避灾点")),
                (GRIDS, self.tr("呼叫人")),
            ),
            {
                MOBILISATIONS: self.mobilisations,
                REPORTS: self.reports,
                SHELTERS: self.shelters,
                GRIDS: self.grids,
            },
            {
                MOBILISATIONS: self.mobilisations.presenter,
                REPORTS: self.reports.presenter,
                SHELTERS: self.shelters.presenter,
                GRIDS: self.grids.presenter,
            },
        )
        self.mobilisations.presenter.report_wanted.connect(self._write_report)
        self.mobilisations.board.in_view.connect(self._make_room)
        self.on_keys(self.add, self.print_paper)
        self.show_tab(MOBILISATIONS)

    def _make_room(self, is_board: bool) -> None:
        """The page in large type has the screen for itself."""
        self.show_head(is_shown=not is_board)
        self.emergency_told.emit(is_board)

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
        self.show_tab(view if self.has_tab(view) else MOBILISATIONS)
        if view == START or (order_id and view == MOBILISATIONS):
            self.mobilisations.presenter.start(order_id)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "disaster_report":
            self.show_tab(REPORTS)
            self.reports.presenter.show_record(record_id)
        elif kind == "mobilisation":
            self.show_tab(MOBILISATIONS)
            self.mobilisations.presenter.open(record_id)

    def focus_first(self) -> None:
        self.mobilisations.take_focus()

    def close_screen(self) -> None:
        self.mobilisations.board.stop()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        presenter = self.mobilisations.presenter
        return (
            ("list", self.on_tab(MOBILISATIONS, presenter.close_board)),
            ("start", self.on_tab(MOBILISATIONS, presenter.start)),
            ("board", self.on_tab(MOBILISATIONS, presenter.open_latest)),
            ("reports", self.on_tab(REPORTS)),
            ("report", self.on_tab(REPORTS, self.reports.presenter.add)),
            ("shelters", self.on_tab(SHELTERS)),
            ("grids", self.on_tab(GRIDS)),
        )

    def commands(self) -> Sequence[Command]:
        presenter = self.mobilisations.presenter
        return (
            Command(self.tr("发起应急动员"), self.on_tab(MOBILISATIONS, presenter.start)),
            Command(self.tr("打印呼叫树和上门清单"), self.on_tab(MOBILISATIONS, presenter.print_papers)),
            Command(self.tr("写灾情报告"), self.on_tab(REPORTS, self.reports.presenter.add)),
            Command(self.tr("登记避灾点"), self.on_tab(SHELTERS, self.shelters.presenter.add)),
        )
