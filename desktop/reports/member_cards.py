"""Cards with a square code that members bring to meetings (签到卡), ten on an A4 sheet, to be cut out.

The code holds the number of the person's record in the register and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from desktop.domain.member_card import card_code
from desktop.reports.document import Paper
from desktop.reports.fonts import Role, type_of
from desktop.reports.laid_page import MM, LaidNotice, LaidPage
from desktop.reports.placed import PlacedRule, PlacedSquare, PlacedText
from desktop.reports.rendering import render_laid
from desktop.reports.square_code import WHITE_MODULES, square_code

_ACROSS, _DOWN = 2, 5
_WIDTH, _HEIGHT = 85.6 * MM, 54.0 * MM
"""Of a card.

Source:
    ISO/IEC 7810, ID-1: fits the wallet.
"""

_CODE = 34.0 * MM
_EDGE = 5.0 * MM
_NAME_PT, _LINE_PT, _SMALL_PT = 20.0, 10.5, 8.0
_RULE = 0.3


@dataclass(frozen=True, slots=True)
class MemberCard:
    """One card: whose record, the name, and the lines below it, such as branch or group."""

    person_id: str
    name: str
    lines: tuple[str, ...]


def render_cards(heading: str, cards: Sequence[MemberCard]) -> bytes:
    """Cards on A4 sheets, ten on each, with thin lines to cut along.

    Args:
        heading: Stands on top of each card.
        cards: At least one.
    """
    width, height = (each * MM for each in Paper.A4.value)
    left, top = (width - _ACROSS * _WIDTH) / 2, height - (height - _DOWN * _HEIGHT) / 2
    pages = []
    a_page = _ACROSS * _DOWN
    for first in range(0, len(cards), a_page):
        page = LaidPage()
        for place, card in enumerate(cards[first : first + a_page]):
            row, column = divmod(place, _ACROSS)
            _draw(page, heading, card, left + column * _WIDTH, top - row * _HEIGHT)
        pages.append(page)
    return render_laid("签到卡", [LaidNotice(width, height, tuple(pages))])


def _draw(page: LaidPage, heading: str, card: MemberCard, x: float, y: float) -> None:
    right, bottom = x + _WIDTH, y - _HEIGHT
    for line in ((x, y, right, y), (x, bottom, right, bottom), (x, y, x, bottom), (right, y, right, bottom)):
        page.rules.append(PlacedRule(*line, _RULE))
    modules = square_code(card_code(card.person_id))
    module = _CODE / (len(modules) + 2 * WHITE_MODULES)
    code_left, code_top = right - _EDGE - _CODE, y - (_HEIGHT - _CODE) / 2
    for number, row in enumerate(modules, start=WHITE_MODULES + 1):
        for place, dark in enumerate(row, start=WHITE_MODULES):
            if dark:
                page.squares.append(
                    PlacedSquare(code_left + place * module, code_top - number * module, module, module)
                )
    room = code_left - x - _EDGE
    text_left = x + _EDGE
    page.texts.append(_fitted(heading, Role.BODY, _SMALL_PT, text_left, y - 9 * MM, room))
    page.texts.append(_fitted(card.name, Role.HEI, _NAME_PT, text_left, y - 25 * MM, room))
    for number, text in enumerate(card.lines):
        page.texts.append(_fitted(text, Role.BODY, _LINE_PT, text_left, y - (34 + 6 * number) * MM, room))
    page.texts.append(_fitted("签到卡", Role.BODY, _SMALL_PT, text_left, bottom + 5 * MM, room))


def _fitted(text: str, role: Role, size: float, x: float, y: float, room: float) -> PlacedText:
    """A line, set smaller where it is too long for its room."""
    width = type_of(role).width(text, size)
    return PlacedText(x, y, role, size * min(1.0, room / width) if width else size, text)
