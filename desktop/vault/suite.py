"""All ciphers behind one interface; every file names the suite that made it.

A county rated for Chinese commercial ciphers brings a second suite (SM2/SM3/SM4); nothing else
changes. A suite is never altered once it has been shipped: a better one gets a new id.
"""

import os
from typing import NamedTuple, Protocol

from desktop.domain.problem import Problem, ProblemError

KEY_BYTES = 32


class SealBroken(Exception):
    """A sealed box doesn't open: wrong key, or its bytes were changed."""


class KdfCost(NamedTuple):
    """What one password guess costs.

    Attributes:
        passes: Times the memory is gone through.
        memory_kib: Memory a guess occupies, in KiB.
        lanes: Threads that may work on one guess.
    """

    passes: int
    memory_kib: int
    lanes: int

    @property
    def is_reasonable(self) -> bool:
        """False for figures no office PC could work through; a crafted file must not stall the PC."""
        return (
            1 <= self.passes <= 64
            and 8 * self.lanes <= self.memory_kib <= 2 * 1024 * 1024
            and 1 <= self.lanes <= 16
        )


# docs/decisions/0010-vault.md
SHIPPED_COST = KdfCost(passes=6, memory_kib=256 * 1024, lanes=4)


class Suite(Protocol):
    """A set of ciphers that belong together. Keys are 32 bytes; callers wipe what they are given."""

    id: str

    def stretch(self, password: bytes, salt: bytes, cost: KdfCost) -> bytearray:
        """Key from a password, slow on purpose."""

    def subkey(self, key: bytes | bytearray, salt: bytes, purpose: str) -> bytearray:
        """Key for one purpose from a strong key; other purposes can't be computed from it."""

    def seal(self, key: bytes | bytearray, plain: bytes | bytearray, context: bytes) -> bytes:
        """Encrypted and authenticated box that only opens with the same key and context."""

    def unseal(self, key: bytes | bytearray, box: bytes, context: bytes) -> bytearray:
        """Contents of a box; raises `SealBroken`."""

    def tag(self, key: bytes | bytearray, message: bytes) -> bytes:
        """Keyed fingerprint of a message, 32 bytes."""


class _A1:
    """Argon2id, HKDF-SHA256, AES-256-GCM with random 96-bit nonces, HMAC-SHA256."""

    id = "A1"
    _NONCE_BYTES = 12

    def stretch(self, password: bytes, salt: bytes, cost: KdfCost) -> bytearray:
        from argon2.exceptions import HashingError
        from argon2.low_level import Type, hash_secret_raw

        from desktop.vault import guess_memory

        key = guess_memory.stretch(
            password,
            salt,
            passes=cost.passes,
            memory_kib=cost.memory_kib,
            lanes=cost.lanes,
            key_bytes=KEY_BYTES,
        )
        if key is not None:
            return key
        try:
            raw = hash_secret_raw(
                password, salt, cost.passes, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID
            )
        except HashingError as error:  # in practice: the memory can't be had
            raise ProblemError(Problem("VLT-025", {"memory": str(cost.memory_kib // 1024)})) from error
        return bytearray(raw)

    def subkey(self, key: bytes | bytearray, salt: bytes, purpose: str) -> bytearray:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        derived = bytearray(KEY_BYTES)
        HKDF(SHA256(), KEY_BYTES, salt, f"cunqingtong/{purpose}".encode()).derive_into(key, derived)
        return derived

    def seal(self, key: bytes | bytearray, plain: bytes | bytearray, context: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(self._NONCE_BYTES)
        return nonce + AESGCM(key).encrypt(nonce, plain, context)

    def unseal(self, key: bytes | bytearray, box: bytes, context: bytes) -> bytearray:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce, sealed = box[: self._NONCE_BYTES], box[self._NONCE_BYTES :]
        if len(sealed) < 16:
            raise SealBroken
        plain = bytearray(len(sealed) - 16)
        try:
            AESGCM(key).decrypt_into(nonce, sealed, context, plain)
        except InvalidTag as error:
            raise SealBroken from error
        return plain

    def tag(self, key: bytes | bytearray, message: bytes) -> bytes:
        import hashlib
        import hmac  # late: the unlock page needs neither

        return hmac.new(key, message, hashlib.sha256).digest()


_SUITES: dict[str, Suite] = {suite.id: suite for suite in (_A1(),)}
CURRENT_SUITE = _SUITES["A1"]


def get_suite(suite_id: str) -> Suite:
    """The suite a file names.

    Raises:
        ProblemError: VLT-009, this program has no such suite.
    """
    try:
        return _SUITES[suite_id]
    except KeyError:
        raise ProblemError(Problem("VLT-009", {"suite": suite_id[:20]})) from None


def load_guess() -> None:
    """Import what a guess of the current suite takes; else it is imported at its first use."""
    from argon2 import low_level  # noqa: F401 - imported only

    from desktop.vault import guess_memory  # noqa: F401


def load_ciphers() -> None:
    """Import all that the current suite computes with."""
    load_guess()
    from cryptography.hazmat.primitives.ciphers import aead  # noqa: F401 - imported only
    from cryptography.hazmat.primitives.kdf import hkdf  # noqa: F401


def wipe(*keys: bytearray) -> None:
    """Overwrite key bytes in place; copies the interpreter made elsewhere can't be reached."""
    for key in keys:
        key[:] = bytes(len(key))
