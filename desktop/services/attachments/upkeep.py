"""What keeps the folder of attachments in order: the sweep, and forgetting for good."""

from datetime import datetime, timedelta

from db.queries import attachments as queries
from desktop.services.office import Office
from desktop.vault.blobs import BlobStore
from desktop.vault.folder import writing_to

GRACE = timedelta(days=90)
"""How long bytes stay that no record names: as long as a removal may be taken back."""


def sweep(office: Office, now: datetime) -> int:
    """Remove files that no record has named for 90 days; those found for the first time are noted.

    A file that a killed program left without a row, one whose record was removed here or on another PC,
    and one that came back by an undo are all told by the same look at what the records name.

    Returns:
        How many files were removed.

    Raises:
        ProblemError: VLT-018; what was not removed is tried again at the next sweep.
    """
    blobs = BlobStore(office.vault)
    with office.store.local_writing() as connection:
        used = {blobs.name_of(sha256) for sha256 in queries.used_hashes(connection)}
        unused = {path.name: path for path in blobs.files() if path.name not in used}
        noted = dict(connection.execute("SELECT name, since FROM unused_blob").fetchall())
        due = [name for name, since in noted.items() if now - datetime.fromisoformat(since) >= GRACE]
        removed = [unused[name] for name in due if name in unused]
        for path in removed:
            with writing_to(path):
                path.unlink(missing_ok=True)
        connection.execute("DELETE FROM unused_blob")
        kept = {name: noted.get(name, now.isoformat()) for name in unused if unused[name] not in removed}
        connection.executemany("INSERT INTO unused_blob(name, since) VALUES(?, ?)", list(kept.items()))
    return len(removed)


def forget_blob(office: Office, sha256: str) -> None:
    """Remove the bytes of a content from this PC at once, for an erasure; records are the caller's.

    Raises:
        ProblemError: VLT-018.
    """
    BlobStore(office.vault).delete(sha256)
    with office.store.local_writing() as connection:
        connection.execute("DELETE FROM sync_blob WHERE sha256 = ?", (sha256,))
