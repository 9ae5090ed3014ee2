"""Cells of a sheet's typed rows: from the text a clerk types to the value that is kept, and back."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from desktop.domain.chinese_date import read_date
from desktop.domain.decimal_number import read_decimal, read_whole_number
from desktop.domain.money import read_money
from desktop.domain.points_scheme import show_points
from desktop.domain.problem import Place, Problem, Severity
from desktop.domain.reading import Reading
from desktop.reports.document import Figure
from desktop.reports.sheet_rows import NOT_COUNTED, computed
from desktop.reports.template import ColumnTemplate, FieldTemplate, TableTemplate, Template

CellValue = str | int | None
"""A value as a row keeps it: text, ISO day, or whole number (money in fen, others in their last decimal)."""

_MONTH_AND_DAY = re.compile(r"(\d{1,2})\s?[月./-]\s?(\d{1,2})日?")
_NUMBERS = ("figure", "points")
_DAY_FORMS = ("day", "full_day", "month")
_MONTH, _DAY = len("2026-01"), len("2026-01-01")
_APART = {"group": "村民小组", "hamlet": "自然村", "head": "户主", "post": "职务", "trade": "工种"}
_NAMES = ("name", "head")


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of the grid in which a table is typed.

    Attributes:
        name: Field of the row.
        heading: Above it.
        form: text, day, full_day, month, figure.
        decimals: Of a figure.
        is_money: Whether the figure is yuan, kept in fen.
        choices: What may stand in it; empty for anything.
        required: Whether a row without it is refused.
        computed: Whether it is worked out and can't be typed.
        summed: Whether a total stands below it.
        names_person: Whether people of the register are offered while typing.
        aside: Whether it is not a column of the sheet and only tells namesakes apart or groups rows.
        share: Width among the others.
    """

    name: str
    heading: str
    form: str = "text"
    decimals: int = 0
    is_money: bool = False
    choices: tuple[str, ...] = ()
    required: bool = False
    computed: bool = False
    summed: bool = False
    names_person: bool = False
    aside: bool = False
    share: float = 12


@dataclass(frozen=True, slots=True)
class GridTable:
    """One table of a sheet as it is typed."""

    name: str
    caption: str
    columns: tuple[GridColumn, ...]

    def column(self, name: str) -> GridColumn:
        """The column of a field."""
        return next(each for each in self.columns if each.name == name)


def grid_tables(chosen: Template) -> tuple[GridTable, ...]:
    """The tables of a layout that can be typed, in their order."""
    return tuple(_table(block) for block in chosen.blocks if isinstance(block, TableTemplate))


def _table(block: TableTemplate) -> GridTable:
    columns = [_column(each) for each in block.columns if each.form != "serial"]
    shown = {each.name for each in columns}
    grouped = (block.group_by,) if block.group_by else ()
    for name in dict.fromkeys((*grouped, *block.apart)):
        if name not in shown:
            columns.append(GridColumn(name, _APART.get(name, name), aside=True, required=name in grouped))
    return GridTable(block.rows, block.caption, tuple(columns))


def _column(each: ColumnTemplate) -> GridColumn:
    return GridColumn(
        name=each.value,
        heading=each.column.heading,
        form=each.form,
        decimals=each.column.decimals,
        is_money=each.form == "figure" and each.value.endswith("_cents"),
        choices=each.choices,
        required=each.required,
        computed=each.compute is not None,
        summed=each.column.summed,
        names_person=each.value in _NAMES,
        share=each.column.share,
    )


def read_cell(column: GridColumn, text: str, today: date) -> Reading[CellValue]:
    """The value of a typed text; nothing for a blank one. A day without its year is one of ``today``'s year.

    Returns:
        No value and DOC-110 (no day or month), DOC-111 (no amount), DOC-112 (no number) or DOC-113
        (none of the choices) when the text means nothing that may stand in the column.
    """
    typed = text.strip()
    if not typed or column.computed:
        return Reading()
    if column.choices:
        return _chosen(column, typed)
    if column.form in _DAY_FORMS:
        return _read_day(column, typed, today)
    if column.form in _NUMBERS:
        return _read_figure(column, typed)
    return Reading(typed)


def _chosen(column: GridColumn, typed: str) -> Reading[CellValue]:
    found = [each for each in column.choices if each == typed]
    found = found or [each for each in column.choices if each.startswith(typed)]
    if len(found) == 1:
        return Reading(found[0])
    return _refused("DOC-113", column, typed, choices="、".join(column.choices))


def _read_day(column: GridColumn, typed: str, today: date) -> Reading[CellValue]:
    short = _MONTH_AND_DAY.fullmatch(unicodedata.normalize("NFKC", typed))
    read = read_date(f"{today.year}-{short[1]}-{short[2]}" if short else typed, today, allow_future=True)
    least = _MONTH if column.form == "month" else _DAY
    if read.value is None or len(read.value) < least:
        return _refused("DOC-110", column, typed)
    return Reading(f"{read.value[:_MONTH]}-01" if column.form == "month" else read.value)


def _read_figure(column: GridColumn, typed: str) -> Reading[CellValue]:
    if column.is_money:
        money = read_money(typed)
        return _refused("DOC-111", column, typed) if money.value is None else Reading(money.value)
    if column.decimals == 0:
        whole = read_whole_number(typed, "人|户|份|分|次|项|天|件")
        return _refused("DOC-112", column, typed) if whole.value is None else Reading(whole.value)
    number = read_decimal(typed, column.decimals, "亩|平方米|㎡|公里|米|分")
    if number.value is None:
        return _refused("DOC-112", column, typed)
    return Reading(int(number.value.scaleb(column.decimals)))


def _refused(code: str, column: GridColumn, typed: str, **values: str) -> Reading[CellValue]:
    named = {"column": column.heading, "value": typed[:30], **values}
    place = Place(column=column.heading, field=column.name)
    return Reading(None, (Problem(code, named, place, Severity.ERROR),))


def show_cell(column: GridColumn, value: CellValue) -> str:
    """A kept value as the clerk would type it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value[:_MONTH] if column.form == "month" else value
    if column.form == "points":
        return show_points(value)
    return Figure(value, column.decimals).text() if column.form == "figure" else str(value)


def show_computed(chosen: Template, table: str, cells: dict[str, CellValue]) -> dict[str, str]:
    """The columns of a row that are worked out from others, as they will be printed."""
    block = _block(chosen, table)
    record = computed(block.columns, dict(cells))
    return {
        each.value: NOT_COUNTED
        if record[each.value] == NOT_COUNTED
        else show_cell(_column(each), record[each.value])
        for each in block.columns
        if each.compute is not None
    }


def totals(chosen: Template, table: str, rows: list[dict[str, CellValue]]) -> dict[str, str]:
    """The totals below the columns that have one."""
    block = _block(chosen, table)
    records = [computed(block.columns, dict(row)) for row in rows]
    return {
        each.value: show_cell(
            _column(each),
            sum(value for record in records if isinstance(value := record.get(each.value), int)),
        )
        for each in block.columns
        if each.column.summed
    }


def _block(chosen: Template, table: str) -> TableTemplate:
    return next(each for each in chosen.blocks if isinstance(each, TableTemplate) and each.rows == table)


def read_field(field: FieldTemplate, text: str, today: date) -> Reading[str]:
    """A value the drafter gives for a gap, as it stands in the text: days in words, money with two decimals.

    Returns:
        No value and the problems of `read_cell` when the text means nothing that may stand there; DOC-015
        when a required one is blank.
    """
    typed = text.strip()
    place = Place(field=field.name)
    if not typed:
        missing = (Problem("DOC-015", {"label": field.label}, place),) if field.required else ()
        return Reading("" if not missing else None, missing)
    named = {"column": field.label, "value": typed[:30]}
    if field.choices:
        if typed in field.choices:
            return Reading(typed)
        return Reading(None, (Problem("DOC-113", named | {"choices": "、".join(field.choices)}, place),))
    if field.form in ("day", "month"):
        return _read_words(field, typed, today)
    if field.form == "figure":
        money = read_money(typed)
        if money.value is None:
            return Reading(None, (Problem("DOC-111", named, place),))
        return Reading(Figure(money.value).text())
    return Reading(typed)


def _read_words(field: FieldTemplate, typed: str, today: date) -> Reading[str]:
    read = read_date(typed, today, allow_future=True)
    least = _MONTH if field.form == "month" else _DAY
    if read.value is None or len(read.value) < least:
        named = {"column": field.label, "value": typed[:30]}
        return Reading(None, (Problem("DOC-110", named, Place(field=field.name)),))
    parts = [int(each) for each in read.value.split("-")]
    words = f"{parts[0]}年{parts[1]}月"
    return Reading(words if field.form == "month" else f"{words}{parts[2]}日")
