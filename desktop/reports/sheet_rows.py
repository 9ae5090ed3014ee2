"""Rows of a sheet: what is missing, what is worked out, who is told apart, how they are written."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from desktop.domain.household_numbering import group_number
from desktop.domain.problem import Place, Problem
from desktop.reports.data import ORIGIN, Sheet, origin_of
from desktop.reports.document import Cell, Figure, Row, RowKind
from desktop.reports.template import ColumnTemplate, Share, TableTemplate, Template

NOT_COUNTED = "—"
"""Stands where a figure would mislead: it is neither printed nor added."""

_NAMES = ("name", "head")
_DAYS = ("day", "full_day", "month")
_NUMBERS = ("figure", "points")


def check_sheet(chosen: Template, data: Sheet) -> list[Problem]:
    """What keeps a sheet from being printed.

    Returns:
        DOC-015 a value that the template needs is not given; DOC-016 a row lacks one; DOC-017 a value
        is none of those a column allows; DOC-018 one is no number or no day where the column needs it;
        each with its place.
    """
    given = data.values or {}
    problems = [
        Problem("DOC-015", {"label": field.label}, Place(field=field.name))
        for field in chosen.fields
        if field.required and not given.get(field.name, "").strip()
    ]
    for block in chosen.blocks:
        if isinstance(block, TableTemplate):
            for number, row in enumerate(data.tables.get(block.rows, ()), start=1):
                problems += _row_problems(block, number, row)
    return problems


def _row_problems(block: TableTemplate, number: int, row: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for each in block.columns:
        value = row.get(each.value)
        heading = each.column.heading
        place = Place(row=number, column=heading, field=each.value)
        values = {"row": str(number), "column": heading, "caption": block.caption}
        if each.required and (value is None or value == ""):
            problems.append(Problem("DOC-016", values, place))
        elif each.choices and value and value not in each.choices:
            values |= {"value": str(value), "choices": "、".join(each.choices)}
            problems.append(Problem("DOC-017", values, place))
        elif value is not None and value != "" and not _fits(each, value):
            problems.append(Problem("DOC-018", values | {"value": str(value)}, place))
    return problems


def _fits(column: ColumnTemplate, value: object) -> bool:
    """Whether a value can be written as its column says; rows come from other PCs and programs too."""
    if column.form in _NUMBERS:
        return value == NOT_COUNTED or (isinstance(value, int) and not isinstance(value, bool))
    return column.form not in _DAYS or isinstance(value, date)


def tell_apart(block: TableTemplate, records: Sequence[dict[str, Any]]) -> None:
    """Namesakes get their group and, if still equal, the head of their household.

    What stands in a column or in the heading of the group is not repeated behind the name.

    Source:
        Practice of public notices: an identity number's digits are never printed to tell people apart.
    """
    name = next((each.value for each in block.columns if each.value in _NAMES), "")
    if not name or not block.apart:
        return
    shown = [each.value for each in block.printed if each.value in (*block.apart, block.group_by)]
    seen = [block.group_by] * bool(block.group_by) + shown
    keys = [(record[name], *(record.get(field) for field in seen)) for record in records]
    for field in (each for each in block.apart if each not in seen):
        counts = Counter(keys)
        for number, record in enumerate(records):
            if counts[keys[number]] > 1 and record.get(field):
                keys[number] = (*keys[number], record[field])
                record.setdefault(_MARKS, []).append(str(record[field]))
    for record in records:
        if marks := record.pop(_MARKS, None):
            record[name] = f"{record[name]}（{'，'.join(marks)}）"


_MARKS = "told apart by"


def computed(columns: Sequence[ColumnTemplate], record: dict[str, Any]) -> dict[str, Any]:
    """A row with the columns that are worked out from others; unknown counts as nothing in a sum."""
    for column in columns:
        if isinstance(column.compute, Share):
            part, whole = record.get(column.compute.part), record.get(column.compute.whole)
            record[column.value] = NOT_COUNTED
            if whole and part is not None and NOT_COUNTED not in (part, whole):
                record[column.value] = f"{100 * part / whole:.1f}%"
        elif column.compute is not None:
            terms = [(sign, record.get(name) or 0) for sign, name in column.compute.terms]
            is_told = all(value != NOT_COUNTED for _, value in terms)
            record[column.value] = sum(sign * value for sign, value in terms) if is_told else NOT_COUNTED
    return record


def grouped_rows(block: TableTemplate, records: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Rows, under a heading with its own total for each group where the template groups them.

    Villagers' groups stand by their numbers, others as they come first.
    """
    columns = block.printed
    if not block.group_by:
        return [make_row(columns, record, number) for number, record in enumerate(records, start=1)]
    groups: dict[str, list[Mapping[str, Any]]] = {}
    for record in records:
        groups.setdefault(str(record[block.group_by]), []).append(record)
    rows, serial = list[Row](), 0
    names = sorted(groups, key=group_number) if block.group_by == "group" else list(groups)
    for name in names:
        members = groups[name]
        rows.append(Row(kind=RowKind.GROUP, label=name))
        for record in members:
            serial += 1
            rows.append(make_row(columns, record, serial))
        if len(groups) > 1 and any(each.column.summed for each in columns):
            rows.append(_group_total(columns, f"{name}小计", members))
    return rows


def _group_total(columns: Sequence[ColumnTemplate], label: str, members: Sequence[Mapping[str, Any]]) -> Row:
    cells: list[Cell] = [
        Figure(sum(each[column.value] or 0 for each in members), column.column.decimals)
        if column.column.summed
        else ""
        for column in columns
    ]
    origins = tuple(each for member in members for each in origins_of(member))
    return Row(tuple(cells), RowKind.STATEMENT, label, origins)


def origins_of(record: Mapping[str, Any]) -> tuple[str, ...]:
    """The records that a row of data was made from, as ``table/id``."""
    return tuple(str(record.get(ORIGIN) or "").split())


def make_row(columns: Sequence[ColumnTemplate], record: Mapping[str, Any], serial: int) -> Row:
    """One entry as it is printed, every value covered as its column says."""
    own = tuple(
        (place, tuple(str(record[origin_of(each.value)]).split()))
        for place, each in enumerate(columns)
        if origin_of(each.value) in record
    )
    return Row(tuple(_cell(each, record, serial) for each in columns), origins=origins_of(record), own=own)


def _points(points_x100: int) -> Figure:
    """Points with as many decimals as they need."""
    for decimals, unit in ((0, 100), (1, 10)):
        if points_x100 % unit == 0:
            return Figure(points_x100 // unit, decimals)
    return Figure(points_x100)


@cache
def _month_and_day(month: int, day: int) -> str:
    """One text for each day, however many rows have it."""
    return f"{month:02d}-{day:02d}"


def _cell(column: ColumnTemplate, record: Mapping[str, Any], serial: int) -> Cell:
    if column.form == "serial":
        return str(serial)
    value = record.get(column.value) if column.own else record[column.value]
    if value is None or value == "":
        return ""
    if column.form == "figure" and value != NOT_COUNTED:
        return Figure(int(value), column.column.decimals)
    if column.form == "points" and value != NOT_COUNTED:
        return _points(int(value))
    if column.form == "day":
        return _month_and_day(value.month, value.day)
    if column.form == "full_day":
        return value.isoformat() if isinstance(value, date) else str(value)
    if column.form == "month":
        return f"{value.year}-{value.month:02d}"
    return column.mask.apply(str(value))
