"""Work leaves the GUI thread and its outcome comes back to it."""

import threading
import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from ui.jobs import JobRunner, Progress


class Asker:
    """Writes down every answer and the thread it came on."""

    def __init__(self) -> None:
        self.answers: list[object] = []
        self.errors: list[Exception] = []
        self.progress: list[Progress] = []
        self.cancelled = 0
        self.threads: set[str] = set()

    def done(self, answer: object) -> None:
        self._note()
        self.answers.append(answer)

    def failed(self, error: Exception) -> None:
        self._note()
        self.errors.append(error)

    def on_progress(self, progress: Progress) -> None:
        self._note()
        self.progress.append(progress)

    def on_cancelled(self) -> None:
        self._note()
        self.cancelled += 1

    def _note(self) -> None:
        self.threads.add(threading.current_thread().name)


@pytest.fixture
def asker() -> Asker:
    return Asker()


def test_work_runs_elsewhere_and_the_answer_arrives_on_the_gui_thread(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    runner.read(lambda job: threading.current_thread().name, asker.done, asker.failed)
    assert asker.answers == []
    qtbot.waitUntil(lambda: bool(asker.answers))
    assert str(asker.answers[0]).startswith("read")
    assert asker.threads == {threading.main_thread().name}


def test_threads_can_be_there_before_there_is_work(qtbot: QtBot, runner: JobRunner) -> None:
    before = set(threading.enumerate())
    runner.start_threads()
    started = [each.name.partition("_")[0] for each in set(threading.enumerate()) - before]
    assert sorted(started) == ["read", "read", "read", "write"]


def test_threads_started_for_nothing_end_with_their_runner(qtbot: QtBot) -> None:
    before = set(threading.enumerate())
    runner = JobRunner()
    runner.start_threads()
    runner.close()
    for each in set(threading.enumerate()) - before:
        each.join(10.0)
        assert not each.is_alive()


def test_an_exception_is_handed_over_as_it_was_raised(qtbot: QtBot, runner: JobRunner, asker: Asker) -> None:
    trouble = ProblemError(Problem("SYS-410"))

    def work(job: JobHandle) -> None:
        raise trouble

    runner.write(work, asker.done, asker.failed)
    qtbot.waitUntil(lambda: bool(asker.errors))
    assert asker.errors == [trouble]
    assert asker.answers == []
    assert asker.threads == {threading.main_thread().name}


def test_writes_keep_the_order_they_were_asked_in(qtbot: QtBot, runner: JobRunner, asker: Asker) -> None:
    written: list[int] = []

    def write(number: int) -> Callable[[JobHandle], int]:
        def work(job: JobHandle) -> int:
            written.append(number)
            return number

        return work

    for number in range(50):
        runner.write(write(number), asker.done, asker.failed)
    qtbot.waitUntil(lambda: len(asker.answers) == 50)
    assert written == list(range(50))
    assert asker.answers == list(range(50))


def test_three_reads_run_at_once_and_a_slow_read_does_not_hold_up_a_write(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    together = threading.Barrier(3, timeout=5)
    release = threading.Event()

    def read(job: JobHandle) -> str:
        together.wait()
        release.wait(5)
        return "read"

    for _ in range(3):
        runner.read(read, asker.done, asker.failed)
    runner.write(lambda job: "written", asker.done, asker.failed)
    qtbot.waitUntil(lambda: asker.answers == ["written"])
    release.set()
    qtbot.waitUntil(lambda: len(asker.answers) == 4)


def test_progress_arrives_and_its_last_report_is_never_dropped(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    def work(job: JobHandle) -> None:
        for done in range(1, 1001):
            job.report(done, 1000, "rows")

    runner.read(work, asker.done, asker.failed, asker.on_progress)
    qtbot.waitUntil(lambda: bool(asker.answers))
    assert asker.progress[-1] == Progress(1000, 1000, "rows")
    assert len(asker.progress) < 100
    assert asker.threads == {threading.main_thread().name}


def test_cancelling_stops_the_work_and_says_so_without_an_error(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    started = threading.Event()

    def work(job: JobHandle) -> None:
        started.set()
        while True:
            job.check_cancelled()

    ticket = runner.write(work, asker.done, asker.failed, cancelled=asker.on_cancelled)
    assert started.wait(5)
    ticket.cancel()
    qtbot.waitUntil(lambda: asker.cancelled == 1)
    assert not ticket.is_running
    assert (asker.answers, asker.errors) == ([], [])


def test_a_job_cancelled_while_it_waits_in_the_queue_never_starts(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    release = threading.Event()
    ran: list[str] = []
    runner.write(lambda job: release.wait(5), asker.done, asker.failed)
    second = runner.write(lambda job: ran.append("x"), asker.done, asker.failed, cancelled=asker.on_cancelled)
    second.cancel()
    qtbot.waitUntil(lambda: asker.cancelled == 1)
    release.set()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert ran == []


def test_a_cancelled_read_never_answers_even_when_it_had_finished(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    finished = threading.Event()

    def work(job: JobHandle) -> str:
        finished.set()
        return "stale"

    ticket = runner.read(work, asker.done, asker.failed, cancelled=asker.on_cancelled)
    assert finished.wait(5)
    ticket.cancel()
    qtbot.waitUntil(lambda: asker.cancelled == 1)
    assert asker.answers == []


def test_a_write_that_was_stored_before_the_wish_to_cancel_still_says_done(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    finished = threading.Event()

    def work(job: JobHandle) -> str:
        finished.set()
        return "stored"

    ticket = runner.write(work, asker.done, asker.failed, cancelled=asker.on_cancelled)
    assert finished.wait(5)
    ticket.cancel()
    qtbot.waitUntil(lambda: bool(asker.answers) or bool(asker.cancelled))
    assert (asker.answers, asker.cancelled) == (["stored"], 0)


def test_an_answer_for_a_widget_that_is_gone_is_dropped(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    owner = QObject()
    release = threading.Event()
    runner.read(lambda job: release.wait(5), asker.done, asker.failed, owner=owner)
    import shiboken6

    shiboken6.delete(owner)
    release.set()
    qtbot.waitUntil(lambda: not runner.is_busy)
    assert asker.answers == []


def test_busy_is_told_once_for_the_first_job_and_once_after_the_last(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    told: list[bool] = []
    runner.busy_changed.connect(told.append)
    for _ in range(5):
        runner.read(lambda job: None, asker.done, asker.failed)
    qtbot.waitUntil(lambda: len(asker.answers) == 5)
    assert told == [True, False]


def test_closing_does_not_wait_for_jobs_that_never_began(qtbot: QtBot, asker: Asker) -> None:
    jobs = JobRunner()
    release = threading.Event()
    jobs.write(lambda job: release.wait(5), asker.done, asker.failed)
    for _ in range(3):
        jobs.write(lambda job: None, asker.done, asker.failed)
    began = time.monotonic()
    threading.Timer(0.05, release.set).start()
    assert jobs.close(5.0) == ()
    assert time.monotonic() - began < 3.0


def test_closing_cancels_waits_and_names_what_is_still_running(qtbot: QtBot, asker: Asker) -> None:
    jobs = JobRunner()
    release = threading.Event()
    started = threading.Event()

    def deaf(job: JobHandle) -> None:
        started.set()
        release.wait(5)

    jobs.write(deaf, asker.done, asker.failed, label="备份")
    assert started.wait(5)
    assert jobs.close(0.05) == ("备份",)
    release.set()
    with pytest.raises(RuntimeError):
        jobs.read(lambda job: None, asker.done, asker.failed)
    qtbot.wait(20)  # time for an answer that must not come
    assert asker.answers == []


def test_a_conversation_keeps_neither_reading_nor_saving_waiting_and_is_not_waited_for_at_the_end(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    answer = threading.Event()
    runner.converse(lambda job: answer.wait(20), asker.done, asker.failed)
    for _ in range(4):
        runner.read(lambda job: "read", asker.done, asker.failed)
    runner.write(lambda job: "written", asker.done, asker.failed)
    qtbot.waitUntil(lambda: len(asker.answers) == 5)
    assert sorted(map(str, asker.answers)) == ["read"] * 4 + ["written"]
    assert runner.close(20.0) == ()
    assert len(runner.conversations_left) == 1
    answer.set()
    qtbot.waitUntil(lambda: not any(each.name.startswith("line") for each in threading.enumerate()))


def test_work_of_its_own_thread_answers_as_any_other_before_there_are_lanes(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    def fail(job: JobHandle) -> None:
        raise ProblemError(Problem("VLT-018"))

    runner.read_alone(
        lambda job: sorted(each.name for each in threading.enumerate()), asker.done, asker.failed
    )
    runner.read_alone(fail, asker.done, asker.failed)
    qtbot.waitUntil(lambda: bool(asker.answers and asker.errors))
    assert not runner.is_busy
    assert "alone" in asker.answers[0]
    assert not any(name.startswith("read") for name in asker.answers[0])
    assert asker.threads == {threading.main_thread().name}


def test_closing_waits_for_work_of_its_own_thread_and_says_when_it_goes_on(
    qtbot: QtBot, runner: JobRunner, asker: Asker
) -> None:
    go_on = threading.Event()
    runner.read_alone(lambda job: go_on.wait(20), asker.done, asker.failed)
    assert runner.close(0.0) == ("alone",)
    go_on.set()
    qtbot.waitUntil(lambda: not any(each.name == "alone" for each in threading.enumerate()))
    assert asker.answers == []


def test_a_new_step_is_told_however_soon_it_comes(qtbot: QtBot, runner: JobRunner, asker: Asker) -> None:
    def work(job: JobHandle) -> None:
        for step in ("connect", "send", "send", "receive"):
            job.report(0, 9, step)

    runner.read(work, asker.done, asker.failed, asker.on_progress)
    qtbot.waitUntil(lambda: len(asker.answers) == 1)
    assert list(dict.fromkeys(each.text for each in asker.progress)) == ["connect", "send", "receive"]
