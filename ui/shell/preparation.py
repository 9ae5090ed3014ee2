"""What is made ready behind the unlock page, so that Enter has little left to do."""

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRect, QSettings, QTimer
from PySide6.QtWidgets import QWidget

from desktop.domain.accounts import Role
from ui.jobs import JobRunner

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from desktop.services.office import Office
    from ui.shell.screen import PreparedScreen
    from ui.shell.screen_spec import ScreenSpec
    from ui.shell.workspace import Workspace

_AFTER_MS = 30  # by then the page is painted and has the cursor
_STEP_EVERY_MS = 20  # a letter typed meanwhile waits for one step at the most
_PATIENCE_SECONDS = 5.0
_BANDS = 4  # in which the workspace is painted unseen


class Preparation(QObject):
    """While the password is typed: imports what an open office needs, and makes the empty workspace.

    The workspace with the screen shown last is made in small steps, so that no letter waits; what is left is
    made while the password is checked. Nothing of this knows an office: it shows nothing, a wrong password
    leaves nothing behind, and the next try finds everything ready.
    """

    def __init__(
        self,
        jobs: JobRunner,
        screens: "Callable[[], tuple[ScreenSpec, ...]]",
        load_services: Callable[[], None],
        parent: QObject,
    ) -> None:
        """Nothing happens before `start`.

        Args:
            jobs: Whose read lane imports.
            screens: Imports and tells the screens, of which one was shown last.
            load_services: Imports the services that open an office; runs in the lane.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._jobs = jobs
        self._screens = screens
        self._load_services = load_services
        self._wanted: tuple[str, Role, QWidget] | None = None
        self._workspace: Workspace | None = None
        self._screen: PreparedScreen | None = None
        self._questions: Sequence[Callable[[Office], Any]] = ()
        self._answers: Sequence[Future[Any]] = ()
        self._asking: ThreadPoolExecutor | None = None  # its one thread waits for an office to ask
        self._has_started = False
        self._is_loaded = False
        self._steps: deque[Callable[[], object]] = deque()
        self._step_timer = QTimer(self)
        self._step_timer.setInterval(_STEP_EVERY_MS)
        self._step_timer.timeout.connect(self._make_step)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self._load)

    def start(self) -> None:
        """Import, soon; a second call does nothing until what was made has been taken."""
        if not self._has_started:
            self._has_started = True
            self._timer.start()

    def make_workspace(self, village: str, role: Role, room: QWidget) -> None:
        """Make the workspace in small steps, as soon as it is imported.

        Args:
            village: Name that stands over the navigation.
            role: Of the user whose password is typed.
            room: Where it will be shown.
        """
        if self._wanted == (village, role, room):
            return
        if self._workspace is not None and (village, role) != (self._workspace.village, self._workspace.role):
            self._let_go()
        self._wanted = village, role, room
        self._begin_to_make()

    def hurry(self) -> None:
        """Make the rest at once, step by step: nobody types any more."""
        self._step_timer.setInterval(0)

    def ask_first(self, office: "Office") -> None:
        """Ask what the first screen wants to know, without waiting; called where the office was opened.

        So the register is read while the GUI thread brings the workspace into view.
        """
        asking = self._asking
        if asking is not None:
            self._answers = [asking.submit(question, office) for question in self._questions]
            asking.shutdown(wait=False)

    def finish(self, village: str, role: Role) -> "Workspace | None":
        """Make what is left; the workspace, or None when it is not made, or was made for another user."""
        workspace = self._workspace
        if workspace is None or (village, role) != (workspace.village, workspace.role):
            return None
        while self._steps:  # the password was known sooner than all was made
            self._make_step()
        return self._workspace

    def take(self, village: str, role: Role) -> "Workspace | None":
        """The workspace for an office, as `finish` tells; nothing is kept here any more."""
        self._stop()
        workspace = self.finish(village, role)
        if workspace is None:
            self._let_go()
            return None
        if self._screen is not None and self._answers:
            self._screen.expect_answers(self._answers)
        self._forget()
        return workspace

    def drop(self) -> None:
        """Let go of what nobody took."""
        self._stop()
        if self._answers:  # the office is about to be closed, and somebody may still read it
            from concurrent.futures import wait

            wait(self._answers, timeout=_PATIENCE_SECONDS)
        self._let_go()

    def _stop(self) -> None:
        self._timer.stop()
        self._step_timer.stop()
        self._step_timer.setInterval(_STEP_EVERY_MS)
        self._has_started = self._is_loaded = False
        self._wanted = None

    def _let_go(self) -> None:
        if self._workspace is not None:
            self._workspace.runner.close()
            self._workspace.deleteLater()
        self._forget()
        self._steps.clear()

    def _forget(self) -> None:
        self._workspace = self._screen = self._asking = None
        self._questions, self._answers = (), ()

    def _shown_last(self) -> "ScreenSpec | None":
        kept = str(QSettings().value("shell/screen", ""))
        return next((each for each in self._screens() if each.key == kept), None)

    def _load(self) -> None:
        def load() -> None:
            from concurrent.futures import thread  # noqa: F401 - imported only, for the lanes

            from ui.shell import idle_watcher, workspace  # noqa: F401 - the window's inside

            self._load_services()
            spec = self._shown_last()
            if spec is not None:
                spec.load()

        # What cannot be imported is told when it is needed.
        self._jobs.read_alone(lambda job: load(), lambda _: self._on_loaded(), lambda _: None, owner=self)

    def _on_loaded(self) -> None:
        self._is_loaded = self._has_started
        self._begin_to_make()

    def _begin_to_make(self) -> None:
        if self._is_loaded and self._wanted is not None and self._workspace is None:
            self._steps = deque((self._make_workspace, self._make_screen, self._dress))
            self._step_timer.start()

    def _make_step(self) -> None:
        if not self._steps:
            self._step_timer.stop()
            return
        try:
            self._steps.popleft()()
        except Exception as error:  # made again when it is needed, and told then
            import logging

            log = logging.getLogger(__name__)
            log.warning("the workspace could not be made ready: %s", type(error).__name__)
            self._let_go()

    def _make_workspace(self) -> None:
        if self._wanted is not None:
            from ui.shell.workspace import Workspace

            village, role, room = self._wanted
            runner = JobRunner()
            runner.start_threads()
            self._workspace = Workspace(village, role, runner, self._screens(), room)
            self._workspace.hide()

    def _make_screen(self) -> None:
        spec = self._shown_last()
        if self._workspace is not None and spec is not None:
            self._screen = self._workspace.prepare_screen(spec.key)
            if self._screen is not None:
                self._steps.extendleft(reversed((*self._screen.making_steps(), self._take_questions)))

    def _take_questions(self) -> None:
        if self._screen is not None:
            from concurrent.futures import ThreadPoolExecutor

            self._questions = self._screen.first_questions()
            self._asking = ThreadPoolExecutor(1, thread_name_prefix="first")
            self._asking.submit(int)

    def _dress(self) -> None:
        """Do now what Qt would do when the workspace is first shown."""
        if self._workspace is None:
            return
        room = self._workspace.parentWidget()
        if room is not None:
            self._workspace.resize(room.size())
        for widget in (self._workspace, *self._workspace.findChildren(QWidget)):
            widget.ensurePolished()
        layout = self._workspace.layout()
        if layout is not None:
            layout.activate()
        height = -(-self._workspace.height() // _BANDS)
        for band in range(_BANDS):
            self._steps.append(partial(self._paint, QRect(0, band * height, self._workspace.width(), height)))

    def _paint(self, part: QRect) -> None:
        """Paint a part unseen: the first painting finds letters, icons and frames drawn."""
        if self._workspace is not None:
            self._workspace.grab(part)
