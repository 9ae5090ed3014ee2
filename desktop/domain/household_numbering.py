"""户编号: 12-digit division code, 2-digit group, 4-digit serial; new numbers and numbers typed."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.cell_text import is_blank, plain, text_of
from desktop.domain.citizen_id import is_damaged
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell, Reading

_LENGTH = 18
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九十")}


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


def parse_household_no(text: str) -> HouseholdNumber | None:
    """A household number taken apart, or None when it is not one."""
    if len(text) != 18 or not text.isascii() or not text.isdigit():
        return None
    return HouseholdNumber(text[:12], int(text[12:14]), int(text[14:]))


def read_household_no(cell: Cell) -> Reading[str]:
    """The number in a cell.

    Returns:
        The text; warning FLD-711 when it is not of 18 digits, as in the village's own older
        numbering. No value and FLD-712 when a spreadsheet has destroyed its end, FLD-901 when it
        has more than 18 characters.
    """
    if type(cell) is str and len(cell) == _LENGTH and cell.isascii() and cell.isdigit():
        return Reading(cell)
    if is_damaged(cell):
        return Reading(None, (Problem("FLD-712"),))
    text = plain(text_of(cell))
    if is_blank(text):
        return Reading()
    if len(text) > _LENGTH:
        values = {"label": "户编号", "length": str(_LENGTH), "typed": str(len(text))}
        return Reading(None, (Problem("FLD-901", values),))
    if parse_household_no(text) is None:
        return Reading(text, (Problem("FLD-711", severity=Severity.WARNING),))
    return Reading(text)


def group_number(villager_group: str) -> int:
    """The number in a group's name: ``第三村民小组`` → 3, ``12组`` → 12; 0 when there is none."""
    digits = re.search(r"\d+", villager_group)
    if digits:
        return int(digits.group()) % 100
    words = [_CHINESE_DIGITS[character] for character in villager_group if character in _CHINESE_DIGITS]
    if not words:
        return 0
    if 10 in words:
        place = words.index(10)
        tens = words[place - 1] if place else 1
        return (tens * 10 + (words[place + 1] if place + 1 < len(words) else 0)) % 100
    return words[0]


class HouseholdNumbers:
    """Gives numbers that were never used, in this village or by an earlier household.

    Source:
        Number structure of the national whole-population register (12 + 2 + 4 digits); that a
        serial is never reused is the product's own rule.
    """

    def __init__(self, division_code: str, used: Iterable[str]) -> None:
        self._division_code = division_code
        self._last: defaultdict[str, int] = defaultdict(int)
        for number in used:
            if len(number) == _LENGTH and number.isdigit():
                prefix = number[:14]
                self._last[prefix] = max(self._last[prefix], int(number[14:]))

    def next_number(self, villager_group: str) -> str:
        """The next free number of a group; people without a group get group 00."""
        prefix = f"{self._division_code:0>12}{group_number(villager_group):02d}"
        self._last[prefix] += 1
        return f"{prefix}{self._last[prefix]:04d}"
