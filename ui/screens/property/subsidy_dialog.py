"""Asks which list of a subsidy is made or paid: programme, year, and a rate or a day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.due_day import read_due_day
from desktop.domain.money import read_money
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Problem
from desktop.domain.subsidy_share import area_columns
from desktop.services.property.subsidies import PROGRAMMES
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form


class SubsidyDialog(GrowingDialog):
    """Either makes a list out of registered land, or writes its payment down."""

    made = Signal(str, int, int)  # programme, year, rate in fen
    paid = Signal(str, int, object)  # programme, year, day

    def __init__(self, today: date, parent: QWidget, *, pays: bool) -> None:
        super().__init__(parent)
        self._today = today
        self._pays = pays
        self.setWindowTitle(self.tr("登记发放") if pays else self.tr("生成补贴清单"))
        known = set(area_columns())
        options = [each for each in code_options(PROGRAMMES) if pays or each.code in known]
        self.form = Form()
        self.programme = CodeCombo(options)
        self.year = QLineEdit(str(today.year))
        self.last = QLineEdit(today.isoformat() if pays else "")
        self.form.add_field("programme", self.tr("补贴项目"), self.programme, required=True)
        self.form.add_field("year", self.tr("年度"), self.year, required=True)
        if pays:
            self.form.add_field("paid_on", self.tr("发放日期"), self.last, required=True)
        else:
            self.form.add_field("rate_cents", self.tr("标准（元/亩）"), self.last, required=True)
        hint = (
            self.tr("清单里还没有发放的，都登记为这一天发放。退回的以后逐户登记。")
            if pays
            else self.tr("按档案里各户的承包地或林地面积计算。已经有的户不会重复，生成以后可以逐户修改。")
        )
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("登记") if pays else self.tr("生成"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(hint, "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())
        self.programme.setFocus()

    def _submit(self) -> None:
        self.form.clear_problems()
        self.programme.take_typed()
        programme = self.programme.code()
        year = int(self.year.text()) if self.year.text().strip().isdigit() else 0
        if self._pays:
            reading = read_due_day(self.last.text(), self._today)
            if reading.value is None or not is_day(reading.value):
                values = {"label": self.form["paid_on"].title, "value": self.last.text()}
                self._tell("paid_on", Problem("FIN-052", values))
                return
            self.paid.emit(programme, year, date.fromisoformat(reading.value))
            return
        amount = read_money(self.last.text())
        if amount.value is None:
            found = amount.problems or (Problem("FIN-050", {"label": self.form["rate_cents"].title}),)
            self._tell("rate_cents", found[0])
            return
        self.made.emit(programme, year, amount.value)

    def _tell(self, key: str, problem: Problem) -> None:
        self.form[key].show_problem(messages.brief(problem))
        self.form.focus_first_problem()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept it from being done; the dialog stays open."""
        show_at_fields(self.form, problems, otherwise="programme")
