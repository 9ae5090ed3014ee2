"""Collects dues from one member or many: from which month until which, and how much each."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.due_day import read_due_day
from desktop.domain.money import read_money, show_money
from desktop.domain.party_dues import is_month, month_of, months_between
from desktop.domain.problem import Problem
from desktop.services.party.dues import Collected, DuesLine
from ui.dialogs.growing import GrowingDialog
from ui.widgets.dress import button, foot, label, line
from ui.widgets.form import Form


class CollectDialog(GrowingDialog):
    """Each member's amount is worked out and can be changed; empty takes nothing of them."""

    submitted = Signal(object, object, str)  # tuple of Collected, day, remark

    def __init__(self, lines: Sequence[DuesLine], today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("收党费"))
        self._lines, self._today = tuple(lines), today
        self.until = QLineEdit(month_of(today))
        self.paid_on = QLineEdit(today.isoformat())
        self.note = QLineEdit()
        form = Form(2)
        form.add_field(
            "until",
            self.tr("交到哪个月"),
            self.until,
            required=True,
            hint=self.tr("从每个人欠交的第一个月算起"),
        )
        form.add_field("paid_on", self.tr("交纳日期"), self.paid_on, required=True)
        form.add_field("note", self.tr("备注"), self.note)
        self.form = form
        self.amounts: dict[str, QLineEdit] = {}
        self._spans = {each.member_id: label("", "muted") for each in self._lines}
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, each in enumerate(self._lines):
            amount = QLineEdit()
            amount.setFixedWidth(self.fontMetrics().height() * 6)
            amount.setAccessibleName(self.tr("{name}交的金额").format(name=each.name))
            amount.textChanged.connect(self._show_total)
            self.amounts[each.member_id] = amount
            grid.addWidget(label(each.name), row, 0)
            grid.addWidget(self._spans[each.member_id], row, 1)
            grid.addWidget(amount, row, 2)
            grid.addWidget(label(self.tr("元")), row, 3)
        host = QWidget()
        inside = QVBoxLayout(host)
        inside.setContentsMargins(0, 0, 10, 0)
        inside.addLayout(grid)
        inside.addStretch()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(host)
        self.total = label("", "strong")
        self.wrong = label("", wrap=True)
        self.wrong.setProperty("tone", "error")
        self.wrong.hide()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("登记"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(10)
        layout.addWidget(form)
        layout.addWidget(line())
        layout.addWidget(scroll, 1)
        layout.addWidget(self.total)
        layout.addWidget(self.wrong)
        layout.addLayout(foot(cancel, self.save))
        self.until.textEdited.connect(self._on_until)
        self.until.editingFinished.connect(self._fill)
        height = self.fontMetrics().height()
        self.resize(height * 36, height * min(34, 19 + 2 * len(self._lines)))
        self._fill()

    def _last_month(self) -> str:
        read = read_date(self.until.text(), self._today, allow_future=True).value or ""
        return read[:7] if is_month(read[:7]) else ""

    def _first_month(self, each: DuesLine) -> str:
        """The first open month; else the one after the last that is paid this year; else this month."""
        if each.open:
            return each.open[0]
        paid = [number for number, cents in enumerate(each.months, start=1) if cents]
        year = self._today.year
        if paid and paid[-1] < len(each.months):
            return f"{year}-{paid[-1] + 1:02d}"
        return f"{year + 1}-01" if paid else month_of(self._today)

    def _span(self, each: DuesLine, last: str) -> tuple[str, ...]:
        """Months that one payment is for: from the first that is open to the chosen one, or to a paid one."""
        current = month_of(self._today)
        span = []
        for month in months_between(self._first_month(each), last) if last else ():
            is_open = month in each.open or (month >= current and not self._is_paid(each, month))
            if not is_open:
                break
            span.append(month)
        return tuple(span)

    def _is_paid(self, each: DuesLine, month: str) -> bool:
        return month[:4] == str(self._today.year) and bool(each.months[int(month[5:]) - 1])

    def _on_until(self) -> None:
        """Amounts follow as soon as a month is typed: who saves at once pays for what he sees."""
        if self._last_month():
            self._fill()

    def _fill(self) -> None:
        last = self._last_month()
        for each in self._lines:
            months = self._span(each, last)
            words = self.tr("{first} 至 {last}，{count} 个月")
            shown = words.format(first=months[0], last=months[-1], count=len(months)) if months else ""
            self._spans[each.member_id].setText(shown or self.tr("已经交到这个月"))
            known = bool(months) and each.fee_cents is not None
            amount = show_money(len(months) * (each.fee_cents or 0)) if known else ""
            self.amounts[each.member_id].setText(amount)
            self.amounts[each.member_id].setEnabled(bool(months))
        self._show_total()

    def _show_total(self) -> None:
        cents = [read_money(each.text()).value or 0 for each in self.amounts.values() if each.text().strip()]
        words = self.tr("{count} 人，共 {amount} 元")
        self.total.setText(words.format(count=len(cents), amount=show_money(sum(cents))))
        self.save.setEnabled(bool(cents))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what kept the payments from being stored; the dialog stays open."""
        self.wrong.setText("\n".join(messages.brief(problem) for problem in problems[:3]))
        self.wrong.show()

    def _submit(self) -> None:
        self.form.clear_problems()
        day = read_due_day(self.paid_on.text(), self._today)
        last = self._last_month()
        if day.value is None or not last:
            key = "paid_on" if last else "until"
            words = (
                messages.brief(day.problems[0])
                if last and day.problems
                else self.tr("请写成“2026年6月”这样。")
            )
            self.form[key].show_problem(words)
            self.form.focus_first_problem()
            return
        payments = []
        for each in self._lines:
            amount = self.amounts[each.member_id]
            read = read_money(amount.text())
            if amount.text().strip() and read.value is None:
                self.show_problems(read.problems)
                amount.setFocus()
                return
            months = self._span(each, last)
            if read.value and months:
                payments.append(Collected(each.member_id, months[0], months[-1], read.value))
        self.submitted.emit(tuple(payments), date.fromisoformat(str(day.value)), self.note.text())
