"""Window tests run on the dressed application, each with empty window settings."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEvent, QSettings, QThread
from PySide6.QtWidgets import QApplication

from ui.jobs import GuiCollector, JobRunner
from ui.theme import Appearance, apply_appearance, apply_language


@pytest.fixture(scope="session")
def dressed_application(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> QApplication:
    """The application in its own style, font and language, its settings in a scratch folder."""
    folder: Path = tmp_path_factory.mktemp("settings")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    qapp.setOrganizationName("cunqingtong-tests")
    qapp.setApplicationName("cunqingtong-tests")
    apply_language(qapp, "zh_CN")
    qapp.setStyle("Fusion")
    apply_appearance(qapp, Appearance())
    return qapp


@pytest.fixture(autouse=True)
def _cycles_are_freed_on_this_thread(dressed_application: QApplication) -> Iterator[None]:
    """As in the program, no job's thread frees widgets; what the test before left goes before this one.

    What is alive then lives to the end, mostly modules of screens, as no test here shares more than the
    application. To look through it again after each window was a twentieth of the work of all window tests.
    """
    gc.collect()
    gc.freeze()
    collector = GuiCollector(dressed_application)
    yield
    collector.stop()
    collector.deleteLater()


@pytest.fixture(autouse=True)
def _window_settings_are_empty(dressed_application: QApplication) -> None:
    QSettings().clear()


@pytest.fixture
def runner(dressed_application: QApplication) -> Iterator[JobRunner]:
    """A job runner that must be able to close."""
    jobs = JobRunner()
    yield jobs
    assert jobs.close(5.0) == ()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Function) -> Iterator[None]:
    """Answers under way arrive before pytest-qt takes the test's windows away, as before a window closes."""
    jobs = item.funcargs.get("runner")
    if isinstance(jobs, JobRunner):
        patience = QDeadlineTimer(5_000)
        while jobs.is_busy and not patience.hasExpired():
            QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
            QThread.msleep(5)
    yield
