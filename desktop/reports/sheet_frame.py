"""Paper and type area of a sheet, and what stands around its text: title, head, stamp, square code, foot."""

import math
import re
from collections.abc import Sequence
from itertools import groupby

from desktop.reports.document import Notice
from desktop.reports.figure_marks import FigureMark, find_marks, spots_in
from desktop.reports.fonts import Role, type_of
from desktop.reports.laid_page import MM, LaidPage
from desktop.reports.line_breaking import break_lines
from desktop.reports.line_shaping import shapely
from desktop.reports.placed import PlacedRule, PlacedSquare, PlacedText
from desktop.reports.square_code import WHITE_MODULES, square_code

SMALLEST_PT = 9.0
"""No type on a sheet is smaller."""

_CLAUSE = re.compile(r"(?<=[、，；])")
_TITLE_LEADING = 1.4
ASCENT = 0.88  # of the em box of Chinese fonts
HEAD_RULE = 0.8  # weight in points
_FOOTER_PT = 9.0
_SCAN_MM = 18.0  # beside type of 10.5 points; in proportion beside larger type
_SCAN_FOR_PT = 10.5
_SCAN_MOST_MM = 30.0
_SCAN_EDGE_MM = 9.0  # from the edge of the paper: printers leave out less
_OFFICIAL_LINES = 22  # of 16 pt type on A4
_OFFICIAL_PITCH = 637.8 / _OFFICIAL_LINES / 16  # height of a line, in sizes of type
_OFFICIAL_NUMBER_PT = 14.0  # 四号, page numbers
_OFFICIAL_NUMBER_MM = 7.0  # of their upper edge below the type area
_STAMP_HEIGHT = 1.7  # in sizes of its type


def draw_modules(
    page: LaidPage, modules: Sequence[Sequence[bool]], left: float, top: float, module: float
) -> None:
    """Each run of dark modules as one rectangle."""
    for number, row in enumerate(modules):
        y = top - (number + 1) * module
        column = 0
        for dark, run in groupby(row):
            end = column + len(tuple(run))
            if dark:
                x, width = left + column * module, (end - column) * module
                page.squares.append(PlacedSquare(x, y, width, module))
            column = end


def divided(
    line: str, marks: tuple[FigureMark, ...]
) -> tuple[tuple[FigureMark, ...], tuple[FigureMark, ...]]:
    """Marks that stand in a line, and those behind the last of them."""
    here = tuple(mark for _, mark in find_marks(line, marks)) if marks else ()
    if not here:
        return (), marks
    last = max(place for place, mark in enumerate(marks) if mark is here[-1])
    return here, marks[last + 1 :]


class SheetFrame:
    """Paper and type area of a sheet; what stands around its text is drawn on each page."""

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        page = notice.page
        short, long = page.paper.value
        width_mm, height_mm = (long, short) if page.across else (short, long)
        self.width, self.height = width_mm * MM, height_mm * MM
        self.left = page.margins.left * MM
        self.right = self.width - page.margins.right * MM
        self.top = self.height - page.margins.top * MM
        self.bottom = page.margins.bottom * MM
        self.room = self.right - self.left
        self.size = page.text_pt
        self.body = type_of(Role.BODY)
        self.bold = type_of(Role.TITLE)
        self.scan = square_code(notice.scan) if notice.scan else ()
        self.official = page.official
        self.check_code = notice.check_code() if notice.coded else ""  # reads every cell: once, not a page
        # the grid: whole characters to a line, whole lines to a page
        self.characters = max(1, round(self.room / page.body_pt))
        lines = round((self.top - self.bottom) / (page.body_pt * _OFFICIAL_PITCH))
        self.pitch = (self.top - self.bottom) / max(1, lines)

    def note_spots(
        self,
        page: LaidPage,
        line: str,
        marks: tuple[FigureMark, ...],
        x: float,
        base: float,
        size: float,
        role: Role = Role.BODY,
    ) -> tuple[FigureMark, ...]:
        """Note the spots of a placed line; returns the marks that stand in later lines."""
        here, left = divided(line, marks)
        type_ = type_of(role)
        bottom, top = base - size * 0.25, base + size
        page.spots += spots_in(line, here, lambda text: type_.width(text, size), x, bottom, top)
        return left

    def _title_lines(self) -> list[str]:
        size = self.notice.page.title_pt
        whole = "".join(self.notice.title)
        if self.bold.width(whole, size) <= self._title_room(0):
            return [whole]
        room = self._title_room(0)
        parts: list[str] = []
        for part in (piece for each in self.notice.title for piece in self._title_pieces(each, room)):
            # lines of about equal length: no last character alone below the others
            count = -(-self.bold.width(part, size) // room)
            even = min(room, self.bold.width(part, size) / max(count, 1) + size)
            parts += [line for line in break_lines(part, self.bold, size, even) if line]
        return shapely(parts, lambda line: self.bold.width(line, size), room)

    def _title_pieces(self, part: str, room: float) -> list[str]:
        """A part that fits as it is, a longer one divided behind its commas."""
        if self.bold.width(part, self.notice.page.title_pt) <= room:
            return [part]
        return [piece for piece in _CLAUSE.split(part) if piece]

    def _title_room(self, line: int) -> float:
        """Width for a line of the title, which stays clear of the stamp and of the square code beside it."""
        ascent = self.top - line * self.notice.page.title_pt * _TITLE_LEADING
        beside = self._scan_size() + self._scan_white() if ascent > self._scan_bottom() else 0.0
        stamp = self._stamp_width() if self._stamp_bottom() < ascent else 0.0
        return self.room - 2 * max(stamp, beside)

    def _stamp_top(self) -> float:
        return self.height - self.notice.page.margins.top * MM * 0.55

    def _stamp_bottom(self) -> float:
        return self._stamp_top() - self.size * 1.1 * _STAMP_HEIGHT

    def _scan_size(self) -> float:
        if not self.notice.scan:
            return 0.0
        return min(_SCAN_MOST_MM, max(_SCAN_MM, _SCAN_MM * self.size / _SCAN_FOR_PT)) * MM

    def _scan_top(self) -> float:
        """The code begins in the white above the title, so that it takes little room from the sheet."""
        return self.height - min(_SCAN_EDGE_MM, self.notice.page.margins.top) * MM

    def _scan_bottom(self) -> float:
        """Where other things may stand again."""
        return self._scan_top() - self._scan_size() - self._scan_white()

    def _scan_white(self) -> float:
        return WHITE_MODULES * self._scan_size() / max(1, len(self.scan))

    def draw_scan(self, page: LaidPage) -> None:
        """The code in the upper right corner."""
        if not self.notice.scan:
            return
        side = self._scan_size()
        draw_modules(page, self.scan, self.right - side, self._scan_top(), side / len(self.scan))

    def _stamp_width(self) -> float:
        if not self.notice.stamp:
            return 0.0
        return self.bold.width(self.notice.stamp, self.size * 1.1) + self.size * 1.6

    def _head_lines(self) -> list[tuple[str, str, str]]:
        head = self.notice.head
        if not (head.left or head.centre or head.right):
            return []
        widths = [self.body.width(text, self._head_pt) for text in (head.left, head.centre, head.right)]
        gap = 2 * self._head_pt
        half = self.room / 2
        if max(widths[0], widths[2]) + gap + widths[1] / 2 <= half or (
            not head.centre and sum(widths) + gap <= self.room
        ):
            return [(head.left, head.centre, head.right)]
        return [(head.left, "", ""), (head.centre, "", head.right)]

    @property
    def _head_pt(self) -> float:
        return self.size * 1.1

    def title_height(self) -> float:
        """Room that title and head take of the first page."""
        title = len(self._title_lines()) * self.notice.page.title_pt * _TITLE_LEADING
        if self.official and not self._head_lines():
            # whole lines of the grid, the last one white
            beside = (self.top - self._scan_bottom()) / self.pitch if self.notice.scan else 0.0
            return max(math.ceil(title / self.pitch - 0.01) + 1, math.ceil(beside)) * self.pitch
        heads = len(self._head_lines()) * self._head_pt * 1.7
        # a text without a head line gets one line of white below its title
        height = title + (heads + self.size * 0.5 if heads else self.notice.page.body_pt)
        return max(height, self.top - self._scan_bottom()) if self.notice.scan else height

    def continued_height(self) -> float:
        """Room that the title in small takes of every further page."""
        return 0.0 if self.official else self.size * 2.4

    def draw_title(self, page: LaidPage) -> float:
        """Put title and head on the first page; returns where the text begins."""
        size, marks = self.notice.page.title_pt, self.notice.head_marks
        y = self.top
        for line in self._title_lines():
            y -= size * _TITLE_LEADING
            x = (self.left + self.right - self.bold.width(line, size)) / 2
            page.texts.append(PlacedText(x, y + size * 0.38, Role.TITLE, size, line))
            marks = self.note_spots(page, line, marks, x, y + size * 0.38, size, Role.TITLE)
        heads = self._head_lines()
        if not heads:
            return self.top - self.title_height()
        y -= self.size * 0.2
        for left, centre, right in heads:
            y -= self._head_pt * 1.7
            base = y + self._head_pt * 0.45
            if left:
                page.texts.append(PlacedText(self.left, base, Role.BODY, self._head_pt, left))
                marks = self.note_spots(page, left, marks, self.left, base, self._head_pt)
            if centre:
                x = (self.left + self.right - self.body.width(centre, self._head_pt)) / 2
                if not left and len(heads) > 1:
                    x = self.left
                page.texts.append(PlacedText(x, base, Role.BODY, self._head_pt, centre))
                marks = self.note_spots(page, centre, marks, x, base, self._head_pt)
            if right:
                x = self.right - self.body.width(right, self._head_pt)
                if self.notice.scan and base + self._head_pt > self._scan_bottom():
                    x -= self._scan_size() + self._head_pt
                page.texts.append(PlacedText(x, base, Role.BODY, self._head_pt, right))
                marks = self.note_spots(page, right, marks, x, base, self._head_pt)
        return self.top - self.title_height()

    def draw_continued(self, page: LaidPage) -> float:
        """On further pages the title in small, so that a sheet says what it belongs to."""
        text = "".join(self.notice.title) + "（续）"
        size = min(self.size * 1.1, self.size * self.room / max(self.bold.width(text, self.size), 1.0))
        size = max(size, SMALLEST_PT)
        base = self.top - self.size * 1.5
        right = self.notice.head.right
        x = (self.left + self.right - self.bold.width(text, size)) / 2
        if right and x + self.bold.width(text, size) > self.right - self.body.width(right, self.size) - size:
            x = self.left
        page.texts.append(PlacedText(x, base, Role.TITLE, size, text))
        if right:
            x = self.right - self.body.width(right, self.size)
            page.texts.append(PlacedText(x, base, Role.BODY, self.size, right))
        return self.top - self.continued_height()

    def draw_footer(self, page: LaidPage, number: int, count: int) -> None:
        """Put number of the page, number of the notice and check code at its foot."""
        if self.official:
            self._draw_page_number(page, number)
            if not self.notice.coded:
                return
        y = self.bottom * 0.5 - _FOOTER_PT * 0.3
        page.texts.append(PlacedText(self.left, y, Role.BODY, _FOOTER_PT, f"第 {number} 页　共 {count} 页"))
        if self.notice.coded:
            text = f"校验码 {self.check_code}"
            if self.notice.number:
                text = f"编号 {self.notice.number}　{text}"
            x = self.right - self.body.width(text, _FOOTER_PT)
            page.texts.append(PlacedText(x, y, Role.BODY, _FOOTER_PT, text))

    def _draw_page_number(self, page: LaidPage, number: int) -> None:
        """Between dashes below the type area, at the outer edge of a sheet printed on both sides."""
        text = f"— {number} —"
        size = _OFFICIAL_NUMBER_PT
        x = self.left + size
        if number % 2:
            x = self.right - size - self.body.width(text, size)
        y = self.bottom - _OFFICIAL_NUMBER_MM * MM - size * ASCENT
        page.texts.append(PlacedText(x, y, Role.BODY, size, text))

    def draw_stamp(self, page: LaidPage, beside_scan: bool) -> None:
        """Put the stamp, such as that of a draft, at the top right."""
        if not self.notice.stamp:
            return
        size = self.size * 1.1
        width = self._stamp_width()
        right, top, bottom = self.right, self._stamp_top(), self._stamp_bottom()
        if beside_scan:
            right -= self._scan_size() + self.size
        x, y = right - width + self.size * 0.8, bottom + size * 0.47
        page.texts.append(PlacedText(x, y, Role.TITLE, size, self.notice.stamp))
        for x1, y1, x2, y2 in (
            (right - width, top, right, top),
            (right - width, bottom, right, bottom),
            (right - width, bottom, right - width, top),
            (right, bottom, right, top),
        ):
            page.rules.append(PlacedRule(x1, y1, x2, y2, HEAD_RULE))
