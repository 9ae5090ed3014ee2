"""Dues of a year by member and month; those chosen pay in one go (党费)."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from desktop.domain.money import show_money
from desktop.domain.party_dues import ArrearsState
from desktop.services.party import dues
from desktop.services.party.dues import Collected, DuesLine, DuesYear
from ui.dialogs.refusal import write_for
from ui.screens.party.collect_dialog import CollectDialog
from ui.screens.property.record_forms import RecordForms
from ui.widgets.dress import button, label, tool_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from datetime import date

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell

_TONES = {ArrearsState.WARN: "soon", ArrearsState.URGE: "overdue", ArrearsState.LIMIT: "overdue"}
_MONTHS = 12


class DuesPage(QWidget):
    """A grid of members and months."""

    member_wanted = Signal(str)

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self._office, self._runner, self._shell = office, runner, shell
        self.may_edit = office.may(Right.EDIT_PARTY)
        self.forms = RecordForms(self, office, runner, shell, self._on_stored)
        self.year = office.today().year
        self._lines: tuple[DuesLine, ...] = ()
        self._make_parts()
        self._connect()

    def _make_parts(self) -> None:
        self.before = tool_button("chevron_left", self.tr("上一年"))
        self.after = tool_button("chevron_right", self.tr("下一年"))
        self.year_label = label("", "heading")
        self.balance = label("", "muted")
        self.collect = button(self.tr("收党费…"), "primary", "money")
        self.owing = button(self.tr("收欠交的…"))
        self.spend = button(self.tr("上缴和使用…"))
        self.sheet = button(self.tr("起草党费公示"), icon_name="documents")
        for tool in (self.collect, self.spend):
            tool.setEnabled(self.may_edit)
        self.sheet.setEnabled(self._office.may(Right.DRAFT_NOTICE))
        self._model: RowsModel[DuesLine] = RowsModel(self._columns(), lambda each: each.member_id, self)
        self.table = VirtualTable("party_dues")
        self.table.setAccessibleName(self.tr("党费"))
        self.table.show_model(self._model)
        self.empty = EmptyState("money")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(label(self.tr("党费"), "title"))
        head.addSpacing(8)
        for part in (self.before, self.year_label, self.after):
            head.addWidget(part)
        head.addSpacing(8)
        head.addWidget(self.balance)
        head.addStretch()
        for tool in (self.owing, self.spend, self.sheet, self.collect):
            head.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(
            label(
                self.tr("用 Ctrl 或 Shift 选几个人，一次收齐；没有选的时候收全部欠交的。"), "muted", wrap=True
            )
        )
        layout.addWidget(self.table, 1)
        layout.addWidget(self.empty, 1)

    def _columns(self) -> tuple[RowColumn[DuesLine], ...]:
        months = tuple(
            RowColumn(
                TableColumn(f"m{number}", self.tr("{month}月").format(month=number), 2.75, RIGHT),
                partial(self._month_cell, number),
            )
            for number in range(1, _MONTHS + 1)
        )
        return (
            RowColumn(TableColumn("name", self.tr("姓名"), 4.5, sort_key="name"), lambda each: each.name),
            RowColumn(
                TableColumn("group", self.tr("党小组"), 5, sort_key="group", shown=False),
                lambda each: each.group,
            ),
            RowColumn(
                TableColumn("rate", self.tr("月标准"), 3.8, RIGHT, sort_key="rate"),
                self._rate,
                lambda each: each.fee_cents,
            ),
            *months,
            RowColumn(
                TableColumn("arrears", self.tr("欠交"), 5.5, sort_key="arrears"),
                self._arrears_cell,
                lambda each: len(each.open) or None,
            ),
        )

    def _rate(self, each: DuesLine) -> str | Cell:
        if each.fee_cents is not None:
            return show_money(each.fee_cents)
        if each.dues is not None:
            return f"{show_money(each.dues.least_cents)}–{show_money(each.dues.most_cents)}"
        return Cell("", hint=self.tr("还没有填党费类别和计算基数"))

    def _month_cell(self, number: int, each: DuesLine) -> str:
        paid = each.months[number - 1]
        month = f"{self.year}-{number:02d}"
        if paid:
            return show_money(paid)
        return self.tr("欠") if month in each.open else ""

    def _arrears_cell(self, each: DuesLine) -> str | Cell:
        if not each.open or each.arrears is None:
            return ""
        return Cell(self.tr("{count} 个月").format(count=len(each.open)), _TONES.get(each.arrears.state, ""))

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.show_year(self.year - 1))
        self.after.clicked.connect(lambda: self.show_year(self.year + 1))
        self.collect.clicked.connect(self.ask_payment)
        self.owing.clicked.connect(self.choose_owing)
        self.spend.clicked.connect(lambda: self.forms.open_new(dues.FEE_MOVE, {}))
        self.sheet.clicked.connect(self.draft_sheet)
        self.table.row_activated.connect(self.member_wanted)

    # Reading

    def load(self) -> None:
        """Read the year anew."""
        year = self.year

        def show(found: DuesYear) -> None:
            if year == self.year:
                self.show_dues(found)

        self._runner.read(
            lambda _job: dues.read_year(self._office, year), show, self._shell.show_error, owner=self
        )

    def show_year(self, year: int) -> None:
        """Show another year."""
        self.year = year
        self.load()

    def show_dues(self, found: DuesYear) -> None:
        """Show everybody's months."""
        self._lines = found.lines
        self.year_label.setText(self.tr("{year} 年").format(year=found.year))
        self.balance.setText(self.tr("支部结存 {amount} 元").format(amount=show_money(found.balance_cents)))
        chosen = self.table.selected_ids()
        self._model.set_rows(found.lines)
        self.table.setVisible(bool(found.lines))
        self.empty.setVisible(not found.lines)
        self.owing.setEnabled(any(each.open for each in found.lines))
        if not found.lines:
            self.empty.show_text(self.tr("还没有登记党员"), self.tr("先在“党员”里登记或导入名册。"))
        elif chosen:
            self.table.select_id(chosen[0])

    # Writing

    def choose_owing(self) -> None:
        """Collect from everybody who owes something."""
        self._open_payment([each for each in self._lines if each.open])

    def ask_payment(self) -> None:
        """Collect from those chosen; from all who owe where nobody is."""
        chosen = set(self.table.selected_ids())
        self._open_payment(
            [each for each in self._lines if each.member_id in chosen]
            or [each for each in self._lines if each.open]
        )

    def _open_payment(self, lines: Sequence[DuesLine]) -> None:
        if not lines or not self.may_edit:
            return
        dialog = CollectDialog(lines, self._office.today(), self.window())
        dialog.submitted.connect(partial(self._collect, dialog))
        dialog.open()

    def _collect(
        self, dialog: CollectDialog, payments: Sequence[Collected], paid_on: "date", note: str
    ) -> None:
        def done(total: int) -> None:
            words = self.tr("收了 {count} 人的党费，共 {amount} 元")
            told = words.format(count=len(payments), amount=show_money(total))
            self._shell.notify(told, self.tr("撤销"), self.forms.undo)
            self._on_stored(dues.FEE, "")

        write_for(
            dialog,
            self._runner,
            self._shell,
            lambda: dues.collect(self._office, payments, paid_on, note),
            done,
            in_place=True,
        )

    def draft_sheet(self) -> None:
        """Draft the sheet of the last quarter that is over, and go to it."""

        def go(notice_id: str) -> None:
            self._shell.notify(self.tr("党费公示已起草，核对后送审。"))
            self._shell.records_changed()
            self._shell.open_record("documents", "notice", notice_id)

        self._shell.run_long(
            self.tr("正在起草党费公示"),
            lambda _job: dues.draft_sheet(self._office),
            go,
            writes=True,
            can_cancel=False,
        )

    def _on_stored(self, _ledger: str, _record_id: str) -> None:
        self._shell.records_changed()
