"""Memory for a guess is kept while somebody types, and no longer."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.jobs import JobRunner
from ui.shell.guess_keeper import GuessKeeper


class Desk:
    """A keeper and what it asked for."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.jobs = JobRunner()
        self.parent = QObject()
        self.keeper = GuessKeeper(
            self.jobs, lambda: self.said.append("prepare"), lambda: self.said.append("give up"), self.parent
        )

    def settle(self, qtbot: QtBot) -> list[str]:
        qtbot.waitUntil(lambda: not self.jobs.is_busy)
        return self.said


@pytest.fixture
def desk(dressed_application: QApplication) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.jobs.close(5.0)


def test_nothing_is_kept_before_the_first_letter(qtbot: QtBot, desk: Desk) -> None:
    desk.keeper.release()
    assert desk.settle(qtbot) == []


def test_a_password_of_many_letters_asks_once(qtbot: QtBot, desk: Desk) -> None:
    for _ in range(8):
        desk.keeper.on_typed()
    assert desk.settle(qtbot) == ["prepare"]


def test_leaving_the_page_gives_the_memory_back(qtbot: QtBot, desk: Desk) -> None:
    desk.keeper.on_typed()
    desk.keeper.release()
    assert desk.settle(qtbot) == ["prepare", "give up"]


def test_a_minute_without_a_letter_gives_the_memory_back(qtbot: QtBot, desk: Desk) -> None:
    desk.keeper.on_typed()
    desk.keeper._timer.timeout.emit()
    assert desk.settle(qtbot) == ["prepare", "give up"]
    desk.keeper.on_typed()
    assert desk.settle(qtbot) == ["prepare", "give up", "prepare"]


def test_a_second_try_finds_the_memory_still_there(qtbot: QtBot, desk: Desk) -> None:
    desk.keeper.on_typed()
    desk.settle(qtbot)
    desk.keeper.on_typed()
    assert desk.settle(qtbot) == ["prepare"]
