"""Making, opening and keeping open a vault."""

import datetime
import hmac
import threading
import time
from collections.abc import Callable
from pathlib import Path

from desktop.domain.accounts import (
    Right,
    Role,
    find_login_problem,
    find_password_problem,
    rights_of,
)
from desktop.domain.ids import UserId, new_id
from desktop.domain.problem import Problem, ProblemError
from desktop.domain.village import Village
from desktop.vault import keys
from desktop.vault.attempts import Attempts
from desktop.vault.destruction import destruction_problem, finish_destruction
from desktop.vault.envelope import Envelope, RecoveryWrap, UserWrap, read_envelope, write_envelope
from desktop.vault.folder import DataFolder, prepare, sync_folder, write_durably, writing_to
from desktop.vault.inspection import VaultUser, finish_restore_if_free, vault_user
from desktop.vault.interrupted import clear_unfinished
from desktop.vault.lock import FolderLock, acquire
from desktop.vault.recovery import RecoverySheet, code_of, new_secret, parse_code
from desktop.vault.suite import CURRENT_SUITE, SHIPPED_COST, KdfCost, Suite, get_suite, wipe

Clock = Callable[[], float]


class OpenVault:
    """An unlocked vault: the data key in memory and the folder's lock, until `close`.

    Its methods may be called from any thread. They change the envelope only; what a role may do is
    checked by the services.
    """

    def __init__(
        self,
        folder: DataFolder,
        lock: FolderLock,
        *,
        suite: Suite,
        envelope: Envelope,
        data_key: bytearray,
        user: VaultUser,
        cost: KdfCost,
        now: Clock,
    ) -> None:
        self.folder = folder
        self._lock = lock
        self._suite = suite
        self._envelope = envelope
        self._data_key = data_key
        self._user = user
        self._cost = cost
        self._now = now
        self._is_open = True
        self._guard = threading.RLock()

    @property
    def is_open(self) -> bool:
        """False after `close`."""
        return self._is_open

    @property
    def user(self) -> VaultUser:
        """Whose password opened the vault, or was last switched to."""
        return self._user

    @property
    def village(self) -> Village:
        """The village the vault belongs to."""
        return self._envelope.village

    @property
    def vault_id(self) -> str:
        """32 hexadecimal characters; tells backups of different offices apart."""
        return self._envelope.vault_id

    @property
    def suite(self) -> Suite:
        """The ciphers everything in this vault is made with."""
        return self._suite

    @property
    def users(self) -> tuple[VaultUser, ...]:
        """Everyone who can unlock, in the order they were added."""
        return tuple(vault_user(wrap) for wrap in self._envelope.users)

    def subkey(self, purpose: str) -> bytearray:
        """32 bytes for one purpose, such as ``register`` or ``blobs``; the caller wipes them."""
        with self._guard:
            self._require_open()
            return keys.subkey(self._suite, self._envelope, self._data_key, purpose)

    def add_user(self, login: str, role: Role, password: str) -> VaultUser:
        """Let one more person unlock.

        Raises:
            ProblemError: VLT-010 to VLT-015 for the login or password; VLT-018/019 nothing written.
        """
        with self._guard:
            self._require_open()
            if self._envelope.find_user(login) is not None:
                raise ProblemError(Problem("VLT-010", {"login": login.strip()}))
            wrap = self._new_wrap(UserId(new_id()), login, role, password)
            self._write(users=(*self._envelope.users, wrap))
            return vault_user(wrap)

    def replace_user(self, login: str, role: Role, password: str) -> VaultUser:
        """Give a person a new password and role at once; the role is bound to the wrap.

        Raises:
            ProblemError: VLT-002 no such login; VLT-022 nobody could manage users any more; VLT-012 to
                VLT-015 for the password.
        """
        with self._guard:
            self._require_open()
            old = self._get_wrap(login)
            wrap = self._new_wrap(old.user_id, old.login, role, password)
            users = tuple(wrap if each is old else each for each in self._envelope.users)
            _require_manager(users)
            self._write(users=users)
            if self._user.id == wrap.user_id:
                self._user = vault_user(wrap)
            return vault_user(wrap)

    def remove_user(self, login: str) -> VaultUser:
        """Take away a person's way in; their deeds stay under their name.

        Raises:
            ProblemError: VLT-002 no such login; VLT-023 it is the one at work; VLT-022 nobody could
                manage users any more.
        """
        with self._guard:
            self._require_open()
            old = self._get_wrap(login)
            if old.user_id == self._user.id:
                raise ProblemError(Problem("VLT-023", {"login": old.login}))
            users = tuple(each for each in self._envelope.users if each is not old)
            _require_manager(users)
            self._write(users=users)
            return vault_user(old)

    def change_password(self, old_password: str, new_password: str) -> None:
        """Change the password of the one at work; nothing else is encrypted anew.

        Raises:
            ProblemError: VLT-001 the old one is wrong; VLT-012 to VLT-015 for the new one.
        """
        with self._guard:
            self.check_password(old_password)
            self.replace_user(self._user.login, self._user.role, new_password)

    def check_password(self, password: str) -> None:
        """Return when it is the password of the one at work (auto-lock, reveal).

        Raises:
            ProblemError: VLT-001 wrong, VLT-003 wait first.
        """
        with self._guard:
            self._prove(self._get_wrap(self._user.login), password)

    def switch_user(self, login: str, password: str) -> VaultUser:
        """Let another person go on in the same open vault; only their password is asked.

        Raises:
            ProblemError: VLT-001 wrong, VLT-002 no such login, VLT-003 wait first; the one at work stays.
        """
        with self._guard:
            self._require_open()
            wrap = self._envelope.find_user(login)
            if wrap is None:
                self._attempts().check()
                self._attempts().failed()
                raise ProblemError(Problem("VLT-002", {"login": login.strip()}))
            self._prove(wrap, password)
            self._user = vault_user(wrap)
            return self._user

    def new_recovery_sheet(self) -> RecoverySheet:
        """A new sheet; the old one opens nothing any more."""
        with self._guard:
            self._require_open()
            secret = new_secret()
            try:
                wrap = keys.wrap_for_recovery(
                    self._suite, self.vault_id, self._data_key, secret, _iso(self._now())
                )
                self._write(recovery=wrap)
                return RecoverySheet(code_of(secret), self.village, self.vault_id, wrap.made_at)
            finally:
                wipe(secret)

    def finish_making(self) -> None:
        """Say that all parts of a new office are on disk."""
        with writing_to(self.folder.path):
            self.folder.unfinished.unlink(missing_ok=True)
            sync_folder(self.folder.path)

    def close(self) -> None:
        """Wipe the key and let go of the folder; a second call does nothing."""
        with self._guard:
            if self._is_open:
                self._is_open = False
                wipe(self._data_key)
                self._lock.release()

    def _require_open(self) -> None:
        if not self._is_open:
            raise RuntimeError("the vault is closed")

    def _get_wrap(self, login: str) -> UserWrap:
        wrap = self._envelope.find_user(login)
        if wrap is None:
            raise ProblemError(Problem("VLT-002", {"login": login.strip()}))
        return wrap

    def _attempts(self) -> Attempts:
        return Attempts(self.folder.attempts, self._now)

    def _prove(self, wrap: UserWrap, password: str) -> None:
        self._require_open()
        attempts = self._attempts()
        attempts.check()
        key = keys.unwrap_for_user(self._suite, self.vault_id, wrap, password)
        if key is None or not hmac.compare_digest(key, self._data_key):
            attempts.failed()
            raise ProblemError(Problem("VLT-001", {"login": wrap.login}))
        wipe(key)
        attempts.succeeded()

    def _new_wrap(self, user_id: UserId, login: str, role: Role, password: str) -> UserWrap:
        _require_good(login, password, self.village)
        return keys.wrap_for_user(
            self._suite,
            self.vault_id,
            self._data_key,
            user_id=user_id,
            login=login.strip(),
            role=role,
            password=password,
            cost=self._cost,
        )

    def _write(self, users: tuple[UserWrap, ...] | None = None, recovery: RecoveryWrap | None = None) -> None:
        changed = self._envelope._replace(
            serial=self._envelope.serial + 1,
            users=self._envelope.users if users is None else users,
            recovery=recovery or self._envelope.recovery,
        )
        changed = changed._replace(seal=keys.seal_of(self._suite, changed, self._data_key))
        write_envelope(self.folder, changed)
        self._envelope = changed


def create_vault(
    path: Path,
    village: Village,
    login: str,
    role: Role,
    password: str,
    *,
    cost: KdfCost = SHIPPED_COST,
    now: Clock = time.time,
) -> tuple[OpenVault, RecoverySheet]:
    """Make the vault of a new office and leave it open.

    Until `OpenVault.finish_making` is called the office counts as not made: a power cut in between
    leaves a folder in which it can be made anew.

    Args:
        path: Data folder; made when absent.
        village: The village it is for.
        login: First user, who must be able to manage users.
        role: Their role.
        password: Their password.
        cost: What a guess costs; another one than shipped is for tests.
        now: Seconds since the epoch.

    Returns:
        The open vault and the sheet to print; its code is kept nowhere.

    Raises:
        ProblemError: VLT-008 or VLT-028 something is there already; VLT-006 in use; VLT-011 to
            VLT-015 login or password; VLT-022 the role can't manage users; VLT-018 to VLT-020 the
            folder.
    """
    folder = DataFolder(path)
    _require_good(login, password, village)
    if Right.MANAGE_USERS not in rights_of(role):
        raise ProblemError(Problem("VLT-022"))
    _make_empty(folder)
    lock = acquire(folder)
    try:
        clear_unfinished(folder)
        _require_empty(folder)
        prepare(folder)
        suite = CURRENT_SUITE
        vault_id, data_key = keys.new_vault()
        made_at = _iso(now())
        secret = new_secret()
        wrap = keys.wrap_for_user(
            suite,
            vault_id,
            data_key,
            user_id=UserId(new_id()),
            login=login.strip(),
            role=role,
            password=password,
            cost=cost,
        )
        recovery = keys.wrap_for_recovery(suite, vault_id, data_key, secret, made_at)
        sheet = RecoverySheet(code_of(secret), village, vault_id, made_at)
        wipe(secret)
        write_durably(folder.unfinished, b"")
        envelope = Envelope(suite.id, vault_id, 1, village, (wrap,), recovery)
        envelope = envelope._replace(seal=keys.seal_of(suite, envelope, data_key))
        write_envelope(folder, envelope)
    except BaseException:
        lock.release()
        raise
    return _open(folder, lock, cost, now, lambda _, made: (made.users[0], data_key)), sheet


def _make_empty(folder: DataFolder) -> None:
    """Make the folder itself; raises VLT-008, VLT-018, VLT-019 or VLT-028."""
    _require_empty(folder)
    with writing_to(folder.path):
        folder.path.mkdir(parents=True, exist_ok=True)


def unlock(
    path: Path,
    login: str,
    password: str,
    *,
    cost: KdfCost = SHIPPED_COST,
    now: Clock = time.time,
) -> OpenVault:
    """Open a vault with a user's password.

    Args:
        path: Data folder.
        login: Whatever its case or width.
        password: As typed.
        cost: For passwords set while it is open; another one than shipped is for tests.
        now: Seconds since the epoch.

    Raises:
        ProblemError: VLT-001 wrong password; VLT-002 no such user; VLT-003 wait; VLT-004, VLT-007,
            VLT-026 damaged or altered envelope; VLT-005, VLT-009 newer; VLT-006 in use; VLT-018 to
            VLT-020 the folder; VLT-025 too little memory.
    """
    folder, lock = _take(path)
    attempts = Attempts(folder.attempts, now)

    def find_key(suite: Suite, envelope: Envelope) -> tuple[UserWrap, bytearray]:
        attempts.check()
        wrap = envelope.find_user(login)
        if wrap is None:
            attempts.failed()
            raise ProblemError(Problem("VLT-002", {"login": login.strip()}))
        data_key = keys.unwrap_for_user(suite, envelope.vault_id, wrap, password)
        if data_key is None:
            attempts.failed()
            raise ProblemError(Problem("VLT-001", {"login": wrap.login}))
        attempts.succeeded()
        return wrap, data_key

    return _open(folder, lock, cost, now, find_key)


def recover(
    path: Path,
    code: str,
    login: str,
    new_password: str,
    *,
    cost: KdfCost = SHIPPED_COST,
    now: Clock = time.time,
) -> OpenVault:
    """Open a vault with the recovery sheet and give a user a new password.

    The sheet stays valid; print a new one when it may have been seen.

    Raises:
        ProblemError: VLT-016, VLT-017 the code was copied wrongly; VLT-030 it is of another vault or
            an older sheet; VLT-002 no such user; VLT-012 to VLT-015 the password; else as `unlock`.
    """
    secret = parse_code(code)

    def find_key(suite: Suite, envelope: Envelope) -> tuple[UserWrap, bytearray]:
        wrap = envelope.find_user(login)
        if wrap is None:
            raise ProblemError(Problem("VLT-002", {"login": login.strip()}))
        data_key = keys.unwrap_for_recovery(suite, envelope.vault_id, envelope.recovery, secret)
        if data_key is None:
            raise ProblemError(Problem("VLT-030"))
        return wrap, data_key

    try:
        folder, lock = _take(path)
        vault = _open(folder, lock, cost, now, find_key)
        try:
            vault.replace_user(vault.user.login, vault.user.role, new_password)
            Attempts(folder.attempts, now).succeeded()
        except BaseException:
            vault.close()
            raise
        return vault
    finally:
        wipe(secret)


def _take(path: Path) -> tuple[DataFolder, FolderLock]:
    """A folder that holds a vault, taken for this program."""
    folder = DataFolder(path)
    _require_made(folder)
    finish_restore_if_free(folder)
    read_envelope(folder)  # a folder without one is left as it is
    return folder, acquire(folder)


def _open(
    folder: DataFolder,
    lock: FolderLock,
    cost: KdfCost,
    now: Clock,
    find_key: Callable[[Suite, Envelope], tuple[UserWrap, bytearray]],
) -> OpenVault:
    """The vault of a folder that is taken, which it is no longer when this fails.

    Args:
        folder: Holds an envelope.
        lock: Handed over to the open vault.
        cost: For passwords set while it is open.
        now: Seconds since the epoch.
        find_key: Whoever is at work and the data key; raises when there is no way to it.
    """
    data_key = bytearray()
    try:
        found = read_envelope(folder)
        envelope, suite = found.envelope, get_suite(found.envelope.suite)
        wrap, data_key = find_key(suite, envelope)
        if not keys.is_sealed_by(suite, envelope, data_key):
            raise ProblemError(Problem("VLT-026", {"path": str(folder.path)}))
        prepare(folder)
        if found.warnings:
            write_envelope(folder, envelope)
        return OpenVault(
            folder,
            lock,
            suite=suite,
            envelope=envelope,
            data_key=data_key,
            user=vault_user(wrap),
            cost=cost,
            now=now,
        )
    except BaseException:
        wipe(data_key)
        lock.release()
        raise


def _require_good(login: str, password: str, village: Village) -> None:
    problems = [
        problem
        for problem in (
            find_login_problem(login),
            find_password_problem(password, login, village.name, village.town, "村情通"),
        )
        if problem is not None
    ]
    if problems:
        raise ProblemError(problems)


def _require_manager(users: tuple[UserWrap, ...]) -> None:
    if not any(Right.MANAGE_USERS in rights_of(wrap.role) for wrap in users):
        raise ProblemError(Problem("VLT-022"))


def _require_empty(folder: DataFolder) -> None:
    if folder.unfinished.exists():
        return
    if folder.envelope.exists() or folder.envelope_copy.exists():
        raise ProblemError(Problem("VLT-008", {"path": str(folder.path)}))
    if folder.register.exists():
        raise ProblemError(Problem("VLT-028", {"path": str(folder.path)}))


def _require_made(folder: DataFolder) -> None:
    destroyed = destruction_problem(folder)
    if destroyed is not None:
        finish_destruction(folder)
        raise ProblemError(destroyed)
    if folder.unfinished.exists():
        raise ProblemError(Problem("VLT-007", {"path": str(folder.path)}))


def _iso(seconds: float) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).isoformat(timespec="seconds")
