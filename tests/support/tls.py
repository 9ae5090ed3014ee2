"""Certificates made for a test, and the context of a server that shows one."""

import ssl
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sync.county.certificates import Signed, make_authority, make_server

NOW = datetime.now(UTC)
LONG_AGO = NOW - timedelta(days=100)


def authority(name: str = "示范县证书机构") -> Signed:
    """A county's own authority."""
    return make_authority(name, NOW)


def server(signed_by: Signed | None = None, host: str = "127.0.0.1", *, expired: bool = False) -> Signed:
    """A server's certificate; without an authority it signs itself."""
    return make_server([host], LONG_AGO if expired else NOW, signed_by, 10)


def context(shown: Signed) -> ssl.SSLContext:
    """What a server needs to show a certificate."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with tempfile.TemporaryDirectory() as folder:
        files = Path(folder) / "server.pem", Path(folder) / "server.key"
        files[0].write_bytes(shown.pem)
        files[1].write_bytes(shown.key_pem)
        made.load_cert_chain(*files)
    return made
