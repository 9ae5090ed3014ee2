"""Asks for a user's name, post and password, or for one's own old and new password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from desktop.domain.accounts import Role
from desktop.words import word
from ui.dialogs.growing import GrowingDialog
from ui.screens.opening.new_password import NewPassword
from ui.widgets.code_combo import CodeCombo, CodeOption
from ui.widgets.dress import button, foot
from ui.widgets.form import Form
from ui.widgets.password_input import PasswordInput
from ui.widgets.problem_line import ProblemLine


class _PasswordDialog(GrowingDialog):
    """A form, a new password below it, and a line for what is wrong."""

    def __init__(self, title: str, yes: str, parent: QWidget, *names: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = Form()
        self.password = NewPassword()
        self.password.set_names(*names)
        self.problem = ProblemLine()
        cancel = button(self.tr("取消"))
        cancel.clicked.connect(self.reject)
        self.yes = button(yes, "primary")
        self.yes.clicked.connect(self._submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.form)
        layout.addWidget(self.problem)
        layout.addLayout(foot(cancel, self.yes))
        self.form.finished.connect(self._submit)
        self.resize(self.fontMetrics().height() * 24, self.sizeHint().height())

    def _submit(self) -> None:
        raise NotImplementedError

    def show_problem(self, text: str) -> None:
        """Say what is wrong; the dialog stays open."""
        self.setEnabled(True)
        self.problem.show_text(text)


class UserDialog(_PasswordDialog):
    """A new user, or another post and password for one."""

    submitted = Signal(str, str, object, str)  # login, display name, Role, password

    def __init__(self, parent: QWidget, village: str, *, login: str = "", name: str = "") -> None:
        super().__init__(
            self.tr("改岗位和密码") if login else self.tr("添加用户"), self.tr("保存"), parent, village
        )
        self.login, self.name = QLineEdit(login), QLineEdit(name)
        self.login.setReadOnly(bool(login))
        self.name.setReadOnly(bool(login))
        self.role = CodeCombo(tuple(CodeOption(role.value, word(role.label)) for role in Role))
        self.form.add_field("name", self.tr("姓名"), self.name, required=True)
        self.form.add_field(
            "login", self.tr("用户名"), self.login, required=True, hint=self.tr("登录时用，可以是汉字或字母")
        )
        self.form.add_field("role", self.tr("岗位"), self.role, required=True)
        self.form.add_field("password", self.tr("密码"), self.password, required=True)
        self.role.set_code(Role.GRID_WORKER.value)
        (self.role if login else self.name).setFocus()

    def _submit(self) -> None:
        if not self.name.text().strip() or not self.login.text().strip() or not self.role.code():
            self.problem.show_text(self.tr("姓名、用户名和岗位都要填写。"))
            return
        if text := self.password.problem():
            self.problem.show_text(text)
            return
        self.setEnabled(False)
        self.submitted.emit(
            self.login.text().strip(),
            self.name.text().strip(),
            Role(self.role.code()),
            self.password.password(),
        )


class OwnPasswordDialog(_PasswordDialog):
    """One's own password: the old one once, the new one twice."""

    submitted = Signal(str, str)  # old, new

    def __init__(self, parent: QWidget, login: str, village: str) -> None:
        super().__init__(self.tr("改我的密码"), self.tr("改密码"), parent, login, village)
        self.old = PasswordInput(self.tr("现在的密码"))
        self.form.add_field("old", self.tr("现在的密码"), self.old, required=True)
        self.form.add_field("password", self.tr("新密码"), self.password, required=True)
        self.old.setFocus()

    def _submit(self) -> None:
        if text := self.password.problem():
            self.problem.show_text(text)
            return
        self.setEnabled(False)
        self.submitted.emit(self.old.text(), self.password.password())
