"""What a service refused is told in the dialog that asked for it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from desktop.domain.problem import Problem, ProblemError

if TYPE_CHECKING:
    from ui.shell.shell_api import Shell


class AskingDialog(Protocol):
    """A dialog that waits, disabled, until what it asked for is written."""

    def setEnabled(self, arg__1: bool, /) -> None:
        """Let the user type again."""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong at its fields."""


def refused_in(
    dialog: AskingDialog, shell: "Shell", *, in_place: bool = False
) -> Callable[[Exception], None]:
    """What to do when the write that a dialog asked for fails: the dialog stays open for another try.

    Args:
        dialog: The dialog.
        shell: Shows what the dialog can't.
        in_place: The dialog shows every problem; else only when one has its place at a field.
    """

    def failed(error: Exception) -> None:
        dialog.setEnabled(True)
        problems = error.problems if isinstance(error, ProblemError) else ()
        if problems and (in_place or any(problem.place for problem in problems)):
            dialog.show_problems(problems)
        else:
            shell.show_error(error)

    return failed
