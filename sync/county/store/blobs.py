"""Attachments at the county: what it has, taking parts, giving parts, room, sweep.

Answers speak only of contents that a record of the caller's village names, in a stream that the caller may
read: nobody learns by asking whether another village has a known file.
"""

import hashlib
from collections.abc import Sequence

from desktop.domain.problem import Problem, ProblemError
from sync.county.blob_files import BlobFiles
from sync.county.county import County
from sync.county.store import audit
from sync.county.store.database import Database, query
from sync.county.store.devices import REPLACED, DeviceRow
from sync.county.store.exchange import require_device
from sync.county.store.settings import blob_room_of_a_village
from sync.county.store.villages import lock_village
from sync.protocol.blobs import (
    HASH_BYTES,
    LEAST_CHUNK,
    MOST_ASKED,
    MOST_BLOB,
    MOST_CHUNK,
    BlobAnswer,
    BlobChunk,
    BlobPlace,
)

COMING, HERE = "coming", "here"
GRACE_MS = 90 * 86_400_000
"""How long bytes stay that no record names: as long as a village may take a removal back."""

_OF_VILLAGE = "FROM record WHERE village_id = %(village_id)s AND deleted IS NULL "
# The kinds are attachment, restricted_attachment, learning_attachment, letter_attachment and notice,
# written as in the indexes of these records.
_NAMING = (
    ("fields ->> 'sha256'", f"{_OF_VILLAGE} AND kind IN (26, 27, 94, 99)"),
    ("fields ->> 'pdf_sha256'", f"{_OF_VILLAGE} AND kind = 19"),
    ("fields ->> 'figures_sha256'", f"{_OF_VILLAGE} AND kind = 19"),
)
_NAMED = " UNION ".join(f"SELECT {column} {rest}" for column, rest in _NAMING)
_NAMED_OF = " UNION ".join(
    f"SELECT {column} {rest} AND stream = ANY(%(streams)s) AND {column} = ANY(%(hashes)s)"
    for column, rest in _NAMING
)
_UNUSED = (
    "UPDATE blob b SET unused_ms = CASE "  # noqa: S608 - own text
    f"WHEN encode(b.sha256, 'hex') IN ({_NAMED}) THEN NULL "
    "ELSE coalesce(b.unused_ms, %(now)s) END WHERE b.village_id = %(village_id)s"
)


def have(county: County, village_id: int, number: int, hashes: Sequence[bytes], now_ms: int) -> BlobAnswer:
    """How much the county has of some contents, those left out that no record of the village names.

    Raises:
        ProblemError: SYN-103, 104, 116 as every call of a device; SYN-110, too many hashes or no hashes.
    """
    device = _reader(county, village_id, number, now_ms)
    if len(hashes) > MOST_ASKED or any(len(each) != HASH_BYTES for each in hashes):
        raise ProblemError(Problem("SYN-110"))
    named = _named(county.database, device, hashes)
    whole = _whole(county.database, village_id, named)
    files = county.blob_files
    places = tuple(
        BlobPlace(sha256=each, received=whole[each], whole=True)
        if each in whole
        else BlobPlace(sha256=each, received=files.received(village_id, each))
        for each in named
    )
    return BlobAnswer(places=places, room=max(_room(county.database, village_id), 0))


def put(
    county: County, village_id: int, number: int, sha256: bytes, chunk: BlobChunk, now_ms: int
) -> BlobPlace:
    """Take a part of a content; the last one completes it. A part that is here already is only answered.

    Raises:
        ProblemError: SYN-103, 104, 116; SYN-220 no record names it; SYN-222 the part does not follow,
            ``received`` says where to go on; SYN-223 the whole is not the content of this hash and is gone;
            SYN-224 the village has no room left; SYN-225 too large; SYN-226 the part was damaged on its way;
            SYN-227 it was announced with another size; ATT-021 the county's disk.
    """
    device = _reader(county, village_id, number, now_ms)
    if not chunk.is_sound or len(chunk.data) > MOST_CHUNK:
        raise ProblemError(Problem("SYN-226"))
    if chunk.total > MOST_BLOB:
        raise ProblemError(Problem("SYN-225", {"limit": str(MOST_BLOB // 2**20)}))
    database, files = county.database, county.blob_files
    _require_named(county, device, sha256, now_ms)
    is_right = True
    end = chunk.start + len(chunk.data)
    with database.atomic():
        if chunk.start == 0 or end == chunk.total:
            # The village's head comes before any other row of it, and the first and last part need it.
            lock_village(database, village_id)
        state, size = _lock(database, village_id, sha256, chunk.total)
        if state == HERE:
            return BlobPlace(sha256=sha256, received=size, whole=True)
        if size != chunk.total:
            raise ProblemError(Problem("SYN-227"))
        here = files.received(village_id, sha256)
        if chunk.start != here and end > here:
            raise ProblemError(Problem("SYN-222", {"received": str(here)}))
        if end > here:
            files.append(village_id, sha256, here, chunk.data)
            here = end
        if here < size:
            return BlobPlace(sha256=sha256, received=here)
        is_right = files.finish(village_id, sha256)
        _settle(database, device, sha256, size, now_ms, is_right=is_right)
    if not is_right:
        raise ProblemError(Problem("SYN-223"))
    return BlobPlace(sha256=sha256, received=size, whole=True)


def get(
    county: County, village_id: int, number: int, sha256: bytes, start: int, limit: int, now_ms: int
) -> BlobChunk:
    """A part of a content; the first one of each reading is noted in the audit log.

    Raises:
        ProblemError: SYN-103, 104, 116; SYN-110 ``start`` is behind its end; SYN-220 no record that the
            device may read names it; SYN-221 its bytes have not come yet.
    """
    device = _reader(county, village_id, number, now_ms)
    _require_named(county, device, sha256, now_ms)
    size = _whole(county.database, village_id, [sha256]).get(sha256)
    if size is None:
        raise ProblemError(Problem("SYN-221"))
    if start >= size:
        raise ProblemError(Problem("SYN-110"))
    length = min(max(limit, LEAST_CHUNK), MOST_CHUNK)
    try:
        data = county.blob_files.read(village_id, sha256, start, length)
    except FileNotFoundError as error:
        raise ProblemError(Problem("SYN-221")) from error
    if start == 0:
        _log(county.database, device, "blob_read", sha256, size, now_ms)
    return BlobChunk.of(data, start, length, size)


def keep(county: County, village_id: int, content: bytes, now_ms: int) -> None:
    """Have a content of the county's own ready for a village, in the caller's transaction.

    Raises:
        ProblemError: ATT-021 the county's disk.
    """
    digest = hashlib.sha256(content).digest()
    lock_village(county.database, village_id)
    county.blob_files.put(village_id, digest, content)
    query(
        county.database,
        "INSERT INTO blob (village_id, sha256, size, state, arrived_ms) VALUES "
        "(%(village_id)s, %(sha256)s, %(size)s, %(here)s, %(now)s) "
        "ON CONFLICT (village_id, sha256) DO UPDATE SET state = %(here)s, size = %(size)s, unused_ms = NULL",
        {"village_id": village_id, "sha256": digest, "size": len(content), "here": HERE, "now": now_ms},
    )


def forget_blob(county: County, village_id: int, sha256: bytes, now_ms: int) -> bool:
    """Remove a content at once, for an erasure; the records that name it are the caller's. Was there one?"""
    with county.database.atomic():
        lock_village(county.database, village_id)
        rows = query(
            county.database,
            "DELETE FROM blob WHERE village_id = %(village_id)s AND sha256 = %(sha256)s RETURNING size",
            {"village_id": village_id, "sha256": sha256},
        )
        if rows:
            details = {"sha256": sha256.hex()}
            audit.append(county.database, village_id, "blob_forgotten", now_ms, details=details)
    county.blob_files.remove(village_id, sha256)
    return bool(rows)


def sweep(county: County, village_id: int, now_ms: int) -> int:
    """Remove contents that no record has named for 90 days, and note those found for the first time.

    Returns:
        How many were removed.
    """
    database, place = county.database, {"village_id": village_id, "now": now_ms}
    with database.atomic():
        query(database, _UNUSED, place)
        due = query(
            database,
            "SELECT sha256 FROM blob WHERE village_id = %(village_id)s AND unused_ms <= %(before)s",
            {**place, "before": now_ms - GRACE_MS},
        )
    for (sha256,) in due:
        forget_blob(county, village_id, bytes(sha256), now_ms)
    return len(due)


def find_missing(database: Database, files: BlobFiles, village_id: int) -> int:
    """How many contents of a village should be here and are not, or have another size."""
    rows = query(
        database,
        "SELECT sha256, size FROM blob WHERE village_id = %(village_id)s AND state = %(here)s",
        {"village_id": village_id, "here": HERE},
    )
    return sum(files.size(village_id, bytes(sha256)) != size for sha256, size in rows)


def _reader(county: County, village_id: int, number: int, now_ms: int) -> DeviceRow:
    device = require_device(county, village_id, number, now_ms)
    if device.state == REPLACED:
        raise ProblemError(Problem("SYN-116"))
    return device


def _named(database: Database, device: DeviceRow, hashes: Sequence[bytes]) -> list[bytes]:
    """Those of the contents that a record names which the device may read, in the order asked."""
    rows = query(
        database,
        _NAMED_OF,
        {
            "village_id": device.village_id,
            "streams": list(device.streams),
            "hashes": [each.hex() for each in hashes],
        },
    )
    known = {str(text) for (text,) in rows}
    return [each for each in dict.fromkeys(hashes) if each.hex() in known]


def _require_named(county: County, device: DeviceRow, sha256: bytes, now_ms: int) -> None:
    if _named(county.database, device, [sha256]):
        return
    with county.database.atomic():
        details = {"code": "SYN-220"}
        audit.append(
            county.database,
            device.village_id,
            "request_refused",
            now_ms,
            device=device.device,
            details=details,
        )
    raise ProblemError(Problem("SYN-220"))


def _whole(database: Database, village_id: int, hashes: Sequence[bytes]) -> dict[bytes, int]:
    """Size of each of the contents that is here to its end."""
    rows = query(
        database,
        "SELECT sha256, size FROM blob WHERE village_id = %(village_id)s AND state = %(here)s "
        "AND sha256 = ANY(%(hashes)s)",
        {"village_id": village_id, "here": HERE, "hashes": list(hashes)},
    )
    return {bytes(sha256): int(size) for sha256, size in rows}


def _room(database: Database, village_id: int) -> int:
    """Bytes that a village may still send; what is coming counts as if it were here."""
    used = query(
        database,
        "SELECT coalesce(sum(size), 0) FROM blob WHERE village_id = %(village_id)s",
        {"village_id": village_id},
    )
    return blob_room_of_a_village(database) - int(used[0][0])


def _lock(database: Database, village_id: int, sha256: bytes, total: int) -> tuple[str, int]:
    """State and size of a content, whose row nobody else writes to until the transaction ends."""
    key = {"village_id": village_id, "sha256": sha256}
    select = (
        "SELECT state, size FROM blob WHERE village_id = %(village_id)s AND sha256 = %(sha256)s FOR UPDATE"
    )
    rows = query(database, select, key)
    if not rows:
        # Two contents that begin at once must not both get the last room.
        lock_village(database, village_id)
        if total > _room(database, village_id):
            limit = blob_room_of_a_village(database) // 2**20
            raise ProblemError(Problem("SYN-224", {"limit": str(limit)}))
        query(
            database,
            "INSERT INTO blob (village_id, sha256, size, state) VALUES "
            "(%(village_id)s, %(sha256)s, %(size)s, %(state)s) ON CONFLICT DO NOTHING",
            {**key, "size": total, "state": COMING},
        )
        rows = query(database, select, key)
    return str(rows[0][0]), int(rows[0][1])


def _settle(
    database: Database, device: DeviceRow, sha256: bytes, size: int, now_ms: int, *, is_right: bool
) -> None:
    key = {"village_id": device.village_id, "sha256": sha256}
    if not is_right:
        query(database, "DELETE FROM blob WHERE village_id = %(village_id)s AND sha256 = %(sha256)s", key)
        return
    query(
        database,
        "UPDATE blob SET state = %(here)s, arrived_ms = %(now)s "
        "WHERE village_id = %(village_id)s AND sha256 = %(sha256)s",
        {**key, "here": HERE, "now": now_ms},
    )
    _log(database, device, "blob_received", sha256, size, now_ms)


def _log(database: Database, device: DeviceRow, event: str, sha256: bytes, size: int, now_ms: int) -> None:
    with database.atomic():
        details = {"sha256": sha256.hex(), "size": size}
        audit.append(database, device.village_id, event, now_ms, device=device.device, details=details)
