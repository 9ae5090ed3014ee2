"""Triggers that write the change log, generated from the models.

They use core SQL only, so that any program that opens the file is captured, and they refuse a
write outside a change set: every change has a person and a time.

Every connection reads every trigger when it is opened, which is most of what opening takes. So a trigger
names each column as seldom as it can: an update hands the old and the new values to the view ``row_change``,
and what differs is found there, in the one trigger for all tables.

What fails takes the whole transaction back, as the store does anyway. A failure that takes back one
statement only would need a copy of every page the statement touches, and the cipher encrypts each.
"""

import json
from collections.abc import Iterator
from hashlib import sha256

from db import schema
from db.changelog.sealed import seal_triggers
from db.models import RECORDS, Record
from db.models.base import option

UNLOGGED = frozenset({"pk", "rev", "name_key"})
"""Columns that say nothing about the world: local numbers, the county's revision, sort keys."""

INSERT, UPDATE, DELETE = 1, 2, 3

_ACTION = "ifnull((SELECT change_set FROM work_state WHERE k=1),RAISE(ROLLBACK,'write outside a change set'))"


def logged_columns(model: type[Record]) -> tuple[str, ...]:
    """Columns whose changes are history, in the order of the table."""
    return tuple(name for name in schema.column_names(model) if name not in UNLOGGED)


def _log(number: int, op: int, row: str, patch: str) -> str:
    return (
        "INSERT OR ROLLBACK INTO change(change_set,table_no,record_pk,op,base_rev,patch)"
        f"VALUES({_ACTION},{number},{row}.pk,{op},{row}.rev,{patch});"
    )


def _dirty(model: type[Record], row: str) -> str:
    if not option(model, "search_fields"):
        return ""
    number = schema.table_number(model)
    return f"INSERT OR ROLLBACK INTO search_dirty(table_no, record_pk) VALUES({number}, {row}.pk);"


_UPDATE_LOGGED = (
    "CREATE TRIGGER row_changed INSTEAD OF INSERT ON row_change WHEN NEW.old IS NOT NEW.new BEGIN "  # noqa: S608
    "INSERT OR ROLLBACK INTO change(change_set,table_no,record_pk,op,base_rev,patch) "
    f"SELECT {_ACTION},NEW.table_no,NEW.record_pk,{UPDATE},NEW.base_rev,"
    "json_group_object(NEW.names->>key,json_array(value,NEW.new->>key)) "
    "FROM json_each(NEW.old) WHERE value IS NOT NEW.new->>key;END"
)


def _values(columns: tuple[str, ...], row: str) -> str:
    return ",".join(f'{row}."{name}"' for name in columns)


def _statements(model: type[Record]) -> Iterator[tuple[str, str]]:
    table, number = schema.table_name(model), schema.table_number(model)
    columns = logged_columns(model)
    yield (
        f"{table}_inserted",
        f"CREATE TRIGGER {table}_inserted AFTER INSERT ON {table} BEGIN "
        f"{_log(number, INSERT, 'NEW', 'NULL')}{_dirty(model, 'NEW')}END",
    )
    old, new = _values(columns, "OLD"), _values(columns, "NEW")
    yield (
        f"{table}_updated",
        f"CREATE TRIGGER {table}_updated AFTER UPDATE ON {table} BEGIN "
        f"INSERT INTO row_change VALUES({number},NEW.pk,NEW.rev,'{json.dumps(columns)}',"
        f"json_array({old}),json_array({new}));END",
    )
    if option(model, "search_fields"):
        searched = ", ".join(f'"{name}"' for name in option(model, "search_fields"))
        yield (
            f"{table}_search_dirty",
            f"CREATE TRIGGER {table}_search_dirty AFTER UPDATE OF {searched} ON {table} BEGIN "
            f"{_dirty(model, 'NEW')} END",
        )
    yield from seal_triggers(table).items()
    kept = ",".join(f"'{name}',OLD.\"{name}\"" for name in ("pk", *columns))
    yield (
        f"{table}_deleted",
        f"CREATE TRIGGER {table}_deleted AFTER DELETE ON {table} BEGIN "
        f"{_log(number, DELETE, 'OLD', f'json_object({kept})')}{_dirty(model, 'OLD')}END",
    )


def triggers() -> dict[str, str]:
    """Every trigger's name and its ``CREATE TRIGGER`` statement."""
    return {"row_changed": _UPDATE_LOGGED} | {
        name: sql for model in RECORDS for name, sql in _statements(model)
    }


def fingerprint() -> str:
    """Changes when any trigger's text changes; kept in the file to know whether to make them anew."""
    return sha256("\n".join(triggers().values()).encode()).hexdigest()
