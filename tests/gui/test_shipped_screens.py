"""Every screen of the navigation on a real office: it opens, it fits, it speaks both languages."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

import resources
from desktop.services.office import Office
from tests.support.offices import make_office
from tests.support.shell import shell_services
from ui.jobs import JobRunner
from ui.screens import SCREENS
from ui.shell.problem_dialog import BugDialog
from ui.shell.workspace import Workspace
from ui.theme import Appearance, Scheme, apply_appearance, apply_language

SMALLEST = (1093, 614)  # 1366 x 768 at 125 %
KEYS = [spec.key for spec in SCREENS]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = make_office(tmp_path / "d")
    yield made
    made.close()


@pytest.fixture
def workspace(qtbot: QtBot, runner: JobRunner, office: Office) -> Iterator[Workspace]:
    made = Workspace.over(office, runner, shell_services(office), SCREENS)
    qtbot.addWidget(made)
    made.resize(*SMALLEST)
    made.show()
    yield made
    made.close_workspace()
    runner.close()


def open_screen(qtbot: QtBot, workspace: Workspace, key: str) -> None:
    workspace.open_screen(key)
    qtbot.waitUntil(lambda: not workspace.runner.is_busy, timeout=20_000)
    bugs = [w for w in QApplication.topLevelWidgets() if isinstance(w, BugDialog) and w.isVisible()]
    assert bugs == []
    assert workspace.current_key == key


@pytest.mark.parametrize("key", KEYS)
def test_a_screen_fits_the_smallest_window(qtbot: QtBot, workspace: Workspace, key: str) -> None:
    open_screen(qtbot, workspace, key)
    needed = workspace.minimumSizeHint()
    assert needed.width() <= SMALLEST[0]
    assert needed.height() <= SMALLEST[1]


@pytest.mark.parametrize("key", KEYS)
def test_a_screen_opens_in_dark_colours_with_large_letters(
    qtbot: QtBot, dressed_application: QApplication, workspace: Workspace, key: str
) -> None:
    apply_appearance(dressed_application, Appearance(Scheme.DARK, 150))
    try:
        open_screen(qtbot, workspace, key)
        assert not workspace.grab().isNull()
    finally:
        apply_appearance(dressed_application, Appearance())


@pytest.fixture(scope="session")
def english(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The English catalogue, built as a release builds it."""
    built: Path = tmp_path_factory.mktemp("i18n") / "cunqingtong_en.qm"
    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    source = resources.path("i18n", "cunqingtong_en.ts")
    subprocess.run([tool, "-silent", source, "-qm", built], check=True)
    return built


@pytest.mark.parametrize("key", KEYS)
def test_a_screen_opens_in_english(
    qtbot: QtBot,
    dressed_application: QApplication,
    english: Path,
    office: Office,
    runner: JobRunner,
    key: str,
) -> None:
    texts = QTranslator()
    assert texts.load(str(english))
    dressed_application.installTranslator(texts)
    try:
        made = Workspace.over(office, runner, shell_services(office), SCREENS)
        qtbot.addWidget(made)
        made.show()
        open_screen(qtbot, made, key)
        assert made.navigation.buttons()["today"].text() == "Today"
        made.close_workspace()
    finally:
        dressed_application.removeTranslator(texts)


def test_qts_own_buttons_speak_chinese(dressed_application: QApplication) -> None:
    from PySide6.QtWidgets import QDialogButtonBox

    apply_language(dressed_application, "zh_CN")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "取消"
    assert QLocale().language() == QLocale.Language.Chinese


@pytest.mark.parametrize("key", KEYS)
def test_everything_one_can_press_has_a_name(qtbot: QtBot, workspace: Workspace, key: str) -> None:
    open_screen(qtbot, workspace, key)
    nameless = [
        f"{type(button.parent()).__name__}: {button.objectName()}"
        for button in workspace.current_screen().findChildren(QPushButton)
        if button.isVisible() and not (button.text() or button.accessibleName())
    ]
    assert nameless == []
    assert workspace.current_screen().findChildren(QLabel)
