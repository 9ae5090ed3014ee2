"""How a PC becomes a device: the county hands out a one-time code, the PC shows it with its public key."""

import secrets
from dataclasses import dataclass

from desktop.domain.problem import Problem, ProblemError
from sync.county.identity import CountyKey
from sync.county.store import audit, devices
from sync.county.store.database import Database, query
from sync.protocol.registry import Stream

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""No 0 and O, no 1, I and L, no U that is read as V."""
LENGTH = 10
HOLDS_MS = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What came of an enrolment."""

    village_id: int
    device: int
    streams: tuple[str, ...]


def tidy_code(typed: str) -> str:
    """A code as it was made, from what somebody typed: any case, with or without dashes and spaces."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def _hash(key: CountyKey, code: str) -> bytes:
    return key.seal("enrolment code", code.encode())


def make_code(
    database: Database,
    key: CountyKey,
    village_id: int,
    streams: tuple[Stream, ...],
    now_ms: int,
    *,
    label: str = "",
    operator: str = "",
) -> str:
    """A new one-time code for one PC of a village, to be told by telephone or on paper.

    It is kept as a keyed hash only, and holds for 24 hours.

    Args:
        database: The county's.
        key: The county's.
        village_id: The village whose PC it is.
        streams: What that PC may read and write.
        now_ms: The county's clock.
        label: For which PC, in the words of who makes the code.
        operator: Login of who makes it; empty at the server's own terminal.
    """
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    with database.atomic():
        query(
            database,
            "INSERT INTO enrolment_code (code_hash, village_id, streams, made_ms, expires_ms, label) "
            "VALUES (%(hash)s, %(number)s, %(streams)s, %(now)s, %(expires)s, %(label)s)",
            {
                "hash": _hash(key, code),
                "number": village_id,
                "streams": [stream.value for stream in streams],
                "now": now_ms,
                "expires": now_ms + HOLDS_MS,
                "label": label,
            },
        )
        details: dict[str, object] = {"streams": [stream.value for stream in streams]}
        if operator:
            details["operator"] = operator
        audit.append(database, village_id, "code_made", now_ms, details=details)
    return code


def enrol(
    database: Database,
    key: CountyKey,
    code: str,
    public_key: bytes,
    label: str,
    schema: int,
    now_ms: int,
    *,
    sealing_key: bytes = b"",
) -> Enrolled:
    """Make the PC that shows a valid code a device; the code is used up in the same transaction.

    Raises:
        ProblemError: SYN-101, the code is unknown, used or past its day; which of them is not said.
    """
    with database.atomic():
        rows = query(
            database,
            "UPDATE enrolment_code SET used_ms = %(now)s WHERE code_hash = %(hash)s AND used_ms IS NULL "
            "AND expires_ms > %(now)s RETURNING village_id, streams",
            {"hash": _hash(key, tidy_code(code)), "now": now_ms},
        )
        if not rows:
            raise ProblemError(Problem("SYN-101"))
        village_id, streams = rows[0][0], tuple(rows[0][1])
        device = devices.add_device(
            database, village_id, label, public_key, streams, schema, now_ms, sealing_key=sealing_key
        )
        audit.append(
            database,
            village_id,
            "device_enrolled",
            now_ms,
            device=device,
            details={"public_key": public_key.hex()},
        )
    return Enrolled(village_id, device, streams)
