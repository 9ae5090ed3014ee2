"""Text of a cell without what cannot be seen: spaces of every kind, format characters, line ends."""

import unicodedata
from functools import lru_cache

from desktop.domain.problem import Problem
from desktop.domain.reading import Cell

_APOSTROPHES = "'’‘＇`"
_FORMULA_ERRORS = frozenset(
    (
        "#REF!",
        "#N/A",
        "#NA",
        "#DIV/0!",
        "#VALUE!",
        "#NAME?",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
    )
)
_BLANK_WORDS = frozenset(
    (
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "－",
        "/",
        "／",
        "\\",
        "无",
        "空",
        "null",
        "NULL",
        "None",
        "N/A",
        "n/a",
    )
)


def text_of(cell: Cell) -> str:
    """The cell as text, numbers without the ``.0`` that workbooks add; untrimmed, "" for an empty cell."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e21:
        return str(int(cell))
    return str(cell)


def trim(text: str) -> str:
    """Text with outer blanks of every kind removed and inner ones made single ASCII spaces.

    Zero-width, direction and other format characters, control characters and the apostrophe by
    which a spreadsheet marks text are dropped; private-use characters are kept, they may be
    somebody's name. No letter is changed: this is safe for names.
    """
    if text.isprintable() and " " not in text and text[:1] != "'":
        return text
    joined = " ".join(text.split())
    if joined.isprintable():
        return joined.lstrip("'")
    kept: list[str] = []
    for character in text:
        category = unicodedata.category(character)
        if category[0] == "Z" or character in "\t\r\n\v\f":
            kept.append(" ")
        elif category not in ("Cc", "Cf"):
            kept.append(character)
    return " ".join("".join(kept).split()).lstrip("'")


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """Text for look-ups in tables: trimmed, without any blank, full-width forms made ASCII (NFKC).

    Never for names: compatibility forms would change rare characters.
    """
    return unicodedata.normalize("NFKC", trim(text)).replace(" ", "").strip(_APOSTROPHES)


def formula_error(cell: Cell) -> Problem | None:
    """The problem FLD-903 of a cell that holds a formula's error value, else None."""
    if type(cell) is str and cell[:1] == "#" and cell.strip().upper() in _FORMULA_ERRORS:
        return Problem("FLD-903", {"value": cell.strip()})
    return None


def is_blank(text: str) -> bool:
    """Whether a trimmed text stands for "nothing was entered" (empty, a dash, a slash, 无)."""
    return text in _BLANK_WORDS
