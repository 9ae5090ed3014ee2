"""Lanes for work off the GUI thread: ``write`` keeps its order, ``read`` runs three at a time.

``line`` talks over a slow line, one conversation after the other, and keeps neither of them waiting.

Work is a plain function of a job handle. It touches no widget, and its answer, its error and its
progress are called back on the GUI thread, in the order they happened. The threads are Python's
own and live as long as the runner, so that what a thread keeps for itself (its connection to the
register) stays open between two jobs; Qt's pool would drop it after each.
"""

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from shiboken6 import isValid

from desktop.domain.job import Cancelled, JobHandle

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")

READ_THREADS = 3
_THREADS = {"read": READ_THREADS, "write": 1, "line": 1}
_ALONE = "alone"
PROGRESS_INTERVAL_SECONDS = 0.05  # more often than a screen can show is only noise
_PATIENCE_SECONDS = 1.0


class Progress(NamedTuple):
    """How far a job is: ``done`` of ``total`` units, ``total`` 0 when nobody knows."""

    done: int
    total: int
    text: str = ""


class JobTicket:
    """What the asker holds of a job: it can be cancelled, and asked whether it still runs."""

    def __init__(self, lane: str, label: str) -> None:
        self.lane = lane
        self.label = label
        self._cancelled = threading.Event()
        self._finished = False
        self._future: Future[None] | None = None
        self._alone: threading.Thread | None = None  # runs it where no lane does
        self._on_dequeued: Callable[[], None] | None = None

    @property
    def is_cancelled(self) -> bool:
        """Whether cancelling was asked for, not whether it came in time."""
        return self._cancelled.is_set()

    @property
    def is_running(self) -> bool:
        """Whether an outcome is still to come."""
        return not self._finished

    def cancel(self) -> None:
        """Ask the job to stop.

        A read that has been cancelled never calls ``done`` any more. A write may have been
        stored before the wish arrived; then it says so by calling ``done`` as usual.
        """
        if self._finished or self._cancelled.is_set():
            return
        self._cancelled.set()
        if self._future is not None and self._future.cancel() and self._on_dequeued is not None:
            self._on_dequeued()


class _Handle:
    """The job's side of a ticket; implements `desktop.domain.job.JobHandle`."""

    def __init__(self, ticket: JobTicket, post: Callable[[Progress], None] | None) -> None:
        self._ticket = ticket
        self._post = post
        self._posted_at = 0.0
        self._step = ""

    def report(self, done: int, total: int, text: str = "") -> None:
        """Tell how far the work is; too frequent reports are dropped, the last one and a new step never."""
        if self._post is None:
            return
        now = time.monotonic()
        is_new_step, self._step = text != self._step, text
        if is_new_step or now - self._posted_at >= PROGRESS_INTERVAL_SECONDS or done >= total > 0:
            self._posted_at = now
            self._post(Progress(done, total, text))

    def check_cancelled(self) -> None:
        """Return, or raise `Cancelled` when the user asked to stop."""
        if self._ticket.is_cancelled:
            raise Cancelled


class _Mailbox(QObject):
    """Carries calls from a worker to the thread it was made on, which is the GUI thread."""

    posted = Signal(object)  # a function without arguments, to be called on the GUI thread

    def __init__(self) -> None:
        super().__init__()
        self.posted.connect(self._on_posted)  # queued, as the emitting thread is another one

    @Slot(object)
    def _on_posted(self, call: Callable[[], None]) -> None:
        call()


class _Answers(NamedTuple):
    """Whom to tell; ``owner`` gone means nobody."""

    done: Callable[[Any], None]
    failed: Callable[[Exception], None]
    progress: Callable[[Progress], None] | None
    cancelled: Callable[[], None] | None
    owner: QObject | None

    def still_wanted(self) -> bool:
        return self.owner is None or isValid(self.owner)


_ABANDONED: "list[_Job]" = []
"""Jobs that outlived their runner: kept, so that no worker frees what belongs to the GUI."""


class _Job:
    """What a job holds of the GUI: the asker's work and callbacks.

    Only the GUI thread lets go of them (`JobRunner._finish`, `JobRunner.close`): a closure that a
    worker dropped last would free the asker's widgets in the worker.
    """

    def __init__(self, work: Callable[[JobHandle], Any], answers: _Answers) -> None:
        self.work: Callable[[JobHandle], Any] | None = work
        self.answers: _Answers | None = answers

    def let_go(self) -> None:
        """Forget both; called on the GUI thread."""
        self.work = self.answers = None


class JobRunner(QObject):
    """Runs work in lanes and brings the outcome back; made and closed on the GUI thread."""

    busy_changed = Signal(bool)  # whether any job is queued or running

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = _Mailbox()
        self._lanes: dict[str, ThreadPoolExecutor] = {}
        self._tickets: dict[JobTicket, _Job] = {}
        self._closed = False
        self.conversations_left: frozenset[Future[None]] = frozenset()
        """Conversations that `close` did not wait for; whoever takes their ground away does, elsewhere."""

    def start_threads(self) -> None:
        """Start what reads and writes now: a thread takes a while to start where others are at work."""
        for lane in ("read", "write"):
            threads = _THREADS[lane]
            # Each waits for the others, or one thread would do the work of all; not for ever, as `close` may
            # call off those that have not begun.
            all_there = threading.Barrier(threads, timeout=_PATIENCE_SECONDS)
            for _ in range(threads):
                self._lane(lane).submit(all_there.wait)

    @property
    def is_closed(self) -> bool:
        """Whether no more work is taken."""
        return self._closed

    def read(
        self,
        work: Callable[[JobHandle], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Progress], None] | None = None,
        *,
        cancelled: Callable[[], None] | None = None,
        owner: QObject | None = None,
        label: str = "",
    ) -> JobTicket:
        """Run work that changes nothing; several may run at once, in any order.

        Args:
            work: Plain function of a job handle; runs in another thread.
            done: Gets what ``work`` returned.
            failed: Gets what ``work`` raised, `Cancelled` excepted.
            progress: Gets at most twenty reports a second, and each new step.
            cancelled: Called when the job stopped because it was asked to.
            owner: When this object is gone, none of the callbacks is called.
            label: Name of the job in words, for "still running" messages.

        Returns:
            A ticket to cancel by. The callbacks run on the GUI thread, never inside this call.

        Raises:
            RuntimeError: The runner has been closed.
        """
        return self._start("read", label, work, _Answers(done, failed, progress, cancelled, owner))

    def write(
        self,
        work: Callable[[JobHandle], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Progress], None] | None = None,
        *,
        cancelled: Callable[[], None] | None = None,
        owner: QObject | None = None,
        label: str = "",
    ) -> JobTicket:
        """Run work that changes the register, one after the other in the order asked.

        Arguments and answers are those of `read`.
        """
        return self._start("write", label, work, _Answers(done, failed, progress, cancelled, owner))

    def converse(
        self,
        work: Callable[[JobHandle], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        progress: Callable[[Progress], None] | None = None,
        *,
        cancelled: Callable[[], None] | None = None,
        owner: QObject | None = None,
        label: str = "",
    ) -> JobTicket:
        """Run work that waits for somebody else's computer, one after the other in the order asked.

        Arguments and answers are those of `read`; cancelling is as with `write`.
        """
        return self._start("line", label, work, _Answers(done, failed, progress, cancelled, owner))

    def read_alone(
        self,
        work: Callable[[JobHandle], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        owner: QObject | None = None,
    ) -> JobTicket:
        """Run work that changes nothing at once, in a thread of its own.

        For what comes before or behind the first page: what the lanes are made of is not imported for it.
        Arguments and answers are those of `read`.
        """
        return self._start(_ALONE, "", work, _Answers(done, failed, None, None, owner))

    @property
    def is_busy(self) -> bool:
        """Whether any job is queued or running."""
        return bool(self._tickets)

    def running_labels(self) -> tuple[str, ...]:
        """Names of the jobs still under way, those without a name left out."""
        return tuple(sorted(ticket.label for ticket in self._tickets if ticket.label))

    def close(self, timeout_seconds: float = 5.0) -> tuple[str, ...]:
        """Cancel everything, wait a bounded time, and deliver nothing any more.

        Args:
            timeout_seconds: How long to wait for jobs that are in the middle of something.

        Returns:
            Names (or lanes) of the jobs that had not ended by then; they will end by themselves.
            Conversations wait for somebody else and are not waited for: see `conversations_left`.
        """
        self._closed = True
        tickets = tuple(self._tickets)
        for ticket in tickets:
            ticket._on_dequeued = None
            ticket.cancel()
        for lane in self._lanes.values():
            lane.shutdown(wait=False, cancel_futures=True)
        pending = self._wait_for(tickets, timeout_seconds)
        on_line = {ticket for ticket in tickets if ticket._future in self.conversations_left}
        for ticket, job in self._tickets.items():
            if ticket in on_line or ticket in pending:
                _ABANDONED.append(job)
            else:
                job.let_go()
        self._tickets.clear()
        return tuple(sorted(ticket.label or ticket.lane for ticket in pending))

    def _wait_for(self, tickets: tuple[JobTicket, ...], timeout_seconds: float) -> list[JobTicket]:
        """Those that have not ended by then; notes conversations under way, and waits for none."""
        begun = time.monotonic()
        pending: list[JobTicket] = []
        if self._lanes:
            from concurrent.futures import wait

            # A future cancelled in the queue never counts as done: its thread will not come to notify it.
            futures = {t._future: t for t in tickets if t._future is not None and not t._future.cancelled()}
            on_line = {future for future, ticket in futures.items() if ticket.lane == "line"}
            self.conversations_left = frozenset(wait(on_line, timeout=0).not_done)
            pending += [futures[each] for each in wait(futures.keys() - on_line, timeout_seconds).not_done]
        for ticket in tickets:
            if ticket._alone is not None:
                ticket._alone.join(max(0.0, timeout_seconds - (time.monotonic() - begun)))
                pending += [ticket] if ticket._alone.is_alive() else []
        return pending

    def _lane(self, name: str) -> "ThreadPoolExecutor":
        """A lane, made when first used."""
        if name not in self._lanes:
            from concurrent.futures import ThreadPoolExecutor  # late: the first page is there before

            self._lanes[name] = ThreadPoolExecutor(_THREADS[name], thread_name_prefix=name)
        return self._lanes[name]

    def _start(self, lane: str, label: str, work: Callable[[JobHandle], T], answers: _Answers) -> JobTicket:
        if self._closed:
            raise RuntimeError("the job runner is closed")
        ticket = JobTicket(lane, label)
        job = _Job(work, answers)
        was_busy = self.is_busy
        self._tickets[ticket] = job
        if lane == _ALONE:
            ticket._alone = threading.Thread(target=self._run, args=(ticket, job), name=lane)
            ticket._alone.start()
        else:
            finish = partial(self._finish, ticket, job, None, Cancelled())
            ticket._on_dequeued = partial(QTimer.singleShot, 0, finish)
            ticket._future = self._lane(lane).submit(self._run, ticket, job)
        if not was_busy:
            self.busy_changed.emit(True)
        return ticket

    def _run(self, ticket: JobTicket, job: _Job) -> None:
        """Body of the worker thread; hands over whatever happens, an exception included."""
        result: Any = None
        error: Exception | None = None
        wants_progress = job.answers is not None and job.answers.progress is not None
        post = partial(self._post_progress, ticket, job) if wants_progress else None
        handle = _Handle(ticket, post)
        try:
            handle.check_cancelled()
            result = job.work(handle) if job.work is not None else None
        except Exception as raised:  # handed over to the asker, never lost
            error = raised
        except BaseException as raised:  # a panic in a compiled library is not an Exception
            error = RuntimeError(f"{type(raised).__name__} in a job")
            error.__cause__ = raised
        if not self._closed:
            self._mailbox.posted.emit(partial(self._finish, ticket, job, result, error))

    def _post_progress(self, ticket: JobTicket, job: _Job, progress: Progress) -> None:
        if not self._closed:
            self._mailbox.posted.emit(partial(self._progress, ticket, job, progress))

    def _progress(self, ticket: JobTicket, job: _Job, progress: Progress) -> None:
        answers = job.answers
        if self._closed or ticket.is_cancelled or answers is None or answers.progress is None:
            return
        if answers.still_wanted():
            answers.progress(progress)

    def _finish(self, ticket: JobTicket, job: _Job, result: object, error: Exception | None) -> None:
        """On the GUI thread: close the ticket, then tell the asker."""
        answers = job.answers
        job.let_go()
        if self._closed or ticket not in self._tickets or answers is None:
            return
        ticket._finished = True
        del self._tickets[ticket]
        if not self._tickets:
            self.busy_changed.emit(False)
        if not answers.still_wanted():
            return
        if isinstance(error, Cancelled) or (ticket.is_cancelled and ticket.lane in ("read", _ALONE)):
            if answers.cancelled is not None:
                answers.cancelled()
        elif error is not None:
            answers.failed(error)
        else:
            answers.done(result)
