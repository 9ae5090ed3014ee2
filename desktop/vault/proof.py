"""Proven restore (恢复演练): a backup counts only after it was restored, opened and compared."""

import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

from db.connection import Connection, DatabaseError, connect
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.vault.backup import (
    ATTACHMENTS,
    Manifest,
    attachment_place,
    is_genuine,
    part_of,
    read_manifest,
    table_states,
    unpack,
)
from desktop.vault.envelope import read_copy
from desktop.vault.suite import wipe
from desktop.vault.unlock import OpenVault

RECORDS_READ = 20
ATTACHMENTS_READ = 200
_STEPS = 5


@dataclass(frozen=True, slots=True)
class Proof:
    """Result of a proven restore.

    Attributes:
        manifest: Of the backup, or None when even that couldn't be read.
        tables: Number of tables compared.
        rows: Rows in all of them.
        records_read: Random records read in full.
        attachments_read: Attachments whose bytes were compared.
        problems: What is wrong; empty when the backup is proven.
    """

    manifest: Manifest | None
    tables: int = 0
    rows: int = 0
    records_read: int = 0
    attachments_read: int = 0
    problems: tuple[Problem, ...] = ()

    @property
    def is_proven(self) -> bool:
        """Whether the backup can be relied on."""
        return not self.problems


def prove(file: Path, vault: OpenVault, job: JobHandle) -> Proof:
    """Restore a backup into a scratch folder and compare it with its manifest.

    Checked are: every byte of the parts, the seal, the envelope, the key, the cipher's page checks, the
    structure of the file, rows and fingerprint of each table, 20 random records and up to 200 random
    attachments. Nothing decrypted is written to disk.

    Returns:
        What was compared, and every problem found (BAK-002, BAK-003 and BAK-010 to BAK-014).

    Raises:
        ProblemError: VLT-018 or VLT-019 the scratch folder can't be written.
        Cancelled: By the job.
    """
    values = {"file": file.name}
    try:
        manifest = read_manifest(file)
    except ProblemError as error:
        return Proof(None, problems=_as_damage(error, values))
    if not is_genuine(manifest, vault):
        return Proof(manifest, problems=(Problem("BAK-010", values),))
    vault.folder.scratch.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=vault.folder.scratch, prefix="proof-") as scratch:
        root = Path(scratch)
        job.report(1, _STEPS)
        try:
            unpack(file, manifest, root)
            envelope = read_copy(root / vault.folder.envelope.name)
        except ProblemError as error:
            if error.problems[0].code in {"VLT-018", "VLT-019"}:
                raise
            return Proof(manifest, problems=_as_damage(error, values))
        if envelope.vault_id != vault.vault_id:
            return Proof(manifest, problems=(Problem("BAK-010", values),))
        job.report(2, _STEPS)
        job.check_cancelled()
        proof = _compare(root / vault.folder.register.name, manifest, vault, values, job)
        job.report(4, _STEPS)
        inside = root / ATTACHMENTS
        beside = file.parent / ATTACHMENTS
        return _with_attachments(proof, manifest, inside if manifest.attachments_inside else beside, values)


def _as_damage(error: ProblemError, values: dict[str, str]) -> tuple[Problem, ...]:
    """A file that no restore would take is told as a damaged backup: nobody was about to restore here."""
    return tuple(
        Problem("BAK-012", values) if problem.code == "BAK-001" else problem for problem in error.problems
    )


def _compare(
    register: Path, manifest: Manifest, vault: OpenVault, values: dict[str, str], job: JobHandle
) -> Proof:
    key = vault.subkey("register")
    digest_key = vault.subkey("backup")
    try:
        connection = connect(register, bytes(key))
    except ProblemError:
        return Proof(manifest, problems=(Problem("BAK-011", values),))
    finally:
        wipe(key)
    try:
        problems: list[Problem] = []
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            problems.append(Problem("BAK-012", values))
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            problems.append(Problem("BAK-012", values))
        job.report(3, _STEPS)
        job.check_cancelled()
        found = table_states(connection, digest_key)
        differing = sorted(
            name
            for name in found.keys() | manifest.tables.keys()
            if found.get(name) != manifest.tables.get(name)
        )
        if differing:
            problems.append(Problem("BAK-013", values | {"tables": "、".join(differing[:5])}))
        read = _read_records(connection, RECORDS_READ)
        return Proof(
            manifest,
            tables=len(found),
            rows=sum(state.rows for state in found.values()),
            records_read=read,
            problems=tuple(problems),
        )
    except DatabaseError:
        return Proof(manifest, problems=(Problem("BAK-012", values),))
    finally:
        wipe(digest_key)
        connection.close()


def _read_records(connection: Connection, count: int) -> int:
    """Read random people (or households) by their id, the way the program will; returns how many."""
    read = 0
    for table in ("person", "household", "event"):
        last = connection.execute(f"SELECT max(pk) FROM {table}").fetchone()[0]  # noqa: S608 - fixed names
        for _ in range(count if last else 0):
            if read == count:
                return read
            start = random.randint(1, last)  # noqa: S311 - a sample, not a secret
            row = connection.execute(
                f"SELECT id FROM {table} WHERE pk >= ? ORDER BY pk LIMIT 1",  # noqa: S608
                (start,),
            ).fetchone()
            whole = connection.execute(f"SELECT * FROM {table} WHERE id = ?", row).fetchall()  # noqa: S608
            read += len(whole)
    return read


def _with_attachments(proof: Proof, manifest: Manifest, place: Path, values: dict[str, str]) -> Proof:
    names = list(manifest.attachments)
    chosen = random.sample(names, min(len(names), ATTACHMENTS_READ))
    bad = 0
    for name in chosen:
        path = place / attachment_place(name)
        if not path.exists() or part_of(path) != manifest.attachments[name]:
            bad += 1
    problems = proof.problems
    if bad:
        problems = (*problems, Problem("BAK-014", values | {"count": str(bad), "of": str(len(chosen))}))
    return Proof(
        manifest,
        proof.tables,
        proof.rows,
        proof.records_read,
        attachments_read=len(chosen),
        problems=problems,
    )
