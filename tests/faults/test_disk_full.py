"""The disk is full, or the folder can't be written: a sentence, and nothing is lost."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.offices import make_office, reopen_office

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(sys.platform != "linux", reason="makes a small disk the Linux way"),
]

SIZE_MIB = 12


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A file system of a few MiB; skipped where the system doesn't let us mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_MIB}m", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode != 0:
        pytest.skip("this account may not mount a small disk")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@contextlib.contextmanager
def filled(disk: Path, leave_bytes: int) -> Iterator[None]:
    """Take the space of a disk but for a little, and give it back."""
    ballast = disk / "ballast"
    free = os.statvfs(disk)
    with ballast.open("wb") as stream:
        stream.write(b"\0" * max(0, free.f_bavail * free.f_frsize - leave_bytes))
    try:
        yield
    finally:
        ballast.unlink()


def names(office) -> list[str]:
    with office.store.reading() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM person ORDER BY pk")]


def add(office, name: str) -> None:
    with office.change("edit", "登记") as work:
        work.insert("person", {"name": name})


def problem_of(call, *args, **kwargs):
    from desktop.domain.problem import ProblemError
    from desktop.messages import sentence

    with pytest.raises(ProblemError) as caught:
        call(*args, **kwargs)
    problem = caught.value.problems[0]
    assert "（" in sentence(problem)
    return problem


def test_a_full_disk_loses_no_acknowledged_change_and_goes_on_once_there_is_room(small_disk):
    office = make_office(small_disk / "office")
    acknowledged = []
    with filled(small_disk, 200_000):
        problem = None
        for number in range(5000):
            try:
                add(office, f"村民{number}")
            except Exception as error:
                problem = error
                break
            acknowledged.append(f"村民{number}")
        assert problem is not None
        from desktop.domain.problem import ProblemError

        assert isinstance(problem, ProblemError)
        assert problem.problems[0].code == "STO-004"
        assert names(office) == acknowledged
        # The refusal repeats; it does not get worse.
        for _ in range(3):
            problem_of(add, office, "又一个")
    add(office, "有空间了")
    office.close()
    office = reopen_office(small_disk / "office")
    assert names(office) == [*acknowledged, "有空间了"]
    office.close()


@pytest.mark.parametrize("leave_bytes", [0, 4096, 16_384, 60_000, 200_000])
def test_a_backup_that_finds_no_room_leaves_no_half_file(small_disk, leave_bytes):
    from desktop.services import backup

    office = make_office(small_disk / "office")
    add(office, "村民")
    good = backup.make_backup(office).file
    with filled(small_disk, leave_bytes):
        assert problem_of(backup.make_backup, office).code == "BAK-004"
        assert [file.path for file in backup.list_backups(office)] == [good.path]
        assert [path.name for path in office.vault.folder.scratch.iterdir()] == []
    add(office, "又一个")
    backup.make_backup(office)
    assert backup.prove_newest(office).problems == ()
    office.close()


def test_a_disk_that_fills_up_while_a_backup_is_written_leaves_no_half_file(small_disk, monkeypatch):
    """Another program takes the space after we had looked."""
    import shutil
    from types import SimpleNamespace

    from desktop.services import backup

    office = make_office(small_disk / "office")
    add(office, "村民")
    good = backup.make_backup(office).file
    for leave_bytes in (0, 100_000, 600_000):
        with filled(small_disk, leave_bytes), monkeypatch.context() as patched:
            patched.setattr(shutil, "disk_usage", lambda _place: SimpleNamespace(free=10**12))
            assert problem_of(backup.make_backup, office).code == "BAK-004"
        files = [path.name for path in office.vault.folder.backups.iterdir() if path.is_file()]
        assert files == [good.path.name]
    assert backup.prove_newest(office).problems == ()
    office.close()


def test_a_full_disk_keeps_the_old_password_working(small_disk):
    from desktop.services import accounts
    from tests.support.vault import PASSWORD

    office = make_office(small_disk / "office")
    with filled(small_disk, 0):
        assert problem_of(accounts.change_password, office, PASSWORD, "田埂 水牛 三月八").code == "VLT-019"
    office.close()
    reopen_office(small_disk / "office").close()


def test_an_attachment_that_finds_no_room_is_not_half_there(small_disk):
    from desktop.vault.blobs import BlobStore

    office = make_office(small_disk / "office")
    blobs = BlobStore(office.vault)
    with filled(small_disk, 20_000):
        assert problem_of(blobs.put, os.urandom(500_000)).code == "VLT-019"
        assert list(blobs.files()) == []
    office.close()


def test_a_new_office_on_a_full_disk_can_be_made_once_there_is_room(small_disk):
    from desktop.vault.inspection import FolderState, inspect

    with filled(small_disk, 60_000):
        assert problem_of(make_office, small_disk / "office").code in {"VLT-019", "STO-004"}
        assert inspect(small_disk / "office").state is FolderState.EMPTY
    make_office(small_disk / "office").close()


def test_a_restore_without_room_changes_nothing(small_disk, tmp_path):
    from desktop.services import backup

    office = make_office(tmp_path / "other")
    path = backup.make_backup(office).file.path
    office.close()
    mine = make_office(small_disk / "office")
    add(mine, "我村的人")
    mine.close()
    with filled(small_disk, 100_000):
        problem = problem_of(backup.restore_backup, path, small_disk / "office", replace=True)
        assert problem.code == "VLT-019"
    mine = reopen_office(small_disk / "office")
    assert names(mine) == ["我村的人"]
    mine.close()


@pytest.fixture
def read_only(small_disk) -> Iterator[Path]:
    """An office on a disk that has become read-only, which binds the administrator too."""
    make_office(small_disk / "office").close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    return small_disk / "office"


def test_a_read_only_folder_is_told_apart_from_a_wrong_password(read_only):
    assert problem_of(reopen_office, read_only).code == "VLT-018"


def test_a_new_office_in_a_read_only_place_says_so(read_only):
    assert problem_of(make_office, read_only.parent / "new").code == "VLT-018"


def test_a_backup_to_a_read_only_place_says_so_and_hurts_nothing(read_only, tmp_path):
    from desktop.services import backup

    office = make_office(tmp_path / "mine")
    assert problem_of(backup.set_second_place, office, read_only).code == "BAK-005"
    target = read_only / "x.cqb"
    assert problem_of(backup.make_backup, office, target=target).code == "BAK-005"
    add(office, "村民")
    office.close()


LIMITED = """
import json, resource, sys
from pathlib import Path
from desktop.domain.problem import ProblemError
from desktop.services import backup
from tests.support.offices import reopen_office

office = reopen_office(Path(sys.argv[1]))
room = office.vault.folder.register.stat().st_size + 120_000
resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
acknowledged, codes = 0, []
for number in range(5000):
    try:
        with office.change("edit", "x") as work:
            work.insert("person", {"name": f"{number:06d}"})
    except ProblemError as error:
        codes.append(error.problems[0].code)
        break
    acknowledged += 1
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
try:
    backup.make_backup(office)
except ProblemError as error:
    codes.append(error.problems[0].code)
left = [path.name for path in office.vault.folder.backups.iterdir()]
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
with office.change("edit", "x") as work:
    work.insert("person", {"name": "room again"})
office.close()
print(json.dumps([acknowledged, codes, left]))
"""


def test_a_write_the_system_cuts_off_loses_nothing_that_was_acknowledged(tmp_path):
    """A limit on the size of files stands in for a full disk where none can be mounted."""
    folder = tmp_path / "office"
    make_office(folder).close()
    child = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", LIMITED, str(folder)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    acknowledged, codes, left = json.loads(child.stdout)
    assert acknowledged > 0
    assert codes == ["STO-007", "BAK-004"]
    assert left == []
    office = reopen_office(folder)
    assert names(office) == [*(f"{number:06d}" for number in range(acknowledged)), "room again"]
    office.close()
