"""Where each figure of a sheet stands and which records are behind it.

Made from the very layout that is printed, so that a place on the paper leads to its row; kept with an issued
sheet, for a later program may lay out the same notice in another way.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.reports.document import Figure, Notice, RowKind, Table
from desktop.reports.figure_marks import PlacedSpot
from desktop.reports.placed import PlacedLine

_VERSION = 1


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One column: its heading, how it follows from others, whether its entries run on."""

    heading: str
    formula: str
    running: bool


@dataclass(frozen=True, slots=True)
class MappedRow:
    """One row of a table: whether it is an entry, the columns in which it has a figure, its records.

    ``own`` are columns behind which other records stand than behind the row, see `Row`.
    """

    is_entry: bool
    figures: tuple[int, ...]
    origins: tuple[str, ...]
    own: tuple[tuple[int, tuple[str, ...]], ...] = ()

    def behind(self, column: int) -> tuple[str, ...]:
        """Records behind the row's figure in a column."""
        return dict(self.own).get(column, self.origins)


@dataclass(frozen=True, slots=True)
class MappedTable:
    """One table; ``edges`` are its upright rules in points from the left edge of the paper."""

    caption: str
    columns: tuple[MappedColumn, ...]
    edges: tuple[float, ...]
    rows: tuple[MappedRow, ...]


@dataclass(frozen=True, slots=True)
class CellPlace:
    """One cell on a page: page and line of that page, and which of the line's cells; all from 0."""

    page: int
    line: int
    cell: int


@dataclass(frozen=True, slots=True)
class FigureMap:
    """A whole sheet; ``lines`` are the rows of tables on each page from top to bottom.

    A figure outside tables (in a text, a form or a chart) is a table of one cell.
    """

    tables: tuple[MappedTable, ...]
    lines: tuple[tuple[PlacedLine, ...], ...]

    def find(self, page: int, x: float, y: float) -> CellPlace | None:
        """The cell at a point, in points from the lower left corner of the page; None beside all tables."""
        if not 0 <= page < len(self.lines):
            return None
        for number, line in enumerate(self.lines[page]):
            if not line.bottom <= y <= line.top:
                continue
            edges = self.tables[line.table].edges
            for cell, (first, last, _) in enumerate(line.cells):
                if edges[first] <= x <= edges[last + 1]:
                    return CellPlace(page, number, cell)
        return None

    def first_number(self, page: int) -> CellPlace | None:
        """Where a page's figures begin; its first cell if it has none, None without tables.

        It is the last number of the first line with one: serial numbers stand in front.
        """
        if not (0 <= page < len(self.lines) and self.lines[page]):
            return None
        for number, line in enumerate(self.lines[page]):
            for cell in reversed(range(len(line.cells))):
                if line.cells[cell][2].replace(".", "").replace(",", "").removeprefix("-").isdigit():
                    return CellPlace(page, number, cell)
        return CellPlace(page, 0, 0)

    def box(self, place: CellPlace) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a cell in points."""
        line, (first, last, _) = self._at(place)
        edges = self.tables[line.table].edges
        return edges[first], line.bottom, edges[last + 1], line.top

    def is_wide(self, place: CellPlace) -> bool:
        """Whether a cell covers several columns, as labels of totals do."""
        first, last, _ = self._at(place)[1]
        return first < last

    def text(self, place: CellPlace) -> str:
        """What the cell says."""
        return self._at(place)[1][2]

    def label(self, place: CellPlace) -> str:
        """What its line is called: the first cell that is no number, for a total its label."""
        line, _ = self._at(place)
        if len(self.tables[line.table].columns) == 1:
            return self.tables[line.table].caption
        texts = [text for first, _, text in line.cells if text and not text.replace(".", "").isdigit()]
        return texts[0] if texts else ""

    def column(self, place: CellPlace) -> MappedColumn:
        """The column a cell stands in, its last where it covers several."""
        line, (_, last, _) = self._at(place)
        return self.tables[line.table].columns[last]

    def origins(self, place: CellPlace) -> tuple[str, ...]:
        """Records behind a cell, as ``table/id``, each once and in the order of the sheet."""
        line, (first, last, _) = self._at(place)
        table = self.tables[line.table]
        rows = table.rows[line.start : line.stop]
        found: list[str] = []
        if line.sums:
            # a label and a total in capitals stand for the whole line
            whole = len(line.cells) == 1 or first < last
            for row in rows:
                if row.is_entry and (whole or first in row.figures):
                    found += row.origins if whole else row.behind(first)
        elif table.columns[last].running and first == last:
            # a balance: what it began with, and every entry up to here
            begun = next((row.origins for row in table.rows if not row.is_entry and last in row.figures), ())
            found += begun
            for row in table.rows[: line.stop]:
                found += row.origins if row.is_entry else ()
            for row in rows:
                found += row.origins
        else:
            for row in rows:
                found += row.behind(first) if first == last else row.origins
        return tuple(dict.fromkeys(found))

    def _at(self, place: CellPlace) -> tuple[PlacedLine, tuple[int, int, str]]:
        line = self.lines[place.page][place.line]
        return line, line.cells[place.cell]

    def to_json(self) -> bytes:
        """As it is kept; records are named once and counted."""
        names = dict.fromkeys(
            each
            for table in self.tables
            for row in table.rows
            for origins in (row.origins, *(behind for _, behind in row.own))
            for each in origins
        )
        numbers = {name: number for number, name in enumerate(names)}
        return json.dumps(
            {
                "version": _VERSION,
                "records": list(names),
                "tables": [
                    {
                        "caption": table.caption,
                        "columns": [[each.heading, each.formula, each.running] for each in table.columns],
                        "edges": [round(edge, 2) for edge in table.edges],
                        "rows": [
                            [
                                row.is_entry,
                                list(row.figures),
                                [numbers[each] for each in row.origins],
                                *([column, [numbers[each] for each in behind]] for column, behind in row.own),
                            ]
                            for row in table.rows
                        ],
                    }
                    for table in self.tables
                ],
                "lines": [
                    [[round(line.top, 2), round(line.bottom, 2), *line[2:]] for line in page]
                    for page in self.lines
                ],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_json(cls, content: bytes) -> "FigureMap":
        """The opposite of `to_json`."""
        read = json.loads(content)
        names = read["records"]
        tables = tuple(
            MappedTable(
                table["caption"],
                tuple(MappedColumn(*each) for each in table["columns"]),
                tuple(table["edges"]),
                tuple(
                    MappedRow(
                        is_entry,
                        tuple(figures),
                        tuple(names[each] for each in origins),
                        tuple((column, tuple(names[each] for each in behind)) for column, behind in own),
                    )
                    for is_entry, figures, origins, *own in table["rows"]
                ),
            )
            for table in read["tables"]
        )
        lines = tuple(
            tuple(
                PlacedLine(top, bottom, table, start, stop, sums, tuple((f, t, text) for f, t, text in cells))
                for top, bottom, table, start, stop, sums, cells in page
            )
            for page in read["lines"]
        )
        return cls(tables, lines)


def figure_map(
    notice: Notice,
    edges: Sequence[tuple[float, ...]],
    placed: Sequence[tuple[Sequence[PlacedLine], Sequence[PlacedSpot]]],
) -> FigureMap:
    """The map of a notice as it was laid out.

    Args:
        notice: What was laid out.
        edges: Places of each table's upright rules.
        placed: Rows of tables, and places of figures outside them, on each page.
    """
    blocks = [block for block in notice.blocks if isinstance(block, Table)]
    tables = tuple(
        MappedTable(
            block.caption,
            tuple(MappedColumn(each.heading, each.formula, each.running) for each in block.columns),
            table_edges,
            tuple(
                MappedRow(
                    row.kind is RowKind.ENTRY,
                    tuple(number for number, cell in enumerate(row.cells) if isinstance(cell, Figure)),
                    row.origins,
                    row.own,
                )
                for row in (*block.rows, *block.closing)
            ),
        )
        for block, table_edges in zip(blocks, edges, strict=True)
    )
    alone: list[MappedTable] = []
    pages = []
    for page_lines, spots in placed:
        lines = list(page_lines)
        for spot in spots:
            lines.append(_line_of(spot, len(tables) + len(alone)))
            alone.append(_table_of(spot))
        lines.sort(key=lambda line: (-line.top, -line.bottom))
        pages.append(tuple(lines))
    return FigureMap((*tables, *alone), tuple(pages))


def _line_of(spot: PlacedSpot, table: int) -> PlacedLine:
    return PlacedLine(spot.top, spot.bottom, table, 0, 1, False, ((0, 0, spot.mark.text),))


def _table_of(spot: PlacedSpot) -> MappedTable:
    mark = spot.mark
    return MappedTable(
        "",
        (MappedColumn(mark.label, mark.note, False),),
        (spot.left, spot.right),
        (MappedRow(True, (0,), mark.origins),),
    )
