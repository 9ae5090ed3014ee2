"""The party's organisation (党建): members, branches, the way in, dues, who is away, letters, awards."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.services.property.records import reading_right_of
from ui.screens.party.branches_page import BranchesPage
from ui.screens.party.development_page import DevelopmentPage
from ui.screens.party.dues_page import DuesPage
from ui.screens.party.floating_page import FloatingPage
from ui.screens.party.members_page import MembersPage
from ui.screens.property.ledger_page import LedgerPage
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

MEMBERS, BRANCHES, DEVELOPMENT, DUES, FLOATING = "members", "branches", "development", "dues", "floating"
SPENDING, TRANSFERS, HONOURS, DISCIPLINE = "spending", "transfers", "honours", "discipline"
_LEDGERS = {
    SPENDING: "party_fee_move",
    TRANSFERS: "party_transfer",
    HONOURS: "party_honour",
    DISCIPLINE: "party_discipline",
}
_PAGES: dict[str, type[MembersPage | BranchesPage | DevelopmentPage | DuesPage | FloatingPage]] = {
    MEMBERS: MembersPage,
    BRANCHES: BranchesPage,
    DEVELOPMENT: DevelopmentPage,
    DUES: DuesPage,
    FLOATING: FloatingPage,
}
_OF_RECORD = {
    "branch": BRANCHES,
    "branch_term": BRANCHES,
    "party_group": BRANCHES,
    "party_fee_move": SPENDING,
    "party_fee": DUES,
    "party_transfer": TRANSFERS,
    "party_honour": HONOURS,
    "party_discipline": DISCIPLINE,
    "party_float": FLOATING,
}

Page = MembersPage | BranchesPage | DevelopmentPage | DuesPage | FloatingPage | LedgerPage


class PartyScreen(Screen):
    """A page for each part of the work, made when it is first looked at."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self._office, self._runner, self._shell = office, runner, shell
        self._titles = {
            MEMBERS: self.tr("党员"),
            BRANCHES: self.tr("组织"),
            DEVELOPMENT: self.tr("发展党员"),
            DUES: self.tr("党费"),
            SPENDING: self.tr("党费使用"),
            FLOATING: self.tr("流动党员"),
            TRANSFERS: self.tr("组织关系"),
            HONOURS: self.tr("表彰"),
            DISCIPLINE: self.tr("处分"),
        }
        for key, ledger in _LEDGERS.items():
            if not office.may(reading_right_of(ledger)):  # measures of discipline are not for every reader
                del self._titles[key]
        self.tabs = TabStrip(tuple(self._titles.items()))
        self._pages: dict[str, Page] = {}
        self._stack = QStackedWidget()
        host = QWidget()
        above = QVBoxLayout(host)
        above.setContentsMargins(20, 12, 20, 0)
        above.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(host)
        layout.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self.show_page)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.add)
        self.show_page(MEMBERS)

    @property
    def page(self) -> Page:
        """The page in view."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def show_page(self, key: str) -> None:
        """Show a page, and read it anew."""
        page = self._pages.get(key)
        if page is None:
            page = self._make(key)
            self._pages[key] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.tabs.mark(key)
        self._load(page)

    def _make(self, key: str) -> Page:
        if key in _LEDGERS:
            return LedgerPage(_LEDGERS[key], self._titles[key], self._office, self._runner, self._shell)
        page = _PAGES[key](self._office, self._runner, self._shell)
        if not isinstance(page, MembersPage):
            page.member_wanted.connect(self._show_member)
        return page

    @staticmethod
    def _load(page: Page) -> None:
        (page.presenter if isinstance(page, LedgerPage) else page).load()

    def _show_member(self, member_id: str) -> None:
        self.show_record("party_member", member_id)

    def add(self) -> None:
        """Ask for a new record of the page in view."""
        page = self.page
        if isinstance(page, DuesPage):
            page.ask_payment()
        else:
            (page.presenter if isinstance(page, LedgerPage) else page).add()

    def show_list(self, query: ListQuery) -> None:
        self.show_page(query.view if query.view in self._titles else MEMBERS)

    def show_record(self, kind: str, record_id: str) -> None:
        """Show a member, or the page of another record of the party; ``kind`` may be the page's key."""
        wanted = _OF_RECORD.get(kind, kind)
        self.show_page(wanted if wanted in self._titles else MEMBERS)
        page = self.page
        if isinstance(page, MembersPage | DevelopmentPage):
            page.show_record(record_id)
        elif isinstance(page, LedgerPage):
            page.presenter.show_record(record_id)

    def refresh(self) -> None:
        self._load(self.page)

    def focus_first(self) -> None:
        page = self.page
        if isinstance(page, MembersPage):
            page.search.setFocus()
        else:
            super().focus_first()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        others = tuple((key, partial(self.show_page, key)) for key in self._titles if key != MEMBERS)
        return (("new", self.add), *others)

    def commands(self) -> Sequence[Command]:
        return tuple(
            Command(title, partial(self.show_page, key), keys=self.tr("党建"))
            for key, title in self._titles.items()
        )
