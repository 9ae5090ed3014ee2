"""公民身份号码: the citizen identity number, its reading, checking and conversion."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from math import isfinite
from operator import mul

from desktop.domain.cell_text import is_blank, plain
from desktop.domain.local_day import local_today
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
EARLIEST_BIRTH = date(1880, 1, 1)

_ASCII_ZERO_WEIGHT = 48 * sum(WEIGHTS)
# First two digits of province-level divisions; GB/T 2260.
PROVINCES = frozenset(
    (
        *("11", "12", "13", "14", "15", "21", "22", "23"),
        *("31", "32", "33", "34", "35", "36", "37"),
        *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54"),
        *("61", "62", "63", "64", "65", "71", "81", "82", "83"),
    )
)
SAMPLE_PROVINCE = "99"
"""Never assigned; numbers of invented people begin with it."""

_USUAL_STARTS = PROVINCES | {SAMPLE_PROVINCE}
_COMPATRIOT_REGIONS = frozenset(("810000", "820000", "830000"))
_ROMAN_TEN = str.maketrans(dict.fromkeys("xХхΧχ×✕✖╳⨯Ⅹⅹ", "X"))
_DIGIT_LOOKALIKES = str.maketrans(
    {"O": "0", "o": "0", "О": "0", "о": "0", "〇": "0", "○": "0", "l": "1", "I": "1", "|": "1"}
)
_SEPARATORS = str.maketrans(dict.fromkeys("-‐‑–—_.·:,，、", ""))
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+?1[4-9]")
_EXACT_DOUBLE_DIGITS = 15  # Excel keeps this many
_FIRST_INEXACT: int = 10**_EXACT_DOUBLE_DIGITS


class IdForm(Enum):
    """Whose number it is, told by its first digits."""

    RESIDENT = "resident"  # 居民身份证
    COMPATRIOT = "compatriot"  # 港澳台居民居住证
    FOREIGNER = "foreigner"  # 外国人永久居留身份证


@dataclass(frozen=True, slots=True)
class CitizenId:
    """A valid number taken apart.

    Attributes:
        number: 18 characters, the last may be ``X``.
        region: Six digits of the place of first issue, often a code abolished since; never the
            present address.
        birth_date: As the number says.
        sex: Code of table ``sex``: "1" male, "2" female.
        form: Kind of card the number stands on.
    """

    number: str
    region: str
    birth_date: date
    sex: str
    form: IdForm


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A single typing slip that would explain a wrong number; for showing, never applied by itself.

    ``position`` counts from 1; ``slip`` is "digit" (one character differs), "swap" (this and the
    next changed places), "extra" (one too many here) or "missing" (one left out here).
    """

    position: int
    slip: str
    number: str


def check_character(first17: str) -> str:
    """The 18th character for 17 digits.

    Source:
        GB 11643-1999, 4.4 (ISO 7064, MOD 11-2).
    """
    return CHECK_CHARACTERS[(sum(map(mul, WEIGHTS, first17.encode())) - _ASCII_ZERO_WEIGHT) % 11]


def make_citizen_id(region: str, birth: date, serial: int) -> str:
    """A number with a valid check character, for invented people.

    Args:
        region: Six digits; sample data uses codes that begin with 99.
        birth: Birth date.
        serial: 0 to 999; odd for a man, even for a woman.
    """
    first17 = f"{region}{birth:%Y%m%d}{serial:03d}"
    return first17 + check_character(first17)


def to_18(number15: str) -> str:
    """The 18-character form of a first-generation number of 15 digits.

    Serials 996 to 999 were kept for people over a hundred when the numbers were given out, so
    their century is 18.

    Source:
        GB 11643-1989 and GB 11643-1999; the rule for 996-999 is from general knowledge.
    """
    century = "18" if number15[12:] >= "996" else "19"
    first17 = number15[:6] + century + number15[6:]
    return first17 + check_character(first17)


def to_15(number18: str) -> str:
    """The old 15-digit form of an 18-character number (a search key for old ledgers)."""
    return number18[:6] + number18[8:17]


def normalise(text: str) -> str:
    """Text as it was meant: no blanks or separators, ASCII digits, ``X`` for every form of the Roman ten.

    ``O`` and ``l`` become 0 and 1. A star stays and fails the check. The length is not changed;
    see `to_18`.
    """
    if len(text) == 18 and text.isascii() and text[:17].isdigit() and (text[17].isdigit() or text[17] == "X"):
        return text
    flat = plain(text.translate(_ROMAN_TEN)).translate(_SEPARATORS)
    return flat.translate(_ROMAN_TEN).translate(_DIGIT_LOOKALIKES)


@lru_cache(maxsize=65536)
def _calendar_day(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _shape_problem(number: str) -> Problem | None:
    if len(number) != 18:
        return Problem("FLD-101", {"length": str(len(number))})
    # isdecimal alone would let Arabic-Indic digits through
    if not (number.isascii() and number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")):
        position = next(
            (n for n, c in enumerate(number, 1) if not ("0" <= c <= "9" or (c == "X" and n == 18))), 18
        )
        return Problem("FLD-102", {"position": str(position)})
    return None


def _content_problem(number: str, today: date) -> Problem | None:
    born = _calendar_day(number[6:14])
    if born is None:
        written = f"{number[6:10]} 年 {number[10:12]} 月 {number[12:14]} 日"
        return Problem("FLD-103", {"date": written})
    if born < EARLIEST_BIRTH or born > today:
        return Problem("FLD-104", {"date": born.isoformat()})
    if check_character(number[:17]) != number[17]:
        return Problem("FLD-105")
    return None


def form_of(number: str) -> IdForm:
    """The kind of card, by the first digits of an 18-character number.

    Source:
        Numbering of residence permits for residents of Hong Kong (810000), Macao (820000) and
        Taiwan (830000) and of foreign permanent residents (9, then province, then nationality);
        from general knowledge.
    """
    if number[:6] in _COMPATRIOT_REGIONS:
        return IdForm.COMPATRIOT
    if number[0] == "9" and number[1:3] in PROVINCES:
        return IdForm.FOREIGNER
    return IdForm.RESIDENT


def _taken_apart(number: str) -> CitizenId:
    born = _calendar_day(number[6:14])
    assert born is not None
    sex = "1" if int(number[16]) % 2 else "2"
    return CitizenId(number, number[:6], born, sex, form_of(number))


def check(text: str, today: date | None = None) -> tuple[Problem, ...]:
    """Reasons against a number as typed; empty when it is valid (15-digit forms included).

    A first part that is no province is only a hint: old and foreign codes are real.

    Args:
        text: As typed; normalised first.
        today: Last possible birth date; the PC's day when left out.
    """
    return read_citizen_id(text, today).problems


def parse(text: str, today: date | None = None) -> CitizenId | None:
    """The number taken apart, or None when it is not valid."""
    number = read_citizen_id(text, today).value
    return None if number is None else _taken_apart(number)


def birth_and_sex(number: str) -> tuple[str, str]:
    """Birth date (ISO) and sex code of a number already known to be valid; cheap, for imports."""
    return f"{number[6:10]}-{number[10:12]}-{number[12:14]}", "1" if number[16] in "13579" else "2"


def is_damaged(cell: Cell) -> bool:
    """Whether a spreadsheet or program has destroyed the end of this number.

    True for a numeric cell of more than 15 digits (a double keeps no more; a check digit that
    fits then fits by luck) and for text in scientific notation. The lost digits are never
    computed.

    Source:
        Excel keeps 15 significant digits; IEEE 754 doubles near 3.3e17 are 64 apart.
    """
    if isinstance(cell, bool):
        return False
    if isinstance(cell, int | float):
        return abs(cell) >= _FIRST_INEXACT
    if isinstance(cell, str) and len(cell) < 30 and ("E" in cell or "e" in cell):
        return _SCIENTIFIC.fullmatch(plain(cell)) is not None
    return False


def surviving_digits(cell: Cell) -> str:
    """The digits of a damaged number that can be trusted: 15 of a numeric cell, fewer of a shortened text.

    A search key only.
    """
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        # What Excel cut to 15 digits may lie just below them as a double: the shortest form that
        # names this double is what was written.
        shortest = Decimal(repr(float(cell)))
        digits = "".join(map(str, shortest.as_tuple().digits)).rstrip("0")
        whole = str(int(shortest if len(digits) <= _EXACT_DOUBLE_DIGITS else cell))
        return whole[:_EXACT_DOUBLE_DIGITS]
    mantissa = plain(str(cell)).upper().split("E")[0]
    return mantissa.replace(".", "")


def read_citizen_id(cell: Cell, today: date | None = None) -> Reading[str]:
    """The valid 18-character number of a cell.

    Args:
        cell: Text or number as the workbook holds it.
        today: Last possible birth date; the PC's day when left out.

    Returns:
        The number; or no value and one ERROR problem: FLD-101 length, FLD-102 a character that
        cannot stand there, FLD-103 impossible birth date, FLD-104 birth date out of range,
        FLD-105 check character, FLD-106 destroyed by a spreadsheet, FLD-107 probably so. A blank
        cell has neither. Hint FLD-108 stands beside a value whose first two digits are no
        province, hint FLD-109 beside one made from 15 digits.

    Source:
        GB 11643-1999.
    """
    if type(cell) is str:
        if len(cell) == 18 and cell.isascii() and cell.isdigit() and cell[:2] in _USUAL_STARTS:
            born = _calendar_day(cell[6:14])
            if (
                born is not None
                and EARLIEST_BIRTH <= born <= (today or local_today())
                and CHECK_CHARACTERS[(sum(map(mul, WEIGHTS, cell.encode())) - _ASCII_ZERO_WEIGHT) % 11]
                == cell[17]
            ):
                return Reading(cell)
        text = cell
    elif cell is None:
        return Reading()
    elif isinstance(cell, float) and not isfinite(cell):
        return Reading(None, (Problem("FLD-101", {"length": "0"}),))
    elif is_damaged(cell):
        return Reading(None, (Problem("FLD-106", {"kept": surviving_digits(cell)}),))
    elif isinstance(cell, bool) or not isinstance(cell, int | float):
        return Reading(None, (Problem("FLD-101", {"length": str(len(str(cell)))}),))
    else:
        text = str(int(cell)) if float(cell).is_integer() else str(cell)
    return _read_text(text, today or local_today())


def _read_text(text: str, today: date) -> Reading[str]:
    number = normalise(text)
    if is_blank(number):
        return Reading()
    if is_damaged(text):
        return Reading(None, (Problem("FLD-106", {"kept": surviving_digits(text)}),))
    hints: tuple[Problem, ...] = ()
    if len(number) == 15 and number.isascii() and number.isdigit():
        number = to_18(number)
        hints = (Problem("FLD-109", severity=Severity.HINT),)
    problem = _shape_problem(number) or _content_problem(number, today)
    if problem is not None:
        if problem.code == "FLD-105" and number.endswith("000"):
            problem = Problem("FLD-107", {"kept": number[:_EXACT_DOUBLE_DIGITS]})
        return Reading(None, (problem,))
    if number[:2] not in PROVINCES and number[:2] != SAMPLE_PROVINCE and form_of(number) is IdForm.RESIDENT:
        hints += (Problem("FLD-108", {"region": number[:2]}, severity=Severity.HINT),)
    return Reading(number, hints)


def near_misses(
    text: str,
    birth_date: str = "",
    sex: str = "",
    regions: frozenset[str] = frozenset(),
    today: date | None = None,
) -> tuple[NearMiss, ...]:
    """Single slips that would make a wrong number valid and agree with what else is known.

    The check character alone allows a slip at nearly every place, so without the birth date
    the list is long and proves nothing; with it, one candidate often remains.

    Args:
        text: The number as typed.
        birth_date: ISO date, or its first part, that the person is known to have; "" unknown.
        sex: "1" or "2", anything else is unknown.
        regions: Six-digit codes usual in this village; empty for no preference.
        today: Last possible birth date.

    Returns:
        Candidates, swaps before single digits; empty when the number is valid or beyond one slip.
    """
    number = normalise(text)
    limit = today or local_today()
    if _shape_problem(number) is None and _content_problem(number, limit) is None:
        return ()
    wanted_birth = birth_date.replace("-", "")
    digits = "0123456789"
    candidates: list[NearMiss] = []
    if len(number) == 18:
        for i in range(17):
            if number[i] != number[i + 1]:
                swapped = number[:i] + number[i + 1] + number[i] + number[i + 2 :]
                candidates.append(NearMiss(i + 1, "swap", swapped))
        for i in range(18):
            for c in digits + ("X" if i == 17 else ""):
                if c != number[i]:
                    candidates.append(NearMiss(i + 1, "digit", number[:i] + c + number[i + 1 :]))
    elif len(number) == 19:
        seen: set[str] = set()
        for i in range(19):
            shorter = number[:i] + number[i + 1 :]
            if shorter not in seen:
                seen.add(shorter)
                candidates.append(NearMiss(i + 1, "extra", shorter))
    elif len(number) == 17:
        for i in range(18):
            for c in digits + ("X" if i == 17 else ""):
                candidates.append(NearMiss(i + 1, "missing", number[:i] + c + number[i:]))
    return tuple(
        miss
        for miss in candidates
        if _shape_problem(miss.number) is None
        and miss.number[6:14].startswith(wanted_birth)
        and (sex not in ("1", "2") or int(miss.number[16]) % 2 == int(sex) % 2)
        and (not regions or miss.number[:6] in regions)
        and (miss.number[:2] in PROVINCES or miss.number[:2] == SAMPLE_PROVINCE)
        and _content_problem(miss.number, limit) is None
    )


def slip_hint(
    text: str,
    birth_date: str = "",
    sex: str = "",
    regions: frozenset[str] = frozenset(),
    today: date | None = None,
) -> Problem | None:
    """A hint naming the place of the slip (FLD-110) when exactly one place explains it, else None.

    Several digits at one place count as one place. The number itself is not in the hint: it is
    to be read from the card, not taken from us.
    """
    misses = near_misses(text, birth_date, sex, regions, today)
    swaps = {miss.position for miss in misses if miss.slip == "swap"}
    others = {miss.position for miss in misses if miss.slip != "swap"}
    if (len(misses) and len(swaps | others) == 1) or (len(swaps) == 1 and birth_date):
        miss = misses[0]
        words = {
            "swap": f"第 {miss.position} 位和第 {miss.position + 1} 位可能前后打颠倒了",
            "digit": f"第 {miss.position} 位可能打错",
            "extra": f"第 {miss.position} 位附近可能多打了一位",
            "missing": f"第 {miss.position} 位附近可能漏打了一位",
        }
        return Problem("FLD-110", {"slip": words[miss.slip]}, severity=Severity.HINT)
    return None
