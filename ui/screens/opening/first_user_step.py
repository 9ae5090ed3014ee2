"""The step of the first run that asks who works here first."""

from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout

from desktop import messages
from desktop.domain.accounts import Right, Role, find_login_problem, rights_of
from desktop.domain.problem import Problem
from desktop.words import word
from ui.screens.opening.new_password import NewPassword
from ui.screens.opening.wizard_step import WizardStep
from ui.widgets.dress import label
from ui.widgets.form import Form


@dataclass(frozen=True, slots=True)
class FirstUser:
    """The first who can sign in."""

    login: str
    display_name: str
    role: Role
    password: str


class UserStep(WizardStep):
    """Who works here first, and their password."""

    def __init__(self) -> None:
        super().__init__()
        self._village = ""
        self.name = QLineEdit()
        self.login = QLineEdit()
        self.role = QComboBox()
        for role in Role:
            if Right.MANAGE_USERS in rights_of(role):
                self.role.addItem(word(role.label), role)
        self.role.setCurrentIndex(max(0, self.role.findData(Role.CLERK)))
        self.password = NewPassword()
        self.form = Form()
        self.form.add_field("name", self.tr("姓名"), self.name, required=True)
        self.form.add_field(
            "login",
            self.tr("登录名"),
            self.login,
            required=True,
            hint=self.tr("登录时选的名字，任何人打开程序都看得到。可以用职务，例如“文书”。"),
        )
        self.form.add_field("role", self.tr("岗位"), self.role)
        self.form.add_field("password", self.tr("密码"), self.password, required=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)
        layout.addWidget(
            label(self.tr("其他人（书记、报账员、网格员……）以后在“备份与设置”里添加。"), "small", wrap=True)
        )
        self._login_touched = False
        self.login.textEdited.connect(self._on_login_edited)
        self.role.currentIndexChanged.connect(self._on_role_changed)
        self.form.finished.connect(self.finished)
        self._on_role_changed()

    def title(self) -> str:
        return self.tr("您是谁？设一个密码")

    def lead(self) -> str:
        return self.tr("全村的档案用这个密码加密。至少 8 个字符，用一句自己记得住的话最好。")

    def focus_first(self) -> None:
        self.name.setFocus()

    def set_village(self, village: str) -> None:
        """The village's name must not be the password."""
        self._village = village
        self.password.set_names(village, self.login.text())

    def user(self) -> FirstUser:
        """What the fields say."""
        name = " ".join(self.name.text().split())
        return FirstUser(self.login.text().strip(), name, self.role.currentData(), self.password.password())

    def check(self) -> bool:
        self.form.clear_problems()
        if not self.name.text().strip():
            self.form["name"].show_problem(messages.reason(Problem("VLT-034")))
        problem = find_login_problem(self.login.text())
        if problem is not None:
            self.form["login"].show_problem(messages.reason(problem))
        if self.form.focus_first_problem():
            return False
        return not self.password.show_problem()

    def _on_login_edited(self) -> None:
        self._login_touched = bool(self.login.text())
        self.password.set_names(self._village, self.login.text())

    def _on_role_changed(self) -> None:
        """Propose the post as login: it stays right when the person changes and names nobody."""
        if not self._login_touched:
            self.login.setText(self.role.currentText())
            self.password.set_names(self._village, self.login.text())
