"""What a village does with a page of the county's."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sync.plan.scope import Ruling
from sync.protocol.operation import Row, Value
from sync.protocol.registry import registry

Key = tuple[int, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class Upsert:
    """A record to write; ``row`` says who made it so.

    ``values`` are columns as they have to stand. Of a record that is here they name what is empty as
    well (None), of a new one only what is filled.
    """

    row: Row
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Apply:
    """Write these in one transaction with the page's end as the new cursor.

    ``unknown`` are rows of kinds that this program does not know, to be kept for a newer one.
    """

    upserts: tuple[Upsert, ...]
    deletes: tuple[Row, ...]
    unknown: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class SendFirst:
    """Drop the page, send what waits for these records, and ask for the page again.

    To lay waiting work over the page would let the next edit pass for one that had seen it.
    """

    keys: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class AskWhole:
    """Drop the page and ask for it again with basis 0: parts of records came that are not here."""

    keys: tuple[Key, ...]


def plan_page(
    rows: Sequence[Row], pending: Collection[Key], own_revs: Mapping[Key, int], ruling: Ruling
) -> Apply | SendFirst | AskWhole:
    """Decide over a page.

    Args:
        rows: The page.
        pending: Records with operations that the county has not acknowledged yet, all that wait and
            not only those that joining leaves over.
        own_revs: Revision of each of the page's records that this PC holds.
        ruling: Fields that stay in the village keep the village's values.
    """
    if waiting := tuple(key for row in rows if (key := (row.kind, row.record_id)) in pending):
        return SendFirst(waiting)
    news = [row for row in rows if row.rev > own_revs.get((row.kind, row.record_id), -1)]
    deletes = tuple(row for row in news if row.deleted and (row.kind, row.record_id) in own_revs)
    living = [row for row in news if not row.deleted]
    known = [row for row in living if registry().find(row.kind) is not None]
    missing = [row for row in known if not row.whole and (row.kind, row.record_id) not in own_revs]
    if missing:
        return AskWhole(tuple((row.kind, row.record_id) for row in missing))
    return Apply(
        tuple(Upsert(row, _values(row, (row.kind, row.record_id) in own_revs, ruling)) for row in known),
        deletes,
        tuple(row for row in living if registry().find(row.kind) is None),
    )


def _values(row: Row, is_here: bool, ruling: Ruling) -> Mapping[str, Value]:
    kind = registry().find(row.kind)
    assert kind is not None
    names = ruling.travelling(kind)
    if row.whole and is_here:
        empty: dict[str, Value] = dict.fromkeys(name for name in kind.fields if name in names)
        return {**empty, **{name: value for name, value in row.fields.items() if name in names}}
    if row.fields.keys() <= names:
        return row.fields
    return {name: value for name, value in row.fields.items() if name in names}
