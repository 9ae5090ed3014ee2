"""Who this PC is to the county: enrolment, a new epoch after a restore, and the order to destroy its keys."""

import os
from dataclasses import dataclass

from db.connection import Connection
from db.store import Store
from desktop.domain.problem import Problem, ProblemError
from sync.protocol.messages import Cursor, EnrolReply, EnrolRequest, TokenRequest
from sync.protocol.order import wipe_statement
from sync.protocol.registry import SCHEMA_VERSION
from sync.protocol.suite import CURRENT_SUITE, SigningKey, verify
from sync.protocol.token import token_statement
from sync.village.enrolment import check_county_key
from sync.village.owed_blobs import doubt_county
from sync.village.state import (
    SyncState,
    find_state,
    get_state,
    insert_state,
    read_cursors,
    write_cursor,
    write_state,
)
from sync.village.transport import CountyAddress, Transport
from sync.village.trust import read_authority

EPOCH_BYTES = 16


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What the county told a PC that showed its code."""

    county_name: str
    village_name: str
    device: int


def enrol(
    store: Store,
    transport: Transport,
    address: CountyAddress,
    code: str,
    label: str,
    division_code: str,
    county_key: str = "",
) -> Enrolment:
    """Show a one-time code and keep what the county answers; a new key pair is made for it.

    A PC that was shut out may be enrolled again, as one that has no keys for sticks yet; it goes on where
    it stood, under a new number.

    Args:
        store: The open register.
        transport: A conversation with that county.
        address: Where it answers.
        code: As it was told or typed.
        label: What the county calls this PC in its lists.
        division_code: The village's code in this office.
        county_key: Fingerprint of the county's key as its sheet says; empty without a sheet.

    Raises:
        LineError: SYN-161 to SYN-167; the code is still good unless the answer was lost.
        ProblemError: SYN-151 enrolled already; SYN-152 the code is another village's; SYN-250 the authority's
            file is none; SYN-252 it is not the county of the sheet; the county's own codes.
    """
    with store.reading() as connection:
        known = find_state(connection)
    if known is not None and not may_enrol_again(known):
        raise ProblemError(Problem("SYN-151", {"county": known.county_name}))
    pem = read_authority(address.authority) if address.authority else None
    key, sealing = SigningKey.new(), CURRENT_SUITE.new_sealing_key()
    reply = transport.enrol(
        EnrolRequest(
            code=code,
            public_key=key.public,
            label=label,
            schema=SCHEMA_VERSION,
            sealing_key=CURRENT_SUITE.sealing_public(sealing),
        )
    )
    check_county_key(reply.county_key, county_key)
    if reply.division_code != division_code:
        raise ProblemError(
            Problem(
                "SYN-152", {"village": reply.village_name, "code": reply.division_code, "own": division_code}
            )
        )
    with store.local_writing() as connection:
        _keep(connection, known, reply, (key.to_bytes(), sealing), address, pem)
        doubt_county(connection)
    return Enrolment(reply.county_name, reply.village_name, reply.device)


def may_enrol_again(state: SyncState) -> bool:
    """Whether an enrolled PC may show another code: it was shut out, or knows no county's key for sticks."""
    return state.is_revoked or state.county_sealing_key is None


def _keep(
    connection: Connection,
    known: SyncState | None,
    reply: EnrolReply,
    keys: tuple[bytes, bytes],
    address: CountyAddress,
    pem: str | None,
) -> None:
    is_same = known is not None and (known.county_key, known.village_id) == (
        reply.county_key,
        reply.village_id,
    )
    insert_state(
        connection,
        village_id=reply.village_id,
        device=reply.device,
        epoch=os.urandom(EPOCH_BYTES),
        signing_key=keys[0],
        sealing_key=keys[1],
        county_key=reply.county_key,
        county_sealing_key=reply.sealing_key or None,
        county_name=reply.county_name,
        address=address.url,
        authority_pem=pem,
        fingerprint=address.fingerprint,
        acknowledged=known.acknowledged if known and is_same else 0,
        ruling=dict(reply.ruling),
        county_life=known.county_life if known and is_same else None,
    )
    kept = read_cursors(connection) if is_same else {}
    connection.execute("DELETE FROM sync_cursor")
    for table in ("sync_inbox", "sync_frozen"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - own names
    connection.execute("UPDATE sync_owed SET batch_no = NULL")
    for stream in reply.streams:
        write_cursor(connection, stream, kept.get(stream, Cursor()))


def pin(store: Store, transport: Transport, address: CountyAddress) -> None:
    """Trust another certificate or authority of the county's, once a call has shown it to be good.

    Args:
        store: The open register of an enrolled PC.
        transport: A conversation with ``address``.
        address: Where the county answers, and what is to be trusted.

    Raises:
        LineError: SYN-161 to SYN-167; what was trusted before still is.
        ProblemError: SYN-250 the authority's file is none.
    """
    pem = read_authority(address.authority) if address.authority else None
    transport.nonce()
    with store.local_writing() as connection:
        write_state(connection, address=address.url, authority_pem=pem, fingerprint=address.fingerprint)


def sign_nonce(state: SyncState, nonce: bytes) -> TokenRequest:
    """The request for a token: the county's nonce, signed by this device."""
    statement = token_statement(state.village_id, state.device, nonce)
    signature = SigningKey.from_bytes(state.signing_key).sign(statement)
    return TokenRequest(village_id=state.village_id, device=state.device, nonce=nonce, signature=signature)


def begin_new_epoch(connection: Connection, device: int | None = None) -> None:
    """Go on as another life of this file: after a restore, or when the county says that it knows more.

    What waits is kept and sent anew under the new epoch. With the number that the county gives to the
    restored file nothing of it is held back from it as its own work any more.

    Args:
        connection: Inside a transaction.
        device: The new number; None while the county has not given one yet.
    """
    state = find_state(connection)
    if state is None:
        return
    connection.execute("DELETE FROM sync_inbox")
    connection.execute("DELETE FROM sync_frozen")
    connection.execute("UPDATE sync_owed SET batch_no = NULL")
    write_state(
        connection,
        epoch=os.urandom(EPOCH_BYTES),
        device=state.device if device is None else device,
        batch_no=0,
        sent_hash=None,
        command_no=0 if device is not None else state.command_no,
        handle=None,
    )


def is_wipe_order(state: SyncState, number: int, signature: bytes) -> bool:
    """Whether the county itself, by its pinned key, orders this very device to destroy its keys."""
    return verify(state.county_key, wipe_statement(state.village_id, state.device, number), signature)


def current_state(store: Store) -> SyncState:
    """The state now, in a snapshot of its own.

    Raises:
        ProblemError: SYN-150 not enrolled.
    """
    with store.reading() as connection:
        return get_state(connection)
