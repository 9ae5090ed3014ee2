"""Putting a backup back in the place of a data folder.

The old files are moved aside, never deleted. From the moment the first file moves, a note lies in the
folder; a restore that was cut short is finished from it by the next program that looks at the folder.
"""

import datetime
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.vault.backup import (
    ATTACHMENTS,
    Manifest,
    attachment_place,
    part_of,
    read_manifest,
    unpack,
)
from desktop.vault.envelope import parse_or_none, read_copy, to_bytes
from desktop.vault.folder import DataFolder, replacing, write_durably, writing_to
from desktop.vault.interrupted import ASIDE_PREFIX, clear_unfinished, finish_restore
from desktop.vault.lock import acquire


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        manifest: The backup's own description.
        aside: Where the replaced files lie now, or None when there were none.
        missing_attachments: How many attachments were found neither beside the backup nor in the folder.
        kept_newer_envelope: Whether today's passwords stay, because the folder's envelope is of the
            same vault and newer than the backup's.
    """

    manifest: Manifest
    aside: Path | None
    missing_attachments: int
    kept_newer_envelope: bool


def restore(file: Path, path: Path, *, replace: bool, now: datetime.datetime, job: JobHandle) -> Restored:
    """Make a data folder hold what a backup holds; needs no password, opening it does.

    Args:
        file: The backup.
        path: Data folder; made when absent. Nobody may have it open.
        replace: Whether an office that is there may be moved aside.
        now: The present moment, for the name of the folder aside.
        job: Told the progress; may cancel until the first file moves.

    Raises:
        ProblemError: BAK-001 to BAK-003 the backup; BAK-006 the folder holds an office or other files
            and ``replace`` is False; VLT-006 in use; VLT-018 to VLT-020 the folder.
        Cancelled: By the job; the folder is as it was.
    """
    manifest = read_manifest(file)
    folder = DataFolder(path)
    with writing_to(path):
        path.mkdir(parents=True, exist_ok=True)
    lock = acquire(folder)
    try:
        finish_restore(folder)
        clear_unfinished(folder)
        old = _old_names(folder)
        strangers = [entry.name for entry in path.iterdir() if not _is_ours(entry.name)]
        if (old or strangers) and not replace:
            raise ProblemError(Problem("BAK-006", {"path": str(path)}))
        shutil.rmtree(folder.incoming, ignore_errors=True)
        job.report(0, 3, "unpack")
        unpack(file, manifest, folder.incoming)
        job.check_cancelled()
        job.report(1, 3, "attachments")
        kept_newer = _keep_newer_envelope(folder)
        is_foreign = _is_foreign(folder)
        if is_foreign:  # its attachments and backups open with another key; together they look damaged
            old += [part.name for part in (folder.blobs, folder.backups) if part.exists()]
        blobs = folder.incoming / folder.blobs.name if is_foreign else folder.blobs
        missing = _bring_attachments(file, manifest, folder, blobs)
        job.check_cancelled()
        job.report(2, 3, "move")
        aside = _free_aside(path, now) if old else None
        note = {"aside": aside.name if aside else "", "old": old}
        write_durably(folder.restoring, json.dumps(note).encode())
        finish_restore(folder)
        return Restored(manifest, aside, missing, kept_newer)
    except BaseException:
        if not folder.restoring.exists():
            shutil.rmtree(folder.incoming, ignore_errors=True)
        raise
    finally:
        lock.release()


_OURS = frozenset({"vault.json", "vault.copy.json", "backups", "blobs", "logs", "scratch", "incoming"})


def _free_aside(path: Path, now: datetime.datetime) -> Path:
    # Two restores within a second must not share a folder: a name that is taken there would not be
    # moved aside a second time.
    stem = f"{ASIDE_PREFIX}{now:%Y%m%d-%H%M%S}"
    names = (stem, *(f"{stem}-{number}" for number in range(2, 10_000)))
    return next(path / name for name in names if not (path / name).exists())


def _is_ours(name: str) -> bool:
    return name in _OURS or name.startswith((".", "register.db", ASIDE_PREFIX))


def _old_names(folder: DataFolder) -> list[str]:
    # The write-ahead log goes with its register; left behind it would be replayed into the new one.
    names = [path.name for path in folder.path.glob(f"{folder.register.name}*")]
    names += [path.name for path in (folder.envelope, folder.envelope_copy) if path.exists()]
    return sorted(names)


def _keep_newer_envelope(folder: DataFolder) -> bool:
    incoming = read_copy(folder.incoming / folder.envelope.name)
    for path in (folder.envelope, folder.envelope_copy):
        present = parse_or_none(path)
        if present and present.vault_id == incoming.vault_id and present.serial > incoming.serial:
            write_durably(folder.incoming / folder.envelope.name, to_bytes(present))
            return True
    return False


def _is_foreign(folder: DataFolder) -> bool:
    """Whether the office in the way is not the one the backup is of."""
    incoming = read_copy(folder.incoming / folder.envelope.name)
    present = [parse_or_none(path) for path in (folder.envelope, folder.envelope_copy)]
    return any(envelope.vault_id != incoming.vault_id for envelope in present if envelope)


def _bring_attachments(file: Path, manifest: Manifest, folder: DataFolder, blobs: Path) -> int:
    missing = 0
    for name, part in manifest.attachments.items():
        place = attachment_place(name)
        target = blobs / place
        if target.exists() and part_of(target) == part:
            continue
        sources = (folder.incoming / ATTACHMENTS / place, file.parent / ATTACHMENTS / place)
        source = next((path for path in sources if path.exists() and part_of(path) == part), None)
        if source is None:
            missing += 1
            continue
        with writing_to(target):
            target.parent.mkdir(parents=True, exist_ok=True)
        with replacing(target) as stream, source.open("rb") as content:
            shutil.copyfileobj(content, stream)
    return missing
