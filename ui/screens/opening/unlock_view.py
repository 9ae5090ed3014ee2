"""Signing in: who, password, and the ways on for who forgot it. The first page of a day imports little."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ui.screens.opening.opening_page import EntryPage
from ui.widgets.dress import button, label
from ui.widgets.password_input import PasswordInput
from ui.widgets.problem_line import ProblemLine


class UserChoice(NamedTuple):
    """Someone who can sign in, as the list shows them."""

    login: str
    role_label: str

    @property
    def label(self) -> str:
        """Login and post; one of them where they are the same word."""
        if self.login == self.role_label:
            return self.login
        return QCoreApplication.translate("UserChoice", "{login}（{role}）").format(
            login=self.login, role=self.role_label
        )


class UnlockView(EntryPage):
    """Choose a user, type the password, Enter."""

    unlock_requested = Signal(str, str)  # login, password
    typed = Signal(str, str)  # the same, as far as it is typed; also when somebody else is chosen
    forgotten = Signal()
    other_folder_requested = Signal()
    back_requested = Signal()  # quick switch given up

    def __init__(
        self,
        village: str,
        users: Sequence[UserChoice],
        login: str = "",
        *,
        is_switch: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(village, "", parent=parent)
        self.setWindowTitle(self.tr("登录"))
        self.user = QComboBox(self.sheet)
        self.user.setAccessibleName(self.tr("用户"))
        for choice in users:
            self.user.addItem(choice.label, choice.login)
        self.user.setCurrentIndex(max(0, self.user.findData(login)))
        self.password = PasswordInput(self.tr("密码"), self.sheet)
        self.problem = ProblemLine(self.sheet)
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
        self.password.edited.connect(self._on_edited)
        self.open_button.clicked.connect(self._on_wished)
        self.user.activated.connect(self._on_user_chosen)
        self._forgot.clicked.connect(self.forgotten)
        self._other.clicked.connect(self.other_folder_requested)
        self._back.clicked.connect(self.back_requested)

    def show_problem(self, text: str) -> None:
        """Say why it did not open; the password is to be typed again."""
        self.end_opening()
        self.problem.show_text(text)
        self.password.clear()
        self.password.setFocus()

    def show_note(self, text: str) -> None:
        """Say why one stands here, such as after locking."""
        self.problem.show_text(text, "soon")

    def _on_edited(self) -> None:
        self.problem.show_text("")
        self.expect_work()
        self.typed.emit(self._login(), self.password.text())

    def _on_user_chosen(self) -> None:
        self.password.setFocus()
        if self.password.text():
            self.typed.emit(self._login(), self.password.text())

    def _login(self) -> str:
        return str(self.user.currentData())

    def _on_wished(self) -> None:
        if not self.password.text():
            self.problem.show_text(self.tr("请输入密码。"), "soon")
            self.password.setFocus()
            return
        self.problem.show_text("")
        self.begin_opening()
        self.unlock_requested.emit(self._login(), self.password.text())
