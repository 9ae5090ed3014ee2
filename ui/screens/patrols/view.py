"""Hazard sites and patrols on one screen, a tab each (巡查)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from ui.screens.pages.tabbed_screen import TabbedScreen
from ui.screens.patrols.alerts_page import AlertsPage
from ui.screens.patrols.cards_page import CardsPage
from ui.screens.patrols.due_page import DuePage
from ui.screens.patrols.patrols_page import PatrolsPage
from ui.screens.patrols.sites_page import SitesPage
from ui.shell.screen import Command, ListQuery

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

DUE, SITES, RECORDS, CARDS, ALERTS = "due", "sites", "records", "cards", "alerts"


class PatrolsScreen(TabbedScreen):
    """What is to be patrolled, sites, records, cards, alerts."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.due = DuePage(office, runner, shell)
        self.sites = SitesPage(office, runner, shell)
        self.records = PatrolsPage(office, runner, shell)
        self.cards = CardsPage(office, runner, shell)
        self.alerts = AlertsPage(office, runner, shell)
        self.lay_out(
            self.tr("巡查"),
            (
                (DUE, self.tr("今天要巡")),
                (SITES, self.tr("隐患点")),
                (RECORDS, self.tr("巡查记录")),
                (CARDS, self.tr("明白卡")),
                (ALERTS, self.tr("预警")),
            ),
            {
                DUE: self.due,
                SITES: self.sites,
                RECORDS: self.records,
                CARDS: self.cards,
                ALERTS: self.alerts,
            },
            {
                DUE: self.due.presenter,
                SITES: self.sites.presenter,
                RECORDS: self.records.presenter,
                CARDS: self.cards.presenter,
                ALERTS: self.alerts.presenter,
            },
        )
        self.on_keys(self.add, self.print_paper)
        self.show_tab(DUE)

    def add(self) -> None:
        """Something new on the tab in view."""
        {
            DUE: self.due.presenter.enter,
            SITES: self.sites.presenter.add,
            RECORDS: self.on_tab(DUE),
            CARDS: self.cards.presenter.issue,
            ALERTS: self.alerts.presenter.add,
        }[self.tab()]()

    def print_paper(self) -> None:
        """The paper of the tab in view."""
        {
            DUE: self.due.presenter.print_form,
            SITES: self.due.presenter.print_form,
            RECORDS: self.records.presenter.print_records,
            CARDS: self.cards.presenter.issue,
            ALERTS: self.records.presenter.print_records,
        }[self.tab()]()

    def show_list(self, query: ListQuery) -> None:
        tab, _, view = query.view.partition("/")
        self.show_tab(tab if self.has_tab(tab) else DUE)
        if not view:
            return
        if self.tab() == DUE:
            self.due.presenter.show_view(view)
        elif self.tab() == RECORDS:
            self.records.presenter.show_view(view)
        elif self.tab() == CARDS:
            self.cards.presenter.show_view(view)
        elif self.tab() == ALERTS:
            self.alerts.presenter.show_view(view)

    def show_record(self, kind: str, record_id: str) -> None:
        shows: dict[str, tuple[str, Callable[[str], None]]] = {
            "hazard_site": (SITES, self.sites.presenter.show_site),
            "patrol": (RECORDS, self.records.presenter.show_patrol),
            "site_patrols": (RECORDS, self.records.presenter.show_site),
            "alert_patrols": (RECORDS, self.records.presenter.show_alert),
            "site_cards": (CARDS, self.cards.presenter.show_site),
        }
        if kind in shows:
            tab, show = shows[kind]
            self.enter(tab)
            show(record_id)

    def focus_first(self) -> None:
        self.due.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("round", self.on_tab(DUE, self.due.presenter.enter)),
            ("sites", self.on_tab(SITES)),
            ("site", self.on_tab(SITES, self.sites.presenter.add)),
            ("records", self.on_tab(RECORDS)),
            ("cards", self.on_tab(CARDS)),
            ("alerts", self.on_tab(ALERTS)),
            ("alert", self.on_tab(ALERTS, self.alerts.presenter.add)),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("登记巡查"), self.on_tab(DUE, self.due.presenter.enter)),
            Command(self.tr("打印巡查表"), self.on_tab(DUE, self.due.presenter.print_form)),
            Command(self.tr("新增隐患点"), self.on_tab(SITES, self.sites.presenter.add)),
            Command(self.tr("避险明白卡"), self.on_tab(CARDS)),
            Command(self.tr("登记预警"), self.on_tab(ALERTS, self.alerts.presenter.add)),
        )
