"""What a dialog asks to be written: it closes once that is stored; what was refused is told in it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from shiboken6 import isValid

from desktop import messages
from desktop.domain.problem import Problem, ProblemError

if TYPE_CHECKING:
    from ui.jobs import JobRunner
    from ui.shell.shell_api import Shell
    from ui.widgets.form import Form
    from ui.widgets.problem_line import ProblemLine


T = TypeVar("T")


class AskingDialog(Protocol):
    """A dialog that waits, disabled, until what it asked for is written."""

    def setEnabled(self, arg__1: bool, /) -> None:
        """Let the user type again."""

    def accept(self) -> None:
        """Close: it is written."""

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what is wrong at its fields."""


def write_for(
    dialog: AskingDialog,
    runner: "JobRunner",
    shell: "Shell",
    work: Callable[[], T],
    done: Callable[[T], None],
    *,
    in_place: bool = False,
) -> None:
    """Write what a dialog asks for; it waits meanwhile and closes when it is stored.

    Args:
        dialog: The dialog.
        runner: Does the work, on the lane of those that write.
        shell: Shows what the dialog can't.
        work: The call of a service.
        done: Takes its answer, after the dialog has closed.
        in_place: As for `refused_in`.
    """
    dialog.setEnabled(False)

    def stored(result: T) -> None:
        if isValid(dialog):  # else it was closed, or the window was locked, while it was written
            dialog.accept()
        done(result)

    runner.write(lambda _job: work(), stored, refused_in(dialog, shell, in_place=in_place))


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
        if not isValid(dialog):
            shell.show_error(error)
            return
        dialog.setEnabled(True)
        problems = error.problems if isinstance(error, ProblemError) else ()
        if problems and (in_place or any(problem.place for problem in problems)):
            dialog.show_problems(problems)
        else:
            shell.show_error(error)

    return failed


def show_at_fields(
    form: "Form",
    problems: Sequence[Problem],
    *,
    otherwise: str = "",
    below: "ProblemLine | None" = None,
    named: Mapping[str, str] | None = None,
) -> None:
    """Tell each problem at its field, several of one field below one another, and go to the first.

    Args:
        form: Where the fields are.
        problems: What is wrong; nothing of it is left untold.
        otherwise: Field for what belongs to none of the form; the first when no other is named.
        below: Line for what belongs to no field, instead of a field.
        named: Field of the form by what the service calls it, where the two differ.
    """
    told: dict[str, list[str]] = {}
    for problem in problems:
        key = problem.place.field if problem.place else ""
        key = (named or {}).get(key, key)
        told.setdefault(key if key in form else "", []).append(messages.brief(problem))
    rest = told.pop("", [])
    if below is not None:
        below.show_text("\n".join(rest))
    elif rest:
        key = otherwise or next(iter(form))
        told[key] = told.get(key, []) + rest
    for key, texts in told.items():
        form[key].show_problem("\n".join(texts))
    form.focus_first_problem()
