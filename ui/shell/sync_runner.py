"""The runs of the exchange with the county, as the window starts them: at sign-in, by the clock, by hand.

Nothing of the exchange is imported here; the job that may begin a run does that in its own lane.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.domain.job import JobHandle
from desktop.domain.problem import ProblemError
from ui.jobs import JobRunner, JobTicket, Progress

if TYPE_CHECKING:
    from PySide6.QtNetwork import QNetworkInformation

    from desktop.services.office import Office
    from desktop.services.sync.running import SyncReport
    from desktop.services.sync.schedule import SyncSchedule

LAST_RUN_MS = 10_000
"""The window closes after that at the latest; what was not sent waits for the next start."""


@dataclass(frozen=True, slots=True)
class SyncOutcome:
    """How a run ended.

    Attributes:
        asked: Somebody pressed the button and wants to know.
        report: What it did, None when it ended early.
        error: Why it ended early.
    """

    asked: bool
    report: "SyncReport | None" = None
    error: ProblemError | None = None


class SyncRunner(QObject):
    """Asks the schedule whether a run is due and makes it, in the lane for conversations."""

    stage_reached = Signal(str)  # step of the run under way; empty when it is over
    ended = Signal(object)  # SyncOutcome
    failed = Signal(object)  # an exception nobody expected
    rested = Signal()  # whatever was under way is over

    def __init__(self, office: "Office", runner: JobRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._runner = runner
        self._schedule: SyncSchedule | None = None  # made and used in the lane only
        self._ticket: JobTicket | None = None
        self._stage = ""
        self._next = ""  # a reason that came while a run was under way
        self._network: QNetworkInformation | None = None

    @property
    def stage(self) -> str:
        """Step of the run under way, empty while there is none."""
        return self._stage

    def check(self, reason: str = "") -> None:
        """Begin a run if one is due.

        Args:
            reason: A `desktop.services.sync.schedule.Reason` that has just come up; empty for the clock.
        """
        if self._runner.is_closed:
            return
        if self._ticket is not None and self._ticket.is_running:
            self._next = reason or self._next
            return
        self._ticket = self._runner.converse(
            partial(self._work, reason),
            self._on_done,
            self._on_failed,
            self._on_progress,
            cancelled=self._on_cancelled,
            owner=self,
        )

    def ask(self) -> None:
        """Begin a run now, because somebody wants it."""
        self.check("asked")

    def cancel(self) -> None:
        """Stop the run under way between two of its steps; the next one goes on from there."""
        self._next = ""
        if self._ticket is not None:
            self._ticket.cancel()

    def run_last(self, then: Callable[[], None]) -> "LastRun":
        """Send what waits before the office closes; ``then`` is called once, whatever comes of it."""
        last = LastRun(self, then)
        self.check("closing")
        return last

    def watch_network(self) -> None:
        """Run when the line comes back, where the system tells of that."""
        from PySide6.QtNetwork import QNetworkInformation

        if self._network is not None or not QNetworkInformation.loadBackendByFeatures(
            QNetworkInformation.Feature.Reachability
        ):
            return
        self._network = QNetworkInformation.instance()
        self._network.reachabilityChanged.connect(self._on_reachability)

    def _on_reachability(self, reached: "QNetworkInformation.Reachability") -> None:
        if reached.name in ("Online", "Site", "Local"):  # the county may stand in the office's own network
            self.check("network")

    def _work(self, reason: str, job: JobHandle) -> SyncOutcome | None:
        from desktop.services.sync.schedule import Reason, SyncSchedule

        if self._schedule is None:
            self._schedule = SyncSchedule(self._office)
        if reason:
            self._schedule.note(Reason(reason))
        now = self._office.clock()
        due = self._schedule.due(now)
        if due is None:
            return None
        from desktop.services.sync.running import sync_now

        self._schedule.begin(now)
        asked = due is Reason.ASKED
        try:
            return SyncOutcome(asked, sync_now(self._office, job))
        except ProblemError as error:
            return SyncOutcome(asked, error=error)

    def _on_progress(self, progress: Progress) -> None:
        if progress.text != self._stage:
            self._stage = progress.text
            self.stage_reached.emit(self._stage)

    def _on_done(self, outcome: SyncOutcome | None) -> None:
        self._come_to_rest()
        if outcome is not None and not self._runner.is_closed:  # the window may have waited for just this
            self.ended.emit(outcome)
        self._go_on()

    def _on_cancelled(self) -> None:
        self._come_to_rest()
        self._go_on()

    def _on_failed(self, error: Exception) -> None:
        self._come_to_rest()
        self.failed.emit(error)

    def _come_to_rest(self) -> None:
        if self._stage:
            self._stage = ""
            self.stage_reached.emit("")
        self.rested.emit()

    def _go_on(self) -> None:
        reason, self._next = self._next, ""
        if reason:
            self.check(reason)


class LastRun(QObject):
    """Waits for the run before closing, for a bounded time and as long as the user likes."""

    def __init__(self, runs: SyncRunner, then: Callable[[], None]) -> None:
        super().__init__(runs)
        self._runs = runs
        self._then: Callable[[], None] | None = then
        runs.rested.connect(self._finish)
        QTimer.singleShot(LAST_RUN_MS, self, self.cancel)

    def cancel(self) -> None:
        """Do not wait any longer; what was not sent stays in the outbox."""
        self._runs.cancel()
        self._finish()

    def _finish(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
