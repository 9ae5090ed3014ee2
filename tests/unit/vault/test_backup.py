import datetime
import json
import random
import shutil
import threading
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.accounts import Role
from desktop.domain.job import Cancelled, NoJob
from desktop.domain.problem import ProblemError
from desktop.messages import sentence
from desktop.services import accounts
from desktop.services import backup as backups
from desktop.services.checkup import check_office
from desktop.services.opening import open_office
from desktop.services.settings import save_settings
from desktop.vault import interrupted
from desktop.vault.backup import BackupFile, Reason, list_backups, read_manifest
from desktop.vault.blobs import BlobStore
from desktop.vault.folder import DataFolder
from desktop.vault.inspection import FolderState, inspect
from desktop.vault.rotation import to_keep
from tests.support.offices import make_office, reopen_office
from tests.support.vault import CHEAP, LOGIN, PASSWORD

OTHER = "田埂 水牛 三月八"
UTC = datetime.UTC


class Clock:
    def __init__(self):
        self.now = datetime.datetime(2026, 11, 20, 1, 0, tzinfo=UTC)

    def __call__(self):
        return self.now

    def pass_by(self, **time):
        self.now += datetime.timedelta(**time)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def office(tmp_path, clock):
    office = replace(make_office(tmp_path / "office"), clock=clock)
    yield office
    office.close()


def add_people(office, count, prefix="村民"):
    with office.change("edit", "登记") as work:
        return [work.insert("person", {"name": f"{prefix}{number}"}) for number in range(count)]


def names(office):
    with office.store.reading() as connection:
        return {row[0] for row in connection.execute("SELECT name FROM person")}


def refused(code, call, *args, **kwargs):
    with pytest.raises(ProblemError) as caught:
        call(*args, **kwargs)
    assert caught.value.problems[0].code == code
    assert len(sentence(caught.value.problems[0])) > 15


def codes(problems):
    return [problem.code for problem in problems]


def test_a_restored_backup_holds_what_the_office_held(office, tmp_path):
    add_people(office, 300)
    digest = BlobStore(office.vault).put(b"a scanned form")
    report = backups.make_backup(office)
    assert report.warnings == ()
    restored = backups.restore_backup(report.file.path, tmp_path / "new")
    assert restored.aside is None
    assert restored.missing_attachments == 0
    again = reopen_office(tmp_path / "new")
    assert names(again) == names(office)
    assert BlobStore(again.vault).get(digest) == b"a scanned form"
    again.close()


def test_a_backup_for_another_pc_carries_its_attachments_inside(office, tmp_path):
    digest = BlobStore(office.vault).put(b"a scanned form")
    target = tmp_path / "stick" / "village.cqb"
    target.parent.mkdir()
    backups.make_backup(office, target=target)
    backups.restore_backup(target, tmp_path / "new")
    again = reopen_office(tmp_path / "new")
    assert BlobStore(again.vault).get(digest) == b"a scanned form"
    again.close()


def test_the_manifest_counts_rows_but_shows_nobody(office):
    add_people(office, 7, "张𬱖")
    path = backups.make_backup(office).file.path
    manifest = read_manifest(path)
    assert manifest.tables["person"].rows == 7
    assert manifest.village == "示范村"
    assert "张𬱖".encode() not in path.read_bytes()


def test_a_backup_is_one_moment_while_others_write(office):
    stop = threading.Event()

    def write():
        while not stop.is_set():
            add_people(office, 5)

    add_people(office, 2000)
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):
            report = backups.make_backup(office)
            proof = backups.prove_backup(office, report.file.path)
            assert proof.problems == ()
            assert read_manifest(report.file.path).tables["person"].rows % 5 == 0
    finally:
        stop.set()
        writer.join()


def test_a_proof_reads_the_backup_back_and_dates_the_status_line(office, clock):
    add_people(office, 50)
    BlobStore(office.vault).put(b"a scanned form")
    assert backups.backup_status(office).proven_at is None
    refused("BAK-015", backups.prove_newest, office)
    backups.make_backup(office)
    report = backups.prove_newest(office)
    assert report.problems == ()
    proof = report.proof
    assert proof.is_proven
    assert proof.records_read == 20
    assert proof.attachments_read == 1
    assert proof.rows > 50
    status = backups.backup_status(office)
    assert status.proven_at == clock.now
    assert not status.is_proof_late
    clock.pass_by(days=9)
    assert backups.backup_status(office).is_proof_late
    assert list(office.vault.folder.scratch.iterdir()) == []


def test_no_flipped_bit_in_a_backup_is_proven(office):
    add_people(office, 200)
    path = backups.make_backup(office).file.path
    data = path.read_bytes()
    seeded = random.Random(7)
    silent = []
    for _ in range(60):
        flipped = bytearray(data)
        place = seeded.randrange(len(data))
        flipped[place] ^= 1 << seeded.randrange(8)
        path.write_bytes(flipped)
        if backups.prove_backup(office, path).is_proven:
            silent.append(place)
    with zipfile.ZipFile(path) as archive:
        # What a zip repeats of names, times and attributes in its headers carries nothing of ours.
        bodies = [
            (info.header_offset + 30 + len(info.filename), info.file_size) for info in archive.infolist()
        ]
    assert not [place for place in silent if any(start <= place < start + size for start, size in bodies)]


def test_a_forged_manifest_is_not_proven(office):
    add_people(office, 10)
    path = backups.make_backup(office).file.path
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = json.loads(parts["manifest.json"])
    body["tables"]["person"]["rows"] = 9
    parts["manifest.json"] = json.dumps(body).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    assert codes(backups.prove_backup(office, path).problems) == ["BAK-010"]


def test_a_register_that_differs_from_what_was_backed_up_is_found(office, monkeypatch):
    """A copy that lost a row, as a faulty disk or a bug in copying would make it."""
    from db.connection import connect
    from desktop.vault import backup as module

    add_people(office, 10)
    whole = module._copy_register

    def lossy(source, vault, copy, job):
        whole(source, vault, copy, job)
        connection = connect(copy, bytes(vault.subkey("register")))
        connection.execute("DROP TRIGGER person_deleted")
        connection.execute("DELETE FROM person WHERE name = '村民3'")
        connection.close()

    monkeypatch.setattr(module, "_copy_register", lossy)
    path = backups.make_backup(office).file.path
    proof = backups.prove_backup(office, path)
    assert codes(proof.problems) == ["BAK-013"]
    assert "person" in proof.problems[0].values["tables"]
    status = backups.backup_status(office)
    assert status.proven_at is None
    assert codes(status.proof_problems) == ["BAK-013"]


def test_a_backup_that_shrank_is_reported_and_pushes_nothing_out(office, clock):
    add_people(office, 3000)
    for _ in range(3):
        backups.make_backup(office)
        clock.pass_by(hours=2)
    clock.pass_by(days=5)  # from here on, rotation would keep one of the three
    with office.change("edit", "删除") as work:
        work.connection.execute("DELETE FROM person")
    with office.store.local_writing() as connection:
        connection.execute("DELETE FROM change")
        connection.execute("DELETE FROM person_search")
    with office.store.glancing() as connection:
        connection.execute("VACUUM")
    kept = len(backups.list_backups(office))
    report = backups.make_backup(office)
    assert codes(report.warnings) == ["BAK-007"]
    assert len(backups.list_backups(office)) == kept + 1


def test_each_backup_is_copied_to_the_second_place_with_its_attachments(office, tmp_path):
    stick = tmp_path / "stick"
    refused("BAK-005", backups.set_second_place, office, stick)
    refused("BAK-009", backups.set_second_place, office, office.vault.folder.backups)
    stick.mkdir()
    backups.set_second_place(office, stick)
    digest = BlobStore(office.vault).put(b"a scanned form")
    report = backups.make_backup(office)
    assert report.second == stick / report.file.path.name
    assert backups.backup_status(office).second_at is not None
    backups.restore_backup(report.second, tmp_path / "new")
    again = reopen_office(tmp_path / "new")
    assert BlobStore(again.vault).get(digest) == b"a scanned form"
    again.close()


def test_a_second_place_that_is_unplugged_is_a_warning_not_a_failure(office, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(office, stick)
    stick.rmdir()
    report = backups.make_backup(office)
    assert report.file.path.exists()
    assert report.second is None
    assert codes(report.warnings) == ["BAK-008"]
    assert "没有接上" in sentence(report.warnings[0])
    backups.set_second_place(office, None)
    assert backups.make_backup(office).warnings == ()


def test_a_stick_that_is_chosen_gets_the_newest_backup_at_once(office, tmp_path):
    newest = backups.make_backup(office).file.path.name
    for name in ("stick", "another"):
        place = tmp_path / name
        place.mkdir()
        backups.set_second_place(office, place)
        assert [path.name for path in place.glob("*.cqb")] == [newest]
        assert not backups.backup_status(office).lacks_newest


def test_a_stick_that_is_there_again_gets_its_copy_although_nothing_changed_since(office, clock, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(office, stick)
    stick.rmdir()
    missed = backups.make_backup(office).file.path.name
    stick.mkdir()
    clock.pass_by(minutes=30)
    assert backups.make_backup_if_changed(office, Reason.AUTO, NoJob()) is None
    assert [path.name for path in stick.glob("*.cqb")] == [missed]
    assert backups.backup_status(office).second_at == clock.now


def test_a_stick_that_is_away_is_told_once_until_it_has_been_there_again(office, clock, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(office, stick)
    schedule = backups.BackupSchedule(office)

    def half_an_hour_of_work():
        add_people(office, 1)
        clock.pass_by(minutes=30)
        return codes(schedule.run_due(NoJob()).told)

    stick.rmdir()
    assert half_an_hour_of_work() == ["BAK-008"]
    assert half_an_hour_of_work() == []
    stick.mkdir()
    assert half_an_hour_of_work() == []
    shutil.rmtree(stick)
    assert half_an_hour_of_work() == ["BAK-008"]


def test_a_second_place_that_was_away_for_a_week_of_work_is_late(office, clock, tmp_path):
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(office, stick)
    backups.make_backup(office)
    shutil.rmtree(stick)
    clock.pass_by(days=30)
    assert not backups.backup_status(office).is_second_late, "nothing was backed up since"
    backups.make_backup(office)
    clock.pass_by(days=7)
    assert not backups.backup_status(office).is_second_late
    clock.pass_by(hours=1)
    assert backups.backup_status(office).is_second_late
    assert backups.backup_status(office).lacks_newest
    stick.mkdir()
    backups.make_backup(office)
    assert not backups.backup_status(office).is_second_late


@pytest.mark.parametrize(
    ("number", "code", "told"), [(28, "BAK-016", "满了"), (30, "BAK-017", "写不进去")], ids=["full", "sealed"]
)
def test_a_stick_that_is_full_or_write_protected_is_told_as_what_it_is(
    office, tmp_path, monkeypatch, number, code, told
):
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(office, stick)
    whole = backups.files.replacing

    def refusing(path):
        if path.parent == stick:
            raise OSError(number, "no")
        return whole(path)

    monkeypatch.setattr(backups.files, "replacing", refusing)
    report = backups.make_backup(office)
    assert codes(report.warnings) == [code]
    assert told in sentence(report.warnings[0])
    assert report.file.path.exists()


def test_a_full_stick_is_cleared_of_outlived_copies_before_the_next_is_written(
    office, clock, tmp_path, monkeypatch
):
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.set_second_place(office, stick)
    for _ in range(3):
        backups.make_backup(office)
        clock.pass_by(hours=2)
    clock.pass_by(days=2)
    whole = backups.files.copy_backup

    def room_for_two(file, place):
        if len(list(place.glob("*.cqb"))) > 1:
            raise ProblemError(backups.Problem("BAK-004", {"path": str(place)}))
        return whole(file, place)

    monkeypatch.setattr(backups.files, "copy_backup", room_for_two)
    assert backups.make_backup(office).warnings == ()


def damage(path):
    """Zero some bytes in the middle, as a failing disk does."""
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(64)
    path.write_bytes(content)


def test_a_damaged_backup_is_replaced_at_once_by_one_that_is_proven(office, clock):
    add_people(office, 50)
    good = backups.make_backup(office).file.path
    backups.prove_newest(office)
    clock.pass_by(days=7)
    schedule = backups.BackupSchedule(office)
    damage(good)
    told = schedule.run_due(NoJob()).told
    assert codes(told) == ["BAK-018"]
    assert good.name in sentence(told[0])
    status = backups.backup_status(office)
    assert status.newest.path != good
    assert (status.proven_at, status.proof_problems) == (clock.now, ())
    assert not schedule.is_proof_due(clock.now)


def test_where_no_backup_can_be_proven_it_says_so_and_tries_again_with_the_next(office, clock, monkeypatch):
    add_people(office, 50)
    first = backups.make_backup(office).file.path
    backups.prove_newest(office)
    good_on = clock.now
    clock.pass_by(days=7)
    make = backups.files.make_backup

    def made_on_a_failing_disk(*arguments, **named):
        made = make(*arguments, **named)
        damage(made.path)
        return made

    schedule = backups.BackupSchedule(office)
    with monkeypatch.context() as patched:
        patched.setattr(backups.files, "make_backup", made_on_a_failing_disk)
        damage(first)
        assert codes(schedule.run_due(NoJob()).told) == ["BAK-012"]
    status = backups.backup_status(office)
    assert codes(status.proof_problems) == ["BAK-012"]
    assert status.proven_at == good_on, "the last good proof stays known"
    clock.pass_by(minutes=1)
    assert not schedule.is_proof_due(clock.now), "not every minute"
    clock.pass_by(hours=24)
    assert schedule.is_proof_due(clock.now)
    backups.make_backup(office)
    clock.pass_by(minutes=-60)
    assert schedule.is_proof_due(clock.now), "another backup is another chance"
    assert schedule.run_due(NoJob()).told == ()


def test_a_damaged_attachment_beside_the_backups_is_copied_anew(office):
    BlobStore(office.vault).put(b"a scanned form")
    backups.make_backup(office)
    copy = next(path for path in (office.vault.folder.backups / "attachments").rglob("*") if path.is_file())
    copy.write_bytes(b"")
    report = backups.prove_newest(office)
    assert codes(report.damaged.problems) == ["BAK-014"]
    assert report.proof.is_proven
    assert codes(report.problems) == ["BAK-018"]


def test_a_backup_is_due_after_thirty_minutes_and_only_when_something_changed(office, clock):
    schedule = backups.BackupSchedule(office)
    assert not schedule.is_backup_due(clock.now)
    clock.pass_by(minutes=29)
    assert not schedule.is_backup_due(clock.now)
    clock.pass_by(minutes=1)
    assert schedule.is_backup_due(clock.now)
    assert schedule.run_due(NoJob()).backup is not None
    assert not schedule.is_backup_due(clock.now)
    clock.pass_by(minutes=30)
    assert schedule.run_due(NoJob()).backup is None
    assert not schedule.is_backup_due(clock.now)
    add_people(office, 1)
    clock.pass_by(minutes=30)
    assert schedule.run_due(NoJob()).backup.file.reason is Reason.AUTO


def test_a_program_that_was_killed_backs_up_what_is_overdue_when_it_is_opened_again(office, clock):
    backups.make_backup(office)
    add_people(office, 1)
    clock.pass_by(minutes=31)
    opened_again = backups.BackupSchedule(office)
    assert opened_again.run_due(NoJob()).backup.file.reason is Reason.AUTO
    clock.pass_by(minutes=31)
    opened_again = backups.BackupSchedule(office)
    assert opened_again.run_due(NoJob()).backup is None, "nothing changed"
    clock.pass_by(minutes=29)
    assert not opened_again.is_backup_due(clock.now)


def test_the_interval_is_a_setting(office, clock):
    schedule = backups.BackupSchedule(office)
    save_settings(office, backup_minutes=60)
    clock.pass_by(minutes=59)
    assert not schedule.is_backup_due(clock.now)
    clock.pass_by(minutes=1)
    assert schedule.is_backup_due(clock.now)


def test_a_clock_set_back_does_not_stop_backups(office, clock):
    schedule = backups.BackupSchedule(office)
    clock.pass_by(days=365)
    add_people(office, 1)
    schedule.run_due(NoJob())
    clock.pass_by(days=-365)
    schedule.is_backup_due(clock.now)
    clock.pass_by(minutes=30)
    assert schedule.is_backup_due(clock.now)


def test_a_failed_backup_is_tried_again_after_ten_minutes(office, clock, monkeypatch):
    schedule = backups.BackupSchedule(office)
    clock.pass_by(minutes=31)

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("desktop.vault.backup._copy_register", full)
        refused("BAK-004", schedule.run_due, NoJob())
    assert not schedule.is_backup_due(clock.now)
    clock.pass_by(minutes=10)
    assert schedule.run_due(NoJob()).backup is not None


def test_the_first_proof_comes_with_the_first_backup_and_then_every_week(office, clock):
    schedule = backups.BackupSchedule(office)
    clock.pass_by(minutes=30)
    schedule.run_due(NoJob())
    proven_at = backups.backup_status(office).proven_at
    assert proven_at == clock.now
    clock.pass_by(days=6)
    schedule.run_due(NoJob())
    assert backups.backup_status(office).proven_at == proven_at
    clock.pass_by(days=1)
    schedule.run_due(NoJob())
    assert backups.backup_status(office).proven_at == clock.now


def test_a_cancelled_backup_leaves_no_file(office):
    add_people(office, 100)

    class Cancel(NoJob):
        def check_cancelled(self):
            raise Cancelled

    with pytest.raises(Cancelled):
        backups.make_backup(office, job=Cancel())
    assert list(office.vault.folder.backups.iterdir()) == []
    assert list(office.vault.folder.scratch.iterdir()) == []


def test_an_office_in_the_way_is_not_overwritten_unless_told_and_then_kept_aside(office, tmp_path, clock):
    add_people(office, 3)
    path = backups.make_backup(office).file.path
    add_people(office, 4, "后来的")
    refused("VLT-006", backups.restore_backup, path, office.vault.folder.path, replace=True)
    office.close()
    refused("BAK-006", backups.restore_backup, path, office.vault.folder.path)
    restored = backups.restore_backup(path, office.vault.folder.path, replace=True, now=clock.now)
    again = reopen_office(office.vault.folder.path)
    assert len(names(again)) == 3
    again.close()
    assert restored.aside is not None
    shutil.copytree(restored.aside, tmp_path / "look")
    before = reopen_office(tmp_path / "look")
    assert len(names(before)) == 7
    before.close()


def test_two_restores_in_the_same_second_keep_both_old_offices(office, clock):
    add_people(office, 3)
    path = backups.make_backup(office).file.path
    folder = office.vault.folder.path
    add_people(office, 4)
    office.close()
    for people in (7, 3):
        restored = backups.restore_backup(path, folder, replace=True, now=clock.now)
        shutil.copytree(restored.aside, folder.parent / f"look {people}")
    for people in (7, 3):
        before = reopen_office(folder.parent / f"look {people}")
        with before.store.reading() as connection:
            assert connection.execute("SELECT count(*) FROM person").fetchone() == (people,)
        before.close()


def test_files_of_somebody_else_are_not_mixed_with_an_office(office, tmp_path):
    path = backups.make_backup(office).file.path
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "照片.jpg").write_bytes(b"x")
    refused("BAK-006", backups.restore_backup, path, tmp_path / "desk")


def test_today_s_password_opens_a_restored_older_backup(office):
    path = backups.make_backup(office).file.path
    accounts.change_password(office, PASSWORD, OTHER)
    folder = office.vault.folder.path
    office.close()
    assert backups.restore_backup(path, folder, replace=True).kept_newer_envelope
    refused("VLT-001", open_office, folder, LOGIN, PASSWORD, cost=CHEAP)
    open_office(folder, LOGIN, OTHER, cost=CHEAP).close()


@pytest.mark.parametrize("step", range(18))
def test_a_restore_cut_short_at_any_step_is_finished_by_the_next_look(office, tmp_path, monkeypatch, step):
    """The power fails before the n-th move, write or removal of the last phase."""
    from pathlib import Path

    add_people(office, 3)
    path = backups.make_backup(office).file.path
    add_people(office, 4, "后来的")
    folder = office.vault.folder
    office.close()

    class PowerCut(BaseException):
        pass

    calls = [0]

    def counting(whole):
        def step_by_step(*args, **kwargs):
            calls[0] += 1
            if calls[0] > step:
                raise PowerCut
            return whole(*args, **kwargs)

        return step_by_step

    with monkeypatch.context() as patched:
        for name in ("rename", "replace", "unlink", "mkdir"):
            patched.setattr(Path, name, counting(getattr(Path, name)))
        patched.setattr(interrupted, "sync_folder", counting(interrupted.sync_folder))
        finish = interrupted.finish_restore
        patched.setattr("desktop.vault.restore.finish_restore", finish)
        try:
            with monkeypatch.context() as inner:
                inner.setattr("desktop.vault.restore.acquire", lambda _folder: _NoLock())
                backups.restore_backup(path, folder.path, replace=True)
        except PowerCut:
            pass
    report = inspect(folder.path)
    assert report.state is FolderState.READY, report.problems
    again = reopen_office(folder.path)
    assert len(names(again)) in {3, 7}
    if not folder.restoring.exists() and calls[0] <= step:
        assert len(names(again)) == 3
    again.close()


class _NoLock:
    def release(self):
        """The cut power let go of it."""


def test_a_restore_that_was_announced_goes_through(office):
    """Killed right after the note was written, before any file moved."""
    from desktop.vault import restore as module

    add_people(office, 3)
    path = backups.make_backup(office).file.path
    add_people(office, 4, "后来的")
    folder = office.vault.folder
    office.close()

    class PowerCut(BaseException):
        pass

    def cut(_folder):
        if folder.restoring.exists():
            raise PowerCut

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "finish_restore", cut)
        with pytest.raises(PowerCut):
            backups.restore_backup(path, folder.path, replace=True)
    assert inspect(folder.path).state is FolderState.READY
    again = reopen_office(folder.path)
    assert len(names(again)) == 3
    again.close()


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 not a zip", b"\0" * 4096], ids=["empty", "torn", "zeroes"]
)
def test_a_file_that_is_no_backup_changes_nothing(office, tmp_path, content):
    folder = office.vault.folder
    office.close()
    before = folder.register.read_bytes()
    (tmp_path / "x.cqb").write_bytes(content)
    refused("BAK-001", backups.restore_backup, tmp_path / "x.cqb", folder.path, replace=True)
    refused("BAK-003", backups.restore_backup, tmp_path / "y.cqb", folder.path, replace=True)
    assert folder.register.read_bytes() == before
    assert not folder.incoming.exists()
    reopen_office(folder.path).close()


def test_a_crafted_backup_writes_nothing_outside_the_folder(office, tmp_path):
    path = backups.make_backup(office).file.path
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = json.loads(parts["manifest.json"])
    body["attachments"] = {"../../../evil": {"size_bytes": 1, "sha256": "0" * 64}}
    body["attachments_inside"] = True
    crafted = tmp_path / "crafted.cqb"
    with zipfile.ZipFile(crafted, "w") as archive:
        archive.writestr("manifest.json", json.dumps(body))
        archive.writestr("vault.json", parts["vault.json"])
        archive.writestr("register.db", parts["register.db"])
        archive.writestr("attachments/../../../evil", b"x")
    refused("BAK-001", backups.restore_backup, crafted, tmp_path / "deep" / "new")
    assert not list(tmp_path.rglob("evil"))


def test_a_register_exchanged_inside_a_sound_zip_is_refused(office, tmp_path):
    """The zip's own checksum fits; only the manifest knows that it is another register."""
    add_people(office, 10)
    path = backups.make_backup(office).file.path
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    changed = bytearray(parts["register.db"])
    changed[len(changed) // 2] ^= 1
    parts["register.db"] = bytes(changed)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    refused("BAK-001", backups.restore_backup, path, tmp_path / "new")
    assert codes(backups.prove_backup(office, path).problems) == ["BAK-012"]


def test_another_office_s_backup_brings_its_own_passwords_and_attachments(office, tmp_path):
    digest = BlobStore(office.vault).put(b"a form of this office")
    path = backups.make_backup(office).file.path
    other = make_office(tmp_path / "other")
    BlobStore(other.vault).put(b"a form of the other office")
    backups.make_backup(other)
    for number in range(3):  # a higher serial than the backup's
        other.vault.add_user(f"user{number}", Role.READER, OTHER)
    other.close()
    restored = backups.restore_backup(path, tmp_path / "other", replace=True)
    assert not restored.kept_newer_envelope
    again = reopen_office(tmp_path / "other")
    assert [user.login for user in again.vault.users] == [LOGIN]
    assert BlobStore(again.vault).get(digest) == b"a form of this office"
    assert check_office(again).problems == ()
    assert backups.list_backups(again) == ()
    again.close()
    shutil.copytree(restored.aside, tmp_path / "look")
    before = reopen_office(tmp_path / "look")
    assert check_office(before).attachments == 1
    assert check_office(before).problems == ()
    assert len(backups.list_backups(before)) == 1
    before.close()


def test_a_newer_backup_is_refused(office, tmp_path):
    path = backups.make_backup(office).file.path
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = json.loads(parts["manifest.json"]) | {"format": 2}
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.json", json.dumps(body))
    refused("BAK-002", backups.restore_backup, path, tmp_path / "new")


@pytest.mark.parametrize("role", [Role.READER, Role.GRID_WORKER, Role.SUPERVISOR])
def test_who_may_not_back_up_may_not_restore_either(office, role):
    accounts.add_user(office, "other", "某某", role, OTHER)
    other = accounts.switch_user(office, "other", OTHER)
    refused("SYS-403", backups.make_backup, other)
    refused("SYS-403", backups.require_restore, other)
    refused("SYS-403", backups.set_second_place, other, None)
    # What the program does by rule needs no right of whoever sits there.
    backups.make_backup(other, Reason.AUTO)


def files_at(*moments, reason=Reason.AUTO):
    from pathlib import Path

    return [BackupFile(Path(f"{moment:%Y%m%d-%H%M%S}.cqb"), moment, reason, 1) for moment in moments]


moments = st.lists(
    st.integers(0, 800 * 24).map(
        lambda hours: datetime.datetime(2026, 11, 22, 12, tzinfo=UTC) - datetime.timedelta(hours=hours)
    ),
    unique=True,
    max_size=200,
)
NOW = datetime.datetime(2026, 11, 22, 12, tzinfo=UTC)


@given(moments)
def test_rotation_keeps_today_a_day_each_for_a_month_and_a_month_each_for_a_year(made):
    kept = {file.made_at for file in to_keep(files_at(*made), NOW)}
    for moment in made:
        age = (NOW.date() - moment.date()).days
        same_day_later = [other for other in made if other.date() == moment.date() and other > moment]
        if age == 0 or (age <= 30 and not same_day_later):
            assert moment in kept
    for year, month in {(moment.year, moment.month) for moment in made}:
        if 0 < (NOW.year - year) * 12 + NOW.month - month <= 12:
            assert any((moment.year, moment.month) == (year, month) for moment in kept)
    if made:
        assert max(made) in kept
    assert len(kept) <= 24 + 30 + 12 + 2


@given(moments)
def test_rotating_twice_deletes_nothing_more(made):
    once = to_keep(files_at(*made), NOW)
    assert to_keep(sorted(once, key=lambda file: file.path.name), NOW) == once


@pytest.mark.parametrize(("age_days", "stays"), [(0, True), (30, True), (31, False)])
def test_the_last_of_a_day_stays_for_thirty_days(age_days, stays):
    day = NOW - datetime.timedelta(days=age_days)
    last_of_month = NOW - datetime.timedelta(days=22)  # stands for October, whatever the day
    made = files_at(NOW, last_of_month, day)
    assert (made[2] in to_keep(made, NOW)) is stays


def test_precautions_stay_a_week():
    moments = [NOW - datetime.timedelta(days=3, hours=hour) for hour in range(5)]
    assert len(to_keep(files_at(*moments, reason=Reason.BEFORE_IMPORT), NOW)) == 5
    assert len(to_keep(files_at(*moments), NOW)) == 1


def test_an_older_register_is_backed_up_before_it_is_brought_up_to_date(office, monkeypatch):
    from db import migrations

    newer = migrations.SCHEMA_VERSION + 1
    add_people(office, 3)
    folder = office.vault.folder
    office.close()

    def upgrade(connection):
        connection.execute("ALTER TABLE household ADD COLUMN later_idea TEXT")
        connection.execute(f"PRAGMA user_version = {newer}")

    monkeypatch.setattr(migrations, "SCHEMA_VERSION", newer)
    monkeypatch.setattr(migrations, "apply", upgrade)
    upgraded = reopen_office(folder.path)
    (file,) = backups.list_backups(upgraded)
    assert file.reason is Reason.BEFORE_MIGRATION
    assert read_manifest(file.path).tables["person"].rows == 3
    upgraded.close()
    reopen_office(folder.path).close()
    assert len(list_backups(folder.backups)) == 1


def test_of_backups_made_within_a_second_the_last_one_is_the_newest(office):
    made = [backups.make_backup(office).file.path for _ in range(12)]
    assert [file.path for file in backups.list_backups(office)] == made[::-1]


def test_other_files_in_the_place_are_left_alone(office):
    place = office.vault.folder.backups
    (place / "我的照片.cqb").write_bytes(b"x")
    (place / "20200101-000000-auto.cqb").write_bytes(b"an old one")
    (place / "20200102-000000-auto.cqb").write_bytes(b"another")
    backups.make_backup(office)
    assert (place / "我的照片.cqb").exists()
    assert [file.made_at.year for file in list_backups(place)] == [2026]


def test_names_in_the_data_folder_are_what_the_manual_says(tmp_path):
    folder = DataFolder(tmp_path)
    assert folder.register.name == "register.db"
    assert folder.envelope.name == "vault.json"
