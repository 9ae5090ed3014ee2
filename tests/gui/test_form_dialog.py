"""A dialog with a form: nothing that was refused is left untold, and it closes only once it is stored."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from shiboken6 import isValid

from desktop import messages
from desktop.domain.problem import Place, Problem, ProblemError
from ui.dialogs.form_dialog import FormDialog
from ui.dialogs.refusal import show_at_fields, write_for
from ui.jobs import JobRunner
from ui.widgets.problem_line import ProblemLine

NAMELESS, BACKWARDS, ANYWHERE = (
    Problem("VLT-034", place=Place(field="name")),
    Problem("MTG-002", {"value": "明天的明天"}, Place(field="held_on")),
    Problem("MTG-035"),
)


class Asking(FormDialog):
    """Two fields."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("登记", "保存", parent, about="照纸上填。")
        self.form.add_field("name", "姓名", QLineEdit())
        self.form.add_field("day", "日期", QLineEdit())

    def submit(self) -> None:
        self.form.clear_problems()

    def told(self) -> dict[str, str]:
        return {key: self.form[key].problem.text() for key in self.form}


class ShellOfErrors:
    """Takes what no dialog shows."""

    def __init__(self) -> None:
        self.errors: list[Exception] = []

    def show_error(self, error: Exception) -> None:
        self.errors.append(error)


@pytest.fixture
def dialog(qtbot, dressed_application) -> Iterator[Asking]:
    window = QWidget()
    qtbot.addWidget(window)
    yield Asking(window)
    window.close()


def test_each_problem_stands_at_its_field_and_what_belongs_to_none_at_the_first(dialog: Asking) -> None:
    dialog.show_problems((NAMELESS, BACKWARDS, ANYWHERE))
    assert dialog.told() == {
        "name": "\n".join(map(messages.brief, (NAMELESS, BACKWARDS, ANYWHERE))),
        "day": "",
    }


def test_a_field_may_bear_another_name_than_the_service_gives_it(dialog: Asking) -> None:
    show_at_fields(dialog.form, (BACKWARDS, ANYWHERE), otherwise="day", named={"held_on": "day"})
    assert dialog.told() == {"name": "", "day": "\n".join(map(messages.brief, (BACKWARDS, ANYWHERE)))}


def test_what_belongs_to_no_field_may_stand_on_a_line_of_its_own(dialog: Asking) -> None:
    line = ProblemLine(dialog)
    show_at_fields(dialog.form, (NAMELESS, ANYWHERE), below=line)
    assert (dialog.told()["name"], line.text()) == (messages.brief(NAMELESS), messages.brief(ANYWHERE))
    show_at_fields(dialog.form, (NAMELESS,), below=line)
    assert line.text() == ""


@pytest.mark.parametrize(
    ("problem", "in_place", "at_field"),
    [(NAMELESS, False, True), (ANYWHERE, False, False), (ANYWHERE, True, True)],
)
def test_a_dialog_stays_open_with_what_was_refused(
    qtbot, runner: JobRunner, dialog: Asking, problem: Problem, in_place: bool, at_field: bool
) -> None:
    shell, written = ShellOfErrors(), []

    def refuse() -> None:
        raise ProblemError(problem)

    write_for(dialog, runner, shell, refuse, written.append, in_place=in_place)  # type: ignore[arg-type]
    assert not dialog.isEnabled()
    qtbot.waitUntil(dialog.isEnabled)
    assert (bool(dialog.told()["name"]), len(shell.errors), written) == (at_field, not at_field, [])


def test_a_dialog_closes_when_it_is_stored(qtbot, runner: JobRunner, dialog: Asking) -> None:
    done: list[str] = []
    closed: list[bool] = []
    dialog.accepted.connect(lambda: closed.append(not done))
    write_for(dialog, runner, ShellOfErrors(), lambda: "neu", done.append)  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: bool(done))
    assert (done, closed) == (["neu"], [True])


@pytest.mark.parametrize("problem", [None, NAMELESS])
def test_a_dialog_that_was_closed_meanwhile_is_left_alone_and_who_waits_is_told(
    qtbot, runner: JobRunner, dialog: Asking, problem: Problem | None
) -> None:
    shell, done, closed = ShellOfErrors(), [], threading.Event()

    def work() -> str:
        closed.wait(5)
        if problem is not None:
            raise ProblemError(problem)
        return "neu"

    dialog.show()
    write_for(dialog, runner, shell, work, done.append)  # type: ignore[arg-type]
    dialog.close()
    qtbot.waitUntil(lambda: not isValid(dialog))
    closed.set()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert (done, len(shell.errors)) == (([], 1) if problem else (["neu"], 0))


def test_the_sentence_above_the_form_takes_no_room_without_words(dialog: Asking) -> None:
    assert dialog.lead.text() == "照纸上填。"
    assert not dialog.lead.isHidden()
    dialog.say("")
    assert dialog.lead.isHidden()
