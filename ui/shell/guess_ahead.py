"""The password guess begins while it is typed, and is forgotten when nobody goes on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer

from ui.jobs import JobRunner

KEPT_MS = 60_000


class GuessAhead(QObject):
    """Begins a guess with each letter, and ends the last one when nobody goes on.

    The write lane does it all, so that no letter overtakes another or Enter.
    """

    def __init__(
        self,
        jobs: JobRunner,
        begin: Callable[[str, str], None],
        end: Callable[[], None],
        parent: QObject,
    ) -> None:
        """Nothing is begun before `on_typed`.

        Args:
            jobs: Whose write lane opens the office.
            begin: Guesses the password of a login as far as it is typed, instead of what was typed before.
            end: Guesses nothing any more and forgets what was guessed.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._jobs = jobs
        self._begin = begin
        self._end = end
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_MS)
        self._timer.timeout.connect(self._on_minute)

    def on_typed(self, login: str, password: str) -> None:
        """Guess this one; every letter gives the typing another minute."""
        self._timer.start()
        self._run(partial(self._begin, login, password))

    def release(self) -> None:
        """Forget it: the office is open, or the page is left."""
        if self._timer.isActive():
            self._on_minute()

    def close(self) -> None:
        """Forget it at once; called when the lanes are closed."""
        self._timer.stop()
        self._end()

    def _on_minute(self) -> None:
        self._timer.stop()
        self._run(self._end)

    def _run(self, work: Callable[[], None]) -> None:
        # Without it unlocking only takes longer, so nobody is told.
        self._jobs.write(lambda job: work(), lambda _: None, lambda _: None, owner=self)
