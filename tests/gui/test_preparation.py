"""Behind the unlock page things are made ready, and nobody can see or misuse them."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.domain.accounts import Role
from tests.support.offices import make_office
from tests.support.vault import CHEAP, PASSWORD
from tests.support.windows import activate
from ui.jobs import JobRunner
from ui.kept_setting import keep
from ui.screens.opening.opening_services import OpeningServices
from ui.screens.opening.unlock_view import UnlockView
from ui.screens.register.list_page import ListPage
from ui.screens.register.view import RegisterScreen
from ui.screens.shipped import SCREENS
from ui.shell.flow import FlowServices, OfficeFlow
from ui.shell.main_window import MainWindow
from ui.shell.preparation import Preparation
from ui.shell.workspace import Workspace


@pytest.fixture
def preparation(dressed_application: QApplication) -> Iterator[Preparation]:
    QSettings().setValue("shell/screen", "register")
    jobs, parent = JobRunner(), QObject()
    made = Preparation(jobs, lambda: SCREENS, lambda: None, parent)
    yield made
    made.drop()
    jobs.close(5.0)


@pytest.fixture
def flow(dressed_application: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[OfficeFlow]:
    from desktop import app

    QSettings().setValue("shell/screen", "register")
    make_office(tmp_path / "d").close()
    services = app.flow_services()
    cheap = FlowServices(
        opening=lambda path: OpeningServices(path, CHEAP),
        shell=services.shell,
        auto_lock_minutes=lambda office: 0,
        load=services.load,
    )
    made = OfficeFlow(dressed_application, MainWindow(), tmp_path / "d", cheap, lambda: SCREENS)
    qtbot.addWidget(made.window)
    made.window.show()
    activate(qtbot, made.window)
    made.start()
    yield made
    made.close()


def prepared_list(room: QWidget) -> ListPage | None:
    """The list made behind the unlock page."""
    return room.findChild(ListPage)


def wait_for_list(qtbot: QtBot, preparation: Preparation, room: QWidget) -> ListPage:
    preparation.start()
    preparation.make_workspace("竹林村", Role.CLERK, room)
    qtbot.waitUntil(lambda: prepared_list(room) is not None)
    made = prepared_list(room)
    assert made is not None
    return made


def broken(_workspace: Workspace, _key: str) -> None:
    raise ValueError


def try_password(qtbot: QtBot, flow: OfficeFlow, password: str) -> None:
    page = flow.window.page()
    assert isinstance(page, UnlockView)
    page.password.line.setText(password)
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)


def test_the_screen_shown_last_is_made_unseen_and_without_an_office(
    qtbot: QtBot, preparation: Preparation
) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.show()
    made = wait_for_list(qtbot, preparation, room)
    workspace = preparation.take("竹林村", Role.CLERK)
    assert workspace is not None
    assert workspace.isAncestorOf(made)
    assert not workspace.isVisible()
    assert not made.isVisible()
    assert all(loader.office is None for loader in made._loaders.values())
    assert all(model.rowCount() == 0 for model in made.models.values())
    assert made.chips.chips()  # the usual filter, known without an office
    workspace.runner.close()


def test_a_setting_that_stands_is_not_written_again(dressed_application: QApplication) -> None:
    keep("shell/screen", "register")
    QSettings().sync()
    file = Path(QSettings().fileName())
    before = file.stat().st_ino  # Qt writes a new file in place of the old one
    keep("shell/screen", "register")
    QSettings().sync()
    assert file.stat().st_ino == before
    keep("shell/screen", "today")
    QSettings().sync()
    assert QSettings().value("shell/screen") == "today"
    assert file.stat().st_ino != before


@pytest.mark.parametrize(("village", "role"), [("竹林村", Role.READER), ("别的村", Role.CLERK)])
def test_a_workspace_made_for_somebody_else_is_let_go(
    qtbot: QtBot, preparation: Preparation, village: str, role: Role
) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    made = wait_for_list(qtbot, preparation, room)
    assert preparation.take(village, role) is None
    qtbot.waitUntil(lambda: not isValid(made))


def test_what_cannot_be_made_ready_is_left_to_be_made_and_told_later(
    qtbot: QtBot, preparation: Preparation, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(Workspace, "prepare_screen", broken)
    room = QWidget()
    qtbot.addWidget(room)
    preparation.start()
    preparation.make_workspace("竹林村", Role.CLERK, room)
    qtbot.waitUntil(lambda: "ValueError" in caplog.text)
    assert preparation.take("竹林村", Role.CLERK) is None


def test_what_nobody_took_goes_with_the_preparation(qtbot: QtBot, preparation: Preparation) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    made = wait_for_list(qtbot, preparation, room)
    preparation.drop()
    qtbot.waitUntil(lambda: not isValid(made))


def test_a_wrong_password_leaves_no_workspace_and_the_right_one_finds_the_screen_ready(
    qtbot: QtBot, flow: OfficeFlow
) -> None:
    qtbot.waitUntil(lambda: isinstance(flow.window.page(), UnlockView))
    try_password(qtbot, flow, "不是这个 密码 1999")
    page = flow.window.page()
    assert isinstance(page, UnlockView)
    qtbot.waitUntil(lambda: prepared_list(flow.window.room) is not None)
    made = prepared_list(flow.window.room)
    assert made is not None
    qtbot.waitUntil(lambda: bool(page.problem.text()))
    assert flow.workspace is None
    assert flow.office is None
    assert flow.window.page() is page
    assert not made.isVisible()
    try_password(qtbot, flow, PASSWORD)
    qtbot.waitUntil(lambda: flow.workspace is not None)
    assert flow.workspace is not None
    screen = flow.workspace.current_screen()
    assert isinstance(screen, RegisterScreen)
    assert screen.list is made


def test_the_list_is_asked_for_before_the_window_knows_of_the_office(
    qtbot: QtBot, flow: OfficeFlow, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop.services import register

    asked: list[tuple[str, str]] = []

    def note(name: str) -> None:
        question = getattr(register, name)

        def noted(*given: Any, **named: Any) -> list[str]:
            asked.append((name, threading.current_thread().name))
            answer: list[str] = question(*given, **named)
            return answer

        monkeypatch.setattr(register, name, noted)

    note("first_ids")
    note("list_ids")
    qtbot.waitUntil(lambda: isinstance(flow.window.page(), UnlockView))
    try_password(qtbot, flow, "不是这个 密码 1999")
    qtbot.waitUntil(
        lambda: prepared_list(flow.window.room) is not None and bool(flow._preparation._questions)
    )
    page = flow.window.page()
    assert isinstance(page, UnlockView)
    qtbot.waitUntil(lambda: bool(page.problem.text()))
    assert asked == []
    try_password(qtbot, flow, PASSWORD)
    qtbot.waitUntil(lambda: flow.workspace is not None and not flow.workspace.runner.is_busy)
    assert [(name, thread.split("_")[0]) for name, thread in asked] == [
        ("first_ids", "first"),
        ("list_ids", "first"),
    ]
