"""Answers the screen of finance; knows the finance service, not widgets' insides."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.money import read_money, show_money
from desktop.domain.period import Period
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.chart import open_chart_font
from desktop.services import finance
from desktop.services.finance import (
    AccountBalance,
    AccountRow,
    EntryRow,
    FundsTotals,
    NewAccount,
    NewEntry,
    PeriodBalances,
)
from ui.dialogs.refusal import write_for
from ui.screens.documents.text_dialog import TextDialog
from ui.screens.finance.account_dialog import AccountDialog
from ui.screens.finance.entry_filter import EntryFilter
from ui.screens.finance.import_presenter import FundsImportPresenter
from ui.screens.finance.periods import book_periods, quarter_of

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.finance.view import FinanceScreen
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("FinancePresenter", text)


@dataclass(frozen=True, slots=True)
class _Read:
    """What one period's screen shows."""

    periods: tuple[Period, ...]
    period: Period
    entries: tuple[EntryRow, ...]
    balances: PeriodBalances
    totals: FundsTotals
    accounts: tuple[AccountRow, ...]
    signatories: tuple[str, str]


class FinancePresenter:
    """One period at a time; narrowing it down happens in memory, so that totals follow each key."""

    def __init__(self, view: "FinanceScreen", office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._wanted: Period | None = None
        self._read: _Read | None = None
        self._month = ""
        self._wanted_entry = ""
        self._import = FundsImportPresenter(view.importing, office, runner, shell, self._on_imported)
        view.entries.saved.connect(self._save_entry)
        view.entries.removed.connect(self._ask_remove)
        view.items.item_asked.connect(self.show_item)
        view.charts.item_asked.connect(self.show_item)
        view.charts.month_asked.connect(self._show_month)
        view.charts.sheet_wanted.connect(self._make_sheet)
        view.balances.account_wanted.connect(self._open_account)
        view.balances.close_wanted.connect(self._ask_close)
        view.balances.opening_wanted.connect(self._ask_opening)
        view.balances.closing_wanted.connect(self._ask_closing)
        view.balances.explanation_wanted.connect(self._ask_explanation)
        view.importing.result.list_requested.connect(lambda: view.show_page("entries"))

    def load(self) -> None:
        """Read the period in view anew; the first time that of the latest entry."""
        office, wanted = self._office, self._wanted
        today = office.today()

        def work(_job: JobHandle) -> _Read:
            span = finance.span_of_entries(office)
            periods = book_periods(today, span[0] if span else None)
            period = wanted or quarter_of(min(span[1], today) if span else today)
            if period not in periods:
                period = periods[0]
            return _Read(
                periods,
                period,
                finance.list_entries(office, period.first, period.last),
                finance.period_balances(office, period.first, period.last),
                finance.funds_totals(office, period.first, period.last),
                finance.list_accounts(office),
                finance.last_signatories(office),
            )

        def show(read: _Read) -> None:
            if wanted == self._wanted:
                self._show(read)

        self._runner.read(work, show, self._shell.show_error, owner=self._view)

    def _show_charts(self, read: _Read) -> None:
        if read is self._read:
            self._view.charts.show_totals(read.totals, may_draft=self._office.may(Right.DRAFT_NOTICE))

    def _show(self, read: _Read) -> None:
        self._read, self._wanted = read, read.period
        may_edit = self._office.may(Right.EDIT_FINANCE)
        view = self._view
        view.show_periods(read.periods, read.period)
        view.show_accounts(read.accounts)
        view.entries.show_accounts(read.accounts, may_edit=may_edit)
        view.entries.offer_signatories(*read.signatories)
        view.balances.show_balances(read.balances, read.accounts, may_edit=may_edit)
        view.items.show_items(read.totals.items)
        self._runner.read(
            lambda _job: open_chart_font(),
            lambda _none: self._show_charts(read),
            self._shell.show_error,
            owner=view,
        )
        self._narrowed()
        if self._wanted_entry:
            view.entries.table.select_id(self._wanted_entry)
            self._wanted_entry = ""
        self._import.show_accounts(read.accounts)

    def show_period(self, period: Period) -> None:
        """Look at another period."""
        self._wanted, self._month = period, ""
        self.load()

    def search(self, _text: str) -> None:
        """Find entries of the period; the list is where they are shown."""
        self._view.show_page("entries")
        self.narrow()

    def narrow(self) -> None:
        """Show the entries that pass what was chosen by hand."""
        self._month = ""
        self._narrowed()

    def _narrowed(self) -> None:
        if self._read is None:
            return
        chosen = replace(self._view.entry_filter(), month=self._month)
        rows = chosen.apply(self._read.entries)
        whole = chosen == EntryFilter()
        self._view.entries.show_entries(rows, self._read.balances.total.opening_cents if whole else None)

    def show_item(self, item: str) -> None:
        """Show the entries behind an item's figure."""
        self._view.ask_item(item)
        self.narrow()

    def _show_month(self, month: str) -> None:
        self._view.ask_item("")
        self._month = month
        self._narrowed()

    def show_entry(self, entry_id: str) -> None:
        """Put the cursor on an entry, in whatever period it stands."""
        office = self._office

        def show(rows: tuple[EntryRow, ...]) -> None:
            if rows:
                self._wanted_entry = entry_id
                self._view.ask_item("")
                self.show_period(quarter_of(date.fromisoformat(rows[0].entry_on)))

        self._runner.read(
            lambda job: finance.get_entries(office, (entry_id,)),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def keep(self) -> None:
        """Keep what was decided of an import under way."""
        self._import.keep()

    def _on_imported(self) -> None:
        self._wanted = None
        self._stored()

    def _stored(self) -> None:
        self._shell.records_changed()

    # Entries

    def _save_entry(self, entry: NewEntry, entry_id: str) -> None:
        office = self._office

        def work(_job: JobHandle) -> None:
            if entry_id:
                finance.edit_entry(office, entry_id, entry)
            else:
                finance.add_entries(office, (entry,))

        def saved(_none: None) -> None:
            self._view.entries.stored()
            self._stored()

        def failed(error: Exception) -> None:
            left = self._view.entries.show_failure(error) if isinstance(error, ProblemError) else ()
            if not isinstance(error, ProblemError) or left:
                self._shell.show_error(ProblemError(left) if left else error)

        self._runner.write(work, saved, failed)

    def _ask_remove(self, row: EntryRow) -> None:
        def removed(_none: None) -> None:
            self._view.entries.edit(None)
            self._stored()

        def remove() -> None:
            self._runner.write(
                lambda job: finance.remove_entry(self._office, row.id), removed, self._shell.show_error
            )

        self._shell.ask(
            _tr("删除“{summary}”这一笔？").format(summary=row.summary),
            _tr("余额会跟着变。修改记录里还查得到。"),
            _tr("删除"),
            remove,
            danger=True,
        )

    # Accounts and balances

    def _account(self, account_id: str) -> AccountRow | None:
        accounts = self._read.accounts if self._read else ()
        return next((each for each in accounts if each.id == account_id), None)

    def _open_account(self, account_id: str) -> None:
        if not self._office.may(Right.EDIT_FINANCE):
            return
        dialog = AccountDialog(self._account(account_id), self._view)
        dialog.submitted.connect(partial(self._save_account, dialog, account_id))
        dialog.open()

    def _save_account(self, dialog: AccountDialog, account_id: str, account: NewAccount) -> None:
        office = self._office

        def work() -> None:
            if account_id:
                finance.edit_account(office, account_id, account)
            else:
                finance.add_account(office, account)

        write_for(dialog, self._runner, self._shell, work, lambda _: self._stored())

    def _ask_close(self, account_id: str) -> None:
        account = self._account(account_id)
        if account is None:
            return
        day = "" if account.closed_on else self._office.today().isoformat()

        def store() -> None:
            self._runner.write(
                lambda job: finance.close_account(self._office, account_id, day),
                lambda _none: self._stored(),
                self._shell.show_error,
            )

        question = _tr("恢复使用“{name}”？") if account.closed_on else _tr("“{name}”今天起销户？")
        self._shell.ask(
            question.format(name=account.name),
            _tr("以前的收支和结存都还在。"),
            _tr("恢复使用") if account.closed_on else _tr("销户"),
            store,
        )

    def _ask_opening(self, account_id: str) -> None:
        if self._read is None:
            return
        first = self._read.period.first
        self._ask_money(
            _tr("期初结存"),
            _tr("{account}在 {day} 开始时结存多少元？").format(
                account=self._account_name(account_id), day=first.isoformat()
            ),
            self._balance(account_id).opening_cents,
            lambda cents: finance.set_opening(self._office, first.isoformat(), cents, account_id),
        )

    def _ask_closing(self, account_id: str) -> None:
        if self._read is None:
            return
        last = self._read.period.last
        balance = self._balance(account_id)
        shown = balance.closing_cents if balance.declared_cents is None else balance.declared_cents
        self._ask_money(
            _tr("账面期末结存"),
            _tr("{account}在 {day} 终了时，账面（银行对账单）结存多少元？").format(
                account=self._account_name(account_id), day=last.isoformat()
            ),
            shown,
            lambda cents: finance.declare_closing(self._office, last, cents, account_id),
        )

    def _account_name(self, account_id: str) -> str:
        account = self._account(account_id)
        return account.name if account else _tr("全部账户")

    def _balance(self, account_id: str) -> AccountBalance:
        assert self._read is not None
        balances = self._read.balances
        found = (each for each in balances.accounts if each.account_id == account_id)
        return next(found, balances.total)

    def _ask_money(
        self, title: str, question: str, shown: int | None, store: Callable[[int], object]
    ) -> None:
        text = "" if shown is None else show_money(shown)
        dialog = TextDialog(title, question, _tr("保存"), self._view, text=text)
        dialog.edit.selectAll()
        dialog.submitted.connect(partial(self._store_money, store))
        dialog.open()

    def _store_money(self, store: Callable[[int], object], text: str) -> None:
        amount = read_money(text)
        cents = amount.value
        if cents is None:
            self._shell.show_problem(amount.problems[0] if amount.problems else Problem("FIN-004"))
            return
        self._runner.write(lambda job: store(cents), lambda _none: self._stored(), self._shell.show_error)

    def _ask_explanation(self, balance: AccountBalance) -> None:
        dialog = TextDialog(
            _tr("说明差额"),
            _tr("账面比收支算出的多 {difference} 元（负数是少），是什么原因？会印在公开表上。").format(
                difference=show_money(balance.difference_cents)
            ),
            _tr("保存"),
            self._view,
            text=balance.explanation,
        )

        def store(text: str) -> None:
            self._runner.write(
                lambda job: finance.explain_gap(self._office, balance.declared_id, text),
                lambda _none: self._stored(),
                self._shell.show_error,
            )

        dialog.submitted.connect(store)
        dialog.open()

    # Charts

    def _make_sheet(self) -> None:
        """Draft the sheet of bars for the period in view and go there."""
        if self._read is None:
            return
        period, office = self._read.period, self._office

        def work(_job: JobHandle) -> str:
            from desktop.services.disclosure import notices
            from desktop.services.disclosure.requests import NoticeRequest

            today = office.today().isoformat()
            request = NoticeRequest(
                "accounts_chart", period.first.isoformat(), period.last.isoformat(), today
            )
            return notices.make_notice(office, request)

        def made(notice_id: str) -> None:
            self._shell.records_changed()
            self._shell.open_record("documents", "notice", notice_id)

        self._runner.write(work, made, self._shell.show_error)
