"""Memory for the password guess, kept no longer than somebody is typing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.jobs import JobRunner

KEPT_MS = 60_000


class GuessKeeper(QObject):
    """Asks for the memory of a guess at the first letter typed, and gives it back when nobody goes on.

    The write lane does both, so that neither overtakes the other nor the guess itself.
    """

    def __init__(
        self,
        jobs: JobRunner,
        prepare: Callable[[], None],
        give_up: Callable[[], None],
        parent: QObject,
    ) -> None:
        """Nothing is kept before `on_typed`.

        Args:
            jobs: Whose write lane opens the office.
            prepare: Gets the memory.
            give_up: Gives it back.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._jobs = jobs
        self._prepare = prepare
        self._give_up = give_up
        self._has_asked = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEPT_MS)
        self._timer.timeout.connect(self._on_minute)

    def on_typed(self) -> None:
        """Get the memory, once; every letter gives the typing another minute."""
        self._timer.start()
        if not self._has_asked:
            self._has_asked = True
            self._run(self._prepare)

    def release(self) -> None:
        """Give it back: the office is open, or the page is left."""
        if self._timer.isActive():
            self._on_minute()

    def close(self) -> None:
        """Give it back at once; called when the lanes are closed."""
        self._forget()
        self._give_up()

    def _on_minute(self) -> None:
        self._forget()
        self._run(self._give_up)

    def _forget(self) -> None:
        self._timer.stop()
        self._has_asked = False

    def _run(self, work: Callable[[], None]) -> None:
        # Without the memory a guess only takes longer, so nobody is told.
        self._jobs.write(lambda job: work(), lambda _: None, lambda _: None, owner=self)
