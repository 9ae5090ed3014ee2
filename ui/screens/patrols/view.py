"""Hazard sites and patrols on one screen, a tab each (巡查)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from ui.screens.boards.page_presenter import PagePresenter
from ui.screens.patrols.alerts_page import AlertsPage
from ui.screens.patrols.cards_page import CardsPage
from ui.screens.patrols.due_page import DuePage
from ui.screens.patrols.patrols_page import PatrolsPage
from ui.screens.patrols.sites_page import SitesPage
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import label
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

DUE, SITES, RECORDS, CARDS, ALERTS = "due", "sites", "records", "cards", "alerts"


class PatrolsScreen(Screen):
    """What is to be patrolled, sites, records, cards, alerts."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.tabs = TabStrip(
            (
                (DUE, self.tr("今天要巡")),
                (SITES, self.tr("隐患点")),
                (RECORDS, self.tr("巡查记录")),
                (CARDS, self.tr("明白卡")),
                (ALERTS, self.tr("预警")),
            )
        )
        self.due = DuePage(office, runner, shell)
        self.sites = SitesPage(office, runner, shell)
        self.records = PatrolsPage(office, runner, shell)
        self.cards = CardsPage(office, runner, shell)
        self.alerts = AlertsPage(office, runner, shell)
        self._keys = (DUE, SITES, RECORDS, CARDS, ALERTS)
        self._pages = QStackedWidget()
        for page in (self.due, self.sites, self.records, self.cards, self.alerts):
            self._pages.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(label(self.tr("巡查"), "title"))
        head.addWidget(self.tabs, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        self.tabs.chosen.connect(self.show_tab)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.add)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self, self.print_paper)
        self.show_tab(DUE)

    def show_tab(self, key: str) -> None:
        """Go to one of the tabs and read it."""
        self._enter(key)
        self.refresh()

    def _enter(self, key: str) -> None:
        self.tabs.mark(key)
        self._pages.setCurrentIndex(self._keys.index(key))

    def tab(self) -> str:
        """The tab in view."""
        return self._keys[self._pages.currentIndex()]

    def add(self) -> None:
        """Something new on the tab in view."""
        {
            DUE: self.due.presenter.enter,
            SITES: self.sites.presenter.add,
            RECORDS: lambda: self.show_tab(DUE),
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
        self.show_tab(tab if tab in self._keys else DUE)
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
            self._enter(tab)
            show(record_id)

    def refresh(self) -> None:
        presenters: dict[str, PagePresenter] = {
            DUE: self.due.presenter,
            SITES: self.sites.presenter,
            RECORDS: self.records.presenter,
            CARDS: self.cards.presenter,
            ALERTS: self.alerts.presenter,
        }
        presenters[self.tab()].load()

    def focus_first(self) -> None:
        self.due.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        def shown(tab: str, then: Callable[[], None]) -> Callable[[], None]:
            def show() -> None:
                self.show_tab(tab)
                then()

            return show

        nothing = lambda: None  # noqa: E731 - a tab without a dialog
        return (
            ("round", shown(DUE, self.due.presenter.enter)),
            ("sites", shown(SITES, nothing)),
            ("site", shown(SITES, self.sites.presenter.add)),
            ("records", shown(RECORDS, nothing)),
            ("cards", shown(CARDS, nothing)),
            ("alerts", shown(ALERTS, nothing)),
            ("alert", shown(ALERTS, self.alerts.presenter.add)),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("登记巡查"), lambda: self._go(DUE, self.due.presenter.enter)),
            Command(self.tr("打印巡查表"), lambda: self._go(DUE, self.due.presenter.print_form)),
            Command(self.tr("新增隐患点"), lambda: self._go(SITES, self.sites.presenter.add)),
            Command(self.tr("避险明白卡"), lambda: self.show_tab(CARDS)),
            Command(self.tr("登记预警"), lambda: self._go(ALERTS, self.alerts.presenter.add)),
        )

    def _go(self, tab: str, then: Callable[[], None]) -> None:
        self.show_tab(tab)
        then()
