"""Every screen of the navigation on a real office: it opens, it fits, in every colour."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop.services.office import Office
from tests.support.offices import make_office
from tests.support.shell import shell_services
from ui.jobs import JobRunner
from ui.screens.shipped import SCREENS
from ui.shell.problem_dialog import BugDialog
from ui.shell.screen import Screen
from ui.shell.screen_spec import ScreenSpec
from ui.shell.workspace import Workspace
from ui.theme import Appearance, Scheme, apply_appearance, apply_language

pytestmark = pytest.mark.early

SMALLEST = (1093, 614)  # 1366 x 768 at 125 %
KEYS = [spec.key for spec in SCREENS]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path / "d")
    yield made
    made.close()


Screens = Callable[[], Iterator[tuple[str, Workspace]]]


@pytest.fixture
def screens(qtbot: QtBot, runner: JobRunner, office: Office) -> Iterator[Screens]:
    """Opens one screen after the other in the smallest window and lets each read."""
    opened: list[Workspace] = []

    def walk() -> Iterator[tuple[str, Workspace]]:
        workspace = Workspace.over(office, runner, shell_services(office), SCREENS)
        opened.append(workspace)
        qtbot.addWidget(workspace)
        workspace.resize(*SMALLEST)
        workspace.show()
        for key in KEYS:
            workspace.open_screen(key)
            qtbot.waitUntil(lambda: not runner.is_busy, timeout=20_000)
            bugs = [w for w in QApplication.topLevelWidgets() if isinstance(w, BugDialog) and w.isVisible()]
            assert bugs == [], key
            assert workspace.current_key == key
            yield key, workspace

    yield walk
    for workspace in opened:
        workspace.close_workspace()
    runner.close()


def test_every_screen_fits_the_smallest_window_and_names_what_one_can_press(
    screens: Screens, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at, too_large, nameless = [], {}, set()
    build, moved = ScreenSpec.build, []

    def build_and_look(spec: ScreenSpec, office: Office, runner: JobRunner, shell: Workspace) -> Screen:
        made = build(spec, office, runner, shell)
        if made.parentWidget() is not shell.screen_parent:
            moved.append(spec.key)
        return made

    monkeypatch.setattr(ScreenSpec, "build", build_and_look)
    for key, workspace in screens():
        needed = workspace.minimumSizeHint()
        if needed.width() > SMALLEST[0] or needed.height() > SMALLEST[1]:
            too_large[key] = needed.toTuple()
        screen = workspace.current_screen()
        nameless |= {
            (key, f"{type(button.parent()).__name__}: {button.objectName()}")
            for button in screen.findChildren(QPushButton)
            if button.isVisible() and not (button.text() or button.accessibleName())
        }
        assert screen.findChildren(QLabel), key
        looked_at.append(key)
    assert too_large == {}  # the first is the one to look at: what is built stays in the window
    assert nameless == set()
    assert looked_at == KEYS
    assert moved == []  # given another parent later, each of their widgets would be dressed anew


def test_every_screen_opens_in_dark_colours_with_large_letters(
    dressed_application: QApplication, screens: Screens
) -> None:
    apply_appearance(dressed_application, Appearance(Scheme.DARK, 150))
    try:
        assert [key for key, workspace in screens() if not workspace.grab().isNull()] == KEYS
    finally:
        apply_appearance(dressed_application, Appearance())


def test_qts_own_buttons_speak_chinese(dressed_application: QApplication) -> None:
    from PySide6.QtWidgets import QDialogButtonBox

    apply_language(dressed_application, "zh_CN")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
    assert QLocale().language() == QLocale.Language.Chinese
