"""Writes small ledgers as an office would and reads them back through the whole way in."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from desktop.domain.citizen_id import make_citizen_id
from desktop.exchange.column_mapping import ColumnMatch, propose_mapping
from desktop.exchange.person_rows import Fixes, NormalisedTable, normalise_table
from desktop.exchange.reader import read_workbook
from desktop.exchange.table_finder import TableFound, find_tables
from desktop.exchange.workbook import Workbook

TODAY = date(2026, 11, 22)
REGION = "999901"


def number(year: int, month: int, day: int, serial: int) -> str:
    """A valid identity number of an invented person; odd serials are men."""
    return make_citizen_id(REGION, date(year, month, day), serial)


def save(
    path: Path,
    rows: Iterable[Sequence[Any]],
    merges: Sequence[str] = (),
    title: str = "名册",
    change: Callable[[Any], None] | None = None,
) -> Path:
    """Write one sheet; ``change`` may do to it what rows cannot say."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for block in merges:
        sheet.merge_cells(block)
    if change is not None:
        change(sheet)
    book.save(path)
    return path


def table_of(path: Path) -> tuple[Workbook, TableFound]:
    """The only table of a file."""
    book = read_workbook(path)
    (table,) = find_tables(book)
    return book, table


def mapping_of(path: Path) -> dict[str, ColumnMatch]:
    """What each column is taken for, by its label."""
    return {match.column.label: match for match in propose_mapping(table_of(path)[1])}


def people_of(path: Path, fixes: Fixes | None = None, **options: Any) -> NormalisedTable:
    """Everybody in the only table of a file."""
    book, table = table_of(path)
    return normalise_table(
        table, propose_mapping(table), fixes, today=TODAY, date1904=book.date1904, **options
    )


def codes(problems: Iterable[Any]) -> set[str]:
    """Codes of problems."""
    return {problem.code for problem in problems}
