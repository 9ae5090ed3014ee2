"""Lines that look well: of about equal length in headings, shaped as the standard wants in titles."""

from collections.abc import Callable, Sequence

from desktop.reports.fonts import Type
from desktop.reports.line_breaking import may_break

_MOST_TITLE_PARTS = 10  # up to which all ways to join them are compared


def balanced(text: str, type_: Type, size_pt: float, room: float) -> list[str]:
    """A text in lines of about equal length: 村民/小组, not 村民小/组."""
    natural = type_.width(text, size_pt)
    if natural <= room + 0.01:
        return [text]
    count = int(natural / max(room, size_pt)) + 1
    each = -(-len(text) // count)
    lines, start = list[str](), 0
    while len(text) - start > each:
        cut = start + each
        while cut > start + 1 and not may_break(text[cut - 1], text[cut]):
            cut -= 1
        cut = cut if may_break(text[cut - 1], text[cut]) else start + each
        lines.append(text[start:cut])
        start = cut
    return [*lines, text[start:]]


def shapely(parts: Sequence[str], width: Callable[[str], float], room: float) -> list[str]:
    """Parts of a title joined to as few lines as hold them, shaped as a trapezium or a diamond.

    Source:
        GB/T 9704-2012, 7.3.1: breaks keep the sense, lines form a trapezium or a diamond.
    """
    if len(parts) > _MOST_TITLE_PARTS:
        return list(parts)
    best: tuple[tuple[int, int, float], list[str]] | None = None
    for mask in range(2 ** (len(parts) - 1)):
        lines = [parts[0]]
        for place, part in enumerate(parts[1:]):
            if mask >> place & 1:
                lines.append(part)
            else:
                lines[-1] += part
        widths = [width(line) for line in lines]
        if max(widths) > room + 0.01 and len(lines) < len(parts):
            continue
        waisted = sum(
            widths[place] < min(widths[place - 1], widths[place + 1]) for place in range(1, len(lines) - 1)
        )
        cost = (len(lines), waisted, max(widths) - min(widths))
        if best is None or cost < best[0]:
            best = cost, lines
    assert best is not None  # every part on a line of its own is always among them
    return best[1]
