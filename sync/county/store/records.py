"""Reading the records a batch touches and writing them back, each in one statement."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from sync.county.store.database import Database, Row, query, send
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


_CHANGING = {
    "kind": "smallint",
    "record_id": "uuid",
    "rev": "bigint",
    "own": "integer",
    "deleted": "jsonb",
    "fields": "jsonb",
    "versions": "jsonb",
}
_LASTING = {
    "stream": "text",
    "created_rev": "bigint",
    "created_device": "integer",
    "created_actor": "text",
    "created_at_ms": "bigint",
}


def _names(columns: Iterable[str]) -> str:
    return ", ".join(columns)


def _rows(columns: Mapping[str, str]) -> str:
    """The rows of a statement, as one JSON value: as many arrays would be quoted character by character."""
    described = ", ".join(f"{name} {type_}" for name, type_ in columns.items())
    return f"json_to_recordset(%(rows)s::json) AS new ({described})"


_INSERT = (
    f"INSERT INTO record (village_id, {_names(_CHANGING | _LASTING)}) "  # noqa: S608 - constant names
    f"SELECT %(village_id)s, {_names(_CHANGING | _LASTING)} FROM {_rows(_CHANGING | _LASTING)}"
)
_UPDATE = (
    "UPDATE record r SET rev = new.rev, own = new.own, deleted = new.deleted, "  # noqa: S608 - constant names
    f"fields = new.fields, versions = new.versions FROM {_rows(_CHANGING)} "
    "WHERE r.village_id = %(village_id)s AND r.kind = new.kind AND r.record_id = new.record_id"
)


def _parts(version: FieldVersion) -> tuple[int, int, str, int]:
    return version.rev, version.device, version.actor, version.at_ms


def _changing(state: RecordState) -> dict[str, object]:
    return {
        "kind": state.kind,
        "record_id": state.record_id,
        "rev": state.rev,
        "own": state.own,
        "deleted": _parts(state.deleted) if state.deleted else None,
        "fields": state.fields,
        "versions": {name: _parts(version) for name, version in state.versions.items()},
    }


def _lasting(record: Stored) -> dict[str, object]:
    made = record.state.created
    return {
        "stream": record.stream,
        "created_rev": made.rev,
        "created_device": made.device,
        "created_actor": made.actor,
        "created_at_ms": made.at_ms,
    }


def insert_records(database: Database, village_id: int, records: Iterable[Stored]) -> None:
    """Write records that are not in the table yet."""
    _write(database, _INSERT, village_id, [_changing(one.state) | _lasting(one) for one in records])


def update_records(database: Database, village_id: int, records: Iterable[Stored]) -> None:
    """Write records that are in the table already."""
    _write(database, _UPDATE, village_id, [_changing(one.state) for one in records])


def _write(database: Database, statement: str, village_id: int, rows: Sequence[object]) -> None:
    if rows:
        send(database, statement, {"village_id": village_id, "rows": _encode(rows).decode()})
