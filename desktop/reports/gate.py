"""The issue gate: reads the finished PDF back and stops what would leak personal data.

It trusts nothing that made the file. Text is collected box by box between the ruled lines, so a
number that was wrapped, spaced out, written in full-width or Chinese digits is still one number.

Source:
    Personal Information Protection Law art. 28 and the masking rules of public notices: no
    identity, telephone or account number in full, no minor's full name.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from desktop.domain import citizen_id
from desktop.domain.leak_scanner import LeakKind, find_leaks
from desktop.domain.masking import mask_citizen_id, mask_minor_name, mask_phone
from desktop.domain.problem import Problem
from desktop.reports.data import AllowanceList, NoticeData
from desktop.reports.preview import pdfium_lock


@dataclass(frozen=True, slots=True)
class GateRules:
    """What a notice may show after all.

    Attributes:
        office_phones: Telephones of offices, as printed.
        notice_number: The notice's own number, whose digits are nobody's.
        minor_names: Names of people under 18 in the register.
        adult_names: Names of adults; 王平安 on the sheet is not the child 王平.
    """

    office_phones: frozenset[str] = frozenset()
    notice_number: str = ""
    minor_names: frozenset[str] = frozenset()
    adult_names: frozenset[str] = frozenset()


def office_phones(data: NoticeData) -> frozenset[str]:
    """The telephones a notice prints on purpose: village, supervision, town, civil affairs."""
    publication = data.publication
    phones = [publication.office_phone, publication.supervision_phone, publication.town_phone]
    if isinstance(data, AllowanceList):
        phones.append(data.civil_affairs_phone)
    return frozenset(phone for phone in phones if phone)


def inspect(pdf: bytes, rules: GateRules = GateRules()) -> tuple[Problem, ...]:
    """Read a finished PDF back and look for personal data.

    Args:
        pdf: The very bytes to be issued.
        rules: What this notice may show.

    Returns:
        DOC-030 identity number, DOC-031 telephone, DOC-032 account, DOC-033 minor's name, each
        with the page (from 1), what was found in covered form, and the text it stands in;
        DOC-034 when the file can't be read back. Empty: the notice may be issued.
    """
    try:
        pages, beside = _read(pdf)
    except _UnreadableError as error:
        return (Problem("DOC-034", {"reason": str(error)}),)
    problems: dict[tuple[str, str, str], Problem] = {}
    for number, boxes in enumerate(pages, start=1):
        for problem in _page_problems(boxes, rules):
            found = Problem(problem.code, {**problem.values, "page": str(number)})
            problems.setdefault((found.code, found.values["found"], str(number)), found)
    for text in beside:
        for problem in _text_problems(text, rules):
            found = Problem(problem.code, {**problem.values, "page": "1"})
            problems.setdefault((found.code, found.values["found"], "1"), found)
    return tuple(problems.values())


def read_back(pdf: bytes) -> tuple[tuple[str, ...], ...]:
    """Texts of a PDF as they stand on paper: one per ruled box, and one for all outside tables.

    Returns:
        One entry per page; lines of a box are joined, those outside tables divided by line ends.

    Raises:
        ValueError: The file can't be read back.
    """
    try:
        pages, _ = _read(pdf)
    except _UnreadableError as error:
        raise ValueError(str(error)) from None
    return tuple(tuple(box.text() for box in boxes) for boxes in pages)


# -- reading back ----------------------------------------------------------------------------


class _UnreadableError(Exception):
    pass


@dataclass(slots=True)
class _Box:
    """The text between four rules, or what stands outside all tables (``band`` is None)."""

    band: tuple[float, float] | None
    left: float
    glyphs: list[tuple[float, float, float, str]] = field(default_factory=list)  # -baseline, x, right, text

    def lines(self) -> list[str]:
        """Lines from top to bottom; a wide gap within a line becomes a blank."""
        rows: list[list[tuple[float, float, float, str]]] = []
        for glyph in sorted(self.glyphs):
            if not rows or glyph[0] - rows[-1][0][0] > _SAME_LINE:
                rows.append([])
            rows[-1].append(glyph)
        return [_in_line(sorted(row, key=_place)) for row in rows]

    def text(self) -> str:
        """The lines as one text; what is broken in a cell is one text, what stands outside is not."""
        return ("\n" if self.band is None else "").join(self.lines())


def _place(glyph: tuple[float, float, float, str]) -> float:
    return glyph[1]


def _in_line(glyphs: list[tuple[float, float, float, str]]) -> str:
    text = ""
    end = glyphs[0][1]
    for _, x, right, character in glyphs:
        text += " " + character if x - end > _WIDE_GAP else character
        end = right
    return text


def _read(pdf: bytes) -> tuple[list[list[_Box]], list[str]]:
    """Boxes of each page, and the texts a file carries beside its pages."""
    import pypdfium2
    from pypdfium2 import raw

    with pdfium_lock:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise _UnreadableError(str(error)) from None
        try:
            pages = []
            for index in range(len(document)):
                page = document[index]
                pages.append(_boxes(page, raw))
                page.close()
            return pages, [text for text in document.get_metadata_dict().values() if text]
        finally:
            document.close()


def _boxes(page: Any, raw: Any) -> list[_Box]:
    """Sort a page's characters into the boxes its rules make."""
    upright, level = _rules(page, raw)
    text_page = page.get_textpage()
    boxes: dict[tuple[float, float, float, float], _Box] = {}
    count = text_page.count_chars()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page.raw, index)
        if raw.FPDFText_IsHyphen(text_page.raw, index) == 1:
            code = ord("-")  # PDFium marks a hyphen at the end of a line with a character of its own
        if raw.FPDFText_IsGenerated(text_page.raw, index) == 1:
            continue
        if code in {0, 0xFFFD} or raw.FPDFText_HasUnicodeMapError(text_page.raw, index) == 1:
            raise _UnreadableError(f"U+{code:04X}")
        left, bottom, right, top = text_page.get_charbox(index, loose=True)
        x, y = (left + right) / 2, (bottom + top) / 2
        west, east = _around(upright, x, y)
        south, north = _around(level, y, x)
        inside = west > _FAR_LOW and east < _FAR_HIGH and south > _FAR_LOW and north < _FAR_HIGH
        key = (west, east, south, north) if inside else (_FAR_LOW, _FAR_HIGH, _FAR_LOW, _FAR_HIGH)
        if top - bottom > _POSTER:
            key, inside = (_POSTER, _POSTER, _POSTER, _POSTER), False  # the watermark crosses the boxes
        box = boxes.setdefault(key, _Box((south, north) if inside else None, west))
        box.glyphs.append((-round(bottom, 1), left, right, chr(code)))
    text_page.close()
    return [_joined_surrogates(box) for box in boxes.values()]


_FAR_LOW, _FAR_HIGH = -1e9, 1e9
_SAME_LINE = 3.0  # points between the feet of characters of one line
_WIDE_GAP = 9.0  # points
_POSTER = 60.0  # points; no line of a notice is that high


def _joined_surrogates(box: _Box) -> _Box:
    """PDFium hands characters above U+FFFF over in two halves at one place."""
    glyphs: list[tuple[float, float, float, str]] = []
    for glyph in box.glyphs:
        if glyphs and 0xDC00 <= ord(glyph[3]) <= 0xDFFF and 0xD800 <= ord(glyphs[-1][3][-1]) <= 0xDBFF:
            first = glyphs.pop()
            pair = (first[3] + glyph[3]).encode("utf-16", "surrogatepass").decode("utf-16")
            glyphs.append((first[0], first[1], max(first[2], glyph[2]), pair))
        else:
            glyphs.append(glyph)
    box.glyphs = glyphs
    return box


_Rules = tuple[list[float], list[tuple[float, float]]]  # places in order, and from where to where each runs


def _rules(page: Any, raw: Any) -> tuple[_Rules, _Rules]:
    upright: list[tuple[float, float, float]] = []
    level: list[tuple[float, float, float]] = []
    for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = each.get_bounds()
        if right - left < 4 < top - bottom:
            upright.append(((left + right) / 2, bottom, top))
        elif top - bottom < 4 < right - left:
            level.append(((bottom + top) / 2, left, right))
    return _ordered(upright), _ordered(level)


def _ordered(rules: list[tuple[float, float, float]]) -> _Rules:
    rules.sort()
    return [place for place, _, _ in rules], [(start, end) for _, start, end in rules]


def _around(rules: _Rules, place: float, along: float) -> tuple[float, float]:
    """The nearest rules on both sides of a point that reach past it."""
    places, reaches = rules
    low, high = _FAR_LOW, _FAR_HIGH
    for index in range(bisect_left(places, place) - 1, -1, -1):
        if reaches[index][0] <= along <= reaches[index][1]:
            low = places[index]
            break
    for index in range(bisect_right(places, place), len(places)):
        if reaches[index][0] <= along <= reaches[index][1]:
            high = places[index]
            break
    return low, high


# -- looking ---------------------------------------------------------------------------------

_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖", "000123456789123456789")
_LOOKALIKES = str.maketrans("OoQlI|", "000111")
_SPOKEN = re.compile(r"[\d〇零○一二三四五六七八九壹贰叁肆伍陆柒捌玖]{11,}[\dXx]?")
_MIXED = re.compile(r"(?<![A-Za-z])[\dOoQlI|]{10,20}[\dXx]?(?![A-Za-z])")
_MARKS = r"[.,，。、/\\:：;()*+~ \-‐‑–—―_·]"
_MARKED = re.compile(rf"(?<!\d)\d(?:{_MARKS}{{0,2}}\d)*(?:{_MARKS}{{0,2}}[Xx])?")
_LANDLINE = re.compile(r"(?<!\d)\(?0\d{2,3}\)?[ \-]?[2-9]\d{6,7}(?!\d)")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_CODES = {
    LeakKind.CITIZEN_ID: "DOC-030",
    LeakKind.OLD_CITIZEN_ID: "DOC-030",
    LeakKind.CITIZEN_ID_PART: "DOC-030",
    LeakKind.MOBILE: "DOC-031",
    LeakKind.BANK_CARD: "DOC-032",
}


def _page_problems(boxes: list[_Box], rules: GateRules) -> Iterator[Problem]:
    rows: dict[tuple[float, float], list[tuple[float, str]]] = {}
    for box in boxes:
        text = box.text()
        yield from _text_problems(text, rules)
        if box.band is not None:
            rows.setdefault(box.band, []).append((box.left, text))
    for row in rows.values():
        texts = [text for _, text in sorted(row)]
        for first, second in pairwise(texts):
            yield from _split_id(first, second)


def _clean(text: str, rules: GateRules) -> str:
    if rules.notice_number:
        text = text.replace(rules.notice_number, " ")
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def _text_problems(text: str, rules: GateRules) -> Iterator[Problem]:
    clean = _clean(text, rules)
    for name in _minors(clean, rules):
        yield _problem("DOC-033", name[:1] + "*" * (len(name) - 1), clean, name, masked=mask_minor_name(name))
    texts = [clean]
    texts += [each.translate(_CHINESE_DIGITS) for each in _SPOKEN.findall(clean) if not each.isascii()]
    for each in _MIXED.findall(clean):
        if sum(character.isdigit() for character in each) >= 4 and not each.rstrip("Xx").isdigit():
            texts.append(each.translate(_LOOKALIKES))
    for each in texts:
        yield from _number_problems(each, rules)


def _number_problems(text: str, rules: GateRules) -> Iterator[Problem]:
    allowed = frozenset(re.sub(r"\D", "", phone) for phone in rules.office_phones)
    taken: list[tuple[int, int]] = []
    # whole identity numbers first: eleven of their digits may look like a telephone
    for match in _MARKED.finditer(text):
        # with any marks between its digits a number must check: figures and dates stand like that too
        number = re.sub(r"[^\dXx]", "", match.group()).upper()
        if len(number) == 18 and citizen_id.parse(number):
            taken.append(match.span())
            yield _problem("DOC-030", mask_citizen_id(number), text, match.group())
    for leak in find_leaks(text, allowed):
        if not _overlaps((leak.start, leak.end), taken):
            taken.append((leak.start, leak.end))
            yield _problem(_CODES[leak.kind], leak.masked, text, text[leak.start : leak.end])
    for match in _LANDLINE.finditer(text):
        if re.sub(r"\D", "", match.group()) not in allowed and not _overlaps(match.span(), taken):
            yield _problem("DOC-031", mask_phone(match.group()), text, match.group())


def _split_id(first: str, second: str) -> Iterator[Problem]:
    """A number begun in one box and ended in the next."""
    head = re.search(r"\d{4,}$", unicodedata.normalize("NFKC", first))
    tail = re.match(r"\d{4,}[Xx]?", unicodedata.normalize("NFKC", second))
    if head and tail:
        number = (head.group() + tail.group()).upper()
        if len(number) == 18 and citizen_id.parse(number) is not None:
            yield _problem("DOC-030", mask_citizen_id(number), first, head.group())


def _minors(text: str, rules: GateRules) -> Iterator[str]:
    """Minors named in a text, but for places where an adult's name that holds theirs explains it."""
    packed = text.replace(" ", "")
    for name in rules.minor_names:
        if len(name) < 2 or name not in packed:
            continue
        rest = packed
        for adult in rules.adult_names:
            if name in adult:
                rest = rest.replace(adult, "□")
        if name in rest:
            yield name


def _problem(code: str, found: str, text: str, whole: str, **values: str) -> Problem:
    """The text around the find, with the find covered: a message must not leak what it stopped."""
    near = re.sub(r"\d{7,}", "*", text.replace(whole, found))
    return Problem(code, {"found": found, "near": near[:24], **values})


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
