"""Making an office unreadable for ever because the county asked for it: a lost or stolen PC.

The register is encrypted under a key that only the wrapped copies in the envelope open. When they are
gone everywhere on this PC, what is left on its disk is noise. A note is written first, so that a kill
half way is finished by whoever looks at the folder next.
"""

import os
import zipfile
from collections.abc import Iterable
from pathlib import Path

from desktop.domain.problem import Problem
from desktop.vault.folder import BACKUP_SUFFIX, DataFolder, read_note, sync_folder, write_durably, writing_to
from desktop.vault.interrupted import ASIDE_PREFIX

_LOCAL_HEADER = 30
"""Bytes that a zip writes before a member's name."""


def destroy_keys(folder: DataFolder, note: bytes, other_places: Iterable[Path] = ()) -> None:
    """Destroy every wrapped copy of the data key that this PC can reach. Nothing brings it back.

    Args:
        folder: The data folder; its vault may be open, and should be closed right afterwards.
        note: JSON that stays behind and says why.
        other_places: Further folders with backups of this office.

    Raises:
        ProblemError: VLT-018, VLT-019 or VLT-024; what was destroyed stays destroyed.
    """
    with writing_to(folder.path):
        write_durably(folder.destroyed, note)
        finish_destruction(folder)
        for place in other_places:
            _remove_backups(place)


def finish_destruction(folder: DataFolder) -> None:
    """Go on with a destruction that was cut short; does nothing when none was begun."""
    if not folder.destroyed.exists():
        return
    envelopes = [
        envelope
        for place in (folder.path, folder.incoming, *folder.path.glob(f"{ASIDE_PREFIX}*"))
        for envelope in (place / folder.envelope.name, place / folder.envelope_copy.name)
    ]
    for envelope in envelopes:
        if envelope.exists():
            _overwrite(envelope, 0, envelope.stat().st_size)
            envelope.unlink()
    _remove_backups(folder.backups)
    sync_folder(folder.path)


def destruction_problem(folder: DataFolder) -> Problem | None:
    """Why the office was destroyed: SYN-190 by the county's order unless the note names another code.

    None when it never was.
    """
    if not folder.destroyed.exists():
        return None
    note = read_note(folder.destroyed)
    return Problem(
        str(note.get("code", "SYN-190")), {name: str(note.get(name, "")) for name in ("county", "at")}
    )


def _remove_backups(place: Path) -> None:
    envelope = DataFolder(place).envelope.name
    for backup in place.glob(f"*{BACKUP_SUFFIX}") if place.is_dir() else ():
        try:
            with zipfile.ZipFile(backup) as archive:
                part = archive.getinfo(envelope)
            _overwrite(backup, part.header_offset, part.file_size + len(envelope) + _LOCAL_HEADER)
        except (zipfile.BadZipFile, KeyError):
            pass  # no envelope can be found in it, by anybody
        backup.unlink()


def _overwrite(path: Path, start: int, count: int) -> None:
    with path.open("r+b") as stream:
        stream.seek(start)
        stream.write(bytes(count))
        stream.flush()
        os.fsync(stream.fileno())
