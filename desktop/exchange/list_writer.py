"""Writes lists for other people's spreadsheets so that nothing in them is damaged or runs.

Every cell is text: the next office's spreadsheet must neither round an identity number nor turn a
name into a formula or a link.
"""

import csv
import re
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, islice
from pathlib import Path

from desktop.domain.job import JobHandle, NoJob
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.exchange.safe_file import replacing

LONGEST_CELL = 32_767
_A4 = 9
_ROWS_MEASURED = 200
_LAST_NARROW = 0x2E7F
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
# Digits that a spreadsheet would round or strip of their leading zero when it opens a csv file.
_ENDANGERED = re.compile(r"0[0-9]+|[0-9]{12,}[Xx]?")
_FORBIDDEN_IN_TAB = re.compile(r"[\[\]:*?/\\']")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_REPORT_EVERY = 1000
_LONGEST_FOOT = 200
_ROW_POINTS = 20
_LONG_NUMBER = 15
"""Digits from which on a number would be rounded, and stays a text."""

_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,11})(?:\.\d{1,4})?")


def write_list(
    path: Path,
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    sheet_name: str = "名单",
    job: JobHandle | None = None,
) -> int:
    """Write a list as xlsx or, by the name's ending, as csv.

    A csv file begins with a byte order mark, without which Excel takes it for the PC's old
    character set; a text that would run as a formula gets an apostrophe in front, long numbers a
    tab behind, both of which reading takes off again. Control characters, which neither format
    can hold, are left out.

    Args:
        path: ``.xlsx`` or ``.csv``; replaced as a whole or not at all.
        headings: One per column.
        rows: Texts, one sequence per row; taken one by one, never all held.
        sheet_name: Name on the tab.
        job: Told how many rows are written.

    Returns:
        Number of rows written.

    Raises:
        ProblemError: IMP-080 the file cannot be written, IMP-081 a text is too long for a cell.
        Cancelled: The user asked to stop; the old file is untouched.
    """
    job = job or NoJob()
    with replacing(path) as draft:
        if path.suffix.lower() == ".csv":
            return _write_csv(draft, headings, rows, job)
        return _write_xlsx(draft, headings, rows, sheet_name, job)


def tab_name(name: str, taken: Iterable[str] = ()) -> str:
    """A name that a tab may have: without forbidden signs, at most 31 characters, not taken yet."""
    clean = _FORBIDDEN_IN_TAB.sub(" ", clean_text(name)).strip()[:31] or "名单"
    used = {each.lower() for each in taken}
    number, unique = 2, clean
    while unique.lower() in used:
        unique = f"{clean[:27]} ({number})"
        number += 1
    return unique


def clean_text(text: str) -> str:
    """A text without the characters that a workbook cannot hold."""
    return _NOT_XML.sub("", text)


def text_width(text: str) -> int:
    """Width of a text in a column, counted in digits; Chinese characters take two."""
    return sum(2 if ord(character) > _LAST_NARROW else 1 for character in text)


def guarded(text: str) -> str:
    """A text as it may stand in a csv file that a spreadsheet opens."""
    if text.startswith(_FORMULA_STARTS):
        return "'" + text
    return text + "\t" if _ENDANGERED.fullmatch(text) else text


def _write_csv(path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], job: JobHandle) -> int:
    count = 0
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
        writer.writerow([guarded(clean_text(text)) for text in headings])
        for row in rows:
            writer.writerow([guarded(clean_text(text)) for text in row])
            count += 1
            _tell(job, count)
    return count


def _write_xlsx(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[str]], sheet_name: str, job: JobHandle
) -> int:
    import xlsxwriter

    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        # The library's scratch files stay beside the list, never in the system's shared folder.
        "tmpdir": str(path.parent),
    }
    count = 0
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet(tab_name(sheet_name))
        edge = {"num_format": "@", "border": 1, "border_color": "#BFBFBF"}
        text_format = book.add_format(edge)
        heading_format = book.add_format(
            {**edge, "bold": True, "align": "center", "text_wrap": True, "bg_color": "#E7E6E6"}
        )
        rows = iter(rows)
        first_rows = list(islice(rows, _ROWS_MEASURED))
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_paper(_A4)
        plain_format = book.add_format({"num_format": "@"})
        for column, heading in enumerate(headings):
            texts = (heading, *(row[column] for row in first_rows if column < len(row)))
            sheet.set_column(column, column, min(40, max(map(text_width, texts)) + 2), plain_format)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, clean_text(heading), heading_format)
        for row in chain(first_rows, rows):
            count += 1
            for column, text in enumerate(row):
                clean = clean_text(text)
                if len(clean) > LONGEST_CELL:
                    place = Place(sheet_name, count + 1, headings[column])
                    raise ProblemError(Problem("IMP-081", {"limit": str(LONGEST_CELL)}, place))
                if clean:
                    sheet.write_string(count, column, clean, text_format)
                else:
                    sheet.write_blank(count, column, None, text_format)
            _tell(job, count)
    return count


def plain_number(text: str) -> int | float | None:
    """What a text says that is nothing but a number; None for every other, and for long ones."""
    plain = text.replace(",", "")
    if len(plain) >= _LONG_NUMBER or not _PLAIN_NUMBER.fullmatch(plain):
        return None
    return float(plain) if "." in plain else int(plain)


def write_report(
    path: Path,
    head: Sequence[str],
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    foot: Sequence[str],
    sheet_name: str,
    *,
    numeric: Collection[str] = (),
    printed_foot: str = "",
) -> None:
    """Write a table with a title, further lines above and lines below, ready to be printed on A4.

    Args:
        path: ``.xlsx``; replaced as a whole or not at all.
        head: The title, then lines below it.
        headings: One per column.
        rows: Texts, one sequence per row.
        foot: Lines below the table.
        sheet_name: Name on the tab.
        numeric: Headings whose plain numbers are written as numbers, so that they can be summed.
        printed_foot: Who made it and when, at the foot of every printed page.

    Raises:
        ProblemError: IMP-080 the file cannot be written.
    """
    import xlsxwriter

    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with (
        replacing(path) as draft,
        xlsxwriter.Workbook(draft, {**options, "tmpdir": str(draft.parent)}) as book,
    ):
        sheet = book.add_worksheet(tab_name(sheet_name))
        title = book.add_format({"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"})
        plain = book.add_format({"num_format": "@"})
        edge = {"num_format": "@", "border": 1, "valign": "vcenter", "text_wrap": True}
        heading = book.add_format({**edge, "bold": True, "align": "center"})
        cell = book.add_format(edge)
        figure = book.add_format({**edge, "num_format": "General", "align": "center"})
        for line, text in enumerate(head):
            if line == 0 and len(headings) > 1:
                sheet.merge_range(0, 0, 0, len(headings) - 1, clean_text(text), title)
                sheet.set_row(0, 30)
            else:
                sheet.write_string(line, 0, clean_text(text), plain if line else title)
        top = len(head)
        for place, text in enumerate(headings):
            texts = (text, *(row[place] for row in rows[:_ROWS_MEASURED]))
            sheet.set_column(place, place, min(40, max(map(text_width, texts)) + 2), plain)
            sheet.write_string(top, place, clean_text(text), heading)
        for number, row in enumerate(rows, top + 1):
            for place, text in enumerate(row):
                value = plain_number(text) if headings[place] in numeric else None
                if value is not None:
                    sheet.write_number(number, place, value, figure)
                elif text:
                    sheet.write_string(number, place, clean_text(text)[:LONGEST_CELL], cell)
                else:
                    sheet.write_blank(number, place, None, cell)
        for line, text in enumerate(foot, top + 1 + len(rows)):
            sheet.write_string(line, 0, clean_text(text), plain)
        sheet.freeze_panes(top + 1, 0)
        sheet.repeat_rows(top)
        sheet.set_default_row(_ROW_POINTS)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.set_paper(_A4)
        told = clean_text(printed_foot).replace("&", "&&")[:_LONGEST_FOOT]
        sheet.set_footer(f"&L{told}&R第 &P 页，共 &N 页")


def _tell(job: JobHandle, count: int) -> None:
    if count % _REPORT_EVERY == 0:
        job.report(count, 0)
        job.check_cancelled()
