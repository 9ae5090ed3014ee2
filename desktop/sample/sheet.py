"""Writes one sheet the way offices lay them out: title, unit line, headings, rows, notes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from desktop.sample.dirt import DirtLog, Expected, PlantedFault, SheetReport

_SONG = {"font_name": "宋体", "font_size": 11}
_BOX: Mapping[str, object] = {"border": 1, "align": "center", "valign": "vcenter"}
_STYLES: Mapping[str, Mapping[str, object]] = {
    "cell": {**_SONG, **_BOX},
    "text": {**_SONG, **_BOX, "num_format": "@"},
    "date": {**_SONG, **_BOX, "num_format": "yyyy/m/d"},
    "wrap": {**_SONG, **_BOX, "text_wrap": True},
    "strike": {**_SONG, **_BOX, "font_strikeout": True},
    "red": {**_SONG, **_BOX, "font_color": "#FF0000"},
    "total": {**_SONG, **_BOX, "bold": True},
    "head": {**_SONG, **_BOX, "bold": True, "bg_color": "#D9D9D9", "text_wrap": True},
    "title": {"font_name": "黑体", "font_size": 18, "bold": True, "align": "center", "valign": "vcenter"},
    "line": {**_SONG, "align": "left", "valign": "vcenter"},
    "note": {**_SONG, "font_size": 10, "text_wrap": True, "valign": "top"},
}


class Formula(NamedTuple):
    """A formula with the value the workbook remembers; an error such as ``#REF!`` is such a value."""

    text: str
    cached: str | int | float


Value = str | int | float | date | Formula | None


class Styles:
    """The formats of one workbook."""

    def __init__(self, book: Any) -> None:
        self._formats = {name: book.add_format(dict(options)) for name, options in _STYLES.items()}

    def get(self, name: str) -> Any:
        """The format of a style name; KeyError when there is none."""
        return self._formats[name]


class SheetWriter:
    """One sheet, written from top to bottom; rows are numbered from 1 as a spreadsheet shows them."""

    def __init__(self, book: Any, styles: Styles, log: DirtLog, name: str, group: str = "") -> None:
        self.name = name
        self._sheet = book.add_worksheet(name)
        self._styles = styles
        self._log = log
        self._group = group
        self._next = 0  # as XlsxWriter counts, from 0
        self._headings: tuple[str, ...] = ()
        self._header_rows: tuple[int, ...] = ()
        self._first_data = 0
        self._last_data = 0
        self._people: set[str] = set()

    @property
    def last_row(self) -> int:
        """Number of the row written last."""
        return self._next

    def title(self, text: str, columns: int) -> None:
        """A title merged over the width of the table."""
        self._sheet.set_row(self._next, 32)
        self._sheet.merge_range(self._next, 0, self._next, columns - 1, text, self._styles.get("title"))
        self._next += 1

    def line(self, texts: Mapping[int, str]) -> None:
        """Words above or under the table, each in its column (from 0)."""
        for column, text in texts.items():
            self._sheet.write_string(self._next, column, text, self._styles.get("line"))
        self._next += 1

    def note(self, text: str, columns: int, height: float = 30) -> None:
        """A long remark merged over the width of the table."""
        self._sheet.set_row(self._next, height)
        self._sheet.merge_range(self._next, 0, self._next, columns - 1, text, self._styles.get("note"))
        self._next += 1

    def blank(self) -> None:
        """An empty row."""
        self._next += 1

    def header(self, headings: Sequence[str], widths: Sequence[float]) -> None:
        """A single row of headings."""
        for column, heading in enumerate(headings):
            self._sheet.write_string(self._next, column, heading, self._styles.get("head"))
        self._begin_table(headings, widths, 1)

    def header_of_two(self, headings: Sequence[tuple[str, str]], widths: Sequence[float]) -> None:
        """Two heading rows: parents merged across, single headings merged down (parent "")."""
        head = self._styles.get("head")
        top, bottom = self._next, self._next + 1
        column = 0
        while column < len(headings):
            parent, child = headings[column]
            if not parent:
                self._sheet.merge_range(top, column, bottom, column, child, head)
                column += 1
                continue
            last = column
            while last + 1 < len(headings) and headings[last + 1][0] == parent:
                last += 1
            if last > column:
                self._sheet.merge_range(top, column, top, last, parent, head)
            else:
                self._sheet.write_string(top, column, parent, head)
            for place in range(column, last + 1):
                self._sheet.write_string(bottom, place, headings[place][1], head)
            column = last + 1
        self._begin_table([f"{parent}/{child}" if parent else child for parent, child in headings], widths, 2)

    def _begin_table(self, headings: Sequence[str], widths: Sequence[float], rows: int) -> None:
        for column, width in enumerate(widths):
            self._sheet.set_column(column, column, width)
        self._headings = tuple(headings)
        self._header_rows = tuple(range(self._next + 1, self._next + rows + 1))
        self._next += rows
        self._first_data = self._next + 1
        self._sheet.freeze_panes(self._next, 0)

    def row(
        self, values: Sequence[Value], people: Sequence[str] = (), style: str = "cell", hidden: bool = False
    ) -> int:
        """One row of the table.

        Args:
            values: One value per column; dates become real date cells, None stays empty.
            people: Keys of those written here; none for a total.
            style: Name of the style of every cell ("text" for cells of the text format).
            hidden: Whether the row is hidden.

        Returns:
            Its number.
        """
        for column, value in enumerate(values):
            self._cell(self._next, column, value, style)
        if hidden:
            self._sheet.set_row(self._next, None, None, {"hidden": True})
        self._next += 1
        self._last_data = self._next
        if people:
            self._log.rows[self.name, self._next] = tuple(people)
            self._people.update(people)
        return self._next

    def _cell(self, row: int, column: int, value: Value, style: str) -> None:
        chosen = self._styles.get(style)
        if value is None:
            self._sheet.write_blank(row, column, None, chosen)
        elif isinstance(value, Formula):
            self._sheet.write_formula(row, column, value.text, chosen, value.cached)
        elif isinstance(value, str):
            wrapped = self._styles.get("wrap") if "\n" in value else chosen
            self._sheet.write_string(row, column, value, wrapped)
        elif isinstance(value, date):
            self._sheet.write_datetime(row, column, value, self._styles.get("date"))
        else:
            self._sheet.write_number(row, column, value, chosen)

    def merge_down(self, column: int, first: int, last: int, text: str) -> None:
        """Merge a column over rows (numbered from 1) of which only the first has the value."""
        if last > first:
            self._sheet.merge_range(first - 1, column, last - 1, column, text, self._styles.get("cell"))

    def filter_rows(self) -> None:
        """Put the filter arrows on the headings."""
        self._sheet.autofilter(self._header_rows[-1] - 1, 0, self._last_data - 1, len(self._headings) - 1)

    def plant(
        self, code: str, row: int, column: int, person: str, written: Value, expected: Expected
    ) -> None:
        """Note a fault in the truth; ``column`` counts from 0, -1 for the whole row."""
        heading = self._headings[column] if 0 <= column < len(self._headings) else ""
        text = written.text if isinstance(written, Formula) else "" if written is None else str(written)
        self._log.faults.append(PlantedFault(code, self.name, row, heading, person, text, expected))

    def finish(self) -> None:
        """Write the sheet's line of the truth."""
        data = (self._first_data, self._last_data) if self._first_data else None
        self._log.sheets.append(
            SheetReport(self.name, self._group, self._header_rows, data, len(self._people))
        )
