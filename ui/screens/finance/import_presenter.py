"""Leads through one import of entries; knows the import service, not widgets' insides."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.services.finance import AccountRow
from desktop.services.finance.vouchers import MONTHLY, YEARLY
from desktop.services.finance_import import session
from desktop.services.finance_import.decisions import FundsDecisions
from desktop.services.finance_import.planning import EntryClass, FundsPlan
from desktop.services.finance_import.session import FundsReport, OpenFunds
from desktop.services.history import ClashView
from desktop.services.import_batches import ImportBatch
from desktop.services.settings import load_settings
from ui.screens.importing.import_lead import PREVIEW, RESULT, ImportLead, ImportWords

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.finance.import_page import FundsImportPage
    from ui.shell.shell_api import Shell


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundsImportPresenter", text)


class FundsImportPresenter(ImportLead[FundsDecisions, FundsPlan]):
    """Every decision is kept at once; the books change only when the clerk says so."""

    def __init__(
        self,
        view: "FundsImportPage",
        office: "Office",
        runner: "JobRunner",
        shell: "Shell",
        changed: Callable[[], None],
    ) -> None:
        """Begin without a file; ``changed`` is called when entries were written or taken back."""
        words = ImportWords(_tr("收支表"), _tr("账目不受影响"), _tr("收支错误表.xlsx"))
        pages = (view.start, view.columns, view.preview, view.result)
        super().__init__(view, pages, view.show_page, office, runner, shell, words)
        self._view = view
        self._changed = changed
        self._accounts: Sequence[AccountRow] = ()
        self._shown = EntryClass.NEW.value
        self._monthly = False
        preview = view.preview
        preview.cell_mended.connect(self._mend)
        preview.skipped.connect(self._skip)
        preview.word_explained.connect(self._explain)
        preview.account_chosen.connect(self._choose_account)
        preview.monthly_chosen.connect(self._choose_months)
        preview.balances_chosen.connect(self._choose_balances)

    def show_accounts(self, accounts: Sequence[AccountRow]) -> None:
        """Offer the accounts of the screen, and read the list of imports."""
        self._accounts = accounts
        self.load()

    def load(self) -> None:
        """Read the list of imports."""

        def show(read: tuple[tuple[ImportBatch, ...], bool]) -> None:
            self._monthly = read[1]
            self._view.start.show_batches(read[0], may_edit=self._office.may(Right.EDIT_FINANCE))

        self._runner.read(
            lambda job: (
                session.list_funds_batches(self._office),
                load_settings(self._office).voucher_months == MONTHLY,
            ),
            show,
            self._shell.show_error,
            owner=self._view,
        )

    def _read_file(self, path: Path, job: JobHandle) -> OpenFunds:
        return session.open_funds(self._office, path, job)

    def _read_batch(self, batch_id: str) -> OpenFunds:
        return session.resume_funds(self._office, batch_id)

    def _drop(self, batch_id: str) -> None:
        session.drop_funds(self._office, batch_id)

    def _choose(self, opened: OpenFunds, sheet: str, position: int, identifier: str) -> None:
        session.choose_column(opened, sheet, position, identifier)

    def _write_errors(self, batch_id: str, path: Path, job: JobHandle) -> int:
        return session.write_funds_errors(self._office, batch_id, path, job)

    # Decisions

    def _decided(self) -> None:
        self._plan = None  # what is shown is no longer what would be written
        self.keep()
        self._plan_again()

    def _mend(self, position: str, identifier: str, text: str) -> None:
        if self._opened is not None and self._plan is not None:
            session.mend_cell(self._opened, self._plan.rows[int(position)], identifier, text)
            self._decided()

    def _skip(self, position: str, skip: bool) -> None:
        if self._opened is not None and self._plan is not None:
            session.skip_row(self._opened, self._plan.rows[int(position)], skip=skip)
            self._decided()

    def _explain(self, side: str, word: str, meaning: str) -> None:
        if self._opened is None:
            return
        if side:
            self._opened.decisions.words[side, word] = meaning
        else:
            self._opened.decisions.accounts[word] = meaning
        self._decided()

    def _choose_account(self, account_id: str) -> None:
        if self._opened is not None:
            for table in self._opened.tables:
                self._opened.decisions.sheet_accounts[table.sheet.name] = account_id
            self._decided()

    def _choose_months(self, monthly: bool) -> None:
        if self._opened is not None:
            self._opened.decisions.voucher_months = MONTHLY if monthly else YEARLY
            self._decided()

    def _choose_balances(self, take: bool) -> None:
        if self._opened is not None:
            self._opened.decisions.take_balances = take
            self._decided()

    # The plan

    def make_plan(self) -> None:
        self._plan_again(first=True)

    def _plan_again(self, *, first: bool = False) -> None:
        if self._opened is None:
            return
        office, opened = self._office, self._opened.snapshot()

        def planned(plan: FundsPlan) -> None:
            self._plan = plan
            if first:
                counts = plan.counts
                order = (EntryClass.FAULTY, EntryClass.NEW, EntryClass.DUPLICATE)
                self._shown = next((each for each in order if counts[each]), EntryClass.NEW).value
            self._show_plan()
            self._view.show_page(PREVIEW, self._file_name)

        self._shell.run_long(
            _tr("正在核对"),
            lambda job: session.plan_funds(office, opened, job),
            planned,
            steps={"normalise": _tr("读懂每一格"), "match": _tr("与账目比对")},
        )

    def _show_plan(self) -> None:
        opened, plan = self._opened, self._plan
        if opened is None or plan is None:
            return
        decisions = opened.decisions
        months = decisions.voucher_months
        account = next(iter(decisions.sheet_accounts.values()), "")
        self._view.preview.show_choices(
            self._accounts,
            account,
            monthly=months == MONTHLY if months else self._monthly,
            take_balances=decisions.take_balances,
        )
        identifiers = frozenset(match.identifier for mapping in opened.mappings for match in mapping)
        self._view.preview.show_plan(plan, self._shown, identifiers, self._accounts)

    def show_class(self, shown: str) -> None:
        self._shown = shown
        self._show_plan()

    # Writing

    def commit(self) -> None:
        opened, plan = self._opened, self._plan
        if opened is None or plan is None:
            return
        self._shell.run_long(
            _tr("正在写入账目"),
            lambda job: session.commit_funds(self._office, opened, plan, job),
            self._on_committed,
            writes=True,
            steps={"backup": _tr("先做备份"), "write": _tr("写入")},
        )

    def _on_committed(self, report: FundsReport) -> None:
        self._opened = self._plan = None
        self._view.result.show_report(report)
        self._view.show_page(RESULT, report.file_name)
        self._changed()

    def ask_undo(self, batch_id: str) -> None:
        def undo() -> None:
            self._shell.run_long(
                _tr("正在撤销导入"),
                lambda job: session.undo_funds(self._office, batch_id, job),
                self._on_undone,
                writes=True,
            )

        self._shell.ask(
            _tr("撤销这次导入？"),
            _tr("这次登记的收支和结存都会拿掉；以后改过的那几笔会留下。"),
            _tr("撤销"),
            undo,
            danger=True,
        )

    def _on_undone(self, left: tuple[ClashView, ...]) -> None:
        if left:
            self._shell.notify(_tr("已撤销；有 {count} 笔后来改过，留着没动。").format(count=len(left)))
        else:
            self._shell.notify(_tr("已撤销这次导入。"))
        self.start_again()
        self._changed()
