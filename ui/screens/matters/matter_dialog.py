"""The form of a new or changed matter."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.chinese_date import read_date
from desktop.domain.matter_step import needs_procedure
from desktop.domain.money import read_money, show_money
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Problem
from desktop.services.matters import LinkedRow, MatterDetail, NewMatter
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.screens.matters.matter_words import linked_words
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot, label
from ui.widgets.form import Form, long_text


class MatterDialog(GrowingDialog):
    """Says while it is filled in whether the matter has to take the six steps."""

    submitted = Signal(object)  # NewMatter

    def __init__(
        self,
        today: date,
        division_code: str,
        parent: QWidget,
        *,
        existing: MatterDetail | None = None,
        link: LinkedRow | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._division_code = today, division_code
        self.setWindowTitle(self.tr("修改事项") if existing else self.tr("新立事项"))
        self.form = Form()
        self.title_edit = QLineEdit()
        self.kind = CodeCombo(code_options("matter_kind"))
        self.opened_on = QLineEdit(today.isoformat())
        self.amount = QLineEdit()
        self.amount.setPlaceholderText(self.tr("元，可以写 18.6万，没有就空着"))
        self.content = long_text(3)
        self.owner = QLineEdit()
        self.due_on = QLineEdit()
        self.due_on.setPlaceholderText(self.tr("公告上印的完成期限，可不填"))
        self.note = QLineEdit()
        add = self.form.add_field
        add("title", self.tr("事项名称"), self.title_edit, required=True)
        add("kind", self.tr("类别"), self.kind, required=True)
        add("opened_on", self.tr("提出日期"), self.opened_on, required=True)
        add("amount", self.tr("金额"), self.amount)
        add("content", self.tr("事项内容"), self.content)
        add("owner", self.tr("落实人"), self.owner)
        add("due_on", self.tr("完成期限"), self.due_on)
        add("note", self.tr("备注"), self.note)
        self.rule = label("", "muted", wrap=True)
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存"), "primary")
        self.save.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        if link is not None:
            layout.addWidget(label(linked_words(link), "muted", wrap=True))
        layout.addWidget(self.form)
        layout.addWidget(self.rule)
        layout.addLayout(foot(cancel, self.save))
        self.form.finished.connect(self._submit)
        self.kind.code_changed.connect(lambda _code: self._say_rule())
        self.amount.textChanged.connect(lambda _text: self._say_rule())
        self._show(existing, link)
        self._say_rule()
        height = self.fontMetrics().height()
        self.resize(height * 30, self.sizeHint().height())
        self.title_edit.setFocus()

    def _show(self, existing: MatterDetail | None, link: LinkedRow | None) -> None:
        if link is not None:
            self.title_edit.setText(link.name)
            self.amount.setText(show_money(link.amount_cents))
            self.kind.set_code(
                {"contract": "property", "project": "public_works"}.get(link.table, "spending")
            )
        if existing is None:
            return
        summary = existing.summary
        self.title_edit.setText(summary.title)
        self.kind.set_code(summary.kind)
        self.opened_on.setText(summary.opened_on)
        self.amount.setText("" if summary.amount_cents is None else show_money(summary.amount_cents))
        self.content.setPlainText(existing.content)
        self.owner.setText(summary.owner)
        self.due_on.setText(existing.due_on)
        self.note.setText(existing.note)

    def _say_rule(self) -> None:
        kind = self.kind.code()
        if not kind:
            self.rule.setText("")
            return
        amount = read_money(self.amount.text()).value
        is_owed = needs_procedure(kind, amount, self._today, self._division_code)
        self.rule.setText(
            self.tr("这件事要走完“四议两公开”六步。")
            if is_owed
            else self.tr("不到规定的金额，可以不走全部六步；村里愿意走的照样登记。")
        )

    def _submit(self) -> None:
        self.form.clear_problems()
        amount = read_money(self.amount.text())
        if self.amount.text().strip() and amount.value is None:
            problem = Problem("DOC-194", {"value": self.amount.text().strip()})
            self.form["amount"].show_problem(messages.brief(problem))
        days = {}
        for key, edit in (("opened_on", self.opened_on), ("due_on", self.due_on)):
            days[key] = self._day(key, edit.text()) if edit.text().strip() or key == "opened_on" else ""
        if any(self.form[key].problem.text() for key in self.form):
            self.form.focus_first_problem()
            return
        self.submitted.emit(
            NewMatter(
                self.title_edit.text(),
                self.kind.code(),
                days["opened_on"],
                amount.value,
                self.content.toPlainText(),
                self.owner.text(),
                days["due_on"],
                self.note.text(),
            )
        )

    def _day(self, key: str, text: str) -> str:
        reading = read_date(text, self._today, allow_future=key == "due_on")
        if reading.value is None or not is_day(reading.value):
            problem = reading.problems[0] if reading.problems else Problem("DOC-140")
            told = messages.join((messages.reason(problem), messages.advice(Problem("DOC-140"))))
            self.form[key].show_problem(told)
            return ""
        return reading.value

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept the matter from being stored; the dialog stays open."""
        show_at_fields(self.form, problems, otherwise="title")
