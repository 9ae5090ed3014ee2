"""Which strip of a document stands on which page.

A strip is a box that is never split: a row of a table, a line of text, the signature block. Pure
arithmetic on heights; nothing here is measured or drawn.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum


class StripKind(Enum):
    """What a strip is to its table."""

    ROW = "row"  # an entry, counted by page and running totals
    OTHER = "other"  # group headings, balances, text, signatures
    TOTAL = "total"  # the last total; a page subtotal goes before it when the table began earlier


@dataclass(frozen=True, slots=True)
class Strip:
    """One unsplittable box.

    Attributes:
        height: In points.
        kind: What it is to its table.
        table: Index of the table it belongs to; None outside tables.
        with_next: Must stand on the page of the strip that follows.
        soft: It need not when an empty page does not hold all that is tied together.
    """

    height: float
    kind: StripKind = StripKind.OTHER
    table: int | None = None
    with_next: bool = False
    soft: bool = False


@dataclass(frozen=True, slots=True)
class TableFurniture:
    """Heights in points of what a table repeats on its pages; 0 leaves it out."""

    header: float
    page_total: float = 0.0
    running_total: float = 0.0


class Mark(Enum):
    """What is placed on a page: one of the strips, or furniture of a table."""

    STRIP = "strip"
    HEADER = "header"
    PAGE_TOTAL = "page_total"
    RUNNING_TOTAL = "running_total"


@dataclass(frozen=True, slots=True)
class Placed:
    """One box of a page; ``index`` is the strip's, or the table's for furniture."""

    mark: Mark
    index: int


class StripTooTallError(ValueError):
    """A strip is higher than an empty page; ``index`` says which."""

    def __init__(self, index: int) -> None:
        super().__init__(f"strip {index} is higher than a page")
        self.index = index


class _Filling:
    """The page being filled."""

    def __init__(self, strips: Sequence[Strip], tables: Sequence[TableFurniture], room: float) -> None:
        self.strips = strips
        self.tables = tables
        self.room = room
        self.used = 0.0
        self.boxes: list[Placed] = []
        self.open_table: int | None = None  # its header stands on this page and it is not finished

    def boxes_for(self, group: range, carried: set[int]) -> tuple[list[Placed], float]:
        """What a group of strips adds to the page, and how high that is."""
        boxes: list[Placed] = []
        height = 0.0
        table = self.open_table
        for index in group:
            strip = self.strips[index]
            if strip.table is not None and strip.table != table:
                boxes.append(Placed(Mark.HEADER, strip.table))
                height += self.tables[strip.table].header
            table = strip.table
            if strip.kind is StripKind.TOTAL and table is not None and table in carried:
                boxes.append(Placed(Mark.PAGE_TOTAL, table))
                height += self.tables[table].page_total
            boxes.append(Placed(Mark.STRIP, index))
            height += strip.height
        return boxes, height

    def closing_height(self, last: int) -> float:
        """Room the page totals need if the page ends after a strip."""
        table = self.strips[last].table
        if table is None or last + 1 >= len(self.strips) or self.strips[last + 1].table != table:
            return 0.0
        return self.tables[table].page_total + self.tables[table].running_total

    def take(self, group: range, carried: set[int]) -> bool:
        """Add a group when it fits together with the totals a page break after it would need."""
        boxes, height = self.boxes_for(group, carried)
        if self.used + height + self.closing_height(group[-1]) > self.room + 1e-6:
            return False
        self.boxes += boxes
        self.used += height
        self.open_table = self.strips[group[-1]].table
        return True

    def close(self, next_strip: int) -> None:
        """End the page before a strip: totals of a table that goes on."""
        table = self.open_table
        if table is None or self.strips[next_strip].table != table:
            return
        if self.tables[table].page_total:
            self.boxes += [Placed(Mark.PAGE_TOTAL, table), Placed(Mark.RUNNING_TOTAL, table)]


def _groups(strips: Sequence[Strip]) -> Iterator[range]:
    start = 0
    for index, strip in enumerate(strips):
        if not strip.with_next or index == len(strips) - 1:
            yield range(start, index + 1)
            start = index + 1


def _parted(strips: Sequence[Strip], group: range) -> list[range]:
    """A group where its soft ties are undone."""
    parts: list[range] = []
    start = group[0]
    for index in group:
        if strips[index].soft or index == group[-1]:
            parts.append(range(start, index + 1))
            start = index + 1
    return parts


def paginate(
    strips: Sequence[Strip], tables: Sequence[TableFurniture], first_room: float, room: float
) -> list[list[Placed]]:
    """Break strips into pages.

    A table's header is repeated on each of its pages; a page inside a table ends with its page and
    running totals, for which room is kept. Strips tied together stay together as long as an empty
    page holds them; of a longer chain, the largest tail that fits does.

    Args:
        strips: From top to bottom.
        tables: Furniture, by the strips' table index.
        first_room: Height for content on the first page, in points.
        room: Height for content on any further page, in points.

    Returns:
        One list of boxes per page; every strip exactly once and in order, at least one page.

    Raises:
        StripTooTallError: One strip with its table's furniture is higher than a page.
    """
    pages: list[list[Placed]] = []
    page = _Filling(strips, tables, first_room)
    carried: set[int] = set()
    groups = _groups(strips)
    pending: list[range] = []  # what a group was divided into, the first last

    def turn(next_strip: int) -> None:
        nonlocal page
        page.close(next_strip)
        if page.open_table is not None:
            carried.add(page.open_table)
        pages.append(page.boxes)
        page = _Filling(strips, tables, room)

    while (group := pending.pop() if pending else next(groups, None)) is not None:
        if page.take(group, carried):
            continue
        if page.boxes and _fits_alone(strips, tables, room, group, carried):
            turn(group[0])
            page.take(group, carried)
        elif len(parts := _parted(strips, group)) > 1:
            pending += reversed(parts)
        elif len(group) > 1:
            tail = _largest_tail(strips, tables, room, group, carried)
            pending.append(tail)
            pending += [range(index, index + 1) for index in reversed(range(group[0], tail[0]))]
        elif page.boxes or (not pages and room > first_room):
            turn(group[0])
            pending.append(group)
        else:
            raise StripTooTallError(group[0])
    pages.append(page.boxes)
    return pages


def _fits_alone(
    strips: Sequence[Strip], tables: Sequence[TableFurniture], room: float, group: range, carried: set[int]
) -> bool:
    first = strips[group[0]].table
    begun = carried if first is None else carried | {first}
    return _Filling(strips, tables, room).take(group, begun)


def _largest_tail(
    strips: Sequence[Strip], tables: Sequence[TableFurniture], room: float, group: range, carried: set[int]
) -> range:
    """Longest part at the end of a chain, shorter than the whole, that an empty page holds."""
    for start in range(group[0] + 1, group[-1]):
        if _fits_alone(strips, tables, room, range(start, group[-1] + 1), carried):
            return range(start, group[-1] + 1)
    return range(group[-1], group[-1] + 1)
