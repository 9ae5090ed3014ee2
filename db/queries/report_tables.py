"""Reads saved tables, their runs, and what was typed for columns that the register has no field for."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from db.connection import Connection


@dataclass(frozen=True, slots=True)
class ReportTableRow:
    """A saved table; texts empty for none, the form in base64."""

    id: str
    title: str
    requester: str
    spec: str
    form: str
    form_name: str
    note: str


@dataclass(frozen=True, slots=True)
class ReportRunRow:
    """A run; ``body`` empty where the rows were those of the run before, or lie on another PC."""

    id: str
    report_id: str
    run_at: str
    row_count: int
    digest: str
    body: str
    order_id: str
    run_by: str


_TABLE = (
    "SELECT id, title, coalesce(requester, ''), spec, coalesce(form, ''), coalesce(form_name, ''), "
    "coalesce(note, '') FROM report_table"
)
_RUN = (
    "SELECT id, report_id, run_at, row_count, digest, coalesce(body, ''), coalesce(order_id, ''), run_by "
    "FROM report_run"
)


def list_tables(connection: Connection) -> tuple[ReportTableRow, ...]:
    """Tables in use, by title."""
    rows = connection.execute(f"{_TABLE} WHERE retired_on IS NULL ORDER BY title, pk")
    return tuple(ReportTableRow(*row) for row in rows)


def find_table(connection: Connection, table_id: str) -> ReportTableRow | None:
    """One table, also one that is put away."""
    row = connection.execute(f"{_TABLE} WHERE id = ?", (table_id,)).fetchone()
    return None if row is None else ReportTableRow(*row)


def last_runs(connection: Connection) -> dict[str, ReportRunRow]:
    """The latest run of each table."""
    rows = connection.execute(f"{_RUN} ORDER BY run_at, pk")
    return {row[1]: ReportRunRow(*row) for row in rows}


def last_body(connection: Connection, table_id: str) -> ReportRunRow | None:
    """The latest run of a table whose rows are here; None where the latest one's are not."""
    rows = [
        ReportRunRow(*row)
        for row in connection.execute(f"{_RUN} WHERE report_id = ? ORDER BY run_at, pk", (table_id,))
    ]
    if not rows:
        return None
    return next((run for run in reversed(rows) if run.body and run.digest == rows[-1].digest), None)


def find_values(
    connection: Connection, ids: Sequence[str], keys: Sequence[str]
) -> dict[tuple[str, str], str]:
    """What was typed about some people or households, by id and plain heading."""
    if not ids or not keys:
        return {}
    rows = connection.execute(
        "SELECT subject_id, key, value FROM report_value WHERE value IS NOT NULL "
        "AND subject_id IN (SELECT value FROM json_each(?)) AND key IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)), json.dumps(list(keys))),
    )
    return {(str(subject), str(key)): str(value) for subject, key, value in rows}
