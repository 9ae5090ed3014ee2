"""Pinyin initials of common characters, for choosing from short lists by typing.

Names of people are looked up by the search index, which knows every reading; labels of code
tables and commands only need their first letters, at once and without a dictionary.
"""

from bisect import bisect_right
from functools import lru_cache

# Level 1 of GB/T 2312 (3,755 characters, rows 16 to 55) is sorted by pinyin: the first character
# of each initial letter bounds the letter before it. No syllable begins with i, u or v.
_FIRSTS = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "abcdefghjklmnopqrstwxyz"
_CODES = [first.encode("gb2312") for first in _FIRSTS]
_LEVEL_1_END = "座".encode("gb2312")

# Characters whose usual reading in labels is another than the one they are sorted by.
_READINGS = {"重": "z", "长": "c", "调": "d", "区": "q", "会": "h", "单": "d"}


@lru_cache(maxsize=4096)
def initials(text: str) -> str:
    """First letters of a text: ``"农户"`` gives ``"nh"``.

    Latin letters and digits stand for themselves in lower case; rarer characters, whose order
    in the standard says nothing about their sound, are left out.

    Source:
        GB/T 2312-1980, order of level 1.
    """
    return "".join(_initial(character) for character in text)


def _initial(character: str) -> str:
    if character.isascii():
        return character.lower() if character.isalnum() else ""
    if character in _READINGS:
        return _READINGS[character]
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    if not _CODES[0] <= code <= _LEVEL_1_END:
        return ""
    return _LETTERS[bisect_right(_CODES, code) - 1]


def matches(text: str, typed: str) -> bool:
    """Whether what was typed is part of a text or of its initials; case does not count."""
    wanted = typed.strip().lower()
    return not wanted or wanted in text.lower() or (wanted.isascii() and wanted in initials(text))
