"""What waits for the county: the change log after the last acknowledged row, as operations.

The log is read, never copied. An insert's values are read when the batch is made, an update carries
what the log says was written. What the county itself sent down is history and no work of this PC's.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from db.connection import Connection
from db.store import Store
from sync.plan.batching import LEAST_SIZE, MOST_BYTES, MOST_OPERATIONS, take, thinned
from sync.plan.coalesce import coalesce
from sync.plan.scope import Ruling, trim
from sync.protocol.batch import encode_batch
from sync.protocol.frame import FrameError, FrameKind, Header
from sync.protocol.operation import Op, Operation, Value
from sync.protocol.registry import SCHEMA_VERSION, Policy, RecordKind, registry
from sync.protocol.suite import SigningKey
from sync.village.state import SyncState, get_state, read_cursors, write_state
from sync.village.waiting import OWN_CHANGES, TABLES, TRAVELLING, Key, has_waiting

_CHANGES = (
    "SELECT c.seq, c.change_set, c.table_no, c.record_pk, c.op, c.base_rev, c.patch, s.at_ms, s.actor_id "
    f"{OWN_CHANGES} ORDER BY c.seq"
)
_Change = tuple[int, int, int, int, int, int, str | None, int, str]


@dataclass(frozen=True, slots=True)
class Waiting:
    """The next operations to send.

    Attributes:
        operations: Joined per record, without what the ruling holds back.
        upto: Row of the change log that is answered for when they are.
        is_last: Whether nothing waits beyond them.
    """

    operations: tuple[Operation, ...]
    upto: int
    is_last: bool


def waiting_records(connection: Connection, acknowledged: int) -> set[tuple[int, str]]:
    """Kind and id of every record with work that the county has not answered for."""
    keys: dict[Key, None] = dict.fromkeys(
        connection.execute(
            f"SELECT DISTINCT c.table_no, c.record_pk {OWN_CHANGES}",
            (acknowledged,),
        ).fetchall()
    )
    keys |= dict.fromkeys(connection.execute("SELECT table_no, record_pk FROM sync_owed").fetchall())
    return {(key[0], record_id) for key, record_id in ids_of(connection, keys).items()}


def ids_of(connection: Connection, keys: Iterable[Key]) -> dict[Key, str]:
    """The ids that all PCs know, also of records that were deleted since."""
    wanted = dict.fromkeys(keys)
    found = _present_ids(connection, wanted)
    return found | _gone_ids(connection, wanted.keys() - found.keys())


def _present_ids(connection: Connection, keys: Iterable[Key]) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for number, pks in _by_table(keys).items():
        rows = connection.execute(
            f"SELECT pk, id FROM {TABLES[number]} "  # noqa: S608 - own names
            "WHERE pk IN (SELECT value FROM json_each(?))",
            (json.dumps(pks),),
        )
        found |= {(number, pk): record_id for pk, record_id in rows}
    return found


def _gone_ids(connection: Connection, keys: Iterable[Key]) -> dict[Key, str]:
    return {(number, pk): str(_last_row(connection, number, pk)["id"]) for number, pk in keys}


def _by_table(keys: Iterable[Key]) -> dict[int, list[int]]:
    tables: dict[int, list[int]] = {}
    for number, pk in keys:
        tables.setdefault(number, []).append(pk)
    return tables


def _last_row(connection: Connection, number: int, pk: int) -> dict[str, Value]:
    (patch,) = connection.execute(
        'SELECT patch FROM "change" WHERE table_no = ? AND record_pk = ? AND op = 3 '
        "ORDER BY seq DESC LIMIT 1",
        (number, pk),
    ).fetchone()
    row: dict[str, Value] = json.loads(patch)
    return row


def read_waiting(connection: Connection, acknowledged: int, ruling: Ruling, limit: int) -> Waiting:
    """The next operations, oldest first: whole user actions, as many as a batch may hold.

    An action is split only where it alone is larger than any batch.

    Args:
        connection: Inside a transaction.
        acknowledged: Row of the change log up to which the county has answered.
        ruling: What may leave the village.
        limit: Records to aim at.
    """
    changes, is_last = _oldest(connection, acknowledged, limit)
    operations = _operations(connection, changes, ruling)
    taken = take([operation for _, operation in operations], limit)
    if changes and _is_oversized(connection, changes[0][1]):
        taken = min(taken, limit)  # it goes in parts anyway; they may be as small as the line needs
    if taken < len(operations):
        upto, is_last = operations[taken][0] - 1, False
    elif is_last:
        (upto,) = connection.execute('SELECT COALESCE(MAX(seq), 0) FROM "change"').fetchone()
    else:
        upto = changes[-1][0]
    joined = coalesce(operation for _, operation in operations[:taken])
    trimmed = (trim(operation, ruling) for operation in joined)
    return Waiting(tuple(each for each in trimmed if each is not None), max(int(upto), acknowledged), is_last)


def _oldest(connection: Connection, acknowledged: int, limit: int) -> tuple[list[_Change], bool]:
    """Changes enough for one batch, and whether there are no more: read on to the end of an action."""
    waiting = connection.execute(_CHANGES, (acknowledged,))
    found: list[_Change] = waiting.fetchmany(limit + 1)
    most = limit if found and _is_oversized(connection, found[0][1]) else MOST_OPERATIONS
    for change in waiting:
        if len(found) > limit and (change[1] != found[-1][1] or len(found) > most):
            return found, False
        found.append(change)
    return found, True


def _is_oversized(connection: Connection, action: int) -> bool:
    """Whether an action is larger than any batch."""
    (count,) = connection.execute(
        'SELECT count(*) FROM (SELECT 1 FROM "change" WHERE change_set = ? LIMIT ?)',
        (action, MOST_OPERATIONS + 1),
    ).fetchone()
    return bool(count > MOST_OPERATIONS)


_OPS = {int(op): op for op in Op}


def _operations(
    connection: Connection, changes: Sequence[_Change], ruling: Ruling
) -> list[tuple[int, Operation]]:
    keys = dict.fromkeys((number, pk) for _, _, number, pk, *_ in changes)
    inserted = dict.fromkeys((number, pk) for _, _, number, pk, op, *_ in changes if op == Op.INSERT)
    ids, values = _present_values(connection, inserted, ruling)
    ids |= _present_ids(connection, keys.keys() - ids.keys())
    kinds = {kind.number: kind for kind in registry()}
    # What was written is told though it is deleted by now: that may go in a later batch, and be taken back.
    for key in keys.keys() - ids.keys():
        row = _last_row(connection, *key)
        ids[key] = str(row["id"])
        travelling = ruling.travelling(kinds[key[0]])
        values[key] = {name: row.get(name) for name in kinds[key[0]].fields if name in travelling}
    refused = _refused_inserts(connection)
    if refused:
        again = [key for key, record_id in ids.items() if (key[0], record_id) in refused]
        values |= _present_values(connection, again, ruling)[1]
    made = []
    for seq, action, number, pk, logged, base, patch, at_ms, actor in changes:
        op = _OPS[logged]
        key = (number, pk)
        fields: Mapping[str, Value] = _NOTHING
        before: Mapping[str, Value] = _NOTHING
        if op is Op.DELETE:
            # With the whole row a delete that was taken back again leaves nothing to send.
            before = {
                name: value
                for name, value in json.loads(patch or "{}").items()
                if name in kinds[number].fields
            }
        elif op is Op.INSERT or (refused and (number, ids[key]) in refused):
            fields, op = values[key], Op.INSERT
        else:
            fields, before = _written(kinds[number], patch or "{}")
            if fields.get(kinds[number].seal) is not None:
                # Who seals a record says all that it holds: another PC may have changed it meanwhile.
                fields |= _sealed_values(connection, kinds[number], pk)
        made.append((seq, Operation(number, ids[key], op, base, action, at_ms, actor, fields, before)))
    return made


_NOTHING: Mapping[str, Value] = {}


def _written(kind: RecordKind, patch: str) -> tuple[dict[str, Value], dict[str, Value]]:
    pairs: dict[str, list[Value]] = json.loads(patch)
    known = {name: pair for name, pair in pairs.items() if name in kind.fields}
    fields = {name: pair[1] for name, pair in known.items()}
    return fields, {name: pair[0] for name, pair in known.items() if kind.fields[name].needs_before}


def _sealed_values(connection: Connection, kind: RecordKind, pk: int) -> dict[str, Value]:
    """What a sealed record holds; from then on it is never anything else."""
    names = [rule.name for rule in kind.fields.values() if rule.policy is Policy.SEALED]
    row = connection.execute(
        f"SELECT {', '.join(names)} FROM {kind.table} WHERE pk = ?",  # noqa: S608 - names of the registry
        (pk,),
    ).fetchone()
    return {} if row is None else dict(zip(names, row, strict=True))


def _refused_inserts(connection: Connection) -> set[tuple[int, str]]:
    # The county does not know these records: an edit of a few fields would make half a record there.
    rows = connection.execute(
        "SELECT kind, record_id FROM sync_refusal WHERE op = ? AND NOT is_known",
        (Op.INSERT,),
    )
    return set(rows.fetchall())


def _present_values(
    connection: Connection, keys: Iterable[Key], ruling: Ruling
) -> tuple[dict[Key, str], dict[Key, dict[str, Value]]]:
    """Ids and travelling fields of records as they stand; empty ones only where a delete went before."""
    ids: dict[Key, str] = {}
    found: dict[Key, dict[str, Value]] = {}
    kinds = {kind.number: kind for kind in registry()}
    for number, pks in _by_table(keys).items():
        kind = kinds[number]
        travelling = ruling.travelling(kind)
        names = tuple(name for name in kind.fields if name in travelling)
        columns = ", ".join(["pk", "id", *(f'"{name}"' for name in names)])
        picked = json.dumps(pks)
        rows = connection.execute(
            f"SELECT {columns} FROM {TABLES[number]} "  # noqa: S608 - names of the registry
            "WHERE pk IN (SELECT value FROM json_each(?))",
            (picked,),
        ).fetchall()
        here = [(number, row[0]) for row in rows]
        ids |= zip(here, (row[1] for row in rows), strict=True)
        found |= zip(here, _filled(names, rows), strict=True)
        returned = connection.execute(
            'SELECT DISTINCT record_pk FROM "change" WHERE table_no = ? AND op = 3 '
            "AND record_pk IN (SELECT value FROM json_each(?))",
            (number, picked),
        ).fetchall()
        for (pk,) in returned:
            if (number, pk) in found:
                found[number, pk] = dict.fromkeys(names) | found[number, pk]
    return ids, found


def _filled(names: Sequence[str], rows: Sequence[Sequence[Value]]) -> list[dict[str, Value]]:
    """Rows without what is empty in them; number and id stand before the named values.

    Whole columns at a time: of a person's seventy most are empty in everybody.
    """
    _, _, *columns = zip(*rows, strict=True) if rows else ((), ())
    empty = [column.count(None) for column in columns]
    used = [place for place, number in enumerate(empty) if number < len(rows)]
    if not used:
        return [{} for _ in rows]
    labels = [names[place] for place in used]
    made = [
        dict(zip(labels, row, strict=True)) for row in zip(*(columns[place] for place in used), strict=True)
    ]
    for place in used:
        if empty[place]:
            name = names[place]
            for mapping, value in zip(made, columns[place], strict=True):
                if value is None:
                    del mapping[name]
    return made


WHOLE_RECORD = ""
"""Stands among owed fields for the record itself: it is sent as one that is made, or comes back."""


def owe(connection: Connection, key: Key, fields: Sequence[str]) -> None:
    """Let fields of a record be sent as they stand, without a new row of the change log."""
    row = connection.execute(
        "SELECT fields FROM sync_owed WHERE table_no = ? AND record_pk = ?", key
    ).fetchone()
    joined = sorted({*fields, *(json.loads(row[0]) if row else ())})
    connection.execute(
        "INSERT OR REPLACE INTO sync_owed(table_no, record_pk, fields) VALUES(?, ?, ?)",
        (*key, json.dumps(joined)),
    )


def take_owed(
    connection: Connection,
    ruling: Ruling,
    streams: Collection[str],
    limit: int,
    actor: str,
    at_ms: int,
) -> tuple[Operation, ...]:
    """The next owed fields as operations, in the name of whoever starts the exchange.

    What can't be sent any more (the record was deleted, the fields are held back again) is forgotten.
    """
    made: list[Operation] = []
    while not made:
        owed: list[tuple[int, int, int, str]] = connection.execute(
            "SELECT k, table_no, record_pk, fields FROM sync_owed WHERE batch_no IS NULL ORDER BY k LIMIT ?",
            (limit,),
        ).fetchall()
        if not owed:
            break
        for place, number, pk, names in owed:
            operation = _owed_operation(
                connection, place, (number, pk), json.loads(names), ruling, actor, at_ms
            )
            trimmed = trim(operation, ruling) if operation else None
            if trimmed is None or not _of_streams((trimmed,), streams):
                connection.execute("DELETE FROM sync_owed WHERE k = ?", (place,))
            else:
                made.append(trimmed)
    return tuple(made)


def _owed_operation(
    connection: Connection,
    place: int,
    key: Key,
    names: Sequence[str],
    ruling: Ruling,
    actor: str,
    at_ms: int,
) -> Operation | None:
    values = _present_values(connection, [key], ruling)[1].get(key)
    if values is None:
        return None
    record_id, rev = connection.execute(
        f"SELECT id, rev FROM {TABLES[key[0]]} WHERE pk = ?",  # noqa: S608 - own names
        (key[1],),
    ).fetchone()
    is_new = rev == 0 or WHOLE_RECORD in names or (key[0], record_id) in _refused_inserts(connection)
    return Operation(
        kind=key[0],
        record_id=record_id,
        op=Op.INSERT if is_new else Op.UPDATE,
        base=rev,
        action=-place,  # no user's transaction: each is taken or refused by itself
        at_ms=at_ms,
        actor=actor,
        fields=values if is_new else {name: values.get(name) for name in names},
    )


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch on its way.

    Attributes:
        no: Its number in this epoch.
        frame: Its bytes, the same at each sending.
        is_last: Whether nothing waits beyond it.
    """

    no: int
    frame: bytes
    is_last: bool


@dataclass(frozen=True, slots=True)
class _Footing:
    """What the next batch follows from besides the change log.

    Attributes:
        device: This PC's number.
        epoch: Life of this file.
        no: The batch before.
        last_hash: Its SHA-256; empty without one.
        upto: Row of the change log that it goes up to.
        ruling: The county's ruling as it came.
        streams: What this PC has a right to.
        refused: Records that the county does not know because it refused them.
    """

    device: int
    epoch: bytes
    no: int
    last_hash: bytes
    upto: int
    ruling: Mapping[str, bool]
    streams: frozenset[str]
    refused: frozenset[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch that is made and not frozen yet: good only while it follows from the same."""

    footing: _Footing
    limit: int
    upto: int
    frame: bytes


def oldest_frozen(connection: Connection) -> bytes | None:
    """The batch that has been on its way longest, or None."""
    row = connection.execute("SELECT frame FROM sync_frozen ORDER BY no LIMIT 1").fetchone()
    return None if row is None else bytes(row[0])


def freeze(
    store: Store, limit: int, actor: str, at_ms: int, prepared: Prepared | None = None
) -> Batch | None:
    """The next batch to send, in the same bytes until its receipt comes.

    The boundary and the frame are on disk before anything is sent. Work that leaves nothing to send
    (all of it held back, or taken back again) is answered for here.

    Args:
        store: The open register.
        limit: Records to aim at.
        actor: Account in whose name owed fields travel.
        at_ms: This PC's clock.
        prepared: The batch that `prepare` has made; another one is made where it does not fit any more.

    Returns:
        The oldest batch without a receipt, else a new one; None when nothing waits.

    Raises:
        ProblemError: SYN-150 not enrolled.
        FrameError: The batch does not fit into a frame; try a smaller limit.
    """
    with store.local_writing() as connection:
        state = get_state(connection)
        frozen = connection.execute("SELECT no, frame, upto FROM sync_frozen ORDER BY no").fetchall()
        if frozen:
            no, frame, upto = frozen[0]
            return Batch(no, bytes(frame), len(frozen) == 1 and not has_waiting(connection, upto))
        footing = _footing(connection, state)
        if prepared is not None and prepared.limit <= limit and prepared.footing == footing:
            return _keep(connection, footing.no + 1, prepared.upto, prepared.frame)
        return _freeze_next(connection, state, limit, actor, at_ms)


def freeze_another(store: Store, limit: int, actor: str, at_ms: int) -> Batch | None:
    """One more batch behind those on their way, for a stick that carries many; else as `freeze`."""
    with store.local_writing() as connection:
        return _freeze_next(connection, get_state(connection), limit, actor, at_ms)


def prepare(store: Store, limit: int) -> Prepared | None:
    """The batch behind those on their way, made from one reading; for another thread meanwhile.

    It is as good as one frozen at that moment: what people do later stands further on in the log.

    Args:
        store: The open register.
        limit: Records to aim at.

    Returns:
        None when no work of the log waits, or it does not fit into a frame.
    """
    with store.reading() as connection:
        state = get_state(connection)
        footing = _footing(connection, state)
        try:
            operations, upto, frame = _next_frame(connection, state, footing, limit)
        except FrameError:
            return None  # told when it is frozen, and tried there with fewer
        return Prepared(footing, limit, upto, frame) if operations else None


def _footing(connection: Connection, state: SyncState) -> _Footing:
    no, upto, previous = connection.execute(
        "SELECT no, upto, frame FROM sync_frozen ORDER BY no DESC LIMIT 1"
    ).fetchone() or (state.batch_no, state.acknowledged, None)
    return _Footing(
        device=state.device,
        epoch=state.epoch,
        no=no,
        last_hash=sha256(previous).digest() if previous else state.sent_hash or b"",
        upto=upto,
        ruling=state.ruling,
        streams=frozenset(read_cursors(connection)),
        refused=frozenset(_refused_inserts(connection)),
    )


def _next_work(connection: Connection, footing: _Footing, limit: int) -> tuple[tuple[Operation, ...], int]:
    """The next operations of the log, and up to which row they answer for it; none when nothing waits."""
    ruling = Ruling.from_wire(footing.ruling)
    upto = footing.upto
    while True:
        waiting = read_waiting(connection, upto, ruling, limit)
        upto = waiting.upto
        operations = _of_streams(waiting.operations, footing.streams)
        if operations or waiting.is_last:
            return operations, upto


def _next_frame(
    connection: Connection, state: SyncState, footing: _Footing, limit: int
) -> tuple[tuple[Operation, ...], int, bytes]:
    """As `_next_work`, with the frame; fewer operations where that many make too large a one."""
    operations, upto = _next_work(connection, footing, limit)
    frame = _frame(state, footing, operations) if operations else b""
    while len(frame) > MOST_BYTES and limit > LEAST_SIZE:
        limit = thinned(limit, len(frame))
        fewer, upto_fewer = _next_work(connection, footing, limit)
        if len(fewer) == len(operations):
            break  # one action
        operations, upto = fewer, upto_fewer
        frame = _frame(state, footing, operations)
    return operations, upto, frame


def _freeze_next(
    connection: Connection, state: SyncState, limit: int, actor: str, at_ms: int
) -> Batch | None:
    footing = _footing(connection, state)
    operations, upto, frame = _next_frame(connection, state, footing, limit)
    if not operations:
        ruling = Ruling.from_wire(footing.ruling)
        operations = take_owed(connection, ruling, footing.streams, limit, actor, at_ms)
        frame = _frame(state, footing, operations) if operations else b""
    if not operations:
        if oldest_frozen(connection) is None:
            write_state(connection, acknowledged=upto)
        return None
    batch = _keep(connection, footing.no + 1, upto, frame)
    owed = [(batch.no, -operation.action) for operation in operations if operation.action < 0]
    connection.executemany("UPDATE sync_owed SET batch_no = ? WHERE k = ?", owed)
    return replace(batch, is_last=not has_waiting(connection, upto)) if owed else batch


def _keep(connection: Connection, no: int, upto: int, frame: bytes) -> Batch:
    connection.execute("INSERT INTO sync_frozen(no, upto, frame) VALUES(?, ?, ?)", (no, upto, frame))
    return Batch(no, frame, not has_waiting(connection, upto))


def _frame(state: SyncState, footing: _Footing, operations: Sequence[Operation]) -> bytes:
    header = _header(state, footing.no + 1, footing.last_hash)
    return encode_batch(header, operations, SigningKey.from_bytes(state.signing_key))


def _of_streams(operations: Sequence[Operation], streams: Collection[str]) -> tuple[Operation, ...]:
    """Without operations on records that this PC has no right to."""
    kinds = {kind.number for kind in registry() if kind.stream in streams}
    return tuple(operation for operation in operations if operation.kind in kinds)


def _header(state: SyncState, no: int, previous: bytes) -> Header:
    return Header(
        kind=FrameKind.BATCH,
        schema=SCHEMA_VERSION,
        village_id=state.village_id,
        device=state.device,
        epoch=state.epoch,
        no=no,
        previous=previous,
    )


@dataclass(frozen=True, slots=True)
class WaitingAction:
    """A user action that waits; ``first`` are the keys of the first few of its records."""

    change_set: int
    at_ms: int
    actor: str
    label: str
    records: int
    first: tuple[Key, ...]


def list_actions(
    connection: Connection, acknowledged: int, limit: int, shown: int
) -> tuple[WaitingAction, ...]:
    """Actions that the county has not answered for, oldest first."""
    rows = connection.execute(
        "SELECT s.seq, s.at_ms, s.actor_id, s.label, count(DISTINCT c.table_no * 4294967296 + c.record_pk) "
        f"{OWN_CHANGES} GROUP BY s.seq ORDER BY s.seq LIMIT ?",
        (acknowledged, limit),
    ).fetchall()
    return tuple(
        WaitingAction(
            seq,
            at_ms,
            actor,
            label,
            count,
            tuple(
                connection.execute(
                    'SELECT DISTINCT table_no, record_pk FROM "change" '  # noqa: S608 - own text
                    f"WHERE change_set = ? AND seq > ? AND table_no IN ({TRAVELLING}) LIMIT ?",
                    (seq, acknowledged, shown),
                ).fetchall()
            ),
        )
        for seq, at_ms, actor, label, count in rows
    )
