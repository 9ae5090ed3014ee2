"""PCs of the villages, as the county knows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.problem import Problem, ProblemError
from sync.county.store import audit, erasure
from sync.county.store.database import Database, Row, query
from sync.county.store.villages import lock_village

ACTIVE = "active"
REVOKED = "revoked"
SUSPENDED = "suspended"
"""Silent for more than a year; it may enrol again."""

REPLACED = "replaced"
"""Its file was restored from an old copy; it goes on under another number."""
RETIRED = "retired"
"""It was taken out of use in good order, such as for a newer one."""


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A PC under one number; fields are those of the table ``device``."""

    village_id: int
    device: int
    label: str
    public_key: bytes
    state: str
    streams: tuple[str, ...]
    epoch: bytes | None
    protocol: int
    suite: str
    schema_version: int
    last_no: int
    last_sha256: bytes
    last_receipt_sha256: bytes
    nonce_ms: int
    predecessor: int | None
    enrolled_ms: int
    seen_ms: int
    asked_epoch: bytes | None
    sealing_key: bytes
    cursors: Mapping[str, int]
    handle: bytes
    confirmed: bytes
    life: bytes

    @property
    def has_sent(self) -> bool:
        """Whether it may hold records that the county never sent it: its own, or an old copy's."""
        return self.last_no > 0 or self.predecessor is not None or bool(self.life)


_COLUMNS = (
    "village_id, device, label, public_key, state, streams, epoch, protocol, suite, schema_version, last_no, "
    "last_sha256, last_receipt_sha256, nonce_ms, predecessor, enrolled_ms, seen_ms, asked_epoch, "
    "sealing_key, cursors, handle, confirmed, life"
)
_SELECT = f"SELECT {_COLUMNS} FROM device WHERE village_id = %(village_id)s"  # noqa: S608 - constant names

DEVICE_COLUMNS = ", ".join(f"d.{name.strip()}" for name in _COLUMNS.split(","))
"""What `read_device` takes, of a table called d."""


def read_device(row: Row) -> DeviceRow:
    """A PC from its columns."""
    values = list(row)
    values[5] = tuple(values[5])
    return DeviceRow(*values)


def find_device(database: Database, village_id: int, device: int) -> DeviceRow | None:
    """A PC by its number, or None."""
    rows = query(database, _SELECT + " AND device = %(device)s", {"village_id": village_id, "device": device})
    return read_device(rows[0]) if rows else None


def list_devices(database: Database, village_id: int) -> tuple[DeviceRow, ...]:
    """A village's PCs by number, revoked ones too."""
    rows = query(database, _SELECT + " ORDER BY device", {"village_id": village_id})
    return tuple(read_device(row) for row in rows)


def add_device(
    database: Database,
    village_id: int,
    label: str,
    public_key: bytes,
    streams: tuple[str, ...],
    schema: int,
    now_ms: int,
    *,
    sealing_key: bytes = b"",
    predecessor: int | None = None,
    asked_epoch: bytes | None = None,
) -> int:
    """Give a PC the village's next number, in the caller's transaction; numbers are never used again."""
    # Two PCs that enrol at once must not get one number.
    lock_village(database, village_id)
    rows = query(
        database,
        "INSERT INTO device (village_id, device, label, public_key, state, streams, epoch, protocol, suite, "
        "schema_version, last_no, last_sha256, last_receipt_sha256, nonce_ms, predecessor, enrolled_ms, "
        "seen_ms, asked_epoch, sealing_key) "
        "SELECT %(village_id)s, greatest(coalesce(max(device), 0), "
        "(SELECT device_floor FROM village_head WHERE village_id = %(village_id)s)) + 1, "
        "%(label)s, %(key)s, %(state)s, %(streams)s, "
        "NULL, 0, '', %(schema)s, 0, '', '', 0, %(predecessor)s::integer, %(now)s, %(now)s, "
        "%(asked_epoch)s::bytea, %(sealing_key)s "
        "FROM device WHERE village_id = %(village_id)s RETURNING device",
        {
            "village_id": village_id,
            "label": label,
            "key": public_key,
            "state": ACTIVE,
            "streams": list(streams),
            "schema": schema,
            "now": now_ms,
            "predecessor": predecessor,
            "asked_epoch": asked_epoch,
            "sealing_key": sealing_key,
        },
    )
    number = int(rows[0][0])
    erasure.order_all(database, village_id, number, now_ms)
    return number


def revoke_device(
    database: Database, village_id: int, device: int, now_ms: int, *, operator: str = ""
) -> None:
    """Shut a PC out from its next request on.

    Raises:
        ProblemError: CTY-003, the village has no such PC.
    """
    with database.atomic():
        lock_village(database, village_id)
        changed = query(
            database,
            "UPDATE device SET state = %(state)s WHERE village_id = %(village_id)s "
            "AND device = %(device)s RETURNING device",
            {"village_id": village_id, "device": device, "state": REVOKED},
        )
        if not changed:
            raise ProblemError(Problem("CTY-003", {"device": str(device)}))
        details = {"operator": operator} if operator else {}
        audit.append(database, village_id, "device_revoked", now_ms, device=device, details=details)


def replace_device(database: Database, old: DeviceRow, epoch: bytes, now_ms: int) -> int:
    """Give a PC whose file was restored from an old copy a new number; the old one stays closed.

    Asked again under the same epoch it answers the same number. Two living copies of one file get two:
    with one each would be kept from the other's work, as if it were its own.
    """
    with database.atomic():
        number, is_new = find_or_add_successor(database, old, epoch, now_ms, "device_replaced")
        if is_new:
            query(
                database,
                "UPDATE device SET state = %(state)s "
                "WHERE village_id = %(village_id)s AND device = %(device)s",
                {"village_id": old.village_id, "device": old.device, "state": REPLACED},
            )
    return number


def find_or_add_successor(
    database: Database, old: DeviceRow, mark: bytes, now_ms: int, event: str
) -> tuple[int, bool]:
    """The number that follows a PC's under a mark; asked again under the same mark it is the same.

    Call it in a transaction.

    Returns:
        The number, and whether it was given just now; then ``event`` is in the audit log.
    """
    # Two requests of the PC at once must not get two numbers.
    lock_village(database, old.village_id)
    rows = query(
        database,
        "SELECT device FROM device WHERE village_id = %(village_id)s AND predecessor = %(device)s "
        "AND asked_epoch = %(mark)s",
        {"village_id": old.village_id, "device": old.device, "mark": mark},
    )
    if rows:
        return int(rows[0][0]), False
    number = add_device(
        database,
        old.village_id,
        old.label,
        old.public_key,
        old.streams,
        old.schema_version,
        now_ms,
        sealing_key=old.sealing_key,
        predecessor=old.device,
        asked_epoch=mark,
    )
    audit.append(database, old.village_id, event, now_ms, device=old.device, details={"successor": number})
    return number, True


def use_nonce(database: Database, village_id: int, device: int, nonce_ms: int) -> bool:
    """Note the moment of the nonce that a PC has signed; False when it used this or a later one before."""
    changed = query(
        database,
        "UPDATE device SET nonce_ms = %(nonce_ms)s WHERE village_id = %(village_id)s "
        "AND device = %(device)s AND nonce_ms < %(nonce_ms)s RETURNING device",
        {"village_id": village_id, "device": device, "nonce_ms": nonce_ms},
    )
    return bool(changed)
