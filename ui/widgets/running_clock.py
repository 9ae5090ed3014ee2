"""A clock that goes on from a moment of the office's own clock."""

from datetime import datetime, timedelta

from PySide6.QtCore import QElapsedTimer


class RunningClock:
    """What the office's clock shows now: the moment it was read at, and what has passed since.

    The PC's clock is not asked, so that the hour may be put right in the night without minutes being lost.
    """

    def __init__(self, moment: datetime) -> None:
        self._moment = moment
        self._since = QElapsedTimer()
        self._since.start()

    def now(self) -> datetime:
        """The moment by the office's clock."""
        return self._moment + timedelta(milliseconds=self._since.elapsed())
