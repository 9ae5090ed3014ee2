"""What a villager sends through the county's pages: letters, snaps, bookings (村民信箱, 随手拍, 网上约办).

Both ends know the rules: the county takes a message in, the village makes an event of it.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from desktop.domain.problem import Place, Problem
from desktop.domain.rules import get_rule

LETTER, SNAP = "letter", "snap"
"""Kinds of a letter; a snap is a picture with a line about it."""

SOURCES: Mapping[str, str] = {LETTER: "S1", SNAP: "S2"}
"""Code of `event_source` of each kind."""

PARTS: Mapping[str, str] = {"am": "上午", "pm": "下午"}
"""Parts of a day that a booking may wish for."""

CATEGORIES = ("01", "02", "03", "04", "05", "06", "09", "99")
"""Broad classes of `event_category` that a sender may choose from; the clerk names the finer one."""

LONGEST_LINE = 40
"""Characters of a name or a place."""

_ID_DIGITS = 32
_PHONE = re.compile(r"(1[3-9]\d{9}|0\d{9,11}|\d{7,8}|\d{3,6})")
_SEPARATORS = re.compile(r"[\s\-－—()（）]+")


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter as it is typed; texts empty for none.

    ``anonymous`` leaves out who sent it, ``secret`` asks the village to keep it from everybody but who deals
    with it.
    """

    kind: str
    title: str
    text: str = ""
    category: str = ""
    place: str = ""
    name: str = ""
    phone: str = ""
    anonymous: bool = False
    secret: bool = False


@dataclass(frozen=True, slots=True)
class NewBooking:
    """A booking as it is typed.

    ``wished_on`` is an ISO day, ``wished_part`` of `PARTS`, both empty for any.
    """

    item: str
    name: str
    phone: str
    for_name: str = ""
    wished_on: str = ""
    wished_part: str = ""
    place: str = ""
    text: str = ""


def event_id_of(letter_id: str) -> str:
    """Id of the event that a village makes of a letter: two PCs make the same one."""
    return sha256(f"event|villager_letter|{letter_id}".encode()).hexdigest()[:_ID_DIGITS]


def step_id_of(event_id: str, what: str) -> str:
    """Id of a step that follows from the letter itself, such as its withdrawal: two PCs make the same."""
    return sha256(f"event_step|{event_id}|{what}".encode()).hexdigest()[:_ID_DIGITS]


def check_letter(new: NewLetter, pictures: int, on: date) -> tuple[Problem, ...]:
    """What keeps a letter from being taken.

    CTY-200 no title, CTY-201 a text is too long, CTY-202 a snap without a picture, CTY-203 no telephone
    number, CTY-204 not among the choices, CTY-205 neither name nor anonymous, CTY-206 too many pictures,
    CTY-207 a letter without a text.
    """
    problems = []
    if not new.title.strip():
        problems.append(Problem("CTY-200", place=Place(field="title")))
    problems += _lengths(on, {"title": new.title, "text": new.text, "place": new.place, "name": new.name})
    if new.kind not in SOURCES or (new.category and new.category not in CATEGORIES):
        problems.append(Problem("CTY-204", place=Place(field="category")))
    if new.kind == SNAP and not pictures:
        problems.append(Problem("CTY-202", place=Place(field="pictures")))
    if new.kind == LETTER and not new.text.strip():
        problems.append(Problem("CTY-207", place=Place(field="text")))
    if not new.anonymous:
        problems += _sender(new.name, new.phone)
    most = most_pictures(on)
    if pictures > most:
        problems.append(Problem("CTY-206", {"count": str(most)}, Place(field="pictures")))
    return tuple(problems)


def check_booking(new: NewBooking, offered: Collection[str], on: date) -> tuple[Problem, ...]:
    """What keeps a booking of one of the items that are offered from being taken.

    CTY-201, CTY-203 to CTY-205, CTY-208 the day.
    """
    problems = _lengths(
        on, {"name": new.name, "for_name": new.for_name, "place": new.place, "text": new.text}
    )
    if new.item not in offered:
        problems.append(Problem("CTY-204", place=Place(field="item")))
    if new.wished_part and new.wished_part not in PARTS:
        problems.append(Problem("CTY-204", place=Place(field="wished_part")))
    problems += _sender(new.name, new.phone)
    if new.wished_on and not _is_within(new.wished_on, on):
        days = str(get_rule("villager_pages.booking.days", on).value)
        problems.append(Problem("CTY-208", {"days": days}, Place(field="wished_on")))
    return tuple(problems)


def normal_phone(text: str) -> str:
    """A telephone number without blanks and dashes."""
    return _SEPARATORS.sub("", text)


def most_pictures(on: date) -> int:
    """How many pictures may come with a letter."""
    return get_rule("villager_pages.pictures", on).value


def _lengths(on: date, texts: Mapping[str, str]) -> list[Problem]:
    limits = {
        "title": get_rule("villager_pages.title.length", on).value,
        "text": get_rule("villager_pages.text.length", on).value,
    }
    return [
        Problem("CTY-201", {"length": str(limits.get(name, LONGEST_LINE))}, Place(field=name))
        for name, text in texts.items()
        if len(text.strip()) > limits.get(name, LONGEST_LINE)
    ]


def _sender(name: str, phone: str) -> list[Problem]:
    problems = []
    if not name.strip():
        problems.append(Problem("CTY-205", place=Place(field="name")))
    if not _PHONE.fullmatch(normal_phone(phone)):
        problems.append(Problem("CTY-203", place=Place(field="phone")))
    return problems


def _is_within(day: str, on: date) -> bool:
    try:
        wished = date.fromisoformat(day)
    except ValueError:
        return False
    return on <= wished <= on + timedelta(days=get_rule("villager_pages.booking.days", on).value)
