"""What the county does with a batch, as values: every operation merged, actions whole."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sync.plan.merge import Author, Conflict, FieldVersion, RecordState, conflict_fields, merge, touch
from sync.protocol.operation import COUNTY, Op, Operation
from sync.protocol.registry import registry

Key = tuple[int, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What a batch comes to.

    Attributes:
        states: Records to store, by key.
        untidy: Keys of the records whose copy at the author differs from the county's afterwards.
        conflicts: What people have to look at.
        refusals: Operations not taken, each with the code of its action's refusal.
    """

    states: Mapping[Key, RecordState]
    untidy: tuple[Key, ...]
    conflicts: tuple[Conflict, ...]
    refusals: tuple[tuple[Operation, str], ...]


def take_in(
    states: Mapping[Key, RecordState],
    operations: Sequence[Operation],
    author: Author,
    refused: Mapping[int, str] | None = None,
) -> Intake:
    """Merge a batch; an action of which one operation is refused is refused as a whole.

    Args:
        states: The records that the batch is about, those that the county has.
        operations: At most one per record, see `sync.plan.coalesce`.
        author: Whose batch it is.
        refused: Numbers of actions that the county refuses for reasons of its own, with the codes.
    """
    outcomes = [(one, merge(states.get((one.kind, one.record_id)), one, author)) for one in operations]
    codes = {one.action: outcome.refusal for one, outcome in reversed(outcomes) if outcome.refusal}
    codes |= refused or {}
    stored: dict[Key, RecordState] = {}
    untidy: list[Key] = []
    conflicts: list[Conflict] = []
    refusals: list[tuple[Operation, str]] = []
    for one, outcome in outcomes:
        key = (one.kind, one.record_id)
        if one.action in codes:
            refusals.append((one, codes[one.action]))
            untidy.append(key)
            if key in states:
                version = FieldVersion(author.rev, author.device, one.actor, one.at_ms)
                stored[key] = touch(states[key], version)
            continue
        conflicts += outcome.conflicts
        if outcome.changed and outcome.state is not None:
            stored[key] = outcome.state
        if not outcome.clean:
            untidy.append(key)
    return Intake(stored, tuple(untidy), tuple(conflicts), tuple(refusals))


def conflict_operation(conflict: Conflict, author: Author) -> Operation:
    """The county's operation that makes the record of a conflict.

    Its id follows from what is in conflict, so that a batch that is taken in twice tells people once.
    """
    marks = [
        conflict.kind,
        conflict.record_id,
        conflict.field,
        conflict.reason.value,
        conflict.base,
        conflict.other[0],
        conflict.other[1].device,
    ]
    digest = hashlib.sha256(json.dumps(marks, ensure_ascii=False).encode()).hexdigest()
    return Operation(
        kind=registry().table("conflict").number,
        record_id=digest[:32],
        op=Op.INSERT,
        base=0,
        action=0,
        at_ms=author.received_ms,
        actor="",
        fields=conflict_fields(conflict),
    )


def county_author(author: Author) -> Author:
    """The county itself, at the moment it takes in somebody's batch."""
    return Author(COUNTY, author.rev, author.received_ms)
