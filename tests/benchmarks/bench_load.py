"""A county's server processes under the load of hundreds of villages, over HTTP and to the disk.

What an exchange costs beside what it might grow with is measured without HTTP, as a ratio: the villages
that the county has, and the history that one of them has behind it.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random

import msgspec
import psycopg

from sync.county.api.tokens import Bearer, make_token
from sync.county.county import County, open_county
from sync.county.embedded import EmbeddedPostgres
from sync.county.store.database import open_database, query
from sync.county.store.villages import add_village
from sync.protocol.messages import Cursor
from sync.protocol.operation import Op
from tests.benchmarks.crowd import Errand, Told
from tests.benchmarks.population import name_of
from tests.benchmarks.row import BenchRow
from tests.support.county_server import CountyServer
from tests.support.village_pc import VillagePc, operation, person

_WORKERS = 3
_CONNECTIONS = 16
_CRUSH = 150
_PEOPLE = 300
"""In each village when the load begins."""

_EDITS = 50
_GROWTH_ROUNDS = 60


@dataclass
class _Village:
    """A village and the PC that speaks for it."""

    pc: VillagePc
    people: list[str]
    rev: int = 1


def run() -> list[BenchRow]:
    """Villages on a Monday morning, many villages with little to say, and what an exchange grows with."""
    with tempfile.TemporaryDirectory(prefix="county-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        postgres = EmbeddedPostgres(folder / "data")
        try:
            return [*_growth(postgres.url, folder), *_crowds(postgres.url, folder)]
        finally:
            postgres.stop()


@contextmanager
def _county(url: str, folder: Path) -> Iterator[County]:
    database = open_database(url)
    with database.connection_context():
        yield open_county(database, folder)
    database.close_all()


# --- crowds ----------------------------------------------------------------------------------------------


def _crowds(url: str, folder: Path) -> list[BenchRow]:
    rng = Random(17)
    with _county(url, folder / "county") as county:
        villages = [_settle(county, 2_000 + number, rng) for number in range(1_000)]
        key = county.key
    server = CountyServer(
        url, folder / "county", "--workers", str(_WORKERS), "--per-device", "1e6", "--per-address", "1e6"
    )
    server.start()
    try:

        def crowd(some: Sequence[_Village], rounds: int, size: int, connections: int = _CONNECTIONS) -> Told:
            token = {
                id(each): make_token(key, Bearer(each.pc.village_id, each.pc.number), _now()) for each in some
            }
            said = [
                [_request(server.port, token[id(each)], _edit(each, size, rng)) for _ in range(rounds)]
                for each in some
            ]
            return _send(folder, Errand(server.port, connections, said))

        crowd(villages[:100], 2, 5)  # connections made, statements prepared
        processes = {
            "the server": [server.pid, *_children_of(server.pid)],
            "PostgreSQL": _processes_of_postgres(folder / "data"),
        }
        before = {name: _processor_seconds(of) for name, of in processes.items()}
        steady = crowd(villages[:300], 8, _EDITS)
        spent = {
            name: (_processor_seconds(of) - before[name]) * 1_000 / steady.exchanges
            for name, of in processes.items()
        }
        monday = crowd(villages[:300], 1, _PEOPLE)
        little = crowd(villages, 2, 5)
        crush = crowd(villages[:300], 1, 5, _CRUSH)
        workers, postgres = _memory_of(server), _memory_of_postgres(folder / "data")
    finally:
        server.close()
    with _county(url, folder / "county") as county:
        _require_all_taken(county, villages)
    per_second = steady.exchanges / steady.seconds
    errors = steady.errors + monday.errors + little.errors + crush.errors
    return [
        _row(f"300 villages, batches of {_EDITS} edits", per_second, "/s", ">= 500 /s", per_second >= 500),
        *(_row(f"of these: processor of {name}", each, "ms") for name, each in spent.items()),
        _row("of these: median", steady.p50, "ms"),
        _row("of these: p95", steady.p95, "ms"),
        _row("of these: p99", steady.p99, "ms", "<= 100 ms", steady.p99 <= 100),
        _row(
            f"Monday: 300 villages with {_PEOPLE} changed rows each, until all are taken",
            monday.seconds,
            "s",
            "<= 60 s",
            monday.seconds <= 60,
        ),
        _row("of these: rows", monday.exchanges * _PEOPLE / monday.seconds / 1_000, "k/s"),
        _row("of these: median", monday.p50, "ms"),
        _row("of these: p99", monday.p99, "ms"),
        _row("1,000 villages, batches of 5 edits", little.exchanges / little.seconds, "/s"),
        _row("of these: median", little.p50, "ms"),
        _row("of these: p99", little.p99, "ms"),
        _row(f"{_CRUSH} villages at the same moment: slowest answer", crush.slowest, "ms"),
        _row("exchanges that failed", errors, "", "none", not errors),
        _row(
            "largest server process afterwards",
            max(workers, default=0),
            "MiB",
            "<= 150 MiB",
            max(workers, default=0) <= 150,
        ),
        _row("PostgreSQL with all its processes afterwards", postgres, "MiB"),
    ]


def _require_all_taken(county: County, villages: Sequence[_Village]) -> None:
    """An answer that was no receipt would make a fast county."""
    for village in villages:
        rows = query(
            county.database,
            "SELECT seq FROM village_head WHERE village_id = %(village_id)s",
            {"village_id": village.pc.village_id},
        )
        if rows != [(village.rev,)]:
            raise RuntimeError(f"a village stands at {rows}, not {village.rev}")


def _row(name: str, value: float, unit: str, reach: str = "for the record", ok: bool = True) -> BenchRow:
    return BenchRow(name, value, "", 0, unit, 0, reach, ok)


def _now() -> int:
    return time.time_ns() // 1_000_000


def _settle(county: County, number: int, rng: Random) -> _Village:
    """A village whose register has been sent once."""
    query(county.database, "SET synchronous_commit = off")
    village = add_village(
        county.database, f"999901{100 + number // 100}{200 + number % 100}", f"示范村{number}", _now()
    )
    pc = VillagePc.enrolled(county, village)
    people = [
        person(
            name_of(rng), sex=rng.choice("12"), mobile=f"13{rng.randint(0, 999_999_999):09d}", education="70"
        )
        for _ in range(_PEOPLE)
    ]
    pc.send(county, *people)
    return _Village(pc, [one.record_id for one in people])


def _edit(village: _Village, size: int, rng: Random) -> tuple[_Village, bytes, int]:
    """The next batch, and the revision that its author has read up to."""
    pc, base = village.pc, village.rev
    chosen = rng.sample(village.people, size)
    edits = [
        operation(
            "person", Op.UPDATE, one, base=base, mobile=f"13{rng.randint(0, 999_999_999):09d}", education="50"
        )
        for one in chosen
    ]
    frame = pc.frame(edits)
    pc.sent(frame)
    village.rev += 1
    return village, frame, base


def _request(port: int, token: str, said: tuple[_Village, bytes, int]) -> bytes:
    """One exchange, whole as HTTP."""
    village, frame, base = said
    cursor = Cursor(rev=base, last_id=b"\xff" * 16, basis=base)
    # Sent before the county has answered for it: the latest number answered for is the one before.
    request = village.pc.request(frame, last_no=village.pc.no - 1, cursors={"register": cursor})
    body = msgspec.msgpack.encode(request)
    return (
        f"POST /sync/v1/exchange HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/msgpack\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def _send(folder: Path, errand: Errand) -> Told:
    file = folder / "errand"
    file.write_bytes(msgspec.msgpack.encode(errand))
    told = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.crowd", str(file)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return msgspec.json.decode(told.stdout, type=Told)


# --- processes ----------------------------------------------------------------------------------------------


def _memory_of(server: CountyServer) -> list[float]:
    """Resident MiB of each process that takes requests; empty where the system does not tell."""
    return [_mib(child, "status", "VmRSS:") for child in _children_of(server.pid)]


def _memory_of_postgres(folder: Path) -> float:
    """MiB of all processes of the embedded PostgreSQL, shared pages divided between them."""
    return sum(_mib(one, "smaps_rollup", "Pss:") for one in _processes_of_postgres(folder))


def _processes_of_postgres(folder: Path) -> list[int]:
    postmaster = int((folder / "postmaster.pid").read_text(encoding="utf-8").split()[0])
    return [postmaster, *_children_of(postmaster)]


def _processor_seconds(processes: Sequence[int]) -> float:
    ticks = 0
    for process in processes:
        file = Path(f"/proc/{process}/stat")
        if file.exists():
            ticks += sum(map(int, file.read_text(encoding="utf-8").rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _children_of(process: int) -> list[int]:
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(file.read_text(encoding="utf-8").rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended meanwhile
        if parent == process:
            found.append(int(file.parent.name))
    return found


def _mib(process: int, file: str, name: str) -> float:
    for line in Path(f"/proc/{process}/{file}").read_text(encoding="utf-8").splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1_024
    return 0


# --- growth ----------------------------------------------------------------------------------------------


def _growth(url: str, folder: Path) -> list[BenchRow]:
    """What one exchange costs beside what it might grow with, each against the smallest of its kind.

    The sizes of one kind take turns, so that whatever else the machine does meets all of them.
    """
    rng = Random(18)
    with ExitStack() as stack:
        crowded = [
            _populated(
                stack.enter_context(_county(_new_database(url, f"c{size}"), folder / str(size))), size, rng
            )
            for size in (10, 100, 1_000)
        ]
        county, one = crowded[0]
        by_changes = _costs([(county, one, 10), (county, one, 100)], rng)
        by_villages = _costs([(county, village, _EDITS) for county, village in crowded], rng)
        aged = [_settle(county, 3_000 + number, rng) for number in range(3)]
        for village, batches in zip(aged, (20, 200, 1_000), strict=True):
            while village.rev < batches:
                _, frame, base = _edit(village, _EDITS, rng)
                _exchange(county, village, frame, base)
        query(county.database, "VACUUM ANALYZE record")
        by_history = _costs([(county, village, _EDITS) for village in aged], rng)
    return [
        _ratio("100 edits", "10 edits", by_changes, 1, "<= 10 x, linear", 10),
        _ratio("50 edits, 100 villages present", "10 villages present", by_villages, 1, "<= 1.5 x", 1.5),
        _ratio("50 edits, 1,000 villages present", "10 villages present", by_villages, 2, "<= 1.5 x", 1.5),
        _ratio("50 edits, 10 times the history", "the shortest history", by_history, 1, "<= 1.5 x", 1.5),
        _ratio("50 edits, 50 times the history", "the shortest history", by_history, 2, "<= 1.5 x", 1.5),
    ]


def _new_database(url: str, name: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url.replace("/postgres?", f"/{name}?") if "?" in url else f"{url.rpartition('/')[0]}/{name}"


def _populated(county: County, size: int, rng: Random) -> tuple[County, _Village]:
    """A county of so many villages, and one of them."""
    village = [_settle(county, 1_000 + number, rng) for number in range(size)][-1]
    query(county.database, "SET synchronous_commit = on")
    query(county.database, "VACUUM ANALYZE record")
    return county, village


def _ratio(what: str, against: str, costs: Sequence[float], place: int, reach: str, most: float) -> BenchRow:
    ratio = costs[place] / costs[0]
    return BenchRow(
        f"an exchange of {what}", costs[place], against, costs[0], "ms", ratio, reach, ratio <= most
    )


def _costs(cases: Sequence[tuple[County, _Village, int]], rng: Random) -> list[float]:
    """What one exchange of each case costs, in milliseconds of processor at both ends of the connection."""
    spent: list[list[float]] = [[] for _ in cases]
    for _ in range(_GROWTH_ROUNDS):
        for costs, (county, village, size) in zip(spent, cases, strict=True):
            _, frame, base = _edit(village, size, rng)
            started = _spent(county)
            _exchange(county, village, frame, base)
            costs.append((_spent(county) - started) * 1_000)
    return [statistics.median(costs) for costs in spent]


def _exchange(county: County, village: _Village, frame: bytes, base: int) -> None:
    cursor = Cursor(rev=base, last_id=b"\xff" * 16, basis=base)
    village.pc.exchange(county, frame, last_no=village.pc.no - 1, cursors={"register": cursor})


def _spent(county: County) -> float:
    """Seconds of processor so far, of this process and of the one of PostgreSQL's that serves it."""
    backend = county.database.connection().info.backend_pid
    file = Path(f"/proc/{backend}/schedstat")
    if not file.exists():
        return time.perf_counter()
    return time.process_time() + int(file.read_text(encoding="utf-8").split()[0]) / 1e9
