"""A table of figures as a workbook: the figures with their notes, and the records behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.exchange.list_writer import clean_text, tab_name, text_width
from desktop.exchange.safe_file import replacing

_WIDEST = 60
_A4 = 9
_FIGURE = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{1,2})?")


@dataclass(frozen=True, slots=True)
class FigureSheet:
    """One tab: its headings and rows, and below them notes of a label and a value each."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[tuple[str, str]]


def write_figures(path: Path, sheets: Sequence[FigureSheet]) -> None:
    """Write the tabs in their order; figures are numbers, all else is text and nothing runs.

    A telephone, a code or whatever begins with a nought is no figure.

    Raises:
        ProblemError: IMP-080 the file can't be written; the old one stays.
    """
    import xlsxwriter

    with replacing(path) as draft:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(draft, {**options, "tmpdir": str(draft.parent)}) as book:
            head = book.add_format({"bold": True, "border": 1, "bg_color": "#E8EDF2", "align": "center"})
            cell = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter"})
            note = book.add_format({"font_color": "#555555"})
            for each in sheets:
                sheet = book.add_worksheet(tab_name(each.name))
                sheet.set_paper(_A4)
                sheet.set_landscape()
                sheet.fit_to_pages(1, 0)
                sheet.repeat_rows(0)
                sheet.freeze_panes(1, 0)
                for column, heading in enumerate(each.headings):
                    texts = [heading, *(row[column] for row in each.rows)]
                    sheet.set_column(column, column, min(max(map(text_width, texts)) + 2, _WIDEST))
                    sheet.write_string(0, column, heading, head)
                for number, row in enumerate(each.rows, start=1):
                    for column, text in enumerate(row):
                        if _FIGURE.fullmatch(text):
                            sheet.write_number(number, column, float(text), cell)
                        else:
                            sheet.write_string(number, column, clean_text(text), cell)
                for number, (label, value) in enumerate(each.notes, start=len(each.rows) + 2):
                    sheet.write_string(number, 0, f"{label}：{value}", note)
