"""Behind the unlock page things are made ready, and nobody can see or misuse them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.support.offices import make_office
from tests.support.vault import CHEAP, PASSWORD
from tests.support.windows import activate
from ui.jobs import JobRunner
from ui.screens import SCREENS
from ui.screens.opening.opening_services import OpeningServices
from ui.screens.opening.unlock_view import UnlockView
from ui.screens.register.list_page import ListPage
from ui.screens.register.view import RegisterScreen
from ui.shell.flow import FlowServices, OfficeFlow
from ui.shell.main_window import MainWindow
from ui.shell.preparation import Preparation


@pytest.fixture
def preparation(dressed_application: QApplication) -> Iterator[Preparation]:
    QSettings().setValue("shell/screen", "register")
    jobs, parent = JobRunner(), QObject()
    made = Preparation(jobs, SCREENS, lambda: None, parent)
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
    made = OfficeFlow(dressed_application, MainWindow(), tmp_path / "d", cheap, SCREENS)
    qtbot.addWidget(made.window)
    made.window.show()
    activate(qtbot, made.window)
    made.start()
    yield made
    made.close()


def wait_for_front(qtbot: QtBot, preparation: Preparation) -> Callable[[], ListPage | None]:
    preparation.start()
    preparation.make_front()
    qtbot.waitUntil(lambda: any(isinstance(w, ListPage) for w in QApplication.topLevelWidgets()))

    def take() -> ListPage | None:
        front = preparation.take_front("register")
        assert front is None or isinstance(front, ListPage)
        return front

    return take


def try_password(qtbot: QtBot, flow: OfficeFlow, password: str) -> None:
    page = flow.window.page()
    assert isinstance(page, UnlockView)
    page.password.line.setText(password)
    qtbot.keyClick(page.password.line, Qt.Key.Key_Return)


def test_the_front_of_the_screen_shown_last_is_made_unseen_and_without_an_office(
    qtbot: QtBot, preparation: Preparation
) -> None:
    take = wait_for_front(qtbot, preparation)
    runner = preparation.take_runner(preparation)
    front = take()
    assert front is not None
    assert not front.isVisible()
    assert all(loader.office is None for loader in front._loaders.values())
    assert all(model.rowCount() == 0 for model in front.models.values())
    front.deleteLater()
    runner.close()


def test_a_front_that_the_first_screen_does_not_want_is_let_go(
    qtbot: QtBot, preparation: Preparation
) -> None:
    wait_for_front(qtbot, preparation)
    runner = preparation.take_runner(preparation)
    assert preparation.take_front("today") is None
    qtbot.waitUntil(lambda: not any(isinstance(w, ListPage) for w in QApplication.topLevelWidgets()))
    runner.close()


def test_what_nobody_took_goes_with_the_preparation(qtbot: QtBot, preparation: Preparation) -> None:
    wait_for_front(qtbot, preparation)
    (front,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, ListPage))
    preparation.drop()
    qtbot.waitUntil(lambda: not isValid(front))


def test_a_wrong_password_leaves_no_workspace_and_the_right_one_finds_the_front_ready(
    qtbot: QtBot, flow: OfficeFlow
) -> None:
    qtbot.waitUntil(lambda: isinstance(flow.window.page(), UnlockView))
    try_password(qtbot, flow, "不是这个 密码 1999")
    page = flow.window.page()
    assert isinstance(page, UnlockView)
    qtbot.waitUntil(lambda: any(isinstance(w, ListPage) for w in QApplication.topLevelWidgets()))
    (front,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, ListPage))
    qtbot.waitUntil(lambda: bool(page.problem.text()))
    assert flow.workspace is None
    assert flow.office is None
    assert flow.window.page() is page
    assert not front.isVisible()
    try_password(qtbot, flow, PASSWORD)
    qtbot.waitUntil(lambda: flow.workspace is not None)
    assert flow.workspace is not None
    screen = flow.workspace.current_screen()
    assert isinstance(screen, RegisterScreen)
    assert screen.list is front
