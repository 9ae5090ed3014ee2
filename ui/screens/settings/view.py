"""Backups, users and settings (备份与设置)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout

from desktop.domain.accounts import Right
from ui.screens.settings.backup_section import BackupSection
from ui.screens.settings.office_section import OfficeSection
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.users_section import UsersSection
from ui.shell.screen import Screen
from ui.theme import read_appearance
from ui.widgets.dress import label

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class SettingsScreen(Screen):
    """Three sections, one in view."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.backup = BackupSection(
            may_back_up=office.may(Right.BACKUP),
            may_restore=office.may(Right.RESTORE),
            may_set=office.may(Right.SETTINGS),
        )
        self.users = UsersSection(may_manage=office.may(Right.MANAGE_USERS))
        self.office = OfficeSection(read_appearance(), may_set=office.may(Right.SETTINGS))
        self._sections = QStackedWidget()
        tabs = QHBoxLayout()
        tabs.setSpacing(8)
        self._group = QButtonGroup(self)
        sections = (
            (self.tr("备份"), self.backup),
            (self.tr("用户和密码"), self.users),
            (self.tr("设置"), self.office),
        )
        for number, (text, section) in enumerate(sections):
            pressed = QPushButton(text)
            pressed.setCheckable(True)
            pressed.setAutoDefault(False)
            pressed.setProperty("role", "tab")
            pressed.clicked.connect(lambda _=False, n=number: self._show_section(n))
            pressed.setChecked(number == 0)
            self._group.addButton(pressed, number)
            self._sections.addWidget(section)
            tabs.addWidget(pressed)
        tabs.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("备份与设置"), "title"))
        layout.addLayout(tabs)
        layout.addWidget(self._sections, 1)
        self._presenter = SettingsPresenter(self, office, runner, shell)
        self._presenter.load()

    def _show_section(self, number: int) -> None:
        self._group.button(number).setChecked(True)
        self._sections.setCurrentIndex(number)

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (("users", partial(self._show_section, 1)), ("office", partial(self._show_section, 2)))

    def refresh(self) -> None:
        self._presenter.load()
