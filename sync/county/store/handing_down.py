"""Handing records of the county's own down to villages: orders, rules, content.

A village's PCs get them at their next exchange like any other change. Handing down again what a village has
already changes nothing, so that a file may be sent to all villages as often as one likes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sync.county.county import County
from sync.county.store import audit, villages
from sync.county.store.database import Database, query
from sync.county.store.records import Key, Stored, insert_records, kind_of, read_records, update_records
from sync.county.store.villages import lock_village
from sync.plan.intake import take_in
from sync.plan.merge import Author
from sync.protocol.operation import COUNTY, Op, Operation, Value
from sync.protocol.registry import registry


@dataclass(frozen=True, slots=True)
class HandedRecord:
    """A record as a village shall have it.

    Attributes:
        table: Name of its kind, one that the county writes or may write.
        record_id: 32 lower-case hexadecimal characters; the same id is the same record.
        fields: Values by column. Columns that are not named keep what they have.
        is_gone: The village shall have it no more.
    """

    table: str
    record_id: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    is_gone: bool = False

    @property
    def key(self) -> Key:
        """Kind and id, as the county's tables know the record."""
        return kind_of(self.table), self.record_id


@dataclass(frozen=True, slots=True)
class Recipient:
    """A village that something is handed down to."""

    village_id: int
    name: str
    division_code: str


def find_recipients(database: Database, division_code: str) -> tuple[Recipient, ...]:
    """The village of a division code, or all villages where the code is empty.

    Raises:
        ProblemError: CTY-002, no village has this code.
    """
    if not division_code:
        found = villages.list_villages(database)
        return tuple(Recipient(each.village_id, each.name, each.division_code) for each in found)
    village_id = villages.find_village_id(database, division_code)
    return (Recipient(village_id, *villages.name_of(database, village_id)),)


def hand_one(
    county: County, village_id: int, record: HandedRecord, now_ms: int, event: str, operator: str
) -> int:
    """Hand one record to a village as `hand_down` does, noting the operator who did it; empty for none."""
    return hand_down(county, village_id, [record], now_ms, event, {"operator": operator} if operator else {})


def hand_down(
    county: County,
    village_id: int,
    records: Sequence[HandedRecord],
    now_ms: int,
    event: str,
    details: Mapping[str, object] | None = None,
) -> int:
    """Hand records to a village, all in one revision. A connection is open.

    Args:
        county: Where.
        village_id: The village.
        records: As the village shall have them, each id once; what must go together stands in one call.
        now_ms: The county's clock.
        event: What the audit log calls it, a name of `console.wording.EVENTS`.
        details: What else the audit log keeps, such as the operator; never a record's contents.

    Returns:
        How many are new to the village or changed.
    """
    with county.database.atomic():
        head = lock_village(county.database, village_id)
        stored = read_records(county.database, village_id, [each.key for each in records])
        operations = [
            operation
            for each in records
            if (operation := _operation(each, stored.get(each.key), head.rev, now_ms))
        ]
        if not operations:
            return 0
        rev = head.rev + 1
        states = {key: each.state for key, each in stored.items()}
        taken = take_in(states, operations, Author(COUNTY, rev, now_ms)).states
        placed = {key: Stored(state, _stream_of(key)) for key, state in taken.items()}
        insert_records(
            county.database, village_id, [each for key, each in placed.items() if key not in stored]
        )
        update_records(county.database, village_id, [each for key, each in placed.items() if key in stored])
        noted = {**(details or {}), "count": len(operations), "rev": rev}
        audit.append(county.database, village_id, event, now_ms, details=noted)
        query(
            county.database,
            "UPDATE village_head SET seq = %(rev)s WHERE village_id = %(village_id)s",
            {"village_id": village_id, "rev": rev},
        )
    return len(operations)


def _stream_of(key: Key) -> str:
    kind = registry().find(key[0])
    if kind is None:
        raise KeyError(key)
    return kind.stream


def _operation(record: HandedRecord, known: Stored | None, base: int, now_ms: int) -> Operation | None:
    """What makes a village's record the one wanted; None when it is so already."""
    kind, record_id = record.key
    if record.is_gone:
        is_there = known is not None and known.state.deleted is None
        return Operation(kind, record_id, Op.DELETE, base, 1, now_ms, "") if is_there else None
    if known is None:
        made = {name: value for name, value in record.fields.items() if value is not None}
        return Operation(kind, record_id, Op.INSERT, 0, 1, now_ms, "", made)
    before = {name: known.state.fields.get(name) for name in record.fields}
    changed = {name: value for name, value in record.fields.items() if value != before[name]}
    if not changed:
        return None
    old = {name: before[name] for name in changed}
    return Operation(kind, record_id, Op.UPDATE, base, 1, now_ms, "", changed, old)
