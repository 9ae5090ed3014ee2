"""A backup of a county: one file with the database, the key, the attachments and what to check them by.

It holds every village's records in the clear: it belongs on an encrypted disk, behind a locked door.
"""

import json
import os
import re
import subprocess
import zipfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from desktop.domain.problem import Problem, ProblemError
from sync.county.blob_files import BLOBS, BlobFiles
from sync.county.clock import now_ms
from sync.county.embedded import find_program
from sync.county.identity import KEY_FILE
from sync.county.store import lives, migrations
from sync.county.store.database import Database

MANIFEST = "manifest.json"
DUMP = "county.dump"
FORMAT = 1
_CHUNK = 2**20
_ATTACHED = re.compile(rf"{BLOBS}/\d+/[0-9a-f]{{2}}/[0-9a-f]{{64}}")


def write_backup(database: Database, url: str, folder: Path, file: Path) -> int:
    """Write a backup to ``file``, attachments included, whole or not at all; returns its size in bytes.

    Villages may exchange meanwhile: the backup is of one moment.

    Raises:
        ProblemError: CTY-010, ``pg_dump`` is missing or failed, or the file can't be written.
    """
    partial, files = file.with_name(file.name + ".part"), BlobFiles(folder)
    try:
        with TemporaryDirectory(dir=file.parent) as scratch:
            dump = Path(scratch) / DUMP
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}", url)
            manifest = {
                "format": FORMAT,
                "made_ms": now_ms(),
                "database": migrations.version(database),
                "dump_sha256": _digest(dump),
            }
            with os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as stream:
                with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as archive:
                    archive.writestr(MANIFEST, json.dumps(manifest))
                    archive.write(folder / KEY_FILE, KEY_FILE)
                    archive.write(dump, DUMP)
                    # After the dump: every content that it names is here, and one more does no harm. One
                    # that a sweep removes meanwhile had not been named for months.
                    for path in files.whole_files():
                        with suppress(FileNotFoundError):
                            archive.write(path, files.relative(path))
                stream.flush()
                os.fsync(stream.fileno())
        partial.replace(file)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ProblemError(Problem("CTY-010", {"reason": error.strerror or type(error).__name__})) from error
    return file.stat().st_size


def restore_backup(database: Database, url: str, folder: Path, file: Path) -> None:
    """Bring a backup into an empty database and an empty folder; nothing is written unless it is sound.

    Raises:
        ProblemError: CTY-006, the file is no backup or is damaged; CTY-007, database or folder have
            something already; CTY-005, it was made by a newer program; CTY-010, ``pg_restore`` failed.
    """
    if migrations.version(database) or (folder / KEY_FILE).exists():
        raise ProblemError(Problem("CTY-007"))
    try:
        with TemporaryDirectory() as scratch, zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            known = migrations.steps()[-1][0]
            if manifest["format"] > FORMAT or manifest["database"] > known:
                problem = Problem("CTY-005", {"found": str(manifest["database"]), "known": str(known)})
                raise ProblemError(problem)
            key = archive.read(KEY_FILE)
            dump = Path(archive.extract(DUMP, scratch))
            if _digest(dump) != manifest["dump_sha256"]:
                raise ProblemError(Problem("CTY-006", {"file": file.name}))
            whole = ("--single-transaction", "--exit-on-error", "--no-owner")
            _run("pg_restore", *whole, f"--dbname={url}", str(dump))
            with database.atomic():
                lives.note_restore(database)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, FileNotFoundError) as error:
        raise ProblemError(Problem("CTY-006", {"file": file.name})) from error
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(file) as archive:
        attached = [name for name in archive.namelist() if _ATTACHED.fullmatch(name)]
        archive.extractall(folder, attached)
    with os.fdopen(os.open(folder / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(key)


def _digest(file: Path) -> str:
    digest = sha256()
    with file.open("rb") as stream:
        while part := stream.read(_CHUNK):
            digest.update(part)
    return digest.hexdigest()


def _run(program: str, *arguments: str) -> None:
    path = find_program(program)
    if path is None:
        raise ProblemError(Problem("CTY-010", {"reason": program}))
    done = subprocess.run([path, *arguments], check=False, capture_output=True, text=True)
    if done.returncode != 0:
        last = done.stderr.strip().splitlines()[-1:] or [program]
        raise ProblemError(Problem("CTY-010", {"reason": last[0]}))
