"""Sheets whose rows were typed for them, since no other store holds such facts."""

import json
from collections.abc import Mapping
from datetime import date

from db.queries import sheet_rows as queries
from desktop.domain.accounts import Right
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.reports.template import ColumnTemplate, TableTemplate, Template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.sheet_rows import sheet_key

_DAYS = frozenset(("day", "full_day", "month"))


def compile_entered(common: Common, chosen: Template) -> Sheet:
    """The rows typed for a layout, a period and, where the sheet speaks of one, a record.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_NOTICES)
    return Sheet(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication_for(chosen.item),
        values=dict(common.request.values),
        tables={
            block.rows: entered_rows(common, chosen, block)
            for block in chosen.blocks
            if isinstance(block, TableTemplate)
        },
    )


def entered_rows(
    common: Common, chosen: Template, block: TableTemplate
) -> tuple[Mapping[str, SheetValue], ...]:
    """Rows of one table in the order they were given, each with its record as origin."""
    with common.office.store.reading() as connection:
        rows = queries.list_rows(connection, sheet_key(common.request, chosen), block.rows)
    columns = {each.value: each for each in block.columns}
    return tuple(
        {name: None for name, each in columns.items() if each.compute is None and name != "serial"}
        | {name: _read(columns.get(name), value) for name, value in json.loads(row.cells).items()}
        | {ORIGIN: f"sheet_row/{row.id}"}
        for row in rows
    )


def _read(column: ColumnTemplate | None, value: str | int | None) -> SheetValue:
    if column is not None and column.form in _DAYS and isinstance(value, str) and value:
        try:
            return date.fromisoformat(value)
        except ValueError:  # told with its place when the sheet is made
            return value
    return value
