"""The exchange by stick: a file for the county, and the county's answer."""

from dataclasses import dataclass
from pathlib import Path

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Problem, ProblemError
from desktop.services.arrivals import take_in_arrivals
from desktop.services.office import Office
from desktop.services.sync.running import SyncReport, destroy
from desktop.vault.folder import write_durably
from sync.protocol.bundle import LARGEST, SUFFIX
from sync.village.bundle import read_bundle, write_bundle
from sync.village.identity import current_state


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file that was written for the county, and how many batches it holds."""

    path: Path
    size_bytes: int
    batches: int


def export_bundle(office: Office, file: Path, job: JobHandle | None = None) -> BundleFile:
    """Write what waits into a file that only the county can read; logged.

    It may be written again until the county's answer comes, and sent online at the same time.

    Raises:
        ProblemError: SYS-403; SYN-150 not enrolled; SYN-171 the county takes no sticks; VLT-018, VLT-019
            the file can't be written.
        Cancelled: By the job; no file is left.
    """
    office.require(Right.BACKUP)
    target = file if file.suffix else file.with_suffix(SUFFIX)
    data, batches = write_bundle(office.store, target, office.user.id, office.clock(), job or NoJob())
    write_durably(target, data)
    office.log_access("sync_bundle_out", purpose=target.name)
    return BundleFile(target, len(data), batches)


def import_bundle(office: Office, file: Path, job: JobHandle | None = None) -> SyncReport:
    """Take in the county's answer from a file; taking it in twice changes nothing. Logged.

    Raises:
        ProblemError: SYS-403; SYN-170 the file can't be read; SYN-172 it is not the county's answer to
            this PC; SYN-150 not enrolled; SYN-190 it held the county's order, and the keys are destroyed.
    """
    office.require(Right.BACKUP)
    try:
        if file.stat().st_size > LARGEST:
            raise ProblemError(Problem("SYN-172"))
        data = file.read_bytes()
    except OSError as error:
        raise ProblemError(Problem("SYN-170", {"file": file.name})) from error
    taken = read_bundle(office.store, data, office.now_text(), job or NoJob())
    office.log_access("sync_bundle_in", purpose=file.name)
    if taken.wipe is not None:
        destroy(office, current_state(office.store))
    take_in_arrivals(office)
    return SyncReport(taken.sent, taken.refused, taken.conflicts, taken.received)
