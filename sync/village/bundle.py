"""What a village's PC writes onto a stick, and how it takes in the answer (`sync.protocol.bundle`)."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from db.store import Store
from desktop.domain.job import JobHandle
from desktop.domain.problem import Problem, ProblemError
from sync.plan.batching import MOST_OPERATIONS
from sync.protocol.bundle import DOWN, UP, context_of, open_parts, seal_parts
from sync.protocol.frame import FrameError, FrameKind, Header
from sync.protocol.messages import Command, ExchangeReply, ExchangeRequest
from sync.protocol.operation import COUNTY
from sync.protocol.registry import SCHEMA_VERSION
from sync.protocol.suite import SealBroken, SigningKey
from sync.village.commands import carry_out
from sync.village.identity import current_state
from sync.village.inbox import apply_inbox, keep_page, next_cursors
from sync.village.outbox import Batch, freeze_another
from sync.village.receipts import acknowledge
from sync.village.ruling import take_ruling
from sync.village.state import SyncState, get_state, read_cursors, write_state

MOST_BATCHES = 200
"""A million operations, some 40 MB: more than a village ever has waiting."""

_PAGE_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file from the county brought: receipts for operations, refusals, conflicts, rows.

    ``wipe`` is the county's order to destroy this PC's keys, its signature checked; None without one.
    """

    sent: int
    refused: int
    conflicts: int
    received: int
    wipe: Command | None = None


def write_bundle(store: Store, target: Path, actor: str, now: datetime, job: JobHandle) -> tuple[bytes, int]:
    """What waits, as the bytes of a file for the county; the batches stay on their way until its answer.

    Args:
        store: The open register.
        target: Only named in problems.
        actor: Account in whose name owed fields travel.
        now: The moment.
        job: Told the batches made; may cancel.

    Returns:
        The file's bytes and the number of batches in it.

    Raises:
        ProblemError: SYN-150 not enrolled; SYN-171 the county takes no sticks.
    """
    state = current_state(store)
    sealing_public = state.county_sealing_key
    if sealing_public is None:
        raise ProblemError(Problem("SYN-171", {"county": state.county_name}))
    at_ms = int(now.timestamp() * 1000)
    with store.reading() as connection:
        frozen = connection.execute("SELECT no, frame FROM sync_frozen ORDER BY no").fetchall()
    batches = [Batch(no, bytes(frame), is_last=False) for no, frame in frozen]
    while len(batches) < MOST_BATCHES:
        job.check_cancelled()
        made = freeze_another(store, MOST_OPERATIONS, actor, at_ms)
        if made is None:
            break
        batches.append(made)
        job.report(len(batches), 0, target.name)
    with store.reading() as connection:
        state = get_state(connection)
        cursors = next_cursors(connection, state.county_key)
    requests = [
        ExchangeRequest(
            schema=SCHEMA_VERSION,
            now_ms=at_ms,
            epoch=state.epoch,
            last_no=batch.no - 1,
            batch=batch.frame,
            done=state.command_no,
        )
        for batch in batches
    ]
    last_no = batches[-1].no if batches else state.batch_no
    requests.append(
        ExchangeRequest(
            schema=SCHEMA_VERSION,
            now_ms=at_ms,
            epoch=state.epoch,
            last_no=last_no,
            cursors=cursors,
            done=state.command_no,
            page_bytes=_PAGE_BYTES,
        )
    )
    header = _header(state, at_ms)
    key = SigningKey.from_bytes(state.signing_key)
    context = context_of(UP, state.village_id, state.device)
    return seal_parts(requests, header, key, sealing_public, context), len(batches)


def read_bundle(store: Store, data: bytes, now_text: str, job: JobHandle) -> Taken:
    """Take in a file from the county: receipts, pages, the ruling. Repeating it changes nothing.

    Raises:
        ProblemError: SYN-172 it is no such file, damaged, or for another PC; SYN-150 not enrolled.
    """
    state = current_state(store)
    author = (state.village_id, COUNTY)
    context = context_of(DOWN, state.village_id, state.device)
    try:
        replies = list(open_parts(data, ExchangeReply, state.county_key, state.sealing_key, context, author))
    except (FrameError, SealBroken, msgspec.DecodeError, ValueError) as error:
        raise ProblemError(Problem("SYN-172")) from error
    sent = refused = conflicts = received = 0
    for position, reply in enumerate(replies):
        job.check_cancelled()
        if reply.receipt is not None:
            done = acknowledge(store, reply.receipt, now_text)
            if done is not None:
                sent += done.operations
                refused += done.refused
                conflicts += done.conflicts
        for page in reply.pages:
            keep_page(store, page)
        job.report(position + 1, len(replies))
        is_new_life, wipe = _carry_out(store, reply)
        if is_new_life or wipe is not None:
            return Taken(sent, refused, conflicts, received, wipe)
    with store.reading() as connection:
        streams = sorted(read_cursors(connection))
    for stream in streams:
        received += apply_inbox(store, stream).rows
    with store.local_writing() as connection:
        if replies:
            take_ruling(connection, get_state(connection), replies[-1].ruling)
        write_state(connection, contact_at=now_text)
    return Taken(sent, refused, conflicts, received)


def _carry_out(store: Store, reply: ExchangeReply) -> tuple[bool, Command | None]:
    """Do what the county asks.

    Returns:
        Whether this PC goes on under a new number, and the order to destroy its keys.
    """
    for command in reply.commands:
        outcome = carry_out(store, command)
        if outcome.wipe:
            return False, command
        if outcome.is_new_life:
            return True, None
        if not outcome.is_done:
            break
    return False, None


def _header(state: SyncState, no: int) -> Header:
    return Header(
        kind=FrameKind.BUNDLE,
        schema=SCHEMA_VERSION,
        village_id=state.village_id,
        device=state.device,
        epoch=state.epoch,
        no=no,
    )
