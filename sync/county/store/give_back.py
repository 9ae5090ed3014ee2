"""Takes back from a PC what the county has lost by being restored from a backup (`sync.plan.give_back`)."""

from collections.abc import Sequence

from desktop.domain.problem import Problem, ProblemError
from sync.county.county import County
from sync.county.store import audit, erasure, lives
from sync.county.store.database import Database, query
from sync.county.store.devices import DeviceRow
from sync.county.store.exchange import require_device
from sync.county.store.records import as_stored, insert_records, read_records, update_records
from sync.county.store.villages import lock_village
from sync.plan.give_back import reinstate
from sync.plan.intake import Key, conflict_operation, county_author, take_in
from sync.plan.merge import Author, Conflict, RecordState
from sync.protocol.batch import decode_page
from sync.protocol.frame import open_frame
from sync.protocol.messages import GiveBackReply, GiveBackRequest
from sync.protocol.operation import COUNTY, Row
from sync.protocol.registry import registry


def take_back(
    county: County, village_id: int, device_number: int, request: GiveBackRequest, now_ms: int
) -> GiveBackReply:
    """Take one portion; a connection is open. Taken twice it changes nothing.

    Raises:
        ProblemError: SYN-103, 104 or 230, the device is shut out or unknown; SYN-105, the page is another
            device's; SYN-110, rows or orders are none; SYN-114, of a stream it has no right to.
        FrameError: The page is no good frame.
    """
    device = require_device(county, village_id, device_number, now_ms)
    if request.life == county.life:
        return GiveBackReply(life=county.life)
    for order in request.erasures:
        erasure.erase_again(
            county,
            village_id,
            order.kind,
            order.record_id.hex(),
            order.ordered_ms,
            order.signature,
            now_ms,
        )
    rows = _rows_of(device, request.page) if request.page else ()
    with county.database.atomic():
        newest = lock_village(county.database, village_id).rev
        if rows:
            kept = lives.kept_rev(county.database, village_id, request.life)
            _reinstate(county, device, rows, kept, newest, now_ms)
        if request.is_last:
            _begin_anew(county, device, now_ms)
    return GiveBackReply(life=county.life)


def _rows_of(device: DeviceRow, page: bytes) -> tuple[Row, ...]:
    frame = open_frame(page, device.public_key)
    if (frame.header.village_id, frame.header.device) != (device.village_id, device.device):
        raise ProblemError(Problem("SYN-105"))
    head, rows = decode_page(frame)
    if head.stream not in device.streams:
        raise ProblemError(Problem("SYN-114", {"stream": head.stream}))
    for row in rows:
        kind = registry().find(row.kind)
        if kind is None or kind.stream != head.stream or row.device not in (COUNTY, device.device):
            raise ProblemError(Problem("SYN-110"))
        rules = kind.fields
        texts = (row.actor, *(value for value in row.fields.values() if isinstance(value, str)))
        if any("\0" in text for text in texts) or any(
            name not in rules or not rules[name].accepts(value) for name, value in row.fields.items()
        ):
            raise ProblemError(Problem("SYN-110"))
    return rows


def _reinstate(
    county: County, device: DeviceRow, rows: Sequence[Row], kept: int, newest: int, now_ms: int
) -> None:
    database, village_id = county.database, device.village_id
    life_began = lives.began_with(database, village_id)
    author = Author(device.device, newest + 1, now_ms)
    # A deletion stands at what its author had read, which may be older than what was kept.
    lost = [row for row in rows if (row.deleted or kept < row.rev) and row.rev < life_began]
    stored = read_records(database, village_id, [(row.kind, row.record_id) for row in lost])
    states: dict[Key, RecordState] = {}
    conflicts: list[Conflict] = []
    for row in lost:
        key = (row.kind, row.record_id)
        known = states.get(key) or (stored[key].state if key in stored else None)
        met = reinstate(known, row, life_began, author)
        conflicts += met.conflicts
        if met.state is not None:
            states[key] = met.state
    told = [conflict_operation(conflict, author) for conflict in conflicts]
    known_tales = read_records(database, village_id, [(one.kind, one.record_id) for one in told])
    news = {(one.kind, one.record_id): one for one in told if (one.kind, one.record_id) not in known_tales}
    tales = take_in({}, list(news.values()), county_author(author)).states
    insert_records(
        database,
        village_id,
        [as_stored(state) for key, state in (states | dict(tales)).items() if key not in stored],
    )
    update_records(database, village_id, [as_stored(state) for key, state in states.items() if key in stored])
    for key, state in states.items():
        if key in stored and stored[key].state.created != state.created:
            _write_created(database, village_id, state)
    if states or tales:
        query(
            database,
            "UPDATE village_head SET seq = %(rev)s WHERE village_id = %(village_id)s",
            {"village_id": village_id, "rev": author.rev},
        )
    details = {"rows": len(rows), "taken": len(states), "conflicts": len(tales), "rev": author.rev}
    audit.append(database, village_id, "given_back", now_ms, device=device.device, details=details)


def _write_created(database: Database, village_id: int, state: RecordState) -> None:
    """When and by whom a record was made is known more exactly now; nothing else ever changes that."""
    query(
        database,
        "UPDATE record SET created_rev = %(rev)s, created_device = %(device)s, created_actor = %(actor)s, "
        "created_at_ms = %(at_ms)s WHERE village_id = %(village_id)s AND kind = %(kind)s "
        "AND record_id = %(record_id)s",
        {
            "village_id": village_id,
            "kind": state.kind,
            "record_id": state.record_id,
            "rev": state.created.rev,
            "device": state.created.device,
            "actor": state.created.actor,
            "at_ms": state.created.at_ms,
        },
    )


def _begin_anew(county: County, device: DeviceRow, now_ms: int) -> None:
    """The PC goes on under its number with a new epoch; its batches count from 1.

    A PC that gave back in this life already is an old copy: the epoch that it begins tells so. What was its
    own is sent to it as well, since it may be older than the backup.
    """
    who = {"village_id": device.village_id, "device": device.device}
    query(
        county.database,
        "UPDATE record SET own = NULL WHERE village_id = %(village_id)s AND own = %(device)s",
        who,
    )
    query(
        county.database,
        "UPDATE device SET epoch = NULL, last_no = 0, last_sha256 = %(nothing)s, "
        "last_receipt_sha256 = %(nothing)s, handle = %(nothing)s, confirmed = %(nothing)s, life = %(life)s, "
        "seen_ms = %(now)s WHERE village_id = %(village_id)s AND device = %(device)s AND life <> %(life)s",
        who | {"nothing": b"", "life": county.life, "now": now_ms},
    )
