"""What the window says about the exchange: offline, waiting, running, in step since."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from urllib.parse import urlsplit

from desktop.domain.problem import Problem
from desktop.services.office import Office
from sync.village.owed_blobs import count_owed
from sync.village.state import Stage, SyncState, find_state
from sync.village.waiting import count_waiting


class Phase(Enum):
    """The one word that the status line has room for."""

    NOT_ENROLLED = "not_enrolled"  # no county knows this PC
    SHUT_OUT = "shut_out"  # the county has withdrawn its right
    RUNNING = "running"
    OFFLINE = "offline"  # the last try failed; it is tried again by itself
    WAITING = "waiting"  # something waits to be sent
    IN_STEP = "in_step"


@dataclass(frozen=True, slots=True)
class SyncStatus:
    """State of the exchange; moments are UTC, None is never.

    Attributes:
        phase: In one word.
        county: Name of the county's platform, empty while not enrolled.
        waiting: Records with work that the county has not answered for.
        waiting_since: When the oldest of that work was done.
        stage: Step under way, or at which the last run was broken off; idle otherwise.
        in_step_at: When both sides last had the same.
        contact_at: When the county last answered.
        retry_at: When the next try is due after a failure.
        trouble: Why the last run ended early.
        conflicts: Conflicts that wait for a person.
        oldest_conflict_at: When the oldest of them came about.
        refusals: Operations that the county refused and nobody has settled.
        attachments: Attachments whose originals the county has still to get.
        attachments_held_up: Those of them that it does not take for now, such as for want of room.
        takes_sticks: The county has told the key that files on a stick are sealed to.
        audited_at: When what both sides hold was last compared.
        audit_found: Records that differed then; they were exchanged again.
    """

    phase: Phase
    county: str = ""
    waiting: int = 0
    waiting_since: datetime | None = None
    stage: Stage = Stage.IDLE
    in_step_at: datetime | None = None
    contact_at: datetime | None = None
    retry_at: datetime | None = None
    trouble: Problem | None = None
    conflicts: int = 0
    oldest_conflict_at: datetime | None = None
    refusals: int = 0
    attachments: int = 0
    attachments_held_up: int = 0
    takes_sticks: bool = True
    audited_at: datetime | None = None
    audit_found: int = 0


def sync_status(office: Office, *, is_running: bool = False) -> SyncStatus:
    """Read the state of the exchange.

    Args:
        office: The open office.
        is_running: Whether a run is under way in this program; the file alone can't tell it from one
            that was killed.
    """
    with office.store.reading() as connection:
        state = find_state(connection)
        waiting = count_waiting(connection, state.acknowledged if state else 0)
        since = connection.execute(
            "SELECT min(s.at_ms) FROM change_set s WHERE s.kind <> 'received' AND s.seq = "
            '(SELECT c.change_set FROM "change" c CROSS JOIN change_set o ON o.seq = c.change_set '
            "WHERE c.seq > ? AND o.kind <> 'received' ORDER BY c.seq LIMIT 1)",
            (state.acknowledged if state else 0,),
        ).fetchone()[0]
        conflicts, oldest = connection.execute(
            "SELECT count(*), min(other_at_ms) FROM conflict WHERE state = 'open'"
        ).fetchone()
        (refusals,) = connection.execute("SELECT count(*) FROM sync_refusal WHERE state = 'open'").fetchone()
        attachments, held_up = count_owed(connection)
    if state is None:
        return SyncStatus(Phase.NOT_ENROLLED, waiting=waiting)
    return SyncStatus(
        phase=_phase(state, waiting, is_running=is_running),
        county=state.county_name,
        waiting=waiting,
        waiting_since=_of_ms(since) if waiting else None,
        stage=state.stage,
        in_step_at=_of_text(state.in_step_at),
        contact_at=_of_text(state.contact_at),
        retry_at=_of_text(state.retry_at),
        trouble=_trouble(state),
        conflicts=conflicts,
        oldest_conflict_at=_of_ms(oldest),
        refusals=refusals,
        attachments=attachments,
        attachments_held_up=held_up,
        takes_sticks=state.county_sealing_key is not None,
        audited_at=_of_text(state.audited_at),
        audit_found=state.audit_found,
    )


def _trouble(state: SyncState) -> Problem | None:
    """Why the last run ended early; the row keeps the code, and the sentence also names the county."""
    if not state.trouble:
        return None
    return Problem(state.trouble, {"host": urlsplit(state.address).netloc, "county": state.county_name})


def _phase(state: SyncState, waiting: int, *, is_running: bool) -> Phase:
    if state.is_revoked:
        return Phase.SHUT_OUT
    if is_running:
        return Phase.RUNNING
    if state.failures:
        return Phase.OFFLINE
    return Phase.WAITING if waiting or state.in_step_at is None else Phase.IN_STEP


def _of_text(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _of_ms(at_ms: int | None) -> datetime | None:
    return None if at_ms is None else datetime.fromtimestamp(at_ms / 1000, UTC)
