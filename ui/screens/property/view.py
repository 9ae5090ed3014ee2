"""The ledgers of property (三资台账): contracts, assets, resources, debts, projects, subsidies."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.property_ledger import CONTRACT, LEDGERS, SUBSIDY
from desktop.services.property.records import ALL, reading_right_of
from ui.screens.property.ledger_page import LedgerPage
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class PropertyScreen(Screen):
    """A page for each ledger, made when it is first looked at."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self._office, self._runner, self._shell = office, runner, shell
        self._titles = {
            key: title for key, title in self._ledger_names() if office.may(reading_right_of(key))
        }
        self.ledgers = TabStrip(tuple(self._titles.items()))
        self._pages: dict[str, LedgerPage] = {}
        self._stack = QStackedWidget()
        host = QWidget()
        above = QVBoxLayout(host)
        above.setContentsMargins(20, 12, 20, 0)
        above.addWidget(self.ledgers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(host)
        layout.addWidget(self._stack, 1)
        self.ledgers.chosen.connect(self.show_ledger)
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.add)
        self.show_ledger(next(iter(self._titles)))

    def _ledger_names(self) -> tuple[tuple[str, str], ...]:
        names = {
            CONTRACT: self.tr("合同"),
            "asset": self.tr("资产"),
            "land_resource": self.tr("资源"),
            "debt": self.tr("债权债务"),
            "project": self.tr("项目"),
            SUBSIDY: self.tr("补贴"),
        }
        return tuple((ledger, names[ledger]) for ledger in LEDGERS)

    @property
    def page(self) -> LedgerPage:
        """The page in view."""
        page = self._stack.currentWidget()
        assert isinstance(page, LedgerPage)
        return page

    def show_ledger(self, ledger: str) -> None:
        """Show a ledger, and read it anew."""
        page = self._pages.get(ledger)
        if page is None:
            page = LedgerPage(ledger, self._titles[ledger], self._office, self._runner, self._shell)
            self._pages[ledger] = page
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.ledgers.mark(ledger)
        page.presenter.load()

    def add(self) -> None:
        """Ask for a new record of the ledger in view."""
        self.page.presenter.add()

    def show_list(self, query: ListQuery) -> None:
        ledger, _, view = query.view.partition("/")
        if ledger in self._titles:
            self.show_ledger(ledger)
        self.page.search.set_text_silently(query.text)
        self.page.presenter.show_view(view or ALL, query.text)

    def show_record(self, kind: str, record_id: str) -> None:
        if kind in self._titles:
            self.show_ledger(kind)
            self.page.presenter.show_record(record_id)

    def refresh(self) -> None:
        self.page.presenter.load()

    def focus_first(self) -> None:
        self.page.table.setFocus()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        others = tuple(
            (ledger, lambda wanted=ledger: self.show_ledger(wanted))
            for ledger in self._titles
            if ledger != CONTRACT
        )
        return (("new", self.add), *others)

    def commands(self) -> Sequence[Command]:
        title = self._titles[self.page.ledger]
        return (
            Command(self.tr("登记{title}").format(title=title), self.add, shortcut="Ctrl+N"),
            Command(self.tr("导入{title}").format(title=title), self.page.presenter.workbooks.import_file),
            Command(self.tr("导出{title}").format(title=title), self.page.presenter.workbooks.export_file),
        )
