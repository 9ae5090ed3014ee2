"""Banks' own tables from points to grades, in versions; the shipped one until a bank gives its own."""

from dataclasses import dataclass
from datetime import date

from db.connection import Connection
from db.queries import boards as queries
from desktop.domain.accounts import Right
from desktop.domain.credit import (
    GradeTable,
    find_table_problems,
    read_table,
    shipped_table,
    table_in_force,
)
from desktop.domain.problem import ProblemError
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class TableVersion:
    """A table with its id; the shipped one has none."""

    id: str
    table: GradeTable


def list_tables(office: Office) -> tuple[TableVersion, ...]:
    """All tables, the latest first, the shipped one last.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_BOARDS)
    with office.store.reading() as connection:
        rows = queries.list_tables(connection)
    own = [
        TableVersion(row.id, read_table(row.bank, row.version, row.valid_from, row.body, row.source))
        for row in rows
    ]
    return (*own, TableVersion("", shipped_table()))


def table_of(connection: Connection, bank: str, on: date) -> GradeTable:
    """A bank's table on a day."""
    tables = [
        read_table(row.bank, row.version, row.valid_from, row.body, row.source)
        for row in queries.list_tables(connection)
    ]
    return table_in_force(tables, bank, on)


def save_table(office: Office, table: GradeTable) -> str:
    """Keep a bank's table as a new version; lists made before keep their grades.

    Returns:
        Its id.

    Raises:
        ProblemError: What `find_table_problems` finds, SYS-403.
    """
    office.require(Right.EDIT_CREDIT)
    if problems := find_table_problems(table):
        raise ProblemError(problems)
    with office.change("edit", f"银行积分等级表：{table.bank.strip()} {table.version}") as work:
        return work.insert(
            "credit_table",
            {
                "bank": table.bank.strip(),
                "version": table.version,
                "valid_from": table.valid_from.isoformat(),
                "source": table.source.strip() or None,
                "body": table.body(),
            },
        )


def next_version(office: Office, bank: str) -> str:
    """A name for a bank's next version: the year and a number that is not taken."""
    taken = {each.table.version for each in list_tables(office) if each.table.bank == bank}
    year = office.today().year
    return next(name for number in range(1, 1000) if (name := f"{year}-{number}") not in taken)
