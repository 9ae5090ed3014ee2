"""Is the office sound? The register's pages and structure, and every attachment."""

from dataclasses import dataclass

from db.connection import DatabaseError, problem_of
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office
from desktop.vault.blobs import BlobStore


@dataclass(frozen=True, slots=True)
class Checkup:
    """What was looked at, and every problem found.

    ``people`` and ``households`` count rows, those who left included; ``problems`` is empty when all
    is sound.
    """

    people: int
    households: int
    attachments: int
    problems: tuple[Problem, ...]


def check_office(office: Office, job: JobHandle | None = None) -> Checkup:
    """Read every page of the register through the cipher's check, then its structure, then all attachments.

    Returns:
        BAK-020 a damaged page, BAK-021 a broken structure, BAK-022 damaged attachments; none when sound.

    Raises:
        Cancelled: By the job.
    """
    job = job or NoJob()
    problems: list[Problem] = []
    people = households = 0
    path = office.vault.folder.register
    job.report(0, 3)
    try:
        with office.store.reading() as connection:
            # Pages that were not yet copied from the write-ahead log are read through it.
            if connection.execute("PRAGMA cipher_integrity_check").fetchall():
                problems.append(Problem("BAK-020"))
            job.report(1, 3)
            job.check_cancelled()
            if connection.execute("PRAGMA integrity_check(1)").fetchall() != [("ok",)]:
                problems.append(Problem("BAK-021"))
            people = int(connection.execute("SELECT count(*) FROM person").fetchone()[0])
            households = int(connection.execute("SELECT count(*) FROM household").fetchone()[0])
    except DatabaseError as error:
        problems.append(problem_of(error, path))
    except ProblemError as error:
        problems += error.problems
    job.report(2, 3)
    blobs = BlobStore(office.vault)
    attachments = bad = 0
    for file in blobs.files():
        job.check_cancelled()
        attachments += 1
        bad += not blobs.is_sound(file)
    if bad:
        problems.append(Problem("BAK-022", {"count": str(bad), "of": str(attachments)}))
    job.report(3, 3)
    return Checkup(people, households, attachments, tuple(problems))
