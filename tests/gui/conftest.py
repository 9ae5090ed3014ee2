"""Window tests run without a display, and leave no thread behind."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from ui.jobs import JobRunner
from ui.theme import Appearance, apply_appearance


@pytest.fixture(scope="session")
def dressed_application(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """The application in its own style and font, with window settings in a scratch folder."""
    folder: Path = tmp_path_factory.mktemp("settings")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    apply_appearance(qapp, Appearance())
    return qapp


@pytest.fixture(autouse=True)
def _every_test_sees_the_dressed_application(dressed_application: QApplication) -> None:
    QSettings().clear()


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[JobRunner]:
    """A job runner that must be able to close."""
    jobs = JobRunner()
    yield jobs
    assert jobs.close(5.0) == ()


@pytest.fixture(autouse=True)
def no_thread_is_left_behind() -> Iterator[None]:
    """Fails a test that leaves a job thread running."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 5.0
    while left := [t for t in threading.enumerate() if t not in before and t.is_alive()]:
        if time.monotonic() > deadline:
            pytest.fail(f"threads left running: {[t.name for t in left]}")
        time.sleep(0.01)
