"""Reads a finished PDF back: what stands in each ruled box, and what a file carries beside its pages.

It trusts nothing that made the file. PDFium's characters are taken with the text object that draws them;
objects are sorted into the boxes that the page's rules make, so that a text wrapped in a narrow cell is one
text again. Hidden, tiny, white, turned or overprinted text is text like any other.
"""

import ctypes
import re
import struct
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import pairwise, repeat
from typing import Any

from desktop.reports.preview import pdfium_lock

Sought = Callable[[str], Iterable[tuple[int, int]]]
"""From where to where the words stand in a text that somebody wants to know about."""


SKIPPED = "々"
"""Stands outside tables where words that nobody sought were left out: nothing is read across them."""


class UnreadableError(Exception):
    """The file can't be read back whole; the message says at what."""


@dataclass(slots=True)
class Box:
    """The text between four rules, or what stands outside all tables (``band`` is None).

    ``left`` and ``right`` are the rules beside it; ``pieces`` are -baseline, left, right and text of what was
    drawn in one go, in points and in the order drawn; ``breaks`` are the places of those pieces before which
    something was drawn elsewhere.
    """

    band: tuple[float, float] | None
    left: float
    right: float
    pieces: list[tuple[float, float, float, str]] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)

    def sittings(self) -> list[str]:
        """What was drawn into the box at each time, in the order drawn."""
        ends = [*self.breaks, len(self.pieces)]
        return [
            _whole("".join(piece[3] for piece in self.pieces[start:end]))
            for start, end in pairwise([0, *ends])
        ]

    def text(self) -> str:
        """The lines as one text; what is broken in a cell is one text, what stands outside is not.

        A wide gap within a line becomes a blank.
        """
        if len(self.pieces) == 1:
            return _whole(self.pieces[0][3])
        rows: list[list[tuple[float, float, float, str]]] = []
        for piece in sorted(self.pieces):
            if not rows or piece[0] - rows[-1][0][0] > _SAME_LINE:
                rows.append([])
            rows[-1].append(piece)
        return _whole(
            ("\n" if self.band is None else "").join(_in_line(sorted(row, key=_place)) for row in rows)
        )


def _place(piece: tuple[float, float, float, str]) -> float:
    return piece[1]


def _in_line(pieces: list[tuple[float, float, float, str]]) -> str:
    text = ""
    end = pieces[0][1]
    for _, left, right, words in pieces:
        text += " " + words if left - end > _WIDE_GAP else words
        end = right
    return text


@dataclass(frozen=True, slots=True)
class PageRead:
    """A page: its boxes, its whole text in the order drawn, and how many pictures it shows."""

    boxes: tuple[Box, ...]
    text: str
    pictures: int


@dataclass(frozen=True, slots=True)
class FileRead:
    """A whole file.

    Attributes:
        pages: In order.
        beside: Texts that no page shows: metadata, outline, notes and links.
        riders: What a sheet of paper can't carry, by PDF's own names: attachments, scripts, form fields.
    """

    pages: tuple[PageRead, ...]
    beside: tuple[str, ...]
    riders: tuple[str, ...]


def read_file(pdf: bytes, sought: Sought | None = None) -> FileRead:
    """Read all that a file holds.

    Args:
        pdf: The file.
        sought: Sort only the words that this finds into boxes, and what was drawn with them; None sorts all.

    Raises:
        UnreadableError: It is no PDF, or a character of it has no meaning.
    """
    import pypdfium2

    with pdfium_lock:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(str(error)) from None
        try:
            beside = [text for text in document.get_metadata_dict().values() if text]
            beside += [mark.get_title() for mark in document.get_toc()]
            beside += [packet.decode("utf-8", "replace") for packet in _XMP.findall(pdf)]
            riders = _riders(document)
            pages = []
            for index in range(len(document)):
                page = document[index]
                pages.append(_page(page, sought))
                noted, kinds = _notes(page)
                beside += noted
                riders += kinds
                page.close()
            return FileRead(tuple(pages), tuple(beside), tuple(dict.fromkeys(riders)))
        finally:
            document.close()


def read_back(pdf: bytes) -> tuple[tuple[str, ...], ...]:
    """Texts of a PDF as they stand on paper: one per ruled box, and one for all outside tables.

    Returns:
        One entry per page; lines of a box are joined, those outside tables divided by line ends.

    Raises:
        ValueError: The file can't be read back.
    """
    try:
        read = read_file(pdf)
    except UnreadableError as error:
        raise ValueError(str(error)) from None
    return tuple(tuple(box.text() for box in page.boxes) for page in read.pages)


_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_FAR_LOW, _FAR_HIGH = -1e9, 1e9
_SAME_LINE = 3.0  # points between the feet of what stands in one line
_WIDE_GAP = 9.0  # points
_POSTER = 60.0  # points; no line of a notice is that high
_TALL = 14.0  # points; a line of the text in tables is lower
_LINES_APART = 18.0  # points; lines of one cell are nearer
_FIGURE = re.compile(r"-?[\d,]+\.\d\d|\d{1,2}|\d{4}-\d\d-\d\d")
_LONGEST_FIGURE = 14  # characters
_TURNED = 0.1  # sine of the angle from which a text does not stand in a line of others
_PATH, _PICTURE, _FORM = 2, 3, 5  # kinds of objects, by PDFium's numbers
_OUTSIDE = (_FAR_LOW, _FAR_HIGH, _FAR_LOW, _FAR_HIGH)
_FOUR = struct.Struct("4f")
_WORD = re.compile(r"[^ \r\n]+")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
_HALF = re.compile(r"[\ud800-\udfff]")
_MEANINGLESS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\ufffd-\uffff]")
_MOST_OBJECTS_DEEP = 15


# -- PDFium without its wrappers: a page has thousands of characters -------------------------------

_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int


@dataclass(frozen=True, slots=True)
class _Calls:
    owner: Callable[[int, int], int | None]  # text page, character → text object
    object_at: Callable[[int, int], int | None]  # page, place → object
    kind: Callable[[int], int]
    bounds: Callable[[int, int, int, int, int], int]
    matrix: Callable[[int, int], int]


@cache
def _calls() -> _Calls:
    from pypdfium2 import raw

    def bare(name: str, answer: Any, *asked: Any) -> Any:
        # held without letting other threads in: each call is shorter than letting them
        address = ctypes.cast(getattr(raw, name), _ADDRESS).value
        return ctypes.PYFUNCTYPE(answer, *asked)(address or 0)

    return _Calls(
        bare("FPDFText_GetTextObject", _ADDRESS, _ADDRESS, _INT),
        bare("FPDFPage_GetObject", _ADDRESS, _ADDRESS, _INT),
        bare("FPDFPageObj_GetType", _INT, _ADDRESS),
        bare("FPDFPageObj_GetBounds", _INT, *[_ADDRESS] * 5),
        bare("FPDFPageObj_GetMatrix", _INT, _ADDRESS, _ADDRESS),
    )


def _address(handle: Any) -> int:
    return ctypes.cast(handle, _ADDRESS).value or 0


def _page(page: Any, sought: Sought | None) -> PageRead:
    """Sort a page's texts into the boxes its rules make."""
    from pypdfium2 import raw

    calls = _calls()
    text_page = raw.FPDFText_LoadPage(page.raw)
    try:
        count = raw.FPDFText_CountChars(text_page)
        text = _units(text_page, count)
        at = _address(text_page)
        runs = _runs(text, partial(calls.owner, at), sought)
    finally:
        raw.FPDFText_ClosePage(text_page)
    floats = (ctypes.c_float * 6)()
    start = ctypes.addressof(floats)
    sides = (start, start + 4, start + 8, start + 12)
    upright: list[tuple[float, float, float]] = []
    level: list[tuple[float, float, float]] = []
    page_at = _address(page.raw)
    object_at, kind_of = calls.object_at, calls.kind
    objects = map(object_at, repeat(page_at), range(raw.FPDFPage_CountObjects(page.raw)))
    drawn = {owner for owner, _, _ in runs}
    drawings = [each for each in objects if each and each not in drawn]
    kinds = list(map(kind_of, drawings))
    pictures = kinds.count(_PICTURE)
    for each, kind in zip(drawings, kinds, strict=True):
        if kind != _PATH:
            continue
        calls.bounds(each, *sides)
        left, bottom, right, top = _FOUR.unpack_from(floats)
        if right - left < 4 < top - bottom:
            upright.append(((left + right) / 2, bottom, top))
        elif top - bottom < 4 < right - left:
            level.append(((bottom + top) / 2, left, right))
    if _FORM in kinds:  # pictures may lie inside a form
        pictures += sum(
            each.type == _PICTURE and each.level > 0
            for each in page.get_objects(max_depth=_MOST_OBJECTS_DEEP)
        )
    across, down = _ordered(upright), _ordered(level)
    boxes: dict[tuple[float, float, float, float], Box] = {}
    shared: dict[tuple[float, float, float, float], list[int]] = {}  # who drew what stands in one box
    latest: dict[tuple[float, float, float, float], int] = {}  # the last run in a box
    reached = 0
    extents = []
    for owner, _, _ in runs:
        calls.bounds(owner, *sides)
        extents.append(_FOUR.unpack_from(floats))
    for place, (owner, first, last) in enumerate(runs):
        if sought is not None and _is_lone_figure(text, runs, extents, place):
            continue
        words = text[first:last]
        passed_over, reached = text[reached:first], last
        left, bottom, right, top = extents[place]
        x, y = (left + right) / 2, (bottom + top) / 2
        west, east = _around(across, x, y)
        south, north = _around(down, y, x)
        inside = west > _FAR_LOW and east < _FAR_HIGH and south > _FAR_LOW and north < _FAR_HIGH
        key = (west, east, south, north) if inside else _OUTSIDE
        high = top - bottom
        if high > _POSTER or (high > _TALL and last - first > 1 and _is_turned(owner, start, floats)):
            key, inside = (x, x, y, y), False  # what crosses the boxes or their lines stands alone
        if not inside and sought is not None and passed_over.strip(" \r\n"):
            words = SKIPPED + words
        box = boxes.get(key)
        if box is None:
            box = boxes[key] = Box((south, north) if inside else None, west, east)
            shared[key] = []
        shared[key].append(owner)
        if box.pieces and latest[key] != place - 1:
            box.breaks.append(len(box.pieces))
        latest[key] = place
        box.pieces.append((-y, left, right, words))
    for key, drawers in shared.items():
        if len(drawers) > 1:
            _set_on_lines(boxes[key], drawers, start, floats)
    return PageRead(tuple(boxes.values()), _whole(text), pictures)


def _words(text: str) -> Iterator[tuple[int, int]]:
    return (word.span() for word in _WORD.finditer(text))


def _runs(
    text: str, owner_at: Callable[[int], int | None], sought: Sought | None
) -> list[tuple[int, int, int]]:
    """What draws the words sought and from where to where; characters of one object follow each other."""
    runs: list[tuple[int, int, int]] = []
    for start, end in (sought or _words)(text):
        owner = owner_at(start)
        if end - start > 1 and owner != owner_at(end - 1):  # several objects drew it without a gap
            for index in range(start, end):
                _lengthen(runs, owner_at(index), index, index + 1)
        else:
            _lengthen(runs, owner, start, end)
    return runs


def _lengthen(runs: list[tuple[int, int, int]], owner: int | None, start: int, end: int) -> None:
    if owner is None:
        return
    if runs and runs[-1][0] == owner:
        start = runs.pop()[1]
    runs.append((owner, start, end))


def _is_lone_figure(
    text: str, runs: list[tuple[int, int, int]], extents: list[tuple[float, float, float, float]], place: int
) -> bool:
    """Whether a run is an amount, a day or a short count that is no part of a longer number.

    It may be one where the run drawn before or after it stands below or above it, as lines of one cell do. A
    short one may also be one beside others as short, and beside longer digits.
    """
    _, first, last = runs[place]
    if last - first > _LONGEST_FIGURE or not _FIGURE.fullmatch(text, first, last):
        return False
    left, bottom, right, _ = extents[place]
    for beside in (place - 1, place + 1):
        if not 0 <= beside < len(runs):
            continue
        their_left, their_bottom, their_right, _ = extents[beside]
        if their_left < right and left < their_right and abs(their_bottom - bottom) < _LINES_APART:
            return False
        if last - first < 3:
            _, start, end = runs[beside]
            near = text[end - 1] if beside < place else text[start]
            if near.isdigit() and (end - start < 3 or not _FIGURE.fullmatch(text, start, end)):
                return False
    return True


def _is_turned(owner: int, start: int, floats: Any) -> bool:
    _calls().matrix(owner, start)
    turn: float = floats[1]
    return abs(turn) > _TURNED


def _set_on_lines(box: Box, drawers: list[int], start: int, floats: Any) -> None:
    """Put the foot of its letters for the middle of each piece: pieces of one line share it."""
    matrix = _calls().matrix
    for place, owner in enumerate(drawers):
        matrix(owner, start)
        _, left, right, words = box.pieces[place]
        box.pieces[place] = (-round(floats[5], 1), left, right, words)


def _halves(match: re.Match[str]) -> str:
    first, second = struct.unpack("<2H", match.group().encode("utf-16-le"))
    return chr(first) + chr(second)


def _whole(text: str) -> str:
    """PDFium hands characters above U+FFFF over in two halves."""
    if text.isascii() or not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _units(text_page: Any, count: int) -> str:
    """The page's characters, one for each of PDFium's own.

    Raises:
        UnreadableError: A character has no meaning: what stands there on paper can't be known.
    """
    from pypdfium2 import raw

    buffer = (ctypes.c_ushort * (count + 1))()
    given = raw.FPDFText_GetText(text_page, 0, count, buffer)
    if given != count + 1:
        raise UnreadableError("ToUnicode")
    text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
    if len(text) != count:  # two for each character above U+FFFF
        text = _ASTRAL.sub(_halves, text)
    for match in _MEANINGLESS.finditer(text):
        place = match.start()
        if raw.FPDFText_IsHyphen(text_page, place) != 1:
            raise UnreadableError(f"U+{ord(text[place]):04X}")
        # PDFium marks a hyphen at the end of a line with a character of its own
        text = f"{text[:place]}-{text[place + 1 :]}"
    return text


_Rules = tuple[list[float], list[tuple[float, float]]]  # places in order, and from where to where each runs


def _ordered(rules: list[tuple[float, float, float]]) -> _Rules:
    rules.sort()
    return [place for place, _, _ in rules], [(start, end) for _, start, end in rules]


def _around(rules: _Rules, place: float, along: float) -> tuple[float, float]:
    """The nearest rules on both sides of a point that reach past it."""
    places, reaches = rules
    low, high = _FAR_LOW, _FAR_HIGH
    above = below = bisect_left(places, place)
    while below:
        below -= 1
        start, end = reaches[below]
        if start <= along <= end:
            low = places[below]
            break
    for index in range(above, len(places)):
        start, end = reaches[index]
        if start <= along <= end:
            high = places[index]
            break
    return low, high


# -- beside the pages --------------------------------------------------------------------------------

_STRINGS = ("Contents", "T", "TU", "TM", "V", "DV", "Subj", "RC", "NM", "CA")
_SHOWN_TEXT = re.compile(r"\((?:\\.|[^\\()])*\)\s*Tj|<[0-9A-Fa-f\s]+>\s*Tj|\]\s*TJ")


def _riders(document: Any) -> list[str]:
    from pypdfium2 import raw

    riders = []
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        riders.append("EmbeddedFile")
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        riders.append("JavaScript")
    return riders


def _notes(page: Any) -> tuple[list[str], list[str]]:
    """Texts of a page's annotations, and those annotations that show more than a drawing or a link."""
    from pypdfium2 import raw

    texts, riders = [], []
    drawings = {raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_LINK}
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        note = raw.FPDFPage_GetAnnot(page.raw, index)
        try:
            for name in _STRINGS:
                size = raw.FPDFAnnot_GetStringValue(note, name.encode(), None, 0)
                texts.append(_wide(raw.FPDFAnnot_GetStringValue, size, note, name.encode()))
            size = raw.FPDFAnnot_GetAP(note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
            shown = _wide(raw.FPDFAnnot_GetAP, size, note, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL)
            kind = raw.FPDFAnnot_GetSubtype(note)
            if kind not in drawings or _SHOWN_TEXT.search(shown):
                riders.append("Annot")
            if kind == raw.FPDF_ANNOT_LINK:
                texts.append(_target(page, note))
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return [text for text in texts if text], riders


def _wide(call: Any, size: int, *asked: Any) -> str:
    """The UTF-16 answer of a call that takes a buffer and its size last."""
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    call(*asked, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _target(page: Any, note: Any) -> str:
    """The address that a link opens."""
    from pypdfium2 import raw

    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
    if not action:
        return ""
    document = page.pdf.raw
    size = raw.FPDFAction_GetURIPath(document, action, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    raw.FPDFAction_GetURIPath(document, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")
