"""户编号 and 行政区划代码: numbers of households and of the divisions they lie in."""

from dataclasses import dataclass

from desktop.domain.cell_text import is_blank, plain, text_of
from desktop.domain.citizen_id import is_damaged
from desktop.domain.problem import Problem
from desktop.domain.reading import Cell, Reading

DIVISION_DIGITS = 12
MOST_SERIALS = 9999


@dataclass(frozen=True, slots=True)
class HouseholdNumber:
    """A household number taken apart: division 12 digits, group 1-99, serial 1-9999 (never reused)."""

    division: str
    group: int
    serial: int

    @property
    def text(self) -> str:
        """The 18 digits."""
        return f"{self.division}{self.group:02}{self.serial:04}"


def make_household_no(division: str, group: int, serial: int) -> str:
    """The 18 digits of a household.

    Raises:
        ValueError: A part is out of its range.

    Source:
        Structure of the national family-planning household code: 12 + 2 + 4.
    """
    if len(division) != DIVISION_DIGITS or not division.isdigit():
        raise ValueError(division)
    if not (0 <= group <= 99 and 1 <= serial <= MOST_SERIALS):
        raise ValueError((group, serial))
    return HouseholdNumber(division, group, serial).text


def parse_household_no(text: str) -> HouseholdNumber | None:
    """A household number taken apart, or None when it is not one."""
    if len(text) != 18 or not text.isascii() or not text.isdigit():
        return None
    return HouseholdNumber(text[:12], int(text[12:14]), int(text[14:]))


def read_household_no(cell: Cell) -> Reading[str]:
    """The 18 digits of a cell; FLD-711 when they are none, FLD-712 when a spreadsheet destroyed them."""
    if type(cell) is str and len(cell) == 18 and cell.isascii() and cell.isdigit():
        return Reading(cell)
    if is_damaged(cell):
        return Reading(None, (Problem("FLD-712"),))
    text = plain(text_of(cell)).replace("-", "")
    if is_blank(text):
        return Reading()
    return Reading(text) if parse_household_no(text) else Reading(None, (Problem("FLD-711"),))


def read_division_code(cell: Cell) -> Reading[str]:
    """The 12 digits of an administrative division; FLD-713 otherwise.

    Source:
        GB/T 2260 (6 digits), GB/T 10114 (3), statistical code of villages (3).
    """
    text = plain(text_of(cell))
    if is_blank(text):
        return Reading()
    if len(text) == DIVISION_DIGITS and text.isascii() and text.isdigit():
        return Reading(text)
    return Reading(None, (Problem("FLD-713"),))
