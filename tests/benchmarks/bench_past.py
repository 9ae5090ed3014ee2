"""The register as of a past day, and one field of many people, each against the plain work."""

import statistics
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

from db.connection import Connection, connect
from db.past import PastStore
from db.store import Store
from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.services.bulk_edit import BulkChange, BulkMode, change_in_bulk
from desktop.services.office import Office, User
from desktop.services.register import ListKind
from tests.benchmarks import population
from tests.benchmarks.row import BenchRow

PEOPLE = 20_000
CHANGED = 5_000
_ROUNDS = 5
_USER = User(UserId("0" * 32), "bench", "bench", Role.CLERK)
_YEARS_AGO = date(2020, 6, 30)


def run() -> list[BenchRow]:
    """Medians in milliseconds of processor time, ours and theirs in turn."""
    with TemporaryDirectory() as folder:
        store = population.make_register(Path(folder) / "register.db", PEOPLE)
        office = Office(store, SimpleNamespace(village=SimpleNamespace(division_code="")), _USER)  # type: ignore[arg-type]
        with store.reading() as connection:
            query = "SELECT id FROM person ORDER BY pk LIMIT ?"
            ids = tuple(str(one) for (one,) in connection.execute(query, (CHANGED,)))
        bare = _without_triggers(store, Path(folder) / "bare.db")
        rows = [_bulk(office, bare, ids), _past(store)]
        bare.close()
        store.close()
    return rows


def _without_triggers(store: Store, target: Path) -> Connection:
    with store.glancing() as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    bare = connect(target, population.KEY)
    for (name,) in bare.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        bare.execute(f"DROP TRIGGER {name}")
    return bare


def _spent_ms(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return (time.process_time() - started) * 1000


def _bulk(office: Office, bare: Connection, ids: tuple[str, ...]) -> BenchRow:
    def plain(value: str) -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany("UPDATE person SET medical_insured = ? WHERE id = ?", [(value, one) for one in ids])
        bare.execute("COMMIT")

    ours: list[float] = []
    theirs: list[float] = []
    for turn in range(_ROUNDS):
        text, value = (("未参保", "none"), ("城乡居民医保", "resident"))[turn % 2]
        change = BulkChange(ListKind.PEOPLE, ids, BulkMode.SET, "medical_insured", text)
        ours.append(_spent_ms(lambda wanted=change: change_in_bulk(office, wanted)))  # type: ignore[misc]
        theirs.append(_spent_ms(lambda told=value: plain(told)))  # type: ignore[misc]
    us, them = statistics.median(ours), statistics.median(theirs)
    name = f"one field of {CHANGED:,} people, planned and logged"
    return BenchRow(name, us, "bare UPDATEs", them, "ms", us / them, "for the record", True)


def _past(store: Store) -> BenchRow:
    end = datetime.combine(_YEARS_AGO, datetime.min.time())

    def past() -> None:
        PastStore(store, _YEARS_AGO, end).close()

    def copy() -> None:
        with store.reading() as connection:
            for table in ("person", "household", "membership"):
                connection.execute(f"SELECT * FROM {table}").fetchall()

    ours = statistics.median(_spent_ms(past) for _ in range(_ROUNDS))
    theirs = statistics.median(_spent_ms(copy) for _ in range(_ROUNDS))
    name = f"a past day of {PEOPLE:,} people, {CHANGED * _ROUNDS:,} changes ago"
    return BenchRow(name, ours, "reading the rows", theirs, "ms", ours / theirs, "for the record", True)
