"""Making, opening and recovering an office: vault, register and the person at work together."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from db.connection import Connection
from db.store import Store
from desktop.domain.accounts import Role
from desktop.domain.ids import RecordId
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.village import Village
from desktop.services.office import Office, User
from desktop.vault.inspection import VaultUser
from desktop.vault.lock import load_lock
from desktop.vault.recovery import RecoverySheet
from desktop.vault.suite import SHIPPED_COST, KdfCost, load_ciphers, wipe
from desktop.vault.unlock import OpenVault, create_vault, recover, unlock
from desktop.version import VERSION

Clock = Callable[[], datetime]


def load_libraries() -> None:
    """Import the ciphers and the lock now, in any thread, so that opening an office only has to compute."""
    load_lock()
    load_ciphers()


def create_office(
    path: Path,
    village: Village,
    login: str,
    display_name: str,
    role: Role,
    password: str,
    *,
    cost: KdfCost = SHIPPED_COST,
    clock: Clock | None = None,
) -> tuple[Office, RecoverySheet]:
    """Make a new, empty office and sign its first user in.

    Killed at any moment, it leaves either a finished office or a folder in which one can be made.

    Args:
        path: Data folder, absent, empty or without an office.
        village: The village it is for.
        login: First user's login; their role must be able to manage users.
        display_name: First user's name as shown and printed.
        role: Their role.
        password: Their password.
        cost: What a password guess costs; another one than shipped is for tests.
        clock: The present moment, UTC; the PC's clock unless handed in.

    Returns:
        The open office, and the recovery sheet to print now or never.

    Raises:
        ProblemError: As `desktop.vault.unlock.create_vault` and `Store.open`.
    """
    now = clock or _now
    vault, sheet = create_vault(
        path, village, login, role, password, cost=cost, now=lambda: now().timestamp()
    )
    office = _enter(vault, display_name, now, "create")
    vault.finish_making()
    return office, sheet


def open_office(
    path: Path,
    login: str,
    password: str,
    *,
    job: JobHandle | None = None,
    cost: KdfCost = SHIPPED_COST,
    clock: Clock | None = None,
) -> Office:
    """Open an office with a password; the sign-in is logged.

    A register of an older program is backed up before it is brought up to date. Takes as long as one
    guess costs (about a third of a second) and belongs off the GUI thread.

    Args:
        path: Data folder.
        login: Whose password it is.
        password: Theirs.
        job: Told one of two steps when the password is right, the register answers and is of this program;
            what is left takes a tenth of the time.
        cost: What a password guess costs; another one than shipped is for tests.
        clock: The present moment, UTC; the PC's clock unless handed in.

    Raises:
        ProblemError: As `desktop.vault.unlock.unlock` and `Store.open`; VLT-021 the register is missing;
            BAK-004 no room for the backup before a migration, nothing was changed.
    """
    now = clock or _now
    vault = unlock(path, login, password, cost=cost, now=lambda: now().timestamp())
    told = job or NoJob()
    return _enter(_with_register(vault), "", now, "sign_in", lambda: told.report(1, 2))


def recover_office(
    path: Path,
    code: str,
    login: str,
    new_password: str,
    *,
    cost: KdfCost = SHIPPED_COST,
    clock: Clock | None = None,
) -> Office:
    """Open an office with the recovery sheet and set a user's password anew; both are logged.

    Raises:
        ProblemError: As `desktop.vault.unlock.recover` and `Store.open`; VLT-021 the register is missing.
    """
    now = clock or _now
    vault = recover(path, code, login, new_password, cost=cost, now=lambda: now().timestamp())
    return _enter(_with_register(vault), "", now, "recover")


def sign_in(office: Office, user: VaultUser, display_name: str = "") -> Office:
    """The same office with a user at work whose account is in step with the vault.

    The vault's envelope is what counts for login and role; a missing account (the power failed
    between the two writes) is made.
    """
    with office.store.reading() as connection:
        row = connection.execute(
            "SELECT login, display_name, role, active FROM account WHERE id = ?", (user.id,)
        ).fetchone()
    name = display_name or (row[1] if row else user.login)
    signed = User(user.id, user.login, name, user.role)
    entered = office.as_user(signed, office.vault)
    wanted = {"login": user.login, "display_name": name, "role": user.role.value, "active": 1}
    if row is None:
        with entered.change("system", "登记用户") as work:
            work.insert("account", dict(wanted), RecordId(user.id))
    elif tuple(row) != tuple(wanted.values()):
        with entered.change("system", "更新用户") as work:
            work.update("account", user.id, dict(wanted))
    return entered


def _enter(
    vault: OpenVault,
    display_name: str,
    clock: Clock,
    kind: str,
    found_current: Callable[[], None] = lambda: None,
) -> Office:
    store: Store | None = None
    key = vault.subkey("register")
    try:
        store = Store.open(
            vault.folder.register,
            bytes(key),
            partial(_back_up_before_migration, vault, clock),
            found_current,
        )
        nobody = User(vault.user.id, vault.user.login, display_name, vault.user.role)
        if vault.folder.restored.exists():
            _begin_new_epoch(store)
            vault.folder.restored.unlink()
        office = sign_in(Office(store, vault, nobody, clock), vault.user, display_name)
        office.log_access(kind)
    except BaseException:
        if store is not None:
            store.close()
        vault.close()
        raise
    finally:
        wipe(key)
    return office


def _begin_new_epoch(store: Store) -> None:
    """Tell the county at the next exchange that this file came out of a backup."""
    from sync.village.identity import begin_new_epoch  # late: hardly any start needs it

    with store.local_writing() as connection:
        begin_new_epoch(connection)


def _back_up_before_migration(vault: OpenVault, clock: Clock, connection: Connection) -> None:
    from desktop.vault.backup import Reason, make_backup  # late: hardly any start needs it

    connection.execute("BEGIN")
    try:
        make_backup(
            connection,
            vault,
            vault.folder.backups,
            reason=Reason.BEFORE_MIGRATION,
            program=VERSION,
            now=clock(),
            job=NoJob(),
        )
    finally:
        connection.execute("ROLLBACK")


def _with_register(vault: OpenVault) -> OpenVault:
    # Opening makes an absent or empty file anew, and an empty register beside an old envelope would look like
    # everything was lost.
    if not vault.folder.has_register:
        vault.close()
        raise ProblemError(Problem("VLT-021", {"path": str(vault.folder.path)}))
    return vault


def _now() -> datetime:
    return datetime.fromtimestamp(time.time(), UTC)
