"""Reading the records a batch touches and writing them back, each in one statement."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec

from sync.county.store.database import Database, Row, copy_rows, query
from sync.plan.merge import FieldVersion, RecordState
from sync.protocol.operation import Value

Key = tuple[int, str]
"""Number of the kind and id of a record."""

_encode = msgspec.json.Encoder().encode
_fields = msgspec.json.Decoder(dict[str, Value]).decode
_versions = msgspec.json.Decoder(dict[str, tuple[int, int, str, int]]).decode
_version = msgspec.json.Decoder(tuple[int, int, str, int]).decode


@dataclass(frozen=True, slots=True)
class Stored:
    """A record and the stream it lies in."""

    state: RecordState
    stream: str


def read_state(row: Row) -> RecordState:
    """A state from kind, id, rev, own, created rev, device, actor, time, deleted, fields, versions.

    The last three as JSON text.
    """
    kind, record_id, rev, own, created_rev, device, actor, at_ms, deleted, fields, versions = row
    return RecordState(
        kind=kind,
        record_id=record_id.hex,
        fields=_fields(fields),
        versions={name: FieldVersion(*parts) for name, parts in _versions(versions).items()},
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


def read_records(database: Database, village_id: int, keys: Collection[Key]) -> dict[Key, Stored]:
    """Those of the named records that exist."""
    if not keys:
        return {}
    rows = query(
        database,
        f"SELECT r.stream, {STATE_COLUMNS} FROM record r "  # noqa: S608 - constant names
        "JOIN unnest(%(kinds)s::smallint[], %(ids)s::uuid[]) AS wanted (kind, record_id) "
        "ON r.kind = wanted.kind AND r.record_id = wanted.record_id "
        "WHERE r.village_id = %(village_id)s",
        {
            "village_id": village_id,
            "kinds": [kind for kind, _ in keys],
            "ids": [record_id for _, record_id in keys],
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


def _json(value: object) -> str:
    return _encode(value).decode()


def _parts(version: FieldVersion) -> tuple[int, int, str, int]:
    return version.rev, version.device, version.actor, version.at_ms


def _written(state: RecordState) -> tuple[str | None, str, str]:
    versions: Mapping[str, object] = {name: _parts(version) for name, version in state.versions.items()}
    deleted = _json(_parts(state.deleted)) if state.deleted else None
    return deleted, _json(state.fields), _json(versions)


def insert_records(database: Database, village_id: int, records: Iterable[Stored]) -> None:
    """Write records that are not in the table yet."""
    rows: list[Row] = []
    for record in records:
        state, made = record.state, record.state.created
        rows.append(
            (
                village_id,
                record.stream,
                state.kind,
                UUID(state.record_id),
                state.rev,
                state.own,
                *_parts(made),
                *_written(state),
            )
        )
    if rows:
        copy_rows(database, "record", _COLUMNS, rows)


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
            "versions": {name: _parts(version) for name, version in record.state.versions.items()},
        }
        for record in records
    ]
    if not rows:
        return
    # One JSON value: as many arrays would each be quoted character by character.
    query(
        database,
        "UPDATE record r SET rev = new.rev, own = new.own, deleted = new.deleted, fields = new.fields, "
        "versions = new.versions FROM jsonb_to_recordset(%(rows)s::jsonb) AS new (kind smallint, "
        "record_id uuid, rev bigint, own integer, deleted jsonb, fields jsonb, versions jsonb) "
        "WHERE r.village_id = %(village_id)s AND r.kind = new.kind AND r.record_id = new.record_id",
        {"village_id": village_id, "rows": _json(rows)},
    )
