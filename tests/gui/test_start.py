"""The way to the first window is short."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

import resources
from desktop import app
from tests.support.offices import make_office
from ui.screens.opening.unlock_view import UnlockView
from ui.theme import SHIPPED_FONT

_OPEN = """
import sys, time
from pathlib import Path
from desktop.app import make_application, make_flow

application = make_application()
flow = make_flow(application, Path(sys.argv[1]))
flow.window.show()
flow.start()
give_up_at = time.monotonic() + 20
while flow.window.page() is None and time.monotonic() < give_up_at:
    application.processEvents()
assert flow.window.page() is not None
print(type(flow.window.page()).__name__)
print(" ".join(sorted(sys.modules)))
from PySide6 import QtCore, QtWidgets
print(" ".join(sorted({*vars(QtCore), *vars(QtWidgets)})))
flow.close()
"""

_ASK_QT = """
import sys
if sys.argv[1] == "quickly":
    from ui.qt_import import import_qt

    import_qt()
    assert "shibokensupport" not in sys.modules
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

def tell(call):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)

tell(lambda: QObject().setParent(3))
tell(lambda: QTimer("x"))
tell(lambda: QTimer(nil=3))
tell(lambda: QWidget.resize("a"))
tell(lambda: QTimer.singleShot("a", None))
print(QTimer.__doc__)
print(QObject.setParent.__doc__)
"""

LATE = {
    "shibokensupport",
    "openpyxl",
    "xlsxwriter",
    "python_calamine",
    "reportlab",
    "pypdfium2",
    "pypinyin",
    "requests",
    "rapidfuzz",
    "lunardate",
    "segno",
    "PIL",
    "sqlite_utils",
    "hypothesis",
    "sync",
    "PySide6.QtNetwork",
    "ui.shell.sync_runner",
    "ui.screens.sync",
}
"""Not before the first page of any kind."""

AFTER_UNLOCKING = LATE | {
    "PySide6.QtSvg",
    "argon2",
    "ctypes",
    "cryptography",
    "datetime",
    "filelock",
    "hmac",
    "peewee",
    "sqlcipher3",
    "tomllib",
    "db",
    "desktop.services",
    "ui.dialogs",
    "ui.shell.idle_watcher",
    "ui.shell.screen",
    "ui.shell.screen_spec",
    "ui.shell.workspace",
    "ui.widgets.filter_terms",
    "ui.widgets.progress_panel",
    "ui.screens.register",
    "ui.screens.today",
}
"""Not before the unlock page either: it comes while the password is typed."""

OF_PYTHON = {
    "argparse",
    "ast",
    "base64",
    "concurrent.futures",
    "dataclasses",
    "gettext",
    "hashlib",
    "inspect",
    "locale",
    "logging",
    "random",
    "shutil",
    "tempfile",
    "textwrap",
    "traceback",
    "unicodedata",
    "zipfile",
}
"""Of Python's own library, not before the unlock page: each takes a millisecond or so in all."""

LARGE_NAMESPACES = {"Qt", "QStyle"}
"""Each takes Python longer than the whole page."""

MOST_MODULES = 135


@pytest.fixture
def start(tmp_path: Path):
    def run(folder: Path) -> tuple[str, set[str], set[str]]:
        done = subprocess.run(
            [sys.executable, "-c", _OPEN, str(folder)],
            capture_output=True,
            text=True,
            check=False,
            env={
                **os.environ,
                "XDG_CONFIG_HOME": str(tmp_path),
                "QT_QPA_PLATFORM": "offscreen",
                "PYTHONUTF8": "1",
            },
        )
        assert done.returncode == 0, done.stderr
        page, modules, names = done.stdout.splitlines()[:3]
        return page, set(modules.split()), set(names.split())

    return run


def test_nothing_late_is_imported_before_the_first_page(start, tmp_path: Path) -> None:
    page, modules, _ = start(tmp_path / "data")
    assert page == "WizardView"
    assert LATE & modules == set()


def test_the_unlock_page_imports_little(start, tmp_path: Path) -> None:
    make_office(tmp_path / "data").close()
    page, modules, names = start(tmp_path / "data")
    assert page == "UnlockView"
    assert AFTER_UNLOCKING & modules == set()
    assert LARGE_NAMESPACES & names == set()
    under_coverage = {name for name in modules if name.partition(".")[0] == "coverage"}
    if not under_coverage:
        assert OF_PYTHON & modules == set()
        assert len(modules) <= MOST_MODULES


def test_what_an_icon_on_the_desktop_says_is_read_as_by_the_parser(tmp_path: Path) -> None:
    for said in ((), ("--data", str(tmp_path))):
        assert app.read_options(said) == app.read_options((*said, "--login", ""))
    with pytest.raises(SystemExit):
        app.read_options(("--data", "--login"))


def test_what_is_put_off_when_qt_is_imported_holds_nothing_that_qt_would_have_added() -> None:
    from PySide6.support import deprecated

    assert not [name for name in vars(deprecated) if name.startswith("fix_for_")]


def test_qt_says_what_is_wrong_with_a_call_as_ever() -> None:
    said = []
    for way in ("quickly", "plainly"):
        done = subprocess.run(
            [sys.executable, "-c", _ASK_QT, way], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        said.append(done.stdout)
    assert said[0] == said[1]
    assert "setParent(parent: " in said[0]


def test_a_system_without_a_chinese_font_gets_the_one_that_stands_for_hei() -> None:
    fonts = tomllib.loads(resources.path("fonts", "fonts.toml").read_text(encoding="utf-8"))
    assert fonts["hei"]["file"] == SHIPPED_FONT


def test_the_window_comes_with_its_first_page(
    dressed_application: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    make_office(tmp_path / "data").close()
    flow = app.make_flow(dressed_application, tmp_path / "data")
    qtbot.addWidget(flow.window)
    app.show_with_first_page(flow)
    flow.start()
    assert not flow.window.isVisible()
    qtbot.waitUntil(lambda: isinstance(flow.window.page(), UnlockView))
    assert flow.window.isVisible()
    waiting = flow.window.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert not any(timer.isActive() for timer in waiting)  # which would bring a closed window back
    flow.close()


def test_the_first_page_is_painted_once(
    dressed_application: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    make_office(tmp_path / "data").close()
    flow = app.make_flow(dressed_application, tmp_path / "data")
    qtbot.addWidget(flow.window)
    app.show_with_first_page(flow)
    paintings = _Paintings(flow.window)
    flow.start()
    qtbot.waitUntil(lambda: bool(paintings.parts))
    qtbot.wait(100)
    assert paintings.parts.count(1.0) == 1
    flow.close()


class _Paintings(QObject):
    """How much of a window was painted each time, from 0 to 1."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.parts: list[float] = []
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            assert isinstance(event, QPaintEvent)
            assert isinstance(watched, QWidget)
            painted = sum(part.width() * part.height() for part in event.region())
            self.parts.append(painted / (watched.width() * watched.height()))
        return False


def test_a_folder_that_does_not_answer_keeps_nobody_waiting_for_the_window(
    dressed_application: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    flow = app.make_flow(dressed_application, tmp_path / "data")
    qtbot.addWidget(flow.window)
    app.show_with_first_page(flow)
    qtbot.waitUntil(flow.window.isVisible)
    assert flow.window.page() is None
    flow.close()
