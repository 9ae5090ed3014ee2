"""What a test run costs in processor time, which other work on the machine hardly changes.

    python3 dev.py test --cost cost.tsv; .venv/bin/python -m tests.support.cost cost.tsv

Each process of a run adds its lines to the file. Counted are user and system time of the process and of the
processes it has waited for: what a server used stands at the test that ended it, and PostgreSQL, which is
nobody's child, is missing.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import pytest

_LINES = 25


def _processor_seconds() -> float:
    return sum(os.times()[:4])


class CostMeter:
    """A pytest plugin that writes seconds, kind and name of what took them."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lines: list[str] = []

    def _add(self, kind: str, name: str, seconds: float) -> None:
        self._lines.append(f"{seconds:.3f}\t{kind}\t{name.encode('unicode_escape').decode()}\n")

    @contextmanager
    def _measured(self, kind: str, name: str) -> Iterator[None]:
        began = _processor_seconds()
        yield
        self._add(kind, name, _processor_seconds() - began)

    def pytest_collection_finish(self) -> None:
        self._add("collecting", "", _processor_seconds())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        with self._measured("test", item.nodeid):
            return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        with self._measured("fixture", f"{fixturedef.baseid}::{fixturedef.argname}"):
            return (yield)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if not hasattr(session.config, "workerinput"):
            self._add("whole run", "", _processor_seconds())  # workers are children
        with self._file.open("a", encoding="utf-8") as file:
            file.write("".join(self._lines))


def main(file: Path) -> None:
    """Print the sums of a file of costs: by folder, then the dearest files, fixtures and tests."""
    sums = {kind: Counter[str]() for kind in ("whole run", "collecting", "folder", "file", "fixture", "test")}
    for line in file.read_text(encoding="utf-8").splitlines():
        seconds, kind, name = line.split("\t")
        sums[kind][name] += float(seconds)
        if kind == "test":
            path = PurePosixPath(name.partition("::")[0])
            sums["file"][str(path)] += float(seconds)
            sums["folder"]["/".join(path.parts[:2])] += float(seconds)
    for kind, costs in sums.items():
        print(f"\n{kind}: {costs.total() / 60:.1f} minutes")
        for name, seconds in costs.most_common(_LINES):
            print(f"{seconds:9.1f} s  {name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
