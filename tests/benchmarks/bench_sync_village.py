"""The village's end of the exchange in a real office: batches made of its log, received rows written into it.

No county and no line: batches are frozen one behind the other as for a stick, pages are signed by a key that
the office takes for the county's. Speeds are processor time, of the best batch and over all pages; the memory
is that of a process of its own, above an office at work.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from db.store import Store
from desktop.services.office import Office
from sync.protocol.batch import encode_page
from sync.protocol.frame import FrameKind, Header
from sync.protocol.messages import Cursor, PageHead
from sync.protocol.operation import COUNTY, Row
from sync.protocol.registry import SCHEMA_VERSION, Stream, registry
from sync.protocol.suite import SigningKey
from sync.village.inbox import OpenedPages, apply_inbox, keep_page
from sync.village.outbox import freeze_another, prepare
from sync.village.state import insert_state, write_cursor
from tests.benchmarks import population
from tests.benchmarks.row import BenchRow
from tests.support import frames
from tests.support.exchange import add_person
from tests.support.offices import make_office, reopen_office

_PEOPLE = 100_000
_PAGE = 5_000
_VILLAGE = 7
_EPOCH = bytes(16)
_LAST_ID = b"\xff" * 16
_MOST_MB = 60


def run() -> list[BenchRow]:
    """Thousands of rows a second, and megabytes that the exchange takes beside the open office."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        full, empty = _enrolled(folder / "full"), _enrolled(folder / "empty")
        _import(full)
        made, read = _freeze(full)
        applied, bare = _apply(empty)
        full.close()
        empty.close()
        extra = _memory(folder)
    raw = "bare executemany into the same file"
    return [
        _speed("log read and batches frozen", made, "bare SELECT of the same values", read, 30),
        _speed("received rows applied, history and search included", applied, raw, bare),
        BenchRow("memory of both", extra, "", 0, "MB", 0, f"<= {_MOST_MB} MB", extra <= _MOST_MB),
    ]


def _speed(what: str, ours: float, against: str, theirs: float, least: float = 0) -> BenchRow:
    reach = f">= {least} k/s" if least else "for the record"
    return BenchRow(what, ours, against, theirs, "k/s", theirs / ours, reach, ours >= least)


def _enrolled(folder: Path) -> Office:
    """A new office that takes the tests' key for a county's."""
    office = make_office(folder)
    with office.store.local_writing() as connection:
        insert_state(
            connection,
            village_id=_VILLAGE,
            device=1,
            epoch=_EPOCH,
            signing_key=SigningKey.new().to_bytes(),
            sealing_key=b"",
            county_key=frames.COUNTY_KEY.public,
            county_name="示范县平台",
            address="http://127.0.0.1:9",
            ruling={"S": True},
        )
        write_cursor(connection, Stream.REGISTER, Cursor())
    return office


def _import(office: Office) -> None:
    with office.change("import", "花名册") as work:
        work.expect_many()
        people = population.people(Random(7), _PEOPLE)
        work.insert_many("person", population.PERSON_COLUMNS, people)


def _pages() -> Iterator[list[Row]]:
    """The same people as the county sends them, a revision to a page."""
    travelling = registry().table("person").fields
    page: list[Row] = []
    for number, person in enumerate(population.people(Random(7), _PEOPLE)):
        values = dict(zip(population.PERSON_COLUMNS, person, strict=True))
        fields = {name: value for name, value in values.items() if value is not None and name in travelling}
        rev = number // _PAGE + 1
        page.append(Row(1, str(values["id"]), rev, False, True, 2, frames.ACTOR, 1_790_000_000_000, fields))
        if len(page) == _PAGE:
            yield page
            page = []


def _signed(page: list[Row]) -> bytes:
    rev = page[0].rev
    header = Header(
        kind=FrameKind.PAGE,
        schema=SCHEMA_VERSION,
        village_id=_VILLAGE,
        device=COUNTY,
        epoch=_EPOCH,
        no=rev,
    )
    head = PageHead(stream=Stream.REGISTER, start=_end(rev - 1), end=_end(rev), more=False)
    return encode_page(header, head, page, frames.COUNTY_KEY)


def _end(rev: int) -> Cursor:
    return Cursor(rev=rev, last_id=_LAST_ID, basis=rev) if rev else Cursor()


def _freeze(office: Office) -> tuple[float, float]:
    """Thousands of rows a second, ours and of reading alone."""
    best = bare = float("inf")
    columns = ", ".join(population.PERSON_COLUMNS)
    for first in range(1, _PEOPLE, _PAGE):
        started = time.process_time()
        freeze_another(office.store, _PAGE, frames.ACTOR, 0)
        best = min(best, time.process_time() - started)
        started = time.process_time()
        with office.store.reading() as connection:
            connection.execute(
                f"SELECT {columns} FROM person WHERE pk >= ? LIMIT ?",
                (first, _PAGE),
            ).fetchall()
        bare = min(bare, time.process_time() - started)
    return _PAGE / best / 1000, _PAGE / bare / 1000


def _apply(office: Office) -> tuple[float, float]:
    """Thousands of rows a second over all pages, ours and of writing alone."""
    store = office.store
    columns = [name for name in population.PERSON_COLUMNS if name != "name_key"]
    with store.local_writing() as connection:
        connection.execute(f"CREATE TABLE bare({', '.join(columns)})")
    marks = ", ".join("?" * len(columns))
    ours = theirs = 0.0
    opened = OpenedPages()
    for page in _pages():
        data = _signed(page)
        started = time.process_time()
        keep_page(store, data, opened)
        apply_inbox(store, Stream.REGISTER, opened)
        ours += time.process_time() - started
        rows = [tuple((row.fields | {"id": row.record_id}).get(name) for name in columns) for row in page]
        started = time.process_time()
        with store.local_writing() as connection:
            connection.executemany(f"INSERT INTO bare VALUES({marks})", rows)
        theirs += time.process_time() - started
    _check(store)
    return _PEOPLE / ours / 1000, _PEOPLE / theirs / 1000


def _check(store: Store) -> None:
    with store.reading() as connection:
        (people,) = connection.execute("SELECT count(*) FROM person").fetchone()
    if people != _PEOPLE:
        raise RuntimeError(f"not everybody was taken: {people}")


def _memory(folder: Path) -> float:
    """Megabytes above an open office, in a process of its own."""
    full, empty = _enrolled(folder / "full again"), _enrolled(folder / "empty again")
    _import(full)
    full.close()
    empty.close()
    for number, page in enumerate(_pages()):
        (folder / f"{number:04d}.page").write_bytes(_signed(page))
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.bench_sync_village", str(folder)],
        cwd=Path(__file__).parents[2],
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout)


def main(folder: Path) -> None:
    """Freeze the one office's work, apply pages in the other; print the megabytes that took at the most."""
    full, empty = reopen_office(folder / "full again"), reopen_office(folder / "empty again")
    for office in (full, empty):  # what any office at work has loaded: pinyin, cryptography
        add_person(office, name="张三")
        prepare(office.store, 1)
    Path("/proc/self/clear_refs").write_text("5")  # the greatest memory is counted from here
    before = _greatest_memory()
    while freeze_another(full.store, _PAGE, frames.ACTOR, 0):
        pass
    opened = OpenedPages()
    for file in sorted(folder.glob("*.page")):
        keep_page(empty.store, file.read_bytes(), opened)
        apply_inbox(empty.store, Stream.REGISTER, opened)
    print(_greatest_memory() - before)
    full.close()
    empty.close()


def _greatest_memory() -> float:
    """Megabytes that this process has held at the most."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("the system does not tell a program's memory")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
