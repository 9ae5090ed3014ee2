"""Joins the operations of one record, so that a batch holds one for each.

What the outbox gives: an insert names the values as they were right after it; an update names the
fields changed, and in ``before`` what they replaced where their policy needs that; a delete names in
``before`` the row as it was, so that a delete taken back before it was sent leaves no trace.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sync.protocol.operation import Op, Operation, Value
from sync.protocol.registry import registry


def coalesce(operations: Iterable[Operation]) -> tuple[Operation, ...]:
    """One operation per record, ordered by each record's first operation.

    The first base and the first replaced values stay, the last values, author and time count. A
    record made and deleted again is left out, a delete taken back is an update of what differs, or
    nothing. Actions that touched one record carry the number of the earliest of them, since they
    can only be taken or refused together.
    """
    joined: dict[tuple[int, str], Operation | None] = {}
    actions = _Groups()
    first_action: dict[tuple[int, str], int] = {}
    for operation in operations:
        key = (operation.kind, operation.record_id)
        if key not in first_action:
            first_action[key] = operation.action
            joined[key] = operation
            continue
        actions.join(first_action[key], operation.action)
        earlier = joined[key]
        joined[key] = operation if earlier is None else _join(earlier, operation)
    return tuple(_bare(operation, actions) for operation in joined.values() if operation is not None)


def _bare(operation: Operation, actions: "_Groups") -> Operation:
    """The operation under its group's number, a deletion without the row that it took away."""
    action = actions.first(operation.action)
    if operation.op is Op.DELETE:
        return replace(operation, action=action, fields={}, before={})
    return operation if action == operation.action else replace(operation, action=action)


def _join(first: Operation, second: Operation) -> Operation | None:
    latest = replace(second, base=first.base, action=first.action)
    if second.op is Op.DELETE:
        if first.op is Op.INSERT:
            return None
        # Fields changed before are remembered: if it is taken back, they differ from the county's.
        return replace(latest, fields=first.fields, before=_earliest(first, second))
    if first.op is Op.DELETE:
        return _taken_back(first, latest)
    return replace(
        latest,
        op=first.op,
        fields={**first.fields, **second.fields},
        before={} if first.op is Op.INSERT else _earliest(first, second),
    )


def _earliest(first: Operation, second: Operation) -> dict[str, Value]:
    """Replaced values of both; a field that the first changed has the first's, or none at all."""
    later = {name: value for name, value in second.before.items() if name not in first.fields}
    return {**later, **first.before}


def _taken_back(deleted: Operation, again: Operation) -> Operation | None:
    wanted = {**dict.fromkeys((*deleted.before, *deleted.fields)), **again.fields}
    fields = {
        name: value
        for name, value in wanted.items()
        if name not in deleted.before or deleted.before[name] != value
    }
    if not fields:
        return None
    return replace(again, op=Op.UPDATE, fields=fields, before=_needed(again.kind, fields, deleted.before))


def _needed(kind: int, fields: Mapping[str, Value], before: Mapping[str, Value]) -> dict[str, Value]:
    record_kind = registry().find(kind)
    rules = record_kind.fields if record_kind else {}
    return {
        name: before[name] for name in fields if name in before and name in rules and rules[name].needs_before
    }


class _Groups:
    """Numbers joined into groups; a group is called by its lowest number."""

    def __init__(self) -> None:
        self._lower: dict[int, int] = {}

    def first(self, number: int) -> int:
        while (lower := self._lower.get(number, number)) != number:
            number = lower
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        if low != high:
            self._lower[high] = low
