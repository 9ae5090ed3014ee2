"""Opening with the recovery sheet, for who forgot the password."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit

from ui.screens.opening.new_password import NewPassword
from ui.screens.opening.opening_page import EntryPage
from ui.screens.opening.unlock_view import UserChoice
from ui.widgets.dress import button, label
from ui.widgets.problem_line import ProblemLine

CODE_LENGTH = 44
_GROUP = 4


class RecoverView(EntryPage):
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
            self.user.addItem(choice.label, choice.login)
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
        self.end_opening()
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
            self.begin_opening()
            login = str(self.user.currentData())
            self.recover_requested.emit(self._typed(), login, self.password.password())
