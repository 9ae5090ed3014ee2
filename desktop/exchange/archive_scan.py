"""Looks through the parts of an xlsx for what the reader must not be shown, and what it cannot tell.

Must not be shown: cells so far out that the reader would reserve billions of empty ones, and
entity declarations. Cannot tell: hidden rows, red or struck-out letters, formulas in error, and
the 1904 calendar. The scan streams; no part is held whole. It runs while the reading process
already works, so on two cores it costs no time.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.problem import Problem, ProblemError
from desktop.exchange.workbook import MAX_COLUMNS, MAX_ROWS

_CHUNK = 1 << 18
_LONGEST_TAG = 1 << 16
_CLOSELY_SCANNED = 4_000_000
_SMALL_PART = 8_000_000

# Column letters beyond SF (500) or row numbers from 200,000 on; the exact comparison follows.
_FAR = re.compile(rb"""r=["'](?:[A-Z]{3}|[T-Z][A-Z]|S[G-Z]|[A-Z]{1,2}(?:[2-9][0-9]{5}|[0-9]{7}))""")
_FAR_ROW = re.compile(rb"""<row[^<>]*? r=["'](?:[2-9][0-9]{5}|[0-9]{7})""")
_REFERENCE = re.compile(rb"""r=["']([A-Z]{0,4})([0-9]{1,9})""")
_HIDDEN_ROW = re.compile(rb"""<row\b(?=[^<>]*\bhidden="(?:1|true)")[^<>]*\br="([0-9]{1,7})\"""")
_ERROR_CELL = re.compile(
    rb"""<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]* t="e"[^<>]*>"""
    rb"""(?:<f[^<>]*(?:/>|>[^<]*</f>))?<v>([^<]*)"""
)
_STYLED_CELL = re.compile(rb"""<c r="([A-Z]{1,3})([0-9]{1,7})" s="([0-9]+)\"""")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


@dataclass(slots=True)
class SheetMarks:
    """What the scan saw on one sheet; rows and columns count from 0."""

    hidden_rows: set[int] = field(default_factory=set)
    marked: set[tuple[int, int]] = field(default_factory=set)
    faulty: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(slots=True)
class ArchiveMarks:
    """What the scan saw in the whole file; ``sheets`` is keyed by the name on the tab."""

    date1904: bool = False
    sheets: dict[str, SheetMarks] = field(default_factory=dict)


def column_number(letters: bytes) -> int:
    """Position of a column counted from 0: ``A`` is 0, ``SF`` is 499."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def scan(path: Path) -> ArchiveMarks:
    """Scan an xlsx file.

    Raises:
        ProblemError: IMP-010 for a cell beyond the limits, IMP-012 for an entity declaration,
            IMP-011 when a part cannot be unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            return _scan_parts(archive, path.name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise ProblemError(Problem("IMP-011", {"file": path.name})) from None


def _scan_parts(archive: zipfile.ZipFile, file: str) -> ArchiveMarks:
    marks = ArchiveMarks()
    names = {part.filename: part for part in archive.infolist()}
    sheet_names = _sheet_names(archive, names, marks)
    marked_styles = _marked_styles(_read(archive, names, "xl/styles.xml"))
    for name in names:
        lowered = name.lower()
        if not lowered.endswith((".xml", ".rels")):
            continue
        if lowered.startswith("xl/worksheets/") and lowered.endswith(".xml"):
            found = _scan_sheet(archive, name, marked_styles, file)
            marks.sheets[sheet_names.get(name, name)] = found
        else:
            with archive.open(name) as stream:
                _refuse_entities(stream.read(_LONGEST_TAG), file)
    return marks


def _refuse_entities(content: bytes, file: str) -> None:
    if _DOCTYPE.search(content):
        raise ProblemError(Problem("IMP-012", {"file": file}))


def _read(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], name: str) -> bytes:
    """A small part; empty when missing or unreasonably large."""
    if name not in names or names[name].file_size > _SMALL_PART:
        return b""
    with archive.open(name) as stream:
        return stream.read(_SMALL_PART)


def _sheet_names(
    archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo], marks: ArchiveMarks
) -> dict[str, str]:
    """Part name of each sheet to the name on its tab."""
    from defusedxml import ElementTree  # type: ignore[import-untyped]

    book = _read(archive, names, "xl/workbook.xml")
    relations = _read(archive, names, "xl/_rels/workbook.xml.rels")
    marks.date1904 = re.search(rb'<workbookPr\b[^<>]*\bdate1904="(?:1|true)"', book) is not None
    try:
        targets = {node.get("Id", ""): node.get("Target", "") for node in ElementTree.fromstring(relations)}
        sheets = [node for node in ElementTree.fromstring(book).iter() if node.tag.endswith("}sheet")]
    except Exception:  # a part that is not XML: the reader gives the verdict
        return {}
    found = {}
    for node in sheets:
        key = next((value for name, value in node.attrib.items() if name.endswith("}id")), "")
        target = targets.get(key, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[part] = node.get("name", "")
    return found


def _marked_styles(styles: bytes) -> frozenset[int]:
    """Positions of the cell formats whose font is red or struck out."""
    if b"<strike" not in styles and not _has_red(styles):
        return frozenset()
    fonts = re.search(rb"<fonts\b.*?</fonts>", styles, re.DOTALL)
    formats = re.search(rb"<cellXfs\b.*?</cellXfs>", styles, re.DOTALL)
    if fonts is None or formats is None:
        return frozenset()
    marked_fonts = {
        position
        for position, font in enumerate(re.findall(rb"<font\b[^<>]*?(?:/>|>.*?</font>)", fonts[0], re.DOTALL))
        if re.search(rb'<strike(?:\s+val="(?:1|true)")?\s*/>', font) or _has_red(font)
    }
    return frozenset(
        position
        for position, style in enumerate(re.findall(rb"<xf\b[^<>]*>", formats[0]))
        if (used := re.search(rb'fontId="([0-9]+)"', style)) and int(used[1]) in marked_fonts
    )


def _has_red(xml: bytes) -> bool:
    if re.search(rb'<color\b[^<>]*\bindexed="(?:2|10)"', xml):
        return True
    return any(
        int(red, 16) >= 0xC0 and int(green, 16) <= 0x40 and int(blue, 16) <= 0x40
        for red, green, blue in re.findall(
            rb'<color\b[^<>]*\brgb="[0-9A-Fa-f]{2}([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})([0-9A-Fa-f]{2})"', xml
        )
    )


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The part in pieces that end between two tags, as far as tags are of reasonable length."""
    rest = b""
    with archive.open(name) as stream:
        while block := stream.read(_CHUNK):
            block = rest + block
            # Cut before the last cell or row, so that no cell with its value is torn apart.
            cut = max(block.rfind(b"<c "), block.rfind(b"<row"))
            if cut <= 0 or len(block) - cut > _LONGEST_TAG:
                cut = max(len(block) - _LONGEST_TAG, 0) if len(block) > 4 * _CHUNK else 0
            yield block[:cut]
            rest = block[cut:]
    yield rest


def _scan_sheet(archive: zipfile.ZipFile, name: str, marked_styles: frozenset[int], file: str) -> SheetMarks:
    marks = SheetMarks()
    style_tests = [b's="%d"' % style for style in marked_styles]
    first, seen = True, 0
    for chunk in _chunks(archive, name):
        if first and chunk:
            _refuse_entities(chunk[:_LONGEST_TAG], file)
            first = False
        # Every reference at first, then only those of rows: a far column behind that costs the
        # reading process its life, not ours, and a long honest sheet half a second less.
        if (_FAR if seen < _CLOSELY_SCANNED else _FAR_ROW).search(chunk):
            _refuse_far(chunk, file)
        seen += len(chunk)
        if b"hidden=" in chunk:
            marks.hidden_rows.update(int(row) - 1 for row in _HIDDEN_ROW.findall(chunk))
        if b't="e"' in chunk:
            for letters, row, value in _ERROR_CELL.findall(chunk):
                place = (int(row) - 1, column_number(letters))
                marks.faulty[place] = value.decode("utf-8", "replace")
        if any(test in chunk for test in style_tests):
            for letters, row, style in _STYLED_CELL.findall(chunk):
                if int(style) in marked_styles:
                    marks.marked.add((int(row) - 1, column_number(letters)))
    return marks


def _refuse_far(chunk: bytes, file: str) -> None:
    for letters, row in _REFERENCE.findall(chunk):
        if column_number(letters) >= MAX_COLUMNS or int(row) > MAX_ROWS:
            cell = (letters + row).decode("ascii")
            where = f"，例如单元格 {cell}" if letters else f"，例如第 {cell} 行"
            values = {"file": file, "where": where, "rows": str(MAX_ROWS), "columns": str(MAX_COLUMNS)}
            raise ProblemError(Problem("IMP-010", values))
