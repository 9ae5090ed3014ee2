"""Which reader of the domain reads the cells of a field, and what its outcome means for the row."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from desktop.domain.area import SQUARE_METRES, read_area
from desktop.domain.catalogue import FieldSpec, Kind
from desktop.domain.cell_text import is_blank, plain, text_of, trim
from desktop.domain.chinese_date import read_date, read_date_range
from desktop.domain.citizen_id import is_damaged, read_citizen_id
from desktop.domain.code_table import CodeTable, code_table
from desktop.domain.field_reader import MAY_LIE_AHEAD, read_field
from desktop.domain.money import read_amount
from desktop.domain.person_name import read_person_name
from desktop.domain.phone import read_mobile
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading
from desktop.domain.relation_word import needs_context, read_relation
from desktop.domain.yes_no import read_yes_no

CellReader = Callable[[Cell], Reading[Any]]

ESSENTIAL = frozenset(("name", "citizen_id", "birth_date", "relation_to_head"))
"""Fields whose unreadable cell keeps the whole row out; elsewhere only the cell is left out."""

DAMAGED = frozenset(("FLD-106", "FLD-107"))
"""Codes of an identity number that a spreadsheet destroyed."""

_INSURED = frozenset(("medical_insured", "pension_insured"))
_GRADE = re.compile(r"[(（]?[一二三四1-4]级[)）]?$")
_MONEY_UNITS = frozenset(("元", "万元", "百元", "千元"))
_PHONES = frozenset(("household_phone", "emergency_phone"))


@dataclass(frozen=True, slots=True)
class ReadingContext:
    """What the readers need to know about the file.

    ``today`` is the last possible day of what has happened; ``date1904`` the file's calendar;
    ``unit`` the unit in the heading, "" for none.
    """

    today: date
    date1904: bool = False
    unit: str = ""


def weighed(spec: FieldSpec, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems of a cell, weighed for its row.

    An ERROR keeps the row out. A cell that could not be read in a field that is not `ESSENTIAL` is
    a WARNING, and so is a damaged identity number, since the person can still be matched by name
    and birth date.
    """
    essential = spec.identifier in ESSENTIAL
    return tuple(
        replace(problem, severity=Severity.WARNING)
        if problem.severity is Severity.ERROR and (not essential or problem.code in DAMAGED)
        else problem
        for problem in problems
    )


def reader_of(spec: FieldSpec, context: ReadingContext) -> CellReader:
    """The function that reads the cells of a column mapped to a field."""
    today = context.today
    match spec.identifier:
        case "citizen_id":
            return lambda cell: read_citizen_id(cell, today)
        case "name" | "former_name":
            return read_person_name
        case "mobile":
            return read_mobile
    if spec.kind is Kind.DATE:
        ahead = spec.identifier in MAY_LIE_AHEAD
        return lambda cell: read_date(cell, today, allow_future=ahead, date1904=context.date1904)
    if spec.kind is Kind.DATERANGE:
        return lambda cell: read_date_range(cell, today, date1904=context.date1904)
    if spec.kind is Kind.INT and spec.unit == "年":
        return _year_reader(context)
    if spec.kind is Kind.DECIMAL and context.unit:
        return _decimal_reader(spec, context.unit)
    if spec.identifier == "relation_to_head":
        return _read_clear_relation
    if spec.identifier in _INSURED:
        return _insured_reader(code_table(spec.code_table))
    if spec.identifier == "health_status":
        return _health_reader(code_table(spec.code_table))
    if spec.kind is Kind.CODE:
        return code_table(spec.code_table).read
    if spec.kind is Kind.TEXT:
        return _text_reader(spec)
    return lambda cell: read_field(spec, cell, today)


def _insured_reader(table: CodeTable) -> CellReader:
    """Ledgers answer "insured?" with any yes or no; the table knows the kinds and the usual words."""

    def read(cell: Cell) -> Reading[Any]:
        reading = table.read(cell)
        if reading.value is None and reading.problems:
            truth = read_yes_no(cell)
            if truth.value is not None:
                return table.read("是" if truth.value else "否")
        return reading

    return read


def _health_reader(table: CodeTable) -> CellReader:
    """肢体残疾三级 is 肢体残疾: the grade is another fact."""

    def read(cell: Cell) -> Reading[Any]:
        reading = table.read(cell)
        if reading.value is None and reading.problems:
            bare = _GRADE.sub("", plain(text_of(cell)))
            if (code := table.find_code(bare)) is not None:
                return Reading(code)
        return reading

    return read


def _read_clear_relation(cell: Cell) -> Reading[Any]:
    """A word that needs its household is left for the household to be read as a whole."""
    return Reading() if needs_context(cell) else read_relation(cell)


def _decimal_reader(spec: FieldSpec, unit: str) -> CellReader:
    if spec.unit in ("亩", SQUARE_METRES):
        bare = unit if unit and unit not in _MONEY_UNITS else ""
        return lambda cell: read_area(cell, spec.unit, bare)
    if spec.unit == "元" and unit in _MONEY_UNITS:
        return lambda cell: read_amount(cell, unit)
    return lambda cell: read_field(spec, cell)


def _year_reader(context: ReadingContext) -> CellReader:
    """A year may stand as a whole date."""

    def read(cell: Cell) -> Reading[Any]:
        if isinstance(cell, int) and not isinstance(cell, bool) and 1850 <= cell <= context.today.year + 1:
            return Reading(cell)
        reading = read_date(cell, context.today, date1904=context.date1904)
        return Reading(int(reading.value[:4]) if reading.value else None, reading.problems)

    return read


def _text_reader(spec: FieldSpec) -> CellReader:
    numbered = spec.identifier.endswith(("_no", "_account", "_code"))

    if spec.identifier in _PHONES:
        return lambda cell: read_field(spec, cell)

    def read(cell: Cell) -> Reading[Any]:
        if type(cell) is not str and is_damaged(cell):
            return Reading(None, (Problem("IMP-041"),))
        text = trim(cell if type(cell) is str else text_of(cell))
        if is_blank(text):
            return Reading()
        if numbered and "E+" in text.upper() and is_damaged(text):
            return Reading(None, (Problem("IMP-041"),))
        if spec.length and len(text) > spec.length:
            return Reading(text, (Problem("IMP-040", {"limit": str(spec.length), "length": str(len(text))}),))
        return Reading(text)

    return read
