"""What a screen is to the shell: a row in the navigation, and a widget made on the first visit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.domain.accounts import Right
from ui.widgets.filter_terms import FilterSet

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desktop.services.office import Office
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell


STATUS_AFTER_MS = 250
"""The shell asks the register nothing of its own until the first screen has had so much time to fill."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something the user can ask for by name in the palette.

    Attributes:
        title: Shown, in the user's language.
        run: Called on the GUI thread.
        keys: Further words to find it by.
        shortcut: Shown beside the title; the shortcut itself is set where the command lives.
    """

    title: str
    run: Callable[[], None]
    keys: str = ""
    shortcut: str = ""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list screen is asked to show when another screen opens it."""

    text: str = ""
    filters: FilterSet = field(default_factory=FilterSet)
    view: str = ""  # identifier of a saved view


class Screen(QWidget):
    """Base of all screens: what the shell may ask of one. Each method may be left as it is."""

    def show_list(self, query: ListQuery) -> None:
        """Show the list a card, a link or the palette asked for."""

    def show_record(self, kind: str, record_id: str) -> None:
        """Show one record; ``kind`` is the table's name, such as ``person`` or ``household``."""

    def refresh(self) -> None:
        """Read anew: the screen came back into view, or records changed elsewhere."""

    def focus_first(self) -> None:
        """Take the keyboard on the first visit: the first control, unless told otherwise."""
        self.setFocus()
        self.focusNextChild()

    def keep_work(self) -> None:
        """Keep unsaved input as a draft at once: the program locks or closes."""

    def close_screen(self) -> None:
        """Stop timers and jobs: the screen is about to be destroyed."""

    def spare_modules(self) -> Sequence[str]:
        """Modules that first use of the rest needs; imported in a read lane in an idle moment."""
        return ()

    def spare_steps(self) -> Sequence[Callable[[], object]]:
        """Makes what first use of the rest needs, in steps of a few milliseconds, in idle moments."""
        return ()

    def views_to_photograph(self) -> Sequence[tuple[str, Callable[[], None]]]:
        """Further states worth a picture (`ui.shots`): a name for the file, and what brings it up."""
        return ()

    def commands(self) -> Sequence[Command]:
        """What the palette offers while this screen is in view."""
        return ()


class PreparedScreen(Screen):
    """A screen whose widgets are made behind the unlock page, before there is an office."""

    def first_question(self) -> "Callable[[Office], Any] | None":
        """What it will ask of the office first: a plain function, called off the GUI thread."""
        return None

    def expect_answer(self, question: Any, answer: "Future[Any]") -> None:
        """Take the answer to `first_question`, asked as soon as the office was open."""

    def open_office(self, office: "Office", shell: "Shell") -> None:
        """Read the office and show it; called once."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class ScreenSpec:
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
        prepared: ``module:name`` of a function ``(runner) -> PreparedScreen``, where the screen can be made
            before there is an office.
    """

    key: str
    title: str
    icon: str
    shortcut: str
    factory: str
    right: Right | None = None
    at_foot: bool = False
    prepared: str = ""

    def shown_title(self) -> str:
        """The title in the user's language."""
        return QCoreApplication.translate("ScreenSpec", self.title)

    def build(self, office: "Office", runner: "JobRunner", shell: "Shell") -> Screen:
        """Import the screen and make its widget."""
        return self.load()(office, runner, shell)

    def load(self) -> "Callable[..., Screen]":
        """Import the screen; safe in any thread, so that it can be done while a password is typed."""
        make: Callable[..., Screen] = _find(self.factory)
        return make

    def prepare(self, runner: "JobRunner") -> PreparedScreen | None:
        """Make the screen without an office, or None where that can't be done."""
        make: Callable[[JobRunner], PreparedScreen] | None = _find(self.prepared) if self.prepared else None
        return make(runner) if make is not None else None


def _find(place: str) -> Any:
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
