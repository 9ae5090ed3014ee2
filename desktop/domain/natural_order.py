"""Order in which people expect numbered names: 一组, 二组, 十一组, and 2 before 10."""

import re

from desktop.domain.chinese_number import number

_NUMBER = re.compile(r"\d+|[零〇一二两三四五六七八九十百]+")


def natural_key(text: str) -> tuple[tuple[int, int, str], ...]:
    """A key to sort by: numbers, Arabic or Chinese, by their value, the rest by character."""
    parts: list[tuple[int, int, str]] = []
    end = 0
    for match in _NUMBER.finditer(text):
        value = int(match.group()) if match.group().isdecimal() else number(match.group())
        if value is None:
            continue
        if match.start() > end:
            parts.append((1, 0, text[end : match.start()]))
        parts.append((0, value, ""))
        end = match.end()
    if end < len(text):
        parts.append((1, 0, text[end:]))
    return tuple(parts)
