"""The schema that today's models describe, as SQL text."""

from collections.abc import Iterator
from typing import Any

from peewee import SQL, Context, SchemaManager

from db.models import LOCAL, RECORDS, Record, Table
from db.models.base import option


def _sql(context: Context) -> str:
    text, parameters = context.query()
    if parameters:
        raise ValueError(f"the schema must not hold parameters: {text}")
    return str(text)


def _write_defaults_into_columns(model: type[Table]) -> None:
    # peewee fills defaults in Python only; plain SQL writes need them in the file.
    for field in model._meta.sorted_fields:
        if field.default is None or callable(field.default) or field.constraints:
            continue
        literal = f"'{field.default}'" if isinstance(field.default, str) else str(int(field.default))
        field.constraints = [SQL(f"DEFAULT {literal}")]


def table_statements(model: type[Table]) -> Iterator[str]:
    """``CREATE TABLE`` of one model and its indexes, without ``IF NOT EXISTS``."""
    _write_defaults_into_columns(model)
    manager: Any = SchemaManager(model)  # its statements without running them are not in the stubs
    yield _sql(manager._create_table(safe=False))
    for index in manager._create_indexes(safe=False):
        yield _sql(index)


SEARCH_STATEMENTS: tuple[str, ...] = (
    *(
        f"CREATE VIRTUAL TABLE {name} USING fts5(tokens, content='', contentless_delete=1, "
        "detail=none, tokenize='ascii')"
        for name in ("person_search", "household_search")
    ),
    # Words of events are looked up by their beginnings, in whatever length somebody has typed.
    "CREATE VIRTUAL TABLE event_search USING fts5(tokens, content='', contentless_delete=1, "
    "detail=none, tokenize='ascii', prefix='2 3 4')",
)
"""Token lists by row number; the tokens are ASCII words of our own making (`db.search.tokens`)."""


def statements() -> Iterator[str]:
    """Everything a new file needs except the triggers, tables before what refers to them."""
    for model in (*RECORDS, *LOCAL):
        yield from table_statements(model)
    yield from SEARCH_STATEMENTS


def table_number(model: type[Record]) -> int:
    """The number that stands for a table in the change log; never changed after a release."""
    return int(option(model, "table_no"))


def table_name(model: type[Table]) -> str:
    """Name of the model's table in the file."""
    return str(model._meta.table_name)


def column_names(model: type[Table]) -> tuple[str, ...]:
    """Columns in the order of the table."""
    return tuple(str(field.column_name) for field in model._meta.sorted_fields)
