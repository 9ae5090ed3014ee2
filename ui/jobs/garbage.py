"""Keeps Python's cycle collector on the GUI thread.

Views and presenters refer to each other, so they are freed by the collector, and the collector runs
in whichever thread happens to allocate next. A widget that is freed in a job's thread stops its
timers from there, and Qt ends the program. Therefore collecting by itself is switched off, and a
timer of the GUI thread looks every moment whether a collection is due.

To look through all objects takes longer than a frame, through the newest a millisecond. So the newest
are looked through when they are due, the older ones once the window has come to rest.
"""

import gc
import time

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 200
_REST_SHARE = 0.05  # a thread that works less than this is at rest: a blinking cursor, a clock
_REST_LOOKS = 5
_PATIENCE = 10  # thresholds passed this many times over wait no longer


class GuiCollector(QObject):
    """Collects cycles on the thread it lives in, by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._worked = time.thread_time()
        self._looks_at_rest = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()

    def collect_if_due(self, worked: float | None = None) -> None:
        """Collect the oldest generation whose threshold is passed and for which this is the moment.

        Args:
            worked: Seconds of processor time this thread has used since it began, for tests.
        """
        worked = time.thread_time() if worked is None else worked
        at_rest = worked - self._worked < _REST_SHARE * EVERY_MS / 1000
        self._looks_at_rest = self._looks_at_rest + 1 if at_rest else 0
        patience = 1 if self._looks_at_rest >= _REST_LOOKS else _PATIENCE
        counts = gc.get_count()
        for generation, times in ((2, patience), (1, patience), (0, 1)):
            if counts[generation] > self._thresholds[generation] * times:
                gc.collect(generation)
                break
        self._worked = worked

    def stop(self) -> None:
        """Collect once more and leave collecting to Python again."""
        self._timer.stop()
        gc.collect()
        gc.enable()
