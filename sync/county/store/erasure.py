"""Erasure by law: a record's values leave the county and every PC of its village, and never come back.

What stays is a mark under the record's id, signed by the county, and lines of the audit log without any
value. A batch that held the record keeps its hash and loses its frame, so that the chain still holds.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from psycopg.types.json import Jsonb

from desktop.domain.problem import Problem, ProblemError
from sync.county.county import County
from sync.county.identity import CountyKey
from sync.county.store import audit
from sync.county.store.commands import add_command
from sync.county.store.database import Database, query
from sync.county.store.records import Key, Stored, insert_records, kind_of, read_records, update_records
from sync.county.store.villages import lock_village
from sync.plan.merge import ERASED, FieldVersion, RecordState
from sync.protocol.batch import decode_batch
from sync.protocol.frame import open_frame
from sync.protocol.operation import COUNTY
from sync.protocol.order import erasure_statement
from sync.protocol.personal_part import reporter_part
from sync.protocol.registry import registry
from sync.protocol.suite import verify

_VERB = "purge"
_ID_DIGITS = 32
_LONGEST_REASON = 100
_PORTION = 200


def erase(
    county: County,
    village_id: int,
    kind: int,
    record_id: str,
    reason: str,
    now_ms: int,
    *,
    device: int | None = None,
) -> int:
    """Erase a record and the conflicts about it, and order every PC of the village to; a connection is open.

    Asked again it changes nothing.

    Args:
        county: Where.
        village_id: Whose record.
        kind: Number of its kind.
        record_id: The record. Asked for by a PC it may be unknown: it is then kept from ever coming.
        reason: For the audit log, without names.
        now_ms: The county's clock.
        device: The PC that asks; None for the county itself.

    Returns:
        How many batches lost their frames.

    Raises:
        ProblemError: CTY-060, the county has no such record; SYN-110, there can be none.
    """
    _require_sound(kind, record_id)
    ids = {record_id}
    seen, holding = _batches_with(county.database, village_id, ids, 0)
    with county.database.atomic():
        newest = lock_village(county.database, village_id).rev
        keys = [(kind, record_id), *_conflicts_about(county.database, village_id, kind, record_id)]
        stored = read_records(county.database, village_id, keys)
        known = stored.get(keys[0])
        if known is None and device is None:
            raise ProblemError(Problem("CTY-060", {"record": record_id}))
        if known is not None and ERASED in known.state.versions:
            return 0
        holding += _batches_with(county.database, village_id, ids, seen)[1]
        version = FieldVersion(newest + 1, COUNTY, "", now_ms)
        _write_marks(county.database, village_id, keys, stored, version)
        if kind == reporter_part().kind:
            _empty_part(county.database, village_id, record_id, version)
        _empty_batches(county.database, village_id, holding)
        for each in keys:
            _empty_quarantine(county.database, village_id, each[1])
            _order(county, village_id, each, now_ms, device)
        details = {
            "kind": kind,
            "record": record_id,
            "reason": reason.strip()[:_LONGEST_REASON],
            "conflicts": len(keys) - 1,
            "batches": len(holding),
        }
        audit.append(county.database, village_id, "record_erased", now_ms, device=device, details=details)
        query(
            county.database,
            "UPDATE village_head SET seq = %(rev)s WHERE village_id = %(village_id)s",
            {"village_id": village_id, "rev": newest + 1},
        )
    return len(holding)


def erase_again(
    county: County, village_id: int, kind: int, record_id: str, ordered_ms: int, signature: bytes, now_ms: int
) -> None:
    """Erase what an order of this county erased before its database was restored; a PC has kept the order.

    Raises:
        ProblemError: SYN-110, the county never signed such an order.
    """
    _require_sound(kind, record_id)
    if not 0 <= ordered_ms < 2**63:
        raise ProblemError(Problem("SYN-110"))
    statement = erasure_statement(village_id, kind, bytes.fromhex(record_id), ordered_ms)
    if not verify(county.key.public, statement, signature):
        raise ProblemError(Problem("SYN-110"))
    erase(county, village_id, kind, record_id, "", now_ms, device=COUNTY)


def order_all(database: Database, village_id: int, device: int, now_ms: int) -> None:
    """Hand every order to a new number, whose file may be an old copy; in the caller's transaction."""
    rows = query(
        database,
        "SELECT kind, record_id, ordered_ms, signature FROM erasure WHERE village_id = %(village_id)s "
        "ORDER BY ordered_ms, record_id",
        {"village_id": village_id},
    )
    for kind, record_id, ordered_ms, signature in rows:
        values = _values(kind, record_id.hex, ordered_ms, bytes(signature))
        add_command(database, village_id, device, _VERB, values, now_ms)


def compact(database: Database, *, full: bool) -> None:
    """Give the space of what was erased back, so that it can't be read off the disk.

    Args:
        database: Outside a transaction.
        full: Write the tables anew; nobody can exchange meanwhile.
    """
    connection = database.connection()
    for table in ("record", "batch", "quarantine"):
        connection.execute(f"VACUUM {'(FULL) ' if full else ''}{table}")


def _require_sound(kind: int, record_id: str) -> None:
    digits = set("0123456789abcdef")
    if registry().find(kind) is None or len(record_id) != _ID_DIGITS or not set(record_id) <= digits:
        raise ProblemError(Problem("SYN-110"))


def _values(kind: int, record_id: str, ordered_ms: int, signature: bytes) -> dict[str, str]:
    return {
        "kind": str(kind),
        "record": record_id,
        "ordered_ms": str(ordered_ms),
        "signature": signature.hex(),
    }


def _order(county: County, village_id: int, key: Key, now_ms: int, device: int | None) -> None:
    """Sign the order, keep it, and ask every PC that may still exchange."""
    kind, record_id = key
    signature = _sign(county.key, village_id, key, now_ms)
    query(
        county.database,
        "INSERT INTO erasure (village_id, kind, record_id, ordered_ms, device, signature) VALUES "
        "(%(village_id)s, %(kind)s, %(record_id)s, %(now)s, %(device)s, %(signature)s) "
        "ON CONFLICT DO NOTHING",
        {
            "village_id": village_id,
            "kind": kind,
            "record_id": record_id,
            "now": now_ms,
            "device": device,
            "signature": signature,
        },
    )
    rows = query(
        county.database,
        "SELECT device FROM device WHERE village_id = %(village_id)s AND state <> 'revoked' ORDER BY device",
        {"village_id": village_id},
    )
    for (number,) in rows:
        values = _values(kind, record_id, now_ms, signature)
        add_command(county.database, village_id, number, _VERB, values, now_ms)


def _sign(key: CountyKey, village_id: int, record: Key, now_ms: int) -> bytes:
    return key.signing.sign(erasure_statement(village_id, record[0], bytes.fromhex(record[1]), now_ms))


def _conflicts_about(database: Database, village_id: int, of_kind: int, record_id: str) -> list[Key]:
    kind, part = kind_of("conflict"), reporter_part()
    rows = query(
        database,
        "SELECT record_id FROM record WHERE village_id = %(village_id)s AND kind = %(kind)s "
        "AND fields ->> 'target_id' = %(record_id)s "
        "AND (NOT %(is_part)s OR fields ->> 'field' = ANY(%(names)s))",
        {
            "village_id": village_id,
            "kind": kind,
            "record_id": record_id,
            "is_part": of_kind == part.kind,
            "names": sorted(part.fields),
        },
    )
    return [(kind, found.hex) for (found,) in rows]


def _empty_part(database: Database, village_id: int, record_id: str, version: FieldVersion) -> None:
    """Take the person's part out of the record that holds it; the rest of it stays."""
    part = reporter_part()
    key = (part.whole, record_id)
    known = read_records(database, village_id, [key]).get(key)
    if known is None or ERASED in known.state.versions:
        return
    fields = {name: value for name, value in known.state.fields.items() if name not in part.fields}
    versions = {**known.state.versions, **dict.fromkeys(part.fields, version)}
    state = replace(known.state, fields=fields, versions=versions, rev=version.rev, own=None)
    update_records(database, village_id, [Stored(state, known.stream)])


def _write_marks(
    database: Database,
    village_id: int,
    keys: Iterable[Key],
    stored: dict[Key, Stored],
    version: FieldVersion,
) -> None:
    versions = {ERASED: version}
    for key in keys:
        known = stored.get(key)
        if known is not None:
            state = replace(
                known.state, fields={}, versions=versions, rev=version.rev, own=None, deleted=version
            )
            update_records(database, village_id, [Stored(state, known.stream)])
            continue
        kind = registry().find(key[0])
        assert kind is not None
        made = RecordState(*key, {}, versions, version, version.rev, None, version)
        insert_records(database, village_id, [Stored(made, kind.stream)])


_Batch = tuple[int, bytes, int]


def _batches_with(
    database: Database, village_id: int, ids: Collection[str], after: int
) -> tuple[int, list[_Batch]]:
    """Batches above a revision whose frames hold one of the records, and the newest revision looked at."""
    found: list[_Batch] = []
    while True:
        rows = query(
            database,
            "SELECT b.rev, b.device, b.epoch, b.no, b.frame, d.public_key FROM batch b "
            "JOIN device d ON d.village_id = b.village_id AND d.device = b.device "
            "WHERE b.village_id = %(village_id)s AND d.village_id = %(village_id)s AND b.rev > %(after)s "
            "AND b.frame IS NOT NULL ORDER BY b.rev LIMIT %(limit)s",
            {"village_id": village_id, "after": after, "limit": _PORTION},
        )
        for rev, device, epoch, no, frame, public_key in rows:
            after = rev
            operations = decode_batch(open_frame(bytes(frame), bytes(public_key)))
            if any(operation.record_id in ids for operation in operations):
                found.append((device, bytes(epoch), no))
        if len(rows) < _PORTION:
            return after, found


def _empty_batches(database: Database, village_id: int, batches: Iterable[_Batch]) -> None:
    for device, epoch, no in batches:
        query(
            database,
            "UPDATE batch SET frame = NULL WHERE village_id = %(village_id)s AND device = %(device)s "
            "AND epoch = %(epoch)s AND no = %(no)s",
            {"village_id": village_id, "device": device, "epoch": epoch, "no": no},
        )


def _empty_quarantine(database: Database, village_id: int, record_id: str) -> None:
    query(
        database,
        "UPDATE quarantine SET operation = NULL, details = %(nothing)s WHERE village_id = %(village_id)s "
        "AND record_id = %(record_id)s",
        {"village_id": village_id, "record_id": record_id, "nothing": Jsonb({})},
    )
