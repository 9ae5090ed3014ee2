"""The bytes of attachments: looking at them, saving a copy, fetching them from the county."""

from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

from desktop.domain.accounts import Right
from desktop.domain.attachment_kind import ending_of
from desktop.domain.problem import Problem, ProblemError
from desktop.services.attachments.records import get_row
from desktop.services.office import Office
from desktop.vault.blobs import BlobStore
from desktop.vault.folder import replacing, writing_to

if TYPE_CHECKING:
    from desktop.reports.preview import Preview

_VIEWING = "viewing"


def read_original(office: Office, attachment_id: str) -> bytes:
    """The bytes of an attachment; they are opened in memory only.

    Raises:
        ProblemError: ATT-011 there is no such attachment; ATT-012 its original is not on this PC; VLT-032 it
            is damaged; SYS-403.
    """
    row = get_row(office, attachment_id)
    blobs = BlobStore(office.vault)
    if not row.sha256 or not blobs.has(row.sha256):
        raise ProblemError(Problem("ATT-012"))
    return blobs.get(row.sha256)


def open_pages(office: Office, attachment_id: str) -> "Preview":
    """A PDF opened to be looked at page by page; close it when the window goes.

    Raises:
        ProblemError: As `read_original`; ATT-014 it is no sound PDF.
    """
    from desktop.reports.preview import Preview  # late: hardly any card needs it

    content = read_original(office, attachment_id)
    try:
        return Preview(content)
    except RuntimeError as error:  # what PDFium raises is one
        raise ProblemError(Problem("ATT-014")) from error


def proposed_name(office: Office, attachment_id: str) -> str:
    """What a copy is called unless the user says otherwise: the file's name, its ending that of what is kept.

    Raises:
        ProblemError: ATT-011, SYS-403.
    """
    row = get_row(office, attachment_id)
    return Path(row.file_name or "附件").stem + ending_of(row.media_type)


def save_copy(office: Office, attachment_id: str, path: Path) -> None:
    """Write a readable copy outside the vault; who did is logged before it is in its place.

    Raises:
        ProblemError: As `read_original`; VLT-018 or VLT-019 it can't be written there.
    """
    office.require(Right.EXPORT)
    content = read_original(office, attachment_id)
    row = get_row(office, attachment_id)
    with replacing(path) as stream:
        stream.write(content)
        office.log_access("export_attachment", row.target_table, row.target_id)


def open_copy(office: Office, attachment_id: str) -> Path:
    """A readable copy for another program to show, such as the system's player; `drop_copies` removes it.

    It lies in the vault's scratch folder, which is emptied whenever the office is opened, so that a killed
    program leaves none for long. That it was opened is logged.

    Raises:
        ProblemError: As `read_original`; VLT-018 or VLT-019 it can't be written.
    """
    content, row = read_original(office, attachment_id), get_row(office, attachment_id)
    folder = office.vault.folder.scratch / _VIEWING
    path = folder / (attachment_id + ending_of(row.media_type))
    office.log_access("open_attachment", row.target_table, row.target_id)
    with writing_to(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_bytes(content)
        path.chmod(0o600)
    return path


def drop_copies(office: Office) -> bool:
    """Remove every copy of `open_copy`; False while a program still holds one open."""
    folder = office.vault.folder.scratch / _VIEWING
    rmtree(folder, ignore_errors=True)
    return not folder.exists()


def want_original(office: Office, attachment_id: str) -> None:
    """Have the original of an attachment fetched at the next exchange.

    Raises:
        ProblemError: ATT-011; ATT-013 the county's ruling keeps it on another PC; SYS-403.
    """
    row = get_row(office, attachment_id)
    if not row.sha256:
        raise ProblemError(Problem("ATT-013"))
    if BlobStore(office.vault).has(row.sha256):
        return
    with office.store.local_writing() as connection:
        connection.execute(
            "INSERT INTO sync_blob(sha256, state) VALUES(?, 'wanted') "
            "ON CONFLICT(sha256) DO UPDATE SET state = 'wanted', code = NULL",
            (row.sha256,),
        )


def stop_wanting(office: Office, attachment_id: str) -> None:
    """Leave an original at the county after all; what has arrived of it stays for the next wish.

    Raises:
        ProblemError: ATT-011, SYS-403.
    """
    row = get_row(office, attachment_id)
    with office.store.local_writing() as connection:
        connection.execute("DELETE FROM sync_blob WHERE sha256 = ? AND state = 'wanted'", (row.sha256,))
