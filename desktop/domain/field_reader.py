"""Reads what was typed into any field of the catalogue, by the field's kind and rule."""

import re
from datetime import date
from decimal import Decimal

from desktop.domain.area import MU, SQUARE_METRES, read_area
from desktop.domain.catalogue import FieldSpec, FieldValue, Kind
from desktop.domain.cell_text import is_blank, text_of, trim
from desktop.domain.chinese_date import read_date, read_date_range
from desktop.domain.citizen_id import read_citizen_id
from desktop.domain.code_table import code_table
from desktop.domain.decimal_number import read_decimal, read_whole_number
from desktop.domain.money import read_amount
from desktop.domain.person_name import read_person_name
from desktop.domain.phone import read_mobile, read_phone_text
from desktop.domain.problem import Problem
from desktop.domain.reading import Cell, Reading
from desktop.domain.yes_no import read_yes_no

_SEPARATORS = re.compile(r"[、，,;；/\s]+")
_NAMES = frozenset({"name", "former_name"})
_PHONES = frozenset({"household_phone", "emergency_phone"})
_MONEY = frozenset({"元", "万元", "元每亩每年"})
MAY_LIE_AHEAD = frozenset({"return_date", "contract_period", "transfer_period", "collective_member_period"})
"""Dates that people plan; every other date has to lie in the past."""

AnyValue = FieldValue | tuple[str, str]


def read_field(spec: FieldSpec, cell: Cell, today: date | None = None) -> Reading[AnyValue]:
    """What a text or cell means for a field.

    Args:
        spec: The field; a derived one is never typed.
        cell: As typed or as it stands in the workbook.
        today: Day against which dates are checked; the PC's day when absent.

    Returns:
        The value as `FieldSpec.stored` takes it (a date range as its two ends), with problems as
        every reader tells them; FLD-901 a text that is too long, FLD-902 a list with an unknown item.
    """
    if is_blank(text_of(cell)):
        return Reading()
    reading: Reading[AnyValue]
    if spec.identifier == "citizen_id":
        reading = _any(read_citizen_id(cell, today))
    elif spec.identifier in _NAMES:
        reading = _any(read_person_name(cell))
    elif spec.identifier == "mobile":
        reading = _any(read_mobile(cell))
    elif spec.identifier in _PHONES:
        reading = _any(read_phone_text(cell))
    else:
        reading = _by_kind(spec, cell, today)
    return _within_length(spec, reading)


def _any(reading: Reading[str]) -> Reading[AnyValue]:
    return Reading(reading.value, reading.problems)


def _by_kind(spec: FieldSpec, cell: Cell, today: date | None) -> Reading[AnyValue]:
    ahead = spec.identifier in MAY_LIE_AHEAD
    if spec.kind is Kind.CODE:
        return _any(code_table(spec.code_table).read(cell))
    if spec.kind is Kind.DATE:
        return _any(read_date(cell, today, allow_future=ahead))
    if spec.kind is Kind.DATERANGE:
        span = read_date_range(cell, today)
        return Reading(span.value, span.problems)
    if spec.kind is Kind.BOOL:
        truth = read_yes_no(cell)
        return Reading(truth.value, truth.problems)
    if spec.kind is Kind.INT:
        whole = read_whole_number(cell, spec.unit)
        return Reading(whole.value, whole.problems)
    if spec.kind is Kind.DECIMAL:
        number = _read_decimal(spec, cell)
        return Reading(number.value, number.problems)
    if spec.kind is Kind.LIST:
        return _read_list(spec, text_of(cell))
    return Reading(trim(text_of(cell)))


def _read_decimal(spec: FieldSpec, cell: Cell) -> Reading[Decimal]:
    if spec.unit in (MU, SQUARE_METRES):
        return read_area(cell, spec.unit)
    if spec.unit in _MONEY:
        return read_amount(cell, "万元" if spec.unit == "万元" else "元")
    return read_decimal(cell, spec.scale, spec.unit)


def _read_list(spec: FieldSpec, text: str) -> Reading[AnyValue]:
    items = [item for item in _SEPARATORS.split(trim(text)) if item]
    if not spec.code_table:
        return Reading(tuple(dict.fromkeys(items)))
    table = code_table(spec.code_table)
    codes, unknown = [], []
    for item in items:
        code = item if item in table else table.find_code(item)
        if code is None:
            unknown.append(item)
        else:
            codes.append(code)
    if unknown:
        values = {"value": "、".join(unknown), "label": spec.label}
        return Reading(None, (Problem("FLD-902", values),))
    return Reading(tuple(sorted(set(codes))))


def _within_length(spec: FieldSpec, reading: Reading[AnyValue]) -> Reading[AnyValue]:
    typed = reading.value
    if spec.kind is not Kind.TEXT or not isinstance(typed, str) or not spec.length:
        return reading
    if len(typed) <= spec.length:
        return reading
    values = {"label": spec.label, "length": str(spec.length), "typed": str(len(typed))}
    return Reading(None, (*reading.problems, Problem("FLD-901", values)))


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
