"""A real office with three households, and the register's screen over it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.services.office import Office
from tests.support.households import Village, fill_with_households
from tests.support.offices import make_office
from tests.support.workspace import open_workspace
from ui.jobs import JobRunner
from ui.screens.register.view import RegisterScreen
from ui.shell.workspace import Workspace


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """An office on disk; closed when the test has not done so."""
    opened = make_office(tmp_path / "office")
    yield opened
    opened.close()


@pytest.fixture
def village(office: Office) -> Village:
    """What is in the office."""
    return fill_with_households(office)


@pytest.fixture
def workspace(qtbot: QtBot, office: Office, village: Village, runner: JobRunner) -> Iterator[Workspace]:
    """The window's inside, with the keyboard."""
    shown = open_workspace(office, runner)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    yield shown
    shown.close_workspace()
    qtbot.waitUntil(lambda: not runner.is_busy)


@pytest.fixture
def screen(qtbot: QtBot, workspace: Workspace) -> RegisterScreen:
    """The register, its list loaded."""
    workspace.open_screen("register")
    shown = workspace.current_screen()
    assert isinstance(shown, RegisterScreen)
    qtbot.waitUntil(lambda: shown.list.count.text() == "5 人")
    return shown
