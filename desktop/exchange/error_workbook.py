"""Writes the rows that failed as a workbook to be corrected and imported again.

It has the headings of the original, every original column, and behind them 原因 and 建议; the cells
at fault are coloured. Reading it again finds the same table and passes over the two columns.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from desktop.domain.catalogue import catalogue
from desktop.domain.citizen_id import is_damaged
from desktop.domain.problem import Problem, Severity
from desktop.exchange.column_mapping import ColumnMatch
from desktop.exchange.list_writer import LONGEST_CELL, clean_text, tab_name, text_width
from desktop.exchange.raw_value import raw_value
from desktop.exchange.safe_file import replacing
from desktop.exchange.table_finder import TableFound
from desktop.exchange.workbook import NUMBER
from desktop.messages import advice, reason
from desktop.words import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

REASON_HEADING = "原因"
ADVICE_HEADING = "建议"
_ERROR_COLOUR = "FFF8CBAD"
_WARNING_COLOUR = "FFFFF2CC"
_HEADING_COLOUR = "FFE7E6E6"
_EDGE_COLOUR = "FFBFBFBF"
_TEXT_WIDTH = 46
_LINE_POINTS = 15


class FailedRow(Protocol):
    """One record of a table that was not taken; several may stand in one row of the sheet."""

    @property
    def row(self) -> int:
        """As the spreadsheet counts, from 1."""

    @property
    def problems(self) -> Sequence[Problem]:
        """What is wrong with it."""


class ReadTable(Protocol):
    """A table as it was read."""

    @property
    def table(self) -> TableFound:
        """Where it stands."""

    @property
    def mapping(self) -> Sequence[ColumnMatch]:
        """What its columns are."""


def write_error_workbook(
    path: Path,
    tables: Sequence[tuple[ReadTable, Sequence[FailedRow]]],
    more_problems: Mapping[tuple[str, int], Sequence[Problem]] | None = None,
) -> int:
    """Write exactly the failed rows.

    Args:
        path: Where to; replaced as a whole or not at all.
        tables: Each table with its failed people; one tab per table. People who stand in one row
            of the sheet share it.
        more_problems: Problems found after reading, such as an ambiguous match, by sheet and row.

    Returns:
        Number of data rows written.

    Raises:
        ProblemError: IMP-080 when the file cannot be written.
    """
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    count = 0
    for table, people in tables:
        by_row: dict[int, list[FailedRow]] = defaultdict(list)
        for person in people:
            by_row[person.row].append(person)
        if by_row:
            sheet = book.create_sheet(tab_name(table.table.sheet.name, book.sheetnames))
            _fill(sheet, table, by_row, more_problems or {})
            count += len(by_row)
    if not book.sheetnames:
        book.create_sheet("没有失败的行")
    with replacing(path) as draft:
        book.save(draft)
    return count


def _fill(
    sheet: "Worksheet",
    normalised: ReadTable,
    by_row: Mapping[int, Sequence[FailedRow]],
    more_problems: Mapping[tuple[str, int], Sequence[Problem]],
) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.worksheet.properties import PageSetupProperties

    table = normalised.table
    source = table.sheet
    # A workbook of failures that failed again has the two columns already: they are written anew.
    kept = [
        position
        for position in range(len(source.columns))
        if not any(
            column.position == position and column.path[-1:] in ((REASON_HEADING,), (ADVICE_HEADING,))
            for column in table.columns
        )
    ]
    target = {position: number for number, position in enumerate(kept, start=1)}
    reason_column = len(kept) + 1
    bold = Font(bold=True)
    edge = Border(*[Side(style="thin", color=_EDGE_COLOUR)] * 4)
    grey = PatternFill("solid", fgColor=_HEADING_COLOUR)
    next_row = _copy_headings(sheet, normalised, target)
    for row in range(next_row - _heading_height(normalised), next_row):
        for column in range(1, reason_column + 2):
            sheet.cell(row, column).font = bold
            sheet.cell(row, column).fill = grey
            sheet.cell(row, column).border = edge
            sheet.cell(row, column).alignment = Alignment(
                horizontal="center", vertical="center", wrap_text=True
            )
    _put(sheet, next_row - 1, reason_column, REASON_HEADING)
    _put(sheet, next_row - 1, reason_column + 1, ADVICE_HEADING)
    sheet.freeze_panes = sheet.cell(next_row, 1)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{next_row - 1}"
    labels = {column.label: column.position for column in table.columns}
    for row_number in sorted(by_row):
        people = by_row[row_number]
        problems = [problem for person in people for problem in person.problems]
        problems += more_problems.get((source.name, row_number), ())
        for position in kept:
            cell = source.cell(row_number - 1, position)
            value: str | int | float = cell.text
            if cell.kind == NUMBER and is_damaged(raw_value(cell.text, cell.kind)):
                # As text it would look intact; as a number it stays known as damaged.
                value = int(cell.text.split(".")[0])
            _put(sheet, next_row, target[position], value)
        _fill_household(sheet, normalised, people[0], target, next_row)
        _colour(sheet, problems, labels, target, next_row)
        _put(sheet, next_row, reason_column, _joined(reason, problems))
        _put(sheet, next_row, reason_column + 1, _joined(advice, problems))
        for column in range(1, reason_column + 2):
            sheet.cell(next_row, column).border = edge
            sheet.cell(next_row, column).alignment = Alignment(
                wrap_text=column >= reason_column, vertical="top"
            )
        texts = (str(sheet.cell(next_row, reason_column + n).value or "") for n in (0, 1))
        # Spreadsheets do not grow a row by themselves when they open a file.
        sheet.row_dimensions[next_row].height = _LINE_POINTS * max(map(_lines, texts))
        next_row += 1
    _set_widths(sheet, normalised, target, reason_column)


def _heading_height(normalised: ReadTable) -> int:
    rows = normalised.table.heading_rows
    return rows[1] - rows[0] + 1 if rows else 1


def _copy_headings(sheet: "Worksheet", normalised: ReadTable, target: Mapping[int, int]) -> int:
    """Title and headings as in the original; returns the first row below them, from 1."""
    table = normalised.table
    if table.heading_rows is None:
        for column in table.columns:
            _put(sheet, 1, target[column.position], column.label)
        return 2
    last = table.heading_rows[1]
    for row in range(last + 1):
        for position, number in target.items():
            _put(sheet, row + 1, number, table.sheet.text(row, position))
    for block in table.sheet.merged:
        inside = block.last_row <= last and block.first_column in target and block.last_column in target
        if inside:
            sheet.merge_cells(
                start_row=block.first_row + 1,
                start_column=target[block.first_column],
                end_row=block.last_row + 1,
                end_column=target[block.last_column],
            )
    return last + 2


def _fill_household(
    sheet: "Worksheet", normalised: ReadTable, person: FailedRow, target: Mapping[int, int], row: int
) -> None:
    """Write out what a merged block or the head's row said, which this row alone does not show."""
    values: Mapping[str, object] = getattr(person, "values", {})
    for match in normalised.mapping:
        number = target.get(match.column.position)
        spec = catalogue().find(match.identifier)
        if number is None or spec is None or spec.table != "household" or sheet.cell(row, number).value:
            continue
        value = values.get(match.identifier)
        if isinstance(value, str) and not spec.code_table:
            _put(sheet, row, number, value)


def _colour(
    sheet: "Worksheet",
    problems: Iterable[Problem],
    labels: Mapping[str, int],
    target: Mapping[int, int],
    row: int,
) -> None:
    from openpyxl.styles import PatternFill

    for problem in sorted(problems, key=lambda each: each.severity is Severity.ERROR):
        position = labels.get(problem.place.column, -1) if problem.place else -1
        if position in target and problem.severity is not Severity.HINT:
            colour = _ERROR_COLOUR if problem.severity is Severity.ERROR else _WARNING_COLOUR
            sheet.cell(row, target[position]).fill = PatternFill("solid", fgColor=colour)


def _joined(part: Any, problems: Iterable[Problem]) -> str:
    """Each sentence once, errors first; the column is named where there is one."""
    lines: dict[str, None] = {}
    for problem in sorted(problems, key=lambda each: each.severity is not Severity.ERROR):
        if problem.severity is Severity.HINT:
            continue
        # The workbook goes back to whoever made it, in the language of its headings.
        text = part(problem, DEFAULT_LANGUAGE)
        column = problem.place.column if problem.place else ""
        if text:
            lines[f"{column}：{text}" if column and part is reason else text] = None
    return "\n".join(lines)


def _put(sheet: "Worksheet", row: int, column: int, value: str | int | float) -> None:
    """Write one cell in text format; a text never becomes a formula or an error value."""
    cell = sheet.cell(row, column)
    cell.number_format = "@"
    if isinstance(value, str):
        if not value:
            return
        cell.value = clean_text(value)[:LONGEST_CELL]
        cell.data_type = "s"
    else:
        cell.value = value


def _lines(text: str) -> int:
    """Lines that a text takes in a column of `_TEXT_WIDTH`."""
    return sum(max(1, -(-text_width(line) // (_TEXT_WIDTH - 2))) for line in text.split("\n"))


def _set_widths(
    sheet: "Worksheet", normalised: ReadTable, target: Mapping[int, int], reason_column: int
) -> None:
    from openpyxl.utils import get_column_letter

    for column in normalised.table.columns:
        if column.position in target:
            texts = (*column.samples, column.path[-1] if column.path else "")
            width = min(28, max(6, *map(text_width, texts)) + 4)
            sheet.column_dimensions[get_column_letter(target[column.position])].width = width
    sheet.column_dimensions[get_column_letter(reason_column)].width = _TEXT_WIDTH
    sheet.column_dimensions[get_column_letter(reason_column + 1)].width = _TEXT_WIDTH
