"""From the start of the process to a register list on the screen, against a bare window with a table.

Both are programs of their own, started several times in turn with the files warm in the system's cache. Ours
has a clerk at the keyboard (`tests.benchmarks.clerk`): what is counted is the time to the unlock page and the
time from Enter to the painted list of the encrypted register; the typing between them is the clerk's own and
is left out, with what the program does meanwhile. Both windows are shown on an X server, as on the desktops
of offices; what they take without any display stands below for the record. See docs/decisions/0012-start.md.
"""

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.accounts import Role
from desktop.services.opening import create_office
from desktop.vault.folder import DataFolder
from desktop.vault.unlock import unlock
from tests.benchmarks import population
from tests.benchmarks.display import OFFSCREEN, x_server
from tests.benchmarks.row import BenchRow
from tests.support.vault import LOGIN, PASSWORD, VILLAGE

_PEOPLE = 5_000
_ROUNDS = 15
_TYPING_SECONDS = 1.5
_PATIENCE_SECONDS = 60
_ROOT = Path(__file__).parents[2]
_CLERK = Path(__file__).with_name("clerk.py")

_OUR_IMPORT = "from ui.qt_import import import_qt; import_qt()"

BARE_WINDOW = """
from PySide6.QtCore import QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
class Table(QTableView):
    told = False
    def paintEvent(self, event):
        super().paintEvent(event)
        if not self.told:
            self.told = True
            QTimer.singleShot(0, lambda: print("ready", flush=True))
application = QApplication([])
window = QMainWindow()
table = Table()
table.setModel(QStandardItemModel(0, 12))
window.setCentralWidget(table)
window.resize(1200, 700)
window.show()
application.exec()
"""


@dataclass(frozen=True, slots=True)
class _Start:
    """One start in milliseconds: to the unlock page, from Enter to the list, longest wait of a letter."""

    page: float
    list: float
    letter: float


@dataclass(frozen=True, slots=True)
class _Figures:
    """Medians in milliseconds of starts taken in turn; ``letter`` is the longest of all."""

    page: float
    list: float
    both: float
    letter: float
    known: float
    bare: float
    lean: float
    guess: float


def run() -> list[BenchRow]:
    """On an X server, as an office has one, and once more without any display."""
    with TemporaryDirectory() as name, x_server() as shown:
        folder = Path(name)
        office, _ = create_office(folder / "office", VILLAGE, LOGIN, "王文书", Role.CLERK, PASSWORD)
        population.fill(office.store, _PEOPLE)
        office.close()
        show_register_first(folder)
        unshown = _rows(_measure(folder, OFFSCREEN), "no display", is_goal=shown is None)
        if shown is None:
            return unshown
        return _rows(_measure(folder, shown), "X server", is_goal=True) + unshown


def _rows(found: _Figures, where: str, *, is_goal: bool) -> list[BenchRow]:
    def row(what: str, us: float, against: str, them: float, reach: str, reached: bool) -> BenchRow:
        return BenchRow(f"{what} ({where})", us, against, them, "ms", us / them, reach, reached)

    def record(what: str, us: float) -> BenchRow:
        return row(what, us, "bare window, empty table", found.bare, "for the record", True)

    whole = f"start to the list of {_PEOPLE:,} people, typing left out"
    goal = row(
        whole, found.both, "bare window, empty table", found.bare, "<= 3 x", found.both <= 3 * found.bare
    )
    return [
        goal if is_goal else record(whole, found.both),
        record("of this: start to the unlock page", found.page),
        record("of this: Enter to the painted list", found.list),
        record("the bare window with PySide6 imported as ours", found.lean),
        record("one password guess alone, slow by intention", found.guess),
        record("password known at the start: start to the painted list", found.known),
        row(
            f"longest wait of a letter typed, of {_ROUNDS} starts",
            found.letter,
            "two frames",
            33,
            "for the record",
            True,
        ),
    ]


def _measure(folder: Path, display: Mapping[str, str]) -> _Figures:
    typed: list[_Start] = []
    known, bare, lean, guesses = [], [], [], []
    for turn in range(_ROUNDS + 1):
        start = _with_clerk(folder, display)
        child, with_password = started(known_command(folder / "office"), folder, display)
        end(child)
        child, other = started(bare_command(), folder, display)
        end(child)
        child, leaner = started(bare_command(_OUR_IMPORT), folder, display)
        end(child)
        guess = _guess(folder / "office")
        if turn:  # the first start only warms the system's cache
            typed.append(start)
            known.append(with_password)
            bare.append(other)
            lean.append(leaner)
            guesses.append(guess)
    return _Figures(
        page=statistics.median(start.page for start in typed),
        list=statistics.median(start.list for start in typed),
        both=statistics.median(start.page + start.list for start in typed),
        letter=max(start.letter for start in typed),
        known=statistics.median(known),
        bare=statistics.median(bare),
        lean=statistics.median(lean),
        guess=statistics.median(guesses),
    )


def environment(folder: Path, display: Mapping[str, str] = OFFSCREEN) -> dict[str, str]:
    """Settings of its own, and compiled modules kept as in an installed program."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        **display,
        "QT_LOGGING_RULES": "qt.qpa.*=false",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "PYTHONPATH": str(_ROOT),
        "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
    }


def show_register_first(folder: Path) -> None:
    """Write the settings of a PC on which the register was the last screen in view."""
    settings = folder / "config" / "cunqingtong" / "cunqingtong.ini"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"[shell]\nlogin={LOGIN}\nscreen=register\n", encoding="ascii")


def known_command(office: Path) -> list[str]:
    """Opens the register list with a password known at the start and says ``ready`` when it is painted."""
    return [sys.executable, str(_CLERK), str(office), "0", LOGIN]


def bare_command(before: str = "") -> list[str]:
    """Opens the bare window, after a line of its own, and says ``ready`` when it is painted."""
    return [sys.executable, "-c", before + BARE_WINDOW]


def started(
    command: list[str], folder: Path, display: Mapping[str, str] = OFFSCREEN
) -> tuple["subprocess.Popen[str]", float]:
    """A program that is ready, and the milliseconds that took; the caller ends it."""
    begun = time.perf_counter()
    child = _run(command, folder, display)
    return child, (moment(child, "ready")[0] - begun) * 1000


def end(child: "subprocess.Popen[str]") -> None:
    """End a program at once."""
    child.kill()
    child.communicate()


def _with_clerk(folder: Path, display: Mapping[str, str]) -> _Start:
    begun = time.perf_counter()
    child = _run([sys.executable, str(_CLERK), str(folder / "office"), str(_TYPING_SECONDS)], folder, display)
    page, _ = moment(child, "unlock")
    entered, letter = moment(child, "typed")
    painted, _ = moment(child, "ready")
    end(child)
    return _Start((page - begun) * 1000, (painted - entered) * 1000, float(letter))


def _run(command: list[str], folder: Path, display: Mapping[str, str]) -> "subprocess.Popen[str]":
    # A program that was closed properly leaves no note of who has the folder open.
    DataFolder(folder / "office").holder.unlink(missing_ok=True)
    child = subprocess.Popen(
        command,
        cwd=folder,
        env=environment(folder, display),
        stderr=subprocess.DEVNULL,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert child.stdin
    child.stdin.write(f"{PASSWORD}\n")
    child.stdin.flush()
    return child


def moment(child: "subprocess.Popen[str]", awaited: str) -> tuple[float, str]:
    """When a program said a word, and what stood after it in the line."""
    assert child.stdout
    given_up = threading.Timer(_PATIENCE_SECONDS, child.kill)
    given_up.start()
    line = child.stdout.readline()
    moment = time.perf_counter()
    given_up.cancel()
    word, _, rest = line.strip().partition(" ")
    if word != awaited:
        end(child)
        raise RuntimeError(f"the program said {line!r} instead of {awaited!r}")
    return moment, rest


def _guess(office: Path) -> float:
    started_at = time.perf_counter()
    unlock(office, LOGIN, PASSWORD).close()
    return (time.perf_counter() - started_at) * 1000
