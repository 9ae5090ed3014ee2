"""Attachments: encrypted files named by their content, outside the register."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError
from desktop.vault.folder import write_durably, writing_to
from desktop.vault.suite import SealBroken, wipe
from desktop.vault.unlock import OpenVault

_MAGIC = b"CQTB"


class BlobStore:
    """Puts bytes away and gives them back by their SHA-256.

    The file's name is a keyed fingerprint of that hash: from a stolen folder nobody can tell whether
    a known picture or form is among the attachments.
    """

    def __init__(self, vault: OpenVault) -> None:
        self._vault = vault
        self._root = vault.folder.blobs

    def put(self, content: bytes) -> str:
        """Store a content, once however often it is put.

        Returns:
            Its SHA-256, 64 hexadecimal characters.

        Raises:
            ProblemError: VLT-018 or VLT-019; nothing half-written stays.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self._place(digest)
        if not path.exists():
            key = self._vault.subkey("blobs")
            try:
                box = self._vault.suite.seal(key, content, self._context(path))
            finally:
                wipe(key)
            with writing_to(path):
                path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, _MAGIC + self._vault.suite.id.encode("ascii") + box)
        return digest

    def get(self, sha256: str) -> bytes:
        """The content of a hash.

        Raises:
            ProblemError: VLT-031 it is not here; VLT-032 its file is damaged.
        """
        path = self._place(sha256)
        try:
            return self._read(path)
        except FileNotFoundError:
            raise ProblemError(Problem("VLT-031", {"digest": sha256[:8]})) from None
        except SealBroken:
            raise ProblemError(Problem("VLT-032", {"digest": sha256[:8]})) from None

    def is_sound(self, path: Path) -> bool:
        """Whether one of `files` still opens and is the content its name stands for."""
        try:
            content = self._read(path)
        except (OSError, SealBroken):
            return False
        return self._place(hashlib.sha256(content).hexdigest()) == path

    def has(self, sha256: str) -> bool:
        """Whether a content is here; its file is not read."""
        return self._place(sha256).exists()

    def delete(self, sha256: str) -> None:
        """Remove a content; removing what is not here is no error."""
        with writing_to(self._root):
            self._place(sha256).unlink(missing_ok=True)

    def files(self) -> Iterator[Path]:
        """Every stored file, for backups, in the order of their names."""
        yield from sorted(path for path in self._root.glob("??/*") if not path.name.startswith("."))

    def _place(self, sha256: str) -> Path:
        key = self._vault.subkey("blob names")
        try:
            name = self._vault.suite.tag(key, sha256.encode("ascii")).hex()
        finally:
            wipe(key)
        return self._root / name[:2] / name

    def _read(self, path: Path) -> bytes:
        data = path.read_bytes()
        head = _MAGIC + self._vault.suite.id.encode("ascii")
        if not data.startswith(head):
            raise SealBroken
        key = self._vault.subkey("blobs")
        try:
            return bytes(self._vault.suite.unseal(key, data[len(head) :], self._context(path)))
        finally:
            wipe(key)

    def _context(self, path: Path) -> bytes:
        return f"blob/{self._vault.vault_id}/{path.name}".encode()
