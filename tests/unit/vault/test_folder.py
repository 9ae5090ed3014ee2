import errno
from pathlib import Path

import pytest

from desktop.domain.problem import ProblemError
from desktop.storage_problem import storage_problem
from desktop.vault import folder as module
from desktop.vault.folder import (
    DataFolder,
    file_system_of,
    is_on_network,
    replacing,
    write_durably,
)

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
server:/share /mnt/share nfs4 rw 0 0
//county/office /mnt/county\040share cifs rw 0 0
/dev/sdb1 /mnt/share/usb vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/office", "ext4"),
        ("/mnt/share", "nfs4"),
        ("/mnt/share/village", "nfs4"),
        ("/mnt/shared", "ext4"),
        ("/mnt/county share/x", "cifs"),
        ("/mnt/share/usb/village", "vfat"),
    ],
)
def test_the_innermost_mount_tells_the_kind_of_file_system(path, kind):
    assert file_system_of(Path(path), MOUNTS) == kind


def test_a_folder_on_the_local_disk_is_not_taken_for_a_share(tmp_path):
    assert not is_on_network(tmp_path)


def test_an_office_on_a_network_share_is_refused(tmp_path, monkeypatch):
    from desktop.vault import lock

    monkeypatch.setattr(lock, "is_on_network", lambda _path: True)
    with pytest.raises(ProblemError) as caught:
        lock.acquire(DataFolder(tmp_path))
    assert caught.value.problems[0].code == "VLT-020"
    assert list(tmp_path.iterdir()) == []


def test_a_replacement_that_fails_leaves_the_old_bytes_and_nothing_else(tmp_path):
    path = tmp_path / "note"
    write_durably(path, b"old")
    with pytest.raises(ValueError, match="half way"), replacing(path) as stream:
        stream.write(b"new")
        raise ValueError("half way")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("place", "code"), [("长" * 200, "VLT-037"), ("gone/note", "VLT-038")])
def test_a_place_that_takes_no_file_is_told_and_left_as_it_was(tmp_path, place, code):
    with pytest.raises(ProblemError) as caught:
        write_durably(tmp_path / place, b"new")
    assert caught.value.problems[0].code == code
    assert list(tmp_path.iterdir()) == []


def test_bytes_are_on_disk_before_the_old_name_points_to_them(tmp_path, monkeypatch):
    """fsync of the file, then the rename, then fsync of the folder; any other order can lose both."""
    order = []
    whole_sync, whole_replace, whole_folder = module.os.fsync, Path.replace, module.sync_folder

    monkeypatch.setattr(module.os, "fsync", lambda number: (order.append("sync"), whole_sync(number)))
    monkeypatch.setattr(
        Path, "replace", lambda self, target: (order.append("rename"), whole_replace(self, target))
    )
    monkeypatch.setattr(module, "sync_folder", lambda path: (order.append("folder"), whole_folder(path)))
    write_durably(tmp_path / "note", b"new")
    assert order[:3] == ["sync", "rename", "folder"]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "VLT-019"),
        (errno.EFBIG, "VLT-019"),
        (errno.EACCES, "VLT-018"),
        (errno.EROFS, "VLT-018"),
        (errno.EIO, "VLT-024"),
        (errno.ENAMETOOLONG, "VLT-037"),
        (errno.EINVAL, "VLT-037"),
        (errno.ENOENT, "VLT-038"),
        (errno.ENOTDIR, "VLT-038"),
        (errno.EBUSY, None),
    ],
)
def test_what_the_disk_says_becomes_a_problem_a_user_can_mend(number, code):
    problem = storage_problem(OSError(number, "x"), Path("x"))
    assert (problem.code if problem else None) == code
