"""Kills a program at work: `tests.support.kill_worker` works, this watches and kills."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)  # on Windows each signal ends a process at once


class Worker:
    """The warm process that forks the children we kill."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-X", "utf8", "-m", "tests.support.kill_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )

    def killed(self, task: str, folder: Path, after: str, seconds: float, **values: object) -> list[str]:
        """Set a child to work, kill it some time after it has said ``after``; everything it said."""
        assert self._process.stdin
        assert self._process.stdout
        order = {"task": task, "folder": str(folder), **{name: str(value) for name, value in values.items()}}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        word, process = self._process.stdout.readline().split()
        assert word == "start"
        said: list[str] = []
        while not said or said[-1].split()[0] != after:
            said.append(self._process.stdout.readline().strip())
            assert not said[-1].startswith(("failed", "dead")), said
        time.sleep(seconds)
        os.kill(int(process), _KILL)
        while (line := self._process.stdout.readline().strip()) not in ("dead", ""):
            assert not line.startswith("failed"), line
            said.append(line)
        if not line:  # it could not fork, so that itself is dead
            self.close()
            self._start()
        return said

    def seconds(self, task: str, folder: Path, until: str, **values: object) -> float:
        """How long a child takes from its start until it says ``until``, to know when to strike."""
        started = time.monotonic()
        self.killed(task, folder, until, 0, **values)
        return time.monotonic() - started

    def close(self) -> None:
        self._process.communicate()
