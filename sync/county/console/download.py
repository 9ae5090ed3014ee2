"""Files that the console hands out: a table for a spreadsheet, or any other under its name."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from starlette.responses import Response

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t")


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table to take away.

    Attributes:
        name: Of the file without its ending; ``plain_name`` the same for a program that reads ASCII only.
        title: Of the workbook's sheet.
        widths: Of its first columns in characters; the others keep the usual one.
        rows: Texts and numbers, the headings first.
    """

    name: str
    plain_name: str
    title: str
    widths: Sequence[int]
    rows: Sequence[Sequence[object]]

    def as_csv(self) -> Response:
        """As CSV; with a byte order mark, or Excel would not read it as UTF-8."""
        stream = io.StringIO()
        csv.writer(stream).writerows([_harmless(value) for value in row] for row in self.rows)
        data = ("\ufeff" + stream.getvalue()).encode()
        return taken_away(data, f"{self.name}.csv", f"{self.plain_name}.csv", "text/csv; charset=utf-8")

    def as_workbook(self) -> Response:
        """As a workbook."""
        import xlsxwriter

        stream = io.BytesIO()
        with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
            sheet = book.add_worksheet(self.title)
            bold = book.add_format({"bold": True, "text_wrap": True})
            for column, width in enumerate(self.widths):
                sheet.set_column(column, column, width)
            for number, row in enumerate(self.rows):
                for column, value in enumerate(row):
                    write = sheet.write_string if isinstance(value, str) else sheet.write_number
                    write(number, column, value, *([bold] if number == 0 else []))
            sheet.freeze_panes(1, 2)
        return taken_away(stream.getvalue(), f"{self.name}.xlsx", f"{self.plain_name}.xlsx", WORKBOOK)


def _harmless(value: object) -> object:
    """A value that no spreadsheet takes for a formula."""
    is_formula = isinstance(value, str) and value.startswith(_STARTS_A_FORMULA)
    return f"'{value}" if is_formula else value


def taken_away(data: bytes, name: str, plain_name: str, media_type: str) -> Response:
    """A file that the browser stores and never shows inside the console."""
    told = f"attachment; filename=\"{plain_name}\"; filename*=UTF-8''{quote(name)}"
    return Response(data, media_type=media_type, headers={"Content-Disposition": told})
