"""What can be said about a data folder without a password: the way to the first window.

Nothing is imported here that only an unlocked vault needs.
"""

from enum import Enum
from pathlib import Path
from typing import NamedTuple

from desktop.domain.accounts import Role
from desktop.domain.ids import UserId
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.village import Village
from desktop.vault.envelope import UserWrap, read_envelope
from desktop.vault.folder import DataFolder
from desktop.vault.lock import Holder, acquire, find_holder, in_use_problem
from desktop.vault.suite import get_suite


class VaultUser(NamedTuple):
    """Someone with a password, as the envelope knows them; names for people are in the register."""

    id: UserId
    login: str
    role: Role


class FolderState(Enum):
    """What a data folder can be found as."""

    EMPTY = "empty"  # a new office can be made here
    READY = "ready"  # asks for a password
    IN_USE = "in_use"  # another program has it
    NEWER = "newer"  # a later program wrote it
    DAMAGED = "damaged"  # restore a backup


class FolderReport(NamedTuple):
    """What can be said about a data folder without a password.

    Attributes:
        users: Everyone who can unlock, in the order they were added; empty unless READY or IN_USE.
        problems: Why the folder can't be used, or hints; a sentence each.
    """

    folder: DataFolder
    state: FolderState
    village: Village | None = None
    users: tuple[VaultUser, ...] = ()
    holder: Holder | None = None
    problems: tuple[Problem, ...] = ()


def inspect(path: Path) -> FolderReport:
    """Look at a data folder without a password; finishes a restore that was cut short, no more."""
    folder = DataFolder(path)
    if folder.destroyed.exists():
        return _destroyed(folder)
    try:
        finish_restore_if_free(folder)
    except ProblemError as error:
        return FolderReport(folder, FolderState.DAMAGED, problems=error.problems)
    if folder.unfinished.exists():
        return FolderReport(folder, FolderState.EMPTY)
    try:
        found = read_envelope(folder, is_only_shown=True)
        get_suite(found.envelope.suite)
    except ProblemError as error:
        code = error.problems[0].code
        if code == "VLT-007" and not folder.has_register:
            return FolderReport(folder, FolderState.EMPTY)
        if code in {"VLT-005", "VLT-009"}:
            return FolderReport(folder, FolderState.NEWER, problems=error.problems)
        problem = Problem("VLT-028", {"path": str(path)}) if code == "VLT-007" else error.problems[0]
        return FolderReport(folder, FolderState.DAMAGED, problems=(problem,))
    users = tuple(vault_user(wrap) for wrap in found.envelope.users)
    village = found.envelope.village
    if not folder.has_register:
        problem = Problem("VLT-021", {"path": str(path)})
        return FolderReport(folder, FolderState.DAMAGED, village, users, problems=(problem,))
    holder = find_holder(folder)
    if holder is not None:
        return FolderReport(folder, FolderState.IN_USE, village, users, holder, (in_use_problem(holder),))
    return FolderReport(folder, FolderState.READY, village, users, problems=found.warnings)


def _destroyed(folder: DataFolder) -> FolderReport:
    from desktop.vault.destruction import destruction_problem, finish_destruction  # late: hardly ever needed

    problem = destruction_problem(folder)
    assert problem is not None
    finish_destruction(folder)
    return FolderReport(folder, FolderState.DAMAGED, problems=(problem,))


def vault_user(wrap: UserWrap) -> VaultUser:
    """The user a wrap is for."""
    return VaultUser(wrap.user_id, wrap.login, wrap.role)


def finish_restore_if_free(folder: DataFolder) -> None:
    """End a restore that was cut short, unless the program that restores is still at it."""
    if folder.restoring.exists() and find_holder(folder) is None:
        from desktop.vault.interrupted import finish_restore  # late: hardly any start needs it

        lock = acquire(folder)
        try:
            finish_restore(folder)
        finally:
            lock.release()
