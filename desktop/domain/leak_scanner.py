"""Finds whole identity numbers, card numbers and mobile numbers in text that is about to be published."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from desktop.domain.citizen_id import PROVINCES, SAMPLE_PROVINCE, check_character
from desktop.domain.masking import mask_account, mask_citizen_id, mask_phone


class LeakKind(Enum):
    """What was found."""

    CITIZEN_ID = "citizen_id"  # 18 characters, also inside a disability card number
    OLD_CITIZEN_ID = "old_citizen_id"  # 15 digits
    CITIZEN_ID_PART = "citizen_id_part"  # shortened so that the birth date can still be read
    BANK_CARD = "bank_card"  # 16 to 19 digits
    MOBILE = "mobile"  # 11 digits


@dataclass(frozen=True, slots=True)
class Leak:
    """One number that must not be printed.

    Attributes:
        start: Where it begins in the text, counted in characters from 0.
        end: The first character after it.
        kind: What it is.
        masked: A form that may be shown in the message about it.
    """

    start: int
    end: int
    kind: LeakKind
    masked: str


@dataclass(frozen=True, slots=True)
class _Run:
    """Digits that belong together: values, places in the text, and sizes of the groups between separators."""

    digits: str
    places: tuple[int, ...]
    groups: tuple[int, ...]
    has_line_end: bool


_USUAL_PROVINCES = PROVINCES | {SAMPLE_PROVINCE}
_MAY_LEAK = re.compile(r"(?:\d\D?\D?){11}")
_DATE = re.compile(
    r"(?<!\d)(?:1[89]|20)\d\d\s?[-/.年]\s?(?:1[0-2]|0?[1-9])\s?[-/.月]\s?(?:3[01]|[12]\d|0?[1-9])(?!\d)日?"
)
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)")
_ACCOUNT_WORDS = re.compile(
    r"(?:卡号|账号|帐号|账户|帐户|一卡通|存折|银行|信用社|农信|邮储)[^0-9０-９]{0,8}$"
)
_PART = re.compile(r"(?<!\d)\d{6}((?:18|19|20)\d{6})[*＊xX×#•]{3,4}")
_TEN = "XxＸｘХх×"
_LONG_PART = re.compile(r"[^A-WYZa-wyz\u4e00-\u9fff，。、：；（）\x00]{11,}")
_SHORTENED = re.compile(r"[*＊xX×#•]{3}")
_JOINERS = frozenset(" \u00a0\u2002\u2003\u2009\u200b\u200c\u200d\u2060\ufeff\u3000-‐‑‒–—－_·\u00ad")
_VALUES = bytes(max(0, byte - 48) if byte < 58 else 0 for byte in range(256))
_DOUBLED = bytes((2 * byte - 9 if byte > 4 else 2 * byte) if byte < 10 else 0 for byte in range(256))
_MOBILE_GROUPS = frozenset(((11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (2, 11), (2, 3, 4, 4)))


def find_leaks(text: str, allowed: frozenset[str] = frozenset()) -> tuple[Leak, ...]:
    """Every number in a text that names a person, in the order of the text.

    Found also with spaces, dashes, invisible characters or (identity numbers) a line end inside,
    and in full-width digits. Sums of money, dates, document numbers, codes of areas, households
    and land, and credit codes do not stop a print.

    Args:
        text: Any text of the notice.
        allowed: Numbers that may stand there, digits only: the office's own telephone.
    """
    if _MAY_LEAK.search(text) is None:
        return ()
    leaks = [leak for run in _runs(text) for leak in _leaks_of(run, text, allowed)]
    if _SHORTENED.search(text):
        plain = text if text.isascii() else "".join(_digits[character] or character for character in text)
        for match in _PART.finditer(plain):
            if _is_day(match[1]):
                part = mask_citizen_id(match[0])
                leaks.append(Leak(match.start(), match.end(), LeakKind.CITIZEN_ID_PART, part))
    leaks.sort(key=lambda leak: (leak.start, leak.end))
    return tuple(leaks)


def masked_text(text: str, allowed: frozenset[str] = frozenset()) -> str:
    """The text with every leak replaced by its masked form (for logs and previews, not for notices)."""
    shown, at = [], 0
    for leak in find_leaks(text, allowed):
        if leak.start >= at:
            shown += [text[at : leak.start], leak.masked]
            at = leak.end
    return "".join(shown) + text[at:]


class _Digits(dict[str, str]):
    """The digit that a character stands for, empty for none; of those met so far."""

    def __missing__(self, character: str) -> str:
        value = unicodedata.digit(character, None)
        digit = self[character] = "" if value is None else str(value)
        return digit


_digits = _Digits()


def _runs(text: str) -> list[_Run]:
    broken = list(text)
    for pattern in (_DATE, _TIME):
        for match in pattern.finditer(text):
            # Only where nothing but the date stands: 1980-02-29 inside a spaced number stays.
            if not _touches_digit(text, match.start() - 1, -1) and not _touches_digit(text, match.end(), 1):
                broken[match.start() : match.end()] = "\x00" * (match.end() - match.start())
    runs: list[_Run] = []
    digits: list[str] = []
    places: list[int] = []
    groups: list[int] = []
    size, gap, line_end = 0, 0, False

    def close() -> None:
        nonlocal size, gap, line_end
        if len(digits) >= 11:
            runs.append(_Run("".join(digits), tuple(places), (*groups, size), line_end))
        digits.clear()
        places.clear()
        groups.clear()
        size, gap, line_end = 0, 0, False

    # most characters end every run: only long parts without them are gone through, each with its end
    parts = (match.span() for match in _LONG_PART.finditer("".join(broken)))
    for place in (place for start, end in parts for place in range(start, min(end + 1, len(broken)))):
        character = broken[place]
        digit = _digits[character]
        if not digit and character in _TEN and len(digits) >= 17 and gap <= 1:
            digit = "X"
        if digit:
            if gap and size:
                groups.append(size)
                size = 0
            digits.append(digit)
            places.append(place)
            size, gap = size + 1, 0
            if digit == "X":
                close()
        elif digits and gap < 2 and (character in _JOINERS or character in "\r\n"):
            gap += 1
            line_end = line_end or character in "\r\n"
        elif digits:
            close()
    close()
    return runs


def _touches_digit(text: str, place: int, step: int) -> bool:
    """Whether a digit stands at a place, or behind dashes and invisible characters from there on."""
    while 0 <= place < len(text) and text[place] in _JOINERS and text[place] not in " \u3000":
        place += step
    return 0 <= place < len(text) and bool(_digits[text[place]])


def _is_day(digits: str) -> bool:
    try:
        day = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return 1880 <= day.year <= 2100


def _leaks_of(run: _Run, text: str, allowed: frozenset[str]) -> list[Leak]:
    digits, places = run.digits, run.places
    leaks: list[Leak] = []
    covered: set[int] = set()
    for start in range(len(digits) - 17):
        number = digits[start : start + 18]
        if start in covered or not _is_citizen_id(number, exact=len(digits) == 18 and not run.has_line_end):
            continue
        covered.update(range(start, start + 18))
        end = places[start + 17] + 1
        leaks.append(Leak(places[start], end, LeakKind.CITIZEN_ID, mask_citizen_id(number)))
    if leaks:
        rest = [i for i in range(len(digits)) if i not in covered]
        return leaks + [leak for part in _split(run, rest) for leak in _leaks_of(part, text, allowed)]
    if run.has_line_end:
        return [leak for part in _lines(run, text) for leak in _leaks_of(part, text, allowed)]
    span = places[0], places[-1] + 1
    if (
        len(digits) == 15
        and digits.isdigit()
        and digits[:2] in _USUAL_PROVINCES
        and _is_day("19" + digits[6:12])
    ):
        return [Leak(*span, LeakKind.OLD_CITIZEN_ID, mask_citizen_id(digits))]
    mobile = digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
    if len(mobile) == 11 and re.match("1[3-9]|100", mobile) and _is_grouped_as_mobile(run):
        return [] if mobile in allowed else [Leak(*span, LeakKind.MOBILE, mask_phone(mobile))]
    if 16 <= len(digits) <= 19 and digits.isdigit() and _is_card(run, text):
        return [Leak(*span, LeakKind.BANK_CARD, mask_account(digits))]
    if len(run.groups) > 1:
        return [leak for part in _groups(run) for leak in _leaks_of(part, text, allowed)]
    if len(digits) in (22, 33) and all(re.match("1[3-9]", digits[i:]) for i in range(0, len(digits), 11)):
        parts = _split(run, list(range(11))) + _split(run, list(range(11, len(digits))))
        return [leak for part in parts for leak in _leaks_of(part, text, allowed)]
    return []


def _split(run: _Run, indexes: list[int]) -> list[_Run]:
    """Parts of a run made of the digits at some indexes; a part ends where an index is left out."""
    parts: list[list[int]] = []
    for i in indexes:
        if parts and parts[-1][-1] == i - 1:
            parts[-1].append(i)
        else:
            parts.append([i])
    return [_part(run, part) for part in parts if len(part) >= 11]


def _part(run: _Run, indexes: list[int]) -> _Run:
    places = tuple(run.places[i] for i in indexes)
    groups = [1]
    for before, after in pairwise(places):
        if after - before == 1:
            groups[-1] += 1
        else:
            groups.append(1)
    return _Run("".join(run.digits[i] for i in indexes), places, tuple(groups), has_line_end=False)


def _groups(run: _Run) -> list[_Run]:
    """Numbers standing side by side with one separator between, each by itself."""
    parts, at = [], 0
    for size in run.groups:
        parts += _split(run, list(range(at, at + size)))
        at += size
    return parts


def _lines(run: _Run, text: str) -> list[_Run]:
    """The run cut at its line ends."""
    parts, start = [], 0
    for i in range(1, len(run.digits) + 1):
        if i == len(run.digits) or any(c in "\r\n" for c in text[run.places[i - 1] : run.places[i]]):
            parts += _split(run, list(range(start, i)))
            start = i
    return parts


def _is_citizen_id(number: str, *, exact: bool) -> bool:
    """Whether 18 characters can be somebody's number; a mistyped one leaks too, if it stands alone."""
    if number[:2] not in _USUAL_PROVINCES and number[0] != "9":
        return False
    if not number[:17].isdigit() or not _is_day(number[6:14]):
        return False
    return exact or check_character(number[:17]) == number[17]


def _is_grouped_as_mobile(run: _Run) -> bool:
    return run.groups in _MOBILE_GROUPS or len(run.groups) == 1


def _is_card(run: _Run, text: str) -> bool:
    # a narrow cell breaks its lines at the blanks, so that groups of four may have run together
    if len(run.groups) > 1 and not all(size % 4 == 0 for size in run.groups[:-1]):
        return False
    if _ACCOUNT_WORDS.search(text[: run.places[0]]):
        return True
    return run.digits.startswith(("62", "4", "5", "60", "9558", "9559")) and is_luhn_valid(run.digits)


def is_luhn_valid(digits: str) -> bool:
    """Whether the last digit checks a bank card number.

    Source:
        ISO/IEC 7812-1, annex B (Luhn).
    """
    values = digits.encode("ascii").translate(_VALUES)
    return (sum(values[-1::-2]) + sum(values[-2::-2].translate(_DOUBLED))) % 10 == 0
