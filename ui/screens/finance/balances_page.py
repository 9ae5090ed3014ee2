"""Accounts with their balances of a period, and where books and entries part."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.money import capital, show_money
from desktop.services.finance import AccountBalance, AccountRow, PeriodBalances
from desktop.words import word
from ui.widgets.dress import button, label
from ui.widgets.problem_line import ProblemLine
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

ALL = "all"
"""Row of all accounts together."""


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One line of the table; ``account`` is None for all accounts together."""

    account: AccountRow | None
    balance: AccountBalance

    @property
    def id(self) -> str:
        """Of the account, or `ALL`."""
        return self.account.id if self.account else ALL


class BalancesPage(QWidget):
    """A line for each account and one for all, with what can be done about the chosen one."""

    account_wanted = Signal(str)  # id of the account to change, empty for a new one
    close_wanted = Signal(str)
    opening_wanted = Signal(str)  # id, empty for all accounts together
    closing_wanted = Signal(str)
    explanation_wanted = Signal(object)  # AccountBalance

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, BalanceLine] = {}
        self._may_edit = False
        self.problems = ProblemLine()
        self._capital = label("", "muted", wrap=True)
        self._model: RowsModel[BalanceLine] = RowsModel(self._columns(), lambda line: line.id, self)
        self.table = VirtualTable("finance.balances")
        self.table.setAccessibleName(self.tr("账户与结存"))
        self.table.show_model(self._model)
        self.table.current_changed.connect(self._on_current)
        self.new = button(self.tr("新账户…"), icon_name="plus")
        self.change = button(self.tr("修改账户…"), icon_name="edit")
        self.close_account = button(self.tr("销户…"))
        self.opening = button(self.tr("期初结存…"))
        self.closing = button(self.tr("账面期末结存…"))
        self.explain = button(self.tr("说明差额…"), "primary")
        self.new.clicked.connect(lambda: self.account_wanted.emit(""))
        self.change.clicked.connect(lambda: self.account_wanted.emit(self.table.current_id()))
        self.close_account.clicked.connect(lambda: self.close_wanted.emit(self.table.current_id()))
        self.opening.clicked.connect(lambda: self.opening_wanted.emit(self._account_id()))
        self.closing.clicked.connect(lambda: self.closing_wanted.emit(self._account_id()))
        self.explain.clicked.connect(self._on_explain)
        self.table.row_activated.connect(self._on_activated)
        actions = QHBoxLayout()
        actions.setSpacing(10)
        for pressed in (self.new, self.change, self.close_account):
            actions.addWidget(pressed)
        actions.addStretch()
        for pressed in (self.opening, self.closing, self.explain):
            actions.addWidget(pressed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.problems)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._capital)
        layout.addLayout(actions)
        layout.addWidget(
            label(
                self.tr(
                    "本期期初就是上期期末。账面期末与收支算出的不一致时，公开表制作不了，改正或说明原因后再做。"
                    "账号只留末几位。"
                ),
                "small",
                wrap=True,
            ),
            0,
            Qt.AlignmentFlag.AlignBottom,
        )

    def _columns(self) -> tuple[RowColumn[BalanceLine], ...]:
        kinds = code_table("funds_account_kind")

        def money(cents: int | None) -> str:
            return "" if cents is None else show_money(cents)

        def difference(line: BalanceLine) -> Cell:
            cents = line.balance.difference_cents
            if not cents:
                return Cell(self.tr("一致"), "ok") if line.balance.declared_cents is not None else Cell("")
            return Cell(show_money(cents), "soon" if line.balance.explanation else "error")

        return (
            RowColumn(
                TableColumn("name", self.tr("账户"), 8),
                lambda line: line.account.name if line.account else self.tr("全部账户"),
            ),
            RowColumn(
                TableColumn("kind", self.tr("类型"), 6),
                lambda line: word(kinds.label(line.account.kind)) if line.account else "",
            ),
            RowColumn(
                TableColumn("number", self.tr("账号末位"), 4),
                lambda line: line.account.number_end if line.account else "",
            ),
            RowColumn(
                TableColumn("opening", self.tr("期初"), 6, RIGHT),
                lambda line: money(line.balance.opening_cents),
            ),
            RowColumn(
                TableColumn("income", self.tr("收入"), 6, RIGHT),
                lambda line: money(line.balance.income_cents),
            ),
            RowColumn(
                TableColumn("expense", self.tr("支出"), 6, RIGHT),
                lambda line: money(line.balance.expense_cents),
            ),
            RowColumn(
                TableColumn("closing", self.tr("期末"), 6, RIGHT),
                lambda line: money(line.balance.closing_cents),
            ),
            RowColumn(
                TableColumn("declared", self.tr("账面期末"), 6, RIGHT),
                lambda line: money(line.balance.declared_cents),
            ),
            RowColumn(TableColumn("difference", self.tr("差额"), 5, RIGHT), difference),
            RowColumn(TableColumn("why", self.tr("说明"), 8), lambda line: line.balance.explanation),
        )

    def show_balances(
        self, balances: PeriodBalances, accounts: Sequence[AccountRow], *, may_edit: bool
    ) -> None:
        """Show the balances of a period."""
        self._may_edit = may_edit
        known = {each.id: each for each in accounts}
        lines = [BalanceLine(known[each.account_id], each) for each in balances.accounts]
        lines.append(BalanceLine(None, balances.total))
        self._lines = {line.id: line for line in lines}
        current = self.table.current_id()
        self._model.set_rows(lines)
        self.table.select_id(current if current in self._lines else ALL)
        told = [messages.brief(problem) for problem in balances.problems]
        closing = balances.total.closing_cents
        if balances.total.opening_cents is None:
            told.append(self.tr("还没有期初结存，公开表算不出余额。选中一行，点“期初结存…”。"))
        self.problems.show_text("\n".join(told), "error" if balances.problems else "soon")
        self._capital.setText(
            self.tr("期末结存合计（大写）：人民币{capital}").format(capital=capital(closing))
            if closing is not None
            else ""
        )
        self._on_current(self.table.current_id())

    def _account_id(self) -> str:
        current = self.table.current_id()
        return "" if current == ALL else current

    def _on_current(self, key: str) -> None:
        line = self._lines.get(key)
        account = line.account if line else None
        for pressed in (self.change, self.close_account):
            pressed.setEnabled(self._may_edit and account is not None)
        for pressed in (self.new, self.opening, self.closing):
            pressed.setEnabled(self._may_edit)
        self.close_account.setText(
            self.tr("恢复使用…") if account is not None and account.closed_on else self.tr("销户…")
        )
        self.explain.setEnabled(self._may_edit and line is not None and bool(line.balance.difference_cents))

    def _on_activated(self, key: str) -> None:
        if key != ALL:
            self.account_wanted.emit(key)

    def _on_explain(self) -> None:
        line = self._lines.get(self.table.current_id())
        if line is not None:
            self.explanation_wanted.emit(line.balance)
