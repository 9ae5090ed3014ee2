"""Bytes that a user saves to a file of their choice."""

from pathlib import Path

from desktop.vault.folder import write_durably


def save_bytes(path: Path, content: bytes) -> None:
    """Put bytes into a file, all or nothing.

    Raises:
        ProblemError: VLT-018, VLT-019, VLT-024, VLT-037 or VLT-038, the place doesn't take them.
    """
    write_durably(path, content)
