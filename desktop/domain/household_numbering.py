"""Gives new household numbers (户编号): 12-digit division code, 2-digit group, 4-digit serial."""

import re
from collections import defaultdict
from collections.abc import Iterable

_LENGTH = 18
_CHINESE_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九十")}


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
