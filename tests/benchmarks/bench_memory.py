"""Resident memory with the list of 100,000 people open, against a bare window with an empty table."""

import statistics
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.accounts import Role
from desktop.services.opening import create_office
from tests.benchmarks import population
from tests.benchmarks.bench_start import (
    bare_command,
    end,
    known_command,
    moment,
    show_register_first,
    started,
)
from tests.benchmarks.row import BenchRow
from tests.support.vault import LOGIN, PASSWORD, VILLAGE

_PEOPLE = 100_000
_ROUNDS = 3


def run() -> list[BenchRow]:
    """Medians in MiB; nothing where the system does not tell a program's memory."""
    if not Path("/proc/self/status").exists():
        return []
    with TemporaryDirectory() as name:
        folder = Path(name)
        # At the shipped cost: what a guess leaves behind counts too.
        office, _ = create_office(folder / "office", VILLAGE, LOGIN, "王文书", Role.CLERK, PASSWORD)
        population.fill(office.store, _PEOPLE)
        office.close()
        show_register_first(folder)
        ours = statistics.median(
            _resident(folder, known_command(folder / "office"), "idle") for _ in range(_ROUNDS)
        )
        bare = statistics.median(_resident(folder, bare_command()) for _ in range(_ROUNDS))
    what = f"memory with {_PEOPLE:,} people open"
    return [BenchRow(what, ours, "bare window", bare, "MiB", ours / bare, "<= 3 x", ours <= 3 * bare)]


def _resident(folder: Path, command: list[str], settled: str = "") -> float:
    child, _ = started(command, folder)
    try:
        if settled:
            moment(child, settled)
        return _resident_of(child)
    finally:
        end(child)


def _resident_of(child: "subprocess.Popen[str]") -> float:
    for line in Path(f"/proc/{child.pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the program ended before it was measured")
