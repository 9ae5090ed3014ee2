"""Enters points for one or several at once: what for, when, on what evidence (登记积分)."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.chinese_date import read_date
from desktop.domain.points_scheme import PointsScheme, read_points, show_points
from desktop.domain.problem import Problem
from desktop.services.points.ledger import NewEntry
from desktop.services.points.printing import range_words
from desktop.services.points.standings import OwnerRow
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form


class ClaimDialog(GrowingDialog):
    """Offers the items of the scheme; fixed points fill themselves in."""

    submitted = Signal(object)  # list of NewEntry

    def __init__(
        self, owners: Sequence[OwnerRow], scheme: PointsScheme, today: date, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._owners, self._scheme, self._today = tuple(owners), scheme, today
        self.setWindowTitle(self.tr("登记积分"))
        self.form = Form()
        self.item = CodeCombo(
            tuple(
                CodeOption(
                    each.code,
                    f"{word(each.label)}　{range_words(each)}",
                    word(scheme.category_label(each.category)),
                )
                for each in scheme.items
            )
        )
        self.points = QLineEdit()
        self.occurred_on = QLineEdit(today.isoformat())
        self.evidence = QLineEdit()
        self.evidence.setPlaceholderText(self.tr("做了什么、谁可以证明；走访写户主姓名"))
        self.note = QLineEdit()
        add = self.form.add_field
        add("item", self.tr("项目"), self.item, required=True)
        add("points", self.tr("分值"), self.points, required=True)
        add("occurred_on", self.tr("日期"), self.occurred_on, required=True)
        add("evidence", self.tr("依据"), self.evidence, required=True)
        add("note", self.tr("备注"), self.note)
        names = "、".join(each.name for each in self._owners)
        whom = self.tr("记给 {count} 个对象：{names}").format(count=len(self._owners), names=names)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("登记"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(label(whom, "strong", wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(label(self.tr("登记后在“待确认”里等确认，确认后才计分。"), "muted", wrap=True))
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.item.code_changed.connect(lambda _code: self._fill_points())
        self.resize(self.fontMetrics().height() * 30, self.sizeHint().height())
        self.item.setFocus()

    def _fill_points(self) -> None:
        item = self._scheme.find_item(self.item.code())
        if item is None:
            return
        self.points.setText(show_points(item.least_x100) if item.is_fixed else "")
        self.points.setReadOnly(item.is_fixed)
        self.form["points"].show_hint(
            "" if item.is_fixed else self.tr("{range}，由支部（评议小组）定").format(range=range_words(item))
        )

    def _submit(self) -> None:
        self.form.clear_problems()
        item = self._scheme.find_item(self.item.code())
        if item is None:
            self.form["item"].show_problem(self.tr("请选一项。"))
            self.form.focus_first_problem()
            return
        points = read_points(self.points.text())
        if points is None:
            self.form["points"].show_problem(self.tr("请填分值，如 3 或 0.5。"))
            self.form.focus_first_problem()
            return
        read = read_date(self.occurred_on.text(), self._today, allow_future=True).value
        self.submitted.emit(
            [
                NewEntry(
                    self._scheme.subject,
                    owner.id,
                    item.code,
                    read or self.occurred_on.text(),
                    points,
                    evidence=self.evidence.text(),
                    note=self.note.text(),
                )
                for owner in self._owners
            ]
        )

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what keeps the entries from being taken."""
        show_at_fields(self.form, problems, otherwise="item")
