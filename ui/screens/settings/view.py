"""Backups, users and settings (备份与设置)."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop.domain.accounts import Right
from ui.screens.settings.backup_section import BackupSection
from ui.screens.settings.office_section import OfficeSection
from ui.screens.settings.presenter import SettingsPresenter
from ui.screens.settings.reminders_section import RemindersSection
from ui.screens.settings.users_section import UsersSection
from ui.shell.screen import Screen
from ui.theme import read_appearance
from ui.widgets.dress import label
from ui.widgets.tab_strip import TabStrip

if TYPE_CHECKING:
    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


class SettingsScreen(Screen):
    """Four sections, one in view."""

    def __init__(self, office: "Office", runner: "JobRunner", shell: "Shell") -> None:
        super().__init__(shell.screen_parent)
        self.setProperty("role", "page")
        self.backup = BackupSection(
            may_back_up=office.may(Right.BACKUP),
            may_restore=office.may(Right.RESTORE),
            may_set=office.may(Right.SETTINGS),
        )
        self.users = UsersSection(may_manage=office.may(Right.MANAGE_USERS))
        self.office = OfficeSection(read_appearance(), may_set=office.may(Right.SETTINGS))
        self._sections = QStackedWidget()
        self.reminders = RemindersSection(office, runner, shell)
        self._keys: dict[str, QWidget] = {
            "backup": self.backup,
            "users": self.users,
            "office": self.office,
            "reminders": self.reminders,
        }
        self.tabs = TabStrip(
            (
                ("backup", self.tr("备份")),
                ("users", self.tr("用户和密码")),
                ("office", self.tr("设置")),
                ("reminders", self.tr("提醒和规则")),
            )
        )
        self.tabs.mark("backup")
        self.tabs.chosen.connect(self.show_section)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 20, 14)
        layout.setSpacing(10)
        layout.addWidget(label(self.tr("备份与设置"), "title"))
        layout.addWidget(self.tabs)
        layout.addWidget(self._sections, 1)
        # once their stack is in its place: with another parent Qt would dress all of it anew
        for section in self._keys.values():
            self._sections.addWidget(section)
        self._presenter = SettingsPresenter(self, office, runner, shell)
        self._presenter.load()

    def show_section(self, key: str) -> None:
        """Bring a section into view: ``backup``, ``users``, ``office`` or ``reminders``."""
        self.tabs.mark(key)
        self._sections.setCurrentWidget(self._keys[key])

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        return (
            ("users", partial(self.show_section, "users")),
            ("office", partial(self.show_section, "office")),
            ("reminders", partial(self.show_section, "reminders")),
        )

    def refresh(self) -> None:
        self._presenter.load()
        self.reminders.load()
