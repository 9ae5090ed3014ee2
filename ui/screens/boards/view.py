"""Inspections, the red and black board, the village covenant and credit, a tab each (红黑榜)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ui.screens.boards.covenant_page import CovenantPage
from ui.screens.boards.credit_page import CONSENTS, PANELS, TABLES, CreditPage
from ui.screens.boards.entries_page import ALL, EntriesPage
from ui.screens.boards.inspections_page import InspectionsPage
from ui.screens.pages.tabbed_screen import TabbedScreen
from ui.shell.screen import Command, ListQuery

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

INSPECTIONS, BOARD, COVENANT, CREDIT = "inspections", "board", "covenant", "credit"


class BoardsScreen(TabbedScreen):
    """Four tabs over the same households."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.inspections = InspectionsPage(office, runner, shell)
        self.entries = EntriesPage(office, runner, shell)
        self.covenant = CovenantPage(office, runner, shell)
        self.credit = CreditPage(office, runner, shell)
        self.lay_out(
            self.tr("红黑榜"),
            (
                (INSPECTIONS, self.tr("检查")),
                (BOARD, self.tr("红黑榜")),
                (COVENANT, self.tr("村规民约")),
                (CREDIT, self.tr("整村授信")),
            ),
            {
                INSPECTIONS: self.inspections,
                BOARD: self.entries,
                COVENANT: self.covenant,
                CREDIT: self.credit,
            },
            {
                INSPECTIONS: self.inspections.presenter,
                BOARD: self.entries.presenter,
                COVENANT: self.covenant.presenter,
                CREDIT: self.credit,
            },
        )
        self.on_keys(self.add, self.print_paper)
        self.show_tab(INSPECTIONS)

    def enter(self, key: str) -> None:
        self.inspections.presenter.keep_all()
        super().enter(key)

    def add(self) -> None:
        """Something new on the tab in view."""
        {
            INSPECTIONS: self.inspections.presenter.plan,
            BOARD: self.entries.presenter.add,
            COVENANT: self.covenant.presenter.add,
            CREDIT: self.credit.add,
        }[self.tab()]()

    def print_paper(self) -> None:
        """The paper of the tab in view."""
        {
            INSPECTIONS: self.inspections.presenter.print_list,
            BOARD: self.entries.presenter.print_slips,
            COVENANT: self.covenant.presenter.print_book,
            CREDIT: self.credit.consents.presenter.print_forms,
        }[self.tab()]()

    def show_list(self, query: ListQuery) -> None:
        view, _, part = query.view.partition("/")
        self.show_tab(view if self.has_tab(view) else BOARD)
        if self.tab() == BOARD:
            self.entries.presenter.show_view(part or ALL, query.text)
        elif self.tab() == CREDIT and part:
            self.credit.show_part(CONSENTS)
            self.credit.consents.presenter.show_view(part)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "inspection_round":
            self.show_tab(INSPECTIONS)
            self.inspections.presenter.show_round(record_id)
        elif kind == "board_entry":
            self.show_tab(BOARD)
            self.entries.presenter.show_entry(record_id)

    def focus_first(self) -> None:
        self.inspections.table.setFocus()

    def keep_work(self) -> None:
        self.inspections.presenter.keep_all()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        credit = self.credit
        return (
            ("plan", self.on_tab(INSPECTIONS, self.inspections.presenter.plan)),
            ("items", self.on_tab(INSPECTIONS, self.inspections.presenter.edit_items)),
            ("board", self.on_tab(BOARD)),
            ("entry", self.on_tab(BOARD, self.entries.presenter.add)),
            ("covenant", self.on_tab(COVENANT)),
            ("article", self.on_tab(COVENANT, self.covenant.presenter.add)),
            ("credit", self.on_tab(CREDIT)),
            ("consent", self.on_tab(CREDIT, credit.consents.presenter.add)),
            ("panels", self.on_tab(CREDIT, lambda: credit.show_part(PANELS))),
            ("tables", self.on_tab(CREDIT, lambda: credit.show_part(TABLES))),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("安排检查"), self.on_tab(INSPECTIONS, self.inspections.presenter.plan)),
            Command(self.tr("登记红黑榜事项"), self.on_tab(BOARD, self.entries.presenter.add)),
            Command(self.tr("打印告知单"), self.on_tab(BOARD, self.entries.presenter.print_slips)),
            Command(self.tr("村规民约"), self.on_tab(COVENANT)),
            Command(self.tr("整村授信"), self.on_tab(CREDIT)),
        )
