"""Scrolling and sorting 100,000 people with forty columns in the real table over a real register.

A clock on the GUI thread ticks every few milliseconds; the longest pause between two ticks is the longest
frame that the person at the PC waits for, whatever the cause: painting, the model, or a reading thread that
keeps the interpreter busy. Drawn offscreen by Qt's own raster painter.

Where the system tells (Linux), a second row says how much of that frame the GUI thread was ready to run and
waited for a processor that had other work: that part is the machine's, not the program's.
"""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.register_filter import RegisterFilter, SortKey
from desktop.services import register
from desktop.services.office import Office, User
from desktop.services.register import ListKind
from tests.benchmarks import population
from tests.benchmarks.row import BenchRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

_PEOPLE = 100_000
_COLUMNS = 40
_TICK_MS = 4
_FRAME_MS = 33.0
_STEP_MS = 16
_RECORD = "for the record"
_STEPS = 300
_USER = User(UserId("0" * 32), "bench", "bench", Role.CLERK)


def run() -> list[BenchRow]:
    """The longest frame in milliseconds while wheeling, while jumping about, and while sorting."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    with TemporaryDirectory() as folder:
        store = population.make_register(Path(folder) / "register.db", _PEOPLE)
        office = Office(store, SimpleNamespace(close=lambda: None), _USER)  # type: ignore[arg-type]
        bench = _ScrollBench(application, office)
        try:
            longest = {
                "wheeling through": bench.wheel(),
                "jumping about": bench.jump(),
                "sorting by name, age, number": bench.sort(),
            }
        finally:
            bench.close()
            office.close()
    rows: list[BenchRow] = []
    for what, frame in longest.items():
        name, most, waited = f"{what}, {_PEOPLE:,} x {_COLUMNS}: longest frame", frame.took, frame.waited
        within = most <= _FRAME_MS
        rows += [
            BenchRow(name, most, "two frames", _FRAME_MS, "ms", most / _FRAME_MS, "<= 33 ms", within),
            BenchRow(
                "of it waiting for a processor",
                waited,
                "that frame",
                most,
                "ms",
                waited / most,
                _RECORD,
                True,
            ),
        ]
    return rows


@dataclass(frozen=True, slots=True, order=True)
class _Frame:
    """A pause between two ticks, and how much of it this thread waited for a processor, in ms."""

    took: float = 0.0
    waited: float = 0.0


def _waited_for_processor() -> float:
    """Milliseconds that this thread has been ready to run without running; 0 where nobody tells."""
    try:
        text = Path("/proc/thread-self/schedstat").read_text(encoding="ascii")
    except OSError:
        return 0.0
    return int(text.split()[1]) / 1e6


class _ScrollBench:
    def __init__(self, application: "QApplication", office: Office) -> None:
        from PySide6.QtCore import Qt, QTimer

        from ui.jobs import GuiCollector, JobRunner
        from ui.screens.register.table_model import RowLoader, columns
        from ui.theme import Appearance, apply_appearance
        from ui.widgets.block_model import BlockModel
        from ui.widgets.virtual_table import TableArrangement, VirtualTable

        application.setStyle("Fusion")
        apply_appearance(application, Appearance())
        self._application = application
        self._office = office
        self._runner = JobRunner()
        self._collector = GuiCollector(application)
        kind = ListKind.PEOPLE
        wanted = columns(kind)
        loader = RowLoader(kind, wanted)
        loader.office = office
        shown = tuple(column.identifier for column in wanted[:_COLUMNS])
        loader.shown = shown
        self._model = BlockModel(wanted, loader, self._runner)
        self._model.load_failed.connect(self._fail)
        self._model.sort_requested.connect(self._on_sort)
        self._table = VirtualTable("")
        self._table.show_model(self._model)
        self._table.restore(TableArrangement(shown, {}))
        self._table.resize(1366, 768)
        self._table.show()
        self._failure: Exception | None = None
        self._longest = _Frame()
        self._last = self._waited = 0.0
        self._clock = QTimer()
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.setInterval(_TICK_MS)
        self._clock.timeout.connect(self._tick)
        self._set(register.list_ids(office, kind, RegisterFilter()))
        self._settle()

    def _fail(self, error: Exception) -> None:
        self._failure = error

    def _tick(self) -> None:
        now, waited = time.perf_counter(), _waited_for_processor()
        if self._last:
            frame = _Frame((now - self._last) * 1000 - _TICK_MS, waited - self._waited)
            self._longest = max(self._longest, frame)
        self._last, self._waited = now, waited

    def _set(self, ids: list[str]) -> None:
        self._model.set_ids(ids)

    def _on_sort(self, key: str, descending: bool) -> None:
        sort = (SortKey(key, descending),)
        self._runner.read(
            lambda job: register.list_ids(self._office, ListKind.PEOPLE, RegisterFilter(), sort),
            self._set,
            self._fail,
        )

    def _settle(self) -> None:
        """Let everything asked for arrive and be painted."""
        calm_until = time.perf_counter() + 0.2
        while time.perf_counter() < calm_until:
            self._application.processEvents()
            if self._runner.is_busy:
                calm_until = time.perf_counter() + 0.2
            time.sleep(0.001)
        if self._failure is not None:
            raise self._failure

    def _measured(self, steps: list[Any]) -> _Frame:
        """Run steps from the event loop, one a frame; the longest pause between two ticks."""
        from PySide6.QtCore import QEventLoop, QTimer

        loop, driver, waiting = QEventLoop(), QTimer(), iter(steps)

        def step() -> None:
            try:
                next(waiting)()
            except StopIteration:
                if not self._runner.is_busy:
                    loop.quit()

        driver.setInterval(_STEP_MS)
        driver.timeout.connect(step)
        self._longest, self._last = _Frame(), 0.0
        self._clock.start()
        driver.start()
        loop.exec()
        driver.stop()
        self._clock.stop()
        self._settle()
        return self._longest

    def wheel(self) -> _Frame:
        """Three rows a frame, all the way as a held wheel goes, with sideways strokes."""
        bar, across = self._table.verticalScrollBar(), self._table.horizontalScrollBar()
        down = [lambda at=at: bar.setValue(3 * at) for at in range(_STEPS)]
        sideways = [lambda at=at: across.setValue(40 * at) for at in range(100)]
        return self._measured(down + sideways)

    def jump(self) -> _Frame:
        """To a place never seen before in every third frame."""
        bar, chance = self._table.verticalScrollBar(), Random(3)
        places = [chance.randrange(_PEOPLE) for _ in range(_STEPS // 3)]
        steps: list[Any] = []
        for place in places:
            steps += [lambda place=place: bar.setValue(place), lambda: None, lambda: None]
        return self._measured(steps)

    def sort(self) -> _Frame:
        """Three headings clicked one after the other, each when the one before is done."""
        longest = _Frame()
        for key in ("name", "age", "household_no"):
            longest = max(longest, self._measured([lambda key=key: self._on_sort(key, False)]))
        return longest

    def close(self) -> None:
        """End threads and window."""
        self._table.close()
        self._runner.close()
        self._collector.stop()
