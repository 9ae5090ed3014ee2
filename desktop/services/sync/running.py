"""Enrolling this PC at a county, and one run of the exchange."""

import json
import random
import threading
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import NoReturn

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Problem, ProblemError
from desktop.services.arrivals import take_in_arrivals
from desktop.services.office import Office
from desktop.services.settings import load_settings
from desktop.services.sync.pinning import address_of
from desktop.vault.blobs import BlobStore
from desktop.vault.destruction import destroy_keys
from desktop.vault.folder import write_durably
from sync.village import identity
from sync.village.cycle import Report, SyncRun
from sync.village.identity import Enrolment
from sync.village.state import SyncState
from sync.village.transport import CountyAddress, Transport

_AUTHORITY = ".county-authority.pem"

# Two runs at once would only send everything twice; the timer and the button may meet.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one run did: operations sent, refused, new conflicts, rows received."""

    sent: int
    refused: int
    conflicts: int
    received: int


def enrol(
    office: Office,
    url: str,
    code: str,
    *,
    label: str = "",
    authority: Path | None = None,
    fingerprint: str = "",
    county_key: str = "",
) -> Enrolment:
    """Enrol this PC at a county with a one-time code; logged.

    Args:
        office: The open office.
        url: The county's address.
        code: The code that the county has told.
        label: What the county calls this PC in its lists; empty for the user's name.
        authority: File with the county's own certificate authority; nothing else is trusted then.
        fingerprint: SHA-256 of the certificate of the county's server instead, or two with a comma.
        county_key: Fingerprint of the county's key, from its sheet.

    Raises:
        ProblemError: SYS-403; SYN-151, SYN-152, SYN-160 to SYN-167, SYN-250 to SYN-252; the county's own
            codes.
    """
    office.require(Right.SETTINGS)
    address = address_of(url, authority, fingerprint)
    with Transport(address) as transport:
        made = identity.enrol(
            office.store,
            transport,
            address,
            code.strip(),
            label or office.user.display_name,
            office.vault.village.division_code,
            county_key,
        )
    office.log_access("sync_enrol", purpose=made.county_name)
    return made


def sync_now(
    office: Office, job: JobHandle | None = None, *, hurry: float = 1.0, audit: bool = False
) -> SyncReport:
    """Exchange until nothing waits on either side.

    When the county orders it under its signature, the keys of this PC are destroyed and the office is
    closed: a lost PC that somebody connects.

    Args:
        office: The open office.
        job: Told the operations answered for, all of them, and the step; may cancel between steps.
        hurry: For lines that are cut more often than each minute.
        audit: Compare what both sides hold even if that is not due (`Settings.audit_days`).

    Raises:
        LineError: SYN-161 to SYN-167; nothing is lost, the next run goes on.
        ProblemError: SYN-150 not enrolled; SYN-155 a run is under way; SYN-190 the keys are destroyed;
            the county's own codes.
        Cancelled: By the job.
    """
    if not _one_at_a_time.acquire(blocking=False):
        raise ProblemError(Problem("SYN-155"))
    try:
        return _run(office, job or NoJob(), hurry, audit=audit)
    finally:
        _one_at_a_time.release()


def is_running() -> bool:
    """Whether a run is under way in this program."""
    return _one_at_a_time.locked()


def _run(office: Office, job: JobHandle, hurry: float, *, audit: bool) -> SyncReport:
    days = 0 if audit else load_settings(office).audit_days
    state = identity.current_state(office.store)
    report = Report()
    try:
        with Transport(known_address(office, state)) as transport:
            run = SyncRun(
                store=office.store,
                transport=transport,
                job=job,
                clock=office.clock,
                chance=random.random,
                actor=office.user.id,
                hurry=hurry,
                blobs=BlobStore(office.vault),
                fetch_all=load_settings(office).attachment_fetch_all,
                audit_every=timedelta(days=days),
                report=report,
            )
            run.run()
    except ProblemError:
        if report.wipe is None:
            raise
    if report.wipe is not None:
        destroy(office, state)
    take_in_arrivals(office)
    return SyncReport(report.sent, report.refused, report.conflicts, report.received)


def known_address(office: Office, state: SyncState) -> CountyAddress:
    """Where the county answers and what is trusted, as the register keeps it."""
    if state.authority_pem is None:
        return CountyAddress(state.address, None, state.fingerprint)
    # The register holds what was pinned; a file that somebody exchanged is written over.
    file = office.vault.folder.path / _AUTHORITY
    if not file.exists() or file.read_text(encoding="ascii") != state.authority_pem:
        write_durably(file, state.authority_pem.encode("ascii"))
    return CountyAddress(state.address, file)


def destroy(office: Office, state: SyncState, code: str = "SYN-190") -> NoReturn:
    """Close the office and destroy every key to it that this PC can reach. Nothing brings it back.

    Args:
        office: The open office.
        state: Of its exchange.
        code: Why, as the folder tells it from now on.

    Raises:
        ProblemError: SYN-190, always: the office is gone.
    """
    office.log_access("sync_wipe", purpose=state.county_name)
    second = load_settings(office).second_backup_folder
    at = office.clock().astimezone().strftime("%Y-%m-%d %H:%M")
    told = {"code": code, "county": state.county_name, "at": at}
    note = json.dumps(told, ensure_ascii=False).encode()
    folder = office.vault.folder
    office.close()
    destroy_keys(folder, note, [Path(second)] if second else [])
    raise ProblemError(Problem("SYN-190", {"county": state.county_name, "at": at}))
