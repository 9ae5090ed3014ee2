"""From the start of the process to a register list on the screen, against a bare window with an empty table.

Both are programs of their own, started several times with the files warm in the system's cache. Ours opens
the encrypted register of 5,000 people with a password; what one password guess costs by intention (it is
slow so that guessing is) is measured apart and stands in its own row.
"""

import os
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.accounts import Role
from desktop.services.opening import create_office
from desktop.vault.unlock import unlock
from tests.benchmarks import population
from tests.benchmarks.row import BenchRow
from tests.support.vault import LOGIN, PASSWORD, VILLAGE

_PEOPLE = 5_000
_ROUNDS = 7
_PATIENCE_SECONDS = 60
_ROOT = Path(__file__).parents[2]

BARE_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
application = QApplication([])
window = QMainWindow()
table = QTableView()
table.setModel(QStandardItemModel(0, 12))
window.setCentralWidget(table)
window.resize(1200, 700)
window.show()
QTimer.singleShot(0, lambda: print("ready", flush=True))
application.exec()
"""


def run() -> list[BenchRow]:
    """Medians in milliseconds of starts taken in turn."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        office, _ = create_office(folder / "office", VILLAGE, LOGIN, "王文书", Role.CLERK, PASSWORD)
        population.fill(office.store, _PEOPLE)
        office.close()
        ours, bare = [], []
        for turn in range(_ROUNDS + 1):
            one = _start(list_command(folder / "office"), folder)
            other = _start(bare_command(), folder)
            if turn:  # the first start only warms the system's cache
                ours.append(one)
                bare.append(other)
        guess = statistics.median(_guess(folder / "office") for _ in range(5))
    us, them = statistics.median(ours), statistics.median(bare)
    what, against = "start to the list of 5,000 people", "bare window, empty table"
    return [
        BenchRow(what, us, against, them, "ms", us / them, "<= 3 x", us <= 3 * them),
        BenchRow(
            f"{what}, less one password guess ({guess:.0f} ms by intention)",
            us - guess,
            against,
            them,
            "ms",
            (us - guess) / them,
            "for the record",
            True,
        ),
    ]


def environment(folder: Path) -> dict[str, str]:
    """Offscreen, with settings of its own, and compiled modules kept as in an installed program."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "qt.qpa.*=false",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PYTHONPATH": str(_ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }


def list_command(office: Path) -> list[str]:
    """Opens the register list and says ``ready`` when it is filled."""
    command = [sys.executable, "-m", "desktop.app", "--data", str(office), "--login", LOGIN]
    return [*command, "--password-stdin", "--screen", "register", "--announce"]


def bare_command() -> list[str]:
    """Opens the bare window and says ``ready`` when it is shown."""
    return [sys.executable, "-c", BARE_WINDOW]


def started(command: list[str], folder: Path, words: str) -> tuple["subprocess.Popen[str]", float]:
    """A program that is ready, and the milliseconds that took; the caller ends it."""
    begun = time.perf_counter()
    child = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(folder),
        stderr=subprocess.DEVNULL,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert child.stdin
    assert child.stdout
    child.stdin.write(f"{words}\n")
    child.stdin.flush()
    given_up = threading.Timer(_PATIENCE_SECONDS, child.kill)
    given_up.start()
    line = child.stdout.readline()
    given_up.cancel()
    milliseconds = (time.perf_counter() - begun) * 1000
    if line.strip() != "ready":
        child.kill()
        child.communicate()
        raise RuntimeError(f"the program ended before it was ready: {line!r}")
    return child, milliseconds


def _start(command: list[str], folder: Path) -> float:
    child, milliseconds = started(command, folder, PASSWORD)
    child.kill()
    child.communicate()
    return milliseconds


def _guess(office: Path) -> float:
    started = time.perf_counter()
    unlock(office, LOGIN, PASSWORD).close()
    return (time.perf_counter() - started) * 1000
