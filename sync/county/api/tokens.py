"""Nonces and tokens: the county makes them from the clock and its secret and keeps neither."""

import secrets
import struct
from dataclasses import dataclass

from desktop.domain.problem import Problem, ProblemError
from sync.county.identity import CountyKey

NONCE_HOLDS_MS = 60_000
TOKEN_HOLDS_S = 3_600

_NONCE = struct.Struct(">Q16s")
_TOKEN = struct.Struct(">QIQ")
_SEAL = 32


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whose token it is."""

    village_id: int
    device: int


def make_nonce(key: CountyKey, now_ms: int) -> bytes:
    """Something for a device to sign; holds for a minute and for one token."""
    body = _NONCE.pack(now_ms, secrets.token_bytes(16))
    return body + key.seal("nonce", body)


def read_nonce(key: CountyKey, nonce: bytes, now_ms: int) -> int:
    """When a nonce was made.

    Raises:
        ProblemError: SYN-118, not ours or past its minute.
    """
    body, seal = nonce[: _NONCE.size], nonce[_NONCE.size :]
    if len(body) == _NONCE.size and secrets.compare_digest(seal, key.seal("nonce", body)):
        made_ms = int(_NONCE.unpack(body)[0])
        if made_ms <= now_ms < made_ms + NONCE_HOLDS_MS:
            return made_ms
    raise ProblemError(Problem("SYN-118"))


def make_token(key: CountyKey, bearer: Bearer, now_ms: int) -> str:
    """A token for a device that has shown who it is."""
    body = _TOKEN.pack(bearer.village_id, bearer.device, now_ms + TOKEN_HOLDS_S * 1_000)
    return (body + key.seal("token", body)).hex()


def read_token(key: CountyKey, token: str, now_ms: int) -> Bearer:
    """Whose token it is.

    Raises:
        ProblemError: SYN-102, not ours or past its hour.
    """
    try:
        data = bytes.fromhex(token)
    except ValueError:
        data = b""
    body, seal = data[:-_SEAL], data[-_SEAL:]
    if len(body) == _TOKEN.size and secrets.compare_digest(seal, key.seal("token", body)):
        village_id, device, until_ms = _TOKEN.unpack(body)
        if now_ms < until_ms:
            return Bearer(village_id, device)
    raise ProblemError(Problem("SYN-102"))
