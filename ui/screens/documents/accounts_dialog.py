"""Income and expenditure of a quarter: look, enter, set the opening balance (收支)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop import messages
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.job import JobHandle
from desktop.domain.money import read_money, show_money
from desktop.domain.problem import Problem
from desktop.services import finance
from desktop.services.finance import EntryRow, NewEntry
from desktop.words import word
from ui.screens.documents.entry_dialog import EntryDialog
from ui.screens.documents.make_dialog import quarters
from ui.screens.documents.text_dialog import TextDialog
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, label
from ui.widgets.form import Form
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class AccountsDialog(EntryDialog):
    """The entries of one quarter above, the next one to enter or one to put right below."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell", parent: QWidget) -> None:
        super().__init__(office, runner, shell, parent)
        self.setWindowTitle(self.tr("收支"))
        self._edited: EntryRow | None = None
        self._quarters = quarters(office.today())
        self.quarter = QComboBox()
        self.quarter.setAccessibleName(self.tr("季度"))
        for text, _, _ in self._quarters:
            self.quarter.addItem(text)
        self._balance = label("", "muted", wrap=True)
        self._model: RowsModel[EntryRow] = RowsModel(self._columns(), lambda row: row.id, self)
        self.table = VirtualTable("documents.accounts")
        self.table.setAccessibleName(self.tr("收支明细"))
        self.table.show_model(self._model)
        entries = code_table("funds_entry_kind").entries
        kinds = tuple(CodeOption(entry.code, word(entry.label)) for entry in entries)
        self.form = Form(columns=3)
        self.entry_on, self.voucher, self.amount = QLineEdit(), QLineEdit(), QLineEdit()
        self.summary, self.handler, self.approver = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind = CodeCombo(kinds)
        self.form.add_field("entry_on", self.tr("日期"), self.entry_on, required=True)
        self.form.add_field("voucher_no", self.tr("凭证号"), self.voucher)
        self.form.add_field("kind", self.tr("科目"), self.kind, required=True)
        self.form.add_field("summary", self.tr("摘要"), self.summary, required=True)
        self.form.add_field("amount", self.tr("金额（元）"), self.amount, required=True)
        self.form.add_field("handler", self.tr("经手人"), self.handler)
        self.form.add_field("approver", self.tr("审批人"), self.approver)
        self.forms = (self.form,)
        self.remove = button(self.tr("删除这一笔…"), "danger")
        self.opening = button(self.tr("设置期初结存…"))
        self.lay_out(
            (self.quarter, self._balance, self.opening),
            (self.table, self.form),
            self.tr("按 Enter 修改选中的一笔。软件只做公开，账目以乡镇代理记账为准。"),
            (self.remove,),
        )
        self._may_edit = office.may(Right.EDIT_FINANCE)
        for widget in (self.form, self.add, self.opening):
            widget.setVisible(self._may_edit)
        self._edit(None)
        self.quarter.currentIndexChanged.connect(self._load)
        self.add.clicked.connect(self._save)
        self.form.finished.connect(self._save)
        self.table.row_activated.connect(self._on_activated)
        self.back.clicked.connect(lambda: self._edit(None))
        self.remove.clicked.connect(self._ask_remove)
        self.opening.clicked.connect(self._ask_opening)
        self._load()

    def _columns(self) -> tuple[RowColumn[EntryRow], ...]:
        kinds = code_table("funds_entry_kind")
        return (
            RowColumn(TableColumn("on", self.tr("日期"), 5, sort_key="on"), lambda row: row.entry_on),
            RowColumn(
                TableColumn("voucher", self.tr("凭证号"), 5, sort_key="voucher"),
                lambda row: row.voucher_no or "",
            ),
            RowColumn(
                TableColumn("kind", self.tr("科目"), 8, sort_key="kind"),
                # the table explains itself in brackets, for which there is no room
                lambda row: word(kinds.label(row.kind)).partition("(")[0].strip(),
            ),
            RowColumn(TableColumn("summary", self.tr("摘要"), 14), lambda row: row.summary),
            RowColumn(
                TableColumn("income", self.tr("收入"), 6, RIGHT, sort_key="income"),
                lambda row: show_money(row.income_cents) if row.income_cents else "",
                lambda row: row.income_cents,
            ),
            RowColumn(
                TableColumn("expense", self.tr("支出"), 6, RIGHT, sort_key="expense"),
                lambda row: show_money(row.expense_cents) if row.expense_cents else "",
                lambda row: row.expense_cents,
            ),
            RowColumn(TableColumn("handler", self.tr("经手人"), 4), lambda row: row.handler or ""),
            RowColumn(TableColumn("approver", self.tr("审批人"), 4), lambda row: row.approver or ""),
        )

    def _span(self) -> tuple[date, date]:
        _, first, last = self._quarters[max(self.quarter.currentIndex(), 0)]
        return first, last

    def _load(self) -> None:
        office, (first, last) = self._office, self._span()

        def work(_job: JobHandle) -> tuple[tuple[EntryRow, ...], int | None]:
            return finance.list_entries(office, first, last), finance.balance_before(office, first)

        def show(read: tuple[tuple[EntryRow, ...], int | None]) -> None:
            if self._span() == (first, last):
                self._show(*read)

        self._runner.read(work, show, self._shell.show_error, owner=self)

    def _show(self, rows: Sequence[EntryRow], opening: int | None) -> None:
        self._model.set_rows(rows)
        income, expense = sum(row.income_cents for row in rows), sum(row.expense_cents for row in rows)
        if opening is None:
            self._balance.setText(self.tr("还没有设置期初结存，公开表算不出余额。"))
            return
        self._balance.setText(
            self.tr("{count} 笔　期初 {opening}　收入 {income}　支出 {expense}　期末 {closing} 元").format(
                count=len(rows),
                opening=show_money(opening),
                income=show_money(income),
                expense=show_money(expense),
                closing=show_money(opening + income - expense),
            )
        )

    def _save(self) -> None:
        self.clear_problems()
        entry_on = self.read_day(self.entry_on, self.form, "entry_on")
        amount = read_money(self.amount.text())
        if amount.value is None:
            problem = amount.problems[0] if amount.problems else Problem("FIN-004")
            self.form["amount"].show_problem(messages.reason(problem))
        if not entry_on or amount.value is None:
            self.focus_first_problem()
            return
        entry = NewEntry(
            entry_on,
            self.kind.code(),
            self.summary.text(),
            amount.value,
            self.voucher.text().strip(),
            self.handler.text().strip(),
            self.approver.text().strip(),
        )
        office, edited = self._office, self._edited

        def work() -> None:
            if edited is None:
                finance.add_entries(office, (entry,))
            else:  # what the form does not show stays as it is
                kept = replace(
                    entry,
                    payee=edited.payee or "",
                    payee_kind=edited.payee_kind,
                    payee_group=edited.payee_group or "",
                    note=edited.note or "",
                )
                finance.edit_entry(office, edited.id, kept)

        self.store(work, self._on_saved)

    def _on_activated(self, entry_id: str) -> None:
        row = next((row for row in self._model.rows if row.id == entry_id), None)
        if self._may_edit and row is not None:
            self._edit(row)

    def _edit(self, row: EntryRow | None) -> None:
        """Put an entry into the form to be mended; None for a new one."""
        self._edited = row
        self.clear_problems()
        self.add.setText(self.tr("登记这一笔") if row is None else self.tr("保存修改"))
        for widget in (self.back, self.remove):
            widget.setVisible(row is not None)
        if row is None:
            for edit in (self.voucher, self.summary, self.amount):
                edit.clear()
            (self.voucher if self.entry_on.text() else self.entry_on).setFocus()
            return
        self.entry_on.setText(row.entry_on)
        self.kind.set_code(row.kind)
        self.amount.setText(show_money(row.income_cents or row.expense_cents))
        for edit, text in (
            (self.voucher, row.voucher_no),
            (self.summary, row.summary),
            (self.handler, row.handler),
            (self.approver, row.approver),
        ):
            edit.setText(text or "")
        self.summary.setFocus()

    def _ask_remove(self) -> None:
        row = self._edited
        if row is None:
            return
        self._shell.ask(
            self.tr("删除“{summary}”这一笔？").format(summary=row.summary),
            self.tr("余额会跟着变。修改记录里还查得到。"),
            self.tr("删除"),
            partial(self._remove, row.id),
            danger=True,
        )

    def _remove(self, entry_id: str) -> None:
        self.store(lambda: finance.remove_entry(self._office, entry_id), self._on_saved)

    def _on_saved(self) -> None:
        self._edit(None)
        self._shell.records_changed()
        self._load()

    def _ask_opening(self) -> None:
        first, _ = self._span()
        dialog = TextDialog(
            self.tr("期初结存"),
            self.tr("{day} 开始时账上结存多少元？").format(day=first.isoformat()),
            self.tr("保存"),
            self,
        )
        dialog.submitted.connect(partial(self._set_opening, first))
        dialog.open()

    def _set_opening(self, first: date, text: str) -> None:
        amount = read_money(text)
        if amount.value is None:
            self._shell.show_problem(amount.problems[0] if amount.problems else Problem("FIN-004"))
            return
        cents = amount.value
        self.store(lambda: finance.set_opening(self._office, first.isoformat(), cents), self._load)
