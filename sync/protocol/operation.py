"""The values that travel: an operation on its way up, a row on its way down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum

Value = str | int | float | None

COUNTY = 0
"""Number of the county itself where a device is named; villages' devices count from 1."""


class Op(IntEnum):
    """What was done to a record; the numbers are those of the change log."""

    INSERT = 1
    UPDATE = 2
    DELETE = 3


@dataclass(frozen=True, slots=True)
class Operation:
    """What one user action did to one record.

    Several operations of one record in one batch are joined before they travel (`sync.plan.coalesce`).

    Attributes:
        kind: Number of the record's kind, see the registry.
        record_id: 32 lower-case hexadecimal characters.
        op: What was done.
        base: The county's revision that the author's copy stood on; 0 when it was never sent.
        action: Number of the user's transaction on the author's PC; operations of one action are
            taken or refused together.
        at_ms: The author's clock, milliseconds since 1970 UTC; shown to people, never decides.
        actor: Id of the account that did it.
        fields: New values by column; empty for a delete.
        before: Values that were replaced, only for fields whose policy needs them.
    """

    kind: int
    record_id: str
    op: Op
    base: int
    action: int
    at_ms: int
    actor: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    before: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A record as the county holds it, on its way to a village.

    Attributes:
        kind: Number of the record's kind.
        record_id: 32 lower-case hexadecimal characters.
        rev: The county's revision that the row stands at.
        deleted: The record is gone; ``fields`` is empty then.
        whole: ``fields`` holds every field that is not empty; otherwise those changed since the
            reader's cursor, empty ones as None.
        device: Device that made the latest change, 0 for the county.
        actor: Account that made it.
        at_ms: That device's clock then.
        fields: Values by column.
    """

    kind: int
    record_id: str
    rev: int
    deleted: bool
    whole: bool
    device: int
    actor: str
    at_ms: int
    fields: Mapping[str, Value] = field(default_factory=dict)
