"""What must not stand in an event's public text (公开反馈): names, telephones, numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from desktop.domain.leak_scanner import find_leaks
from desktop.domain.masking import HIDDEN

_LANDLINE = re.compile(r"(?<!\d)(?:0\d{2,3}[-－—\s]?)?[2-8]\d{6,7}(?!\d)")
_HOUSE = re.compile(
    r"(?<![月\d])(?:[\d０-９]{1,4}|[一二三四五六七八九十百零〇]{1,5})(?:[-－—][\d０-９]{1,4})?\s?"
    r"(?:号(?!线|文|台风|令|井|杆|灯|路灯|桥|泵|闸|机|通知|公告|楼?电梯|以前|前|后|起|左右|晚|上午|下午|早|凌晨)|单元|室|(?:幢|栋)(?=[\d０-９]|$|\W|住|家|户))"
)
_DAY_BEFORE = re.compile(r"(?:月|[\d０-９日号]\s?[至到\-—、])\s?$")
_LEAST_NAME = 2


class PrivateKind(Enum):
    """What was found."""

    NAME = "name"
    NUMBER = "number"  # telephone, identity, card
    HOUSE = "house"


@dataclass(frozen=True, slots=True)
class Private:
    """One piece that must not be published: where it stands, what it is, and as it may be shown."""

    start: int
    end: int
    kind: PrivateKind
    shown: str


def find_private(
    text: str,
    names: Iterable[str] = (),
    places: Iterable[str] = (),
    allowed_numbers: frozenset[str] = frozenset(),
) -> tuple[Private, ...]:
    """Everything in a text that says who or which house it is about, in the order of the text.

    Args:
        text: What is about to be read by everybody.
        names: Of people that the event has to do with; a given name of two characters is looked for as well.
        places: Household numbers and addresses of theirs.
        allowed_numbers: Digits that may stand there: the office's own telephones.

    Source:
        domain.md 8.3: the public version is a separate text without names, phones and house numbers.
    """
    found: list[Private] = []
    for form in {form for name in names for form in _forms(name)}:
        found += [
            Private(match.start(), match.end(), PrivateKind.NAME, match[0])
            for match in re.finditer(re.escape(form), text)
        ]
    for place in set(filter(None, places)):
        found += [
            Private(match.start(), match.end(), PrivateKind.HOUSE, match[0])
            for match in re.finditer(re.escape(place), text)
        ]
    found += [
        Private(leak.start, leak.end, PrivateKind.NUMBER, leak.masked)
        for leak in find_leaks(text, allowed_numbers)
    ]
    for match in _LANDLINE.finditer(text):
        if re.sub(r"\D", "", match[0]) not in allowed_numbers:
            found.append(Private(match.start(), match.end(), PrivateKind.NUMBER, HIDDEN + match[0][-3:]))
    for match in _HOUSE.finditer(text):
        if not _DAY_BEFORE.search(text[: match.start()]):
            found.append(Private(match.start(), match.end(), PrivateKind.HOUSE, match[0]))
    return _without_inner(found)


def _forms(name: str) -> tuple[str, ...]:
    plain = name.strip()
    if len(plain) < _LEAST_NAME:
        return ()
    # 建国 of 王建国: in a village everybody knows who that is
    return (plain, plain[1:]) if len(plain) == 3 else (plain,)


def _without_inner(found: list[Private]) -> tuple[Private, ...]:
    kept: list[Private] = []
    for each in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or each.end > kept[-1].end:
            kept.append(each)
    return tuple(kept)


def without_private(text: str, found: Iterable[Private]) -> str:
    """The text with everything found left out or put into general words, as a draft to be read over."""
    words = {PrivateKind.NAME: "村民", PrivateKind.NUMBER: "", PrivateKind.HOUSE: ""}
    shown, at = [], 0
    for each in found:
        if each.start >= at:
            shown += [text[at : each.start], words[each.kind]]
            at = each.end
    return "".join(shown) + text[at:]
