"""What the county answers to a batch: which rows stand there as they stand here, and what it refused."""

import json
from dataclasses import dataclass
from hashlib import sha256

from db.connection import Connection
from db.store import Store
from desktop.domain.problem import Problem, ProblemError
from sync.protocol.batch import decode_batch, decode_batch_keys, decode_receipt
from sync.protocol.frame import open_frame
from sync.protocol.messages import Receipt, Refusal
from sync.protocol.operation import Op, Operation
from sync.protocol.suite import SigningKey
from sync.village.state import SyncState, get_state, write_state
from sync.village.waiting import TABLES


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What came of one batch."""

    operations: int
    refused: int
    conflicts: int


def acknowledge(store: Store, data: bytes, now_text: str) -> Acknowledged | None:
    """Take the county's receipt for the batch on its way: one transaction.

    Rows that the county has as they stand here get its revision; the others come down with a page.

    Args:
        store: The open register.
        data: The receipt's frame.
        now_text: The moment, ISO 8601 UTC.

    Returns:
        What came of the batch; None when it was answered for before.

    Raises:
        FrameError: The frame is damaged or not the county's.
        ProblemError: SYN-153 the receipt is for another batch.
    """
    with store.local_writing() as connection:
        state = get_state(connection)
        frame = open_frame(data, state.county_key)
        receipt = decode_receipt(frame)
        if connection.execute(
            "SELECT 1 FROM sync_receipt WHERE epoch = ? AND no = ?", (receipt.epoch, receipt.no)
        ).fetchone():
            return None  # a copy of an answer that was taken already
        frozen = connection.execute("SELECT upto, frame FROM sync_frozen ORDER BY no LIMIT 1").fetchone()
        if frozen is None or not _is_for(state, receipt, frozen[1]):
            raise ProblemError(Problem("SYN-153", {"no": str(receipt.no)}))
        operations = _operations_of(state, frozen[1], with_values=bool(receipt.refusals))
        _write_revisions(connection, operations, receipt)
        _note_taken(connection, operations, receipt)
        for refusal in receipt.refusals:
            _keep_refusal(connection, operations, receipt.no, refusal)
        _settle_owed(connection, operations)
        connection.execute(
            "INSERT INTO sync_receipt(epoch, no, received_at, operations, frame) VALUES(?, ?, ?, ?, ?)",
            (receipt.epoch, receipt.no, now_text, len(operations), data),
        )
        write_state(
            connection,
            batch_no=receipt.no,
            sent_hash=receipt.sha256,
            acknowledged=frozen[0],
        )
        connection.execute("DELETE FROM sync_frozen WHERE no = ?", (receipt.no,))
        return Acknowledged(len(operations), len(receipt.refusals), receipt.conflicts)


def _is_for(state: SyncState, receipt: Receipt, frame: bytes) -> bool:
    return (receipt.device, receipt.epoch, receipt.no, receipt.sha256) == (
        state.device,
        state.epoch,
        state.batch_no + 1,
        sha256(frame).digest(),
    )


def _operations_of(state: SyncState, data: bytes, *, with_values: bool) -> tuple[Operation, ...]:
    frame = open_frame(data, SigningKey.from_bytes(state.signing_key).public)
    return decode_batch(frame) if with_values else decode_batch_keys(frame)


def _write_revisions(connection: Connection, operations: tuple[Operation, ...], receipt: Receipt) -> None:
    untidy = {record_id.hex() for record_id in receipt.untidy}
    untidy |= {refusal.record_id.hex() for refusal in receipt.refusals}
    tables: dict[int, list[str]] = {}
    for operation in operations:
        if operation.op is not Op.DELETE and operation.record_id not in untidy:
            tables.setdefault(operation.kind, []).append(operation.record_id)
    for number, ids in tables.items():
        connection.execute(
            f"UPDATE OR ROLLBACK {TABLES[number]} SET rev = ? "  # noqa: S608 - own names
            "WHERE id IN (SELECT value FROM json_each(?))",
            (receipt.rev, json.dumps(ids)),
        )


def _note_taken(connection: Connection, operations: tuple[Operation, ...], receipt: Receipt) -> None:
    """Close refusals of records of which the county has taken something now."""
    refused = {(refusal.kind, refusal.record_id.hex()) for refusal in receipt.refusals}
    waiting = set(
        connection.execute("SELECT kind, record_id FROM sync_refusal WHERE NOT is_known").fetchall()
    )
    taken = {(operation.kind, operation.record_id) for operation in operations} - refused
    connection.executemany(
        "UPDATE sync_refusal SET is_known = 1, state = CASE state WHEN 'open' THEN 'mended' ELSE state END "
        "WHERE kind = ? AND record_id = ?",
        waiting & taken,
    )


def _keep_refusal(
    connection: Connection, operations: tuple[Operation, ...], no: int, refusal: Refusal
) -> None:
    record_id = refusal.record_id.hex()
    for operation in operations:
        if (operation.kind, operation.record_id) == (refusal.kind, record_id):
            connection.execute(
                "INSERT INTO sync_refusal(kind, record_id, op, code, code_values, fields, actor_id, at_ms, "
                "batch_no) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    operation.kind,
                    operation.record_id,
                    operation.op,
                    refusal.code,
                    json.dumps(dict(refusal.values), ensure_ascii=False),
                    json.dumps(dict(operation.fields), ensure_ascii=False),
                    operation.actor,
                    operation.at_ms,
                    no,
                ),
            )


def _settle_owed(connection: Connection, operations: tuple[Operation, ...]) -> None:
    """Forget owed fields that were in the batch; those owed since then stay."""
    sent = [(-operation.action,) for operation in operations if operation.action < 0]
    connection.executemany("DELETE FROM sync_owed WHERE k = ?", sent)
