"""Widgets that refer to each other are freed on the GUI thread, whatever the jobs are doing."""

import gc
import threading
import time
import weakref

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop.domain.job import JobHandle
from ui.jobs import GuiCollector, JobRunner


class _Knot(QObject):
    """Holds itself through a list, with a running timer, as a view with its presenter does."""

    def __init__(self, freed_in: list[str]) -> None:
        super().__init__()
        self.itself = [self]
        self.timer = QTimer(self)
        self.timer.start(10)
        weakref.finalize(self, lambda: freed_in.append(threading.current_thread().name))


def allocate_much(_job: JobHandle) -> int:
    """What makes Python think of collecting: many new containers."""
    return len([[number] for number in range(200_000)])


def test_a_job_never_frees_what_belongs_to_the_window(
    qtbot, runner: JobRunner, dressed_application: QApplication
):
    freed_in: list[str] = []
    for _ in range(20):
        _Knot(freed_in)
    counted: list[int] = []
    for _ in range(4):
        runner.read(allocate_much, counted.append, counted.append)
    qtbot.waitUntil(lambda: len(counted) == 4)
    gc.collect()
    assert len(freed_in) == 20
    assert set(freed_in) == {threading.main_thread().name}


def test_cycles_are_still_collected(qtbot, dressed_application: QApplication):
    collector = GuiCollector(dressed_application)
    freed_in: list[str] = []
    _Knot(freed_in)
    kept = [[number] for number in range(5_000)]
    collector.collect_if_due()
    qtbot.waitUntil(lambda: len(freed_in) == 1)
    assert kept
    collector.stop()
    assert gc.isenabled()
    collector.deleteLater()
    gc.disable()


def test_what_is_old_waits_until_the_window_has_come_to_rest(qtbot, dressed_application: QApplication):
    usual = gc.get_threshold()
    gc.set_threshold(usual[0], usual[1], 1)
    collector = GuiCollector(dressed_application)
    gc.set_threshold(*usual)
    freed_in: list[str] = []
    knot = _Knot(freed_in)
    for generation in (2, 1, 1):
        gc.collect(generation)
    del knot
    worked = time.thread_time()
    for _ in range(20):
        worked += 0.1
        collector.collect_if_due(worked)
    assert not freed_in
    for _ in range(5):
        collector.collect_if_due(worked)
    assert freed_in
    collector.stop()
    collector.deleteLater()
    gc.disable()


def test_a_finished_job_lets_go_of_the_asker_on_the_gui_thread(qtbot, runner: JobRunner):
    freed_in: list[str] = []
    knot = _Knot(freed_in)
    knot.itself.clear()
    answers: list[int] = []

    def ask(asker: _Knot) -> None:
        runner.read(lambda job: len(asker.itself) + allocate_much(job), answers.append, answers.append)

    ask(knot)
    del knot
    qtbot.waitUntil(lambda: len(answers) == 1)
    qtbot.waitUntil(lambda: len(freed_in) == 1)
    assert freed_in == [threading.main_thread().name]
