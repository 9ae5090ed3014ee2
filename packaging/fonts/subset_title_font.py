"""Cut the bold title font down to the characters that titles use.

The full Noto Serif SC Bold (14.8 MB) would take the embedded fonts past their limit of 45 MB, see
``docs/decisions/0002-fonts.md``. The subset keeps the 8,105 characters of 通用规范汉字表, every symbol of
GBK, Latin letters with the marks pinyin needs, and the full-width forms. Layout features are dropped:
reportlab reads only outlines, widths and the character map.

Usage (fonttools 4.68.0, not part of the development environment)::

    python packaging/fonts/subset_title_font.py NotoSerifSC_700Bold.ttf NotoSerifSC-Bold-Titles.ttf

The input is the file of that name in the npm package ``@expo-google-fonts/noto-serif-sc`` 0.4.3. The same
input gives the same bytes; their SHA-256 stands in ``resources/fonts/fonts.toml``.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

_STANDARD_CHARACTERS = Path(__file__).with_name("standard_characters.txt")
_FIRST_CJK_IDEOGRAPH = 0x4E00


def standard_characters() -> set[int]:
    """Code points of 通用规范汉字表, 8,105 of them."""
    lines = _STANDARD_CHARACTERS.read_text(encoding="utf-8").splitlines()
    return {ord(character) for line in lines if not line.startswith("#") for character in line}


def gbk_symbols() -> set[int]:
    """Code points of the symbol rows of GBK: punctuation, numerals, units, line drawing, 〇."""
    symbols = set()
    for row in range(0xA1, 0xAA):
        for cell in range(0x40, 0xFF):
            text = bytes([row, cell]).decode("gbk", errors="ignore")
            symbols.update(ord(character) for character in text if ord(character) < _FIRST_CJK_IDEOGRAPH)
    return symbols


def main(source: Path, target: Path) -> None:
    """Write the subset of ``source`` to ``target`` and print its size in bytes."""
    latin = set(range(0x20, 0x180))
    general_punctuation = set(range(0x2010, 0x2028))
    full_width = set(range(0xFF01, 0xFF5F)) | {ord("￥")}
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.name_languages = ["*"]
    options.drop_tables += ["BASE", "GDEF", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx"]
    font = TTFont(source, recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=standard_characters() | gbk_symbols() | latin | general_punctuation | full_width)
    cutter.subset(font)
    font.save(target)
    print(f"{target.name}: {target.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
