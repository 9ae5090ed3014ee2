"""What a kill or a power cut in the middle of making or restoring an office leaves, put in order."""

import shutil
from pathlib import Path

from desktop.vault.folder import DataFolder, read_note, sync_folder, write_durably, writing_to

ASIDE_PREFIX = "replaced-"
"""Folders of files that a restore moved aside."""


def clear_unfinished(folder: DataFolder) -> None:
    """Remove what an interrupted making of an office left; does nothing to a finished one.

    Raises:
        ProblemError: VLT-018.
    """
    if not folder.unfinished.exists():
        return
    with writing_to(folder.path):
        for leftover in (
            folder.envelope,
            folder.envelope_copy,
            *folder.path.glob(f"{folder.register.name}*"),
        ):
            leftover.unlink(missing_ok=True)
        folder.unfinished.unlink()


def finish_restore(folder: DataFolder) -> None:
    """Go on with a restore that was cut short; does nothing otherwise. The caller holds the lock.

    Each step can be repeated: a file that has been moved aside is not moved again.

    Raises:
        ProblemError: VLT-018 or VLT-019.
    """
    if not folder.restoring.exists():
        return
    note = read_note(folder.restoring)
    old = note.get("old")
    with writing_to(folder.path):
        if isinstance(old, list) and old:
            aside = folder.path / Path(str(note.get("aside"))).name
            aside.mkdir(exist_ok=True)
            for name in map(str, old):
                source = folder.path / Path(name).name
                if source.exists() and not (aside / source.name).exists():
                    source.rename(aside / source.name)
            sync_folder(aside)
        for incoming, place in (
            (folder.incoming / folder.register.name, folder.register),
            (folder.incoming / folder.envelope.name, folder.envelope),
            (folder.incoming / folder.blobs.name, folder.blobs),
        ):
            if incoming.exists():
                incoming.replace(place)
        sync_folder(folder.path)
        write_durably(folder.envelope_copy, folder.envelope.read_bytes())
        write_durably(folder.restored, b"")
        folder.destroyed.unlink(missing_ok=True)
        folder.restoring.unlink()
        sync_folder(folder.path)
        shutil.rmtree(folder.incoming, ignore_errors=True)
