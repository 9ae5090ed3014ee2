"""The village's income and expenditure as disclosed: entries, accounts, items, charts, import (财务)."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout

from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.funds_item import EXPENDITURE, INCOME, item_of
from desktop.domain.period import Period
from desktop.services.finance import AccountRow
from ui.screens.documents.table_model import period_words
from ui.screens.finance.balances_page import BalancesPage
from ui.screens.finance.charts_page import ChartsPage
from ui.screens.finance.entries_page import EntriesPage
from ui.screens.finance.entry_filter import NO_ACCOUNT, EntryFilter
from ui.screens.finance.import_page import FundsImportPage
from ui.screens.finance.items_page import ItemsPage
from ui.screens.finance.kind_text import kind_text
from ui.screens.finance.presenter import FinancePresenter
from ui.shell.screen import Command, ListQuery, Screen
from ui.widgets.dress import button, label
from ui.widgets.search_box import SearchBox
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_COMBO_CHARS = 6
ENTRIES, BALANCES, ITEMS, CHARTS, IMPORT = "entries", "balances", "items", "charts", "import"


class FinanceScreen(Screen):
    """One period at a time, looked at from several sides."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.search = SearchBox(self.tr("找收支：摘要、凭证号、金额、经手人"))
        self.period = QComboBox()
        self.period.setAccessibleName(self.tr("期间"))
        self.account = QComboBox()
        self.account.setAccessibleName(self.tr("账户"))
        self.item = QComboBox()
        self.item.setAccessibleName(self.tr("科目"))
        self.new = button(self.tr("记一笔"), "primary", "plus")
        self.new.setEnabled(office.may(Right.EDIT_FINANCE))
        self.tabs = TabStrip(
            (
                (ENTRIES, self.tr("明细")),
                (BALANCES, self.tr("账户与结存")),
                (ITEMS, self.tr("公开事项")),
                (CHARTS, self.tr("图示")),
                (IMPORT, self.tr("导入")),
            )
        )
        self.entries = EntriesPage(office.today())
        self.balances = BalancesPage()
        self.items = ItemsPage()
        self.charts = ChartsPage()
        self.importing = FundsImportPage()
        self._pages = QStackedWidget()
        self._keys = (ENTRIES, BALANCES, ITEMS, CHARTS, IMPORT)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(label(self.tr("财务"), "title"))
        head.addWidget(self.search, 1)
        head.addWidget(self.new)
        filters = QHBoxLayout()
        filters.setSpacing(10)
        filters.addWidget(self.tabs, 1)
        for combo in (self.account, self.item, self.period):
            filters.addWidget(combo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addLayout(filters)
        layout.addWidget(self._pages, 1)
        # once their stack is in its place: with another parent Qt would dress all of it anew
        for page in (self.entries, self.balances, self.items, self.charts, self.importing):
            self._pages.addWidget(page)
        self._offer_items()
        self._presenter = FinancePresenter(self, office, runner, shell)
        self.search.search_requested.connect(self._presenter.search)
        self.search.went_down.connect(self.entries.table.focus_first_row)
        self.new.clicked.connect(self.begin_entry)
        self.tabs.chosen.connect(self.show_page)
        self.period.activated.connect(lambda _: self._presenter.show_period(self.period.currentData()))
        self.account.activated.connect(lambda _: self._presenter.narrow())
        self.item.activated.connect(lambda _: self._presenter.narrow())
        QShortcut(QKeySequence(QKeySequence.StandardKey.New), self, self.begin_entry)
        self.show_page(ENTRIES)
        self._presenter.load()

    def _offer_items(self) -> None:
        self.item.addItem(self.tr("全部科目"), "")
        self.item.addItem(self.tr("各项收入"), INCOME)
        self.item.addItem(self.tr("各项支出"), EXPENDITURE)
        for entry in code_table("funds_entry_kind").entries:
            self.item.addItem(kind_text(entry.code), item_of(entry.code))
        for combo in (self.account, self.item):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(_COMBO_CHARS)
        self.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

    def show_page(self, key: str) -> None:
        """Go to one of the tabs."""
        self.tabs.mark(key)
        self._pages.setCurrentIndex(self._keys.index(key))
        for combo in (self.account, self.item):
            combo.setVisible(key == ENTRIES)
        for widget in (self.period, self.search, self.new):
            widget.setVisible(key != IMPORT)  # an import needs the room

    def begin_entry(self) -> None:
        """Type a new entry."""
        if self.new.isEnabled():
            self.show_page(ENTRIES)
            self.entries.begin()

    def show_periods(self, periods: Sequence[Period], chosen: Period) -> None:
        """Offer periods, with one of them chosen."""
        if [self.period.itemData(number) for number in range(self.period.count())] != list(periods):
            self.period.clear()
            for each in periods:
                self.period.addItem(period_words(each.first.isoformat(), each.last.isoformat()), each)
        self.period.setCurrentIndex(list(periods).index(chosen))

    def show_accounts(self, accounts: Sequence[AccountRow]) -> None:
        """Offer accounts to filter by; without any there is nothing to choose."""
        current = self.account.currentData()
        self.account.clear()
        self.account.addItem(self.tr("全部账户"), "")
        for each in accounts:
            self.account.addItem(each.name, each.id)
        self.account.addItem(self.tr("（未选账户）"), NO_ACCOUNT)
        self.account.setCurrentIndex(max(0, self.account.findData(current)))
        self.account.setEnabled(bool(accounts))

    def entry_filter(self) -> EntryFilter:
        """What the clerk narrowed the list to."""
        return EntryFilter(
            str(self.account.currentData() or ""),
            str(self.item.currentData() or ""),
            text=self.search.text().strip(),
        )

    def ask_item(self, item: str) -> None:
        """Show the entries of an item."""
        place = self.item.findData(item)
        if place >= 0:
            self.item.setCurrentIndex(place)
            self.account.setCurrentIndex(0)
            self.search.set_text_silently("")
            self.show_page(ENTRIES)

    def show_list(self, query: ListQuery) -> None:
        self.show_page(query.view if query.view in self._keys else ENTRIES)
        self.search.set_text_silently(query.text)
        self._presenter.narrow()

    def show_record(self, kind: str, record_id: str) -> None:
        if kind == "funds_entry":
            self.show_page(ENTRIES)
            self._presenter.show_entry(record_id)

    def refresh(self) -> None:
        self._presenter.load()

    def focus_first(self) -> None:
        self.entries.table.setFocus()

    def keep_work(self) -> None:
        self._presenter.keep()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return tuple((key, lambda wanted=key: self.show_page(wanted)) for key in self._keys[1:])

    def commands(self) -> Sequence[Command]:
        return (
            Command(self.tr("记一笔收支"), self.begin_entry, shortcut="Ctrl+N"),
            Command(self.tr("导入收支表"), lambda: self.show_page(IMPORT)),
            Command(self.tr("账户与结存"), lambda: self.show_page(BALANCES)),
            Command(self.tr("收支图示"), lambda: self.show_page(CHARTS)),
        )
