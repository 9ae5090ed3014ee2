"""The key envelope ``vault.json``: village, users, and the data key wrapped once for each of them.

Nothing in it is secret without a password. Two equal copies are kept, so that a torn file never
locks an office out; equal, because an older copy would still open with a password that was changed.
"""

import binascii
import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from desktop.domain.accounts import Role, login_key
from desktop.domain.ids import UserId
from desktop.domain.problem import Problem, ProblemError, Severity
from desktop.domain.village import Village
from desktop.vault.folder import DataFolder, write_durably
from desktop.vault.suite import KdfCost

FORMAT = 1
_SIZE_LIMIT = 4 * 1024 * 1024


class UserWrap(NamedTuple):
    """The data key, openable with one user's password."""

    user_id: UserId
    login: str
    role: Role
    cost: KdfCost
    salt: bytes
    box: bytes


class RecoveryWrap(NamedTuple):
    """The data key, openable with the code on the recovery sheet."""

    salt: bytes
    box: bytes
    made_at: str


class Envelope(NamedTuple):
    """Contents of the envelope.

    Attributes:
        suite: Id of the suite that made all boxes and the seal.
        vault_id: 32 hexadecimal characters, chosen once.
        serial: Counts the changes; of two sound copies the higher one is newer.
        seal: Keyed fingerprint of everything else, checked once the data key is known.
    """

    suite: str
    vault_id: str
    serial: int
    village: Village
    users: tuple[UserWrap, ...]
    recovery: RecoveryWrap
    seal: bytes = b""

    def find_user(self, login: str) -> UserWrap | None:
        """The user of a login, whatever its case or width."""
        key = login_key(login)
        return next((wrap for wrap in self.users if login_key(wrap.login) == key), None)

    def sealed_bytes(self) -> bytes:
        """What the seal is computed over."""
        return _canonical(_body(self._replace(seal=b"")))


class FoundEnvelope(NamedTuple):
    """An envelope and how it was found.

    ``warnings`` is not empty when one of the two copies was torn or stale (VLT-027).
    """

    envelope: Envelope
    warnings: tuple[Problem, ...] = ()


class _Torn(Exception):
    """A copy that can't be used."""


class _Newer(Exception):
    """A sound copy of a later format."""


def read_envelope(folder: DataFolder, *, is_only_shown: bool = False) -> FoundEnvelope:
    """The newest sound copy.

    Args:
        folder: Where the copies are.
        is_only_shown: Nothing will be opened with it. Then two copies of the same bytes vouch for each
            other: their checksum takes the unlock page longer to import than all else it asks of a folder.

    Raises:
        ProblemError: VLT-007 there is none; VLT-004 both are damaged; VLT-005 a newer program wrote it.
    """
    copies: list[bytes] = []
    torn = 0
    for path in (folder.envelope, folder.envelope_copy):
        try:
            if path.stat().st_size > _SIZE_LIMIT:
                raise _Torn
            copies.append(path.read_bytes())
        except FileNotFoundError:
            continue
        except (_Torn, PermissionError, IsADirectoryError):
            torn += 1
    sound: list[Envelope] = []
    for data in dict.fromkeys(copies):
        try:
            sound.append(parse(data, is_vouched_for=is_only_shown and copies.count(data) == 2))
        except _Torn:
            torn += 1
        except _Newer:
            raise ProblemError(Problem("VLT-005", {"path": str(folder.path)})) from None
    if not sound:
        code = "VLT-004" if torn else "VLT-007"
        raise ProblemError(Problem(code, {"path": str(folder.path)}))
    newest = max(sound, key=lambda envelope: envelope.serial)
    if len(copies) == 2 and all(envelope == newest for envelope in sound) and not torn:
        return FoundEnvelope(newest)
    return FoundEnvelope(newest, (Problem("VLT-027", severity=Severity.HINT),))


def write_envelope(folder: DataFolder, envelope: Envelope) -> None:
    """Put both copies in place, one after the other, each all or nothing.

    Raises:
        ProblemError: VLT-018 or VLT-019; at least one sound copy, old or new, is there afterwards.
    """
    data = to_bytes(envelope)
    write_durably(folder.envelope, data)
    write_durably(folder.envelope_copy, data)


def to_bytes(envelope: Envelope) -> bytes:
    """The file's bytes: indented JSON in UTF-8, ended by a checksum that tells torn from wrong."""
    body = _body(envelope)
    body["check"] = _checksum(body)
    return json.dumps(body, ensure_ascii=False, indent=1).encode() + b"\n"


def parse(data: bytes, *, is_vouched_for: bool = False) -> Envelope:
    """Read a copy; raises an error private to this module unless it is sound and of our format.

    The checksum of one that is vouched for otherwise is not reckoned.
    """
    try:
        body = json.loads(data)
        check = body.pop("check")
        if not is_vouched_for and _checksum(body) != check:
            raise _Torn
        if int(body["format"]) > FORMAT:
            raise _Newer
        return Envelope(
            suite=str(body["suite"]),
            vault_id=str(body["vault_id"]),
            serial=int(body["serial"]),
            village=Village(**{key: str(value) for key, value in body["village"].items()}),
            users=tuple(_user_wrap(entry) for entry in body["users"]),
            recovery=RecoveryWrap(
                salt=_unpack(body["recovery"]["salt"]),
                box=_unpack(body["recovery"]["box"]),
                made_at=str(body["recovery"]["made_at"]),
            ),
            seal=_unpack(body["seal"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise _Torn from error


def parse_or_none(path: Path) -> Envelope | None:
    """One copy by its place, or None when it is absent, torn or newer."""
    try:
        return parse(path.read_bytes())
    except (_Torn, _Newer, OSError):
        return None


def read_copy(path: Path) -> Envelope:
    """One copy by its place, as a backup holds it.

    Raises:
        ProblemError: VLT-004 damaged, VLT-005 newer.
    """
    try:
        return parse(path.read_bytes())
    except _Torn:
        raise ProblemError(Problem("VLT-004", {"path": str(path)})) from None
    except _Newer:
        raise ProblemError(Problem("VLT-005", {"path": str(path)})) from None


def _user_wrap(entry: Mapping[str, object]) -> UserWrap:
    cost = entry["cost"]
    if not isinstance(cost, dict):
        raise _Torn
    return UserWrap(
        user_id=UserId(str(entry["user_id"])),
        login=str(entry["login"]),
        role=Role(entry["role"]),
        cost=KdfCost(int(cost["passes"]), int(cost["memory_kib"]), int(cost["lanes"])),
        salt=_unpack(entry["salt"]),
        box=_unpack(entry["box"]),
    )


def _body(envelope: Envelope) -> dict[str, object]:
    return {
        "format": FORMAT,
        "suite": envelope.suite,
        "vault_id": envelope.vault_id,
        "serial": envelope.serial,
        "village": envelope.village._asdict(),
        "users": [
            {
                "user_id": wrap.user_id,
                "login": wrap.login,
                "role": wrap.role.value,
                "cost": wrap.cost._asdict(),
                "salt": _pack(wrap.salt),
                "box": _pack(wrap.box),
            }
            for wrap in envelope.users
        ],
        "recovery": {
            "salt": _pack(envelope.recovery.salt),
            "box": _pack(envelope.recovery.box),
            "made_at": envelope.recovery.made_at,
        },
        "seal": _pack(envelope.seal),
    }


def _checksum(body: Mapping[str, object]) -> str:
    import hashlib  # late: see `read_envelope`

    return hashlib.sha256(_canonical(body)).hexdigest()


def _canonical(body: Mapping[str, object]) -> bytes:
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _pack(data: bytes) -> str:
    return binascii.b2a_base64(data, newline=False).decode("ascii")


def _unpack(text: object) -> bytes:
    return binascii.a2b_base64(str(text), strict_mode=True)
