"""The data folder: what lies where, and writes that survive a power cut."""

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from desktop.domain.problem import ProblemError
from desktop.storage_problem import storage_problem

BACKUP_SUFFIX = ".cqb"


class DataFolder(NamedTuple):
    """Names inside one office's data folder; nothing is opened or made by asking for them."""

    path: Path

    @property
    def envelope(self) -> Path:
        """Key envelope: village, users, wrapped data key."""
        return self.path / "vault.json"

    @property
    def envelope_copy(self) -> Path:
        """Second copy of the envelope, used when the first is torn."""
        return self.path / "vault.copy.json"

    @property
    def register(self) -> Path:
        """Encrypted household register."""
        return self.path / "register.db"

    @property
    def has_register(self) -> bool:
        """Whether the register is there; an empty file is none, though SQLite would take it for new."""
        return self.register.exists() and self.register.stat().st_size > 0

    @property
    def backups(self) -> Path:
        """Folder of the backups made on this disk."""
        return self.path / "backups"

    @property
    def blobs(self) -> Path:
        """Folder of the encrypted attachments."""
        return self.path / "blobs"

    @property
    def logs(self) -> Path:
        """Folder of the program's log files."""
        return self.path / "logs"

    @property
    def lock(self) -> Path:
        """File whose lock says that a program has the folder open."""
        return self.path / ".lock"

    @property
    def holder(self) -> Path:
        """Note of which program holds the lock."""
        return self.path / ".holder.json"

    @property
    def attempts(self) -> Path:
        """Count of failed passwords."""
        return self.path / ".attempts.json"

    @property
    def unfinished(self) -> Path:
        """Mark of an office whose making was interrupted: nobody has used it, it may be made anew."""
        return self.path / ".unfinished"

    @property
    def incoming(self) -> Path:
        """Folder of a checked backup on its way into the data folder."""
        return self.path / "incoming"

    @property
    def restoring(self) -> Path:
        """Note of a restore under way; a restore that was cut short goes on from it."""
        return self.path / ".restoring.json"

    @property
    def restored(self) -> Path:
        """Mark of a register that came out of a backup: the county must not take it for the lost one."""
        return self.path / ".restored"

    @property
    def destroyed(self) -> Path:
        """Note of who had the keys of this office destroyed, and when."""
        return self.path / ".destroyed.json"

    @property
    def scratch(self) -> Path:
        """Folder for work in progress on encrypted files; emptied when the vault opens."""
        return self.path / "scratch"


@contextlib.contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn what keeps the disk from being written into a problem naming ``path``, see `storage_problem`."""
    try:
        yield
    except OSError as error:
        problem = storage_problem(error, path)
        if problem is None:
            raise
        raise ProblemError(problem) from error


def sync_folder(path: Path) -> None:
    """Make renames inside a folder durable; Windows offers no such call and needs none on NTFS."""
    if sys.platform != "win32":
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A stream whose bytes become ``path`` at the end, all or nothing.

    They are written beside it, synced to disk, and renamed over it. When the block raises, the old
    file stays and the new bytes are gone.

    Raises:
        ProblemError: As told by `storage_problem`.
    """
    import tempfile  # late: looking at a folder writes nothing

    with writing_to(path):
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "w+b") as stream:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
            _rename_over(temporary, path)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)


def _rename_over(temporary: Path, path: Path) -> None:
    # On Windows a virus scanner that looks at the old file makes the rename fail for a moment.
    for wait_s in (0.05, 0.1, 0.2, 0.4) if sys.platform == "win32" else ():
        try:
            temporary.replace(path)
        except PermissionError:
            time.sleep(wait_s)
        else:
            return
    temporary.replace(path)


def write_durably(path: Path, data: bytes) -> None:
    """Replace a file's contents, all or nothing, surviving a power cut after the call returned."""
    with replacing(path) as stream:
        stream.write(data)


def prepare(folder: DataFolder) -> None:
    """Make the folder and its parts, and leave no half-written files of an earlier run.

    Raises:
        ProblemError: VLT-018 or VLT-019.
    """
    import shutil

    with writing_to(folder.path):
        for part in (folder.path, folder.backups, folder.blobs, folder.logs):
            part.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(folder.scratch, ignore_errors=True)
        for pattern in (".*.new", "backups/.*.new", "blobs/??/.*.new"):
            for leftover in folder.path.glob(pattern):
                leftover.unlink(missing_ok=True)


def read_note(path: Path) -> dict[str, object]:
    """A small JSON note of our own; empty when absent or unreadable, since nothing depends on it."""
    try:
        note = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


_NETWORK_FILE_SYSTEMS = frozenset(
    "nfs nfs4 cifs smb smb3 smbfs ncpfs afs ceph glusterfs davfs fuse.davfs2 fuse.rclone fuse.sshfs".split()
)


def is_on_network(path: Path) -> bool:
    """Whether a folder lies on another machine, where the register's write-ahead log isn't safe.

    Source:
        SQLite documentation, "Write-Ahead Logging": all processes must be on the same host.
    """
    full = str(path.absolute())
    if sys.platform == "win32":
        import ctypes

        drive_remote = 4
        shared = ctypes.windll.kernel32.GetDriveTypeW(full[:3]) == drive_remote
        is_remote = full.startswith("\\\\") or shared
    else:
        mounts = Path("/proc/self/mounts")
        listed = mounts.read_text(encoding="utf-8", errors="replace") if mounts.exists() else ""
        is_remote = file_system_of(path.absolute(), listed) in _NETWORK_FILE_SYSTEMS
    return is_remote


def file_system_of(path: Path, mounts: str) -> str:
    """Kind of file system a path lies on, by the lines of ``/proc/self/mounts``; empty when unknown."""
    full = str(path)
    best, kind = "", ""
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1].replace("\\040", " ")
        is_above = full == point or full.startswith(point.rstrip("/") + "/")
        if is_above and len(point) >= len(best):  # of two mounts on one place the later one shows
            best, kind = point, parts[2]
    return kind
