"""What the shell offers to screens."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from ui.jobs import JobTicket
from ui.shell.screen import ListQuery
from ui.theme import Appearance

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.shell.sync_runner import SyncRunner

T = TypeVar("T")


class Shell(Protocol):
    """Handed to every screen; all calls are made on the GUI thread.

    Attributes:
        sync: The runs of the exchange with the county; how one ends is told by the shell.
    """

    sync: "SyncRunner"

    @property
    def screen_parent(self) -> "QWidget":
        """What a screen is made on. With another parent later, Qt would dress each of its widgets anew."""

    def show_error(self, error: Exception) -> None:
        """Show what a job ended with: problems as sentences, anything else as a bug.

        Fits as ``failed=`` of the job runner.
        """

    def show_problem(self, problem: Problem | ProblemError) -> None:
        """Say in a dialog what is wrong, by which rule, what to do, what became of the data."""

    def show_bug(self, error: BaseException) -> None:
        """Say that the program failed, with details to copy that hold no personal data."""

    def notify(self, text: str, action_name: str = "", action: Callable[[], None] | None = None) -> None:
        """A short note that something worked, with at most one button such as 撤销."""

    def ask(
        self, question: str, detail: str, yes: str, on_yes: Callable[[], None], *, danger: bool = False
    ) -> None:
        """Ask before a step; ``yes`` names the step. Esc and, when ``danger``, Enter mean no."""

    def open_screen(self, key: str) -> None:
        """Go to a screen of the navigation."""

    def open_list(self, screen_key: str, query: ListQuery) -> None:
        """Go to a list and show what is asked for."""

    def open_record(self, screen_key: str, kind: str, record_id: str) -> None:
        """Go to a screen and show one record."""

    def open_person(self, person_id: str) -> None:
        """Show a person's household card."""

    def open_household(self, household_id: str) -> None:
        """Show a household card."""

    def run_long(
        self,
        title: str,
        work: Callable[[JobHandle], T],
        done: Callable[[T], None],
        *,
        failed: Callable[[Exception], None] | None = None,
        cancelled: Callable[[], None] | None = None,
        writes: bool = False,
        can_cancel: bool = True,
        steps: dict[str, str] | None = None,
    ) -> JobTicket:
        """Run work over the window with progress and cancel; short work shows nothing.

        Args:
            title: What is being done, such as 正在导出.
            work: Plain function of a job handle.
            done: Gets what it returned.
            failed: Gets what it raised; `show_error` when None.
            cancelled: Called when the user stopped it in time.
            writes: Whether it goes to the write lane.
            can_cancel: Whether a cancel button is offered.
            steps: Words for the step codes the job reports as ``text``.
        """

    def go_back_to_backup(self, file: Path) -> None:
        """Close the office, put a backup in its place and ask for the password again.

        Whoever asks has made sure of the right and of a backup of today's state.
        """

    def set_appearance(self, appearance: Appearance) -> None:
        """Change colours, font size or language on this PC, at once; screens are made anew."""

    def records_changed(self) -> None:
        """Tell that something was stored: figures, status line and the screen in view are read anew.

        Who stores need not read again; a screen out of view reads when it comes back.
        """
