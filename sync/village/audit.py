"""Whether this PC and the county hold the same: compared by sums, narrowed down, and mended by exchanging.

Compared is only what both must hold identically: everything is sent, everything is read, refused work
and fields that stay in the village are left out. What differs is sent again by the side that has it.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from db.connection import Connection
from db.store import Store
from desktop.domain.job import JobHandle
from sync.plan.digest import SUM_BYTES, Digest
from sync.plan.scope import Ruling
from sync.protocol.messages import BucketRows, DigestReply, DigestRequest, KindBuckets, KindSum
from sync.protocol.operation import Op
from sync.protocol.registry import SCHEMA_VERSION, registry
from sync.village.outbox import oldest_frozen, owe, waiting_records
from sync.village.state import SyncState, get_state, read_cursors
from sync.village.waiting import TABLES, has_waiting

_log = logging.getLogger(__name__)

_ID_BYTES = 16
_MOST_ROWS = 40_000
"""Records named in one request; what is left over is found by the next comparison."""

_CANCEL_EVERY = 2_000

Ask = Callable[[DigestRequest], DigestReply]


@dataclass(frozen=True, slots=True)
class Audited:
    """What came of a comparison; not ``is_done`` when work came in between and nothing was compared."""

    is_done: bool
    found: int = 0


def is_due(audited_at: str | None, every: timedelta | None, now: datetime) -> bool:
    """Whether to compare now; ``every`` None is never by itself."""
    if every is None:
        return False
    if audited_at is None:
        return True
    at = datetime.fromisoformat(audited_at)
    return not at <= now < at + every  # a moment in the future was written by a wrong clock


def compare(store: Store, ask: Ask, job: JobHandle) -> Audited:
    """Compare everything with the county and set right what differs; the next rounds carry it.

    Args:
        store: The open register, in step with the county.
        ask: Puts one request to the county.
        job: May cancel.

    Raises:
        LineError, ProblemError: As the transport; nothing was changed.
    """
    with store.reading() as connection:
        state = get_state(connection)
        if has_waiting(connection, state.acknowledged) or oldest_frozen(connection) is not None:
            return Audited(False)
        digest = _read(connection, state, job)
        cursors = {stream: cursor.rev for stream, cursor in read_cursors(connection).items()}
    asking = DigestRequest(schema=SCHEMA_VERSION, cursors=cursors)
    sums = tuple(KindSum(kind=kind, count=n, total=total) for kind, (n, total) in _sums(digest).items())
    reply = ask(_with(asking, kinds=sums))
    if reply.moved or not reply.kinds:
        return Audited(not reply.moved)
    job.check_cancelled()
    buckets = tuple(KindBuckets(kind=kind, buckets=digest.bucket_sums(kind)) for kind in reply.kinds)
    reply = ask(_with(asking, buckets=buckets))
    if reply.moved or not reply.buckets:
        return Audited(not reply.moved)
    job.check_cancelled()
    reply = ask(_with(asking, rows=_named(digest, reply.buckets)))
    if reply.moved:
        return Audited(False)
    return Audited(True, reply.again + _send_again(store, reply.unknown))


def _with(request: DigestRequest, **lists: object) -> DigestRequest:
    return DigestRequest(schema=request.schema, cursors=request.cursors, **lists)  # type: ignore[arg-type]


def _sums(digest: Digest) -> dict[int, tuple[int, bytes]]:
    return {kind: digest.kind_sum(kind) for kind in digest.kinds}


def _read(connection: Connection, state: SyncState, job: JobHandle) -> Digest:
    """Sums of every record that the county has too, of the streams that this PC may read."""
    digest = Digest(SCHEMA_VERSION, Ruling.from_wire(state.ruling))
    streams = read_cursors(connection).keys()
    refused = set(
        connection.execute(
            "SELECT kind, record_id FROM sync_refusal WHERE op = ? AND NOT is_known", (Op.INSERT,)
        ).fetchall()
    )
    for kind in registry():
        names = digest.names(kind)
        if kind.stream not in streams or not names:
            continue
        columns = ", ".join(f'"{name}"' for name in names)
        cursor = connection.execute(f"SELECT id, {columns} FROM {kind.table}")  # noqa: S608 - own names
        for count, (record_id, *values) in enumerate(cursor):
            if count % _CANCEL_EVERY == 0:
                job.check_cancelled()
            if (kind.number, record_id) not in refused:
                digest.add(kind, record_id, dict(zip(names, values, strict=True)))
    return digest


def _named(digest: Digest, differing: tuple[KindBuckets, ...]) -> tuple[BucketRows, ...]:
    named: list[BucketRows] = []
    count = 0
    for each in differing:
        for bucket in each.buckets:
            rows = list(digest.rows_in(each.kind, bucket))
            count += len(rows)
            if named and count > _MOST_ROWS:
                return tuple(named)
            named.append(
                BucketRows(
                    kind=each.kind,
                    bucket=bucket,
                    ids=b"".join(record for record, _ in rows),
                    sums=b"".join(one[:SUM_BYTES] for _, one in rows),
                )
            )
    return tuple(named)


def _send_again(store: Store, unknown: tuple[BucketRows, ...]) -> int:
    """Let records that the county does not have go up once more, as they stand, as new ones."""
    count = 0
    with store.local_writing() as connection:
        state = get_state(connection)
        waiting = waiting_records(connection, state.acknowledged)
        for each in unknown:
            kind = registry().find(each.kind)
            if kind is None:
                continue
            ids = [each.ids[place : place + _ID_BYTES].hex() for place in range(0, len(each.ids), _ID_BYTES)]
            rows = connection.execute(
                f"SELECT pk, id FROM {TABLES[each.kind]} "  # noqa: S608 - own names
                "WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps(ids),),
            ).fetchall()
            for pk, record_id in rows:
                if (each.kind, record_id) in waiting:
                    continue
                # At revision 0 it goes as a new record, whole.
                connection.execute(
                    f"UPDATE {TABLES[each.kind]} SET rev = 0 WHERE pk = ?",  # noqa: S608 - own names
                    (pk,),
                )
                owe(connection, (each.kind, pk), tuple(kind.fields))
                count += 1
    return count


def note(found: int) -> None:
    """A line in the log of the program, without anything of the records."""
    if found:
        _log.info("The audit found %d records that differed; they are exchanged again", found)
