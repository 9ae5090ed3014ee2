"""Breaks a notice into pages of placed text and rules, in points from the lower left corner.

The house rules for public notices are here: header on each page, rows never split, page and
running totals, the signature block with at least two rows, a footer with page, number and check
code. Nothing is drawn; ``rendering`` does that.

Source:
    村务公开 layout practice; GB/T 9704-2012 for margins and sizes of running text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop.domain.problem import Problem, ProblemError
from desktop.reports.chart import LaidChart, lay_out_chart, shifted
from desktop.reports.document import (
    SMALLEST_WALL_PT,
    Align,
    Block,
    Chart,
    Figure,
    Fit,
    Form,
    FormField,
    Notice,
    Page,
    Paper,
    Paragraph,
    Row,
    RowKind,
    SquareCode,
    Table,
)
from desktop.reports.figure_marks import FigureMark, PlacedSpot, spots_in
from desktop.reports.fonts import Role, type_of
from desktop.reports.laid_page import MM, LaidNotice, LaidPage, PagedNotice
from desktop.reports.line_breaking import break_lines
from desktop.reports.pagination import (
    Mark,
    Placed,
    Strip,
    StripKind,
    StripTooTallError,
    TableFurniture,
    paginate,
)
from desktop.reports.placed import PlacedLine, PlacedRule, PlacedText
from desktop.reports.sheet_frame import ASCENT, HEAD_RULE, divided, draw_modules
from desktop.reports.signed_sheet import SignedSheet
from desktop.reports.square_code import WHITE_MODULES, square_code
from desktop.reports.table_grid import FRAME, INNER, TableGrid
from desktop.reports.table_measures import LEADING, PAD_X, PAD_Y, TableMeasures, TableRow, TooLargeError

_TEXT_LEADING = 1.75  # of running text: 28 to 29 pt for 16 pt type
_SMALLER_PT = (14.0, 12.0, SMALLEST_WALL_PT)  # for what no paper holds in the size asked for
_LONGEST_KEPT = 16  # characters; dates, terms and numbers of papers are shorter
_MOST_ROWS_HELD = 300  # of a table; further ones are measured again when they are placed
_SMALL_TABLE = 8  # rows up to which a table is not broken when a page holds it
_WHITE = 0.5  # widest extra space between characters of a justified line, in tenths of a size


def lay_out(notice: Notice) -> LaidNotice:
    """Break a notice into pages and hold them all.

    Raises:
        ProblemError: As `lay_out_by_page`.
    """
    paged = lay_out_by_page(notice)
    return LaidNotice(paged.width, paged.height, tuple(paged.pages), paged.edges)


def lay_out_by_page(notice: Notice) -> PagedNotice:
    """Break a notice into pages.

    What is too wide or too high for its sheet moves to the next larger one, and what is so for the largest
    is set smaller, as far as people can read it standing. Long texts in columns that are kept whole, such as
    those of dates, are broken where no sheet holds them.

    Raises:
        ProblemError: DOC-001 a table without a period; DOC-002 a figure too wide for the largest
            sheet; DOC-003 a row or block higher than a page.
    """
    if not notice.period.strip() and any(isinstance(block, Table) for block in notice.blocks):
        raise ProblemError(Problem("DOC-001", {"title": "".join(notice.title)}))
    problem = Problem("DOC-003")
    for attempt in _attempts(notice):
        try:
            return _Layout(attempt).pages()
        except TooLargeError as error:
            problem = error.problem
    raise ProblemError(problem)


def _attempts(notice: Notice) -> Iterator[Notice]:
    """The notice on every page to try, then with sentences broken that stand where entries are kept whole."""
    for page in _pages_to_try(notice.page):
        yield replace(notice, page=page)
    tables = [_wrapping(block) if isinstance(block, Table) else block for block in notice.blocks]
    if any(new is not block for new, block in zip(tables, notice.blocks, strict=True)):
        for page in _pages_to_try(notice.page):
            yield replace(notice, page=page, blocks=tuple(tables))


def _wrapping(table: Table) -> Table:
    columns = tuple(
        replace(column, fit=Fit.WRAP)
        if column.fit is Fit.KEEP and any(_is_long(row, place) for row in table.rows)
        else column
        for place, column in enumerate(table.columns)
    )
    changed = any(new is not column for new, column in zip(columns, table.columns, strict=True))
    return replace(table, columns=columns) if changed else table


def _is_long(row: Row, place: int) -> bool:
    cell = row.cells[place] if place < len(row.cells) else ""
    return isinstance(cell, str) and len(cell) > _LONGEST_KEPT


def _pages_to_try(page: Page) -> Iterator[Page]:
    """The page asked for, larger paper, the largest across, and on that smaller type."""
    papers = list(Paper)
    for paper in papers[papers.index(page.paper) :]:
        yield replace(page, paper=paper)
    largest = replace(page, paper=papers[-1], across=True)
    if not page.across:
        yield largest
    for size in _SMALLER_PT:
        if size < page.text_pt:
            yield replace(largest, text_pt=size)


@dataclass(frozen=True, slots=True)
class _TableStrip:
    measures: int
    row: TableRow
    values: tuple[int, ...]  # what it adds to the totals; empty when it is not counted
    covers: tuple[int, int] = (0, 0)  # rows of the table that are behind it
    sums: bool = False


@dataclass(frozen=True, slots=True)
class _TextStrip:
    line: str
    role: Role
    size_pt: float
    align: Align
    indent_pt: float
    spacing_pt: float
    above_pt: float
    leading_pt: float
    lead: int = 0  # characters at the beginning in the font of a heading
    lead_role: Role = Role.BODY
    marks: tuple[FigureMark, ...] = ()


@dataclass(frozen=True, slots=True)
class _FormStrip:
    cells: tuple[tuple[float, float, tuple[str, ...], bool], ...]  # x, width, lines, is label
    marks: tuple[FigureMark | None, ...]  # of each cell
    height: float
    first: bool
    last: bool
    role: Role
    size_pt: float


@dataclass(frozen=True, slots=True)
class _CodeStrip:
    modules: tuple[tuple[bool, ...], ...]  # row by row from the top, true where it is dark
    module_pt: float


@dataclass(frozen=True, slots=True)
class _ChartStrip:
    chart: LaidChart


@dataclass(frozen=True, slots=True)
class _GapStrip:
    height: float


class _TailStrip:
    """Signatures, notes and issuer: one box, so that they stay together."""


_Content = _TableStrip | _TextStrip | _FormStrip | _CodeStrip | _ChartStrip | _GapStrip | _TailStrip


class _Layout(SignedSheet):
    """One attempt on one size of paper."""

    def __init__(self, notice: Notice) -> None:
        super().__init__(notice)
        self.measures: list[TableMeasures] = []
        self.strips: list[Strip] = []
        self.content: dict[int, _Content] = {}  # by strip; gone once it is placed
        self.first_rows: list[int] = []  # strip of each table's first row

    # -- measuring ---------------------------------------------------------------------------

    def pages(self) -> PagedNotice:
        title_height = self.title_height()
        continued_height = self.continued_height()
        for block in self.notice.blocks:
            self._add_block(block)
        self._add_tail()
        self._tie_the_end()
        furniture = [self._furniture(index) for index in range(len(self.measures))]
        full = self.top - self.bottom
        try:
            pages = paginate(self.strips, furniture, full - title_height, full - continued_height)
        except StripTooTallError as error:
            raise TooLargeError(Problem("DOC-003", {"text": self._describe(error.index)})) from None
        edges = tuple(tuple(self.left + edge for edge in measures.edges) for measures in self.measures)
        return PagedNotice(self.width, self.height, len(pages), self._place(pages), edges)

    def _describe(self, index: int) -> str:
        """First words of what doesn't fit; the sheet itself shows them, so nothing new is told."""
        content = self._content(index)
        if isinstance(content, _TableStrip):
            longest = max(content.row.cells, key=lambda cell: len(cell.lines))
            return longest.lines[0][:12]
        return "签名和落款" if isinstance(content, _TailStrip) else "表格"

    def _add(self, content: _Content, strip: Strip) -> None:
        self.content[len(self.strips)] = content
        self.strips.append(strip)

    def _content(self, index: int) -> _Content:
        """What a strip shows; a row of a long table that was let go is measured again."""
        content = self.content.pop(index, None)
        if content is None:
            table = self.strips[index].table
            assert table is not None
            return self._table_strip(table, index - self.first_rows[table])
        return content

    def _table_strip(self, index: int, number: int) -> _TableStrip:
        """A row of a table, measured."""
        measures = self.measures[index]
        row = measures.table.rows[number]
        values: tuple[int, ...] = ()
        if row.kind is RowKind.ENTRY:
            values = tuple(
                cell.value if column.summed and isinstance(cell, Figure) else 0
                for column, cell in zip(measures.table.columns, row.cells, strict=True)
            )
        return _TableStrip(index, measures.body_row(row), values, (number, number + 1))

    def _add_block(self, block: Block) -> None:
        if isinstance(block, Paragraph):
            self._add_paragraph(block)
        elif isinstance(block, Form):
            self._add_form(block)
        elif isinstance(block, SquareCode):
            self._add_code(block)
        elif isinstance(block, Chart):
            self._add_chart(block)
        else:
            self._add_table(block)

    def _add_paragraph(self, paragraph: Paragraph) -> None:
        size = paragraph.size_pt or self.notice.page.body_pt
        type_ = type_of(paragraph.role)
        leading, step = size * _TEXT_LEADING, size
        if self.official and size == self.notice.page.body_pt:
            leading, step = self.pitch, self.room / self.characters
        squeeze = step - size  # on the grid every character gives way a little
        indent = paragraph.indent * step
        room = self.room / step * size  # as wide as its characters are without giving way
        lines = break_lines(paragraph.text, type_, size, room, room - paragraph.indent * size)
        lead, marks = paragraph.lead, paragraph.marks
        for index, line in enumerate(lines):
            first, last = index == 0, index == len(lines) - 1
            start = indent if first else 0.0
            spacing = squeeze
            if paragraph.align is Align.LEFT and not last and len(line) > 1:
                free = self.room - start - type_.width(line, size) - squeeze * len(line)
                free /= len(line) - 1
                spacing += free if 0 < free <= size * _WHITE / 2 else 0.0
            above = paragraph.space_before * leading if first else 0.0
            headed = min(lead, len(line))
            lead -= headed
            here, marks = divided(line, marks)
            self._add(
                _TextStrip(
                    line,
                    paragraph.role,
                    size,
                    paragraph.align,
                    start,
                    spacing,
                    above,
                    leading,
                    headed,
                    paragraph.lead_role,
                    here,
                ),
                # two lines at the beginning and at the end of a paragraph stay together
                Strip(
                    leading + above,
                    with_next=paragraph.with_next or (first and not last) or index == len(lines) - 2,
                ),
            )

    def _caption(self, text: str) -> None:
        if self.strips:
            self._add(_GapStrip(self.size * 0.5), Strip(self.size * 0.5, with_next=True))
        if text:
            size = self.size * 1.1
            self._add(
                _TextStrip(text, Role.TITLE, size, Align.LEFT, 0.0, 0.0, 0.0, size * _TEXT_LEADING),
                Strip(size * _TEXT_LEADING, with_next=True),
            )

    def _add_form(self, form: Form) -> None:
        self._caption(form.caption)
        size = form.size_pt or self.size
        pad = size * PAD_X
        type_ = type_of(form.role)
        label_width = max(self.bold.width(each.label, self.size) for each in form.fields) + 2 * pad + 1
        lines = _form_lines(form)
        for number, fields in enumerate(lines):
            cells: list[tuple[float, float, tuple[str, ...], bool]] = []
            marks: list[FigureMark | None] = []
            x = 0.0
            for each in fields:
                # a line that is not full ends in a longer box, so that the others stand in line
                end = self.room if each is fields[-1] else x + self.room * each.span / form.pairs
                pair_width = end - x
                value_width = pair_width - label_width
                cells.append((x, label_width, (each.label,), True))
                broken = break_lines(each.value, type_, size, value_width - 2 * pad)
                cells.append((x + label_width, value_width, tuple(broken), False))
                marks += [None, each.mark]
                x += pair_width
            tallest = max(len(cell[2]) for cell in cells)
            height = max(tallest * size * LEADING + 2 * size * PAD_Y, form.line_mm * MM)
            last = number == len(lines) - 1
            self._add(
                _FormStrip(tuple(cells), tuple(marks), height, number == 0, last, form.role, size),
                Strip(height, with_next=not last),
            )

    def _add_code(self, code: SquareCode) -> None:
        modules = square_code(code.text)
        module = code.side_mm * MM / len(modules)
        height = module * (len(modules) + 2 * WHITE_MODULES)
        self._add(_CodeStrip(modules, module), Strip(height))

    def _add_chart(self, chart: Chart) -> None:
        self._caption(chart.caption)
        charts = [each for each in self.notice.blocks if isinstance(each, Chart)]
        laid = lay_out_chart(chart, self.room, self.size, self.notice.grouped, charts)
        self._add(_ChartStrip(laid), Strip(laid.height))

    def _add_table(self, table: Table) -> None:
        measures = TableMeasures(table, self.room, self.size, self.notice.grouped)
        index = len(self.measures)
        self._caption(table.caption)
        self.measures.append(measures)
        self.first_rows.append(len(self.strips))
        small = len(table.rows) <= _SMALL_TABLE
        alike: dict[Strip, Strip] = {}  # most rows are as high as others: one object for all of them
        for number, row in enumerate(table.rows):
            content = self._table_strip(index, number)
            grouped = row.kind is RowKind.GROUP
            kind = StripKind.ROW if row.kind is RowKind.ENTRY else StripKind.OTHER
            if number < _MOST_ROWS_HELD:
                self.content[len(self.strips)] = content
            strip = Strip(content.row.height, kind, index, grouped or small, small and not grouped)
            self.strips.append(alike.setdefault(strip, strip))
        if not any(row.kind is RowKind.ENTRY for row in table.rows):
            self._add_row(index, measures.empty_row())
        elif table.total_label and any(column.summed for column in table.columns):
            self._tie_to_last_row()
            every = (0, len(table.rows))
            total = measures.total_row(table.total_label, measures.totals)
            self._add_row(index, total, StripKind.TOTAL, covers=every, sums=True)
            if table.capital is not None:
                self._tie_to_last_row()
                capital_row = measures.capital_row(table.total_label, table.capital)
                self._add_row(index, capital_row, covers=every, sums=True)
        for number, row in enumerate(table.closing, start=len(table.rows)):
            self._tie_to_last_row()
            self._add_row(index, measures.body_row(row), covers=(number, number + 1))
        self.strips[-1] = replace(self.strips[-1], with_next=False)

    def _add_row(
        self,
        index: int,
        row: TableRow,
        kind: StripKind = StripKind.OTHER,
        covers: tuple[int, int] = (0, 0),
        sums: bool = False,
    ) -> None:
        self._add(_TableStrip(index, row, (), covers, sums), Strip(row.height, kind, index))

    def _tie_to_last_row(self) -> None:
        self.strips[-1] = replace(self.strips[-1], with_next=True, soft=False)

    def _furniture(self, index: int) -> TableFurniture:
        measures = self.measures[index]
        header = measures.heading_row().height
        table = measures.table
        if not table.total_label or not any(column.summed for column in table.columns):
            return TableFurniture(header)
        height = measures.total_row("本页小计", measures.totals).height
        return TableFurniture(header, height, height)

    def _tie_the_end(self) -> None:
        """The signature block stands with at least the last two rows or lines."""
        if not self.content or not isinstance(self.content[len(self.strips) - 1], _TailStrip):
            return
        seen = 0
        for index in range(len(self.strips) - 2, -1, -1):
            self.strips[index] = replace(self.strips[index], with_next=True, soft=False)
            content = self.content.get(index)
            counts = self.strips[index].kind is StripKind.ROW or isinstance(content, _TextStrip)
            seen += counts or isinstance(content, _FormStrip)
            seen += 2 * isinstance(content, _ChartStrip)
            if seen >= 2:
                break

    # -- the signature block -----------------------------------------------------------------

    def _add_tail(self) -> None:
        height = self.tail_height()
        if height:
            self._add(_TailStrip(), Strip(height))

    # -- titles and footers ------------------------------------------------------------------

    # -- placing -----------------------------------------------------------------------------

    def _place(self, pages: list[list[Placed]]) -> Iterator[LaidPage]:
        running = [[0] * len(measures.table.columns) for measures in self.measures]
        for number, boxes in enumerate(pages, start=1):
            page = LaidPage()
            y = self.top
            if number == 1:
                y = self.draw_title(page)
            elif not self.official:
                y = self.draw_continued(page)
            self.draw_stamp(page, beside_scan=number == 1 and bool(self.notice.scan))
            if number == 1:
                self.draw_scan(page)
            self._draw_boxes(page, boxes, y, running)
            self.draw_footer(page, number, len(pages))
            yield page

    def _draw_boxes(self, page: LaidPage, boxes: list[Placed], y: float, running: list[list[int]]) -> None:
        begun: dict[int, int] = {}  # first row of each table on this page, and the one after the last
        reached: dict[int, int] = {}
        on_page = [[0] * len(measures.table.columns) for measures in self.measures]
        grid: TableGrid | None = None
        for box in boxes:
            if box.mark is Mark.STRIP:
                content = self._content(box.index)
                if isinstance(content, _TableStrip):
                    assert grid is not None
                    begun.setdefault(content.measures, content.covers[0])
                    if not content.sums:
                        reached[content.measures] = content.covers[1]
                    self._note_line(page, content.row, y, content.measures, content.covers, content.sums)
                    y = self._draw_row(page, grid, content.row, y, INNER)
                    for index, value in enumerate(content.values):
                        on_page[content.measures][index] += value
                        running[content.measures][index] += value
                    continue
                if grid is not None:
                    grid.close(page, y)
                    grid = None
                y = self._draw_content(page, content, y, self.strips[box.index].height)
                continue
            measures = self.measures[box.index]
            if box.mark is Mark.HEADER:
                if grid is not None:
                    grid.close(page, y)
                grid = TableGrid(self.left, measures, y)
                y = self._draw_row(page, grid, measures.heading_row(), y, HEAD_RULE)
                continue
            assert grid is not None
            if box.mark is Mark.PAGE_TOTAL:
                row = measures.total_row("本页小计", on_page[box.index])
            else:
                row = measures.total_row("累计", running[box.index])
            start = begun.get(box.index, 0) if box.mark is Mark.PAGE_TOTAL else 0
            self._note_line(page, row, y, box.index, (start, reached.get(box.index, 0)), sums=True)
            y = self._draw_row(page, grid, row, y, INNER)
        if grid is not None:
            grid.close(page, y)

    def _note_line(
        self, page: LaidPage, row: TableRow, top: float, table: int, covers: tuple[int, int], sums: bool
    ) -> None:
        cells = tuple((cell.first, cell.last, "".join(cell.lines)) for cell in row.cells)
        page.lines.append(PlacedLine(top, top - row.height, table, *covers, sums, cells))

    def _draw_row(self, page: LaidPage, grid: TableGrid, row: TableRow, top: float, rule: float) -> float:
        measures = grid.measures
        bottom = top - row.height
        for cell in row.cells:
            left = self.left + measures.edges[cell.first]
            right = self.left + measures.edges[cell.last + 1]
            leading = cell.size_pt * LEADING
            first = (top + bottom) / 2 + len(cell.lines) * leading / 2
            type_ = measures.bold if cell.role is Role.TITLE else measures.body
            for number, line in enumerate(cell.lines):
                if not line:
                    continue
                base = first - number * leading - (leading - cell.size_pt) / 2 - ASCENT * cell.size_pt
                if cell.align is Align.LEFT:
                    x = left + measures.pad
                else:
                    if cell.figure:
                        width = type_.figure_width(line, cell.size_pt)
                    else:
                        width = type_.width(line, cell.size_pt)
                    x = right - measures.pad - width
                    if cell.align is Align.CENTRE:
                        x = (left + right - width) / 2
                page.texts.append(PlacedText(x, base, cell.role, cell.size_pt, line, 0.0, cell.figure))
        grid.add(page, row, top, bottom, rule)
        return bottom

    def _draw_content(self, page: LaidPage, content: _Content, top: float, height: float) -> float:
        if isinstance(content, _TextStrip):
            size = content.size_pt
            base = top - content.above_pt - (content.leading_pt - size) / 2 - ASCENT * size
            width = type_of(content.role).width(content.line, size)
            x = self.left + content.indent_pt
            if content.align is Align.CENTRE:
                x = (self.left + self.right - width) / 2
            elif content.align is Align.RIGHT:
                x = self.right - width
            if content.marks:
                page.spots += spots_in(
                    content.line,
                    content.marks,
                    lambda text: type_of(content.role).width(text, size) + content.spacing_pt * len(text),
                    x,
                    base - size * 0.25,
                    base + size,
                )
            head, rest = content.line[: content.lead], content.line[content.lead :]
            if head:
                page.texts.append(PlacedText(x, base, content.lead_role, size, head, content.spacing_pt))
                x += type_of(content.lead_role).width(head, size) + content.spacing_pt * len(head)
            if rest:
                page.texts.append(PlacedText(x, base, content.role, size, rest, content.spacing_pt))
        elif isinstance(content, _FormStrip):
            self._draw_form_line(page, content, top)
        elif isinstance(content, _CodeStrip):
            self._draw_code(page, content, top)
        elif isinstance(content, _ChartStrip):
            texts, rules, squares = shifted(content.chart, self.left, top - height)
            page.texts += texts
            page.rules += rules
            page.squares += squares
            page.spots += [
                each._replace(
                    left=each.left + self.left,
                    right=each.right + self.left,
                    bottom=each.bottom + top - height,
                    top=each.top + top - height,
                )
                for each in content.chart.spots
            ]
        elif isinstance(content, _TailStrip):
            self.draw_tail(page, top)
        return top - height

    def _draw_code(self, page: LaidPage, code: _CodeStrip, top: float) -> None:
        module = code.module_pt
        left = (self.left + self.right - module * len(code.modules)) / 2
        draw_modules(page, code.modules, left, top - WHITE_MODULES * module, module)

    def _draw_form_line(self, page: LaidPage, line: _FormStrip, top: float) -> None:
        bottom = top - line.height
        pad = line.size_pt * PAD_X
        for (x, width, lines, is_label), mark in zip(line.cells, line.marks, strict=True):
            left = self.left + x
            if mark is not None:
                page.spots.append(PlacedSpot(left, bottom, left + width, top, mark))
            size = self.size if is_label else line.size_pt
            role = Role.TITLE if is_label else line.role
            first = (top + bottom) / 2 + len(lines) * size * LEADING / 2
            for number, text in enumerate(lines):
                base = first - number * size * LEADING - size * (LEADING - 1) / 2 - ASCENT * size
                start = left + pad
                if is_label:
                    start = left + (width - self.bold.width(text, size)) / 2
                page.texts.append(PlacedText(start, base, role, size, text))
            if x:
                page.rules.append(PlacedRule(left, bottom, left, top, INNER))
        for x in (self.left, self.right):
            page.rules.append(PlacedRule(x, bottom, x, top, FRAME))
        page.rules.append(PlacedRule(self.left, top, self.right, top, FRAME if line.first else INNER))
        if line.last:
            page.rules.append(PlacedRule(self.left, bottom, self.right, bottom, FRAME))


def _form_lines(form: Form) -> list[list[FormField]]:
    lines: list[list[FormField]] = []
    used = form.pairs
    for each in form.fields:
        if used + each.span > form.pairs:
            lines.append([])
            used = 0
        lines[-1].append(each)
        used += each.span
    return lines
