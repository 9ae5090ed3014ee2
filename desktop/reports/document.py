"""A printed piece as plain values, before anything is measured or drawn.

Builders fill these from data and a template; ``layout`` breaks them into pages. Texts are final:
masking and wording are done before. Sizes are in points, lengths on paper in millimetres.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from desktop.domain.notice_mark import CHECK_CODE_LENGTH, content_mark
from desktop.reports.figure_marks import FigureMark
from desktop.reports.fonts import Role

SMALLEST_WALL_PT = 10.5
"""No type in the tables of a notice is smaller.

Source:
    Boards are read standing from half a metre to a metre: 五号 (10.5 pt) at least.
"""

WIDE_GAP = "　　"
"""Stands between the parts of a note; a line that is too long breaks there first."""


class Paper(Enum):
    """Sheet, held upright: width and height in millimetres."""

    A5 = (148.0, 210.0)
    A4 = (210.0, 297.0)
    A3 = (297.0, 420.0)


@dataclass(frozen=True, slots=True)
class Margins:
    """White edges of a sheet in millimetres."""

    top: float
    right: float
    bottom: float
    left: float


@dataclass(frozen=True, slots=True)
class Page:
    """Sheet and type size a piece asks for.

    Attributes:
        paper: Sheet; a wide table may move to the next larger one.
        across: Long side at the bottom.
        margins: White edges in millimetres.
        text_pt: Size of table text and notes in points.
        title_pt: Size of the title in points.
        body_pt: Size of running text in points.
        official: Running text stands on the grid of official documents: 28 characters to a line and 22
            lines to an A4 page of 16 pt type, its issuer and seal as there.

    Source:
        GB/T 9704-2012, 5.2 and 7.3, for official documents.
    """

    paper: Paper
    across: bool
    margins: Margins
    text_pt: float
    title_pt: float
    body_pt: float
    official: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number to stand in a column of figures: ``value`` in units of the last decimal.

    ``Figure(123450, 2)`` prints 1234.50.
    """

    value: int
    decimals: int = 2

    def text(self, grouped: bool = False) -> str:
        """The figure in digits, with thousands separators when ``grouped``."""
        whole, rest = divmod(abs(self.value), 10**self.decimals)
        sign = "-" if self.value < 0 else ""
        digits = f"{whole:,}" if grouped else str(whole)
        return f"{sign}{digits}.{rest:0{self.decimals}d}" if self.decimals else f"{sign}{digits}"


Cell = str | Figure


class Align(Enum):
    """Where a text stands in its cell."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Fit(Enum):
    """What happens to a text wider than its cell."""

    WRAP = "wrap"  # further lines
    KEEP = "keep"  # whole as figures are: dates, numbers of papers; a sentence is broken if no sheet holds it
    SHRINK = "shrink"  # the column takes room from wrapping ones, then type shrinks to 10.5 pt, then lines


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        heading: Printed on every page.
        share: Share of the table's width against the other columns.
        align: Where entries stand.
        fit: What happens to wide entries; figures are always kept whole.
        summed: Entries are figures and have page and running totals.
        decimals: Decimals of those totals.
        running: Each entry goes on from the one before, as a balance does.
        formula: How its entries follow from other columns, in words; empty for facts.
    """

    heading: str
    share: float
    align: Align = Align.CENTRE
    fit: Fit = Fit.WRAP
    summed: bool = False
    decimals: int = 2
    running: bool = False
    formula: str = ""


class RowKind(Enum):
    """What a row of a table is."""

    ENTRY = "entry"  # counted in the totals
    GROUP = "group"  # a heading across the table
    STATEMENT = "statement"  # a total or balance: label over the leading columns, figures in bold


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a cell for each column, or a label in front of (or instead of) them.

    ``origins`` are the records it was made from, as ``table/id``; they are not printed. ``own`` names
    the cells behind which not all of them stand, by their place, with the records that do.
    """

    cells: tuple[Cell, ...] = ()
    kind: RowKind = RowKind.ENTRY
    label: str = ""
    origins: tuple[str, ...] = ()
    own: tuple[tuple[int, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table that may run over several pages.

    Attributes:
        columns: From left to right.
        rows: From top to bottom; none prints ``empty_text``.
        caption: Small heading above; empty for none.
        total_label: Label of the last total, such as 合计; empty prints no totals at all.
        capital: Index of the summed column whose total is repeated in capital figures, or None.
        closing: Rows below the totals, such as the closing balance.
        empty_text: Stands in the table when it has no entry: silence looks like hiding.
        row_mm: Least height of a row, where it is written in by hand; 0 for what the type needs.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    total_label: str = "合计"
    capital: int | None = None
    closing: tuple[Row, ...] = ()
    empty_text: str = "本期无此项内容"
    row_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text.

    Attributes:
        text: One paragraph.
        role: Font.
        size_pt: Type size; 0 takes the page's body size.
        align: Left text is set to both edges.
        indent: First line indent in characters.
        space_before: White above, in lines of its own size.
        with_next: Stays on the page of what follows, as headings do.
        lead: How many characters at its beginning are a heading, set in ``lead_role``.
        lead_role: Font of that heading.
        marks: What of it can be explained, in the order of the text.
    """

    text: str
    role: Role = Role.BODY
    size_pt: float = 0.0
    align: Align = Align.LEFT
    indent: float = 0.0
    space_before: float = 0.0
    with_next: bool = False
    lead: int = 0
    lead_role: Role = Role.BODY
    marks: tuple[FigureMark, ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """A labelled value of a form; ``span`` counts the pairs it takes in its line, ``mark`` explains it."""

    label: str
    value: str
    span: int = 1
    mark: FigureMark | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """Labelled boxes as on a registration card.

    Attributes:
        fields: From left to right, line by line.
        pairs: Pairs of label and value to a line.
        caption: Small heading above; empty for none.
        role: Font of the values.
        size_pt: Size of the values; 0 takes the page's table size.
        line_mm: Least height of a line, where it is written in by hand; 0 for what the type needs.
    """

    fields: tuple[FormField, ...]
    pairs: int = 3
    caption: str = ""
    role: Role = Role.BODY
    size_pt: float = 0.0
    line_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class SquareCode:
    """A text as a square code (QR) for scanners, centred.

    Attributes:
        text: What a scanner reads, ASCII.
        side_mm: Length of a side without the white around it.
    """

    text: str
    side_mm: float


class Pattern(Enum):
    """How the bars of a series are filled, to be told apart in black on any paper."""

    STRIPES = "stripes"
    SOLID = "solid"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Series:
    """One measure of a chart: what its bars are and how they look."""

    heading: str
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One thing that is measured: its name, one amount for each series, and a key to ask by.

    ``origins`` are the records behind each amount, as ``table/id``; empty where nobody asks.
    """

    label: str
    values: tuple[int, ...]
    key: str = ""
    origins: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the left with their amounts beside them, one line for each row and series.

    Attributes:
        rows: From top to bottom; none prints ``empty_text``.
        series: What is measured of each row; several have a legend.
        caption: Small heading above; empty for none.
        empty_text: Stands where there is nothing to draw.
        decimals: Places of the amounts; 2 for money in fen, 0 for what is counted.
    """

    rows: tuple[ChartRow, ...]
    series: tuple[Series, ...]
    caption: str = ""
    empty_text: str = "本期无此项内容"
    decimals: int = 2


Block = Paragraph | Table | Form | SquareCode | Chart


@dataclass(frozen=True, slots=True)
class HeadLine:
    """Line between the title and the content; empty parts are left out."""

    left: str = ""
    centre: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signs by hand, and who issues.

    Attributes:
        labels: One empty line each, such as 村党组织书记.
        issuer: Body whose seal goes on the sheet; empty when nothing is sealed.
        issued_on: Date in words; empty when not issued.
        seal: A faint ring on screen shows where the seal goes.
    """

    labels: tuple[str, ...] = ()
    issuer: str = ""
    issued_on: str = ""
    seal: bool = True


@dataclass(frozen=True, slots=True)
class Notice:
    """Everything one printed piece says.

    Attributes:
        title: Parts of the title; a long one breaks between them.
        period: Period or day the content speaks of; a table without one is refused.
        page: Sheet and sizes.
        head: Line below the title.
        blocks: Content from top to bottom.
        notes: Small print below it: dates of publication, objections, telephones.
        signature: Signatures and issuer; None prints none.
        number: Number of the notice; empty while it has none.
        stamp: Boxed words on each page, such as 内部台账，不作证明; empty for none.
        coded: Footer carries the number and the check code.
        grouped: Figures have thousands separators.
        template: Name and version of the template it was made from.
        scan: What a square code in the upper right corner holds, ASCII; empty for none.
        red: Printed on red paper: nothing but black, rules no finer than can be read there.
        head_marks: What can be explained of the title and the line below it, in their order.
        note_marks: What can be explained of the notes, in their order.
    """

    title: tuple[str, ...]
    period: str
    page: Page
    blocks: tuple[Block, ...]
    head: HeadLine = HeadLine()
    notes: tuple[str, ...] = ()
    signature: SignatureLine | None = None
    number: str = ""
    stamp: str = ""
    coded: bool = True
    grouped: bool = False
    template: str = ""
    scan: str = ""
    red: bool = False
    head_marks: tuple[FigureMark, ...] = ()
    note_marks: tuple[FigureMark, ...] = ()

    def texts(self) -> Iterator[str]:
        """Every text of the piece in reading order, figures in digits."""
        yield from self.title
        yield self.period
        yield from (self.head.left, self.head.centre, self.head.right)
        for block in self.blocks:
            yield from _block_texts(block, self.grouped)
        yield from self.notes
        if self.signature is not None:
            yield from self.signature.labels
            yield from (self.signature.issuer, self.signature.issued_on)
        yield from (self.number, self.stamp)

    def origins(self) -> Iterator[str]:
        """Every record that a row of its tables was made from, as ``table/id``."""
        for block in self.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    yield from row.origins

    def content_mark(self) -> str:
        """The hash of what it says (see `desktop.domain.notice_mark`).

        Paper and type size don't change it: a large print says the same.
        """
        return content_mark(self.texts())

    def check_code(self) -> str:
        """The beginning of the hash, to compare a sheet on the wall with the record."""
        return self.content_mark()[:CHECK_CODE_LENGTH]


def _block_texts(block: Block, grouped: bool) -> Iterator[str]:
    if isinstance(block, Paragraph | SquareCode):
        yield block.text
    elif isinstance(block, Form):
        yield block.caption
        for each in block.fields:
            yield from (each.label, each.value)
    elif isinstance(block, Chart):
        yield block.caption
        yield from (each.heading for each in block.series)
        if not block.rows:
            yield block.empty_text
        for row in block.rows:
            yield row.label
            yield from (Figure(value).text(grouped) for value in row.values)
    else:
        yield block.caption
        for column in block.columns:
            yield column.heading
        if not block.rows:
            yield block.empty_text
        for each_row in (*block.rows, *block.closing):
            yield each_row.label
            for cell in each_row.cells:
                yield cell if isinstance(cell, str) else cell.text(grouped)
