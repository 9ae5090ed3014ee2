"""``kill -9`` while backups are made and put back: what was acknowledged stays, what has a name is whole."""

import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from desktop.services import backup
from desktop.vault.inspection import FolderState, inspect
from tests.support.offices import make_office, reopen_office

pytestmark = pytest.mark.faults

WORKER = """
import sys
from pathlib import Path
from desktop.services import backup
from tests.support.offices import reopen_office
office = reopen_office(Path(sys.argv[1]))
number = int(sys.argv[2])
print("start", flush=True)
while True:
    with office.change("edit", "x") as work:
        work.insert("person", {"name": f"{number:09d}"})
    print(number, flush=True)
    number += 1
    backup.make_backup(office)
"""

RESTORER = """
import sys
from pathlib import Path
from desktop.services import backup
print("start", flush=True)
while True:
    for name in sys.argv[2:]:
        backup.restore_backup(Path(name), Path(sys.argv[1]), replace=True)
"""


def killed_after(script: str, seconds: float, *arguments: str) -> list[str]:
    """Run a script, kill it some time after its first line, and return its lines."""
    child = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-c", script, *arguments],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert child.stdout.readline() == "start\n"
        time.sleep(seconds)
    finally:
        child.kill()
        lines = child.communicate()[0].splitlines()
    return lines


def check_kills(tmp_path: Path, kills: int, seed: int) -> None:
    folder = tmp_path / "office"
    make_office(folder).close()
    seeded = random.Random(seed)
    acknowledged: list[int] = []
    for _ in range(kills):
        first = len(acknowledged)
        lines = killed_after(WORKER, seeded.uniform(0, 0.35), str(folder), str(first))
        office = reopen_office(folder)
        with office.store.reading() as connection:
            kept = [int(row[0]) for row in connection.execute("SELECT name FROM person ORDER BY pk")]
        # One change may have been committed without its acknowledgement having been written.
        acknowledged += [int(line) for line in lines if line.isdigit()]
        assert kept in (acknowledged, [*acknowledged, len(acknowledged)])
        acknowledged = kept
        for file in backup.list_backups(office)[:3]:
            assert backup.prove_backup(office, file.path).problems == ()
        assert list(office.vault.folder.scratch.glob("*")) == []
        assert [path.name for path in office.vault.folder.backups.glob(".*")] == []
        for file in backup.list_backups(office):
            file.path.unlink()
        office.close()
    assert acknowledged


def test_a_killed_backup_leaves_whole_backups_and_every_acknowledged_change(tmp_path):
    check_kills(tmp_path, kills=12, seed=20261122)


@pytest.mark.release
def test_two_hundred_killed_backups(tmp_path):
    check_kills(tmp_path, kills=200, seed=7)


def check_restores(tmp_path: Path, kills: int, seed: int) -> None:
    folder = tmp_path / "office"
    office = make_office(folder)
    backups = []
    for number in (1, 2):
        with office.change("edit", "x") as work:
            work.insert("person", {"name": f"村民{number}"})
        target = tmp_path / f"{number}.cqb"
        backup.make_backup(office, target=target)
        backups.append(str(target))
    office.close()
    seeded = random.Random(seed)
    for _ in range(kills):
        killed_after(RESTORER, seeded.uniform(0, 0.25), str(folder), *backups)
        report = inspect(folder)
        assert report.state is FolderState.READY, report.problems
        office = reopen_office(folder)
        with office.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM person").fetchone()[0] in {1, 2}
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        office.close()
        for aside in folder.glob("replaced-*"):
            shutil.rmtree(aside)


def test_a_killed_restore_leaves_the_old_office_or_the_new_one(tmp_path):
    check_restores(tmp_path, kills=12, seed=20261122)


@pytest.mark.release
def test_two_hundred_killed_restores(tmp_path):
    check_restores(tmp_path, kills=200, seed=7)
