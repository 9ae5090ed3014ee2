"""The exchange of two PCs beside PouchDB's and Anki's: the same rows, the same run, each with its server.

All of them write to the disk at both ends, and a relay counts what goes over the line, HTTP included. The
others are not among the project's packages; what is missing is said with the line that installs it.
"""

import json
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import zstandard

from desktop.services.office import Office
from desktop.services.sync.running import enrol, sync_now
from tests.benchmarks.peers import corpus
from tests.benchmarks.peers.relay import CountingRelay
from tests.benchmarks.row import BenchRow
from tests.support.offices import make_office
from tests.support.real_county import RealCounty

ROWS = 100_000
_CHANGED = 1_000
_ACTION = 1_000
_ROOT = Path(__file__).parents[2]
_POUCHDB = Path(__file__).parent / "peers" / "pouchdb"
_ANKI = _ROOT / ".venv-anki"
_INSTALL = {
    "PouchDB": f"apt-get install nodejs npm; npm install --prefix {_POUCHDB.relative_to(_ROOT)}",
    "Anki": "python3 -m venv .venv-anki && .venv-anki/bin/pip install anki",
}
_COLUMNS = {
    "village": "source",
    "household": "moved_from",
    "name": "name",
    "sex": "sex",
    "birth": "birth_date",
    "id_no": "citizen_id",
    "phone": "mobile",
    "nation": "ethnicity",
    "edu": "education",
    "marital": "marital_status",
    "relation": "job_title",
    "status": "residence_state",
    "addr": "registered_address",
    "job": "employer",
    "note": "note",
}
"""Where a person keeps what a row says; the two times travel as the time of the action."""

_PHASES = {
    "push": "first upload",
    "pull": "first pull",
    "push_changed": f"{_CHANGED:,} changed rows up",
    "pull_changed": f"{_CHANGED:,} changed rows down",
    "nothing": "nothing changed",
}

Told = dict[str, dict[str, float]]
"""For each phase ``seconds`` and ``bytes``."""


def run(rows: int = ROWS) -> list[BenchRow]:
    """Every phase beside each of the others that is here."""
    with tempfile.TemporaryDirectory(prefix="peers-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        file = folder / "rows.ndjson"
        made = corpus.write(file, rows)
        ours = _ours(folder, made)
        table = _floors(file, made, ours)
        for peer, measure in (("PouchDB", _pouchdb), ("Anki", _anki)):
            told = measure(file, rows)
            if told is None:
                print(f"  {peer} is not here. To install it: {_INSTALL[peer]}", flush=True)
            else:
                table += _beside(peer, ours, told, rows)
        return table


def _beside(peer: str, ours: Told, theirs: Told, rows: int) -> list[BenchRow]:
    table = []
    for phase, name in _PHASES.items():
        one, other = ours[phase], theirs[phase]
        times = other["seconds"] / one["seconds"]
        fewer = other["bytes"] / one["bytes"]
        if phase in ("push", "pull"):
            what, goal = f"{name} of {rows:,} rows", 2
            per_second = [rows / each["seconds"] / 1_000 for each in (one, other)]
            per_row = [each["bytes"] / rows for each in (one, other)]
            table.append(_row(what, per_second, peer, "k rows/s", times, goal, "faster"))
            table.append(_row(f"{what}, on the line", per_row, peer, "B/row", fewer, goal, "fewer"))
        else:
            millis = [each["seconds"] * 1_000 for each in (one, other)]
            kilobytes = [each["bytes"] / 1_000 for each in (one, other)]
            table.append(_row(name, millis, peer, "ms", times, 1, "faster"))
            table.append(_row(f"{name}, on the line", kilobytes, peer, "kB", fewer, 1, "fewer"))
    return table


def _row(
    what: str, both: Sequence[float], peer: str, unit: str, ratio: float, goal: float, better: str
) -> BenchRow:
    return BenchRow(what, both[0], peer, both[1], unit, ratio, f">= {goal} x {better}", ratio >= goal)


# --- ours ------------------------------------------------------------------------------------------------


def _ours(folder: Path, rows: Sequence[dict[str, Any]]) -> Told:
    told: Told = {}
    with RealCounty() as county, CountingRelay(county.port) as relay:
        county.run("ruling", "set", "S", "send")
        offices = []
        for name in ("one", "other"):
            office = make_office(folder / name)
            enrol(office, f"http://127.0.0.1:{relay.port}", county.new_code())
            offices.append(office)
        one, other = offices

        def phase(name: str, work: Callable[[], object]) -> None:
            relay.reset()
            started = time.perf_counter()
            work()
            told[name] = {"seconds": time.perf_counter() - started, "bytes": relay.passed}

        try:
            sync_now(one)
            sync_now(other)
            _write(one, rows)
            phase("push", lambda: sync_now(one))
            phase("pull", lambda: sync_now(other))
            phase("nothing", lambda: sync_now(one))
            changed = rows[:: max(1, len(rows) // _CHANGED)][:_CHANGED]
            with one.change("edit", "改") as work:
                for serial, row in enumerate(changed):
                    patch = {"mobile": f"1009{serial:07d}", "registered_address": f"新址{serial}"}
                    work.update("person", str(row["id"]), patch)
            phase("push_changed", lambda: sync_now(one))
            phase("pull_changed", lambda: sync_now(other))
            _require_in_step(other, len(rows))
        finally:
            for office in offices:
                office.close()
    return told


def _write(office: Office, rows: Sequence[dict[str, Any]]) -> None:
    columns = ("id", *_COLUMNS.values(), "name_key")
    for start in range(0, len(rows), _ACTION):
        with office.change("edit", "录入") as work:
            work.insert_many(
                "person",
                columns,
                ((row["id"], *(row[name] for name in _COLUMNS), "") for row in rows[start : start + _ACTION]),
            )


def _require_in_step(office: Office, number: int) -> None:
    with office.store.reading() as connection:
        found = connection.execute(
            "SELECT count(*), sum(registered_address LIKE '新址%') FROM person"
        ).fetchone()
    if tuple(found) != (number, _CHANGED):
        raise RuntimeError(f"the two offices are not in step: {tuple(found)}")


# --- floors and others -----------------------------------------------------------------------------------


def _floors(file: Path, rows: Sequence[dict[str, Any]], ours: Told) -> list[BenchRow]:
    """What the line and the disk would take of these rows with nothing around them."""
    data = file.read_bytes()
    packed = len(zstandard.ZstdCompressor(level=12).compress(data)) / len(rows)
    per_row = ours["push"]["bytes"] / len(rows)
    started = time.perf_counter()
    with sqlite3.connect(file.with_name("bare.db")) as connection:
        connection.execute(f"CREATE TABLE bare (id PRIMARY KEY, {', '.join(_COLUMNS)})")
        connection.executemany(
            f"INSERT INTO bare VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})",
            ((row["id"], *(row[name] for name in _COLUMNS)) for row in rows),
        )
    connection.close()
    bare = len(rows) / (time.perf_counter() - started) / 1_000
    pulled = len(rows) / ours["pull"]["seconds"] / 1_000
    line = [per_row, packed]
    pulled = len(rows) / ours["pull"]["seconds"] / 1_000
    against = "executemany into a bare SQLite"
    return [
        _row(
            "first upload, on the line",
            line,
            "all as JSON in one zstd",
            "B/row",
            packed / per_row,
            1,
            "fewer",
        ),
        BenchRow("first pull", pulled, against, bare, "k rows/s", bare / pulled, "for the record", True),
    ]


def _pouchdb(file: Path, rows: int) -> Told | None:
    if not shutil.which("node") or not (_POUCHDB / "node_modules" / "pouchdb").exists():
        return None
    return _told([str(shutil.which("node")), str(_POUCHDB / "bench.js"), str(file), str(rows), str(_CHANGED)])


def _anki(file: Path, rows: int) -> Told | None:
    python = _ANKI / "bin" / "python"
    if not python.exists():
        return None
    module = "tests.benchmarks.peers.anki_notes"
    return _told([str(python), "-m", module, str(file), str(rows), str(_CHANGED)])


def _told(command: Sequence[str]) -> Told:
    done = subprocess.run(command, cwd=_ROOT, stdout=subprocess.PIPE, check=True, timeout=1_200)
    told: Told = json.loads(done.stdout)
    return told
