"""Rows typed for a sheet that no other store fills: read, checked, kept, taken from a workbook (表格内容)."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.queries import disclosure as notice_queries
from db.queries import sheet_rows as queries
from db.queries.sheet_rows import SheetKey
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.reports.template import Template, template
from desktop.services.disclosure.layouts import layout_of
from desktop.services.disclosure.requests import NoticeRequest
from desktop.services.disclosure.sheet_cells import (
    CellValue,
    GridColumn,
    GridTable,
    grid_tables,
    read_cell,
)
from desktop.services.office import Office

__all__ = ["SheetKey"]

ABOUT_THEMSELVES = frozenset(("homestead_application",))
"""Layouts whose notice is about the very rows that are typed for it."""

WITH_TYPED_ROWS = frozenset(
    (
        *("aid_list", "assembly_decision", "compensation", "insurance", "points", "points_board"),
        *("party_appraisal", "party_points", "party_results"),
        *("party_awards", "party_dues"),
        "agency_services",
    )
)
"""Layouts that a store fills and that print typed rows as well, for what the store does not know."""

NEVER_TYPED = frozenset((("points_board", "to_mend"),))
"""Tables of such a layout that the store alone fills: households are told first (`services.boards`)."""

_DRAFT = "draft"
_DAY_FORMS = ("day", "full_day", "month")


@dataclass(frozen=True, slots=True)
class EnteredRow:
    """One typed row; ``id`` is empty for a new one, ``cells`` holds values by field."""

    id: str
    cells: Mapping[str, CellValue]


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What was typed for a sheet: rows by table, and the layout they are typed for."""

    key: SheetKey
    chosen: Template
    tables: Mapping[str, tuple[EnteredRow, ...]]


@dataclass(frozen=True, slots=True)
class TableTaken:
    """What a workbook gave for one table.

    Attributes:
        rows: Cells as texts by field, as far as they could be matched by heading.
        ignored: Headings of the workbook that no column of the table has.
        missing: Columns of the table that the workbook lacks.
    """

    rows: tuple[Mapping[str, str], ...]
    ignored: tuple[str, ...]
    missing: tuple[str, ...]


def sheet_key(request: NoticeRequest, chosen: Template) -> SheetKey:
    """Which typed rows a request prints."""
    # what makes such a notice due are its own rows: they are typed before there is anything it is about
    record_id = "" if request.template in ABOUT_THEMSELVES else request.record_id
    return SheetKey(request.template, request.item or chosen.item, request.first, request.last, record_id)


def is_typed(template_name: str) -> bool:
    """Whether rows can be typed for a layout at all."""
    try:
        chosen = template(template_name)
    except ProblemError:  # a layout of another program version
        return False
    return chosen.kind == "sheet" and bool(typed_tables(chosen) or chosen.fields)


def typed_tables(chosen: Template) -> tuple[GridTable, ...]:
    """The tables of a layout whose rows are typed; none where a store fills them."""
    from desktop.services.disclosure.compiling import COMPILERS

    is_filled = chosen.name in COMPILERS and chosen.name not in WITH_TYPED_ROWS
    tables = () if is_filled else grid_tables(chosen)
    return tuple(each for each in tables if (chosen.name, each.name) not in NEVER_TYPED)


def read_sheet(office: Office, request: NoticeRequest) -> SheetContent:
    """The rows typed for the sheet that a request prints, as far as there are any.

    Raises:
        ProblemError: DOC-020, DOC-021, SYS-403.
    """
    office.require(Right.READ_NOTICES)
    chosen = layout_of(office, request)
    key = sheet_key(request, chosen)
    return SheetContent(key, chosen, _read(office, key, chosen))


def _read(office: Office, key: SheetKey, chosen: Template) -> dict[str, tuple[EnteredRow, ...]]:
    with office.store.reading() as connection:
        return {
            table.name: tuple(
                EnteredRow(row.id, json.loads(row.cells))
                for row in queries.list_rows(connection, key, table.name)
            )
            for table in typed_tables(chosen)
        }


def previous_rows(office: Office, request: NoticeRequest) -> SheetContent | None:
    """The rows of the latest earlier period, to begin with; None when there is none.

    Raises:
        ProblemError: DOC-020, DOC-021, SYS-403.
    """
    office.require(Right.READ_NOTICES)
    chosen = layout_of(office, request)
    key = sheet_key(request, chosen)
    with office.store.reading() as connection:
        days = queries.previous_period(connection, key)
    if days is None:
        return None
    earlier = SheetKey(key.template, key.item, *days, key.record_id)
    tables = _read(office, earlier, chosen)
    return SheetContent(
        key,
        chosen,
        {name: tuple(EnteredRow("", row.cells) for row in rows) for name, rows in tables.items()},
    )


def check_rows(chosen: Template, tables: Mapping[str, Sequence[EnteredRow]]) -> tuple[Problem, ...]:
    """What keeps rows from being stored: DOC-016 a cell is missing, DOC-017 none of the choices.

    Each problem carries the row, counted from 1, and the field; ``Place.sheet`` names the table.
    """
    problems = []
    for table in grid_tables(chosen):
        for number, row in enumerate(tables.get(table.name, ()), start=1):
            problems += _row_problems(table, number, row.cells)
    return tuple(problems)


def _row_problems(table: GridTable, number: int, cells: Mapping[str, CellValue]) -> list[Problem]:
    problems = []
    for column in table.columns:
        value = cells.get(column.name)
        place = Place(table.name, number, column.heading, column.name)
        named = {"row": str(number), "column": column.heading, "caption": table.caption}
        if value is None or value == "":
            if column.required and not column.computed:
                problems.append(Problem("DOC-016", named, place))
        elif column.choices and value not in column.choices:
            named |= {"value": str(value), "choices": "、".join(column.choices)}
            problems.append(Problem("DOC-017", named, place))
    return problems


def save_rows(
    office: Office,
    request: NoticeRequest,
    tables: Mapping[str, Sequence[EnteredRow]],
    *,
    notice_id: str = "",
    values: Mapping[str, str] | None = None,
) -> None:
    """Keep the rows of a sheet, in the order given, in one action; rows left out are removed.

    Args:
        office: The office at work.
        request: The sheet they belong to.
        tables: Rows by table; a table that is not named keeps its rows.
        notice_id: A draft whose own values change as well; empty leaves notices alone.
        values: What that draft says in the layout's fields.

    Raises:
        ProblemError: DOC-016, DOC-017, DOC-114 a table that the layout has not, DOC-115 the notice is no
            draft any more, DOC-020, SYS-403.
    """
    office.require(Right.DRAFT_NOTICE)
    chosen = layout_of(office, request)
    key = sheet_key(request, chosen)
    known = {table.name: table for table in typed_tables(chosen)}
    problems = [
        Problem("DOC-114", {"template": chosen.label, "table": name}) for name in tables if name not in known
    ]
    problems += check_rows(chosen, tables)
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"填写：{chosen.label}") as work:
        if notice_id and values is not None:
            _keep_values(work, notice_id, values)
        for name, rows in tables.items():
            _keep_table(work, key, known[name], rows)


def _keep_values(work: Work, notice_id: str, values: Mapping[str, str]) -> None:
    row = notice_queries.find_notice(work.connection, notice_id)
    if row is None or row.state != _DRAFT:
        raise ProblemError(Problem("DOC-115"))
    kept = json.loads(row.query or "{}")
    kept["values"] = [[name, value] for name, value in values.items()]
    work.update("notice", row.id, {"query": json.dumps(kept, ensure_ascii=False)})


def _keep_table(work: Work, key: SheetKey, table: GridTable, rows: Sequence[EnteredRow]) -> None:
    there = {row.id: row for row in queries.list_rows(work.connection, key, table.name)}
    typed = [each.name for each in table.columns if not each.computed]
    for position, row in enumerate(rows):
        cells = {name: row.cells[name] for name in typed if row.cells.get(name) not in (None, "")}
        patch: dict[str, Value] = {
            "position": position,
            "cells": json.dumps(cells, ensure_ascii=False, sort_keys=True),
        }
        if there.pop(row.id, None) is not None:
            work.update("sheet_row", row.id, patch)
            continue
        work.insert(
            "sheet_row",
            {
                "template": key.template,
                "item_code": key.item or None,
                "block": table.name,
                "period_from": key.first,
                "period_to": key.last,
                "about_id": key.record_id or None,
                **patch,
            },
        )
    for left_out in there:
        work.delete("sheet_row", left_out)


# -- from a workbook -------------------------------------------------------------------------

_BESIDE = re.compile(r"[（(].*?[）)]|[\s:：*＊]")
_TOTAL = re.compile(r"^(?:合计|总计|小计|累计|本页小计|全村合计)")
_MOST_ABOVE = 20
_LEAST_MATCHES = 2


def take_table(path: Path, table: GridTable, job: JobHandle | None = None) -> TableTaken:
    """Rows of a workbook whose headings are those of a table, in any order of columns.

    The row of headings is the one that names most columns; totals and empty rows are left out. Other
    words for a column are not guessed: what was not matched is told.

    Raises:
        ProblemError: XLS-… the file can't be read; DOC-116 no row has two of the table's headings.
    """
    from desktop.exchange.reader import read_workbook

    workbook = read_workbook(path, job=job or NoJob())
    wanted = {_heading_key(each.heading): each for each in table.columns if not each.computed}
    best: tuple[int, TableTaken] | None = None
    for sheet in workbook.sheets:
        lines = [sheet.row_texts(row) for row in range(sheet.row_count)]
        taken = _take(lines, table, wanted)
        if taken is not None and (best is None or taken[0] > best[0]):
            best = taken
    if best is None:
        names = "、".join(each.heading for each in table.columns if not each.computed)
        raise ProblemError(Problem("DOC-116", {"columns": names}))
    return best[1]


def _heading_key(text: str) -> str:
    return _BESIDE.sub("", unicodedata.normalize("NFKC", text))


def _take(
    lines: list[list[str]], table: GridTable, wanted: Mapping[str, GridColumn]
) -> tuple[int, TableTaken] | None:
    matches = [sum(_heading_key(cell) in wanted for cell in line) for line in lines[:_MOST_ABOVE]]
    most = max(matches, default=0)
    if most < min(_LEAST_MATCHES, len(wanted)) or not most:
        return None
    at = matches.index(most)
    places = {
        place: wanted[_heading_key(cell)].name
        for place, cell in enumerate(lines[at])
        if _heading_key(cell) in wanted
    }
    rows = []
    for line in lines[at + 1 :]:
        cells = {name: line[place].strip() for place, name in places.items() if line[place].strip()}
        if cells and not any(_TOTAL.match(cell.replace(" ", "")) for cell in line[:3]):
            rows.append(cells)
    found = set(places.values())
    counting = {"序号", "序", "编号"} | {_heading_key(c.heading) for c in table.columns if c.computed}
    taken = TableTaken(
        tuple(rows),
        tuple(c.strip() for c in lines[at] if c.strip() and _heading_key(c) not in wanted.keys() | counting),
        tuple(c.heading for c in table.columns if not c.computed and not c.aside and c.name not in found),
    )
    return most, taken


def read_texts(
    table: GridTable, rows: Sequence[Mapping[str, str]], today: date
) -> tuple[tuple[dict[str, CellValue], ...], tuple[Problem, ...]]:
    """Values of texts by field, and what could not be read, with its row counted from 1."""
    values, problems = [], []
    for number, row in enumerate(rows, start=1):
        cells: dict[str, CellValue] = {}
        for column in table.columns:
            reading = read_cell(column, row.get(column.name, ""), today)
            if reading.value is not None:
                cells[column.name] = reading.value
            problems += [
                Problem(each.code, each.values, Place(table.name, number, column.heading, column.name))
                for each in reading.problems
            ]
        values.append(cells)
    return tuple(values), tuple(problems)
