"""Someone takes the PC: a copy of all our files shows nobody."""

import os
import shutil
import sqlite3
import subprocess
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.planting import COUNTY, SURNAME, planted
from tests.support.offices import reopen_office

pytestmark = pytest.mark.faults

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")


def hits(root: Path) -> Iterator[tuple[Path, str]]:
    """Every place under a folder where a planted name, ID or phone number can be read.

    Also looked at: names of files, and numbers written with full-width digits or spaces.
    """
    people = list(planted())
    words = {person.name for person in people} | {person.citizen_id for person in people}
    phones = {person.phone for person in people}
    for path in sorted(root.rglob("*")):
        yield from ((path, word) for word in words | phones if word in path.name)
        if not path.is_file():
            continue
        data = path.read_bytes()
        for encoding in ENCODINGS:
            for prefix, found in ((SURNAME, words), (COUNTY, words), ("100", phones)):
                wanted = {word.encode(encoding) for word in found if word.startswith(prefix)}
                length = {len(word) for word in wanted}
                yield from _occurrences(path, data, prefix.encode(encoding), wanted, length)


def _occurrences(
    path: Path, data: bytes, prefix: bytes, wanted: set[bytes], lengths: set[int]
) -> Iterator[tuple[Path, str]]:
    at = data.find(prefix)
    while at >= 0:
        for length in lengths:
            if data[at : at + length] in wanted:
                yield path, repr(data[at : at + length])
        at = data.find(prefix, at + 1)


@pytest.fixture(scope="module")
def stolen(tmp_path_factory) -> Path:
    """Everything the program wrote, temporary files and home folder included, after a kill."""
    root = tmp_path_factory.mktemp("pc")
    for name in ("office", "stick", "temp", "home"):
        (root / name).mkdir()
    environment = os.environ | {
        "TMPDIR": str(root / "temp"),
        "SQLITE_TMPDIR": str(root / "temp"),
        "HOME": str(root / "home"),
        "XDG_CACHE_HOME": str(root / "home"),
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.planting", str(root / "office"), str(root / "stick")],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        line = child.stdout.readline()
        if line.strip() != "ready":
            pytest.fail(child.stderr.read())
    finally:
        child.kill()
        child.communicate()
    return root


def test_a_killed_office_shows_none_of_a_thousand_names_and_numbers(stolen):
    everything = [path for path in stolen.rglob("*") if path.is_file()]
    names = {path.name for path in everything}
    assert {"register.db", "register.db-wal", "vault.json"} <= names
    assert sum(path.suffix == ".cqb" for path in everything) >= 4
    assert [path for path in everything if "scratch" in path.parts], "no backup was under way"
    assert sum(path.stat().st_size for path in everything) > 3_000_000
    assert list(hits(stolen)) == []


def test_the_search_would_find_them(tmp_path):
    """The same people in a plain SQLite file, a log in GBK and a UTF-16 text are found."""
    people = list(planted())
    plain = sqlite3.connect(tmp_path / "plain.db")
    plain.execute("CREATE TABLE person(name, citizen_id, phone)")
    plain.executemany(
        "INSERT INTO person VALUES(?, ?, ?)", [(one.name, one.citizen_id, one.phone) for one in people]
    )
    plain.commit()
    plain.close()
    (tmp_path / "log.txt").write_bytes(f"打开 {people[7].name}".encode("gbk"))
    (tmp_path / "copy.txt").write_bytes(people[8].citizen_id.encode("utf-16"))
    (tmp_path / f"{people[9].name}.pdf").write_bytes(b"")
    found = list(hits(tmp_path))
    assert len({path for path, _ in found}) == 4
    assert len(found) >= 3000


def test_the_encrypted_files_look_like_noise(stolen):
    for path in stolen.rglob("*"):
        if path.suffix in {".db", ".db-wal"} and path.stat().st_size > 100_000:
            data = path.read_bytes()
            assert len(zlib.compress(data)) > 0.95 * len(data), path


def test_the_cipher_library_keeps_its_temporary_tables_in_memory():
    """Sorting spills into temporary files, which no key protects."""
    import sqlcipher3

    connection = sqlcipher3.connect(":memory:")
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    connection.close()
    assert options & {"TEMP_STORE=2", "TEMP_STORE=3"}


def test_what_was_acknowledged_before_the_kill_is_there_for_the_owner(stolen, tmp_path):
    shutil.copytree(stolen / "office", tmp_path / "office")
    office = reopen_office(tmp_path / "office")
    with office.store.reading() as connection:
        rows = connection.execute("SELECT name, citizen_id, mobile FROM person ORDER BY pk").fetchall()
    assert rows == [(person.name, person.citizen_id, person.phone) for person in planted()]
    assert list(office.vault.folder.path.rglob("scratch/*")) == []
    office.close()
