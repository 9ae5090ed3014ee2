"""Keeps Python's cycle collector on the GUI thread.

Views and presenters refer to each other, so they are freed by the collector, and the collector runs
in whichever thread happens to allocate next. A widget that is freed in a job's thread stops its
timers from there, and Qt ends the program. Therefore collecting by itself is switched off, and a
timer of the GUI thread looks every moment whether a collection is due.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 200


class GuiCollector(QObject):
    """Collects cycles on the thread it lives in, by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()

    def collect_if_due(self) -> None:
        """Collect the oldest generation whose threshold is passed."""
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Collect once more and leave collecting to Python again."""
        self._timer.stop()
        gc.collect()
        gc.enable()
