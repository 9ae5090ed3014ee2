"""Breaking Chinese text into lines.

A line may end after any Chinese character, but closing marks don't begin a line, opening marks
don't end one, and numbers and Latin words stay whole as long as a line holds them.
"""

from desktop.reports.fonts import Type

# Source: 文字排版 practice for 标点避头尾, as in CLREQ 3.1.5 (requirements for Chinese text layout).
_NOT_FIRST = frozenset("，。、；：？！）》」』】〉〕”’…—～·％℃,.;:?!)]}%")
_NOT_LAST = frozenset("（《「『【〈〔“‘([{￥¥№□")  # a box to tick stays with its words
_WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.,-/+_@#&*%:¥$")


def may_break(before: str, after: str) -> bool:
    """Whether a line may end between two neighbouring characters."""
    if after in _NOT_FIRST or before in _NOT_LAST:
        return False
    return not (before in _WORD and after in _WORD)


def break_lines(
    text: str, type_: Type, size_pt: float, room_pt: float, first_room_pt: float | None = None
) -> list[str]:
    """Break a text into lines that fit.

    Args:
        text: May hold line breaks of its own.
        type_: Type it is set in.
        size_pt: Its size.
        room_pt: Width of a line in points.
        first_room_pt: Width of the first line when it differs, as with an indent.

    Returns:
        At least one line. Only blanks at a break are dropped. Where nothing may be broken, a
        break comes anyway; a line holds at least one character.
    """
    advances = type_.advances
    lines: list[str] = []
    room = room_pt if first_room_pt is None else first_room_pt
    for part in text.split("\n"):
        start, used, index, count = 0, 0.0, 0, len(part)
        while index < count:
            advance = advances[part[index]] * size_pt
            if used + advance > room + 1e-6 and index > start:
                cut = index
                while cut > start and not may_break(part[cut - 1], part[cut]):
                    cut -= 1
                if cut == start:
                    cut = index
                lines.append(part[start:cut].rstrip(" "))
                room = room_pt
                while cut < count and part[cut] == " ":
                    cut += 1
                start = index = cut
                used = 0.0
                continue
            used += advance
            index += 1
        lines.append(part[start:])
        room = room_pt
    return lines
