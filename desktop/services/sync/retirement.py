"""A PC that is used no more: its last exchange, the county told, its data kept or made unreadable."""

from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office
from desktop.services.sync.running import destroy, known_address, sync_now
from desktop.services.sync.status import sync_status
from sync.village import retirement
from sync.village.identity import current_state
from sync.village.transport import Transport


def retire(office: Office, job: JobHandle | None = None, *, destroys: bool = False) -> None:
    """Exchange for the last time and have the county shut this PC out; logged.

    Args:
        office: The open office.
        job: Told how far the last exchange is; may cancel between its steps.
        destroys: Also destroy the keys of this PC's register; the office is closed then, and nothing in it or
            in its backups here can be opened any more.

    Raises:
        LineError: SYN-161 to SYN-167; the PC is in as before.
        ProblemError: SYS-403; SYN-150 not enrolled; SYN-155 a run is under way; SYN-256 something still waits
            to be sent; SYN-258 the county's program does not know this; SYN-190 the keys are destroyed; the
            county's own codes.
    """
    office.require(Right.SETTINGS)
    sync_now(office, job)
    waiting = sync_status(office).waiting
    if waiting:
        raise ProblemError(Problem("SYN-256", {"count": str(waiting)}))
    state = current_state(office.store)
    with Transport(known_address(office, state)) as transport:
        retirement.retire(office.store, transport, int(office.clock().timestamp() * 1000))
    office.log_access("sync_retire", purpose=state.county_name)
    if destroys:
        destroy(office, state, "SYN-257")
