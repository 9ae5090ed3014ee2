"""A certificate authority of the county's own and its server's certificate, for counties that have none.

The villages keep ``authority.pem`` and trust nothing else, so that the server's certificate may be renewed
under it as often as wanted. ``authority.key`` signs certificates and nothing more: it need not lie on the
server.
"""

import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from desktop.domain.problem import Problem, ProblemError

AUTHORITY, AUTHORITY_KEY = "authority.pem", "authority.key"
SERVER, SERVER_KEY = "server.pem", "server.key"
AUTHORITY_DAYS = 3650
SERVER_DAYS = 730

_EARLIER = timedelta(hours=24)
"""Clocks of villages are late by hours; a certificate of today has to be good for them too."""


@dataclass(frozen=True, slots=True)
class Signed:
    """A certificate with its private key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        """The certificate as a file."""
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        """The private key as a file, in the clear."""
        return self.key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, hexadecimal."""
        return self.certificate.fingerprint(hashes.SHA256()).hex()


def make_authority(name: str, now: datetime, days: int = AUTHORITY_DAYS) -> Signed:
    """A new authority; it may sign servers' certificates and no further authorities."""
    key = ec.generate_private_key(ec.SECP256R1())
    builder = (
        _builder(name, name, key.public_key(), now, days)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
    )
    return Signed(builder.sign(key, hashes.SHA256()), key)


def make_server(
    hosts: Sequence[str], now: datetime, authority: Signed | None = None, days: int = SERVER_DAYS
) -> Signed:
    """A server's certificate for names and addresses; without an authority it signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    issuer = authority.certificate.subject if authority else None
    names = x509.SubjectAlternativeName([_general_name(host) for host in hosts])
    builder = (
        _builder(hosts[0], issuer or hosts[0], key.public_key(), now, days)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(names, critical=False)
    )
    signer = authority.key if authority else key
    known = x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key())
    return Signed(builder.add_extension(known, critical=False).sign(signer, hashes.SHA256()), key)


def _builder(
    name: str, issuer: str | x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(issuer) if isinstance(issuer, str) else issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _name(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name[:64])])


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def write_certificates(folder: Path, name: str, hosts: Sequence[str], now: datetime) -> tuple[Signed, Signed]:
    """Make the server's certificate in a folder, under the authority that lies there or a new one.

    Args:
        folder: Made when it is not there; keys in it are readable by this account only.
        name: What a new authority is called.
        hosts: Names and addresses that villages call the server by, at least one.
        now: The moment, with a zone.

    Returns:
        The authority and the server's certificate.

    Raises:
        ProblemError: SYN-260 a host is none; SYN-261 the folder can't be written or the authority in it can't
            be read.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        authority = _read(folder) or make_authority(name, now)
        server = _checked_server(hosts, now, authority)
        _write(folder / AUTHORITY, authority.pem, 0o644)
        _write(folder / AUTHORITY_KEY, authority.key_pem, 0o600)
        _write(folder / SERVER, server.pem + authority.pem, 0o644)
        _write(folder / SERVER_KEY, server.key_pem, 0o600)
    except (OSError, ValueError, TypeError) as error:
        raise ProblemError(Problem("SYN-261", {"path": str(folder)})) from error
    return authority, server


def _checked_server(hosts: Sequence[str], now: datetime, authority: Signed) -> Signed:
    try:
        return make_server(hosts, now, authority)
    except ValueError as error:
        raise ProblemError(Problem("SYN-260", {"host": "、".join(hosts)[:100]})) from error


def _read(folder: Path) -> Signed | None:
    if not (folder / AUTHORITY).exists():
        return None
    certificate = x509.load_pem_x509_certificate((folder / AUTHORITY).read_bytes())
    key = serialization.load_pem_private_key((folder / AUTHORITY_KEY).read_bytes(), None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError(AUTHORITY_KEY)
    return Signed(certificate, key)


def _write(file: Path, data: bytes, mode: int) -> None:
    partial = file.with_name(file.name + ".part")
    partial.unlink(missing_ok=True)
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(file)


def fingerprint_of(file: Path) -> str:
    """SHA-256 of the first certificate in a file, hexadecimal.

    Raises:
        ProblemError: SYN-250 it can't be read or holds none.
    """
    try:
        found = x509.load_pem_x509_certificate(file.read_bytes())
    except (OSError, ValueError) as error:
        raise ProblemError(Problem("SYN-250", {"file": file.name})) from error
    return found.fingerprint(hashes.SHA256()).hex()
