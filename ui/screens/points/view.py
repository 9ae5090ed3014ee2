"""Points of members and households (积分): standings, what waits, rules, appeals, the yearly appraisal."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.points_scheme import Subject
from ui.screens.points.appeals_page import AppealsPage
from ui.screens.points.appraisal_page import AppraisalPage
from ui.screens.points.context import PageContext
from ui.screens.points.rules_page import RulesPage
from ui.screens.points.standings_page import StandingsPage
from ui.screens.points.waiting_page import WaitingPage
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import label
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

MEMBERS, WAITING, HOUSEHOLDS = "members", "waiting", "households"
RULES, APPEALS, APPRAISAL = "rules", "appeals", "appraisal"


class _Page(Protocol):
    def load(self) -> None:
        """Read anew."""


class PointsScreen(Screen):
    """A tab a page; a page reads when it comes into view."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.tabs = TabStrip(
            (
                (MEMBERS, self.tr("党员积分")),
                (WAITING, self.tr("待确认")),
                (HOUSEHOLDS, self.tr("家庭积分")),
                (RULES, self.tr("规则")),
                (APPEALS, self.tr("申诉")),
                (APPRAISAL, self.tr("民主评议")),
            )
        )
        context = PageContext(office, runner, shell, self)
        self.members = StandingsPage(context, Subject.MEMBER)
        self.waiting = WaitingPage(context)
        self.households = StandingsPage(context, Subject.HOUSEHOLD)
        self.rules = RulesPage(context)
        self.appeals = AppealsPage(context)
        self.appraisal = AppraisalPage(context)
        self._pages: dict[str, QWidget] = {
            MEMBERS: self.members,
            WAITING: self.waiting,
            HOUSEHOLDS: self.households,
            RULES: self.rules,
            APPEALS: self.appeals,
            APPRAISAL: self.appraisal,
        }
        self._stack = QStackedWidget()
        head = QHBoxLayout()
        head.addWidget(label(self.tr("积分"), "title"))
        head.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.tabs)
        layout.addWidget(self._stack, 1)
        # once their stack is in its place: with another parent Qt would dress all of it anew
        for page in self._pages.values():
            self._stack.addWidget(page)
        self.tabs.chosen.connect(self.show_page)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self._add)
        self._shown = MEMBERS
        self.show_page(MEMBERS)

    def show_page(self, key: str) -> None:
        """Show a page and let it read."""
        self._shown = key
        self.tabs.mark(key)
        self._stack.setCurrentWidget(self._pages[key])
        self.refresh()

    def _add(self) -> None:
        page = self._pages[self._shown]
        if isinstance(page, StandingsPage):
            page.open_claim()
        elif isinstance(page, AppraisalPage):
            page.open_ballots()

    def show_list(self, query: ListQuery) -> None:
        self.show_page(query.view if query.view in self._pages else MEMBERS)

    def show_record(self, kind: str, record_id: str) -> None:
        """A member or a household is shown with its entries; an appeal in its list."""
        if kind == "party_member":
            self.members.show_owner(record_id)
            self.show_page(MEMBERS)
        elif kind == "household":
            self.households.show_owner(record_id)
            self.show_page(HOUSEHOLDS)
        elif kind == "points_appeal":
            self.show_page(APPEALS)

    def refresh(self) -> None:
        cast(_Page, self._pages[self._shown]).load()

    def focus_first(self) -> None:
        page = self._pages[self._shown]
        table = getattr(page, "table", None)
        if isinstance(table, QWidget):
            table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("claim", self.members.open_claim),
            ("closing", self.members.open_closing),
            ("waiting", lambda: self.show_page(WAITING)),
            ("households", lambda: self.show_page(HOUSEHOLDS)),
            ("rules", lambda: self.show_page(RULES)),
            ("scheme", self.rules.open_change),
            ("appeals", lambda: self.show_page(APPEALS)),
            ("appraisal", lambda: self.show_page(APPRAISAL)),
            ("ballots", self.appraisal.open_ballots),
        )

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("登记积分"), self._add, shortcut="Ctrl+N"),
            Command(self.tr("待确认的积分"), lambda: self.show_page(WAITING)),
            Command(self.tr("积分申诉"), lambda: self.show_page(APPEALS)),
            Command(self.tr("民主评议党员"), lambda: self.show_page(APPRAISAL)),
        )
