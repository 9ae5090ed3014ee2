"""Inspections, the red and black board, the village covenant and credit, a tab each (红黑榜)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from ui.screens.boards.covenant_page import CovenantPage
from ui.screens.boards.credit_page import CONSENTS, PANELS, TABLES, CreditPage
from ui.screens.boards.entries_page import ALL, EntriesPage
from ui.screens.boards.inspections_page import InspectionsPage
from ui.screens.boards.page_presenter import PagePresenter
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import label
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

INSPECTIONS, BOARD, COVENANT, CREDIT = "inspections", "board", "covenant", "credit"


class BoardsScreen(Screen):
    """Four tabs over the same households."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.tabs = TabStrip(
            (
                (INSPECTIONS, self.tr("检查")),
                (BOARD, self.tr("红黑榜")),
                (COVENANT, self.tr("村规民约")),
                (CREDIT, self.tr("整村授信")),
            )
        )
        self.inspections = InspectionsPage(office, runner, shell)
        self.entries = EntriesPage(office, runner, shell)
        self.covenant = CovenantPage(office, runner, shell)
        self.credit = CreditPage(office, runner, shell)
        self._pages = QStackedWidget()
        self._keys = (INSPECTIONS, BOARD, COVENANT, CREDIT)
        for page in (self.inspections, self.entries, self.covenant, self.credit):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(label(self.tr("红黑榜"), "title"))
        head.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        self.tabs.chosen.connect(self.show_tab)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.add)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_paper)
        self.show_tab(INSPECTIONS)

    def show_tab(self, key: str) -> None:
        """Go to one of the tabs and read it."""
        self.inspections.presenter.keep_all()
        self.tabs.mark(key)
        self._pages.setCurrentIndex(self._keys.index(key))
        self.refresh()

    def tab(self) -> str:
        """The tab in view."""
        return self._keys[self._pages.currentIndex()]

    def add(self) -> None:
        """Something new on the tab in view."""
        credit = self.credit.presenter
        {
            INSPECTIONS: self.inspections.presenter.plan,
            BOARD: self.entries.presenter.add,
            COVENANT: self.covenant.presenter.add,
            CREDIT: {
                CONSENTS: credit.add_consent,
                PANELS: credit.add_panel,
                TABLES: credit.add_table,
            }[self.credit.part()],
        }[self.tab()]()

    def print_paper(self) -> None:
        """The paper of the tab in view."""
        {
            INSPECTIONS: self.inspections.presenter.print_list,
            BOARD: self.entries.presenter.print_slips,
            COVENANT: self.covenant.presenter.print_book,
            CREDIT: self.credit.presenter.print_forms,
        }[self.tab()]()

    def show_list(self, query: ListQuery) -> None:
        view, _, part = query.view.partition("/")
        self.show_tab(view if view in self._keys else BOARD)
        if self.tab() == BOARD:
            self.entries.presenter.show_view(part or ALL, query.text)
        elif self.tab() == CREDIT and part:
            self.credit.show_part(CONSENTS)
            self.credit.presenter.show_view(part)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "inspection_round":
            self.show_tab(INSPECTIONS)
            self.inspections.presenter.show_round(record_id)
        elif kind == "board_entry":
            self.show_tab(BOARD)
            self.entries.presenter.show_entry(record_id)

    def refresh(self) -> None:
        presenters: dict[str, PagePresenter] = {
            INSPECTIONS: self.inspections.presenter,
            BOARD: self.entries.presenter,
            COVENANT: self.covenant.presenter,
            CREDIT: self.credit.presenter,
        }
        presenters[self.tab()].load()

    def focus_first(self) -> None:
        self.inspections.table.setFocus()

    def keep_work(self) -> None:
        self.inspections.presenter.keep_all()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        def shown(tab: str, then: Callable[[], None]) -> Callable[[], None]:
            def show() -> None:
                self.show_tab(tab)
                then()

            return show

        nothing = lambda: None  # noqa: E731 - a tab without a dialog
        credit = self.credit
        return (
            ("plan", shown(INSPECTIONS, self.inspections.presenter.plan)),
            ("items", shown(INSPECTIONS, self.inspections.presenter.edit_items)),
            ("board", shown(BOARD, nothing)),
            ("entry", shown(BOARD, self.entries.presenter.add)),
            ("covenant", shown(COVENANT, nothing)),
            ("article", shown(COVENANT, self.covenant.presenter.add)),
            ("credit", shown(CREDIT, nothing)),
            ("consent", shown(CREDIT, credit.presenter.add_consent)),
            ("panels", shown(CREDIT, lambda: credit.show_part(PANELS))),
            ("tables", shown(CREDIT, lambda: credit.show_part(TABLES))),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("安排检查"), lambda: self._go(INSPECTIONS, self.inspections.presenter.plan)),
            Command(self.tr("登记红黑榜事项"), lambda: self._go(BOARD, self.entries.presenter.add)),
            Command(self.tr("打印告知单"), lambda: self._go(BOARD, self.entries.presenter.print_slips)),
            Command(self.tr("村规民约"), lambda: self.show_tab(COVENANT)),
            Command(self.tr("整村授信"), lambda: self.show_tab(CREDIT)),
        )

    def _go(self, tab: str, then: Callable[[], None]) -> None:
        self.show_tab(tab)
        then()
