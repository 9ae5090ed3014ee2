"""A guess begins with each letter, in the order of the letters, and ends when nobody goes on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.jobs import JobRunner
from ui.shell.guess_ahead import GuessAhead


class Desk:
    """What was begun and ended."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.jobs = JobRunner()
        self.parent = QObject()
        self.ahead = GuessAhead(self.jobs, self._begin, lambda: self.said.append("end"), self.parent)

    def _begin(self, login: str, password: str) -> None:
        self.said.append(f"{login} {password}")

    def type(self, letters: str) -> None:
        for count in range(1, len(letters) + 1):
            self.ahead.on_typed("wenshu", letters[:count])

    def settle(self, qtbot: QtBot) -> list[str]:
        qtbot.waitUntil(lambda: not self.jobs.is_busy)
        return self.said


@pytest.fixture
def desk(dressed_application: QApplication) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.jobs.close(5.0)


def test_nothing_is_begun_before_the_first_letter(qtbot: QtBot, desk: Desk) -> None:
    desk.ahead.release()
    assert desk.settle(qtbot) == []


def test_every_letter_is_guessed_with_in_its_turn(qtbot: QtBot, desk: Desk) -> None:
    desk.type("abc")
    assert desk.settle(qtbot) == ["wenshu a", "wenshu ab", "wenshu abc"]


def test_leaving_the_page_ends_the_guess(qtbot: QtBot, desk: Desk) -> None:
    desk.type("a")
    desk.ahead.release()
    desk.ahead.release()
    assert desk.settle(qtbot) == ["wenshu a", "end"]


def test_a_minute_without_a_letter_ends_the_guess_until_the_next(qtbot: QtBot, desk: Desk) -> None:
    desk.type("a")
    desk.ahead._timer.timeout.emit()
    assert desk.settle(qtbot) == ["wenshu a", "end"]
    desk.ahead.on_typed("wenshu", "ab")
    assert desk.settle(qtbot) == ["wenshu a", "end", "wenshu ab"]
