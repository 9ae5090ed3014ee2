"""Reads what was typed into any field of the catalogue, by the field's kind and rule, and shows it again."""

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import partial

from desktop.domain.area import MU, SQUARE_METRES, read_area
from desktop.domain.bank_account import read_bank_account
from desktop.domain.catalogue import RESTRICTED_TAG, FieldSpec, FieldValue, Kind
from desktop.domain.cell_text import formula_error, is_blank, plain, text_of, trim
from desktop.domain.chinese_date import read_date, read_date_range
from desktop.domain.citizen_id import is_damaged, read_citizen_id
from desktop.domain.code_table import code_table
from desktop.domain.decimal_number import read_decimal, read_whole_number, round_half_up
from desktop.domain.disability_card import read_disability_card
from desktop.domain.division import find_code_problem
from desktop.domain.household_numbering import read_household_no
from desktop.domain.local_day import local_today
from desktop.domain.lunar import LunarDate, parse_lunar_birthday
from desktop.domain.money import read_money
from desktop.domain.person_name import read_person_name
from desktop.domain.phone import read_mobile, read_phone_text
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading
from desktop.domain.relation_word import read_relation
from desktop.domain.yes_no import read_yes_no

AnyValue = FieldValue
Reader = Callable[[Cell], Reading[AnyValue]]

MAY_LIE_AHEAD = frozenset(("return_date", "contract_period", "transfer_period", "collective_member_period"))
"""Dates that people plan; every other date has to lie in the past."""

_LIST_SEPARATORS = re.compile(r"[、，,;；/／|\n\r]+|\s{2,}")
_CODE_SEPARATORS = re.compile(r"[、，,;；/／|\s]+")
_NOTHING = frozenset(("无", "没有"))


def read_text(cell: Cell, most: int = 0, label: str = "") -> Reading[str]:
    """Plain text of a cell: trimmed, blank words like ``-`` taken as nothing.

    Args:
        cell: Text, or a number as its digits.
        most: Most characters; 0 for no limit.
        label: Name of the field, for the problem.

    Returns:
        The text. No value and FLD-901 when it is too long, FLD-712 for a number of more than 15
        digits, whose end a spreadsheet has destroyed.
    """
    if type(cell) is str:
        text = trim(cell)
    elif cell is None:
        return Reading()
    elif is_damaged(cell):
        return Reading(None, (Problem("FLD-712"),))
    elif isinstance(cell, datetime) and (cell.hour, cell.minute, cell.second) == (0, 0, 0):
        text = cell.date().isoformat()
    elif isinstance(cell, bool):
        text = "是" if cell else "否"
    else:
        text = f"{cell:.15g}" if isinstance(cell, float) else text_of(cell)
    if is_blank(text):
        return Reading()
    if most and len(text) > most:
        return _too_long(text, most, label)
    return Reading(text)


def _too_long(text: str, most: int, label: str) -> Reading[str]:
    values = {"label": label, "length": str(most), "typed": str(len(text))}
    return Reading(None, (Problem("FLD-901", values),))


def read_list(cell: Cell, table: str = "", *, strict: bool = False) -> Reading[tuple[str, ...]]:
    """Entries of a cell separated by ``、，,;/`` or line ends; codes when a table is named.

    Args:
        cell: As typed.
        table: Code table of the entries, "" for free text.
        strict: Refuse the whole list for one unknown word.

    Returns:
        The entries without doubles. Words the table does not know are left out and reported
        (FLD-201), as errors when nothing is left or the reading is strict. Special groups of the restricted
        class are left out too (FLD-203).

    Source:
        domain.md 6.2: such data belong to other authorities.
    """
    text = cell if isinstance(cell, str) else text_of(cell)
    separators = _CODE_SEPARATORS if table else _LIST_SEPARATORS
    words = [trim(word) for word in separators.split(text)]
    entries: list[str] = []
    problems: list[Problem] = []
    for word in words:
        if is_blank(word) or word in _NOTHING:
            continue
        if not table:
            entries.append(word)
            continue
        reading = code_table(table).read(word)
        problems += reading.problems
        if table == "special_group" and (reading.value or "").startswith(RESTRICTED_TAG):
            problems.append(Problem("FLD-203", severity=Severity.ERROR if strict else Severity.WARNING))
        elif reading.value is not None:
            entries.append(reading.value)
    if not entries or (strict and any(p.severity is Severity.ERROR for p in problems)):
        return Reading(None, tuple(problems))
    softened = tuple(
        Problem(p.code, p.values, severity=Severity.WARNING) if p.severity is Severity.ERROR else p
        for p in problems
    )
    return Reading(tuple(dict.fromkeys(entries)), softened)


def read_lunar_birthday(cell: Cell) -> Reading[str]:
    """A lunar birthday as the register writes it (``八月十五``).

    A spreadsheet turns a typed 8-15 into a date of the current year: its month and day are taken,
    with hint FLD-315. What is no lunar date: FLD-316.
    """
    if isinstance(cell, date):
        lunar = LunarDate(None, cell.month, min(cell.day, 30))
        return Reading(lunar.text, (Problem("FLD-315", {"lunar": lunar.text}, severity=Severity.HINT),))
    text = plain(cell if isinstance(cell, str) else "" if cell is None else f"{cell}")
    if is_blank(text):
        return Reading()
    found = parse_lunar_birthday(text)
    return (
        Reading(found.text)
        if found is not None
        else Reading(None, (Problem("FLD-316", {"value": text[:20]}),))
    )


def reader_of(
    field: FieldSpec, today: date | None = None, *, heading_unit: str = "", date1904: bool = False
) -> Reader:
    """The reader of a field's cells; make it once per column, call it per cell.

    Args:
        field: The field. References are read as the name or text typed; finding the record is
            the caller's work.
        today: Last day for dates that cannot lie in the future; the PC's day when left out.
        heading_unit: Unit the heading gives for bare numbers (亩, 平方米, 元, 万元), "" the field's.
        date1904: The workbook counts days from 1904.

    Returns:
        A function that answers every cell with the field's value or its problems; error values
        of formulas give FLD-903.
    """
    read = _reader(field, today or local_today(), heading_unit, date1904)
    if field.kind is Kind.CODE and field.identifier != "relation_to_head":
        return read  # looks for errors itself, behind its memory of known words

    def guarded(cell: Cell) -> Reading[AnyValue]:
        if type(cell) is str and cell[:1] == "#":
            problem = formula_error(cell)
            if problem is not None:
                return Reading(None, (problem,))
        return read(cell)

    return guarded


def read_field(spec: FieldSpec, cell: Cell, today: date | None = None) -> Reading[AnyValue]:
    """What one typed text means for a field; for forms, where an unknown word refuses a whole list.

    Columns of cells are read faster by `reader_of`.

    Args:
        spec: The field; a derived one is never typed.
        cell: As typed.
        today: Day against which dates are checked; the PC's day when left out.
    """
    if spec.kind is Kind.LIST and formula_error(cell) is None:
        return read_list(cell, spec.code_table, strict=True)
    return reader_of(spec, today)(cell)


def _reader(field: FieldSpec, today: date, heading_unit: str, date1904: bool) -> Reader:
    match field.kind:
        case Kind.CODE if field.identifier == "relation_to_head":
            return read_relation
        case Kind.CODE:
            return code_table(field.code_table).read
        case Kind.DATE:
            allow_future = field.identifier in MAY_LIE_AHEAD
            return partial(read_date, today=today, allow_future=allow_future, date1904=date1904)
        case Kind.DATERANGE:
            return partial(read_date_range, today=today, date1904=date1904)
        case Kind.BOOL:
            return read_yes_no
        case Kind.INT if field.rule == "year":
            return partial(_read_year, today=today, date1904=date1904)
        case Kind.INT:
            return partial(read_whole_number, units=f"{field.unit}|个|周岁" if field.unit else "")
        case Kind.DECIMAL:
            return partial(_read_decimal_field, field=field, bare_unit=heading_unit)
        case Kind.LIST:
            return partial(read_list, table=field.code_table)
        case Kind.REF | Kind.FILE:
            return read_text
        case Kind.TEXT:
            return _text_reader(field, today)


def _text_reader(field: FieldSpec, today: date) -> Reader:
    if field.identifier == "mobile":
        return read_mobile
    match field.rule:
        case "GB 11643":
            return partial(read_citizen_id, today=today)
        case "person name":
            return partial(_limited, read=read_person_name, field=field)
        case "phone":
            return partial(_limited, read=read_phone_text, field=field)
        case "lunar date":
            return read_lunar_birthday
        case "disability card":
            return partial(_read_card_number, today=today)
        case "bank account":
            return read_bank_account
        case "household number":
            return read_household_no
        case "statistical division code":
            return _read_division_code
        case _:
            return partial(read_text, most=field.length, label=field.label)


def _limited(cell: Cell, read: Callable[[Cell], Reading[str]], field: FieldSpec) -> Reading[str]:
    reading = read(cell)
    if reading.value is not None and len(reading.value) > field.length:
        return _too_long(reading.value, field.length, field.label)
    return reading


def _read_division_code(cell: Cell) -> Reading[str]:
    reading = read_text(cell)
    problem = None if reading.value is None else find_code_problem(reading.value)
    return reading if problem is None else Reading(None, (problem,))


def _read_card_number(cell: Cell, today: date) -> Reading[str]:
    reading = read_disability_card(cell, today)
    return Reading(None if reading.value is None else reading.value.number, reading.problems)


def _read_year(cell: Cell, today: date, date1904: bool) -> Reading[int]:
    reading = read_date(cell, today, allow_future=True, date1904=date1904)
    return Reading(None if reading.value is None else int(reading.value[:4]), reading.problems)


def _read_decimal_field(cell: Cell, field: FieldSpec, bare_unit: str) -> Reading[Decimal]:
    reading: Reading[Decimal]
    if field.unit in (MU, SQUARE_METRES):
        reading = read_area(cell, field.unit, bare_unit)
    elif "元" in field.unit:
        factor = 10_000 if field.unit == "万元" else 1
        money = read_money(cell, bare_unit or ("万元" if factor > 1 else "元"))
        if money.value is None:
            return Reading(None, money.problems)
        amount = Decimal(money.value).scaleb(-2)
        reading = Reading(amount if factor == 1 else round_half_up(amount / factor, 2), money.problems)
    else:
        reading = read_decimal(cell, field.scale, f"{field.unit}" if field.unit else "")
    if reading.value is not None and abs(reading.value) >= Decimal(10) ** (field.length - field.scale):
        return Reading(None, (Problem("FLD-605", {"value": str(reading.value)}),))
    return reading


def show_field(spec: FieldSpec, value: AnyValue) -> str:
    """A value as the clerk reads and types it: labels for codes, 是 and 否, no unit."""
    if value is None or value in ((), ""):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, tuple):
        if spec.kind is Kind.DATERANGE:
            return "至".join(value)
        table = code_table(spec.code_table) if spec.code_table else None
        return "、".join(table.label(item) if table and item in table else item for item in value)
    if spec.kind is Kind.CODE:
        table = code_table(spec.code_table)
        return table.label(str(value)) if value in table else str(value)
    return str(value)
