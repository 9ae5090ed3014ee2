"""Fonts by role, taken glyph by glyph: a character a font lacks comes from the next one.

``resources/fonts/fonts.toml`` names the file of each role and where to look further. Fonts are
opened on first use and kept; reading one costs 30 to 100 ms.
"""

import threading
import tomllib
import unicodedata
from enum import Enum
from functools import cache
from itertools import groupby
from typing import Any, NamedTuple

import resources

GETA = "〓"
"""Printers' mark for a missing sort; stands on drafts where no font has the character."""

_SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_BFCHAR_LIMIT = 100  # entries a beginbfchar block may hold, PDF 32000-1 annex C and CMap specification


class Role(Enum):
    """What a line of type is for; the font file follows from it."""

    TITLE = "title"  # 小标宋: bold serif of titles, table heads and totals
    BODY = "body"  # 宋体: everything else
    KAI = "kai"  # 楷体: second level headings, notes
    HEI = "hei"  # 黑体: first level headings, stamps, codes


class Run(NamedTuple):
    """Neighbouring characters set in one face."""

    face: "Face"
    text: str


class Face:
    """One font file, opened.

    Attributes:
        name: Name the PDF library knows the font by.
        font: The library's font.
        glyphs: Code points the font can draw.
    """

    def __init__(self, name: str, file: str) -> None:
        from reportlab.pdfbase import pdfmetrics
        from reportlab.pdfbase.ttfonts import TTFont

        _mend_to_unicode()
        self.name = name
        # Not keeping ASCII at its own codes makes subsets smaller; the text layer is mapped anyway.
        self.font: Any = TTFont(name, str(resources.path("fonts", file)), asciiReadable=False)
        pdfmetrics.registerFont(self.font)
        self.glyphs = self.font.face.charToGlyph

    def advance(self, character: str) -> float:
        """Width of a character in em."""
        return float(self.font.face.charWidths.get(ord(character), self.font.face.defaultWidth)) / 1000


def shown(text: str) -> str:
    """A text without what leaves no mark on paper: control and format characters, variation selectors.

    Line breaks, tabs and hard blanks become blanks.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(character) for character in text)


@cache
def _shown(character: str) -> str:
    if character in "\t\n\r\x0b\x0c\x85\xa0\u2028\u2029":
        return " "
    if unicodedata.category(character) in {"Cc", "Cf"} or character in _SELECTORS:
        return ""
    return character


class _Advances(dict[str, float]):
    """Widths of the characters met so far, in em."""

    def __init__(self, type_of: "Type") -> None:
        super().__init__()
        self._type = type_of

    def __missing__(self, character: str) -> float:
        mark = _shown(character)
        face = self._type.faces[mark or character]
        if mark and ord(mark) not in face.glyphs:
            mark = GETA
        width = self[character] = face.advance(mark) if mark else 0.0
        return width


class _Faces(dict[str, Face]):
    """The face that draws a character: the role's own, else the first further one that has it."""

    def __init__(self, type_of: "Type") -> None:
        super().__init__()
        self._type = type_of

    def __missing__(self, character: str) -> Face:
        code = ord(character)
        own = self._type.face
        chosen = own
        if code not in own.glyphs:
            further = (face(role) for role in self._type.fallback)
            chosen = next((each for each in further if code in each.glyphs), own)
        self[character] = chosen
        return chosen


class Type:
    """The type of one role: its face, and the faces it borrows single characters from."""

    def __init__(self, role: Role, fallback: tuple[Role, ...]) -> None:
        self.role = role
        self.fallback = fallback
        self.face = face(role)
        self.faces = _Faces(self)
        self.advances = _Advances(self)
        digits = [self.advances[digit] for digit in "0123456789"]
        self.digit_advance = max(digits)
        """Width in em every digit of a column of figures is given, so that they stand in line."""

    def width(self, text: str, size_pt: float) -> float:
        """Width of a text set in one line, in points."""
        advances = self.advances
        return sum([advances[character] for character in text]) * size_pt

    def figure_width(self, text: str, size_pt: float) -> float:
        """Width of a figure whose digits all take the same room, in points."""
        advances, digit = self.advances, self.digit_advance
        return sum([digit if c.isdigit() else advances[c] for c in text]) * size_pt

    def runs(self, text: str) -> tuple[Run, ...]:
        """A text cut where the face changes; characters that no font has become the geta mark."""
        text = shown(text)
        faces = self.faces
        own = self.face
        if all(faces[character] is own for character in text) and not self.missing(text):
            return (Run(own, text),) if text else ()
        return tuple(
            Run(each, "".join(c if ord(c) in each.glyphs else GETA for c in part))
            for each, part in groupby(text, key=faces.__getitem__)
        )

    def missing(self, text: str) -> str:
        """Characters of a text that neither this font nor any it borrows from can draw, each once."""
        faces = self.faces
        return "".join(dict.fromkeys(c for c in shown(text) if ord(c) not in faces[c].glyphs))


_lock = threading.RLock()
_faces: dict[Role, Face] = {}
_types: dict[Role, Type] = {}


@cache
def _entries() -> dict[str, dict[str, object]]:
    with resources.path("fonts", "fonts.toml").open("rb") as stream:
        return tomllib.load(stream)


def face(role: Role) -> Face:
    """The opened font of a role; opened once."""
    with _lock:
        if role not in _faces:
            _faces[role] = Face(f"cqt-{role.value}", str(_entries()[role.value]["file"]))
        return _faces[role]


def type_of(role: Role) -> Type:
    """The type of a role with its fallback; made once."""
    with _lock:
        if role not in _types:
            fallback = _entries()[role.value]["fallback"]
            assert isinstance(fallback, list)
            _types[role] = Type(role, tuple(Role(name) for name in fallback))
        return _types[role]


def to_unicode_map(name: str, subset: list[int]) -> str:
    """Map from the codes of an embedded font back to characters, for copying and searching.

    Characters above U+FFFF are written as UTF-16 pairs, and entries in blocks of at most 100.

    Args:
        name: Name of the embedded font.
        subset: Code points in the order of their codes, at most 256.

    Source:
        ISO 32000-1, 9.10.3; Adobe Technical Note 5411.
    """
    entries = [
        f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in enumerate(subset)
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo",
        f"<< /Registry ({name})",
        f"/Ordering ({name})",
        "/Supplement 0",
        ">> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(entries), _BFCHAR_LIMIT):
        block = entries[start : start + _BFCHAR_LIMIT]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


def _mend_to_unicode() -> None:
    """Replace reportlab's map, which writes five hex digits above U+FFFF: 张𬱖 copies as 张ⳅ.

    Goes when upstream is right: ``tests/unit/reports/test_fonts.py`` fails on that day.
    """
    from reportlab.pdfbase import ttfonts

    ttfonts.makeToUnicodeCMap = to_unicode_map
