"""A row of the navigation: all that is known of a screen before it is imported."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QCoreApplication

from desktop.domain.accounts import Right

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.screen import PreparedScreen, Screen
    from ui.shell.shell_api import Shell


STATUS_AFTER_MS = 250
"""The shell asks the register nothing of its own until the first screen has had so much time to fill."""


class QuickEntry(NamedTuple):
    """Something of a screen that can be entered from everywhere, without leaving what is in view.

    Attributes:
        title: Chinese, marked like the screen's.
        shortcut: Such as ``Ctrl+J``.
        factory: ``module:name`` of a function ``(page, office, runner, shell) -> Callable[[], None]``, called
            once; what it gives opens the dialog over the page.
        right: Without it the entry is not offered.
        keys: Further words to find it by in the palette.
    """

    title: str
    shortcut: str
    factory: str
    right: Right
    keys: str = ""

    def shown_title(self) -> str:
        """The title in the user's language."""
        return QCoreApplication.translate("ScreenSpec", self.title)

    def make(
        self, page: "QWidget", office: "Office", runner: "JobRunner", shell: "Shell"
    ) -> Callable[[], None]:
        """Import it, over the page of the window."""
        made: Callable[[], None] = _find(self.factory)(page, office, runner, shell)
        return made


class ScreenSpec(NamedTuple):
    """One row of the navigation.

    Attributes:
        key: Name of the screen in links, settings and help (``resources/help/zh_CN/<key>.md``).
        title: Chinese, marked with ``QT_TRANSLATE_NOOP("ScreenSpec", ...)``.
        icon: Name in ``resources/icons``.
        shortcut: Such as ``Ctrl+1``.
        factory: ``module:name`` of a class or function ``(office, runner, shell) -> Screen``;
            imported on the first visit.
        right: Without it the row is not shown; None for everyone.
        at_foot: Stands at the lower end of the navigation.
        section: Heading it stands under, Chinese, marked like the title; empty stands above all headings.
        prepared: ``module:name`` of a function ``(runner) -> PreparedScreen``, where the screen can be made
            before there is an office.
        quick: What can be entered from everywhere; None for nothing.
    """

    key: str
    title: str
    icon: str
    shortcut: str
    factory: str
    right: Right | None = None
    at_foot: bool = False
    prepared: str = ""
    section: str = ""
    quick: QuickEntry | None = None

    def shown_title(self) -> str:
        """The title in the user's language."""
        return QCoreApplication.translate("ScreenSpec", self.title)

    def shown_section(self) -> str:
        """The section's heading in the user's language; empty where there is none."""
        return QCoreApplication.translate("ScreenSpec", self.section) if self.section else ""

    def build(self, office: "Office", runner: "JobRunner", shell: "Shell") -> "Screen":
        """Import the screen and make its widget."""
        return self.load()(office, runner, shell)

    def load(self) -> "Callable[..., Screen]":
        """Import the screen; safe in any thread, so that it can be done while a password is typed."""
        make: Callable[..., Screen] = _find(self.factory)
        return make

    def prepare(self, runner: "JobRunner") -> "PreparedScreen | None":
        """Make the screen without an office, or None where that can't be done."""
        make: Callable[[JobRunner], PreparedScreen] | None = _find(self.prepared) if self.prepared else None
        return make(runner) if make is not None else None


def _find(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
