"""What the county asks of this one PC: each is carried out once, in one transaction with its number."""

from dataclasses import dataclass

from db.connection import Connection
from db.store import ChangeSetInfo, Store
from desktop.domain.ids import UserId
from desktop.domain.problem import Problem
from sync.protocol.messages import Command
from sync.protocol.registry import registry
from sync.village import erasure, stale
from sync.village.identity import begin_new_epoch, is_wipe_order
from sync.village.inbox import RECEIVED, RECEIVED_LABEL
from sync.village.outbox import waiting_records
from sync.village.state import SyncState, get_state, write_state
from sync.village.waiting import TABLES


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """What came of a command.

    Attributes:
        is_done: Whether the next one may follow; one that this program does not know stays open.
        is_new_life: This PC goes on under a new number and needs a new token.
        wipe: The keys of this PC are to be destroyed, now and by the caller.
    """

    is_done: bool = True
    is_new_life: bool = False
    wipe: bool = False


def carry_out(store: Store, command: Command) -> CarriedOut:
    """Do what the county asks, unless it was done before.

    Raises:
        ProblemError: STO-004 and others; nothing was done and the command stays open.
    """
    with store.local_writing() as connection:
        state = get_state(connection)
        if command.verb == "new_epoch":
            begin_new_epoch(connection, int(command.values["device"]))
            return CarriedOut(is_new_life=True)
        if command.number <= state.command_no:
            return CarriedOut()
        if command.verb == "wipe":
            signature = bytes.fromhex(command.values.get("signature", ""))
            return CarriedOut(is_done=False, wipe=is_wipe_order(state, command.number, signature))
        if command.verb == "reset":
            stale.begin(connection)
        elif command.verb == "purge":
            if not erasure.obey(store, connection, state, command.values):
                return CarriedOut(is_done=False)
        elif command.verb == "digest":
            write_state(connection, audited_at=None)
        elif command.verb != "drop_stream" or not _drop(store, connection, state, command.values["stream"]):
            return CarriedOut(is_done=False)
        write_state(connection, command_no=command.number)
        return CarriedOut()


def find_wipe_order(state: SyncState, refusal: Problem) -> Command | None:
    """The order to destroy its keys that a PC gets which was shut out; None when the county signed none."""
    try:
        number = int(refusal.values.get("wipe", ""))
        signature = bytes.fromhex(refusal.values.get("signature", ""))
    except ValueError:
        return None
    if not is_wipe_order(state, number, signature):
        return None
    return Command(number=number, verb="wipe", values={"signature": signature.hex()})


def _drop(store: Store, connection: Connection, state: SyncState, stream: str) -> bool:
    """Remove a stream's records, which this PC may not have any more; False while work on them waits."""
    kinds = [kind.number for kind in registry() if kind.stream == stream]
    if any(kind in kinds for kind, _ in waiting_records(connection, state.acknowledged)):
        return False
    with store.change_set(connection, ChangeSetInfo(UserId(""), RECEIVED, RECEIVED_LABEL)) as work:
        for kind in kinds:
            table = TABLES[kind]
            rows = connection.execute(f"SELECT id FROM {table}").fetchall()  # noqa: S608 - own names
            for (record_id,) in rows:
                work.delete(table, record_id)
    connection.execute("DELETE FROM sync_cursor WHERE stream = ?", (stream,))
    connection.execute("DELETE FROM sync_inbox WHERE stream = ?", (stream,))
    return True
