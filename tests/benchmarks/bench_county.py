"""The county's intake and feed over a real PostgreSQL, against writing the same values with a bare COPY."""

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from random import Random

import msgspec

from sync.county.county import open_county
from sync.county.embedded import EmbeddedPostgres
from sync.county.store.database import open_database, query
from sync.county.store.ingest import accept_batch
from sync.county.store.villages import add_village
from sync.protocol.messages import Cursor
from sync.protocol.operation import Op, Operation
from tests.benchmarks.population import name_of
from tests.benchmarks.row import BenchRow
from tests.support.village_pc import NOW_MS, VillagePc, operation, person

_PEOPLE = 50_000
_BATCH = 5_000
_SMALL = 50
_ROUNDS = 40


def run() -> list[BenchRow]:
    """A village's first push, a second PC's first pull, and small batches one after the other."""
    with tempfile.TemporaryDirectory(prefix="county-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        server = EmbeddedPostgres(Path(folder) / "data")
        try:
            return _measure(server.url, Path(folder))
        finally:
            server.stop()


def _measure(url: str, folder: Path) -> list[BenchRow]:
    database = open_database(url)
    county = open_county(database, folder / "key")
    with database.connection_context():
        village = add_village(database, "999901101201", "示范村", NOW_MS)
        pc, reader = VillagePc.enrolled(county, village), VillagePc.enrolled(county, village)
        people = _people()
        bare = _PEOPLE / _seconds(lambda: _copy(database, people))
        frames = []
        for start in range(0, _PEOPLE, _BATCH):
            frames.append(pc.frame(people[start : start + _BATCH]))
            pc.sent(frames[-1])
        pushed = _PEOPLE / _seconds(
            lambda: [accept_batch(county, pc.row(county), frame, NOW_MS) for frame in frames]
        )
        pulled = _PEOPLE / _seconds(lambda: _pull(county, reader))
        edits = _edits(pc, people)
        small = _ROUNDS / _seconds(
            lambda: [accept_batch(county, pc.row(county), frame, NOW_MS) for frame in edits]
        )
    database.close_all()
    against = "COPY of the same values into a bare table"
    batches = f"batches of {_SMALL} edits, one process"
    return [
        _row("first push, rows, one process", pushed / 1000, against, bare / 1000, 30),
        _row("first pull, rows, one process", pulled / 1000, against, bare / 1000, 35),
        BenchRow(batches, small, "", 0, "/s", 0, ">= 125 /s, a fourth of 500 on four", small >= 125),
    ]


def _row(name: str, ours: float, against: str, theirs: float, goal: float) -> BenchRow:
    return BenchRow(name, ours, against, theirs, "k/s", theirs / ours, f">= {goal} k/s", ours >= goal)


def _people() -> list[Operation]:
    rng = Random(7)
    return [
        replace(
            person(
                name_of(rng),
                sex=rng.choice("12"),
                birth_date=f"{rng.randint(1940, 2023)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
                mobile=f"13{rng.randint(0, 999_999_999):09d}",
                ethnicity="01",
                education=rng.choice(("70", "80", "60")),
                marital_status=rng.choice(("10", "20")),
                residence_state="10",
                registered_address=f"示范村{rng.randint(1, 9)}组{rng.randint(1, 200)}号",
            ),
            action=number // 100,
        )
        for number in range(_PEOPLE)
    ]


def _copy(database, people: list[Operation]) -> None:
    query(database, "CREATE TABLE bare (id uuid PRIMARY KEY, fields jsonb)")
    with database.connection().cursor() as cursor, cursor.copy("COPY bare (id, fields) FROM STDIN") as copy:
        for one in people:
            copy.write_row((one.record_id, msgspec.json.encode(one.fields).decode()))


def _pull(county, reader: VillagePc) -> None:
    reader.cursors = {"register": Cursor()}
    while reader.take_pages(reader.exchange(county).pages):
        pass


def _edits(pc: VillagePc, people: list[Operation]) -> list[bytes]:
    rng = Random(8)
    frames = []
    for _ in range(_ROUNDS):
        chosen = rng.sample(people, _SMALL)
        edits = [
            operation("person", Op.UPDATE, one.record_id, base=_PEOPLE // _BATCH, mobile="1", education="50")
            for one in chosen
        ]
        frames.append(pc.frame(edits))
        pc.sent(frames[-1])
    return frames


def _seconds(work) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
