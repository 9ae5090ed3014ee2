"""``kill -9`` while backups are made and put back: what was acknowledged stays, what has a name is whole."""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.services import backup
from desktop.vault.inspection import FolderState, inspect
from tests.support.killing import Worker
from tests.support.offices import make_office, reopen_office

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def check_kills(worker: Worker, tmp_path: Path, kills: int, seed: int) -> None:
    folder = tmp_path / "office"
    make_office(folder).close()
    usual = worker.seconds("add_and_back_up", shutil.copytree(folder, tmp_path / "try"), "backup", first=0)
    seeded = random.Random(seed)
    acknowledged: list[int] = []
    for _ in range(kills):
        first = len(acknowledged)
        said = worker.killed("add_and_back_up", folder, "ready", seeded.uniform(0, usual), first=first)
        office = reopen_office(folder)
        with office.store.reading() as connection:
            kept = [int(row[0]) for row in connection.execute("SELECT name FROM person ORDER BY pk")]
        # One change may have been committed without its acknowledgement having been written.
        acknowledged += [int(line.split()[1]) for line in said if line.startswith("added ")]
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


def test_a_killed_backup_leaves_whole_backups_and_every_acknowledged_change(worker, tmp_path):
    check_kills(worker, tmp_path, kills=12, seed=20261122)


@pytest.mark.release
def test_two_hundred_killed_backups(worker, tmp_path):
    check_kills(worker, tmp_path, kills=200, seed=7)


def check_restores(worker: Worker, tmp_path: Path, kills: int, seed: int) -> None:
    folder = tmp_path / "office"
    office = make_office(folder)
    backups = {}
    for number, name in enumerate(("one", "other"), 1):
        with office.change("edit", "x") as work:
            work.insert("person", {"name": f"村民{number}"})
        target = tmp_path / f"{number}.cqb"
        backup.make_backup(office, target=target)
        backups[name] = target
    office.close()
    usual = worker.seconds("restore", shutil.copytree(folder, tmp_path / "try"), "restored", **backups)
    seeded = random.Random(seed)
    for _ in range(kills):
        worker.killed("restore", folder, "ready", seeded.uniform(0, 2 * usual), **backups)
        report = inspect(folder)
        assert report.state is FolderState.READY, report.problems
        office = reopen_office(folder)
        with office.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM person").fetchone()[0] in {1, 2}
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        office.close()
        for aside in folder.glob("replaced-*"):
            shutil.rmtree(aside)


def test_a_killed_restore_leaves_the_old_office_or_the_new_one(worker, tmp_path):
    check_restores(worker, tmp_path, kills=12, seed=20261122)


@pytest.mark.release
def test_two_hundred_killed_restores(worker, tmp_path):
    check_restores(worker, tmp_path, kills=200, seed=7)
