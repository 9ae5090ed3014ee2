"""A dialog with a form in it and one button that does what was asked; what is wrong stands at its fields."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.domain.problem import Problem
from ui.dialogs.growing import GrowingDialog
from ui.dialogs.refusal import show_at_fields
from ui.widgets.dress import button, foot, label
from ui.widgets.following_scroll import scrolled
from ui.widgets.form import Form

_WIDTH = 30  # in heights of a line


def _tr(text: str) -> str:
    return QCoreApplication.translate("FormDialog", text)


class FormDialog(GrowingDialog):
    """The fields are added by who derives from it; it stays open until what it asks for is stored."""

    def __init__(
        self,
        title: str,
        yes: str,
        parent: QWidget,
        *,
        about: str = "",
        danger: bool = False,
        columns: int = 1,
        scrolls: bool = False,
    ) -> None:
        """Make an empty form.

        Args:
            title: Of the window.
            yes: What the button does.
            parent: The dialog stays inside its window.
            about: Stands above the form.
            danger: The deed is hard to take back.
            columns: Of the form.
            scrolls: The form may be higher than its window.
        """
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = Form(columns)
        self.lead = label("", "muted", wrap=True)
        self.cancel = button(_tr("取消"))
        self.cancel.clicked.connect(self.reject)
        self.yes = button(yes, "danger" if danger else "primary")
        self.yes.clicked.connect(self.submit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.lead)
        layout.addWidget(scrolled(self.form) if scrolls else self.form, 1)
        layout.addLayout(foot(self.cancel, self.yes))
        self.form.finished.connect(self.submit)
        self.say(about)
        self.resize(self.fontMetrics().height() * _WIDTH, self.sizeHint().height())

    def say(self, text: str) -> None:
        """Say something above the form; an empty text takes it back."""
        self.lead.setText(text)
        self.lead.setVisible(bool(text))

    def submit(self) -> None:
        """Hand on what was typed, or say what is wrong with it."""
        raise NotImplementedError

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show at the fields what is wrong; what belongs to none stands at the first."""
        show_at_fields(self.form, problems)
