"""The form of a new or changed account."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.chinese_date import read_date
from desktop.domain.problem import Problem
from desktop.services.finance import AccountRow, NewAccount
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.widgets.code_combo import CodeCombo
from ui.widgets.code_options import code_options
from ui.widgets.dress import button, foot
from ui.widgets.form import Form


class AccountDialog(GrowingDialog):
    """What tells an account apart; never its full number."""

    submitted = Signal(object)  # NewAccount

    def __init__(self, existing: AccountRow | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("修改账户") if existing else self.tr("新账户"))
        self.form = Form()
        self.kind = CodeCombo(code_options("funds_account_kind"))
        self.lines = {
            key: QLineEdit()
            for key in ("name", "bank", "number_end", "opened_on", "decided_on", "filed_on", "note")
        }
        add = self.form.add_field
        add("name", self.tr("账户名称"), self.lines["name"], required=True)
        add("kind", self.tr("类型"), self.kind, required=True)
        add("bank", self.tr("开户行"), self.lines["bank"])
        add("number_end", self.tr("账号末几位"), self.lines["number_end"], hint=self.tr("只填末 4 位"))
        add("opened_on", self.tr("开户日期"), self.lines["opened_on"])
        add(
            "decided_on",
            self.tr("会议决定日期"),
            self.lines["decided_on"],
            hint=self.tr("基本户、征地补偿款专户以外的账户要填"),
        )
        add("filed_on", self.tr("报乡镇备案日期"), self.lines["filed_on"])
        add("note", self.tr("备注"), self.lines["note"])
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.save = button(self.tr("保存"), "primary")
        self.save.clicked.connect(self._submit)
        self.form.finished.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.form)
        layout.addStretch()
        layout.addLayout(foot(cancel, self.save))
        self.resize(self.fontMetrics().height() * 26, self.sizeHint().height())
        if existing is not None:
            self.kind.set_code(existing.kind)
            for key, line in self.lines.items():
                line.setText(getattr(existing, key))
        self.lines["name"].setFocus()

    def _submit(self) -> None:
        self.form.clear_problems()
        texts = {key: line.text().strip() for key, line in self.lines.items()}
        for key in ("opened_on", "decided_on", "filed_on"):
            reading = read_date(texts[key])
            texts[key] = reading.value or texts[key]
        self.submitted.emit(NewAccount(kind=self.kind.code(), **texts))

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what kept the account from being saved; it stays open."""
        show_at_fields(self.form, problems)
