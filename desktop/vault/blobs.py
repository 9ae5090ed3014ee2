"""Attachments: encrypted files named by their content, outside the register."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError
from desktop.vault.folder import write_durably, writing_to
from desktop.vault.suite import SealBroken, wipe
from desktop.vault.unlock import OpenVault

PART_SUFFIX = ".part"

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
            with writing_to(path):
                path.parent.mkdir(parents=True, exist_ok=True)
            write_durably(path, self._seal(content, path))
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
        """Remove a content and what has arrived of it; removing what is not here is no error."""
        with writing_to(self._root):
            self._place(sha256).unlink(missing_ok=True)
        self.drop_parts(sha256)

    def name_of(self, sha256: str) -> str:
        """The name of a content's file, by which a sweep knows what is still in use."""
        return self._place(sha256).name

    # --- contents that arrive in parts ---------------------------------------------------------------------

    def received(self, sha256: str) -> int:
        """How many bytes of a content that is on its way have arrived without a gap."""
        return sum(end - start for _, start, end in self._parts(sha256))

    def put_part(self, sha256: str, start: int, part: bytes) -> None:
        """Keep bytes of a content that follow on what has arrived; each part is sealed like a whole one.

        Raises:
            ValueError: They don't follow, or are none.
            ProblemError: VLT-018 or VLT-019.
        """
        if not part or start != self.received(sha256):
            raise ValueError("a part that does not follow")
        whole = self._place(sha256)
        path = whole.parent / f".{whole.name}.{start}-{start + len(part)}{PART_SUFFIX}"
        with writing_to(path):
            path.parent.mkdir(parents=True, exist_ok=True)
        write_durably(path, self._seal(part, path))

    def finish(self, sha256: str) -> bool:
        """Make the parts that have arrived a content.

        Returns:
            Whether they are the content of this hash; if not, they are gone and it has to begin anew.
        """
        content = bytearray()
        try:
            for path, _, _ in self._parts(sha256):
                content += self._read(path)
        except SealBroken:
            content.clear()
        is_right = hashlib.sha256(content).hexdigest() == sha256
        if is_right:
            self.put(bytes(content))
        self.drop_parts(sha256)
        return is_right

    def drop_parts(self, sha256: str) -> None:
        """Forget what has arrived of a content."""
        whole = self._place(sha256)
        with writing_to(self._root):
            for path in whole.parent.glob(f".{whole.name}.*{PART_SUFFIX}"):
                path.unlink(missing_ok=True)

    def _parts(self, sha256: str) -> Iterator[tuple[Path, int, int]]:
        """File, first byte and end of each part, as far as they follow one another."""
        whole = self._place(sha256)
        found = {}
        for path in whole.parent.glob(f".{whole.name}.*{PART_SUFFIX}"):
            start, _, end = path.name.removesuffix(PART_SUFFIX).rpartition(".")[2].partition("-")
            found[int(start)] = (path, int(end))
        reached = 0
        while reached in found:
            place, after = found[reached]
            yield place, reached, after
            reached = after

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

    def _seal(self, content: bytes, path: Path) -> bytes:
        key = self._vault.subkey("blobs")
        try:
            box = self._vault.suite.seal(key, content, self._context(path))
        finally:
            wipe(key)
        return _MAGIC + self._vault.suite.id.encode("ascii") + box

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
