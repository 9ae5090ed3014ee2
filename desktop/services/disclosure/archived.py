"""The archived bytes of papers: here since they were issued here, or fetched from the PC that issued them."""

from db.store import Work
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office
from desktop.vault.blobs import BlobStore
from sync.village.state import find_state


def archived_bytes(office: Office, sha256: str, number: str) -> bytes:
    """What a paper was issued as.

    Raises:
        ProblemError: DOC-122 another PC issued it and it has not come here yet; VLT-031 and VLT-032 when the
            archive is damaged.
    """
    if not is_here(office, sha256) and _is_enrolled(office):
        raise ProblemError(Problem("DOC-122", {"number": number}))
    return BlobStore(office.vault).get(sha256)


def is_here(office: Office, sha256: str) -> bool:
    """Whether this PC has the bytes."""
    return BlobStore(office.vault).has(sha256)


def is_lost(office: Office, sha256: str) -> bool:
    """Whether the bytes are neither here nor with anybody from whom they could come."""
    return not is_here(office, sha256) and not _is_enrolled(office)


def _is_enrolled(office: Office) -> bool:
    with office.store.reading() as connection:
        return find_state(connection) is not None


def owe_to_county(work: Work, *hashes: str) -> None:
    """Let the next exchange carry contents to the county, from which the village's other PCs fetch them."""
    work.connection.executemany(
        "INSERT INTO sync_blob(sha256, state) VALUES(?, 'owed') ON CONFLICT(sha256) DO NOTHING",
        [(sha256,) for sha256 in hashes],
    )
