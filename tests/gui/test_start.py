"""The way to the first window is short."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.offices import make_office

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

LATE = {
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
    "argon2",
    "cryptography",
    "filelock",
    "peewee",
    "sqlcipher3",
    "db",
    "desktop.services",
    "ui.dialogs",
    "ui.shell.workspace",
    "ui.screens.register",
    "ui.screens.today",
}
"""Not before the unlock page either: it comes while the password is typed."""

LARGE_NAMESPACES = {"Qt", "QStyle"}
"""Each takes Python longer than the whole page."""

MOST_MODULES = 235  # 146 of them come with PySide6


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
    assert under_coverage or len(modules) <= MOST_MODULES
