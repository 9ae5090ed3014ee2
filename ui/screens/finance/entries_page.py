"""Entries of a period with live totals, and below them the form of the next one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.money import read_money, show_money
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Problem, ProblemError
from desktop.services.finance import AccountRow, EntryRow, NewEntry
from ui.screens.finance.kind_text import kind_text
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, label
from ui.widgets.form import Form
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, TableColumn
from ui.widgets.virtual_table import VirtualTable


class EntriesPage(QWidget):
    """The list above, one entry below: the next to type, or the chosen one to put right."""

    saved = Signal(object, str)  # NewEntry, id of the entry put right or empty for a new one
    removed = Signal(object)  # EntryRow, after which a question is asked

    def __init__(self, today: date) -> None:
        super().__init__()
        self._today = today
        self._edited: EntryRow | None = None
        self._accounts: Mapping[str, str] = {}
        self._may_edit = False
        self._model: RowsModel[EntryRow] = RowsModel(self._columns(), lambda row: row.id, self)
        self.table = VirtualTable("finance.entries")
        self.table.setAccessibleName(self.tr("收支明细"))
        self.table.show_model(self._model)
        self.table.row_activated.connect(self._on_activated)
        self.totals = label("", "strong")
        self.form = Form(columns=4)
        self.entry_on, self.voucher, self.amount = QLineEdit(), QLineEdit(), QLineEdit()
        self.summary, self.handler, self.approver = QLineEdit(), QLineEdit(), QLineEdit()
        self.kind = CodeCombo(code_options("funds_entry_kind"))
        self.account = CodeCombo(())
        self.form.add_field("entry_on", self.tr("日期"), self.entry_on, required=True)
        self.form.add_field("voucher_no", self.tr("凭证号"), self.voucher)
        self.form.add_field("kind", self.tr("科目"), self.kind, required=True)
        self.form.add_field("amount", self.tr("金额（元）"), self.amount, required=True)
        self.form.add_field("summary", self.tr("摘要"), self.summary, required=True)
        self.form.add_field("account", self.tr("账户"), self.account)
        self.form.add_field("handler", self.tr("经手人"), self.handler)
        self.form.add_field("approver", self.tr("审批人"), self.approver)
        self.form.finished.connect(self._save)
        self.add = button("", "primary")
        self.add.clicked.connect(self._save)
        self.back = button(self.tr("不改了"))
        self.back.clicked.connect(lambda: self.edit(None))
        self.remove = button(self.tr("删除这一笔…"), "danger")
        self.remove.clicked.connect(self._on_remove)
        self._hint = label(
            self.tr("按 Enter 到下一格，最后一格按 Enter 保存。软件只做公开，账目以乡镇代理记账为准。"),
            "small",
        )
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self._hint, 1)
        for pressed in (self.remove, self.back, self.add):
            foot.addWidget(pressed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.totals)
        layout.addWidget(self.form)
        layout.addLayout(foot)
        self.edit(None)

    def _columns(self) -> tuple[RowColumn[EntryRow], ...]:
        return (
            RowColumn(TableColumn("on", self.tr("日期"), 5.5, sort_key="on"), lambda row: row.entry_on),
            RowColumn(
                TableColumn("voucher", self.tr("凭证号"), 5, sort_key="voucher"),
                lambda row: row.voucher_no or "",
            ),
            RowColumn(
                TableColumn("kind", self.tr("科目"), 7, sort_key="kind"),
                lambda row: kind_text(row.kind),
                lambda row: row.kind,
            ),
            RowColumn(TableColumn("summary", self.tr("摘要"), 11), lambda row: row.summary),
            RowColumn(
                TableColumn("income", self.tr("收入"), 5.5, RIGHT, sort_key="income"),
                lambda row: show_money(row.income_cents) if row.income_cents else "",
                lambda row: row.income_cents,
            ),
            RowColumn(
                TableColumn("expense", self.tr("支出"), 5.5, RIGHT, sort_key="expense"),
                lambda row: show_money(row.expense_cents) if row.expense_cents else "",
                lambda row: row.expense_cents,
            ),
            RowColumn(
                TableColumn("account", self.tr("账户"), 5, sort_key="account"),
                lambda row: self._accounts.get(row.account_id or "", ""),
            ),
            RowColumn(TableColumn("handler", self.tr("经手人"), 3.5), lambda row: row.handler or ""),
            RowColumn(TableColumn("approver", self.tr("审批人"), 3.5), lambda row: row.approver or ""),
            RowColumn(TableColumn("note", self.tr("备注"), 6, shown=False), lambda row: row.note or ""),
        )

    def show_accounts(self, accounts: Sequence[AccountRow], *, may_edit: bool) -> None:
        """Offer the open accounts; without the right to edit, there is no form."""
        self._accounts = {each.id: each.name for each in accounts}
        self.account.set_options([CodeOption(each.id, each.name) for each in accounts if not each.closed_on])
        if may_edit != self._may_edit or not may_edit:
            self._may_edit = may_edit
            for widget in (self.form, self._hint):
                widget.setVisible(may_edit)
            self.edit(None)

    def show_entries(self, rows: Sequence[EntryRow], opening: int | None) -> None:
        """Show entries and what they come to; ``opening`` only where all of a period are shown."""
        current = self.table.current_id()
        self._model.set_rows(rows)
        if current:
            self.table.select_id(current)
        income, expense = sum(row.income_cents for row in rows), sum(row.expense_cents for row in rows)
        text = self.tr("{count} 笔　收入 {income}　支出 {expense} 元").format(
            count=len(rows), income=show_money(income), expense=show_money(expense)
        )
        if opening is not None:
            text = self.tr("{text}　期初 {opening}　期末 {closing} 元").format(
                text=text, opening=show_money(opening), closing=show_money(opening + income - expense)
            )
        self.totals.setText(text)

    def offer_signatories(self, handler: str, approver: str) -> None:
        """Fill in who signed last, where nothing was typed."""
        for line, name in ((self.handler, handler), (self.approver, approver)):
            if not line.text():
                line.setText(name)

    def begin(self) -> None:
        """Go to the form for a new entry."""
        self.edit(None)
        self.entry_on.setFocus()
        self.entry_on.selectAll()

    def edit(self, row: EntryRow | None) -> None:
        """Put an entry into the form to be mended; None for a new one."""
        self._edited = row
        self.form.clear_problems()
        self.add.setText(self.tr("登记这一笔") if row is None else self.tr("保存修改"))
        self.add.setVisible(self._may_edit)
        for widget in (self.back, self.remove):
            widget.setVisible(row is not None)
        if row is None:
            for line in (self.voucher, self.summary, self.amount):
                line.clear()
            return
        self.entry_on.setText(row.entry_on)
        self.kind.set_code(row.kind)
        self.amount.setText(show_money(row.income_cents or row.expense_cents))
        self.account.set_code(row.account_id or "")
        for line, text in (
            (self.voucher, row.voucher_no),
            (self.summary, row.summary),
            (self.handler, row.handler),
            (self.approver, row.approver),
        ):
            line.setText(text or "")
        self.summary.setFocus()

    def stored(self) -> None:
        """What was typed is in the books: go on with the next one."""
        was_new = self._edited is None
        self.edit(None)
        if was_new:
            self.voucher.setFocus()
        else:
            self.table.setFocus()

    def show_failure(self, error: ProblemError) -> tuple[Problem, ...]:
        """Say at the fields what kept the entry out; gives back what has no field here."""
        left = []
        for problem in error.problems:
            key = problem.place.field if problem.place else ""
            if key in self.form:
                self.form[key].show_problem(messages.brief(problem))
            else:
                left.append(problem)
        self.form.focus_first_problem()
        return tuple(left)

    def _on_activated(self, entry_id: str) -> None:
        row = next((row for row in self._model.rows if row.id == entry_id), None)
        if self._may_edit and row is not None:
            self.edit(row)

    def _on_remove(self) -> None:
        if self._edited is not None:
            self.removed.emit(self._edited)

    def _save(self) -> None:
        self.form.clear_problems()
        day = read_date(self.entry_on.text(), self._today)
        entry_on = day.value if day.value and is_day(day.value) else ""
        if not entry_on:
            problem = day.problems[0] if day.problems else Problem("DOC-140")
            told = (messages.reason(problem), messages.advice(Problem("DOC-140")))
            self.form["entry_on"].show_problem(messages.join(told))
        amount = read_money(self.amount.text())
        if amount.value is None:
            problem = amount.problems[0] if amount.problems else Problem("FIN-004")
            self.form["amount"].show_problem(messages.reason(problem))
        if not entry_on or amount.value is None:
            self.form.focus_first_problem()
            return
        edited = self._edited
        entry = NewEntry(
            entry_on,
            self.kind.code(),
            self.summary.text(),
            amount.value,
            self.voucher.text().strip(),
            self.handler.text().strip(),
            self.approver.text().strip(),
            account_id=self.account.code(),
        )
        if edited is not None:  # what the form does not show stays as it is
            entry = replace(
                entry,
                payee=edited.payee or "",
                payee_kind=edited.payee_kind,
                payee_group=edited.payee_group or "",
                note=edited.note or "",
                project_id=edited.project_id or "",
            )
        self.saved.emit(entry, edited.id if edited else "")
