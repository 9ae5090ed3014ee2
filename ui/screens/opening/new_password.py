"""Choosing a password: twice, with a word on how good it is and no rules of composition."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import messages
from desktop.domain.accounts import find_password_problem, password_form
from ui.widgets.dress import label
from ui.widgets.password_input import PasswordInput
from ui.widgets.problem_line import ProblemLine


class NewPassword(QWidget):
    """Two hidden lines; `problem` says what is missing before the password can be used."""

    entered = Signal()  # Enter in the second line

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self.first = PasswordInput(self.tr("新密码"))
        self.second = PasswordInput(self.tr("再输一次"))
        self.strength = ProblemLine()
        self.mismatch = ProblemLine()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.first)
        layout.addWidget(self.strength)
        layout.addWidget(label(self.tr("再输一次")))
        layout.addWidget(self.second)
        layout.addWidget(self.mismatch)
        self.setFocusProxy(self.first)
        self.first.edited.connect(self._on_edited)
        self.second.edited.connect(self._on_edited)
        self.first.entered.connect(self.second.setFocus)
        self.second.entered.connect(self.entered)

    def set_names(self, *names: str) -> None:
        """Names that must not be the password: login, village."""
        self._names = names
        if self.first.text():
            self._on_edited()

    def password(self) -> str:
        """What was typed in the first line."""
        return self.first.text()

    def problem(self) -> str:
        """Why the password can't be used, in a sentence; empty when it can."""
        found = find_password_problem(self.password(), *self._names)
        if found is not None:
            return messages.brief(found)
        if password_form(self.first.text()) != password_form(self.second.text()):
            return self.tr("两次输入的密码不一样。")
        return ""

    def show_problem(self) -> bool:
        """Show what is missing where it is missing, with the cursor there; false when nothing is."""
        found = find_password_problem(self.password(), *self._names)
        if found is not None:
            self.strength.show_text(messages.brief(found))
            self.first.setFocus()
            return True
        if self.problem():
            self.mismatch.show_text(self.problem())
            self.second.setFocus()
            return True
        return False

    def clear(self) -> None:
        """Forget both lines."""
        self.first.clear()
        self.second.clear()
        self.strength.show_text("")
        self.mismatch.show_text("")

    def _on_edited(self) -> None:
        text = self.password()
        found = find_password_problem(text, *self._names)
        if not text:
            self.strength.show_text("")
        elif found is not None:
            self.strength.show_text(messages.reason(found), "soon")
        elif len(text) < 12:
            self.strength.show_text(self.tr("可以用。再长一点更好，例如三四个词连在一起。"), "ok")
        else:
            self.strength.show_text(self.tr("很好，又长又难猜。"), "ok")
        second = self.second.text()
        started_alike = password_form(text).startswith(password_form(second))
        self.mismatch.show_text("" if started_alike else self.tr("两次输入的密码不一样。"), "soon")
