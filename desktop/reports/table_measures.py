"""How wide the columns of a table are, how its cells are broken into lines, and how high its rows get."""

from collections.abc import Sequence
from typing import NamedTuple

from desktop.domain.money import capital
from desktop.domain.problem import Place, Problem
from desktop.reports.document import SMALLEST_WALL_PT, Align, Figure, Fit, Row, RowKind, Table
from desktop.reports.fonts import Role, Type, type_of
from desktop.reports.laid_page import MM
from desktop.reports.line_breaking import break_lines
from desktop.reports.line_shaping import balanced

_NONE = "—"  # what is not counted, see `sheet_rows.NOT_COUNTED`
LEADING = 1.3  # line height of table text, in sizes
PAD_X = 0.32  # white beside table text, in sizes
PAD_Y = 0.3  # white above and below it, in sizes
_MOST_GROWTH = 1.6  # of a column of unbroken text over its share


class TooLargeError(Exception):
    """Something doesn't fit this size of paper; the problem is told if no size holds it."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


class CellLines(NamedTuple):
    """Text of one cell, broken: ``first`` and ``last`` are the columns it covers."""

    first: int
    last: int
    lines: Sequence[str]
    size_pt: float
    align: Align
    role: Role
    figure: bool


class TableRow(NamedTuple):
    """A row of a table, measured: its height in points, and its cells."""

    height: float
    cells: tuple[CellLines, ...]


class TableMeasures:
    """Widths of a table's columns and the type its entries are set in."""

    def __init__(self, table: Table, width: float, size_pt: float, grouped: bool) -> None:
        self.table = table
        self.size = size_pt
        self.grouped = grouped
        self.body = type_of(Role.BODY)
        self.bold = type_of(Role.TITLE)
        self.smallest = min(SMALLEST_WALL_PT, size_pt)
        self.pad = size_pt * PAD_X
        self.totals = self._final_totals()
        entries = [row.cells for row in table.rows if row.kind is RowKind.ENTRY]
        self.uncounted = {  # columns of which nothing is told have no total either: nought would be wrong
            index
            for index in range(len(table.columns))
            if entries and all(c[index] == _NONE for c in entries)
        }
        self.widths, self.sizes = self._columns(width)
        self.edges = [0.0]
        for each in self.widths:
            self.edges.append(self.edges[-1] + each)

    def _final_totals(self) -> list[int]:
        totals = [0] * len(self.table.columns)
        summed = [index for index, column in enumerate(self.table.columns) if column.summed]
        for row in self.table.rows:
            if row.kind is RowKind.ENTRY:
                for index in summed:
                    cell = row.cells[index]
                    if isinstance(cell, Figure):
                        totals[index] += cell.value
        return totals

    def _widest(self, index: int) -> tuple[float, bool]:
        """Width of the widest entry of a column at full size, and whether it is a figure."""
        column = self.table.columns[index]
        widest, is_figure = 0.0, False
        seen: set[str] = set()
        for row in (*self.table.rows, *self.table.closing):
            if index >= len(row.cells):
                continue
            cell = row.cells[index]
            if isinstance(cell, Figure):
                is_figure = True
                type_ = self.body if row.kind is RowKind.ENTRY else self.bold
                widest = max(widest, type_.figure_width(cell.text(self.grouped), self.size))
            elif row.kind is RowKind.ENTRY and cell not in seen:
                seen.add(cell)
                widest = max(widest, *(self.body.width(line, self.size) for line in cell.split("\n")))
        if column.summed:
            total = Figure(self.totals[index], column.decimals).text(self.grouped)
            widest = max(widest, self.bold.figure_width(total, self.size))
        return widest, is_figure or column.summed

    def _columns(self, width: float) -> tuple[list[float], list[float]]:
        """Width of each column and the type size of its figures and other entries kept whole.

        They and unbroken entries take what they need from the columns that wrap; what is still
        too wide is set smaller, down to 10.5 pt.
        """
        columns = self.table.columns
        shares = sum(column.share for column in columns)
        wanted = [width * column.share / shares for column in columns]
        widest = [self._widest(index) for index in range(len(columns))]
        figures = [
            index for index, column in enumerate(columns) if widest[index][1] or column.fit is Fit.KEEP
        ]
        whole = [
            index for index, column in enumerate(columns) if column.fit is Fit.SHRINK and index not in figures
        ]
        soft = [index for index in range(len(columns)) if index not in figures and index not in whole]
        natural = [each + 2 * self.pad for each, _ in widest]
        widths = list(wanted)
        for index in figures:
            widths[index] = max(wanted[index], natural[index])
        for index in whole:
            widths[index] = max(wanted[index], min(natural[index], _MOST_GROWTH * wanted[index]))
        least = 4 * self.size + 2 * self.pad
        for index in soft:
            widths[index] = max(wanted[index], min(natural[index], least))
        # Who gives way first: wrapping columns a third, the others room they don't need, unbroken ones
        # what they had gained, wrapping ones again down to four characters a line.
        needed = [
            max(each, -(-len(column.heading) // 2) * self.size + 2 * self.pad)
            for each, column in zip(natural, columns, strict=True)
        ]
        for giving, floors in (
            (soft, [max(least, each * 2 / 3) for each in wanted]),
            (figures + whole, needed),
            (whole, wanted),
            (soft, [least] * len(columns)),
        ):
            _narrow(widths, giving, floors, sum(widths) - width)
        scale = min(1.0, width / sum(widths))
        widths = [each * scale for each in widths]
        sizes = [self.size] * len(columns)
        too_wide = []
        for index in figures:
            room = widths[index] - 2 * self.pad
            if widest[index][0] > room + 0.01:
                sizes[index] = max(self.smallest, self.size * room / widest[index][0])
                if widest[index][0] * sizes[index] / self.size > room + 0.01:
                    too_wide.append(index)
        if too_wide:
            # the one that takes most over its share is told, not one that it leaves no room
            heading = columns[max(too_wide, key=lambda index: natural[index] - wanted[index])].heading
            raise TooLargeError(Problem("DOC-002", {"column": heading}, Place(column=heading)))
        return widths, sizes

    def cell(self, first: int, last: int, cell: str | Figure, bold: bool) -> CellLines:
        """Break one cell's text into its lines; it covers the columns ``first`` to ``last``."""
        column = self.table.columns[first]
        size = self.sizes[first] if first == last else self.size
        role = Role.TITLE if bold else Role.BODY
        if isinstance(cell, Figure):
            align = Align.RIGHT if column.align is not Align.CENTRE else Align.CENTRE
            return CellLines(first, last, (cell.text(self.grouped),), size, align, role, True)
        type_ = self.bold if bold else self.body
        room = self.edges[last + 1] - self.edges[first] - 2 * self.pad
        lines: Sequence[str]
        if column.fit is Fit.KEEP and first == last and not bold:
            lines = (cell.replace("\n", " "),)
        elif "\n" not in cell and type_.width(cell, size) <= room + 0.01:
            lines = (cell,)
        else:
            if column.fit is Fit.SHRINK and "\n" not in cell:
                size = max(self.smallest, min(size, size * room / type_.width(cell, size)))
            lines = break_lines(cell, type_, size, room)
        return CellLines(first, last, lines, size, column.align, role, False)

    def row(self, cells: Sequence[CellLines]) -> TableRow:
        """A row as high as its highest cell."""
        tallest = max(len(each.lines) * each.size_pt * LEADING for each in cells)
        least = self.size * LEADING
        height = max(tallest, least) + 2 * self.size * PAD_Y
        return TableRow(max(height, self.table.row_mm * MM), tuple(cells))

    def heading_row(self) -> TableRow:
        """The row of headings; those that don't fit are broken, in the middle of words if need be."""
        cells = []
        for index, column in enumerate(self.table.columns):
            room = self.widths[index] - 2 * self.pad * 0.6
            lines = _heading_lines(column.heading, self.bold, self.size, room)
            cells.append(CellLines(index, index, lines, self.size, Align.CENTRE, Role.TITLE, False))
        return self.row(cells)

    def body_row(self, row: Row) -> TableRow:
        """One entry, group heading or statement."""
        count = len(self.table.columns)
        if row.kind is RowKind.GROUP:
            whole = self.cell(0, count - 1, row.label, True)
            return self.row([whole._replace(align=Align.LEFT)])
        if row.kind is RowKind.STATEMENT:
            return self.statement(row.label, row.cells)
        cells = [self.cell(index, index, cell, False) for index, cell in enumerate(row.cells)]
        return self.row(cells)

    def statement(self, label: str, values: Sequence[str | Figure]) -> TableRow:
        """A label over the leading columns, and values in the others in bold."""
        count = len(self.table.columns)
        lead = next((index for index in range(count) if index < len(values) and values[index] != ""), count)
        lead = max(1, min(lead, self.leading()))
        cells = [self.cell(0, lead - 1, label, True)._replace(align=Align.CENTRE)]
        for index in range(lead, count):
            value = values[index] if index < len(values) else ""
            cells.append(self.cell(index, index, value, True))
        return self.row(cells)

    def leading(self) -> int:
        """Count of columns before the first one with figures to be summed."""
        summed = (index for index, column in enumerate(self.table.columns) if column.summed)
        return next(summed, len(self.table.columns))

    def total_row(self, label: str, totals: Sequence[int]) -> TableRow:
        """A row of totals."""
        values: list[str | Figure] = [
            "" if not column.summed else _NONE if index in self.uncounted else Figure(value, column.decimals)
            for index, (column, value) in enumerate(zip(self.table.columns, totals, strict=True))
        ]
        return self.statement(label, values)

    def capital_row(self, label: str, column: int) -> TableRow:
        """The total of a column in capital figures, across the table."""
        text = f"{label}（大写）：人民币{capital(self.totals[column])}"
        whole = self.cell(0, len(self.table.columns) - 1, text, True)
        return self.row([whole._replace(align=Align.LEFT)])

    def empty_row(self) -> TableRow:
        """The statement that there is nothing to state."""
        whole = self.cell(0, len(self.table.columns) - 1, self.table.empty_text, False)
        row = self.row([whole._replace(align=Align.CENTRE)])
        return row._replace(height=row.height * 1.6)


def _heading_lines(text: str, type_: Type, size_pt: float, room: float) -> list[str]:
    """A heading of a column; one that is too long breaks before its unit: 筹资标准/（元/人）."""
    opening = text.find("（")
    if opening > 0 and type_.width(text, size_pt) > room + 0.01:
        name, unit = text[:opening], text[opening:]
        return [*balanced(name, type_, size_pt, room), *balanced(unit, type_, size_pt, room)]
    return balanced(text, type_, size_pt, room)


def _narrow(widths: list[float], giving: Sequence[int], floors: Sequence[float], over: float) -> None:
    """Take ``over`` from some columns, in proportion to what each has above its floor."""
    spare = {index: max(0.0, widths[index] - floors[index]) for index in giving}
    total = sum(spare.values())
    if over > 0 and total > 0:
        for index in giving:
            widths[index] -= min(over, total) * spare[index] / total
