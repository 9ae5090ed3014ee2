"""The issue gate: reads the finished PDF back and stops what would leak personal data.

Text is read box by box between the ruled lines (`desktop.reports.readback`), so a number that was
wrapped, spaced out, split over cells, written in full-width, circled or Chinese digits is still one
number. A page is first searched as a whole for anything that could be such a number; only boxes in
which something was found are looked at closely.

Source:
    Personal Information Protection Law art. 28 and the masking rules of public notices: no
    identity, telephone or account number in full, no minor's full name.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from desktop.domain import citizen_id
from desktop.domain.leak_scanner import LeakKind, find_leaks, is_luhn_valid
from desktop.domain.masking import mask_account, mask_citizen_id, mask_minor_name, mask_phone
from desktop.domain.problem import Problem
from desktop.reports.data import AllowanceList, NoticeData
from desktop.reports.readback import SKIPPED, Box, PageRead, UnreadableError, read_back, read_file

__all__ = ["GateRules", "inspect", "office_phones", "read_back"]


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
        DOC-034 when the file can't be read back, DOC-118 a picture, in which nothing can be read, DOC-119
        something that paper doesn't have: attachment, script, note. Empty: the notice may be issued.
    """
    try:
        read = read_file(pdf, _sought)
    except UnreadableError as error:
        return (Problem("DOC-034", {"reason": str(error)}),)
    problems: dict[tuple[str, str, str], Problem] = {}
    for number, page in enumerate(read.pages, start=1):
        found = [*_minors_problems(page.text, rules), *_page_problems(page, rules)]
        if page.pictures:
            found.append(Problem("DOC-118", {"count": str(page.pictures), "found": ""}))
        for problem in found:
            _keep(problems, problem, number)
    beside = [text for text in read.beside if not _PDF_DAY.fullmatch(text)]
    for problem in _texts_problems(beside, rules):
        _keep(problems, problem, 1)
    for kind in read.riders:
        _keep(problems, Problem("DOC-119", {"kind": kind, "found": kind}), 1)
    return tuple(problems.values())


def _keep(problems: dict[tuple[str, str, str], Problem], problem: Problem, page: int) -> None:
    placed = Problem(problem.code, {**problem.values, "page": str(page)})
    problems.setdefault((placed.code, placed.values["found"], str(page)), placed)


# -- where to look ---------------------------------------------------------------------------

_EDGE = "\x00"
"""Stands between boxes: nothing is read across it but on purpose."""

_CHINESE_DIGITS = str.maketrans(
    "〇零○洞一二三四五六七八九幺壹贰叁肆伍陆柒捌玖貳叄參陸弌弍弎", "000012345678911234567892336123"
)
_LOOKALIKES = str.maketrans("OoQDlI|!ZzS", "00001111225")
_CN = "〇零○洞一二三四五六七八九幺壹贰叁肆伍陆柒捌玖貳叄參陸弌弍弎"
_LA = "OoQDlI|!ZzS"
_GAP = r"[^\w\x00]{0,3}"
_DIGITS = re.compile(r"(?:\d[^\d\x00]{0,3}){10}\d|\d{6}(?:18|19|20)\d{6}|0\d{2,3}[^\d\x00]{0,2}[2-9]\d{6}")
_SPOKEN = re.compile(rf"[\d{_CN}](?:{_GAP}[\d{_CN}]){{10,}}(?:{_GAP}[Xx])?")
_MIXED = re.compile(
    rf"(?<![A-Za-z])[\d{_LA}](?:[^\w\x00|!]{{0,3}}[\d{_LA}]){{10,}}(?:[^\w\x00]{{0,3}}[Xx])?(?![A-Za-z])"
)
_MARKED = re.compile(rf"\d(?:[^\w\x00]{{0,3}}_?\d)*(?:{_GAP}[Xx])?")
_SPOKEN_PAIR = re.compile(rf"[{_CN}]{_GAP}[\d{_CN}]")
_MIXED_PAIR = re.compile(rf"[{_LA}][^\w\x00]{{0,3}}\d|\d[^\w\x00]{{0,3}}[{_LA}]")
_BLANKS = re.compile(r"[ \r\n]")
_LANDLINE = re.compile(r"(?<!\d)\(?0\d{2,3}\)?[ \-]?[2-9]\d{6,7}(?!\d)")
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_LEAST, _LEAST_REAL = 11, 2  # digits of the shortest number; figures among letters that look like some
_LEAST_LANDLINE, _LEAST_PART, _ID = 10, 4, 18  # digits: the longest part of a number in cells has four
_MOBILE = re.compile(r"1[3-9]|100")
_MOBILE_GROUPS = frozenset(((11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3), (1,) * 11))
_OLD_GROUPS = frozenset(((6, 6, 3), (6, 9), (12, 3)))
_LISTED = frozenset("、，,;；")
_APART = frozenset(" -.·/_")
_CODES = {
    LeakKind.CITIZEN_ID: "DOC-030",
    LeakKind.OLD_CITIZEN_ID: "DOC-030",
    LeakKind.CITIZEN_ID_PART: "DOC-030",
    LeakKind.MOBILE: "DOC-031",
    LeakKind.BANK_CARD: "DOC-032",
}


_LAST_SIGN = 0x20000  # Unicode has ideographs alone from here on


@cache
def _digit_table() -> tuple[dict[int, str], frozenset[str]]:
    """All characters of Unicode that stand for one digit, but for ASCII's."""
    table = {}
    for code in range(0x80, _LAST_SIGN):
        value = unicodedata.digit(chr(code), None)
        if value is not None:
            table[code] = str(value)
    return table, frozenset(map(chr, table))


_TAKES_PART = frozenset(f"{_CN}{_LA}Xx账帐卡折银储信")


@cache
def _sought_pattern() -> re.Pattern[str]:
    """Words but for those of letters alone; figures that stand for themselves are passed over too.

    An amount or a day within a line of others is left out: lines of one number end before or after it.
    """
    ideographs = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000))
    letters = (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1), *ideographs)
    no_part = "".join(chr(code) for code in letters if chr(code) not in _TAKES_PART)
    return re.compile(
        r"(?:(?<= )(?:-?[0-9,]{1,12}\.[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2})(?= )"
        rf"|[{no_part}（），、。：；《》]++(?![^ \r\n])|[ \r\n]++)*+([^ \r\n]++)?"
    )


def _sought(text: str) -> list[tuple[int, int]]:
    """Words that may have a part in a number: with a digit in any form, or said before an account."""
    return [words.span(1) for words in _sought_pattern().finditer(text) if words.lastindex]


_OFFICE = "☎"
"""Stands for a telephone of an office that is printed as it was told and has no digit beside it."""


@lru_cache(maxsize=8)
def _offices(phones: frozenset[str]) -> re.Pattern[str]:
    told = "|".join(re.escape(phone) for phone in sorted(phones, key=len, reverse=True))
    return re.compile(rf"(?<!\d)(?<!\d.)(?:{told})(?!.?\d)", re.DOTALL)


def _clean(text: str, rules: GateRules) -> str:
    """The text with every digit as ASCII has it and without what can't be seen."""
    table, special = _digit_table()
    text = text.replace("\ufffe", "-")  # so PDFium reads a hyphen at the end of a line
    if rules.notice_number:
        text = text.replace(rules.notice_number, " ")
    if rules.office_phones:
        text = _offices(rules.office_phones).sub(_OFFICE, text)
    if not special.isdisjoint(text):
        text = text.translate(table)
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _INVISIBLE.sub("", text)


def _page_problems(page: PageRead, rules: GateRules) -> Iterator[Problem]:
    # what may have been drawn over another text is also looked at by itself
    pieces = [words for box in page.boxes if len(box.pieces) > 1 for words in _by_themselves(box)]
    clean = _clean(_EDGE.join([*[box.text() for box in page.boxes], *pieces, *page.strung]), rules)
    yield from _found_in(clean, rules)
    cells = [(box, text) for box, text in zip(page.boxes, clean.split(_EDGE), strict=False) if box.band]
    # one part of a number in cells is long, and so only its row or column is looked at
    parts = [(box, text) for box, text in cells if len(text) >= _LEAST_PART and _may_be_part(text)]
    rows: dict[tuple[float, float] | None, list[tuple[float, float, str]]] = {
        box.band: [] for box, _ in parts
    }
    columns: dict[float, list[tuple[float, str]]] = {
        box.left: [] for box, text in parts if 2 * len(text) >= _ID
    }
    for box, text in cells if parts else ():
        if box.band in rows and _may_be_part(text):
            rows[box.band].append((box.left, box.right, text))
        if box.band and box.left in columns and _may_be_part(text):
            columns[box.left].append((-box.band[1], text))
    for row in rows.values():
        if len(row) > 1:
            row.sort()
            yield from _split_in_row(row)
    for column in columns.values():
        column.sort()
        for (_, first), (_, second) in pairwise(column):
            if len(first) + len(second) >= _ID and _ends_open(first) and second[:1].isdigit():
                yield from _split_id(first, second)


def _may_be_part(text: str) -> bool:
    """Whether a number may go on before or after a cell's text."""
    return (text[:1].isdigit() or _ends_open(text)) and not _AMOUNT.fullmatch(text)


def _split_in_row(row: Sequence[tuple[float, float, str]]) -> Iterator[Problem]:
    """Numbers split over cells that touch each other."""
    chain: list[str] = []
    end = 0.0
    for left, right, text in row:
        if chain and (left != end or not text[:1].isdigit()):
            yield from _split(chain)
            chain = []
        if chain or _ends_open(text):
            chain.append(text)
        end = right
    yield from _split(chain)


_LINE = 11.0  # points; the feet of two lines of a notice are farther apart


def _by_themselves(box: Box) -> Iterator[str]:
    """What may have been drawn over other text.

    In a cell it is what was drawn at another time, outside tables a long piece in the line of others.
    """
    if box.band is not None:
        if box.breaks:
            yield from (words for words in box.sittings() if len(words) >= _LEAST)
        return
    for piece in box.pieces:
        if len(piece[3]) >= _LEAST and any(
            abs(other[0] - piece[0]) < _LINE for other in box.pieces if other is not piece
        ):
            yield piece[3]


_AMOUNT = re.compile(r"-?[\d,]+\.\d\d")
_PDF_DAY = re.compile(  # ISO 32000-1, 7.9.4: when a file was made
    r"D:(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d[0-5]\d"
    r"(?:Z|[+-][01]\d'[0-5]\d')?"
)


def _ends_open(text: str) -> bool:
    """Whether a text ends with digits that may go on elsewhere; an amount's two decimals do not."""
    return text[-1:].isdigit() and text[-3:-2] != "."


def _minors_problems(text: str, rules: GateRules) -> Iterator[Problem]:
    """Minors named in a page's text: a name broken in a cell goes on with what is drawn next."""
    if not rules.minor_names:
        return
    packed = _BLANKS.sub("", _clean(text, rules))
    for name in _minors(packed, rules):
        place = packed.find(name)
        near = packed[max(place - 8, 0) : place + 16]
        yield _problem("DOC-033", name[:1] + "*" * (len(name) - 1), near, name, masked=mask_minor_name(name))


def _texts_problems(texts: Sequence[str], rules: GateRules) -> Iterator[Problem]:
    yield from _minors_problems(_EDGE.join(texts), rules)
    yield from _found_in(_clean(_EDGE.join(texts), rules), rules)


def _found_in(clean: str, rules: GateRules) -> Iterator[Problem]:
    """Problems of boxes joined by edges; only boxes that may hold a number are looked at closely."""
    clean = _EDGE.join(text for text in clean.split(_EDGE) if len(text) >= _LEAST_LANDLINE)
    closely: dict[str, None] = {}
    for match in _DIGITS.finditer(clean):
        closely[_box_around(clean, match.start())] = None
    if _SPOKEN_PAIR.search(clean):
        for match in _SPOKEN.finditer(clean):
            if not match.group().isascii():
                closely[match.group().translate(_CHINESE_DIGITS)] = None
    for match in _MIXED.finditer(clean) if _MIXED_PAIR.search(clean) else ():
        real = sum(character.isdigit() for character in match.group())
        if real >= _LEAST_REAL and any(character in _LA for character in match.group()):
            closely[match.group().translate(_LOOKALIKES)] = None
    for text in closely:
        yield from _number_problems(text, rules)


def _box_around(text: str, place: int) -> str:
    end = text.find(_EDGE, place)
    return text[text.rfind(_EDGE, 0, place) + 1 : end if end >= 0 else len(text)]


# -- looking ---------------------------------------------------------------------------------


def _number_problems(text: str, rules: GateRules) -> Iterator[Problem]:
    allowed = _digits_of(rules.office_phones)
    taken: list[tuple[int, int]] = []
    # whole identity numbers first: eleven of their digits may look like a telephone
    marked = [match for match in _MARKED.finditer(text) if match.end() - match.start() >= _LEAST]
    for match in marked:
        for start, end, number in _marked_ids(match):
            taken.append((start, end))
            yield _problem("DOC-030", mask_citizen_id(number), text, text[start:end])
    for leak in find_leaks(text, allowed):
        if not _overlaps((leak.start, leak.end), taken):
            taken.append((leak.start, leak.end))
            yield _problem(_CODES[leak.kind], leak.masked, text, text[leak.start : leak.end])
    for match in _LANDLINE.finditer(text):
        if re.sub(r"\D", "", match.group()) not in allowed and not _overlaps(match.span(), taken):
            taken.append(match.span())
            yield _problem("DOC-031", mask_phone(match.group()), text, match.group())
    for match in marked:
        told = None if _overlaps(match.span(), taken) else _marked_leak(match.group())
        if told and re.sub(r"\D", "", match.group()) not in allowed:
            yield _problem(told[0], told[1], text, match.group())


@lru_cache(maxsize=8)
def _digits_of(phones: frozenset[str]) -> frozenset[str]:
    return frozenset(re.sub(r"\D", "", phone) for phone in phones)


def _marked_ids(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """Identity numbers with any marks between their digits: start, end, digits.

    Such a number must check, since figures and dates stand like that too.
    """
    places = [place for place, character in enumerate(match.group()) if character in "0123456789Xx"]
    digits = "".join(match.group()[place] for place in places).upper()
    at = 0
    while at + 18 <= len(digits):
        number = digits[at : at + 18]
        if number[:17].isdigit() and citizen_id.parse(number):
            yield match.start() + places[at], match.start() + places[at + 17] + 1, number
            at += 18
        else:
            at += 1


def _marked_leak(text: str) -> tuple[str, str] | None:
    """Code and covered form of a number without check whose digits stand apart in a regular way."""
    if "\n" in text and (told := _marked_leak(text.replace("\n", ""))):  # the end of a line divides no group
        return told
    number = re.sub(r"\D", "", text)
    groups = tuple(len(part) for part in re.findall(r"\d+", text))
    # a line may end before or after a mark
    marks = {mark.replace("\n", "") for mark in re.findall(r"\D+", text)} - {""}
    if len(groups) < 2 or len(marks) > 1 or marks & _LISTED:
        return None
    # where every digit stands apart, two may have met at the end of a line in a narrow cell
    apart = marks <= _APART and max(groups) <= 2
    if len(number) == 11 and _MOBILE.match(number) and (apart or not marks or groups in _MOBILE_GROUPS):
        return "DOC-031", mask_phone(number)
    if len(number) == 15 and (apart or groups in _OLD_GROUPS) and find_leaks(number):
        return "DOC-030", mask_citizen_id(number)
    is_card = 16 <= len(number) <= 19 and number.startswith("62") and is_luhn_valid(number)
    if is_card and (apart or len(groups) == 2 or all(size == 4 for size in groups[:-1])):
        return "DOC-032", mask_account(number)
    return None


_TAIL = re.compile(r"\d{2,17}$")
_HEAD = re.compile(r"\d{2,17}[Xx]?(?![\d.])")
_WHOLE = re.compile(r"\d{1,17}[Xx]?")
_MOST_CELLS = 4


def _split(cells: Sequence[str]) -> Iterator[Problem]:
    """A number begun in one cell of a row and ended in the next or the one after."""
    if sum(map(len, cells)) < _LEAST:
        return
    for start in range(len(cells) - 1):
        tail = _TAIL.search(cells[start])
        if tail is None:
            continue
        parts = [tail.group()]
        for cell in cells[start + 1 : start + _MOST_CELLS]:
            head = _HEAD.match(cell)
            if head is None:
                break
            parts.append(head.group())
            yield from _joined(parts, cells[start], tail.group() == cells[start] and head.group() == cell)
            if head.group() != cell:
                break


def _joined(parts: list[str], near: str, alone: bool) -> Iterator[Problem]:
    """What parts of neighbouring cells are together; without a check digit only if nothing else is there."""
    number = "".join(parts).upper()
    sizes = tuple(len(part) for part in parts)
    if len(number) == 18 and number[:17].isdigit() and citizen_id.parse(number):
        yield _problem("DOC-030", mask_citizen_id(number), near, parts[0])
    elif 16 <= len(number) <= 19 and number.startswith("62") and min(sizes) >= 4 and is_luhn_valid(number):
        yield _problem("DOC-032", mask_account(number), near, parts[0])
    elif alone and len(number) == 11 and _MOBILE.match(number) and sizes in ((3, 8), (7, 4), (3, 4, 4)):
        yield _problem("DOC-031", mask_phone(number), near, parts[0])


def _split_id(first: str, second: str) -> Iterator[Problem]:
    """An identity number begun in one row and ended in the next."""
    tail, head = _TAIL.search(first), _HEAD.match(second)
    if tail and head:
        number = (tail.group() + head.group()).upper()
        if len(number) == 18 and number[:17].isdigit() and citizen_id.parse(number):
            yield _problem("DOC-030", mask_citizen_id(number), first, tail.group())


def _minors(text: str, rules: GateRules) -> Iterator[str]:
    """Minors named in a text, but for places where an adult's name that holds theirs explains it."""
    for name in rules.minor_names:
        if len(name) < 2 or name not in text:
            continue
        rest = text
        for adult in rules.adult_names:
            if name in adult:
                rest = rest.replace(adult, "□")
        if name in rest:
            yield name


def _problem(code: str, found: str, text: str, whole: str, **values: str) -> Problem:
    """The text around the find, with the find covered: a message must not leak what it stopped."""
    near = re.sub(r"\d{7,}", "*", text.replace(whole, found)).replace(SKIPPED, "")
    return Problem(code, {"found": found, "near": near[:24], **values})


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
