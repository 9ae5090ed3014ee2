"""Tasks for the village about what doesn't fit across its records, found when a batch is taken.

Two PCs may each be right and not fit together: the same person entered twice, two heads of one household.
The county sees both first, and asks the village once.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime

from desktop.domain.event_state import SUBMITTED
from sync.county.store.database import Database
from sync.county.store.records import Key, Stored, kind_of, read_by_field, read_records
from sync.plan.invariants import (
    Broken,
    Violation,
    check_citizen_ids,
    check_heads,
    check_household_numbers,
)
from sync.plan.merge import RecordState
from sync.protocol.operation import Op, Operation, Value
from sync.protocol.registry import registry

_TITLES = {
    Broken.NO_HEAD: "这一户没有户主，请核对",
    Broken.SEVERAL_HEADS: "这一户登记了不止一个户主，请核对",
    Broken.SAME_CITIZEN_ID: "几个人登记了同一个公民身份号码，请核对",
    Broken.SAME_HOUSEHOLD_NO: "几户登记了同一个户编号，请核对",
}
_ASSIGNED_FROM_ABOVE = "S5"
_TELLING = {
    "person": ("citizen_id",),
    "household": ("household_no", "kind", "closed_on"),
    "membership": ("household_id", "relation_to_head", "to_date"),
}
"""What the rules look at: a change of anything else breaks none of them."""


def make_tasks(
    database: Database,
    village_id: int,
    changed: Mapping[Key, RecordState],
    before: Mapping[Key, Stored],
    now_ms: int,
) -> list[Operation]:
    """The county's operations that ask a village to mend what its changed records broke.

    Each violation has one task with an id of its own; it is asked for once.

    Args:
        database: In the batch's transaction, the changes written already.
        village_id: Whose records.
        changed: The records as they are now.
        before: Those of them that were there before, as they were.
        now_ms: The county's clock.
    """
    telling = [state for key, state in changed.items() if _tells(state, before.get(key))]
    operations: list[Operation] = []
    for violation in _violations(database, village_id, telling):
        operations += _ask(violation, now_ms)
    return operations


def _tells(state: RecordState, before: Stored | None) -> bool:
    """Whether a change may have broken a rule."""
    kind = registry().find(state.kind)
    names = _TELLING.get(kind.table, ()) if kind else ()
    if before is None or (before.state.deleted is None) != (state.deleted is None):
        return bool(names)
    return any(before.state.fields.get(name) != state.fields.get(name) for name in names)


def _violations(database: Database, village_id: int, changed: Collection[RecordState]) -> Iterable[Violation]:
    people, households, memberships = (_of(changed, table) for table in ("person", "household", "membership"))
    numbers = _texts(people, "citizen_id")
    yield from check_citizen_ids(_read(database, village_id, "person", "citizen_id", numbers))
    household_numbers = _texts(households, "household_no")
    yield from check_household_numbers(
        _read(database, village_id, "household", "household_no", household_numbers)
    )
    touched = {state.record_id for state in households} | _texts(memberships, "household_id")
    if touched:
        number = kind_of("household")
        found = read_records(database, village_id, [(number, one) for one in touched])
        members = _read(database, village_id, "membership", "household_id", touched)
        yield from check_heads([record.state for record in found.values()], members)


def _of(changed: Iterable[RecordState], table: str) -> list[RecordState]:
    number = kind_of(table)
    return [state for state in changed if state.kind == number]


def _texts(states: Iterable[RecordState], field: str) -> set[str]:
    return {value for state in states if isinstance(value := state.fields.get(field), str) and value}


def _read(
    database: Database, village_id: int, table: str, field: str, values: Collection[str]
) -> list[RecordState]:
    return read_by_field(database, village_id, kind_of(table), field, values)


def _ask(violation: Violation, now_ms: int) -> list[Operation]:
    task = violation.task_id
    received = datetime.fromtimestamp(now_ms / 1_000, UTC).isoformat(timespec="seconds")
    event: dict[str, Value] = {
        "number": f"C-{task[:12]}",
        "kind": "task",
        "title": _TITLES[violation.broken],
        "source": _ASSIGNED_FROM_ABOVE,
        "state": SUBMITTED,
        "level": "1",
        "urgency": "normal",
        "received_at": received,
        "reopened_count": 0,
    }
    made = [_insert("event", task, event, now_ms)]
    for place, key in enumerate(violation.records):
        made += _link(task, place, key, now_ms)
    return made


def _link(task: str, place: int, key: Key, now_ms: int) -> list[Operation]:
    kind = registry().find(key[0])
    if kind is None or kind.table not in ("person", "household"):
        return []
    # The link's id follows from the task's, so that the same task has the same links.
    link_id = f"{task[:28]}{place + 1:04x}"
    link = {"event_id": task, "target_table": kind.table, "target_id": key[1]}
    return [_insert("event_link", link_id, link, now_ms)]


def _insert(table: str, record_id: str, values: Mapping[str, Value], now_ms: int) -> Operation:
    number = kind_of(table)
    return Operation(number, record_id, Op.INSERT, 0, 0, now_ms, "", values)
