"""The ledgers of what the collective owns, lets, owes and builds (三资台账), and the party's, as data.

``resources/catalogue/property.csv`` and ``party.csv`` hold one row a field. Forms, lists, imports, exports
and checks all read them, so a field is described once. Columns of the files:

    ledger      table of the record
    name        column of the table
    label       what the clerk reads
    form        text, day, partial (a day, month or year), money and signed (fen), area and quantity
                (hundredths), whole, code, yes, list (texts with 、 between them), theme_day (a branch's
                fixed day), person and record (id of another record), parent (the record it belongs to)
    required    1 where nothing is taken without it
    target      code table of a code, table of a reference
    width       characters in the list; empty where the list leaves it out
    section     begins a part of the form under this heading
    hint        what to type
    headings    further headings of workbooks that mean the field, apart by blanks
"""

import csv
import json
import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

import resources
from desktop.domain.area import MU, read_area
from desktop.domain.cell_text import text_of, trim
from desktop.domain.chinese_date import read_date
from desktop.domain.code_table import code_table
from desktop.domain.decimal_number import read_decimal, read_whole_number
from desktop.domain.due_day import read_due_day
from desktop.domain.list_text import list_text
from desktop.domain.money import read_money, show_money
from desktop.domain.party_branch import read_theme_day, show_theme_day
from desktop.domain.problem import Place, Problem
from desktop.domain.reading import Cell, Reading
from desktop.domain.yes_no import read_yes_no

CONTRACT, ASSET, LAND_RESOURCE = "contract", "asset", "land_resource"
DEBT, DEBT_MOVE = "debt", "debt_move"
PROJECT, PROJECT_STEP = "project", "project_step"
SUBSIDY = "subsidy"

LEDGERS = (CONTRACT, ASSET, LAND_RESOURCE, DEBT, PROJECT, SUBSIDY)
"""Those with a list of their own; moves and steps are kept within a debt or a project."""

_FILES = ("property.csv", "party.csv")

REFERENCES = frozenset(("person", "record", "parent"))
_DAY_LENGTH = len("2026-01-01")
_HUNDREDTHS = frozenset(("area", "quantity"))
_MONEY = frozenset(("money", "signed"))
_MOST_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class LedgerField:
    """One field of a ledger, as the module's first lines describe it."""

    ledger: str
    name: str
    label: str
    form: str
    required: bool
    target: str
    width: float
    section: str
    hint: str
    headings: tuple[str, ...]

    @property
    def is_figure(self) -> bool:
        """Whether it stands at the right end of its column."""
        return self.form in _MONEY or self.form in _HUNDREDTHS or self.form == "whole"


def ledger_fields(ledger: str) -> tuple[LedgerField, ...]:
    """Fields of a ledger in the order of its form.

    Raises:
        KeyError: There is no such ledger.
    """
    return _catalogue()[ledger]


@cache
def _catalogue() -> dict[str, tuple[LedgerField, ...]]:
    found: dict[str, tuple[LedgerField, ...]] = {}
    for name in _FILES:
        with resources.path("catalogue", name).open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                field = LedgerField(
                    row["ledger"],
                    row["name"],
                    row["label"],
                    row["form"],
                    row["required"] == "1",
                    row["target"],
                    float(row["width"] or 0),
                    row["section"],
                    row["hint"],
                    tuple(row["headings"].split()),
                )
                found[field.ledger] = (*found.get(field.ledger, ()), field)
    return found


def ledger_field(ledger: str, name: str) -> LedgerField:
    """One field of a ledger.

    Raises:
        KeyError: The ledger has no such field.
    """
    found = next((each for each in ledger_fields(ledger) if each.name == name), None)
    if found is None:
        raise KeyError(f"{ledger}.{name}")
    return found


StoredValue = str | int | None
"""As the file keeps it: fen, hundredths, ISO texts, codes, ids, 0 or 1."""


def read_ledger_field(field: LedgerField, cell: Cell, today: date, unit: str = "") -> Reading[StoredValue]:
    """What a typed text or a cell of a workbook means.

    Args:
        field: The field.
        cell: Text, number or date; ids of references as texts.
        today: The day by which two-digit years and words such as 今天 are read.
        unit: What a bare number counts, from the heading of a workbook (万元, 平方米).

    Returns:
        The value in stored form; None of a blank cell. Without a value and with a problem: those of the
        readers (FLD-…), PTY-001 a text that is no fixed day, FIN-052 a month or year where a day is wanted,
        FIN-053 a text that is too long, FIN-054 a number below zero.
    """
    reading = _read(field, cell, today, unit)
    place = Place(column=field.label, field=field.name)
    problems = tuple(Problem(each.code, each.values, place, each.severity) for each in reading.problems)
    value = reading.value
    if isinstance(value, int) and value < 0 and field.form != "signed":
        return Reading(None, (Problem("FIN-054", {"label": field.label}, place),))
    if field.form == "day" and isinstance(value, str) and len(value) < _DAY_LENGTH:
        return Reading(None, (Problem("FIN-052", {"label": field.label, "value": value}, place),))
    if isinstance(value, str) and len(value) > _MOST_CHARACTERS:
        values = {"label": field.label, "length": str(_MOST_CHARACTERS)}
        return Reading(None, (Problem("FIN-053", values, place),))
    return Reading(value, problems)


def _read(field: LedgerField, cell: Cell, today: date, unit: str) -> Reading[StoredValue]:
    if field.form in ("day", "partial"):
        if isinstance(cell, str) and field.form == "day":
            return _widened(read_due_day(cell, today)) if cell.strip() else Reading()
        return _widened(read_date(cell, today, allow_future=True))
    if field.form in _MONEY:
        return _widened(read_money(cell, unit or "元"))
    if field.form == "area":
        return _scaled(read_area(cell, MU, unit))
    if field.form == "quantity":
        return _scaled(read_decimal(cell, 2, "亩|间|台|套|个|㎡|平方米|宗|处|口"))
    if field.form == "whole":
        return _widened(read_whole_number(cell, "年|年度|天|日|人|户|%"))
    if field.form == "code":
        return _widened(code_table(field.target).read(cell))
    if field.form == "yes":
        reading = read_yes_no(cell)
        return Reading(int(bool(reading.value)), reading.problems)  # an empty cell says no
    if field.form == "list":
        parts = (trim(part) for part in _BETWEEN.split(text_of(cell)))
        return Reading(list_text(tuple(part for part in parts if part)))
    if field.form == "theme_day":
        return _read_theme_day(text_of(cell))
    return Reading(trim(text_of(cell)) or None)


_BETWEEN = re.compile(r"[、,，;；\s]+")


def _read_theme_day(text: str) -> Reading[StoredValue]:
    if not text.strip():
        return Reading()
    stored = read_theme_day(text)
    return Reading(stored) if stored else Reading(None, (Problem("PTY-001", {"value": text.strip()[:20]}),))


def _widened(reading: Reading[str] | Reading[int]) -> Reading[StoredValue]:
    return Reading(reading.value, reading.problems)


def _scaled(reading: Reading[Decimal]) -> Reading[StoredValue]:
    return Reading(None if reading.value is None else int(reading.value * 100), reading.problems)


def show_ledger_field(field: LedgerField, value: StoredValue) -> str:
    """A stored value as people read it, in Chinese; a reference as its id, nothing as empty text."""
    if value is None or value == "":
        return ""
    if field.form in _MONEY:
        return show_money(int(value))
    if field.form in _HUNDREDTHS:
        return show_hundredths(int(value))
    if field.form == "code":
        return code_table(field.target).label(str(value))
    if field.form == "yes":
        return "是" if value else ""
    if field.form == "list":
        return "、".join(json.loads(str(value)))
    if field.form == "theme_day":
        return show_theme_day(str(value))
    return str(value)


def show_hundredths(value: int) -> str:
    """A number kept in hundredths without needless zeros: ``12.5``, ``3``."""
    return f"{Decimal(value).scaleb(-2).normalize():f}"
