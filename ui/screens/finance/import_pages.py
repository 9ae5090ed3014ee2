"""The four pages of an import of entries: file, columns, preview, result."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.code_table import code_table
from desktop.domain.money import show_money
from desktop.services.finance import AccountRow
from desktop.services.finance_import.planning import EntryClass, FundsPlan, PlannedEntry, UnknownWord
from desktop.services.finance_import.session import FundsReport
from desktop.words import word
from ui.screens.finance.kind_text import kind_text
from ui.screens.importing.start_page import CountColumn, StartPage
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, label, set_tone
from ui.widgets.problem_line import ProblemLine
from ui.widgets.rows_model import RowColumn, RowsModel
from ui.widgets.tab_strip import TabStrip
from ui.widgets.table_column import RIGHT, Cell, TableColumn
from ui.widgets.virtual_table import VirtualTable

_MOST_TOLD = 4


def _tr(text: str) -> str:
    return QCoreApplication.translate("FundsStartPage", text)


def _kind_options(side: str = "") -> tuple[CodeOption, ...]:
    entries = code_table("funds_entry_kind").entries
    return tuple(CodeOption(each.code, word(each.label)) for each in entries if each.code.startswith(side))


class FundsStartPage(StartPage):
    """A field to drop the bookkeeper's workbook on, and the imports of entries."""

    def __init__(self) -> None:
        super().__init__(
            "finance.batches",
            _tr("导入收支"),
            _tr(
                "把“三资”平台或报账员的收支表拖到这里，或者点“选择文件”。列的顺序不限，标题行、合计行不用删，"
                "上期结存、本期结存会自动核对。先给您看一遍，确认后才写入。"
            ),
            (
                CountColumn(_tr("新登记"), 5, ("new",)),
                CountColumn(_tr("重复"), 4, ("duplicate",)),
                CountColumn(_tr("有错"), 4, ("faulty",)),
            ),
            ("faulty", "duplicate"),
        )


class FundsPreviewPage(QWidget):
    """Classes with counts, rows below them, the chosen row at the foot to be mended or left out."""

    back_requested = Signal()
    commit_requested = Signal()
    class_chosen = Signal(str)  # value of an EntryClass
    cell_mended = Signal(str, str, str)  # position of the row, identifier, new text
    skipped = Signal(str, bool)  # position of the row, whether it is left out
    word_explained = Signal(str, str, str)  # side (empty for an account), word, kind or account id
    account_chosen = Signal(str)
    monthly_chosen = Signal(bool)
    balances_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, PlannedEntry] = {}
        self._identifiers: frozenset[str] = frozenset()
        self.tabs = TabStrip(
            (
                (EntryClass.NEW.value, self.tr("新登记")),
                (EntryClass.DUPLICATE.value, self.tr("账上已有")),
                (EntryClass.FAULTY.value, self.tr("要处理")),
                (EntryClass.SKIPPED.value, self.tr("跳过")),
            )
        )
        self.tabs.chosen.connect(self.class_chosen)
        self.account = QComboBox()
        self.account.setAccessibleName(self.tr("这张表是哪个账户的"))
        self.account.activated.connect(lambda _: self.account_chosen.emit(self.account.currentData()))
        self.monthly = QCheckBox(self.tr("凭证号每月从头编"))
        self.monthly.clicked.connect(self.monthly_chosen)
        self.balances = QCheckBox(self.tr("登记表里的结存"))
        self.balances.clicked.connect(self.balances_chosen)
        options = QHBoxLayout()
        options.setSpacing(12)
        options.addWidget(self.tabs, 1)
        options.addWidget(self.monthly)
        options.addWidget(self.balances)
        options.addWidget(self.account)
        self.told = ProblemLine()
        self._words = QWidget()
        self._words_layout = QVBoxLayout(self._words)
        self._words_layout.setContentsMargins(0, 0, 0, 0)
        self._words_layout.setSpacing(6)
        self._model: RowsModel[tuple[str, PlannedEntry]] = RowsModel(
            self._columns(), lambda row: row[0], self
        )
        self.table = VirtualTable("finance.import_rows")
        self.table.setAccessibleName(self.tr("表中的行"))
        self.table.show_model(self._model)
        self.table.current_changed.connect(self._on_current)
        self._detail = QScrollArea()
        self._detail.setWidgetResizable(True)
        self._detail.setFrameShape(QFrame.Shape.NoFrame)
        self._detail.setFixedHeight(self.fontMetrics().height() * 7)
        back = button(self.tr("上一步：核对列"))
        back.clicked.connect(self.back_requested)
        self._summary = label("", "muted")
        self.commit = button(self.tr("写入账目"), "primary", "import")
        self.commit.clicked.connect(self.commit_requested)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(back)
        foot.addStretch()
        foot.addWidget(self._summary)
        foot.addWidget(self.commit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(options)
        layout.addWidget(self.told)
        layout.addWidget(self._words)
        layout.addWidget(self.table, 1)
        layout.addWidget(self._detail)
        layout.addLayout(foot)

    def _columns(self) -> tuple[RowColumn[tuple[str, PlannedEntry]], ...]:
        def money(row: tuple[str, PlannedEntry], side: str) -> str:
            return show_money(row[1].row.amount_cents) if row[1].row.side == side else ""

        def remark(row: tuple[str, PlannedEntry]) -> Cell | str:
            problems = row[1].problems
            if not problems:
                return ""
            tone = "soon" if row[1].entry_class is EntryClass.NEW else "error"
            return Cell(messages.reason(problems[0]), tone, messages.brief(problems[0]))

        return (
            RowColumn(TableColumn("row", self.tr("行"), 3, RIGHT), lambda row: str(row[1].row.row)),
            RowColumn(TableColumn("on", self.tr("日期"), 6), lambda row: row[1].entry.entry_on),
            RowColumn(TableColumn("voucher", self.tr("凭证号"), 5), lambda row: row[1].entry.voucher_no),
            RowColumn(
                TableColumn("kind", self.tr("科目"), 8),
                lambda row: kind_text(row[1].entry.kind) if row[1].entry.kind else row[1].row.subject,
            ),
            RowColumn(TableColumn("summary", self.tr("摘要"), 12), lambda row: row[1].entry.summary),
            RowColumn(TableColumn("income", self.tr("收入"), 6, RIGHT), lambda row: money(row, "I")),
            RowColumn(TableColumn("expense", self.tr("支出"), 6, RIGHT), lambda row: money(row, "O")),
            RowColumn(TableColumn("remark", self.tr("说明"), 24), remark),
        )

    def show_choices(
        self, accounts: Sequence[AccountRow], account_id: str, *, monthly: bool, take_balances: bool
    ) -> None:
        """Show what was decided about the whole file."""
        self.account.clear()
        self.account.addItem(self.tr("不分账户"), "")
        for each in accounts:
            if not each.closed_on:
                self.account.addItem(each.name, each.id)
        self.account.setCurrentIndex(max(0, self.account.findData(account_id)))
        self.account.setVisible(self.account.count() > 1)
        self.monthly.setChecked(monthly)
        self.balances.setChecked(take_balances)

    def show_plan(
        self, plan: FundsPlan, shown: str, identifiers: frozenset[str], accounts: Sequence[AccountRow]
    ) -> None:
        """Show the rows of a class; ``identifiers`` are the facts that the file has columns for."""
        self._identifiers = identifiers
        for each, count in plan.counts.items():
            self.tabs.show_count(each.value, count, "error" if each is EntryClass.FAULTY and count else "")
        self.tabs.mark(shown)
        told = [messages.brief(problem) for problem in plan.problems[:_MOST_TOLD]]
        if len(plan.problems) > _MOST_TOLD:
            told.append(self.tr("还有 {n} 处类似的问题。").format(n=len(plan.problems) - _MOST_TOLD))
        self.told.show_text("\n".join(told), "soon")
        self._show_words(plan, accounts)
        current = self.table.current_id()
        rows = [(str(number), row) for number, row in enumerate(plan.rows) if row.entry_class.value == shown]
        self._rows = dict(rows)
        self._model.set_rows(rows)
        if rows and not (current in self._rows and self.table.select_id(current)):
            self.table.select_id(rows[0][0])
        self._on_current(self.table.current_id() if rows else "")
        income, expense = plan.sums()
        count = plan.counts[EntryClass.NEW]
        self._summary.setText(
            self.tr(
                "写入 {count} 笔：收入 {income}，支出 {expense} 元；合计、结存等 {passed} 行不是收支"
            ).format(
                count=count, income=show_money(income), expense=show_money(expense), passed=plan.passed_over
            )
        )
        self.commit.setEnabled(count > 0)

    def _show_words(self, plan: FundsPlan, accounts: Sequence[AccountRow]) -> None:
        while (item := self._words_layout.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        unknown = [*plan.unknown_subjects, *plan.unknown_accounts][:_MOST_TOLD]
        for each in unknown:
            options = (
                _kind_options(each.side)
                if each.side
                else tuple(
                    CodeOption(account.id, account.name) for account in accounts if not account.closed_on
                )
            )
            self._words_layout.addWidget(self._word_line(each, options))
        self._words.setVisible(bool(unknown))

    def _word_line(self, unknown: UnknownWord, options: Sequence[CodeOption]) -> QWidget:
        question = {
            "I": self.tr("收入里的“{word}”（{count} 行）是："),
            "O": self.tr("支出里的“{word}”（{count} 行）是："),
            "": self.tr("账户“{word}”（{count} 行）是："),
        }[unknown.side].format(word=unknown.word, count=unknown.count)
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        combo = CodeCombo(options)
        combo.setAccessibleName(question)
        combo.setMinimumWidth(self.fontMetrics().height() * 14)
        combo.code_changed.connect(lambda code: self.word_explained.emit(unknown.side, unknown.word, code))
        layout.addWidget(label(question))
        layout.addWidget(combo)
        layout.addWidget(label(self.tr("选一次就记住"), "small"))
        layout.addStretch()
        return line

    def _on_current(self, position: str) -> None:
        host = QWidget()
        layout = QVBoxLayout(host)
        layout.setContentsMargins(0, 0, 8, 0)
        layout.setSpacing(6)
        row = self._rows.get(position)
        if row is not None:
            told = "\n".join(messages.brief(problem) for problem in row.problems)
            line = ProblemLine()
            line.show_text(told, "soon" if row.entry_class is EntryClass.NEW else "error")
            layout.addWidget(line)
            layout.addLayout(self._cells(position, row))
        layout.addStretch()
        self._detail.setWidget(host)

    def _cells(self, position: str, row: PlannedEntry) -> QGridLayout:
        """What can be put in place of the cells: each change is read again at once."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        faulty = {problem.place.field for problem in row.problems if problem.place is not None}
        cents = show_money(row.row.amount_cents) if row.row.amount_cents else ""
        texts = {
            "entry_on": (self.tr("日期"), row.entry.entry_on),
            "voucher_no": (self.tr("凭证号"), row.entry.voucher_no),
            "summary": (self.tr("摘要"), row.entry.summary),
            "income": (self.tr("收入"), cents if row.row.side == "I" else ""),
            "expense": (self.tr("支出"), cents if row.row.side == "O" else ""),
            "amount": (self.tr("金额"), cents),
        }
        columns = 4
        combo = CodeCombo(_kind_options(row.row.side))
        combo.setAccessibleName(self.tr("科目"))
        combo.set_code(row.entry.kind)
        combo.code_changed.connect(lambda code: self.cell_mended.emit(position, "kind", code))
        grid.addWidget(label(self.tr("科目"), "muted"), 0, 0)
        grid.addWidget(combo, 0, 1)
        shown = [each for each in texts if each in self._identifiers or each == "entry_on"]
        for number, identifier in enumerate(shown, start=1):
            heading, text = texts[identifier]
            edit = QLineEdit(text)
            edit.setAccessibleName(heading)
            set_tone(edit, "error" if identifier in faulty else "")

            def mend(*, wanted: str = identifier, field: QLineEdit = edit, old: str = text) -> None:
                if field.text() != old:
                    self.cell_mended.emit(position, wanted, field.text())

            edit.editingFinished.connect(mend)
            at, place = divmod(number, columns)
            grid.addWidget(label(heading, "muted"), at, place * 2)
            grid.addWidget(edit, at, place * 2 + 1)
        skip = row.entry_class is not EntryClass.SKIPPED
        pressed = button(self.tr("跳过这一行") if skip else self.tr("不跳过了"))
        pressed.clicked.connect(lambda: self.skipped.emit(position, skip))
        at, place = divmod(len(shown) + 1, columns)
        grid.addWidget(pressed, at, place * 2 + 1)
        for place in range(columns):
            grid.setColumnStretch(place * 2 + 1, 1)
        return grid


class FundsResultPage(QWidget):
    """What was written, the error workbook, and the way back."""

    errors_requested = Signal(str)
    undo_requested = Signal(str)
    list_requested = Signal()
    another_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._batch_id = ""
        self.title = label("", "heading", wrap=True)
        self._text = label("", "muted", wrap=True)
        self._told = ProblemLine()
        self.errors = button(self.tr("保存错误表…"), "primary", "save")
        self.errors.clicked.connect(lambda: self.errors_requested.emit(self._batch_id))
        self.entries = button(self.tr("看明细"), icon_name="money")
        self.entries.clicked.connect(self.list_requested)
        another = button(self.tr("再导入一个文件"))
        another.clicked.connect(self.another_requested)
        self.undo = button(self.tr("撤销这次导入…"), "danger", "undo")
        self.undo.clicked.connect(lambda: self.undo_requested.emit(self._batch_id))
        actions = QHBoxLayout()
        actions.setSpacing(10)
        for pressed in (self.errors, self.entries, another):
            actions.addWidget(pressed)
        actions.addStretch()
        actions.addWidget(self.undo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for widget in (self.title, self._text, self._told):
            layout.addWidget(widget)
        layout.addLayout(actions)
        layout.addStretch()

    def show_report(self, report: FundsReport) -> None:
        """Show what an import did."""
        self._batch_id = report.batch_id
        self.title.setText(
            self.tr("“{file}”已导入 {count} 笔").format(file=report.file_name, count=report.counts["new"])
        )
        text = self.tr("收入 {income} 元，支出 {expense} 元。这次导入以后任何一天都可以整批撤销。").format(
            income=show_money(report.income_cents), expense=show_money(report.expense_cents)
        )
        if report.failed:
            text += self.tr(
                "有 {count} 行没有导入。保存错误表，按“原因”和“建议”改正，再导入那张表即可。"
            ).format(count=report.failed)
        self._text.setText(text)
        self._told.show_text("\n".join(messages.sentence(each) for each in report.problems), "soon")
        self.errors.setEnabled(report.failed > 0)
