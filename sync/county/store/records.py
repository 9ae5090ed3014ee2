"""Reading the records a batch touches and writing them back, each in one statement."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from sync.county.store.database import Database, Row, copy_lines, escaped, query
from sync.plan.merge import FieldVersion, RecordState
from sync.protocol.operation import Value
from sync.protocol.registry import registry

Key = tuple[int, str]
"""Number of the kind and id of a record."""

_ID_DIGITS = 32

_encode = msgspec.json.Encoder().encode
_fields = msgspec.json.Decoder(dict[str, Value]).decode
_versions = msgspec.json.Decoder(dict[str, tuple[int, int, str, int]]).decode
_version = msgspec.json.Decoder(tuple[int, int, str, int]).decode


def kind_of(table: str) -> int:
    """Number of a kind of records."""
    return registry().table(table).number


def derived_id(*parts: str | int) -> str:
    """Id of a record of the county's own that follows from what it is: the same whenever it is made."""
    return sha256("|".join(map(str, parts)).encode()).hexdigest()[:_ID_DIGITS]


@dataclass(frozen=True, slots=True)
class Stored:
    """A record and the stream it lies in."""

    state: RecordState
    stream: str


def as_stored(state: RecordState) -> Stored:
    """A record as its table keeps it; its kind is one of the registry."""
    kind = registry().find(state.kind)
    assert kind is not None  # only kinds of the registry pass the check of what comes in
    return Stored(state, kind.stream)


def read_state(row: Row) -> RecordState:
    """A state from kind, id, rev, own, created rev, device, actor, time, deleted, fields, versions.

    The last three as JSON text.
    """
    kind, record_id, rev, own, created_rev, device, actor, at_ms, deleted, fields, versions = row
    return RecordState(
        kind=kind,
        record_id=record_id.hex,
        fields=_fields(fields),
        # Most records stand as they were made.
        versions={name: FieldVersion(*parts) for name, parts in _versions(versions).items()}
        if versions != "{}"
        else {},
        created=FieldVersion(created_rev, device, actor, at_ms),
        rev=rev,
        own=own,
        deleted=FieldVersion(*_version(deleted)) if deleted else None,
    )


STATE_COLUMNS = (
    "r.kind, r.record_id, r.rev, r.own, r.created_rev, r.created_device, r.created_actor, r.created_at_ms, "
    "r.deleted::text, r.fields::text, r.versions::text"
)
"""What `read_state` takes, of a table called r."""


def _json(value: object) -> str:
    return _encode(value).decode()


def read_records(database: Database, village_id: int, keys: Collection[Key]) -> dict[Key, Stored]:
    """Those of the named records that exist."""
    if not keys:
        return {}
    rows = query(
        database,
        # OFFSET keeps the planner at one look for each key, whatever it believes to know of the table.
        "SELECT r.* FROM json_to_recordset(%(keys)s::json) "  # noqa: S608 - constant names
        "AS wanted (kind smallint, record_id uuid) "
        f"CROSS JOIN LATERAL (SELECT r.stream, {STATE_COLUMNS} FROM record r "
        "WHERE r.village_id = %(village_id)s AND r.kind = wanted.kind AND r.record_id = wanted.record_id "
        "OFFSET 0) r",
        {
            "village_id": village_id,
            "keys": _json([{"kind": kind, "record_id": record_id} for kind, record_id in keys]),
        },
    )
    found = {}
    for stream, *columns in rows:
        state = read_state(tuple(columns))
        found[state.kind, state.record_id] = Stored(state, stream)
    return found


def read_by_field(
    database: Database, village_id: int, kind: int, field: str, values: Collection[str]
) -> list[RecordState]:
    """Living records of a kind in which a field has one of the values.

    ``kind`` and ``field`` are among those that have an index (``0001_start.sql``).
    """
    if not values:
        return []
    rows = query(
        database,
        f"SELECT {STATE_COLUMNS} FROM record r WHERE r.village_id = %(village_id)s "  # noqa: S608
        f"AND r.kind = {kind:d} AND r.deleted IS NULL AND (r.fields ->> '{_name(field)}') = ANY(%(values)s)",
        {"village_id": village_id, "values": list(values)},
    )
    return [read_state(row) for row in rows]


def _name(field: str) -> str:
    # Names and kinds stand in the statement itself, so that the planner sees the partial index fit.
    if not field.isidentifier():
        raise ValueError(field)
    return field


_COLUMNS = (
    "village_id",
    "stream",
    "kind",
    "record_id",
    "rev",
    "own",
    "created_rev",
    "created_device",
    "created_actor",
    "created_at_ms",
    "deleted",
    "fields",
    "versions",
)
_PORTION = 500
"""So many rows are written out before they are sent, so that PostgreSQL takes them in meanwhile."""


def _parts(version: FieldVersion) -> tuple[int, int, str, int]:
    return version.rev, version.device, version.actor, version.at_ms


def _versions_of(state: RecordState) -> dict[str, tuple[int, int, str, int]]:
    return {name: _parts(version) for name, version in state.versions.items()}


def insert_records(database: Database, village_id: int, records: Sequence[Stored]) -> None:
    """Write records that are not in the table yet."""
    if records:
        portions = (records[start : start + _PORTION] for start in range(0, len(records), _PORTION))
        blocks = ("".join([_line(village_id, record) for record in portion]) for portion in portions)
        copy_lines(database, "record", _COLUMNS, blocks)


def _line(village_id: int, record: Stored) -> str:
    """A record as COPY reads it."""
    state, made = record.state, record.state.created
    own = "\\N" if state.own is None else state.own
    deleted = escaped(_json(_parts(state.deleted))) if state.deleted else "\\N"
    versions = escaped(_json(_versions_of(state))) if state.versions else "{}"
    return (
        f"{village_id}\t{record.stream}\t{state.kind}\t{state.record_id}\t{state.rev}\t{own}\t"
        f"{made.rev}\t{made.device}\t{escaped(made.actor)}\t{made.at_ms}\t{deleted}\t"
        f"{escaped(_json(state.fields))}\t{versions}\n"
    )


def update_records(database: Database, village_id: int, records: Iterable[Stored]) -> None:
    """Write records that are in the table already."""
    rows = [
        {
            "kind": record.state.kind,
            "record_id": record.state.record_id,
            "rev": record.state.rev,
            "own": record.state.own,
            "deleted": _parts(record.state.deleted) if record.state.deleted else None,
            "fields": record.state.fields,
            "versions": _versions_of(record.state),
        }
        for record in records
    ]
    if not rows:
        return
    # One JSON value: as many arrays would each be quoted character by character.
    query(
        database,
        "UPDATE record r SET rev = new.rev, own = new.own, deleted = new.deleted, fields = new.fields, "
        "versions = new.versions FROM json_to_recordset(%(rows)s::json) AS new (kind smallint, "
        "record_id uuid, rev bigint, own integer, deleted jsonb, fields jsonb, versions jsonb) "
        "WHERE r.village_id = %(village_id)s AND r.kind = new.kind AND r.record_id = new.record_id",
        {"village_id": village_id, "rows": _json(rows)},
    )
