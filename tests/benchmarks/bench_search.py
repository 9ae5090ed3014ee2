"""One keystroke to fifty results among a million people, alone and while an import runs."""

import os
import statistics
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from db.search.readings import readings_of
from db.store import ChangeSetInfo, Store
from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.services.office import Office, User
from desktop.services.search import find_people
from tests.benchmarks import population
from tests.benchmarks.row import BenchRow

PEOPLE = int(os.environ.get("BENCH_PEOPLE", "1000000"))
FRAME_MS, FRAME_BUSY_MS = 16.0, 20.0
_SAMPLES = 300
_IMPORTED_AT_ONCE = 20_000
_USER = User(UserId("0" * 32), "bench", "bench", Role.CLERK)


def run() -> list[BenchRow]:
    """Build the population, then time each kind of keystroke; figures are 99th percentiles in ms."""
    with TemporaryDirectory() as folder:
        started = time.perf_counter()
        store = population.make_register(Path(folder) / "register.db", PEOPLE)
        print(f"  {PEOPLE:,} people written and indexed in {time.perf_counter() - started:.0f} s", flush=True)
        office = Office(store, SimpleNamespace(close=lambda: None), _USER)  # type: ignore[arg-type]
        queries = _queries(store)
        find_people(office, "张")
        rows = [_row(kind, _times(office, texts), FRAME_MS, "") for kind, texts in queries.items()]
        with _importing(store):
            rows += [
                _row(kind, _times(office, texts), FRAME_BUSY_MS, ", import running")
                for kind, texts in queries.items()
            ]
        office.close()
    return rows


def _row(kind: str, times_ms: list[float], frame_ms: float, addition: str) -> BenchRow:
    p99 = statistics.quantiles(times_ms, n=100)[98]
    return BenchRow(
        f"{kind}{addition}: p99 (median {statistics.median(times_ms):.2g})",
        p99,
        "one frame",
        frame_ms,
        "ms",
        p99 / frame_ms,
        f"<= {frame_ms:.0f} ms",
        p99 <= frame_ms,
    )


def _times(office: Office, texts: list[str]) -> list[float]:
    times = []
    for text in texts:
        started = time.perf_counter()
        find_people(office, text)
        times.append((time.perf_counter() - started) * 1000)
    return times


def _queries(store: Store) -> dict[str, list[str]]:
    rng = Random(3)
    with store.reading() as connection:
        picked = [
            connection.execute(
                "SELECT name, citizen_id, mobile FROM person WHERE pk = ?", (rng.randrange(1, PEOPLE + 1),)
            ).fetchone()
            for _ in range(_SAMPLES)
        ]
    names = [name for name, _, _ in picked]

    def each(way: Callable[[str], str]) -> list[str]:
        return [way(name) for name in names]

    return {
        "1 character": each(lambda name: name[0]) + each(lambda name: name[-1]),
        "2 characters": each(lambda name: name[:2]) + each(lambda name: name[-2:]),
        "3 characters": [name for name in names if len(name) == 3],
        "initials (zjg)": each(lambda name: "".join(readings_of(character)[0][0] for character in name)),
        "1 letter": each(lambda name: readings_of(name[0])[0][0]),
        "pinyin (zhangjian)": each(_pinyin),
        "part of pinyin": [_pinyin(name)[:length] for name in names for length in (2, 4, 6, 8)],
        "ID tail": [number[-length:] for _, number, _ in picked for length in (3, 4, 6)],
        "phone tail": [phone[-length:] for _, _, phone in picked if phone for length in (3, 4, 6)],
    }


def _pinyin(name: str) -> str:
    return "".join(readings_of(character)[0] for character in name)


class _importing:  # noqa: N801 - used like the function of the same kind in contextlib
    """A thread that writes people as an import does, one large change set after another."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        rng = Random(11)
        while not self._stop.is_set():
            with self._store.writing(ChangeSetInfo(_USER.id, "import", "load")) as work:
                work.insert_many("person", population.PERSON_COLUMNS, self._rows(rng))

    def _rows(self, rng: Random) -> Iterator[tuple[str | int | None, ...]]:
        for row in population.people(rng, _IMPORTED_AT_ONCE):
            if self._stop.is_set():
                return
            yield row
