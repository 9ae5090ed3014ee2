"""Reads a finished PDF back: what stands in each ruled box, and what a file carries beside its pages.

It trusts nothing that made the file. PDFium's characters are taken with the text object that draws them;
objects are sorted into the boxes that the page's rules make, so that a text wrapped in a narrow cell is one
text again. Hidden, tiny, white, turned or overprinted text is text like any other.
"""

import ctypes
import math
import re
import struct
from array import array
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    """A page as it was read.

    Attributes:
        boxes: Every one in which something stands.
        text: The whole text in the order drawn.
        pictures: How many it shows.
        strung: What was drawn turned or sign by sign up and down, put together across the boxes.
    """

    boxes: tuple[Box, ...]
    text: str
    pictures: int
    strung: tuple[str, ...] = ()


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
    from pypdfium2 import raw

    with pdfium_lock:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise UnreadableError(str(error)) from None
        try:
            beside = [text for text in _told_of(document) if text]
            beside += [mark.get_title() for mark in document.get_toc()]
            if b"<x:xmpmeta" in pdf:
                beside += [packet.decode("utf-8", "replace") for packet in _XMP.findall(pdf)]
            riders = _riders(document)
            pages = []
            for index in range(len(document)):
                # without the wrapper, which keeps books on every page
                page = raw.FPDF_LoadPage(document.raw, index)
                if not page:
                    raise UnreadableError(f"/Page {index + 1}")
                try:
                    pages.append(_page(document, page, index, sought))
                    noted, kinds = _notes(document, page)
                finally:
                    raw.FPDF_ClosePage(page)
                beside += noted
                riders += kinds
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
_CLOSE = 5.0  # points between signs of one number; those of neighbouring cells are farther apart
_STEP = 0.25  # points; the feet of what a table has in one row are nearer
_WIDE_GAP = 9.0  # points
_POSTER = 60.0  # points; no line of a notice is that high
_TALL = 14.0  # points; a line of the text in tables is lower
_LINES_APART = 18.0  # points; lines of one cell are nearer
_FIGURE = re.compile(r"-?[\d,]+\.\d\d|\d{1,2}|\d{4}-\d\d-\d\d")
_LONGEST_FIGURE = 14  # characters
_TURNED = 0.1  # tangent of the angle from which a text does not stand in a line of others
_PATH, _PICTURE, _FORM = 2, 3, 5  # kinds of objects, by PDFium's numbers
_OUTSIDE = (_FAR_LOW, _FAR_HIGH, _FAR_LOW, _FAR_HIGH)
_WORD = re.compile(r"[^ \r\n]+")
_ASTRAL = re.compile(r"[\U00010000-\U0010ffff]")
_HALF = re.compile(r"[\ud800-\udfff]")
_MEANINGLESS = re.compile(r"[\x00-\x09\x0b\x0c\x0e-\x1f\ufffd-\uffff]")
_MOST_OBJECTS_DEEP = 15


# -- PDFium without its wrappers: a page has thousands of characters -------------------------------

_ADDRESS, _INT, _SIZE = ctypes.c_void_p, ctypes.c_int, ctypes.c_ulong


@dataclass(frozen=True, slots=True)
class _Calls:
    text: Callable[[int, int, int, int], int]  # text page, first character, how many, where to → how many
    owner: Callable[[int, int], int | None]  # text page, character → text object
    object_at: Callable[[ctypes.c_void_p, int], int | None]  # page, place → object
    kind: Callable[[int], int]
    bounds: Callable[[int, int, int, int, int], int]
    matrix: Callable[[int, int], int]
    told: Callable[[int, bytes, int, int], int]  # document, name, where to, bytes of room → bytes needed
    noted: Callable[[int, bytes, int, int], int]  # annotation, name, where to, room → bytes needed
    appearance: Callable[[int, int, int, int], int]  # annotation, state, where to, room → bytes needed


@cache
def _calls() -> _Calls:
    from pypdfium2 import raw

    def bare(name: str, answer: Any, *asked: Any) -> Any:
        # held without letting other threads in: each call is shorter than letting them
        address = ctypes.cast(getattr(raw, name), _ADDRESS).value
        return ctypes.PYFUNCTYPE(answer, *asked)(address or 0)

    return _Calls(
        bare("FPDFText_GetText", _INT, _ADDRESS, _INT, _INT, _ADDRESS),
        bare("FPDFText_GetTextObject", _ADDRESS, _ADDRESS, _INT),
        bare("FPDFPage_GetObject", _ADDRESS),  # asked so often that its arguments are not looked at
        bare("FPDFPageObj_GetType", _INT, _ADDRESS),
        bare("FPDFPageObj_GetBounds", _INT, *[_ADDRESS] * 5),
        bare("FPDFPageObj_GetMatrix", _INT, _ADDRESS, _ADDRESS),
        bare("FPDF_GetMetaText", _SIZE, _ADDRESS, ctypes.c_char_p, _ADDRESS, _SIZE),
        bare("FPDFAnnot_GetStringValue", _SIZE, _ADDRESS, ctypes.c_char_p, _ADDRESS, _SIZE),
        bare("FPDFAnnot_GetAP", _SIZE, _ADDRESS, _INT, _ADDRESS, _SIZE),
    )


def _address(handle: Any) -> int:
    return ctypes.cast(handle, _ADDRESS).value or 0


_Extent = tuple[float, float, float, float]  # left, bottom, right and top in points
_Rules = tuple[list[float], list[tuple[float, float]]]  # places in order, and from where to where each runs


def _page(document: Any, page: Any, index: int, sought: Sought | None) -> PageRead:
    """Sort a page's texts into the boxes its rules make.

    Args:
        document: The file.
        page: PDFium's handle of the page.
        index: Its place in the file.
        sought: As `read_file` has it.
    """
    from pypdfium2 import raw

    text_page = raw.FPDFText_LoadPage(page)
    try:
        text = _units(text_page, raw.FPDFText_CountChars(text_page))
        runs = _runs(text, _address(text_page), sought)
    finally:
        raw.FPDFText_ClosePage(text_page)
    owners = [run[0] for run in runs]
    across, down, pictures, has_forms = _drawings(page, owners)
    if has_forms:  # pictures may lie inside a form
        pictures += sum(
            each.type == _PICTURE and each.level > 0
            for each in document[index].get_objects(max_depth=_MOST_OBJECTS_DEEP)
        )
    extents = _extents(owners)
    if sought is not None:
        lone = _lone_figures(text, runs, extents)
        kept = [place for place in range(len(runs)) if place not in lone]
    else:
        kept = list(range(len(runs)))
    letters = dict(zip(kept, _matrices([owners[place] for place in kept]), strict=True))
    boxes: dict[tuple[float, float, float, float], tuple[Box, list[int]]] = {}  # with the runs in it
    xs = [(extents[place][0] + extents[place][2]) / 2 for place in kept]
    ys = [(extents[place][1] + extents[place][3]) / 2 for place in kept]
    reached = 0
    for place, x, y, (west, east), (south, north) in zip(
        kept, xs, ys, _between(across, xs, ys), _between(down, ys, xs), strict=True
    ):
        _, first, last = runs[place]
        left, bottom, right, top = extents[place]
        words = text[first:last]
        inside = west > _FAR_LOW and east < _FAR_HIGH and south > _FAR_LOW and north < _FAR_HIGH
        key = (west, east, south, north) if inside else _OUTSIDE
        high = top - bottom
        if high > _POSTER or (high > _TALL and last - first > 1 and _is_turned(letters[place])):
            key, inside = (x, x, y, y), False  # what crosses the boxes or their lines stands alone
        if not inside and sought is not None and text[reached:first].strip(" \r\n"):
            words = SKIPPED + words
        reached = last
        piece = (-y, left, right, words)
        known = boxes.get(key)
        if known is None:
            boxes[key] = Box((south, north) if inside else None, west, east, [piece]), [place]
            continue
        box, places = known
        if places[-1] != place - 1:
            box.breaks.append(len(box.pieces))
        places.append(place)
        box.pieces.append(piece)
    for box, places in boxes.values():
        if len(places) > 1:
            # the foot of its letters for the middle of each piece: pieces of one line share it
            box.pieces[:] = [
                (-round(letters[place][5], 1), *piece[1:])
                for place, piece in zip(places, box.pieces, strict=True)
            ]
    strung = _strung(text, [(place, *runs[place][1:]) for place in kept], letters, extents)
    return PageRead(tuple(box for box, _ in boxes.values()), _whole(text), pictures, strung)


def _drawings(page: Any, owners: Iterable[int]) -> tuple[_Rules, _Rules, int, bool]:
    """Upright and level rules of a page, how many pictures it shows, and whether it has forms.

    Args:
        page: PDFium's handle.
        owners: Objects that are known to be text.
    """
    from pypdfium2 import raw

    calls = _calls()
    at = _ADDRESS(_address(page))
    every = map(calls.object_at, repeat(at), range(raw.FPDFPage_CountObjects(page)))
    drawn = [each for each in set(every).difference(owners) if each]
    kinds = list(map(calls.kind, drawn))
    upright: list[tuple[float, float, float]] = []
    level: list[tuple[float, float, float]] = []
    paths = [each for each, kind in zip(drawn, kinds, strict=True) if kind == _PATH]
    for left, bottom, right, top in _extents(paths):
        if right - left < 4 < top - bottom:
            upright.append(((left + right) / 2, bottom, top))
        elif top - bottom < 4 < right - left:
            level.append(((bottom + top) / 2, left, right))
    return _ordered(upright), _ordered(level), kinds.count(_PICTURE), _FORM in kinds


def _extents(objects: Sequence[int]) -> list[_Extent]:
    room = array("f", bytes(16 * len(objects)))
    start, _ = room.buffer_info()
    sides = (range(start + side, start + 16 * len(objects), 16) for side in (0, 4, 8, 12))
    _run_through(map(_calls().bounds, objects, *sides))
    return list(zip(room[0::4], room[1::4], room[2::4], room[3::4], strict=True))


_Matrix = tuple[float, float, float, float, float, float]


def _matrices(objects: Sequence[int]) -> list[_Matrix]:
    """How objects are turned and scaled and where they begin."""
    room = array("f", bytes(24 * len(objects)))
    start, _ = room.buffer_info()
    _run_through(map(_calls().matrix, objects, range(start, start + 24 * len(objects), 24)))
    return list(zip(*(room[part::6] for part in range(6)), strict=True))


def _run_through(calls: Iterable[object]) -> None:
    deque(calls, maxlen=0)


def _words(text: str) -> Iterator[tuple[int, int]]:
    return (word.span() for word in _WORD.finditer(text))


def _runs(text: str, text_page: int, sought: Sought | None) -> list[tuple[int, int, int]]:
    """What draws the words sought and from where to where; characters of one object follow each other."""
    owner_at = partial(_calls().owner, text_page)
    spans = list((sought or _words)(text))
    firsts = map(owner_at, [start for start, _ in spans])
    runs: list[tuple[int, int, int]] = []
    before: int | None = None
    for (start, end), owner in zip(spans, firsts, strict=True):
        if owner not in (None, before) and (end - start == 1 or owner == owner_at(end - 1)):
            runs.append((owner, start, end))
            before = owner
            continue
        # a word goes on with the object of the one before, or several objects drew it without a gap
        for index in range(start, end):
            each = owner_at(index)
            if each is None:
                continue
            begun = runs.pop()[1] if runs and each == before else index
            runs.append((each, begun, index + 1))
            before = each
    return runs


def _lone_figures(text: str, runs: Sequence[tuple[int, int, int]], extents: Sequence[_Extent]) -> set[int]:
    """Runs that are an amount, a day or a short count and no part of a longer number.

    One may be a part where the run drawn before or after it stands below or above it, as lines of a cell do.
    A short one may also be one beside others as short, and beside longer digits.
    """
    is_figure = [
        last - first <= _LONGEST_FIGURE and _FIGURE.fullmatch(text, first, last) is not None
        for _, first, last in runs
    ]
    return {
        place
        for place, told in enumerate(is_figure)
        if told
        and not (place and _may_go_on(text, runs, extents, is_figure, place, place - 1))
        and not (place + 1 < len(runs) and _may_go_on(text, runs, extents, is_figure, place, place + 1))
    }


def _may_go_on(
    text: str,
    runs: Sequence[tuple[int, int, int]],
    extents: Sequence[_Extent],
    is_figure: Sequence[bool],
    place: int,
    beside: int,
) -> bool:
    """Whether a figure may belong to one number with the run before or after it."""
    left, bottom, right, _ = extents[place]
    their_left, their_bottom, their_right, _ = extents[beside]
    if their_left < right and left < their_right and abs(their_bottom - bottom) < _LINES_APART:
        return True
    _, first, last = runs[place]
    if last - first > 2:
        return False
    _, start, end = runs[beside]
    near = text[end - 1] if beside < place else text[start]
    return near.isdigit() and (end - start < 3 or not is_figure[beside])


def _strung(
    text: str,
    runs: Sequence[tuple[int, int, int]],
    letters: Mapping[int, _Matrix],
    extents: Sequence[_Extent],
) -> tuple[str, ...]:
    """Texts put together from what was drawn piece by piece in no line of a box.

    Args:
        text: Of the page.
        runs: Place among all that were found, first and last character of each.
        letters: How each is turned, by that place.
        extents: Of all, by that place.

    Returns:
        What is turned, in the order drawn and as it stands along its own lines; and what was drawn a sign or
        two at a time, each higher or lower than the one before or closer beside it than cells stand.
    """
    strung: list[str] = []
    steps: list[str] = []
    turned: list[_Turned] = []
    step, foot, right, end = -2, 0.0, 0.0, 0
    for place, first, last in runs:
        cos, sin, _, _, x, y = matrix = letters[place]
        if cos < 0 or _is_turned(matrix):
            turned.append((math.atan2(sin, cos), x, y, text[first:last]))
        if last - first > 2:
            continue
        is_next = step == place - 1 and not text[end:first].strip(" \r\n")
        if not is_next or (abs(y - foot) < _STEP and abs(extents[place][0] - right) > _CLOSE):
            strung.append("".join(steps))
            steps = []
        steps.append(text[first:last])
        step, foot, right, end = place, y, extents[place][2], last
    strung.append("".join(steps))
    if turned:
        strung.append("".join(words for *_, words in turned))
        strung += _along_lines(turned)
    return tuple(each for each in strung if len(each) > 2)


_Turned = tuple[float, float, float, str]  # angle, where its letters begin, words


def _is_turned(matrix: _Matrix) -> bool:
    return abs(matrix[1]) > _TURNED * abs(matrix[0])


def _along_lines(turned: Sequence[_Turned]) -> Iterator[str]:
    """Turned pieces as they stand side by side on the lines of their angle, one text for each angle."""
    by_angle: dict[float, list[_Turned]] = {}
    for piece in turned:
        by_angle.setdefault(round(piece[0], 1), []).append(piece)
    for pieces in by_angle.values():
        cos, sin = math.cos(pieces[0][0]), math.sin(pieces[0][0])
        placed = sorted((x * sin - y * cos, x * cos + y * sin, words) for _, x, y, words in pieces)
        lines: list[list[tuple[float, str]]] = []
        top = _FAR_LOW
        for line, along, words in placed:
            if line - top > _SAME_LINE:
                lines.append([])
                top = line
            lines[-1].append((along, words))
        yield "\n".join("".join(words for _, words in sorted(line)) for line in lines)


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

    room = array("H", bytes(2 * (count + 1)))
    start, _ = room.buffer_info()
    if _calls().text(_address(text_page), 0, count, start) != count + 1:
        raise UnreadableError("ToUnicode")
    text = room[:count].tobytes().decode("utf-16-le", "surrogatepass")
    if len(text) != count:  # two for each character above U+FFFF
        text = _ASTRAL.sub(_halves, text)
    for match in _MEANINGLESS.finditer(text):
        place = match.start()
        if raw.FPDFText_IsHyphen(text_page, place) != 1:
            raise UnreadableError(f"U+{ord(text[place]):04X}")
        # PDFium marks a hyphen at the end of a line with a character of its own
        text = f"{text[:place]}-{text[place + 1 :]}"
    return text


def _ordered(rules: list[tuple[float, float, float]]) -> _Rules:
    rules.sort()
    return [place for place, _, _ in rules], [(start, end) for _, start, end in rules]


def _between(
    rules: _Rules, places: Sequence[float], alongs: Sequence[float]
) -> Iterator[tuple[float, float]]:
    """The nearest rules on both sides of each point that reach past it."""
    at, reaches = rules
    last = len(at)
    for place, along in zip(places, alongs, strict=True):
        index = bisect_left(at, place)
        if 0 < index < last:  # nearly always the very next ones do
            start, end = reaches[index - 1]
            other_start, other_end = reaches[index]
            if start <= along <= end and other_start <= along <= other_end:
                yield at[index - 1], at[index]
                continue
        yield _around(rules, index, along)


def _around(rules: _Rules, index: int, along: float) -> tuple[float, float]:
    """The nearest rules before a place among them and from there on that reach past a point."""
    places, reaches = rules
    low, high = _FAR_LOW, _FAR_HIGH
    for below in range(index - 1, -1, -1):
        start, end = reaches[below]
        if start <= along <= end:
            low = places[below]
            break
    for above in range(index, len(places)):
        start, end = reaches[above]
        if start <= along <= end:
            high = places[above]
            break
    return low, high


# -- beside the pages --------------------------------------------------------------------------------

_TOLD = (
    b"Title",
    b"Author",
    b"Subject",
    b"Keywords",
    b"Creator",
    b"Producer",
    b"CreationDate",
    b"ModDate",
    b"Trapped",
)
_STRINGS = (b"Contents", b"T", b"TU", b"TM", b"V", b"DV", b"Subj", b"RC", b"NM", b"CA")
_USUAL_ANSWER = 512  # bytes
_SHOWN_TEXT = re.compile(r"\((?:\\.|[^\\()])*\)\s*Tj|<[0-9A-Fa-f\s]+>\s*Tj|\]\s*TJ")


def _told_of(document: Any) -> Iterator[str]:
    """What a file says of itself."""
    told, at = _calls().told, _address(document.raw)
    return (_wide(told, at, name) for name in _TOLD)


def _riders(document: Any) -> list[str]:
    from pypdfium2 import raw

    riders = []
    if raw.FPDFDoc_GetAttachmentCount(document.raw) > 0:
        riders.append("EmbeddedFile")
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        riders.append("JavaScript")
    return riders


def _notes(document: Any, page: Any) -> tuple[list[str], list[str]]:
    """Texts of a page's annotations, and those annotations that show more than a drawing or a link."""
    from pypdfium2 import raw

    texts: list[str] = []
    riders: list[str] = []
    count = raw.FPDFPage_GetAnnotCount(page)
    if not count:
        return texts, riders
    calls = _calls()
    drawings = {raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_LINK}
    for index in range(count):
        note = raw.FPDFPage_GetAnnot(page, index)
        try:
            at = _address(note)
            texts += [_wide(calls.noted, at, name) for name in _STRINGS]
            shown = _wide(calls.appearance, at, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL)
            kind = raw.FPDFAnnot_GetSubtype(note)
            if kind not in drawings or _SHOWN_TEXT.search(shown):
                riders.append("Annot")
            if kind == raw.FPDF_ANNOT_LINK:
                texts.append(_target(document, note))
        finally:
            raw.FPDFPage_CloseAnnot(note)
    return [text for text in texts if text], riders


def _wide(call: Callable[[int, Any, int, int], int], owner: int, asked: bytes | int) -> str:
    """The UTF-16 answer of a call that takes where to write and how much room there is last."""
    room = array("H", bytes(_USUAL_ANSWER))
    size = call(owner, asked, room.buffer_info()[0], _USUAL_ANSWER)
    if size > _USUAL_ANSWER:
        room = array("H", bytes(size + 1))
        call(owner, asked, room.buffer_info()[0], size)
    return room[: max(size // 2 - 1, 0)].tobytes().decode("utf-16-le", "replace")


def _target(document: Any, note: Any) -> str:
    """The address that a link opens."""
    from pypdfium2 import raw

    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
    if not action:
        return ""
    size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 1))
    raw.FPDFAction_GetURIPath(document.raw, action, buffer, size)
    return buffer.value.decode("utf-8", "replace")
