"""How the county's server proves itself where no public authority vouches for it.

A county pins its own certificate authority, whose file a PC keeps and trusts alone, or the certificate
itself by its SHA-256. Two certificates may be pinned side by side, so that one can follow the other.
"""

import hmac
import re
import ssl
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography import x509
from requests.adapters import HTTPAdapter
from urllib3 import HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import SSLError

from desktop.domain.problem import Problem, ProblemError

MOST_PINS = 2
"""One certificate, and the one that follows it."""

_LARGEST_FILE = 262_144
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_BETWEEN = re.compile(r"[,，;；]+")
_IN_ONE = re.compile(r"[\s:：-]+")


def read_authority(file: Path) -> str:
    """A certificate authority's file as PEM text, for `CountyAddress.authority`.

    Raises:
        ProblemError: SYN-250 it can't be read or holds no certificate.
    """
    problem = ProblemError(Problem("SYN-250", {"file": file.name}))
    try:
        if file.stat().st_size > _LARGEST_FILE:
            raise problem
        pem = file.read_text(encoding="ascii")
        x509.load_pem_x509_certificates(pem.encode("ascii"))
    except (OSError, ValueError) as error:
        raise problem from error
    return pem


def read_fingerprints(text: str) -> str:
    """Fingerprints as they are kept, from what somebody typed: with blanks or colons, any case.

    Args:
        text: One SHA-256 or two with a comma between them.

    Returns:
        64 hexadecimal digits each, with commas; empty for none.

    Raises:
        ProblemError: SYN-251 it is no such thing.
    """
    pins = [_IN_ONE.sub("", part).lower() for part in _BETWEEN.split(text) if part.strip()]
    if len(pins) > MOST_PINS or not all(_FINGERPRINT.fullmatch(pin) for pin in pins):
        raise ProblemError(Problem("SYN-251"))
    return ",".join(dict.fromkeys(pins))


class _PinnedConnection(HTTPSConnection):
    """Speaks to nobody but who shows one of the pinned certificates."""

    pins: tuple[str, ...] = ()

    def connect(self) -> None:
        super().connect()
        assert isinstance(self.sock, ssl.SSLSocket)
        shown = sha256(self.sock.getpeercert(binary_form=True) or b"").hexdigest()
        if not any(hmac.compare_digest(shown, pin) for pin in self.pins):
            raise SSLError("the certificate is none of the pinned ones")
        self.is_verified = True


class PinnedAdapter(HTTPAdapter):
    """Takes the pinned certificates, whoever signed them and whatever the PC's clock says."""

    def __init__(self, fingerprints: str) -> None:
        connection = type("_Connection", (_PinnedConnection,), {"pins": tuple(fingerprints.split(","))})
        self._pool = type("_Pool", (HTTPSConnectionPool,), {"ConnectionCls": connection})
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        super().init_poolmanager(*args, **options)
        self._pin(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:
        """As of the base; what is asked through a proxy is pinned as well."""
        return self._pin(super().proxy_manager_for(proxy, **options))

    def _pin(self, manager: PoolManager) -> PoolManager:
        manager.pool_classes_by_scheme = {**manager.pool_classes_by_scheme, "https": self._pool}
        return manager
