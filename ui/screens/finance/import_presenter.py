"""Leads through one import of entries; knows the import service, not widgets' insides."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right
from desktop.services.finance import AccountRow
from desktop.services.finance.vouchers import MONTHLY, YEARLY
from desktop.services.finance_import import session
from desktop.services.finance_import.planning import EntryClass, FundsPlan
from desktop.services.finance_import.session import FundsReport, OpenFunds
from desktop.services.history import ClashView
from desktop.services.import_batches import ImportBatch
from desktop.services.settings import load_settings
from ui.dialogs.files import choose_file, save_file
from ui.screens.register_import.presenter import WORKBOOKS

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.screens.finance.import_page import FundsImportPage
    from ui.shell.shell_api import Shell

START, COLUMNS, PREVIEW, RESULT = range(4)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundsImportPresenter", text)


class FundsImportPresenter:
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
        self._view = view
        self._office = office
        self._runner = runner
        self._shell = shell
        self._changed = changed
        self._opened: OpenFunds | None = None
        self._plan: FundsPlan | None = None
        self._accounts: Sequence[AccountRow] = ()
        self._shown = EntryClass.NEW.value
        self._monthly = False
        start, columns, preview, result = view.start, view.columns, view.preview, view.result
        start.file_wanted.connect(self.choose)
        start.file_dropped.connect(self.open)
        start.resume_requested.connect(self._resume)
        start.drop_requested.connect(self._drop)
        start.undo_requested.connect(self._ask_undo)
        start.errors_requested.connect(self._choose_errors)
        columns.back_requested.connect(self.start_again)
        columns.go_on_requested.connect(lambda: self._plan_again(first=True))
        columns.column_chosen.connect(self._choose_column)
        columns.sheet_left_out.connect(self._leave_out)
        preview.back_requested.connect(lambda: view.show_page(COLUMNS, self._file_name))
        preview.class_chosen.connect(self._show_class)
        preview.cell_mended.connect(self._mend)
        preview.skipped.connect(self._skip)
        preview.word_explained.connect(self._explain)
        preview.account_chosen.connect(self._choose_account)
        preview.monthly_chosen.connect(self._choose_months)
        preview.balances_chosen.connect(self._choose_balances)
        preview.commit_requested.connect(self._commit)
        result.errors_requested.connect(self._choose_errors)
        result.undo_requested.connect(self._ask_undo)
        result.another_requested.connect(self.start_again)

    @property
    def _file_name(self) -> str:
        return self._opened.file_name if self._opened else ""

    def load(self, accounts: Sequence[AccountRow]) -> None:
        """Read the list of imports; the accounts are those of the screen."""
        self._accounts = accounts

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

    # The file

    def choose(self) -> None:
        """Ask for a workbook."""
        patterns = _tr("收支表 ({patterns})").format(patterns=WORKBOOKS)
        choose_file(self._view, _tr("选择收支表"), f"{patterns};;{_tr('所有文件 (*)')}", self.open)

    def open(self, path: Path) -> None:
        """Begin with a file."""
        self._shell.run_long(
            _tr("正在读取文件"),
            lambda job: session.open_funds(self._office, path, job),
            self._on_opened,
            writes=True,
            steps={"read": _tr("读取"), "find": _tr("找表头"), "keep": _tr("保存进度")},
        )

    def _on_opened(self, opened: OpenFunds) -> None:
        self._opened, self._plan = opened, None
        self._view.columns.show_import(opened.tables, opened.mappings, opened.decisions.sheets)
        self._view.show_page(COLUMNS, opened.file_name)

    def _resume(self, batch_id: str) -> None:
        self._shell.run_long(
            _tr("正在恢复上次的导入"),
            lambda job: session.resume_funds(self._office, batch_id),
            self._on_opened,
        )

    def _drop(self, batch_id: str) -> None:
        def drop() -> None:
            self._runner.write(
                lambda job: session.drop_funds(self._office, batch_id),
                lambda _none: self.load(self._accounts),
                self._shell.show_error,
            )

        self._shell.ask(
            _tr("放弃这次没有完成的导入？"),
            _tr("读到的内容和您改过的地方都会丢掉，账目不受影响。"),
            _tr("放弃"),
            drop,
            danger=True,
        )

    def start_again(self) -> None:
        """Back to the list of imports."""
        self._opened = self._plan = None
        self._view.show_page(START)
        self.load(self._accounts)

    # Decisions

    def keep(self) -> None:
        """Keep what was decided, so that a crash costs nothing."""
        if self._opened is not None:
            decided = self._opened.snapshot()
            self._runner.write(
                lambda job: session.keep_decisions(self._office, decided),
                lambda _none: None,
                self._shell.show_error,
            )

    def _choose_column(self, sheet: str, position: int, identifier: str) -> None:
        if self._opened is not None:
            session.choose_column(self._opened, sheet, position, identifier)
            self.keep()

    def _leave_out(self, sheet: str, left_out: bool) -> None:
        if self._opened is not None:
            (self._opened.decisions.sheets.add if left_out else self._opened.decisions.sheets.discard)(sheet)
            self.keep()

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

    def _show_class(self, shown: str) -> None:
        self._shown = shown
        self._show_plan()

    # Writing

    def _commit(self) -> None:
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

    def _ask_undo(self, batch_id: str) -> None:
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

    def _choose_errors(self, batch_id: str) -> None:
        def write(path: Path) -> None:
            self._shell.run_long(
                _tr("正在写错误表"),
                lambda job: session.write_funds_errors(self._office, batch_id, path, job),
                lambda count: self._shell.notify(_tr("错误表已保存，共 {count} 行。").format(count=count)),
            )

        save_file(self._view, _tr("保存错误表"), _tr("收支错误表.xlsx"), _tr("Excel 表 (*.xlsx)"), write)
