"""What a workbook would bring into a ledger: what its columns mean, which rows are taken, which are not."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import messages
from desktop.domain.money import show_money
from desktop.domain.problem import Severity
from desktop.domain.property_ledger import SUBSIDY, ledger_fields
from desktop.services.property.importing import ImportPlan, import_fields
from desktop.services.property.subsidies import PROGRAMMES
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label, line
from ui.widgets.form import Form

_MOST_ROWS = 200


class LedgerImportDialog(GrowingDialog):
    """Shows a plan; another choice for a column, or for what the workbook leaves out, asks for a new one."""

    plan_wanted = Signal(object, object)  # defaults by field, chosen field by heading
    accepted_plan = Signal(object, object)  # ImportPlan, chosen

    def __init__(self, ledger: str, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("从表格导入"))
        self._ledger = ledger
        self._plan: ImportPlan | None = None
        self._changed = False
        self.programme = CodeCombo(code_options(PROGRAMMES))
        self.year = QLineEdit(str(today.year))
        self.form = Form(2)
        if ledger == SUBSIDY:
            self.form.add_field("programme", self.tr("补贴项目"), self.programme)
            self.form.add_field("year", self.tr("年度"), self.year)
            self.programme.code_changed.connect(lambda _code: self._ask())
            self.year.editingFinished.connect(self._ask)
        self.missing: dict[str, CodeCombo] = {}  # what a row needs and the workbook may leave out
        if ledger != SUBSIDY:
            for field in ledger_fields(ledger):
                if field.required and field.form == "code":
                    combo = CodeCombo(code_options(field.target))
                    combo.code_changed.connect(lambda _code: self._ask())
                    self.missing[field.name] = combo
                    name = self.tr("每行的{field}").format(field=word(field.label))
                    self.form.add_field(field.name, name, combo)
            self.form.hide()
        self.summary = label("", "strong", wrap=True)
        self.columns_host = QWidget()
        self._columns = QGridLayout(self.columns_host)
        self._columns.setContentsMargins(0, 0, 10, 0)
        self._columns.setColumnStretch(1, 1)
        self._columns.setColumnStretch(3, 1)
        self.combos: dict[str, CodeCombo] = {}
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self.columns_host)
        self.rows = QListWidget()
        self.rows.setWordWrap(True)
        self.rows.setAccessibleName(self.tr("要留意的行"))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.take = button(self.tr("导入"), "primary", "import")
        self.take.clicked.connect(self._accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(self.form)
        layout.addWidget(self.summary)
        layout.addWidget(label(self.tr("表里的列是什么"), "muted"))
        layout.addWidget(scroll, 2)
        layout.addWidget(line())
        layout.addWidget(label(self.tr("要留意的行"), "muted"))
        layout.addWidget(self.rows, 3)
        layout.addLayout(foot(cancel, self.take))
        height = self.fontMetrics().height()
        self.resize(height * 46, height * 32)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what an import would do."""
        self._plan = plan
        if set(self.combos) != {column.heading for column in plan.columns}:
            self._make_combos(plan)
        for column in plan.columns:
            self.combos[column.heading].set_code(column.name)
        told_of = {column.name for column in plan.columns}
        left_out = [name for name in self.missing if name not in told_of]
        for name in self.missing:
            self.form[name].set_shown(name in left_out)
        self.form.setVisible(self._ledger == SUBSIDY or bool(left_out))
        parts = [
            self.tr("“{sheet}”表共 {count} 行，可以导入 {taken} 行。").format(
                sheet=plan.sheet, count=len(plan.rows), taken=len(plan.taken)
            )
        ]
        if plan.total_cents is not None:
            parts.append(self.tr("金额合计 {total} 元。").format(total=show_money(plan.total_cents)))
        self.summary.setText(" ".join(parts))
        self.rows.clear()
        told = [
            messages.where(problem.place) + "　" + messages.brief(problem)
            for row in plan.rows
            for problem in sorted(row.problems, key=lambda each: each.severity is not Severity.ERROR)
        ]
        self.rows.addItems(told[:_MOST_ROWS])
        if len(told) > _MOST_ROWS:
            self.rows.addItem(self.tr("还有 {count} 处没有列出").format(count=len(told) - _MOST_ROWS))
        if not told:
            self.rows.addItem(self.tr("没有问题"))
        self.take.setEnabled(bool(plan.taken))
        self.take.setText(self.tr("导入 {count} 行").format(count=len(plan.taken)))

    def _make_combos(self, plan: ImportPlan) -> None:
        while self._columns.count():
            item = self._columns.takeAt(0)
            gone = item.widget() if item is not None else None
            if gone is not None:
                gone.deleteLater()
        self.combos = {}
        options = [CodeOption(name, word(text)) for name, text in import_fields(self._ledger)]
        for place, column in enumerate(plan.columns):
            combo = CodeCombo(options)
            combo.setAccessibleName(column.heading)
            combo.code_changed.connect(lambda _code: self._on_chosen())
            self.combos[column.heading] = combo
            row, half = divmod(place, 2)
            self._columns.addWidget(label(column.heading, wrap=False), row, 2 * half)
            self._columns.addWidget(combo, row, 2 * half + 1)

    def _on_chosen(self) -> None:
        self._changed = True
        self._ask()

    def _ask(self) -> None:
        self.take.setEnabled(False)
        self.plan_wanted.emit(self.defaults(), self.chosen())

    def defaults(self) -> dict[str, str]:
        """What holds for every row."""
        if self._ledger != SUBSIDY:
            return {name: combo.code() for name, combo in self.missing.items() if combo.code()}
        typed = {"programme": self.programme.code(), "year": self.year.text().strip()}
        return {name: text for name, text in typed.items() if text}

    def chosen(self) -> Mapping[str, str] | None:
        """What the clerk said of the columns; None while nothing was changed."""
        return {heading: combo.code() for heading, combo in self.combos.items()} if self._changed else None

    def _accept(self) -> None:
        if self._plan is not None:
            self.take.setEnabled(False)
            self.accepted_plan.emit(self._plan, self.chosen())
