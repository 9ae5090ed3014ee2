"""What a screen is to the shell: a widget made on the first visit, and what may be asked of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.filter_terms import FilterSet

if TYPE_CHECKING:
    from concurrent.futures import Future

    from desktop.services.office import Office
    from ui.shell.shell_api import Shell


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

    emergency_told = Signal(bool)  # whether it tells itself of an emergency that runs

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

    def unfinished(self) -> tuple[str, str] | None:
        """What is half typed here and kept: kind and id that `show_record` takes to go on with it."""
        return None

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

    def can_take_back(self) -> bool:
        """Whether Ctrl+Z and Ctrl+Y reach the register from here; not while something past is in view."""
        return True

    def commands(self) -> Sequence[Command]:
        """What the palette offers while this screen is in view."""
        return ()


class PreparedScreen(Screen):
    """A screen whose widgets are made behind the unlock page, before there is an office.

    Its constructor makes next to nothing; `making_steps` do.
    """

    def making_steps(self) -> Sequence[Callable[[], object]]:
        """Makes its widgets, in steps of a few milliseconds; each is called once, in this order."""
        return ()

    def first_questions(self) -> "Sequence[Callable[[Office], Any]]":
        """What it will ask of the office first: plain functions, called one by one off the GUI thread."""
        return ()

    def expect_answers(self, answers: "Sequence[Future[Any]]") -> None:
        """Take the answers to `first_questions`, in their order, asked as soon as the office was open."""

    def open_office(self, office: "Office", shell: "Shell") -> None:
        """Read the office and show it; called once."""
        raise NotImplementedError
