"""What the county holds of one village, compared with what one of its PCs does (`sync.plan.digest`)."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from desktop.domain.problem import Problem, ProblemError
from sync.county.county import County
from sync.county.store import audit, settings
from sync.county.store.commands import add_command
from sync.county.store.database import Database, query, snapshot
from sync.county.store.devices import ACTIVE, DeviceRow, list_devices
from sync.county.store.exchange import require_device
from sync.county.store.records import Key, read_records, update_records
from sync.county.store.villages import lock_village
from sync.plan.digest import BUCKETS, SUM_BYTES, Digest, differing_buckets
from sync.plan.merge import FieldVersion, send_again
from sync.plan.scope import Ruling
from sync.protocol.messages import BucketRows, DigestReply, DigestRequest, KindBuckets
from sync.protocol.operation import COUNTY
from sync.protocol.registry import SCHEMA_VERSION, registry

_ID_BYTES = 16
_PORTION = 5_000


def answer_digest(
    county: County, village_id: int, device_number: int, request: DigestRequest, now_ms: int
) -> DigestReply:
    """Compare what a PC says it holds, and send again what it lacks or holds otherwise; a connection is open.

    Raises:
        ProblemError: SYN-103 or 104, the device is shut out or unknown; SYN-110, the sums are none;
            SYN-114, it names a stream it has no right to.
    """
    device = require_device(county, village_id, device_number, now_ms)
    unknown = sorted(set(request.cursors) - set(device.streams))
    if unknown:
        raise ProblemError(Problem("SYN-114", {"stream": unknown[0]}))
    _check_sizes(request)
    database = county.database
    if request.rows:
        with database.atomic():
            newest = lock_village(database, village_id).rev
            if _has_moved(request, newest):
                return DigestReply(moved=True)
            digest = _read(database, device, request, {rows.kind for rows in request.rows})
            return _settle(database, device, digest, request.rows, newest, now_ms)
    with snapshot(database):
        if _has_moved(request, _newest(database, village_id)):
            return DigestReply(moved=True)
        wanted = {one.kind for one in request.kinds} | {one.kind for one in request.buckets}
        digest = _read(database, device, request, wanted)
    if request.buckets:
        found = (
            (one.kind, differing_buckets(one.buckets, _buckets(digest, one.kind))) for one in request.buckets
        )
        return DigestReply(
            buckets=tuple(KindBuckets(kind=kind, buckets=buckets) for kind, buckets in found if buckets)
        )
    return DigestReply(
        kinds=tuple(
            one.kind
            for one in request.kinds
            if one.kind in digest.kinds and (one.count, one.total) != digest.kind_sum(one.kind)
        )
    )


def ask_for_digest(database: Database, village_id: int, now_ms: int) -> tuple[int, ...]:
    """Ask every PC of a village to compare at its next exchange; returns their numbers."""
    asked = []
    with database.atomic():
        lock_village(database, village_id)
        for device in list_devices(database, village_id):
            if device.state == ACTIVE:
                add_command(database, village_id, device.device, "digest", {}, now_ms)
                asked.append(device.device)
        audit.append(database, village_id, "digest_asked", now_ms, details={"devices": list(asked)})
    return tuple(asked)


def _check_sizes(request: DigestRequest) -> None:
    is_sound = all(len(one.buckets) == BUCKETS * SUM_BYTES for one in request.buckets) and all(
        0 <= one.bucket < BUCKETS
        and len(one.ids) % _ID_BYTES == 0
        and len(one.ids) // _ID_BYTES == len(one.sums) // SUM_BYTES
        for one in request.rows
    )
    if not is_sound:
        raise ProblemError(Problem("SYN-110"))


def _newest(database: Database, village_id: int) -> int:
    rows = query(
        database, "SELECT seq FROM village_head WHERE village_id = %(village_id)s", {"village_id": village_id}
    )
    return int(rows[0][0])


def _has_moved(request: DigestRequest, newest: int) -> bool:
    return any(rev != newest for rev in request.cursors.values())


def _read(database: Database, device: DeviceRow, request: DigestRequest, kinds: Iterable[int]) -> Digest:
    """Sums of the living records of some kinds, of the streams that the PC named."""
    digest = Digest(min(request.schema, SCHEMA_VERSION), Ruling.from_wire(settings.read_ruling(database)))
    for number in sorted(set(kinds)):
        kind = registry().find(number)
        if kind is None or kind.stream not in request.cursors or number not in digest.kinds:
            continue
        after = UUID(int=0)
        while True:
            rows = query(
                database,
                "SELECT record_id, fields FROM record WHERE village_id = %(village_id)s AND kind = %(kind)s "
                "AND record_id > %(after)s AND deleted IS NULL ORDER BY record_id LIMIT %(limit)s",
                {"village_id": device.village_id, "kind": number, "after": after, "limit": _PORTION},
            )
            for record_id, fields in rows:
                digest.add(kind, record_id.hex, fields)
            if len(rows) < _PORTION:
                break
            after = rows[-1][0]
    return digest


def _buckets(digest: Digest, kind: int) -> bytes:
    return digest.bucket_sums(kind) if kind in digest.kinds else bytes(BUCKETS * SUM_BYTES)


def _settle(
    database: Database,
    device: DeviceRow,
    digest: Digest,
    told: tuple[BucketRows, ...],
    newest: int,
    now_ms: int,
) -> DigestReply:
    """Send again what differs; what the county does not know at all the PC has to send."""
    village_id = device.village_id
    differing: list[Key] = []
    for rows in told:
        if rows.kind in digest.kinds:
            here = dict(digest.rows_in(rows.kind, rows.bucket))
            there = _sums_of(rows)
            differing += [
                (rows.kind, record.hex())
                for record in here.keys() | there.keys()
                if here.get(record) != there.get(record)
            ]
    stored = read_records(database, village_id, differing)
    unknown: dict[int, bytes] = {}
    for kind, record_id in differing:
        if (kind, record_id) not in stored:
            unknown[kind] = unknown.get(kind, b"") + bytes.fromhex(record_id)
    if stored:
        version = FieldVersion(newest + 1, COUNTY, "", now_ms)
        update_records(
            database,
            village_id,
            [type(one)(send_again(one.state, version), one.stream) for one in stored.values()],
        )
        query(
            database,
            "UPDATE village_head SET seq = %(rev)s WHERE village_id = %(village_id)s",
            {"village_id": village_id, "rev": newest + 1},
        )
    details: Mapping[str, object] = {"again": len(stored), "unknown": len(differing) - len(stored)}
    audit.append(database, village_id, "digest_differed", now_ms, device=device.device, details=details)
    return DigestReply(
        unknown=tuple(BucketRows(kind=kind, bucket=0, ids=ids) for kind, ids in unknown.items()),
        again=len(stored),
    )


def _sums_of(rows: BucketRows) -> dict[bytes, bytes]:
    return {
        rows.ids[place * _ID_BYTES : (place + 1) * _ID_BYTES]: rows.sums[
            place * SUM_BYTES : (place + 1) * SUM_BYTES
        ]
        for place in range(len(rows.ids) // _ID_BYTES)
    }
