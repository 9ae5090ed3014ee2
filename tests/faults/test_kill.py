"""``kill -9`` at any moment of importing, editing, backing up: the acknowledged stays, nothing is half.

After every kill the office is opened as on the next morning and its books are audited: history, search
index, open change set and the pages of the file.
"""

import os
import random
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from db.search import index
from desktop.sample.clean_workbook import write_clean_workbook
from desktop.sample.office import make_office as make_sample
from desktop.services import backup, drafts
from desktop.services.office import Office
from desktop.services.register_editing import add_household
from desktop.services.register_import.rows import RowClass
from desktop.services.register_import.session import (
    commit_import,
    list_batches,
    open_import,
    plan_import,
    resume_import,
)
from tests.support.killing import Worker
from tests.support.offices import make_office, reopen_office

pytestmark = [
    pytest.mark.early,
    pytest.mark.faults,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="the warm worker forks a child for every kill"),
]

Books = dict[str, Any]
KILLS = {"opening": 6, "importing": 30, "undoing": 10, "editing": 40, "backing up": 14}
"""One hundred in every run; ``--release`` makes twenty times as many."""

RELEASE = 20


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    made = Worker()
    yield made
    made.close()


def numbers(said: list[str], word: str) -> list[int]:
    return [int(line.split()[1]) for line in said if line.startswith(f"{word} ")]


def people_in(office: Office) -> int:
    with office.store.reading() as connection:
        return int(connection.execute("SELECT count(*) FROM person").fetchone()[0])


def audit(office: Office) -> None:
    """History, index, open change set and pages agree with the records."""
    with office.store.reading() as connection:
        one = lambda sql: connection.execute(sql).fetchone()[0]  # noqa: E731
        assert one("PRAGMA integrity_check") == "ok"
        assert one("SELECT change_set FROM work_state WHERE k = 1") is None
        assert one("SELECT count(*) FROM search_dirty") == 0
        assert one("SELECT count(*) FROM change WHERE change_set NOT IN (SELECT seq FROM change_set)") == 0
        for table, number in (("person", 1), ("household", 2)):
            balance = "sum(CASE op WHEN 1 THEN 1 WHEN 3 THEN -1 ELSE 0 END)"
            logged = one(f"SELECT {balance} FROM change WHERE table_no = {number}") or 0
            assert one(f"SELECT count(*) FROM {table}") == logged
        stays = "SELECT count(*) FROM membership WHERE person_id NOT IN (SELECT id FROM person)"
        assert one(stays) == 0
    kept = words(office)
    with office.store.local_writing() as connection:
        index.rebuild(connection)
    assert words(office) == kept


def words(office: Office) -> list[tuple[str, str, int]]:
    found: list[tuple[str, str, int]] = []
    with office.store.reading() as connection:
        for table in ("person", "household"):
            connection.execute(f"CREATE VIRTUAL TABLE temp.w USING fts5vocab(main, {table}_search, instance)")
            rows = connection.execute(f"SELECT '{table}', term, doc FROM temp.w")
            found += sorted(rows)
            connection.execute("DROP TABLE temp.w")
    return found


def household(office: Office) -> tuple[str, str]:
    return add_household(office, {"villager_group": "一组"}, {"name": "张大山", "relation_to_head": "户主"})


# Importing


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office with people in it and a workbook of 700 others, read but not committed."""
    folder: Path = tmp_path_factory.mktemp("kill")
    write_clean_workbook(make_sample(seed=3, households=240, people=700), folder / "second.xlsx")
    office = make_office(folder / "office")
    household(office)
    open_import(office, folder / "second.xlsx")
    office.close()
    committed = shutil.copytree(folder / "office", folder / "committed")
    office = reopen_office(committed)
    opened = resume_import(office, list_batches(office)[0].batch_id)
    commit_import(office, opened, plan_import(office, opened))
    office.close()
    return folder


def fresh(prepared: Path, tmp_path: Path, name: str = "office") -> Path:
    folder = tmp_path / "work"
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(prepared / name, folder))


def check_import(folder: Path, said: list[str], before: int = 1) -> bool:
    """All rows of the batch or none; returns whether it was committed."""
    office = reopen_office(folder)
    (batch,) = list_batches(office)
    added = people_in(office) - before
    acknowledged = any(line.startswith("committed") for line in said)
    if batch.state == "committed":
        assert added == batch.counts["new"] > 600
    else:
        assert not acknowledged
        assert added == 0
        plan = plan_import(office, resume_import(office, batch.batch_id))
        assert plan.counts[RowClass.NEW] > 600
    audit(office)
    office.close()
    return batch.state == "committed"


def check_opening(worker: Worker, prepared: Path, tmp_path: Path, kills: int) -> None:
    workbook = prepared / "second.xlsx"
    worker.killed("open_workbook", fresh(prepared, tmp_path), "opened", 0, workbook=workbook)
    usual = worker.seconds("open_workbook", fresh(prepared, tmp_path), "opened", workbook=workbook)
    seeded = random.Random(11)
    for _ in range(kills):
        folder = fresh(prepared, tmp_path)
        said = worker.killed("open_workbook", folder, "ready", seeded.uniform(0, usual), workbook=workbook)
        office = reopen_office(folder)
        known = {batch.batch_id for batch in list_batches(office)}
        assert {line.split()[1] for line in said if line.startswith("opened")} <= known
        for batch_id in known:
            assert resume_import(office, batch_id).tables
        assert people_in(office) == 1
        office.close()


def check_importing(worker: Worker, prepared: Path, tmp_path: Path, kills: int) -> None:
    usual = worker.seconds("commit", fresh(prepared, tmp_path), "committed")
    seeded = random.Random(12)
    committed = 0
    for _ in range(kills):
        folder = fresh(prepared, tmp_path)
        said = worker.killed("commit", folder, "committing", seeded.uniform(0, usual))
        committed += check_import(folder, said)
    assert 0 < committed < kills, "the kills hit before and after the end of the transaction"


def check_undoing(worker: Worker, prepared: Path, tmp_path: Path, kills: int) -> None:
    folder = fresh(prepared, tmp_path, "committed")
    office = reopen_office(folder)
    full = people_in(office)
    office.close()
    usual = worker.seconds("undo_import", folder, "turned")
    seeded = random.Random(13)
    for _ in range(kills):
        worker.killed("undo_import", folder, "ready", seeded.uniform(0, usual))
        office = reopen_office(folder)
        assert people_in(office) in (1, full)
        audit(office)
        office.close()


def test_a_killed_reading_of_a_workbook_leaves_no_import_or_one_to_go_on_with(worker, prepared, tmp_path):
    check_opening(worker, prepared, tmp_path, KILLS["opening"])


def test_a_killed_import_is_there_as_a_whole_or_not_at_all(worker, prepared, tmp_path):
    check_importing(worker, prepared, tmp_path, KILLS["importing"])


def test_a_killed_undo_of_an_import_leaves_all_of_it_or_nothing(worker, prepared, tmp_path):
    check_undoing(worker, prepared, tmp_path, KILLS["undoing"])


def test_the_import_can_be_committed_after_the_kill(worker, prepared, tmp_path):
    folder = fresh(prepared, tmp_path)
    worker.killed("commit", folder, "committing", 0)
    office = reopen_office(folder)
    (batch,) = list_batches(office)
    if batch.state == "open":
        opened = resume_import(office, batch.batch_id)
        commit_import(office, opened, plan_import(office, opened))
    office.close()
    assert check_import(folder, ["committed"])


# Editing


def check_edits(folder: Path, person: str, said: list[str]) -> int:
    """The last edit is the acknowledged one or the one after it, and the books agree; returns its number."""
    office = reopen_office(folder)
    with office.store.reading() as connection:
        (employer,) = connection.execute("SELECT employer FROM person WHERE id = ?", (person,)).fetchone()
        births = {name for (name,) in connection.execute("SELECT name FROM person WHERE id <> ?", (person,))}
    kept = int(employer.strip("第厂")) if employer else -1
    acknowledged = max(numbers(said, "edit"), default=-1)
    assert kept >= acknowledged, "an acknowledged edit is lost"
    assert acknowledged == -1 or kept <= acknowledged + 1
    assert {f"张{number:06d}号" for number in numbers(said, "birth")} <= births
    if kept_drafts := numbers(said, "draft"):
        draft = drafts.find_draft(office, "person", person)
        assert draft is not None
        assert int(draft.texts["note"]) >= kept_drafts[-1]
    audit(office)
    office.close()
    return kept


def office_with_one_household(folder: Path) -> tuple[str, str]:
    office = make_office(folder)
    household_id, person = household(office)
    office.close()
    return household_id, person


def check_editing(worker: Worker, tmp_path: Path, kills: int) -> None:
    folder = tmp_path / "office"
    household_id, person = office_with_one_household(folder)
    whose = {"person": person, "household": household_id}
    usual = worker.seconds("edit", folder, "birth", **whose, first=0)
    seeded = random.Random(14)
    last = 0
    for _ in range(kills):
        said = worker.killed("edit", folder, "ready", seeded.uniform(0, usual), **whose, first=last + 1)
        last = max(last, check_edits(folder, person, said))
    assert last > kills


def test_an_acknowledged_edit_survives_every_kill(worker, tmp_path):
    check_editing(worker, tmp_path, KILLS["editing"])


# Backing up


def check_backing_up(worker: Worker, tmp_path: Path, kills: int) -> None:
    folder = tmp_path / "office"
    _, person = office_with_one_household(folder)
    usual = worker.seconds("back_up", folder, "backup", person=person, first=0)
    seeded = random.Random(15)
    last = 0
    for _ in range(kills):
        said = worker.killed(
            "back_up", folder, "ready", seeded.uniform(0, usual), person=person, first=last + 1
        )
        last = max(last, check_edits(folder, person, said))
        office = reopen_office(folder)
        files = {file.path.name: file for file in backup.list_backups(office)}
        assert {line.split()[1] for line in said if line.startswith("backup ")} <= set(files)
        for file in list(files.values())[:2]:
            assert backup.prove_backup(office, file.path).problems == ()
        for file in files.values():
            file.path.unlink()
        office.close()
    assert last > 0


def test_a_killed_backup_costs_no_edit_and_every_backup_that_has_a_name_is_whole(worker, tmp_path):
    check_backing_up(worker, tmp_path, KILLS["backing up"])


# The rig bites


def test_the_rig_catches_a_program_that_acknowledges_before_it_has_committed(worker, tmp_path):
    folder = tmp_path / "office"
    _, person = office_with_one_household(folder)
    said = worker.killed("acknowledge_too_early", folder, "edit", 0.05, person=person, first=1)
    with pytest.raises(AssertionError, match="lost"):
        check_edits(folder, person, said)


def test_the_rig_catches_a_program_that_imports_by_halves(worker, prepared, tmp_path):
    folder = fresh(prepared, tmp_path)
    said = worker.killed("commit_by_halves", folder, "half", 0.05)
    with pytest.raises(AssertionError):
        check_import(folder, said)


def test_the_rig_catches_an_index_that_was_left_behind(tmp_path):
    office = make_office(tmp_path)
    household(office)
    audit(office)
    with office.store.local_writing() as connection:
        connection.execute("DELETE FROM person_search")
    with pytest.raises(AssertionError):
        audit(office)
    office.close()


@pytest.mark.release
def test_two_thousand_kills(worker, prepared, tmp_path):
    check_opening(worker, prepared, tmp_path, KILLS["opening"] * RELEASE)
    check_importing(worker, prepared, tmp_path, KILLS["importing"] * RELEASE)
    check_undoing(worker, prepared, tmp_path, KILLS["undoing"] * RELEASE)
    check_editing(worker, tmp_path / "editing", KILLS["editing"] * RELEASE)
    check_backing_up(worker, tmp_path / "backing up", KILLS["backing up"] * RELEASE)
