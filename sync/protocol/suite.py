"""Signatures and sealed boxes of the exchange behind one interface; frames and boxes name the suite.

Keys, signatures and boxes are bytes, so that they can be kept and sent anywhere. A county rated for
Chinese commercial ciphers brings a second suite (SM2, SM3, SM4); nothing else changes. A suite is
never altered once it has been shipped: a better one gets a new id.
"""

from dataclasses import dataclass, field
from typing import Protocol, Self

PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64
_KEY_BYTES = 32
_NONCE_BYTES = 12
_TAG_BYTES = 16


class SealBroken(Exception):
    """A sealed box doesn't open: wrong key, wrong context, or its bytes were changed."""


class Suite(Protocol):
    """A set of ciphers that belong together."""

    id: str

    def new_signing_key(self) -> bytes:
        """A new private key to sign with."""

    def signing_public(self, private: bytes) -> bytes:
        """Public half of a private key to sign with."""

    def sign(self, private: bytes, data: bytes) -> bytes:
        """Signature of the data, 64 bytes."""

    def verify(self, public: bytes, data: bytes, signature: bytes) -> bool:
        """Whether the signature of the data was made with the private half."""

    def new_sealing_key(self) -> bytes:
        """A new private key to open boxes with."""

    def sealing_public(self, private: bytes) -> bytes:
        """Public half of a private key to open boxes with."""

    def seal_to(self, public: bytes, plain: bytes, context: bytes) -> bytes:
        """A box that only the private half opens, and only with the same context."""

    def unseal(self, private: bytes, box: bytes, context: bytes) -> bytes:
        """Contents of a box; raises `SealBroken`."""


class _B1:
    """Ed25519; X25519 with an ephemeral key, HKDF-SHA256 and ChaCha20-Poly1305."""

    id = "B1"

    def new_signing_key(self) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.generate().private_bytes_raw()

    def signing_public(self, private: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()

    def sign(self, private: bytes, data: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(private).sign(data)

    def verify(self, public: bytes, data: bytes, signature: bytes) -> bool:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
        except (InvalidSignature, ValueError):  # ValueError: not a key at all
            return False
        return True

    def new_sealing_key(self) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        return X25519PrivateKey.generate().private_bytes_raw()

    def sealing_public(self, private: bytes) -> bytes:
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

        return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()

    def seal_to(self, public: bytes, plain: bytes, context: bytes) -> bytes:
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        private = self.new_sealing_key()
        ephemeral = self.sealing_public(private)
        key, nonce = self._shared(private, public, ephemeral, public)
        return self.id.encode() + ephemeral + ChaCha20Poly1305(key).encrypt(nonce, plain, context)

    def unseal(self, private: bytes, box: bytes, context: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

        start = len(self.id)
        ephemeral, sealed = box[start : start + PUBLIC_BYTES], box[start + PUBLIC_BYTES :]
        if box[:start] != self.id.encode() or len(sealed) < _TAG_BYTES:
            raise SealBroken
        try:
            key, nonce = self._shared(private, ephemeral, ephemeral, self.sealing_public(private))
            return ChaCha20Poly1305(key).decrypt(nonce, sealed, context)
        except (InvalidTag, ValueError) as error:  # ValueError: a point that gives every key the same secret
            raise SealBroken from error

    def _shared(
        self, private: bytes, public: bytes, ephemeral: bytes, receiver: bytes
    ) -> tuple[bytes, bytes]:
        """Key and nonce of one box; the ephemeral key makes both unique, so the nonce need not travel."""
        from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        secret = X25519PrivateKey.from_private_bytes(private).exchange(
            X25519PublicKey.from_public_bytes(public)
        )
        info = b"cunqingtong/seal/" + self.id.encode()
        derived = HKDF(SHA256(), _KEY_BYTES + _NONCE_BYTES, ephemeral + receiver, info).derive(secret)
        return derived[:_KEY_BYTES], derived[_KEY_BYTES:]


_SUITES: dict[str, Suite] = {suite.id: suite for suite in (_B1(),)}
CURRENT_SUITE = _SUITES["B1"]


def find_suite(suite_id: str) -> Suite | None:
    """The suite that a frame names, or None: this program has no such suite."""
    return _SUITES.get(suite_id)


@dataclass(frozen=True, slots=True)
class SigningKey:
    """A private key to sign with; ``public`` may be given to anyone. Its text never shows the key."""

    _private: bytes = field(repr=False)
    public: bytes
    suite: Suite = field(repr=False, compare=False)

    @classmethod
    def new(cls) -> Self:
        """A new key of the current suite."""
        return cls.from_bytes(CURRENT_SUITE.new_signing_key())

    @classmethod
    def from_bytes(cls, private: bytes, suite: Suite = CURRENT_SUITE) -> Self:
        """A key that was kept as bytes.

        Raises:
            ValueError: The bytes are no key of the suite.
        """
        return cls(private, suite.signing_public(private), suite)

    def to_bytes(self) -> bytes:
        """The private key, to be kept under lock."""
        return self._private

    def sign(self, data: bytes) -> bytes:
        """Signature of the data, 64 bytes."""
        return self.suite.sign(self._private, data)


def verify(public: bytes, data: bytes, signature: bytes, suite: Suite = CURRENT_SUITE) -> bool:
    """Whether the data was signed with the private half of a public key; False also for no key at all."""
    return suite.verify(public, data, signature)


def seal_to(public: bytes, plain: bytes, context: bytes) -> bytes:
    """A box of the current suite that only the owner of the X25519 key opens, with the same context."""
    return CURRENT_SUITE.seal_to(public, plain, context)


def unseal(private: bytes, box: bytes, context: bytes) -> bytes:
    """Contents of a box of any suite this program has.

    Raises:
        SealBroken: Wrong key or context, changed bytes, or a suite that this program doesn't have.
    """
    suite = find_suite(box[: len(CURRENT_SUITE.id)].decode("ascii", "replace"))
    if suite is None:
        raise SealBroken
    return suite.unseal(private, box, context)
