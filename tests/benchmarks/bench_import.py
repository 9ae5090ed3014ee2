"""100,000 people x 20 columns from a workbook into the register, against doing much less.

The floor reads the same file with the same reader and writes the raw cells into plain SQLite. The peer is
what a program without care for speed does: openpyxl row by row and peewee's ``insert_many``. Neither
checks, matches, logs, indexes, encrypts or can be undone.
"""

import sqlite3
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from desktop.sample.big_workbook import write_big_workbook
from desktop.services.register_import.rows import RowClass
from desktop.services.register_import.session import commit_import, open_import, plan_import
from tests.benchmarks.row import BenchRow
from tests.support.offices import make_office

_PEOPLE = 100_000
_COLUMNS = 20
_PEER_BLOCK = 1_000


def run() -> list[BenchRow]:
    """Seconds of one import each; the register's file is made beforehand."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        workbook = folder / "people.xlsx"
        write_big_workbook(workbook, people=_PEOPLE, columns=_COLUMNS)
        floor = min(_floor(workbook, folder / f"floor{turn}.db") for turn in range(2))
        ours = min(_ours(workbook, folder / f"office{turn}") for turn in range(2))
        peer = _peer(workbook, folder / "peer.db")
    what = f"import of {_PEOPLE:,} people x {_COLUMNS} columns"
    least = "calamine + executemany into plain SQLite"
    return [
        BenchRow(what, ours, least, floor, "s", ours / floor, "<= 5 x", ours <= 5 * floor),
        BenchRow(
            what, ours, "openpyxl + peewee, no checks", peer, "s", peer / ours, ">= 3 x", peer >= 3 * ours
        ),
    ]


def _ours(workbook: Path, folder: Path) -> float:
    office = make_office(folder)
    try:
        started = time.perf_counter()
        opened = open_import(office, workbook)
        plan = plan_import(office, opened)
        commit_import(office, opened, plan)
        seconds = time.perf_counter() - started
        if plan.counts[RowClass.NEW] != _PEOPLE:
            raise RuntimeError(f"not everyone was taken: {plan.counts}")
        return seconds
    finally:
        office.close()


def _floor(workbook: Path, target: Path) -> float:
    from python_calamine import CalamineWorkbook

    started = time.perf_counter()
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()
    connection = sqlite3.connect(target)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    columns = ", ".join(f"c{number}" for number in range(_COLUMNS))
    connection.execute(f"CREATE TABLE person({columns})")
    marks = ", ".join("?" * _COLUMNS)
    connection.executemany(f"INSERT INTO person VALUES({marks})", rows[1:])
    connection.commit()
    connection.close()
    return time.perf_counter() - started


def _peer(workbook: Path, target: Path) -> float:
    import openpyxl
    from peewee import Model, SqliteDatabase, TextField

    names = [f"c{number}" for number in range(_COLUMNS)]
    database = SqliteDatabase(str(target))
    meta = type("Meta", (), {"database": database})
    person: Any = type(
        "PeerPerson", (Model,), {"Meta": meta, **{name: TextField(null=True) for name in names}}
    )
    started = time.perf_counter()
    book = openpyxl.load_workbook(workbook, read_only=True)
    rows: Iterator[tuple[Any, ...]] = book.worksheets[0].iter_rows(min_row=2, values_only=True)
    database.connect()
    database.create_tables([person])
    with database.atomic():
        while block := [dict(zip(names, row, strict=False)) for row in islice(rows, _PEER_BLOCK)]:
            person.insert_many(block).execute()
    seconds = time.perf_counter() - started
    database.close()
    book.close()
    return seconds
