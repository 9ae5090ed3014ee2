"""Backups as the office meets them: by the clock, before risk, to a second place, proven every week."""

import datetime
import json
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Place, Problem, ProblemError, Severity
from desktop.services.attachments.upkeep import sweep
from desktop.services.office import Office
from desktop.services.settings import load_settings, save_settings
from desktop.vault import backup as files
from desktop.vault.backup import ATTACHMENTS, BackupFile, Manifest, Reason
from desktop.vault.folder import writing_to
from desktop.vault.proof import Proof, prove
from desktop.vault.restore import Restored, restore
from desktop.vault.rotation import to_keep
from desktop.version import VERSION

__all__ = [
    "BackupFile",
    "BackupReport",
    "BackupSchedule",
    "BackupStatus",
    "DueWork",
    "Manifest",
    "Proof",
    "ProofReport",
    "Reason",
    "Restored",
    "backup_status",
    "describe_backup",
    "list_backups",
    "make_backup",
    "make_backup_if_changed",
    "prove_backup",
    "prove_newest",
    "require_restore",
    "restore_backup",
    "set_second_place",
]

PROOF_DAYS = 7
LATE_PROOF_DAYS = 8
LATE_SECOND_DAYS = 7
SHRUNK_BELOW = 0.7
_RETRY_MINUTES = 10
_FAILED_PROOF_DAYS = 1
_PROOF_KEY = "backup.proof"
_SECOND_KEY = "backup.second"
_FULL = frozenset({"BAK-004", "VLT-019", "STO-004", "STO-007"})

# Two backups at once would only fight for the disk; the timer and the import wizard may meet.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup did.

    Attributes:
        file: The backup in the data folder, or where it was asked for.
        second: Its copy in the second place, or None when none is set or it can't be reached.
        warnings: BAK-007 much smaller than the one before; BAK-008, BAK-016 or BAK-017 no copy in the
            second place, because it isn't there, is full, or can't be written to.
    """

    file: BackupFile
    second: Path | None
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """What the status line says about backups; moments are UTC, None is never.

    A failed proof doesn't take the date of the last good one away: both are told.

    Attributes:
        newest: Newest backup in the data folder.
        second_place: Folder for copies, None when none is set.
        second_at: When the last copy went there.
        lacks_newest: Whether the second place lacks the newest backup.
        is_second_late: Whether it lacks what a week of backups held.
        proven_at: When a backup was last proven by restoring it.
        proof_problems: What the last proof found; empty when it was good.
        is_proof_late: Whether more than 8 days have passed without a good proof.
    """

    newest: BackupFile | None
    second_place: Path | None
    second_at: datetime.datetime | None
    lacks_newest: bool
    is_second_late: bool
    proven_at: datetime.datetime | None
    proof_problems: tuple[Problem, ...]
    is_proof_late: bool


@dataclass(frozen=True, slots=True)
class ProofReport:
    """What became of the newest backup's proof.

    Attributes:
        proof: Of the backup that is the newest now.
        damaged: Proof of the backup in whose stead it was made, because that one could not be relied
            on; None when the newest backup was good.
    """

    proof: Proof
    damaged: Proof | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What to tell people: nothing, BAK-018 a damaged backup was replaced, or what is wrong with both."""
        if self.damaged is None or not self.proof.is_proven:
            return self.proof.problems
        file = self.damaged.problems[0].values.get("file", "")
        return (Problem("BAK-018", {"file": file}, severity=Severity.WARNING),)


@dataclass(frozen=True, slots=True)
class DueWork:
    """What a look at the clock led to.

    Attributes:
        backup: The backup that was due; None when none was, or nothing had changed.
        told: What people have to know and were not told since the program was opened.
    """

    backup: BackupReport | None
    told: tuple[Problem, ...] = ()


class BackupSchedule:
    """Says when the next backup or proof is due; the window's timer asks every minute.

    It keeps no clock of its own: due moments come from the files and the register, so that a PC that was
    asleep or a program that was killed catches up.
    """

    def __init__(self, office: Office) -> None:
        self._office = office
        self._opened_at = office.clock()
        self._unchanged_at: datetime.datetime | None = None  # when there was nothing to back up
        self._tried_at: datetime.datetime | None = None
        self._told: frozenset[str] = frozenset()

    def is_backup_due(self, now: datetime.datetime) -> bool:
        """Whether the time since the newest backup is over; since opening where there is none.

        What a killed program had not backed up is therefore due as soon as it is opened again. After a
        failure the next try is 10 minutes later.
        """
        minutes = load_settings(self._office).backup_minutes
        newest = next(iter(files.list_backups(self._office.vault.folder.backups)), None)
        known = [moment for moment in (newest and newest.made_at, self._unchanged_at) if moment]
        last = max(known, default=self._opened_at)
        if last > now:  # the clock was set back; don't wait for it to catch up
            last = self._opened_at = min(self._opened_at, now)
        if self._tried_at and now - self._tried_at < datetime.timedelta(minutes=_RETRY_MINUTES):
            return False
        return now - last >= datetime.timedelta(minutes=minutes)

    def is_proof_due(self, now: datetime.datetime) -> bool:
        """Whether a week has passed since the last proof and there is a backup to prove.

        After a failed one the next backup is proven, and the same one again after a day.
        """
        newest = next(iter(list_backups(self._office)), None)
        if newest is None:
            return False
        last = _recall_proof(self._office)
        if last.at is None or last.at > now:  # never, or the clock was set back
            return True
        if last.problems and last.file != newest.path.name:
            return True
        days = _FAILED_PROOF_DAYS if last.problems else PROOF_DAYS
        return now - last.at >= datetime.timedelta(days=days)

    def run_due(self, job: JobHandle) -> DueWork:
        """Make the backup and the proof that are due now.

        With the weekly proof goes the sweep of attachments that nothing names any more. A stick that
        is away is told once until it has been there again, not every half hour.

        Raises:
            ProblemError: As `make_backup`.
            Cancelled: By the job.
        """
        now = self._office.clock()
        report = None
        problems: tuple[Problem, ...] = ()
        if self.is_backup_due(now):
            self._tried_at = now
            report = make_backup_if_changed(self._office, Reason.AUTO, job)
            if report is None:
                self._unchanged_at = now
            else:
                known, self._told = self._told, frozenset(problem.code for problem in report.warnings)
                problems = tuple(problem for problem in report.warnings if problem.code not in known)
            self._tried_at = None
        if self.is_proof_due(now):
            sweep(self._office, now)
            problems += prove_newest(self._office, job).problems
        return DueWork(report, problems)


def make_backup(
    office: Office, reason: Reason = Reason.MANUAL, job: JobHandle | None = None, target: Path | None = None
) -> BackupReport:
    """Back the office up now, copy it to the second place, and delete what has outlived its use.

    Args:
        office: The open office.
        reason: Why; an asked-for one needs the right, one by rule doesn't.
        job: Told the progress; may cancel.
        target: A file to take away (a stick, another PC): attachments inside, no rotation, no copy.

    Returns:
        Where it lies, and what to look at. Being unable to reach the second place is a warning.

    Raises:
        ProblemError: SYS-403; BAK-004 the disk is full; BAK-005 it can't be written to.
        Cancelled: By the job; nothing is left.
    """
    if reason is Reason.MANUAL:
        office.require(Right.BACKUP)
    with _one_at_a_time:
        return _make(office, reason, job or NoJob(), target)


def make_backup_if_changed(office: Office, reason: Reason, job: JobHandle) -> BackupReport | None:
    """As `make_backup`, unless the newest backup holds every change already.

    Then only its copy is made up for, when the second place was away and is there again.
    """
    newest = next(iter(files.list_backups(office.vault.folder.backups)), None)
    if newest is not None:
        try:
            held = files.read_manifest(newest.path).change_seq
        except ProblemError:
            held = -1
        with office.store.reading() as connection:
            last = connection.execute("SELECT max(seq) FROM change").fetchone()[0] or 0
        if held == last:
            with _one_at_a_time:
                _make_up_for_copy(office, newest)
            return None
    return make_backup(office, reason, job)


def list_backups(office: Office) -> tuple[BackupFile, ...]:
    """The backups in the data folder, newest first."""
    return files.list_backups(office.vault.folder.backups)


def describe_backup(file: Path) -> Manifest:
    """What a backup says of itself; needs no password.

    Raises:
        ProblemError: BAK-001 to BAK-003.
    """
    return files.read_manifest(file)


def set_second_place(office: Office, place: Path | None) -> None:
    """Choose the folder that gets a copy of each backup, or none; it gets the newest one at once.

    Raises:
        ProblemError: SYS-403; BAK-005 it isn't there or can't be written to; BAK-009 it lies in the data
            folder itself.
    """
    office.require(Right.SETTINGS)
    if place is not None:
        place = place.absolute()
        if place.is_relative_to(office.vault.folder.path.absolute()):
            raise ProblemError(Problem("BAK-009", {"path": str(place)}))
        _try_out(place)
    save_settings(office, second_backup_folder="" if place is None else str(place))
    _forget(office, _SECOND_KEY)  # what another place has does not count here
    newest = next(iter(list_backups(office)), None)
    if newest is not None:
        with _one_at_a_time:
            _make_up_for_copy(office, newest)


def prove_newest(office: Office, job: JobHandle | None = None) -> ProofReport:
    """Restore the newest backup into a scratch folder, compare it, and keep the result.

    Where it can't be relied on, another backup is made at once and proven in its stead, whether
    anything changed or not: nobody has to be told first that the office is without a backup.

    Raises:
        ProblemError: BAK-015 there is no backup; as `make_backup`.
        Cancelled: By the job; no result is kept.
    """
    newest = next(iter(list_backups(office)), None)
    if newest is None:
        raise ProblemError(Problem("BAK-015"))
    proof = prove_backup(office, newest.path, job)
    if proof.is_proven:
        return ProofReport(proof)
    if proof.manifest is not None:
        place = office.vault.folder.backups
        files.drop_damaged_attachments(place / ATTACHMENTS, proof.manifest.attachments)
    renewed = make_backup(office, Reason.AUTO, job)
    return ProofReport(prove_backup(office, renewed.file.path, job), proof)


def prove_backup(office: Office, file: Path, job: JobHandle | None = None) -> Proof:
    """Restore one backup into a scratch folder, compare it, and keep the result for the status line."""
    proof = prove(file, office.vault, job or NoJob())
    now = office.clock()
    proven_at = now if proof.is_proven else _recall_proof(office).proven_at
    _remember(
        office,
        _PROOF_KEY,
        {
            "at": now.isoformat(timespec="seconds"),
            "file": file.name,
            "problems": [[problem.code, dict(problem.values)] for problem in proof.problems],
            "proven_at": proven_at.isoformat(timespec="seconds") if proven_at else None,
        },
    )
    return proof


def backup_status(office: Office) -> BackupStatus:
    """What the status line says; reads two rows and one folder."""
    found = list_backups(office)
    proof, second = _recall_proof(office), _recall(office, _SECOND_KEY)
    second_at = _moment(second.get("at"))
    place = load_settings(office).second_backup_folder
    now = office.clock()
    oldest = found[-1].made_at if found else now
    copied = next((n for n, file in enumerate(found) if file.path.name == second.get("file")), len(found))
    lacking = [file.made_at for file in found[:copied] if second_at is None or file.made_at >= second_at]
    return BackupStatus(
        newest=found[0] if found else None,
        second_place=Path(place) if place else None,
        second_at=second_at,
        lacks_newest=bool(place and lacking),
        is_second_late=bool(place and lacking)
        and now - min(lacking) > datetime.timedelta(days=LATE_SECOND_DAYS),
        proven_at=proof.proven_at,
        proof_problems=proof.problems,
        is_proof_late=now - (proof.proven_at or oldest) > datetime.timedelta(days=LATE_PROOF_DAYS),
    )


def require_restore(office: Office, job: JobHandle | None = None) -> None:
    """Go on to a restore over an open office only with the right, and with a backup of today's state.

    The caller closes the office afterwards and calls `restore_backup`.

    Raises:
        ProblemError: SYS-403, or as `make_backup`.
        Cancelled: By the job.
    """
    office.require(Right.RESTORE)
    make_backup(office, Reason.BEFORE_RESTORE, job)
    office.log_access("restore")


def restore_backup(
    file: Path,
    path: Path,
    *,
    replace: bool = False,
    now: datetime.datetime | None = None,
    job: JobHandle | None = None,
) -> Restored:
    """Make a data folder that nobody has open hold what a backup holds.

    An office that is there is moved aside inside the folder, never deleted. Opening needs a password as
    always; when the folder knew newer passwords of the same vault, those stay.

    Raises:
        ProblemError: BAK-001 to BAK-003 the backup; BAK-006 the folder isn't empty and ``replace`` is
            False; VLT-006 in use; VLT-018 to VLT-020 the folder.
        Cancelled: By the job; the folder is as it was.
    """
    moment = now or datetime.datetime.now().astimezone()
    return restore(file, path, replace=replace, now=moment, job=job or NoJob())


def _make(office: Office, reason: Reason, job: JobHandle, target: Path | None) -> BackupReport:
    place = office.vault.folder.backups
    before = next(iter(files.list_backups(place)), None)
    now = office.clock()
    with office.store.reading() as connection:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()  # the snapshot begins here
        file = files.make_backup(
            connection,
            office.vault,
            place,
            reason=reason,
            program=VERSION,
            now=now,
            job=job,
            target=target,
        )
    warnings: list[Problem] = []
    if before is not None and file.size_bytes < SHRUNK_BELOW * before.size_bytes:
        percent = round(100 * file.size_bytes / before.size_bytes)
        warnings.append(Problem("BAK-007", {"percent": str(percent)}, severity=Severity.WARNING))
    if target is not None:
        office.log_access("backup", purpose=target.name)
        return BackupReport(file, None, tuple(warnings))
    may_rotate = not warnings  # a suspicious backup must not push out good ones
    if may_rotate:
        _rotate(place, now)
    second, warning = _copy_to_second_place(office, file, may_rotate=may_rotate)
    return BackupReport(file, second, (*warnings, *([warning] if warning else [])))


def _copy_to_second_place(
    office: Office, file: BackupFile, *, may_rotate: bool
) -> tuple[Path | None, Problem | None]:
    folder = load_settings(office).second_backup_folder
    if not folder:
        return None, None
    place, now = Path(folder), office.clock()
    try:
        if may_rotate:  # first, so that a stick filled by old copies takes the new one
            _rotate(place, now)
        copied = files.copy_backup(file.path, place)
        with writing_to(place):
            manifest = files.read_manifest(file.path)
            files.copy_attachments(office.vault.folder.blobs, place / ATTACHMENTS, manifest.attachments)
        if may_rotate:
            _rotate(place, now)
    except (ProblemError, OSError) as error:
        code = "BAK-017" if place.is_dir() else "BAK-008"
        if isinstance(error, ProblemError) and error.problems[0].code in _FULL:
            code = "BAK-016"
        return None, Problem(code, {"path": folder}, severity=Severity.WARNING)
    _remember(office, _SECOND_KEY, {"at": now.isoformat(timespec="seconds"), "file": file.path.name})
    return copied, None


def _make_up_for_copy(office: Office, newest: BackupFile) -> None:
    """Copy the newest backup to a second place that lacks it; one that is still away has been told."""
    folder = load_settings(office).second_backup_folder
    if folder and not (Path(folder) / newest.path.name).exists():
        _copy_to_second_place(office, newest, may_rotate=True)


def _rotate(place: Path, now: datetime.datetime) -> None:
    found = files.list_backups(place)
    kept = to_keep(found, now.astimezone())
    for file in found:
        if file not in kept:
            file.path.unlink(missing_ok=True)


def _try_out(place: Path) -> None:
    trial = place / ".cunqingtong-trial"
    try:
        trial.write_bytes(b"")
        trial.unlink()
    except OSError as error:
        raise ProblemError(
            Problem("BAK-005", {"path": str(place)}, Place(field="second_backup_folder"))
        ) from error


def _remember(office: Office, key: str, note: dict[str, object]) -> None:
    with office.store.local_writing() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO store_info(key, value) VALUES(?, ?)",
            (key, json.dumps(note, ensure_ascii=False)),
        )


@dataclass(frozen=True, slots=True)
class _LastProof:
    """The last proof as it is kept: when, of which file, what was wrong, and when one was last good."""

    at: datetime.datetime | None
    file: str
    problems: tuple[Problem, ...]
    proven_at: datetime.datetime | None


def _recall_proof(office: Office) -> _LastProof:
    note = _recall(office, _PROOF_KEY)
    at = _moment(note.get("at"))
    problems = tuple(Problem(code, values) for code, values in note.get("problems", []))
    # Before November 2026 a good proof was kept by its moment alone.
    proven_at = _moment(note.get("proven_at")) if problems or "proven_at" in note else at
    return _LastProof(at, str(note.get("file", "")), problems, proven_at)


def _forget(office: Office, key: str) -> None:
    with office.store.local_writing() as connection:
        connection.execute("DELETE FROM store_info WHERE key = ?", (key,))


def _recall(office: Office, key: str) -> dict[str, Any]:
    with office.store.reading() as connection:
        row = connection.execute("SELECT value FROM store_info WHERE key = ?", (key,)).fetchone()
    note = json.loads(row[0]) if row else {}
    return note if isinstance(note, dict) else {}


def _moment(text: object) -> datetime.datetime | None:
    return datetime.datetime.fromisoformat(text) if isinstance(text, str) else None
