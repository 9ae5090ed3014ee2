"""The faults of single cells: each takes the row as it should be and writes it as people do."""

from collections.abc import Callable, MutableMapping
from datetime import date

from desktop.sample.dirt import Expected
from desktop.sample.records import SamplePerson
from desktop.sample.sheet import Value
from desktop.sample.wording import spaced, wide

Row = MutableMapping[str, Value]
Planted = tuple[str, str, Expected]  # fault code, field, what an import does
Spoiler = Callable[[Row, SamplePerson], Planted | None]

_TEN_LOOKALIKES = ("x", "Ｘ", "Х", "×")
_DOTS = ("•", "．", ".", "‧")


def _number_in_cell(row: Row, person: SamplePerson) -> Planted | None:
    """E1: typed into a number cell; 15 digits survive, the rest are zeros."""
    row["id"] = float(person.citizen_id[:15] + "000")
    return "E1", "id", Expected.DAMAGED


def _double(row: Row, person: SamplePerson) -> Planted | None:
    """E2: stored as a double by a program."""
    row["id"] = float(person.citizen_id)
    return "E2", "id", Expected.DAMAGED


def _scientific(row: Row, person: SamplePerson) -> Planted | None:
    """E3: shown in scientific notation and saved as text."""
    first = person.citizen_id
    row["id"] = f"{first[0]}.{first[1:6]}E+17"
    return "E3", "id", Expected.DAMAGED


def _fifteen_number(row: Row, person: SamplePerson) -> Planted | None:
    """E5: the old number in a number cell, which holds 15 digits exactly."""
    row["id"] = int(person.old_id)
    return "E5", "id", Expected.CLEANED


def _roman_ten(row: Row, person: SamplePerson) -> Planted | None:
    """E6: a small, full-width or Cyrillic x, or a multiplication sign."""
    row["id"] = person.citizen_id[:17] + _TEN_LOOKALIKES[int(person.citizen_id[16]) % 4]
    return "E6", "id", Expected.CLEANED


def _wide_digits(row: Row, person: SamplePerson) -> Planted | None:
    """E6: typed with the full-width input method."""
    row["id"] = wide(person.citizen_id)
    return "E6", "id", Expected.CLEANED


def _letters_for_digits(row: Row, person: SamplePerson) -> Planted | None:
    """E6: the letters O and l for 0 and 1."""
    row["id"] = person.citizen_id[:6] + person.citizen_id[6:].replace("0", "O", 1).replace("1", "l", 1)
    return "E6", "id", Expected.CLEANED


def _apostrophe(row: Row, person: SamplePerson) -> Planted | None:
    """E7: the apostrophe that makes a cell text became part of it."""
    row["id"] = "'" + person.citizen_id
    return "E7", "id", Expected.CLEANED


def _zero_width(row: Row, person: SamplePerson) -> Planted | None:
    """E7: a zero-width space inside, as copied from a web page."""
    row["id"] = person.citizen_id[:6] + "\u200b" + person.citizen_id[6:]
    return "E7", "id", Expected.CLEANED


def _spaces_in_id(row: Row, person: SamplePerson) -> Planted | None:
    """E7: grouped by blanks for reading."""
    row["id"] = f"{person.citizen_id[:6]} {person.citizen_id[6:14]} {person.citizen_id[14:]}"
    return "E7", "id", Expected.CLEANED


def _no_break_space(row: Row, person: SamplePerson) -> Planted | None:
    """E7: a no-break space behind the name."""
    row["name"] = f"{row['name']}\u00a0"
    return "E7", "name", Expected.CLEANED


def _trailing_blanks(row: Row, person: SamplePerson) -> Planted | None:
    """E7: blanks behind the name and a tab before it."""
    row["name"] = f"\t{row['name']}  "
    return "E7", "name", Expected.CLEANED


def _line_break(row: Row, person: SamplePerson) -> Planted | None:
    """E7: a line break inside the address."""
    address = str(row["address"])
    row["address"] = f"{address[:2]}\n{address[2:]}"
    return "E7", "address", Expected.CLEANED


def _aligned_name(row: Row, person: SamplePerson) -> Planted | None:
    """E8: a blank that aligns a name of two characters with names of three."""
    if spaced(person.name) == person.name:
        return None
    row["name"] = spaced(person.name)
    return "E8", "name", Expected.CLEANED


def _dot(row: Row, person: SamplePerson) -> Planted | None:
    """E9: another character for the dot of a minority name."""
    row["name"] = person.name.replace("·", _DOTS[len(person.name) % 4])
    return "E9", "name", Expected.CLEANED


def _rare(row: Row, person: SamplePerson) -> Planted | None:
    """E10: a rare character written around, by an old program or by a clerk."""
    row["name"] = person.typed_name
    return "E10", "name", Expected.FLAGGED


def _no_sex(row: Row, person: SamplePerson) -> Planted | None:
    """E19: sex not filled in; the number knows it."""
    row["sex"] = None
    return "E19", "sex", Expected.CLEANED


def _other_sex(row: Row, person: SamplePerson) -> Planted | None:
    """E19: sex opposite to the number."""
    row["sex"] = "女" if person.sex == "1" else "男"
    return "E19", "sex", Expected.ASKED


def _two_phones(row: Row, person: SamplePerson) -> Planted | None:
    """E22: two numbers in one cell."""
    row["mobile"] = f"{person.mobile}/1000000{person.mobile[-4:]}"
    return "E22", "mobile", Expected.CLEANED


def _landline(row: Row, person: SamplePerson) -> Planted | None:
    """E22: a number with its area code; 0600 is no Chinese area."""
    row["mobile"] = f"0600-1{person.mobile[-6:]}"
    return "E22", "mobile", Expected.CLEANED


def _extension(row: Row, person: SamplePerson) -> Planted | None:
    """E22: a number with an extension."""
    row["mobile"] = f"0600-1{person.mobile[-6:]}转8{person.mobile[-2:]}"
    return "E22", "mobile", Expected.CLEANED


def _country_code(row: Row, person: SamplePerson) -> Planted | None:
    """E22: a mobile with the country's prefix."""
    row["mobile"] = f"+86 {person.mobile}"
    return "E22", "mobile", Expected.CLEANED


def _lost_zero(row: Row, person: SamplePerson) -> Planted | None:
    """E22: a landline as a number, its zero lost."""
    row["mobile"] = int(f"6001{person.mobile[-6:]}")
    return "E22", "mobile", Expected.CLEANED


def _twelve_digits(row: Row, person: SamplePerson) -> Planted | None:
    """E22: one digit too many."""
    row["mobile"] = person.mobile + "0"
    return "E22", "mobile", Expected.ASKED


def _one_phone_as_number(row: Row, person: SamplePerson) -> Planted | None:
    """E22: a mobile in a number cell, which does no harm."""
    row["mobile"] = int(person.mobile)
    return "E22", "mobile", Expected.CLEANED


SPOILERS: dict[str, Spoiler] = {
    "number cell": _number_in_cell,
    "double": _double,
    "scientific": _scientific,
    "15 digits": _fifteen_number,
    "roman ten": _roman_ten,
    "wide digits": _wide_digits,
    "letters": _letters_for_digits,
    "apostrophe": _apostrophe,
    "zero width": _zero_width,
    "grouped": _spaces_in_id,
    "no-break": _no_break_space,
    "trailing": _trailing_blanks,
    "line break": _line_break,
    "aligned": _aligned_name,
    "dot": _dot,
    "rare": _rare,
    "no sex": _no_sex,
    "other sex": _other_sex,
    "two phones": _two_phones,
    "landline": _landline,
    "extension": _extension,
    "country code": _country_code,
    "lost zero": _lost_zero,
    "twelve digits": _twelve_digits,
    "phone number cell": _one_phone_as_number,
}

ON_NUMBERS = frozenset(
    ("number cell", "double", "scientific", "wide digits", "letters", "apostrophe", "zero width", "grouped")
)
"""Spoilers that write the identity number; one of them is enough for a person."""

OF_DIGITS_ONLY = frozenset(("number cell", "double", "scientific"))
"""Spoilers that need a number without an X at its end."""

ON_PHONES = frozenset(
    ("two phones", "landline", "extension", "country code", "lost zero", "twelve digits", "phone number cell")
)
"""Spoilers that write the telephone number."""


def born(person: SamplePerson) -> date:
    """The birth date as a date."""
    return date.fromisoformat(person.birth_date)
