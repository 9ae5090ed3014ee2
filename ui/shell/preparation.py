"""What is made ready behind the unlock page, so that Enter has little left to do."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from ui.jobs import JobRunner
from ui.shell.screen import ScreenSpec

_AFTER_MS = 30  # by then the page is painted and has the cursor


class Preparation(QObject):
    """Imports in a read lane what an open office needs, while the password is typed.

    The front of the screen shown last is made while the password is checked: that takes several frames,
    and nobody types then. Nothing of this knows an office: it shows nothing, a wrong password leaves nothing
    behind, and the next try finds everything ready.
    """

    def __init__(
        self,
        jobs: JobRunner,
        screens: tuple[ScreenSpec, ...],
        load_services: Callable[[], None],
        parent: QObject,
    ) -> None:
        """Nothing happens before `start`.

        Args:
            jobs: Whose read lane imports.
            screens: Of which one was shown last.
            load_services: Imports the services that open an office; runs in the lane.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._jobs = jobs
        self._screens = screens
        self._load_services = load_services
        self._runner: JobRunner | None = None
        self._front: QWidget | None = None
        self._front_of = ""
        self._has_started = False
        self._is_loaded = False
        self._wants_front = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._load)

    def start(self) -> None:
        """Import, soon; a second call does nothing until the runner has been taken."""
        if not self._has_started:
            self._has_started = True
            self._timer.start()

    def make_front(self) -> None:
        """Make the front as soon as it is imported; called when the window has nothing else to do."""
        self._wants_front = True
        if self._is_loaded:
            QTimer.singleShot(0, self, self._build)

    def take_runner(self, owner: QObject) -> JobRunner:
        """The lanes for an office; the front, where there is one, was made with them."""
        self._stop()
        runner, self._runner = self._runner or JobRunner(), None
        runner.setParent(owner)
        return runner

    def take_front(self, key: str) -> QWidget | None:
        """The front of a screen, or None when it is not made; only one after `take_runner`."""
        front, self._front = self._front, None
        if front is not None and key != self._front_of:
            front.deleteLater()
            return None
        return front

    def drop(self) -> None:
        """Let go of what nobody took."""
        self._stop()
        if self._front is not None:
            self._front.deleteLater()
        if self._runner is not None:
            self._runner.close()
        self._front = self._runner = None

    def _stop(self) -> None:
        self._timer.stop()
        self._has_started = self._is_loaded = self._wants_front = False

    def _shown_last(self) -> ScreenSpec | None:
        kept = str(QSettings().value("shell/screen", ""))
        return next((each for each in self._screens if each.key == kept), None)

    def _load(self) -> None:
        spec = self._shown_last()

        def load() -> None:
            from ui.shell import workspace  # noqa: F401 - the window's inside

            self._load_services()
            if spec is not None:
                spec.load()

        # What cannot be imported is told when it is needed.
        self._jobs.read(lambda job: load(), lambda _: self._on_loaded(), lambda _: None, owner=self)

    def _on_loaded(self) -> None:
        self._is_loaded = self._has_started
        self._build()

    def _build(self) -> None:
        spec = self._shown_last()
        wanted = self._is_loaded and self._wants_front and self._runner is None
        if wanted and spec is not None and spec.front:
            self._runner = JobRunner()
            self._front = spec.build_front(self._runner)
            self._front_of = spec.key
