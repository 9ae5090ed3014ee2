"""Which reader of the domain reads the cells of a field, and what its outcome means for the row."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from desktop.domain import field_reader
from desktop.domain.catalogue import FieldSpec
from desktop.domain.cell_text import plain, text_of
from desktop.domain.code_table import CodeTable, code_table
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
    and birth date. That an office numbers its households in its own way is a HINT: in such a ledger it
    holds for every row, and nothing has to be mended.
    """
    essential = spec.identifier in ESSENTIAL
    return tuple(problem._replace(severity=_weight(problem, essential)) for problem in problems)


_OWN_NUMBERING = "FLD-711"


def _weight(problem: Problem, essential: bool) -> Severity:
    if problem.code == _OWN_NUMBERING:
        return Severity.HINT
    if problem.severity is Severity.ERROR and (not essential or problem.code in DAMAGED):
        return Severity.WARNING
    return problem.severity


def reader_of(spec: FieldSpec, context: ReadingContext) -> CellReader:
    """The function that reads the cells of a column mapped to a field.

    A ledger says some things otherwise than a form: those have a reader of their own here.
    """
    if spec.identifier == "relation_to_head":
        return _read_clear_relation
    if spec.identifier in _INSURED:
        return _insured_reader(code_table(spec.code_table))
    if spec.identifier == "health_status":
        return _health_reader(code_table(spec.code_table))
    return field_reader.reader_of(spec, context.today, heading_unit=context.unit, date1904=context.date1904)


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
