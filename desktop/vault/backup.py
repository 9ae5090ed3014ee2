"""A backup file (``.cqb``): one consistent moment of an office, encrypted like the office itself.

A stored (uncompressed) zip of ``manifest.json``, ``vault.json`` and ``register.db``; encrypted bytes
don't get smaller. Attachments never change once written, so they lie beside the backups in one folder
``attachments`` per place and the manifest lists which of them belong; a backup meant to travel alone
carries them inside.
"""

import datetime
import hashlib
import hmac
import json
import os
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import IO

from db.connection import Connection, DatabaseError, connect
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.vault.envelope import read_envelope, to_bytes
from desktop.vault.folder import BACKUP_SUFFIX, replacing, writing_to
from desktop.vault.suite import wipe
from desktop.vault.unlock import OpenVault

FORMAT = 1
SUFFIX = BACKUP_SUFFIX
ATTACHMENTS = "attachments"
_MANIFEST, _REGISTER, _ENVELOPE = "manifest.json", "register.db", "vault.json"
_NAME = re.compile(r"(?P<moment>\d{8}-\d{6})-(?P<reason>[a-z_]+)(-(?P<number>\d+))?\.cqb\Z")
_MOMENT = "%Y%m%d-%H%M%S"
_CHUNK = 1 << 20
_PAGES_PER_STEP = 2048
_MANIFEST_LIMIT = 64 * 1024 * 1024


class Reason(Enum):
    """Why a backup was made; part of its file name."""

    AUTO = "auto"  # every 30 minutes while open
    MANUAL = "manual"  # asked for
    CLOSE = "close"  # on closing the program
    BEFORE_IMPORT = "before_import"
    BEFORE_UNDO = "before_undo"
    BEFORE_RESTORE = "before_restore"
    BEFORE_MIGRATION = "before_migration"

    @property
    def is_precaution(self) -> bool:
        """Made before something risky."""
        return self.value.startswith("before_")


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a backup."""

    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TableState:
    """What a table held: number of rows and a keyed fingerprint over all of them."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; readable without a password, unforgeable without the key.

    Attributes:
        made_at: UTC moment, ISO 8601 with seconds.
        parts: By name inside the file; the register and the envelope.
        tables: By table name, taken from the living register in the snapshot that was copied.
        change_seq: Newest change the backup holds; 0 when there is none.
        attachments: By place below the attachments folder.
        attachments_inside: Whether the file carries them.
        seal: Keyed fingerprint of everything else, hexadecimal.
    """

    vault_id: str
    village: str
    program: str
    made_at: str
    reason: Reason
    parts: Mapping[str, Part]
    tables: Mapping[str, TableState]
    change_seq: int
    attachments: Mapping[str, Part]
    attachments_inside: bool
    seal: str = ""

    @property
    def moment(self) -> datetime.datetime:
        """When it was made, UTC."""
        return datetime.datetime.fromisoformat(self.made_at)


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup as its name and size tell, without opening it.

    ``number`` counts those of one reason within one second, from 1.
    """

    path: Path
    made_at: datetime.datetime
    reason: Reason
    size_bytes: int
    number: int = 1

    @property
    def age_key(self) -> tuple[datetime.datetime, int, str]:
        """Sorts from the oldest to the newest."""
        return self.made_at, self.number, self.path.name


def list_backups(place: Path) -> tuple[BackupFile, ...]:
    """The backups in a folder, newest first; other files are passed over."""
    found = []
    for path in place.glob(f"*{SUFFIX}") if place.is_dir() else ():
        match = _NAME.match(path.name)
        if match is None or match["reason"] not in {reason.value for reason in Reason}:
            continue
        moment = datetime.datetime.strptime(match["moment"], _MOMENT).replace(tzinfo=datetime.UTC)
        found.append(
            BackupFile(path, moment, Reason(match["reason"]), path.stat().st_size, int(match["number"] or 1))
        )
    return tuple(sorted(found, key=lambda file: file.age_key, reverse=True))


def make_backup(
    source: Connection,
    vault: OpenVault,
    place: Path,
    *,
    reason: Reason,
    program: str,
    now: datetime.datetime,
    job: JobHandle,
    target: Path | None = None,
) -> BackupFile:
    """Write one backup of an open office; writers are not held up meanwhile.

    Args:
        source: Keyed connection to the living register, inside a read transaction: everything comes
            from that one snapshot.
        vault: The open vault.
        place: Folder for the file; made when absent.
        reason: Why.
        program: Version of this program.
        now: The present moment, UTC.
        job: Told pages copied; may cancel.
        target: A file to travel alone, attachments inside, instead of one in ``place``.

    Raises:
        ProblemError: BAK-004 the place is full; BAK-005 it can't be written to; no half file stays.
        Cancelled: By the job; no file stays.
    """
    folder = vault.folder
    final = target or _free_name(place, now, reason)
    with _place_problems(final.parent):
        final.parent.mkdir(parents=True, exist_ok=True)
        folder.scratch.mkdir(exist_ok=True)
        needed = folder.register.stat().st_size * (2 if _same_disk(folder.scratch, final.parent) else 1)
        if shutil.disk_usage(final.parent).free < needed * 1.05:
            raise ProblemError(Problem("BAK-004", {"path": str(final.parent)}))
        attachments = _attachments(folder.blobs)
        with tempfile.TemporaryDirectory(dir=folder.scratch, prefix="backup-") as scratch:
            copy = Path(scratch) / _REGISTER
            _copy_register(source, vault, copy, job)
            manifest = _describe(source, vault, copy, reason, program, now, attachments, target is not None)
            job.check_cancelled()
            with replacing(final) as stream:
                _write_zip(stream, manifest, copy, vault, target is not None)
        if target is None:
            copy_attachments(folder.blobs, final.parent / ATTACHMENTS, attachments)
    return BackupFile(final, now.replace(microsecond=0), reason, final.stat().st_size)


def read_manifest(path: Path) -> Manifest:
    """What a backup says of itself; its parts are not looked at.

    Raises:
        ProblemError: BAK-001 not a backup, or damaged; BAK-002 made by a newer program.
    """
    values = {"file": path.name}
    try:
        with zipfile.ZipFile(path) as archive:
            if archive.getinfo(_MANIFEST).file_size > _MANIFEST_LIMIT:
                raise ProblemError(Problem("BAK-001", values))
            body = json.loads(archive.read(_MANIFEST))
        if int(body["format"]) > FORMAT:
            raise ProblemError(Problem("BAK-002", values))
        return Manifest(
            vault_id=str(body["vault_id"]),
            village=str(body["village"]),
            program=str(body["program"]),
            made_at=datetime.datetime.fromisoformat(body["made_at"]).isoformat(),
            reason=Reason(body["reason"]),
            parts=_parts(body["parts"]),
            tables={
                str(name): TableState(int(state["rows"]), str(state["digest"]))
                for name, state in body["tables"].items()
            },
            change_seq=int(body["change_seq"]),
            attachments=_parts(body["attachments"]),
            attachments_inside=bool(body["attachments_inside"]),
            seal=str(body["seal"]),
        )
    except FileNotFoundError:
        raise ProblemError(Problem("BAK-003", values)) from None
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ProblemError(Problem("BAK-001", values)) from error


def is_genuine(manifest: Manifest, vault: OpenVault) -> bool:
    """Whether a holder of this vault's key wrote the manifest."""
    return manifest.vault_id == vault.vault_id and hmac.compare_digest(
        _seal_of(manifest, vault), manifest.seal
    )


def unpack(path: Path, manifest: Manifest, into: Path) -> None:
    """Take register, envelope and the attachments it carries out of a backup, checking each byte.

    Nothing is written outside ``into``; names inside the file are not trusted.

    Raises:
        ProblemError: BAK-001 a part is missing or differs from the manifest; VLT-018/019 for ``into``.
    """
    with writing_to(into):
        into.mkdir(parents=True, exist_ok=True)
        try:
            with zipfile.ZipFile(path) as archive:
                for name in (_REGISTER, _ENVELOPE):
                    _extract(archive, name, manifest.parts[name], into / name)
                if manifest.attachments_inside:
                    for name, part in manifest.attachments.items():
                        target = into / ATTACHMENTS / attachment_place(name)
                        target.parent.mkdir(parents=True, exist_ok=True)
                        _extract(archive, f"{ATTACHMENTS}/{name}", part, target)
        except (zipfile.BadZipFile, KeyError, EOFError) as error:
            raise ProblemError(Problem("BAK-001", {"file": path.name})) from error


def attachment_place(name: str) -> Path:
    """Place of an attachment below its folder.

    Raises:
        ProblemError: BAK-001 the name is not one of ours.
    """
    if not re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{64}", name):
        raise ProblemError(Problem("BAK-001", {"file": name[:40]}))
    return Path(name[:2]) / name[3:]


def table_states(connection: Connection, key: bytes | bytearray) -> dict[str, TableState]:
    """Rows and keyed fingerprint of every real table, in the order of their names.

    The fingerprints are keyed: without the key nobody can try out guesses at what a table holds.
    """
    from msgspec import msgpack  # late: only backups need it, and its bytes are the same everywhere

    encoder = msgpack.Encoder()
    names = [
        row[0]
        for row in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
        )
    ]
    states = {}
    for name in names:
        fingerprint = hmac.new(key, name.encode(), hashlib.sha256)
        rows = 0
        cursor = connection.execute(f'SELECT * FROM "{name}" NOT INDEXED')  # noqa: S608 - from the schema
        while chunk := cursor.fetchmany(500):
            rows += len(chunk)
            for row in chunk:
                fingerprint.update(encoder.encode(row))
        states[name] = TableState(rows, fingerprint.hexdigest())
    return states


def copy_attachments(source: Path, target: Path, attachments: Mapping[str, Part]) -> None:
    """Bring a place's attachments up to date; files never change, so only absent ones are copied."""
    for name in attachments:
        wanted = target / attachment_place(name)
        if wanted.exists():
            continue
        wanted.parent.mkdir(parents=True, exist_ok=True)
        with replacing(wanted) as stream, (source / attachment_place(name)).open("rb") as content:
            shutil.copyfileobj(content, stream, _CHUNK)


def drop_damaged_attachments(target: Path, attachments: Mapping[str, Part]) -> None:
    """Remove copies that are no longer what was copied, so that the next backup copies them anew."""
    for name, part in attachments.items():
        copy = target / attachment_place(name)
        if copy.exists() and part_of(copy) != part:
            copy.unlink()


def copy_backup(file: Path, place: Path) -> Path:
    """The same backup in another place, all or nothing.

    Raises:
        ProblemError: BAK-004 full; BAK-005 not there or not writable.
    """
    with _place_problems(place):
        if not place.is_dir():
            raise FileNotFoundError(place)
        target = place / file.name
        with replacing(target) as stream, file.open("rb") as content:
            shutil.copyfileobj(content, stream, _CHUNK)
        return target


def _free_name(place: Path, now: datetime.datetime, reason: Reason) -> Path:
    stem = f"{now.astimezone(datetime.UTC).strftime(_MOMENT)}-{reason.value}"
    candidates = (f"{stem}{SUFFIX}", *(f"{stem}-{number}{SUFFIX}" for number in range(2, 1000)))
    return next(place / name for name in candidates if not (place / name).exists())


@contextmanager
def _place_problems(place: Path) -> Iterator[None]:
    """Name the backup place, not the data folder, when it is full or can't be written to."""
    values = {"path": str(place)}
    try:
        with writing_to(place):
            yield
    except FileNotFoundError as error:
        raise ProblemError(Problem("BAK-005", values)) from error
    except ProblemError as error:
        code = {
            "VLT-019": "BAK-004",
            "STO-004": "BAK-004",
            "STO-007": "BAK-004",
            "VLT-018": "BAK-005",
            "VLT-038": "BAK-005",
            "STO-005": "BAK-005",
        }.get(error.problems[0].code)
        if code is None:
            raise
        raise ProblemError(Problem(code, values)) from error
    except DatabaseError as error:
        if "full" in str(error) or "disk I/O" in str(error):
            raise ProblemError(Problem("BAK-004", values)) from error
        raise


def _same_disk(one: Path, other: Path) -> bool:
    return one.stat().st_dev == other.stat().st_dev


def _copy_register(source: Connection, vault: OpenVault, copy: Path, job: JobHandle) -> None:
    key = vault.subkey("register")
    try:
        copied = connect(copy, bytes(key))
    finally:
        wipe(key)
    try:
        copied.execute("PRAGMA journal_mode = DELETE")
        copied.execute("PRAGMA synchronous = OFF")  # the finished backup is synced as a whole

        def on_step(_status: int, remaining: int, total: int) -> None:
            job.report(total - remaining, total)
            job.check_cancelled()

        source.backup(copied, pages=_PAGES_PER_STEP, progress=on_step)
    finally:
        copied.close()


def _describe(
    source: Connection,
    vault: OpenVault,
    copy: Path,
    reason: Reason,
    program: str,
    now: datetime.datetime,
    attachments: Mapping[str, Part],
    attachments_inside: bool,
) -> Manifest:
    envelope = to_bytes(read_envelope(vault.folder).envelope)
    key = vault.subkey("backup")
    try:
        tables = table_states(source, key)
    finally:
        wipe(key)
    newest = source.execute("SELECT max(seq) FROM change").fetchone()[0]
    manifest = Manifest(
        vault_id=vault.vault_id,
        village=vault.village.name,
        program=program,
        made_at=now.astimezone(datetime.UTC).isoformat(timespec="seconds"),
        reason=reason,
        parts={
            _REGISTER: part_of(copy),
            _ENVELOPE: Part(len(envelope), hashlib.sha256(envelope).hexdigest()),
        },
        tables=tables,
        change_seq=int(newest or 0),
        attachments=attachments,
        attachments_inside=attachments_inside,
    )
    return replace(manifest, seal=_seal_of(manifest, vault))


def _write_zip(
    stream: IO[bytes], manifest: Manifest, copy: Path, vault: OpenVault, attachments_inside: bool
) -> None:
    from msgspec import json as fast_json  # late: only backups need it

    body = fast_json.format(fast_json.encode(_body(manifest)), indent=1)
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        archive.writestr(_MANIFEST, body)
        archive.writestr(_ENVELOPE, to_bytes(read_envelope(vault.folder).envelope))
        archive.write(copy, _REGISTER)
        if attachments_inside:
            for name in manifest.attachments:
                archive.write(vault.folder.blobs / attachment_place(name), f"{ATTACHMENTS}/{name}")


def part_of(path: Path) -> Part:
    """Size and SHA-256 of a file."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Part(path.stat().st_size, digest)


def _attachments(root: Path) -> dict[str, Part]:
    paths: Iterable[Path] = sorted(path for path in root.glob("??/*") if not path.name.startswith("."))
    return {f"{path.parent.name}/{path.name}": part_of(path) for path in paths}


def _extract(archive: zipfile.ZipFile, name: str, part: Part, target: Path) -> None:
    digest = hashlib.sha256()
    left = part.size_bytes
    with archive.open(name) as source, target.open("wb") as stream:
        while chunk := source.read(_CHUNK):
            left -= len(chunk)
            if left < 0:  # more than it says: not ours, and possibly endless
                break
            digest.update(chunk)
            stream.write(chunk)
        stream.flush()
        os.fsync(stream.fileno())
    if left != 0 or digest.hexdigest() != part.sha256:
        raise ProblemError(Problem("BAK-001", {"file": Path(str(archive.filename)).name}))


def _parts(entries: Mapping[str, Mapping[str, object]]) -> dict[str, Part]:
    return {
        str(name): Part(int(str(entry["size_bytes"])), str(entry["sha256"]))
        for name, entry in entries.items()
    }


def _body(manifest: Manifest) -> dict[str, object]:
    from msgspec import to_builtins  # late: only backups need it

    return {**to_builtins(manifest), "format": FORMAT}


def _seal_of(manifest: Manifest, vault: OpenVault) -> str:
    body = json.dumps(_body(replace(manifest, seal="")), ensure_ascii=False, sort_keys=True)
    key = vault.subkey("backup")
    try:
        return vault.suite.tag(key, body.encode()).hex()
    finally:
        wipe(key)
