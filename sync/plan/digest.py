"""What both ends hold of a register, as numbers small enough to compare over a slow line.

Each record has a sum over its id and its travelling values; a bucket, and a kind, is the exclusive or of
those in it, so that the order of reading does not matter. Revisions are left out: a change that changed
nothing moves a PC's revision and not the county's.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

import msgspec

from sync.plan.scope import Ruling
from sync.protocol.operation import Value
from sync.protocol.registry import RecordKind, registry

SUM_BYTES = 16
BUCKETS = 256

_EMPTY: tuple[Value, ...] = (None, "", 0)
"""Alike in a digest: a column that may not be empty stands at its nought where the county has nothing."""

_encode = msgspec.msgpack.Encoder().encode


@dataclass(slots=True)
class Digest:
    """Sums of records by kind.

    Attributes:
        schema: Version of the registry that both ends know; newer fields are left out.
        ruling: What travels; the rest is no business of the county's.
    """

    schema: int
    ruling: Ruling
    _rows: dict[int, dict[bytes, bytes]] = field(default_factory=dict, init=False, repr=False)
    _names: dict[int, tuple[str, ...]] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        for kind in registry():
            allowed = self.ruling.travelling(kind)
            names = tuple(
                name for name, rule in kind.fields.items() if name in allowed and rule.since <= self.schema
            )
            if names:
                self._names[kind.number] = names
                self._rows[kind.number] = {}

    @property
    def kinds(self) -> tuple[int, ...]:
        """Numbers of the kinds that are compared."""
        return tuple(self._rows)

    def names(self, kind: RecordKind) -> tuple[str, ...]:
        """The fields of a kind that are compared, in the registry's order; none: the kind is not."""
        return self._names.get(kind.number, ())

    def add(self, kind: RecordKind, record_id: str, fields: Mapping[str, Value]) -> None:
        """Count one living record in."""
        record = bytes.fromhex(record_id)
        told: list[object] = [record]
        for name in self._names[kind.number]:
            value = fields.get(name)
            if value not in _EMPTY:
                told += (name, value)
        self._rows[kind.number][record] = blake2b(_encode(told), digest_size=SUM_BYTES).digest()

    def kind_sum(self, kind: int) -> tuple[int, bytes]:
        """How many records of a kind, and the sum of all."""
        rows = self._rows[kind]
        total = 0
        for one in rows.values():
            total ^= int.from_bytes(one)
        return len(rows), total.to_bytes(SUM_BYTES)

    def bucket_sums(self, kind: int) -> bytes:
        """The sum of each of the 256 buckets of a kind, one after the other."""
        totals = [0] * BUCKETS
        for record, one in self._rows[kind].items():
            totals[record[-1]] ^= int.from_bytes(one)
        return b"".join(total.to_bytes(SUM_BYTES) for total in totals)

    def rows_in(self, kind: int, bucket: int) -> Iterator[tuple[bytes, bytes]]:
        """Id and sum of each record in a bucket: that of the last byte of its id, which is random."""
        return ((record, one) for record, one in self._rows[kind].items() if record[-1] == bucket)


def differing_buckets(one: bytes, other: bytes) -> bytes:
    """Numbers of the buckets whose sums differ, a byte each."""
    return bytes(
        bucket
        for bucket in range(BUCKETS)
        if one[bucket * SUM_BYTES : (bucket + 1) * SUM_BYTES]
        != other[bucket * SUM_BYTES : (bucket + 1) * SUM_BYTES]
    )
