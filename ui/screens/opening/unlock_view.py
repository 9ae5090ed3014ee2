"""Signing in: who, password, and the ways on for who forgot it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from ui.screens.opening.new_password import NewPassword
from ui.screens.opening.opening_page import OpeningPage
from ui.widgets.dress import button, label
from ui.widgets.password_input import PasswordInput
from ui.widgets.problem_line import ProblemLine

CODE_LENGTH = 44
_GROUP = 4


@dataclass(frozen=True, slots=True)
class UserChoice:
    """Someone who can sign in, as the list shows them."""

    login: str
    role_label: str


class UnlockView(OpeningPage):
    """Choose a user, type the password, Enter."""

    unlock_requested = Signal(str, str)  # login, password
    forgotten = Signal()
    other_folder_requested = Signal()
    back_requested = Signal()  # quick switch given up

    def __init__(
        self, village: str, users: Sequence[UserChoice], login: str = "", *, is_switch: bool = False
    ) -> None:
        super().__init__(village, "")
        self.setWindowTitle(self.tr("登录"))
        self.user = QComboBox()
        self.user.setAccessibleName(self.tr("用户"))
        for choice in users:
            text = self.tr("{login}（{role}）").format(login=choice.login, role=choice.role_label)
            self.user.addItem(text, choice.login)
        self.user.setCurrentIndex(max(0, self.user.findData(login)))
        self.password = PasswordInput(self.tr("密码"))
        self.problem = ProblemLine()
        self.open_button = button(self.tr("切换") if is_switch else self.tr("打开"), "primary")
        self._forgot = button(self.tr("忘记密码，用恢复单找回"), "link")
        self._other = button(self.tr("换一个数据文件夹…"), "link")
        self._back = button(self.tr("返回"))
        self.body.addWidget(label(self.tr("用户")))
        self.body.addWidget(self.user)
        self.body.addWidget(label(self.tr("密码")))
        self.body.addWidget(self.password)
        self.body.addWidget(self.problem)
        row = QHBoxLayout()
        row.addWidget(self.open_button, 1)
        row.addWidget(self._back)
        self.body.addLayout(row)
        links = QHBoxLayout()
        links.addWidget(self._forgot)
        links.addStretch()
        links.addWidget(self._other)
        self.body.addLayout(links)
        self._back.setVisible(is_switch)
        self._forgot.setVisible(not is_switch)
        self._other.setVisible(not is_switch)
        self.setFocusProxy(self.password)
        self.password.entered.connect(self._on_wished)
        self.password.edited.connect(lambda: self.problem.show_text(""))
        self.open_button.clicked.connect(self._on_wished)
        self.user.activated.connect(self._on_user_chosen)
        self._forgot.clicked.connect(self.forgotten)
        self._other.clicked.connect(self.other_folder_requested)
        self._back.clicked.connect(self.back_requested)

    def show_problem(self, text: str) -> None:
        """Say why it did not open; the password is to be typed again."""
        self.set_busy("")
        self.problem.show_text(text)
        self.password.clear()
        self.password.setFocus()

    def show_note(self, text: str) -> None:
        """Say why one stands here, such as after locking."""
        self.problem.show_text(text, "soon")

    def _on_user_chosen(self) -> None:
        self.password.setFocus()

    def _on_wished(self) -> None:
        if not self.password.text():
            self.problem.show_text(self.tr("请输入密码。"), "soon")
            self.password.setFocus()
            return
        self.problem.show_text("")
        self.set_busy(self.tr("正在打开…"))
        self.unlock_requested.emit(str(self.user.currentData()), self.password.text())


class RecoverView(OpeningPage):
    """Opening with the code of the recovery sheet, and a new password."""

    recover_requested = Signal(str, str, str)  # code, login, new password
    back_requested = Signal()

    def __init__(self, village: str, users: Sequence[UserChoice], login: str = "") -> None:
        super().__init__(
            self.tr("用恢复单找回"),
            self.tr("请照恢复单输入恢复码，再给一位用户设新密码。空格和横线可以不输，不分大小写。"),
            36,
        )
        self._village = village
        self.code = QLineEdit()
        self.code.setAccessibleName(self.tr("恢复码"))
        self.code.setPlaceholderText("XXXX XXXX XXXX …")
        self.code_hint = ProblemLine()
        self.user = QComboBox()
        self.user.setAccessibleName(self.tr("给谁设新密码"))
        for choice in users:
            text = self.tr("{login}（{role}）").format(login=choice.login, role=choice.role_label)
            self.user.addItem(text, choice.login)
        self.user.setCurrentIndex(max(0, self.user.findData(login)))
        self.password = NewPassword()
        self.password.set_names(village, login)
        self.problem = ProblemLine()
        self.open_button = button(self.tr("打开"), "primary")
        back = button(self.tr("返回"))
        for widget in (
            label(self.tr("恢复码")),
            self.code,
            self.code_hint,
            label(self.tr("给谁设新密码")),
            self.user,
            label(self.tr("新密码")),
            self.password,
            self.problem,
        ):
            self.body.addWidget(widget)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addWidget(self.open_button, 1)
        self.body.addLayout(row)
        self.setFocusProxy(self.code)
        self.code.textEdited.connect(self._on_code_edited)
        self.code.returnPressed.connect(self.user.setFocus)
        self.password.entered.connect(self._on_wished)
        self.open_button.clicked.connect(self._on_wished)
        self.user.currentIndexChanged.connect(self._on_user_changed)
        back.clicked.connect(self.back_requested)

    def show_problem(self, text: str) -> None:
        """Say why it did not open; what was typed stays."""
        self.set_busy("")
        self.problem.show_text(text)
        self.code.setFocus()

    def _typed(self) -> str:
        return "".join(c for c in self.code.text().upper() if c.isalnum())

    def _on_code_edited(self) -> None:
        """Set the code in groups of four, as it is printed, and count along."""
        typed = self._typed()
        before = "".join(c for c in self.code.text()[: self.code.cursorPosition()].upper() if c.isalnum())
        self.code.setText(" ".join(typed[i : i + _GROUP] for i in range(0, len(typed), _GROUP)))
        place = len(before) + max(0, len(before) - 1) // _GROUP
        self.code.setCursorPosition(place)
        counted = self.tr("已输入 {count} / {total} 个字符").format(count=len(typed), total=CODE_LENGTH)
        self.code_hint.show_text(counted, "ok" if len(typed) == CODE_LENGTH else "soon")

    def _on_user_changed(self) -> None:
        self.password.set_names(self._village, str(self.user.currentData()))

    def _on_wished(self) -> None:
        if not self._typed():
            self.code_hint.show_text(self.tr("请输入恢复码。"), "soon")
            self.code.setFocus()
        elif not self.password.show_problem():
            self.problem.show_text("")
            self.set_busy(self.tr("正在打开…"))
            login = str(self.user.currentData())
            self.recover_requested.emit(self._typed(), login, self.password.password())
