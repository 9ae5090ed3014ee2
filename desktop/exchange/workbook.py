"""What a workbook holds, as plain values: the cells as they stand in the file, nothing interpreted.

A column keeps each distinct cell once and one index per row. A register of 100,000 people has few
distinct sexes and relations, so what follows parses a word once instead of 100,000 times, and the
whole crosses the pipe from the reading process as a few blocks of bytes.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

# One byte per distinct cell says what the cell was in the file.
EMPTY = 0x20
TEXT = 0x74
NUMBER = 0x6E
DATE = 0x64
BOOL = 0x62

MAX_ROWS = 200_000
MAX_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may cost before it is refused.

    ``memory_bytes`` and ``seconds`` bound the reading process; the others are read from the file's
    own directory before anything is unpacked. Zip figures hold for xlsx, xlsm, xlsb and ods.
    """

    memory_bytes: int = 1_500_000_000
    seconds: float = 30.0
    file_bytes: int = 100_000_000
    unpacked_bytes: int = 200_000_000
    ratio: int = 200
    parts: int = 2_000


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text as a person would read it, and what it was in the file.

    Numbers are written with at most 15 significant digits and never with an exponent, dates as
    ``1980-02-29`` (``1980-02-29 08:30:00`` with a time of day), booleans as ``TRUE``/``FALSE``.
    """

    text: str
    kind: int


@dataclass(frozen=True, slots=True)
class MergedRange:
    """A merged block of cells; rows and columns count from 0, the last ones are included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


@dataclass(frozen=True)
class Column:
    """One column of a sheet from row 0 on.

    Attributes:
        texts: Each distinct cell's text, once.
        kinds: One byte per distinct cell (`TEXT`, `NUMBER`, `DATE`, `BOOL`, `EMPTY`).
        index: One entry per row: the position in ``texts``.
    """

    texts: list[str]
    kinds: bytes
    index: "array[int]"

    def cell(self, row: int) -> Cell:
        """The cell of a row; an empty one below the last row."""
        if row >= len(self.index):
            return Cell("", EMPTY)
        at = self.index[row]
        return Cell(self.texts[at], self.kinds[at])

    def text(self, row: int) -> str:
        """The text of a row's cell; empty below the last row."""
        return self.texts[self.index[row]] if row < len(self.index) else ""


@dataclass(frozen=True)
class Sheet:
    """One sheet, from cell A1 to the last used cell.

    Attributes:
        name: As on its tab.
        columns: All of equal length.
        merged: Merged blocks; unknown (empty) for ods and xlsb.
        hidden: The tab is hidden.
        hidden_rows: Rows hidden by hand or by a filter, counted from 0; known for xlsx.
        marked: Cells in red or struck-out letters as (row, column), counted from 0; known for xlsx.
        faulty: Cells whose formula ended in an error such as ``#REF!``, same counting and file kind.
    """

    name: str
    columns: tuple[Column, ...]
    merged: tuple[MergedRange, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    marked: frozenset[tuple[int, int]] = frozenset()
    faulty: Mapping[tuple[int, int], str] = field(default_factory=dict)

    @cached_property
    def row_count(self) -> int:
        """Rows from the first to the last used one."""
        return len(self.columns[0].index) if self.columns else 0

    def cell(self, row: int, column: int) -> Cell:
        """One cell; empty outside the used block."""
        return self.columns[column].cell(row) if column < len(self.columns) else Cell("", EMPTY)

    def text(self, row: int, column: int) -> str:
        """The text of one cell; empty outside the used block."""
        return self.columns[column].text(row) if column < len(self.columns) else ""

    def row_texts(self, row: int) -> list[str]:
        """The texts of one row, one entry per column."""
        return [column.text(row) for column in self.columns]

    @property
    def rows(self) -> Iterator[tuple[Cell, ...]]:
        """Every row, first one first."""
        for row in range(self.row_count):
            yield tuple(column.cell(row) for column in self.columns)


@dataclass(frozen=True)
class Workbook:
    """A file that could be read.

    Attributes:
        kind: What the content is, whatever the name says: xlsx, xls, xlsb, ods or csv.
        sheets: Work sheets in the file's order, hidden ones included, chart sheets left out.
        date1904: Day numbers count from 1904-01-01 (old Mac files) instead of 1899-12-30.
        encoding: Character set of a csv file; empty otherwise.
        peak_bytes: Greatest memory of the reading process; 0 where it is not known.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    date1904: bool = False
    encoding: str = ""
    peak_bytes: int = 0
