"""Behind the unlock page things are made ready, and nobody can see or misuse them."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.domain.accounts import Role
from desktop.services import opening
from desktop.services.office import Office
from tests.support.offices import make_office, reopen_office
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


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The kinds of pages shown, in order."""
    kinds: list[str] = []
    show = MainWindow.show_page

    def noted(window: MainWindow, page: QWidget) -> None:
        kinds.append(type(page).__name__)
        show(window, page)

    monkeypatch.setattr(MainWindow, "show_page", noted)
    return kinds


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Holds an opening between the right password and the signing in, until it is set."""
    go_on = threading.Event()
    sign_in = opening.sign_in

    def wait(*given: Any) -> Office:
        assert go_on.wait(20)
        return sign_in(*given)

    monkeypatch.setattr(opening, "sign_in", wait)
    yield go_on
    go_on.set()


def ready_page(qtbot: QtBot, flow: OfficeFlow) -> UnlockView:
    """The unlock page with the workspace made behind it."""
    qtbot.waitUntil(lambda: isinstance(flow.window.page(), UnlockView))
    page = flow.window.page()
    assert isinstance(page, UnlockView)
    page.password.line.textEdited.emit("x")
    qtbot.waitUntil(lambda: prepared_list(flow.window.room) is not None and not flow._preparation._steps)
    return page


def damage_accounts(folder: Path) -> None:
    """Spoil the page of the register that is read first after it was found to open."""
    office = reopen_office(folder)
    with office.store.reading() as connection:
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'account'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    office.close()
    with (folder / "register.db").open("r+b") as file:
        file.seek((root - 1) * int(size) + int(size) // 2)
        file.write(b"spoiled")


def test_after_the_right_password_the_workspace_is_shown_while_the_register_is_read_and_answers_to_nothing(
    qtbot: QtBot, flow: OfficeFlow, held: threading.Event
) -> None:
    page = ready_page(qtbot, flow)
    try_password(qtbot, flow, PASSWORD)
    qtbot.waitUntil(lambda: isinstance(flow.window.page(), Workspace))
    workspace = flow.window.page()
    assert isinstance(workspace, Workspace)
    assert workspace.isVisible()
    assert flow.office is None
    assert isValid(page)

    screen = workspace.stack.currentWidget()
    assert isinstance(screen, RegisterScreen)
    button = workspace.navigation.buttons()["today"]
    for widget in (button, screen.list.search):
        _click(qtbot, flow.window, widget)
        for key in (Qt.Key.Key_A, Qt.Key.Key_Tab, Qt.Key.Key_F1, Qt.Key.Key_Return):
            qtbot.keyClick(flow.window.windowHandle(), key)
    qtbot.keyClick(flow.window.windowHandle(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert workspace.hasFocus()
    assert screen.list.search.text() == ""
    assert not workspace._has("help")
    assert not workspace._has("palette_box")

    held.set()
    qtbot.waitUntil(lambda: flow.workspace is workspace)
    assert workspace.current_screen() is screen
    qtbot.waitUntil(lambda: not isValid(page))
    _click(qtbot, flow.window, button)
    qtbot.waitUntil(lambda: workspace.current_key == "today")


def test_what_was_shown_ahead_is_neither_dressed_nor_painted_again_when_the_office_is_there(
    qtbot: QtBot, flow: OfficeFlow, held: threading.Event
) -> None:
    ready_page(qtbot, flow)
    try_password(qtbot, flow, PASSWORD)
    qtbot.waitUntil(lambda: isinstance(flow.window.page(), Workspace))
    workspace = flow.window.page()
    assert isinstance(workspace, Workspace)
    screen = workspace.stack.currentWidget()
    qtbot.wait(50)  # its first painting
    watch = _Watch()
    for widget in (screen, workspace.navigation):
        widget.installEventFilter(watch)
    held.set()
    qtbot.waitUntil(lambda: flow.workspace is workspace and not workspace.runner.is_busy)
    qtbot.wait(50)
    assert watch.dressed == []
    assert workspace.navigation not in watch.painted


def test_a_register_that_does_not_open_after_the_right_password_leads_back_to_the_page(
    qtbot: QtBot, flow: OfficeFlow, shown: list[str], tmp_path: Path
) -> None:
    page = ready_page(qtbot, flow)
    damage_accounts(tmp_path / "d")
    shown.clear()
    try_password(qtbot, flow, PASSWORD)
    qtbot.waitUntil(lambda: bool(page.problem.text()))
    assert shown == ["Workspace", "UnlockView"]
    assert flow.window.page() is page
    assert flow.office is None
    assert page.open_button.isEnabled()
    qtbot.waitUntil(lambda: prepared_list(flow.window.room) is None)  # what was shown is gone
    shown.clear()
    ready_page(qtbot, flow)
    try_password(qtbot, flow, PASSWORD)
    qtbot.waitUntil(lambda: shown == ["Workspace", "UnlockView"])  # and it can be tried again


def test_a_window_closed_while_the_workspace_is_shown_ahead_ends_in_peace(
    qtbot: QtBot, flow: OfficeFlow, held: threading.Event, tmp_path: Path
) -> None:
    ready_page(qtbot, flow)
    try_password(qtbot, flow, PASSWORD)
    qtbot.waitUntil(lambda: isinstance(flow.window.page(), Workspace))
    threading.Timer(0.2, held.set).start()
    flow.window.close()
    qtbot.waitUntil(lambda: not flow.window.isVisible())
    assert flow.office is None


def _click(qtbot: QtBot, window: QWidget, widget: QWidget) -> None:
    """Click where a widget stands, as a mouse does."""
    place = widget.mapTo(window, widget.rect().center())
    qtbot.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=place)


class _Watch(QObject):
    """Notes which widgets were dressed anew and which were painted."""

    def __init__(self) -> None:
        super().__init__()
        self.dressed: list[QObject] = []
        self.painted: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.PaletteChange:
            self.dressed.append(watched)
        elif event.type() == QEvent.Type.Paint:
            self.painted.append(watched)
        return False
