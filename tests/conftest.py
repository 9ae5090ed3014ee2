"""Guards every test gets: Qt draws offscreen, no thread and no unexpected warning is left behind.

Long tests wait to be asked for with ``--release``.
"""

import gc
import logging
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.support import quiet_worker
from tests.support.cost import CostMeter
from tests.support.ready_register import registers_ready_made

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A busy machine is not a failure, so examples have no deadline; a release run looks ten times further.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("release", settings.get_profile("default"), max_examples=1000)

_GRACE_SECONDS = 3.0
_PROGRAM = {"desktop", "ui", "db", "sync"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--release",
        action="store_true",
        default=False,
        help="also run the tests marked 'release', and ten times the generated examples",
    )
    parser.addoption(
        "--fuzz-minutes",
        type=float,
        default=None,
        help="how long at least tests/county asks the server at random; 60 with --release, else a round",
    )
    parser.addoption(
        "--kills",
        type=int,
        default=400,
        help="with --release: how often the exchange is killed, half at the village, half at the county",
    )
    parser.addoption(
        "--seed",
        type=int,
        default=0,
        help="first of the schedules that tests/sync simulates; a failure names the one that failed",
    )
    parser.addoption(
        "--cost",
        type=Path,
        default=None,
        metavar="FILE",
        help="add to a file what each test and fixture took of the processor (tests/support/cost.py)",
    )


@pytest.fixture(scope="session")
def kills(request: pytest.FixtureRequest) -> int:
    """How many kills of the exchange a long run makes, both ends together."""
    return int(request.config.getoption("--kills"))


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("release" if config.getoption("--release") else "default")
    if hasattr(config, "workerinput"):
        config.pluginmanager.register(quiet_worker)
    if file := config.getoption("--cost"):
        config.pluginmanager.register(CostMeter(file.absolute()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.get_closest_marker("early") is None)  # otherwise as shuffled
    if config.getoption("--release"):
        return
    skip = pytest.mark.skip(reason="long test; runs with --release")
    for item in items:
        if item.get_closest_marker("release"):
            item.add_marker(skip)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection() -> Iterator[None]:
    # Modules and collected tests live to the end: nothing of them is garbage while they are made, and looked
    # through again after each window, they were a third of the work of the window tests.
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.collect()
        gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _registers_are_ready_made(pytestconfig: pytest.Config) -> Iterator[None]:
    with registers_ready_made(pytestconfig.pluginmanager):
        yield


def _lasting_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.is_alive() and not thread.daemon}


@pytest.fixture(autouse=True)
def no_thread_is_left_running() -> Iterator[None]:
    """Fails a test after which a thread is alive that would keep the program from ending."""
    before = _lasting_threads()
    yield
    give_up_at = time.monotonic() + _GRACE_SECONDS
    while (left := _lasting_threads() - before) and time.monotonic() < give_up_at:
        time.sleep(0.01)
    assert not left, f"threads left running: {sorted(thread.name for thread in left)}"


class _Warnings(logging.Handler):
    """Collects what the program itself logs from WARNING up; libraries may say what they like."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in _PROGRAM:
            self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def no_warning_is_left_in_the_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fails a test in which the program logged a warning, unless the test looks at the log (``caplog``)."""
    handler = _Warnings()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if "caplog" not in request.fixturenames:
        assert not handler.lines, "logged without being looked at:\n" + "\n".join(handler.lines)
