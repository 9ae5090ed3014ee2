"""Telephone numbers: several in a cell, prefixes, extensions, zeros lost to a spreadsheet."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

from desktop.domain.cell_text import is_blank, text_of, trim
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading


class PhoneKind(Enum):
    """What a number belongs to."""

    MOBILE = "mobile"  # 11 digits beginning with 1
    LANDLINE = "landline"  # with area code, or 7 to 8 digits without
    SHORT = "short"  # 短号 of a group contract, 3 to 6 digits
    SERVICE = "service"  # 400 and 800 numbers


@dataclass(frozen=True, slots=True)
class Phone:
    """One number.

    Attributes:
        number: Digits; a landline as ``0570-7012345``.
        kind: What it belongs to.
        extension: Digits after 转, "" for none.
        note: Words that stood beside it, such as 儿子.
    """

    number: str
    kind: PhoneKind
    extension: str = ""
    note: str = ""

    @property
    def text(self) -> str:
        """Number with its extension, as people write it."""
        return f"{self.number}转{self.extension}" if self.extension else self.number


_SEPARATORS = re.compile(r"[/／、,，;；|\n\r]+|或者|或|和")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|#|x)\s*(\d{1,6})$", re.IGNORECASE)
_DASHED_EXTENSION = re.compile(r"^(0\d{2,3}[-\s]?\d{7,8})-(\d{1,5})$")
_COUNTRY = re.compile(r"^(?:\+\s?86|00\s?86|\(\+?86\)|（\+?86）|86(?=1\d{10}$))[-\s]?")
_WORDS = re.compile(r"[^\d+\-\s()（）转#xXeEtT.]+|[(（][^()（）\d]*[)）]")
_TWO_DIGIT_AREAS = ("010", "02")  # 010 and 020 to 029 have three digits, all others four


def read_phones(cell: Cell) -> Reading[tuple[Phone, ...]]:
    """Every number in a cell, in order.

    Returns:
        The numbers; hint FLD-503 when a zero lost by a number cell was put back. Digits that are
        no number: FLD-501 (an ERROR when nothing else is in the cell, else a WARNING).
    """
    if type(cell) is str and len(cell) == 11 and cell[0] == "1" and cell.isascii() and cell.isdigit():
        return Reading((Phone(cell, PhoneKind.MOBILE),))
    text = unicodedata.normalize("NFKC", trim_lines(text_of(cell)))
    if is_blank(text.strip()):
        return Reading()
    phones: list[Phone] = []
    problems: list[Problem] = []
    for piece in _pieces(text):
        phone, problem = _phone(piece, from_number=not isinstance(cell, str))
        if phone is not None and phone not in phones:
            phones.append(phone)
        if problem is not None:
            problems.append(problem)
    if not phones:
        return Reading(None, tuple(problems) or (Problem("FLD-501", {"value": text[:20]}),))
    softened = tuple(
        Problem(p.code, p.values, severity=Severity.WARNING) if p.severity is Severity.ERROR else p
        for p in problems
    )
    return Reading(tuple(phones), softened)


def read_mobile(cell: Cell) -> Reading[str]:
    """The first mobile number of a cell.

    Returns:
        Eleven digits. The other numbers of the cell stand in the hint FLD-502 for the caller to
        place (``values["others"]``, joined by ``、``). No mobile at all: FLD-504, with the
        landline numbers in ``values["others"]``.
    """
    if type(cell) is str and len(cell) == 11 and cell[0] == "1" and cell.isascii() and cell.isdigit():
        return Reading(cell)
    if type(cell) is float and 1e10 <= cell < 2e10 and cell.is_integer():
        return Reading(str(int(cell)))
    reading = read_phones(cell)
    if reading.value is None:
        return Reading(None, reading.problems)
    mobile = next((p for p in reading.value if p.kind is PhoneKind.MOBILE), None)
    others = "、".join(p.text for p in reading.value if p is not mobile)
    if mobile is None:
        return Reading(None, (*reading.problems, Problem("FLD-504", {"others": others})))
    if others:
        hint = Problem("FLD-502", {"others": others}, severity=Severity.HINT)
        return Reading(mobile.number, (*reading.problems, hint))
    return Reading(mobile.number, reading.problems)


def read_phone_text(cell: Cell) -> Reading[str]:
    """The first number of a cell of any kind as text, extension included; others as in `read_mobile`."""
    if type(cell) is str and len(cell) == 11 and cell[0] == "1" and cell.isascii() and cell.isdigit():
        return Reading(cell)
    reading = read_phones(cell)
    if reading.value is None:
        return Reading(None, reading.problems)
    problems = reading.problems
    if len(reading.value) > 1:
        others = "、".join(p.text for p in reading.value[1:])
        problems += (Problem("FLD-502", {"others": others}, severity=Severity.HINT),)
    return Reading(reading.value[0].text, problems)


def trim_lines(text: str) -> str:
    """Text trimmed line by line: line ends separate numbers and must survive."""
    return "\n".join(trim(line) for line in text.splitlines() if trim(line))


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    for part in _SEPARATORS.split(text):
        digits = re.sub(r"\D", "", part)
        if len(digits) > 13 and " " in part.strip():
            grouped = re.findall(
                r"(?:\+?86[-\s]?)?1\d{2}[-\s]?\d{4}[-\s]?\d{4}|0\d{2,3}[-\s]?\d{7,8}|\d{3,}", part
            )
            pieces += grouped
        elif len(digits) == 22 and re.fullmatch(r"(1\d{10}){2}", digits):
            pieces += [digits[:11], digits[11:]]
        elif part.strip():
            pieces.append(part.strip())
    return pieces


def _phone(piece: str, *, from_number: bool) -> tuple[Phone | None, Problem | None]:
    note = "".join(word.strip("()（） :：") for word in _WORDS.findall(piece))
    bare = _WORDS.sub("", piece).strip(" .:-")
    extension = ""
    found = _EXTENSION.search(bare)
    if found is not None:
        extension, bare = found[1], bare[: found.start()]
    dashed = _DASHED_EXTENSION.match(bare)
    if dashed is not None:
        bare, extension = dashed[1], dashed[2]
    digits = re.sub(r"\D", "", _COUNTRY.sub("", bare.strip()))
    if not digits:
        return None, None
    length = len(digits)
    if length == 12 and digits[:2] == "01" and digits[2] in "3456789":
        digits, length = digits[1:], 11
    if length == 11 and digits[0] == "1":
        return Phone(digits, PhoneKind.MOBILE, extension, note), None
    if length == 10 and digits[:3] in ("400", "800"):
        return Phone(digits, PhoneKind.SERVICE, extension, note), None
    if digits[0] == "0" and 10 <= length <= 12:
        return Phone(_with_area_dash(digits), PhoneKind.LANDLINE, extension, note), None
    if 7 <= length <= 8:
        return Phone(digits, PhoneKind.LANDLINE, extension, note), None
    if 3 <= length <= 6:
        return Phone(digits, PhoneKind.SHORT, extension, note), None
    if from_number and 9 <= length <= 11 and digits[0] != "0":
        hint = Problem("FLD-503", {"number": "0" + digits}, severity=Severity.HINT)
        return Phone(_with_area_dash("0" + digits), PhoneKind.LANDLINE, extension, note), hint
    return None, Problem("FLD-501", {"value": digits[:20]})


def _with_area_dash(digits: str) -> str:
    cut = 3 if digits.startswith(_TWO_DIGIT_AREAS) else 4
    return f"{digits[:cut]}-{digits[cut:]}"
