"""Telling the county that this PC is used no more; the county shuts it out at once."""

from db.store import Store
from desktop.domain.problem import Problem, ProblemError
from sync.protocol.messages import ExchangeRequest
from sync.protocol.registry import SCHEMA_VERSION
from sync.village.identity import current_state, sign_nonce
from sync.village.state import SyncState, write_state
from sync.village.transport import LineError, Transport

_SHUT_OUT = "SYN-103"


def retire(store: Store, transport: Transport, now_ms: int) -> None:
    """Say good-bye for this PC, whose work has been sent.

    Args:
        store: The open register.
        transport: A conversation with the county.
        now_ms: The moment by this PC's clock.

    Raises:
        LineError: SYN-161 to SYN-167; unless the answer was lost, the PC is in as before.
        ProblemError: SYN-150 not enrolled; SYN-258 the county's program is too old to understand it; the
            county's own codes.
    """
    state = current_state(store)
    token = transport.token(sign_nonce(state, transport.nonce().nonce)).token
    transport.exchange(
        ExchangeRequest(
            schema=SCHEMA_VERSION,
            now_ms=now_ms,
            epoch=state.epoch,
            last_no=state.batch_no,
            done=state.command_no,
            retire=True,
        ),
        token,
    )
    if not _is_shut_out(transport, state):
        raise ProblemError(Problem("SYN-258", {"county": state.county_name}))
    with store.local_writing() as connection:
        write_state(connection, is_revoked=1, failures=0, retry_at=None, trouble=None)


def _is_shut_out(transport: Transport, state: SyncState) -> bool:
    """Whether the county has understood: one that does not know the word would go on as before."""
    try:
        transport.token(sign_nonce(state, transport.nonce().nonce))
    except LineError:
        raise
    except ProblemError as error:
        return error.problems[0].code == _SHUT_OUT
    return False
