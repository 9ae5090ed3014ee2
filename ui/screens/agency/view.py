"""The service point (代办): six tabs over the same cases."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ui.screens.agency.agents_page import AgentsPage
from ui.screens.agency.bookings_page import BookingsPage
from ui.screens.agency.cases_page import CasesPage
from ui.screens.agency.cases_presenter import OPEN
from ui.screens.agency.items_page import ItemsPage
from ui.screens.agency.originals_page import OriginalsPage
from ui.screens.pages.tabbed_screen import TabbedScreen
from ui.shell.screen import Command, ListQuery

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

CASES, BOOKINGS, ORIGINALS, OVER, ITEMS, AGENTS = "cases", "bookings", "originals", "over", "items", "agents"


class AgencyScreen(TabbedScreen):
    """Who asked for what, what was brought, how far it is, and what came of it."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.cases = CasesPage(office, runner, shell)
        self.over = CasesPage(office, runner, shell, is_over=True)
        self.bookings = BookingsPage(office, runner, shell, self._open_booking, self._show_case)
        self.originals = OriginalsPage(office, runner, shell, self._show_case)
        self.items = ItemsPage(office, runner, shell)
        self.agents = AgentsPage(office, runner, shell)
        self.lay_out(
            self.tr("代办"),
            (
                (CASES, self.tr("在办")),
                (BOOKINGS, self.tr("预约")),
                (ORIGINALS, self.tr("原件")),
                (OVER, self.tr("办结")),
                (ITEMS, self.tr("事项目录")),
                (AGENTS, self.tr("代办员")),
            ),
            {
                CASES: self.cases,
                BOOKINGS: self.bookings,
                ORIGINALS: self.originals,
                OVER: self.over,
                ITEMS: self.items,
                AGENTS: self.agents,
            },
            {
                CASES: self.cases.presenter,
                BOOKINGS: self.bookings.presenter,
                ORIGINALS: self.originals.presenter,
                OVER: self.over.presenter,
                ITEMS: self.items.presenter,
                AGENTS: self.agents.presenter,
            },
        )
        self.on_keys(self.add, self.print_paper)
        self.show_tab(CASES)

    def _show_case(self, case_id: str) -> None:
        self.show_record("service_case", case_id)

    def _open_booking(self, booking_id: str) -> None:
        self.show_tab(CASES)
        self.cases.presenter.add_for(booking_id=booking_id)

    def add(self) -> None:
        """Something new: an agent on their tab, a case on all others."""
        if self.tab() == AGENTS:
            self.agents.presenter.add()
            return
        if self.tab() != CASES:
            self.show_tab(CASES)
        self.cases.presenter.add()

    def print_paper(self) -> None:
        """The paper of the tab in view."""
        {
            CASES: self.cases.presenter.print_day_list,
            BOOKINGS: self.cases.presenter.print_day_list,
            ORIGINALS: self.originals.presenter.print_receipt,
            OVER: self.over.presenter.print_figures,
            ITEMS: self.items.presenter.print_wall,
            AGENTS: self.agents.presenter.print_day_list,
        }[self.tab()]()

    def show_list(self, query: ListQuery) -> None:
        view, _, part = query.view.partition("/")
        self.show_tab(view if self.has_tab(view) else CASES)
        if self.tab() == CASES:
            self.cases.presenter.show_view(part or OPEN, query.text)
        elif self.tab() == OVER:
            self.over.presenter.show_view(part, query.text)

    def show_record(self, kind: str, record_id: str) -> None:
        """A case or booking is shown; for a person, household, task or life event a case is begun."""
        if kind == "service_booking":
            self.show_tab(BOOKINGS)
            self.bookings.presenter.show_booking(record_id)
            return
        begun = {
            "person": "person_id",
            "household": "household_id",
            "event": "event_id",
            "life_event": "life_event_id",
        }
        if kind in begun:
            self.show_tab(CASES)
            self.cases.presenter.add_for(**{begun[kind]: record_id})
        elif kind == "service_case":
            self.cases.presenter.find_tab(record_id, self._show_case_in)

    def _show_case_in(self, case_id: str, is_over: bool) -> None:
        self.show_tab(OVER if is_over else CASES)
        (self.over if is_over else self.cases).presenter.show_case(case_id)

    def focus_first(self) -> None:
        self.cases.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("new", self.on_tab(CASES, self.cases.presenter.add)),
            ("open", self.on_tab(CASES, lambda: self.cases.presenter.show_view(OPEN))),
            ("bookings", self.on_tab(BOOKINGS)),
            ("originals", self.on_tab(ORIGINALS)),
            ("over", self.on_tab(OVER)),
            ("items", self.on_tab(ITEMS)),
            ("agents", self.on_tab(AGENTS)),
            ("agent", self.on_tab(AGENTS, self.agents.presenter.add)),
            ("share", self.on_tab(AGENTS, self.agents.presenter.share_out)),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("代办立件"), self.on_tab(CASES, self.cases.presenter.add), shortcut="Ctrl+N"),
            Command(self.tr("网上约办"), self.on_tab(BOOKINGS)),
            Command(self.tr("没有退还的原件"), self.on_tab(ORIGINALS)),
            Command(self.tr("代办事项目录"), self.on_tab(ITEMS)),
            Command(self.tr("代办员今日清单"), self.cases.presenter.print_day_list),
            Command(self.tr("代办统计"), self.over.presenter.print_figures),
        )
