"""One program at a time has the data folder open."""

import json
import os
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.problem import Problem, ProblemError
from desktop.vault.folder import DataFolder, is_on_network, read_note, writing_to

if TYPE_CHECKING:
    from filelock import BaseFileLock


class Holder(NamedTuple):
    """The program that has a folder open; empty parts are unknown."""

    computer: str = ""
    process: int = 0
    since_at: str = ""


class FolderLock:
    """Holds a data folder until released, or until the process ends in whatever way."""

    def __init__(self, lock: "BaseFileLock", folder: DataFolder) -> None:
        self._lock = lock
        self._folder = folder

    def release(self) -> None:
        """Let others open the folder; a second call does nothing."""
        if self._lock.is_locked:
            self._folder.holder.unlink(missing_ok=True)
            self._lock.release()


def load_lock() -> None:
    """Import what taking a folder needs; else that is imported at the first taking."""
    import datetime  # noqa: F401 - imported only
    import socket  # noqa: F401 - imported only

    import filelock  # noqa: F401


def find_holder(folder: DataFolder) -> Holder | None:
    """Who has the folder open, or None when nobody has."""
    # Whoever takes the folder leaves a note and removes it when done; after a kill the lock tells.
    if not folder.holder.exists():
        return None
    from filelock import Timeout  # late: the way to the first window seldom needs it

    lock = _file_lock(folder)
    try:
        with lock.acquire(timeout=0):
            return None
    except Timeout:
        return _read_holder(folder)
    except OSError:  # a folder that can't be written to can't be held either
        return None


def acquire(folder: DataFolder) -> FolderLock:
    """Take the folder for this program.

    Raises:
        ProblemError: VLT-006 another program has it; VLT-020 it lies on a network drive; VLT-018 it
            can't be written to.
    """
    if is_on_network(folder.path):
        raise ProblemError(Problem("VLT-020", {"path": str(folder.path)}))
    import socket

    from filelock import Timeout

    lock = _file_lock(folder)
    with writing_to(folder.path):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise ProblemError(in_use_problem(_read_holder(folder))) from None
        try:
            note = Holder(socket.gethostname(), os.getpid(), _now())
            folder.holder.write_text(
                json.dumps({"computer": note.computer, "process": note.process, "since_at": note.since_at}),
                encoding="utf-8",
            )
        except BaseException:
            lock.release()
            raise
    return FolderLock(lock, folder)


def in_use_problem(holder: Holder) -> Problem:
    """The refusal of a second writer."""
    since = ""
    if holder.since_at:
        import datetime

        moment = datetime.datetime.fromisoformat(holder.since_at).astimezone()
        since = f"{moment:%m-%d %H:%M}"
    return Problem(
        "VLT-006", {"computer": holder.computer or "本机", "process": str(holder.process), "since": since}
    )


def _file_lock(folder: DataFolder) -> "BaseFileLock":
    from filelock import FileLock

    # A lock of the operating system, which dies with its process; the library's substitute for
    # file systems without locks would outlive a kill and lock the office out.
    return FileLock(folder.lock, thread_local=False, fallback_to_soft=False, preserve_lock_file=True)


def _now() -> str:
    import datetime  # late: a folder that nobody holds tells no time

    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _read_holder(folder: DataFolder) -> Holder:
    import datetime

    note = read_note(folder.holder)
    try:
        return Holder(
            str(note.get("computer", ""))[:64],
            int(str(note.get("process", 0))),
            datetime.datetime.fromisoformat(str(note.get("since_at", ""))).isoformat(),
        )
    except ValueError:
        return Holder()
