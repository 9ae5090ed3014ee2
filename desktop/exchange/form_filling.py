"""Fills the requester's own workbook in place: its looks, merged cells and formulas stay (一表通).

The headings are found as an import finds them. Rows take the place of the empty ones below the headings, in
the dress of the first of them; where there are too few, room is made before the last one, and whatever stands
below moves down with its merged cells, heights and formulas.
"""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.domain.problem import Problem, ProblemError
from desktop.exchange.column_mapping import ColumnMatch, propose_mapping
from desktop.exchange.list_writer import clean_text, plain_number
from desktop.exchange.reader import read_workbook
from desktop.exchange.safe_file import replacing
from desktop.exchange.table_finder import RowClass, TableFound, find_tables

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

MOST_FORM = 300_000
_REFERENCE = re.compile(r"(\$?[A-Z]{1,3})(\$?)(\d+)")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of a form: its heading in one line, its place from 0, what it is taken for.

    ``is_formula`` where the first row reckons it: it is carried down and never filled.
    """

    label: str
    position: int
    match: ColumnMatch
    is_formula: bool


@dataclass(frozen=True, slots=True)
class FormLayout:
    """Where a form wants its rows.

    Attributes:
        sheet: Name of the tab.
        columns: From the left.
        first_row: First row of data, counted from 1.
        ready_rows: Rows that stand ready for data, at least one.
        title: What stands above the headings.
    """

    sheet: str
    columns: tuple[FormColumn, ...]
    first_row: int
    ready_rows: int
    title: str


@dataclass(frozen=True, slots=True)
class FilledForm:
    """What came of filling: rows written, and headings of columns that stayed empty."""

    rows: int
    left_empty: tuple[str, ...]


def read_form(path: Path) -> FormLayout:
    """Find the table of a form.

    Raises:
        ProblemError: TSK-025 no table with known headings; TSK-026 it is no .xlsx; TSK-027 it is too large;
            IMP-001 to IMP-019 it can't be read.
    """
    if path.stat().st_size > MOST_FORM:
        raise ProblemError(Problem("TSK-027", {"limit": str(MOST_FORM // 1000)}))
    workbook = read_workbook(path)
    if workbook.kind != "xlsx":
        raise ProblemError(Problem("TSK-026"))
    tables = [table for table in find_tables(workbook) if table.heading_rows is not None]
    if not tables:
        raise ProblemError(Problem("TSK-025"))
    table = max(tables, key=lambda each: (each.confidence, len(each.columns)))
    first, ready = _room(table)
    sheet = _open(path.read_bytes())[table.sheet.name]
    return FormLayout(
        table.sheet.name,
        tuple(
            FormColumn(
                match.column.label,
                match.column.position,
                match,
                sheet.cell(first, match.column.position + 1).data_type == "f",
            )
            for match in propose_mapping(table)
        ),
        first,
        ready,
        table.title,
    )


def _room(table: TableFound) -> tuple[int, int]:
    """First row for data, counted from 1, and how many rows there are until something else begins."""
    assert table.heading_rows is not None
    first = table.heading_rows[1] + 1
    while table.skipped.get(first) in (RowClass.NUMBERING, RowClass.HEADING):
        first += 1
    end = first
    while end < table.sheet.row_count and table.skipped.get(end) not in (
        RowClass.TOTAL,
        RowClass.NOTE,
        RowClass.BELOW,
    ):
        end += 1
    return first + 1, max(1, end - first)


def _open(content: bytes) -> Any:
    import openpyxl

    try:
        return openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, TypeError) as error:
        raise ProblemError(Problem("TSK-026")) from error


def fill_form(
    path: Path,
    form: bytes,
    layout: FormLayout,
    rows: Sequence[Mapping[int, str]],
    text_columns: frozenset[int] = frozenset(),
) -> FilledForm:
    """Write a form with its rows filled.

    Args:
        path: Where to; replaced as a whole or not at all.
        form: The requester's workbook, never changed.
        layout: As `read_form` found it.
        rows: Per row the texts by column position.
        text_columns: Columns whose numbers stay texts, such as identity numbers and telephones.

    Returns:
        Rows written, and the headings of columns that nothing was written to.

    Raises:
        ProblemError: IMP-080 it can't be written; TSK-026 the form is no workbook.
    """
    book = _open(form)
    sheet = book[layout.sheet]
    first, ready = layout.first_row, layout.ready_rows
    missing = len(rows) - ready
    pattern = [(copy(cell._style), cell.value) for cell in sheet[first]]
    height = sheet.row_dimensions[first].height
    if missing > 0:
        _make_room(book, sheet, first + ready - 1, missing)
    written: set[int] = set()
    for number in range(max(len(rows), ready)):
        row = first + number
        texts = rows[number] if number < len(rows) else {}
        if height is not None:
            sheet.row_dimensions[row].height = height
        for position, (style, value) in enumerate(pattern):
            cell = sheet.cell(row, position + 1)
            if cell.__class__.__name__ == "MergedCell":
                continue
            cell._style = copy(style)
            if isinstance(value, str) and value.startswith("="):
                cell.value = _moved(value, first, row)
            else:
                cell.value = None
        for position, text in texts.items():
            cell = sheet.cell(row, position + 1)
            if not text or cell.__class__.__name__ == "MergedCell":
                continue
            _write(cell, text, is_text=position in text_columns)
            written.add(position)
    with replacing(path) as draft:
        book.save(draft)
    empty = (c.label for c in layout.columns if c.position not in written and not c.is_formula)
    return FilledForm(len(rows), tuple(empty))


def _write(cell: Any, text: str, *, is_text: bool) -> None:
    clean = clean_text(text)
    value = None if is_text else plain_number(clean)
    if value is not None:
        cell.value = value
        return
    cell.value = clean
    cell.data_type = "s"  # a name that begins with a sign of equality is no formula
    if is_text:
        cell.number_format = "@"


def _moved(formula: str, origin: int, row: int) -> str:
    from openpyxl.formula.translate import Translator

    return str(Translator(formula, f"A{origin}").translate_formula(f"A{row}"))


def _make_room(book: Any, sheet: "Worksheet", last: int, count: int) -> None:
    """Insert rows before the last of the ready ones; references that span it grow, what is below moves."""
    merged = [str(block) for block in sheet.merged_cells.ranges]
    for block in merged:
        sheet.unmerge_cells(block)
    heights = {
        row: dimension.height
        for row, dimension in sheet.row_dimensions.items()
        if row > last and dimension.height is not None
    }
    bottom, width = sheet.max_row, sheet.max_column
    for row in range(bottom, last, -1):
        for column in range(1, width + 1):
            old, new = sheet.cell(row, column), sheet.cell(row + count, column)
            new.value, new._style = old.value, copy(old._style)
            old.value = None
    for row in heights:
        sheet.row_dimensions[row].height = None
    for row, height in heights.items():
        sheet.row_dimensions[row + count].height = height
    for block in merged:
        sheet.merge_cells(_shifted(block, last, count))
    for each in book.worksheets:
        own = each is sheet
        for cells in each.iter_rows():
            for cell in cells:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    cell.value = _shift_formula(cell.value, sheet.title, last, count, own=own)
    for rule in sheet.data_validations.dataValidation:
        rule.sqref = type(rule.sqref)(_shifted(str(rule.sqref), last, count))
    if sheet.print_area:
        areas = [area.split("!")[-1] for area in str(sheet.print_area).split(",")]
        sheet.print_area = ",".join(_shifted(area, last, count) for area in areas)
    if sheet.auto_filter.ref:
        sheet.auto_filter.ref = _shifted(sheet.auto_filter.ref, last, count)


def _shift_formula(formula: str, title: str, last: int, count: int, *, own: bool) -> str:
    """A formula after rows were inserted; references to other sheets than the one named stay."""
    from openpyxl.formula import Tokenizer

    tokens = Tokenizer(formula)
    for token in tokens.items:
        if token.type != "OPERAND" or token.subtype != "RANGE":
            continue
        name, mark, place = token.value.rpartition("!")
        if (mark and name.strip("'") == title) or (not mark and own):
            token.value = f"{name}{mark}{_shifted(place, last, count)}"
    return "=" + "".join(token.value for token in tokens.items)


def _shifted(places: str, last: int, count: int) -> str:
    """References after ``count`` rows were inserted before row ``last``.

    A range that reaches the last row grows over the new ones, also where it begins there.
    """

    def single(match: re.Match[str]) -> str:
        row = int(match[3])
        return f"{match[1]}{match[2]}{row + count if row > last else row}"

    def one(part: str) -> str:
        begin, colon, end = part.partition(":")
        if not colon:
            return _REFERENCE.sub(single, part)
        grown = _REFERENCE.sub(
            lambda match: f"{match[1]}{match[2]}{int(match[3]) + count * (int(match[3]) >= last)}", end
        )
        return f"{_REFERENCE.sub(single, begin)}:{grown}"

    return " ".join(one(part) for part in places.split(" "))
