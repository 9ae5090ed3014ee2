"""The county's own key: what its receipts and pages are signed with and its villages pin.

It lies in a file beside the data, not in the database: a copy of the database alone can't speak in the
county's name. Every server process of a county needs the same file.
"""

import hmac
import os
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from desktop.domain.problem import Problem, ProblemError
from sync.protocol.suite import CURRENT_SUITE, SigningKey

KEY_FILE = "county.key"


class CountyKey:
    """The signing key and what is derived from it."""

    def __init__(self, signing: SigningKey) -> None:
        self.signing = signing
        self._secret = _derive(signing, b"cunqingtong county secrets 1")
        self.sealing = _derive(signing, b"cunqingtong county sealing 1")

    @property
    def public(self) -> bytes:
        """The public half, as villages pin it."""
        return self.signing.public

    @property
    def sealing_public(self) -> bytes:
        """What sticks for this county are sealed to; `sealing` is the private half."""
        return CURRENT_SUITE.sealing_public(self.sealing)

    def seal(self, purpose: str, data: bytes) -> bytes:
        """A 32-byte keyed hash that only this county can make; ``purpose`` keeps uses apart."""
        purposed = hmac.digest(self._secret, purpose.encode(), sha256)
        return hmac.digest(purposed, data, sha256)


def _derive(signing: SigningKey, purpose: bytes) -> bytes:
    return HKDF(SHA256(), 32, None, purpose).derive(signing.to_bytes())


def make_key(folder: Path) -> CountyKey:
    """A new key in a new file that only its owner can read.

    Raises:
        FileExistsError: The folder has one already.
    """
    key = SigningKey.new()
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(key.to_bytes().hex().encode() + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    return CountyKey(key)


def load_key(folder: Path) -> CountyKey | None:
    """The key of a data folder; None when it has none yet.

    Raises:
        ProblemError: CTY-008, the file holds no key.
    """
    file = folder / KEY_FILE
    if not file.exists():
        return None
    try:
        return CountyKey(SigningKey.from_bytes(bytes.fromhex(file.read_text(encoding="ascii"))))
    except ValueError as error:
        raise ProblemError(Problem("CTY-008", {"path": str(file)})) from error
