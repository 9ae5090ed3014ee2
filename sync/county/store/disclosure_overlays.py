"""The county's own orders about disclosure (目录的地方规定), handed to villages as its records."""

from collections.abc import Sequence
from hashlib import sha256

from desktop.domain.disclosure_item import Overlay
from sync.county.county import County
from sync.county.store import audit
from sync.county.store.database import query
from sync.county.store.records import Stored, insert_records, read_records, update_records
from sync.county.store.villages import lock_village
from sync.plan.intake import take_in
from sync.plan.merge import Author
from sync.protocol.operation import COUNTY, Op, Operation, Value
from sync.protocol.registry import registry

_ID_DIGITS = 32


def push_overlays(county: County, village_id: int, overlays: Sequence[Overlay], now_ms: int) -> int:
    """Hand orders to a village; its PCs get them at their next exchange. A connection is open.

    An order is known by item, place, field and first day: sent again with another value, last day or
    source it replaces the one before. Sent again unchanged nothing happens.

    Args:
        county: Where.
        village_id: The village.
        overlays: Orders that have passed `desktop.domain.disclosure_overlay.find_overlay_problem`.
        now_ms: The county's clock.

    Returns:
        How many are new or changed.
    """
    kind = registry().table("disclosure_overlay")
    wanted = {_id_of(each): _fields_of(each) for each in overlays}
    with county.database.atomic():
        head = lock_village(county.database, village_id)
        keys = [(kind.number, record_id) for record_id in wanted]
        stored = read_records(county.database, village_id, keys)
        operations = [
            operation
            for record_id, fields in wanted.items()
            if (operation := _operation(kind.number, record_id, fields, stored, head.rev, now_ms))
        ]
        if not operations:
            return 0
        rev = head.rev + 1
        states = {key: each.state for key, each in stored.items()}
        taken = take_in(states, operations, Author(COUNTY, rev, now_ms)).states
        new = [Stored(state, kind.stream) for key, state in taken.items() if key not in stored]
        insert_records(county.database, village_id, new)
        old = [Stored(state, kind.stream) for key, state in taken.items() if key in stored]
        update_records(county.database, village_id, old)
        details = {"count": len(operations), "rev": rev}
        audit.append(county.database, village_id, "overlays_pushed", now_ms, details=details)
        query(
            county.database,
            "UPDATE village_head SET seq = %(rev)s WHERE village_id = %(village_id)s",
            {"village_id": village_id, "rev": rev},
        )
    return len(operations)


def _id_of(overlay: Overlay) -> str:
    """The same order has the same id in every village, so that a correction finds it."""
    marks = (overlay.code, overlay.jurisdiction, overlay.field, overlay.valid_from.isoformat())
    return sha256("|".join(marks).encode()).hexdigest()[:_ID_DIGITS]


def _fields_of(overlay: Overlay) -> dict[str, Value]:
    return {
        "code": overlay.code,
        "jurisdiction": overlay.jurisdiction,
        "valid_from": overlay.valid_from.isoformat(),
        "valid_to": overlay.valid_to.isoformat() if overlay.valid_to else None,
        "field": overlay.field,
        "value": overlay.value,
        "source": overlay.source or None,
    }


def _operation(
    kind: int,
    record_id: str,
    fields: dict[str, Value],
    stored: dict[tuple[int, str], Stored],
    base: int,
    now_ms: int,
) -> Operation | None:
    known = stored.get((kind, record_id))
    if known is None:
        made = {name: value for name, value in fields.items() if value is not None}
        return Operation(kind, record_id, Op.INSERT, 0, 1, now_ms, "", made)
    before = {name: known.state.fields.get(name) for name in fields}
    changed = {name: value for name, value in fields.items() if value != before[name]}
    if not changed:
        return None
    old = {name: before[name] for name in changed}
    return Operation(kind, record_id, Op.UPDATE, base, 1, now_ms, "", changed, old)
