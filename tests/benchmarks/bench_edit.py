"""One edited field, on disk when the call returns, against a bare ``UPDATE`` on the same file."""

import statistics
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from db.connection import Connection, connect
from db.store import ChangeSetInfo, Store
from desktop.domain.ids import UserId
from tests.benchmarks import population
from tests.benchmarks.row import BenchRow

_PEOPLE = 20_000
_ROUNDS = 300
_ACTOR = UserId("0" * 32)


def run() -> list[BenchRow]:
    """Medians in milliseconds of edits taken in turn with bare updates."""
    with TemporaryDirectory() as folder:
        store = population.make_register(Path(folder) / "register.db", _PEOPLE)
        with store.reading() as connection:
            ids = [
                record_id for (record_id,) in connection.execute("SELECT id FROM person ORDER BY random()")
            ]
        bare_path = Path(folder) / "bare.db"
        _without_triggers(store, bare_path)
        bare = connect(bare_path, population.KEY)
        rows = [
            _compared("education, not searched", "education", ("70", "80"), store, bare, ids),
            _compared("name, with its search words", "name", ("张建国", "李秀英"), store, bare, ids),
        ]
        bare.close()
        store.close()
    return rows


def _without_triggers(store: Store, target: Path) -> None:
    with store.reading() as connection:
        pass
    connection.execute("VACUUM INTO ?", (str(target),))
    bare = connect(target, population.KEY)
    for (name,) in bare.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        bare.execute(f"DROP TRIGGER {name}")
    bare.close()


def _compared(
    name: str, column: str, values: tuple[str, str], store: Store, bare: Connection, ids: list[str]
) -> BenchRow:
    ours: list[float] = []
    theirs: list[float] = []
    for turn in range(_ROUNDS):
        record_id, value = ids[turn], values[turn % 2]
        started = time.perf_counter()
        with store.writing(ChangeSetInfo(_ACTOR, "edit", "bench")) as work:
            work.update("person", record_id, {column: value})
        ours.append((time.perf_counter() - started) * 1000)
        started = time.perf_counter()
        bare.execute(f"UPDATE person SET {column} = ? WHERE id = ?", (value, record_id))
        theirs.append((time.perf_counter() - started) * 1000)
    us, them = statistics.median(ours), statistics.median(theirs)
    return BenchRow(f"edit of {name}", us, "bare UPDATE", them, "ms", us / them, "<= 3 x", us <= 3 * them)
