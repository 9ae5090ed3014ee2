"""A clerk's desk for tests: the real window's inside over a real office, worked with keys."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop import app
from desktop.domain.accounts import Role
from desktop.services import accounts
from desktop.services.office import Office
from desktop.services.register_editing import add_household, add_person
from tests.support.ledger import number
from tests.support.offices import make_office, reopen_office
from ui.jobs import JobRunner
from ui.screens.shipped import SCREENS
from ui.shell.problem_dialog import ProblemDialog, QuestionDialog
from ui.shell.screen import Screen
from ui.shell.workspace import Workspace

D = TypeVar("D", bound=QDialog)
S = TypeVar("S", bound=Screen)
CONTROL = Qt.KeyboardModifier.ControlModifier
LONG_MS = 20_000
OTHERS_PASSWORD = "山高 水长 2008"


class Desk:
    """The window of the office, at the smallest size that the program promises to fit."""

    def __init__(self, qtbot: QtBot, runner: JobRunner, folder: Path) -> None:
        self.qtbot = qtbot
        self.runner = runner
        self.folder = folder
        self.office: Office = make_office(folder)
        self.workspace = self._open_window()

    def _open_window(self) -> Workspace:
        made = Workspace.over(self.office, self.runner, app.shell_services(self.office), SCREENS)
        made.resize(1093, 614)
        made.show()
        made.activateWindow()
        self.qtbot.waitUntil(made.isActiveWindow)
        return made

    def screen(self, key: str, kind: type[S]) -> S:
        """Go to a screen and let it read."""
        self.workspace.open_screen(key)
        self.settle()
        screen = self.workspace.current_screen()
        assert isinstance(screen, kind)
        return screen

    def settle(self) -> None:
        """Wait until no job runs and its answers have been shown."""
        for _ in range(2):  # an answer may ask for more
            self.qtbot.waitUntil(lambda: not self.runner.is_busy, timeout=LONG_MS)
            QApplication.processEvents()

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for what a user would wait for."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=LONG_MS)

    def dialogs(self) -> list[QDialog]:
        """Dialogs in view."""
        return [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]

    def dialog(self, kind: type[D]) -> D:
        """The one dialog of a kind, as soon as it is there."""
        self.until(lambda: [d for d in self.dialogs() if isinstance(d, kind)])
        (found,) = [d for d in self.dialogs() if isinstance(d, kind)]
        assert isinstance(found, kind)
        return found

    def told(self) -> str:
        """What a message box says; it is closed afterwards."""
        box = self.dialog(ProblemDialog)
        text = box.text
        box.accept()
        self.until(lambda: not self.dialogs())
        return text

    def agree(self) -> str:
        """Say yes to the question in view; returns what was asked."""
        box = self.dialog(QuestionDialog)
        asked = "\n".join(line.text() for line in box.findChildren(QLabel))
        self.press(box.yes)
        return asked

    def choose(self, path: Path) -> None:
        """Choose a file or folder in the dialog that asks for one."""
        box = self.dialog(QFileDialog)
        box.fileSelected.emit(str(path))  # the list of files of the system's own dialog is not ours to test
        box.reject()

    def press(self, pressed: QAbstractButton) -> None:
        """Press a button with the space bar."""
        assert pressed.isEnabled()
        pressed.setFocus()
        self.qtbot.keyClick(pressed, Qt.Key.Key_Space)

    def write(self, line: QLineEdit, text: str) -> None:
        """Type over what stands in a line; hanzi come from an input method, not from keys."""
        line.setFocus()
        line.selectAll()
        if text.isascii():
            self.qtbot.keyClick(line, Qt.Key.Key_Backspace)
            self.qtbot.keyClicks(line, text)
        else:
            line.insert(text)
            line.textEdited.emit(text)

    def enter(self, widget: QWidget) -> None:
        """Press Enter."""
        self.qtbot.keyClick(widget, Qt.Key.Key_Return)

    def noted(self) -> str:
        """The last note at the foot of the window."""
        return self.workspace.toast.text()

    def add_user(self, login: str, name: str, role: Role) -> None:
        """One more person in the office."""
        accounts.add_user(self.office, login, name, role, OTHERS_PASSWORD)

    def sign_in(self, login: str, password: str) -> None:
        """Let another user go on, as the quick switch does."""
        self.settle()
        self._close_window()
        self.office = accounts.switch_user(self.office, login, password)
        self.workspace = self._open_window()

    def go_to(self, day: date) -> None:
        """Come to work on another day: the office's clock shows its morning, the window is opened anew."""
        moment = datetime.combine(day, time(9), datetime.now(UTC).astimezone().tzinfo).astimezone(UTC)
        self.go_by(lambda: moment)

    def go_by(self, clock: Callable[[], datetime]) -> None:
        """Work by another clock; the window is opened anew."""
        self.settle()
        self._close_window()
        self.office = replace(self.office, clock=clock)
        self.workspace = self._open_window()

    def restart(self) -> None:
        """Close the office and open it again."""
        self.settle()
        self._close_window()
        self.office.close()
        self.office = reopen_office(self.folder)
        self.workspace = self._open_window()

    def _close_window(self) -> None:
        for box in self.dialogs():
            box.reject()
        self.workspace.close_workspace()
        self.workspace.close()
        self.workspace.deleteLater()

    def close(self) -> None:
        """Tidy up."""
        self.settle()
        self._close_window()
        self.runner.close()
        self.office.close()


@pytest.fixture
def desk(qtbot: QtBot, runner: JobRunner, tmp_path: Path) -> Iterator[Desk]:
    """A desk in an empty office."""
    made = Desk(qtbot, runner, tmp_path / "office")
    yield made
    made.close()


def add_family(office: Office) -> dict[str, str]:
    """The household of 王建国 with his wife 李秀英; ids by name."""
    household, head = add_household(
        office,
        {"villager_group": "一组"},
        {"name": "王建国", "citizen_id": number(1970, 5, 1, 1), "mobile": "10012345678"},
    )
    wife = add_person(
        office,
        household,
        {"name": "李秀英", "citizen_id": number(1972, 8, 3, 2), "relation_to_head": "配偶"},
    )
    return {"household": household, "王建国": head, "李秀英": wife}
