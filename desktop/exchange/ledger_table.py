"""Finds the table of a ledger in a workbook by the words of its headings; columns in any order."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop.domain.cell_text import plain, trim
from desktop.domain.reading import Cell
from desktop.domain.total_row import is_note_row, is_total_row
from desktop.exchange.heading import plain_heading, unit_of
from desktop.exchange.raw_value import raw_value
from desktop.exchange.workbook import EMPTY, Sheet, Workbook

_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
_ROWS_LOOKED_AT = 30
_LEAST_KNOWN = 2
_GRAND_TOTAL = re.compile("合计|总计|共计")
_PART_TOTAL = re.compile("小计|本页|累计")


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """One column: where it stands, its heading as written, its unit, and the field it holds ("" for none)."""

    position: int
    heading: str
    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """A table that was found.

    Attributes:
        sheet: Name of the tab.
        columns: Those with a heading, from the left.
        rows: Number of the row as the spreadsheet shows it, and its cells by field.
        totals: Cells of the last row that adds up all others, by field; empty without one.
    """

    sheet: str
    columns: tuple[LedgerColumn, ...]
    rows: tuple[tuple[int, Mapping[str, Cell]], ...]
    totals: Mapping[str, Cell]

    @property
    def fingerprint(self) -> str:
        """Equal for every copy of one form."""
        return headings_fingerprint(column.heading for column in self.columns)


def headings_fingerprint(headings: Iterable[str]) -> str:
    """Fingerprint of headings in their order."""
    text = "\n".join(plain_heading(heading) for heading in headings)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def find_ledger_table(
    workbook: Workbook, words: Mapping[str, str], chosen: Mapping[str, str] | None = None
) -> LedgerTable | None:
    """The table with the most known headings of all visible sheets; None where no row has two.

    Args:
        workbook: What was read.
        words: Heading → field.
        chosen: Heading as written → field or "" by the clerk's own choice; it wins.
    """
    known = {plain_heading(heading): name for heading, name in words.items()}
    best: tuple[int, Sheet, int] | None = None
    for sheet in workbook.sheets:
        if sheet.hidden:
            continue
        for row in range(min(sheet.row_count, _ROWS_LOOKED_AT)):
            found = {name for text in sheet.row_texts(row) if (name := _name_of(text, known))}
            if len(found) >= _LEAST_KNOWN and (best is None or len(found) > best[0]):
                best = (len(found), sheet, row)
    return None if best is None else _table(best[1], best[2], known, chosen or {})


def _name_of(text: str, known: Mapping[str, str]) -> str:
    wide = unicodedata.normalize("NFKC", text)
    return known.get(plain_heading(wide)) or known.get(plain_heading(_BRACKETS.sub("", wide))) or ""


def _table(sheet: Sheet, top: int, known: Mapping[str, str], chosen: Mapping[str, str]) -> LedgerTable:
    columns: list[LedgerColumn] = []
    taken: set[str] = set()
    for position, text in enumerate(sheet.row_texts(top)):
        heading = trim(text)
        if not heading:
            continue
        name = chosen.get(heading, _name_of(heading, known))
        name = "" if name in taken else name
        taken.add(name)
        columns.append(LedgerColumn(position, heading, _unit(heading), name))
    rows = []
    totals: dict[str, Cell] = {}
    for row in range(top + 1, sheet.row_count):
        texts = sheet.row_texts(row)
        cells = {
            column.name: raw_value(cell.text, cell.kind)
            for column in columns
            if column.name and (cell := sheet.cell(row, column.position)).kind != EMPTY and cell.text.strip()
        }
        if is_total_row(texts):
            label = "".join(plain(text) for text in texts[:3])
            if _GRAND_TOTAL.search(label) and not _PART_TOTAL.search(label):
                totals = cells
        elif cells and not is_note_row(texts) and not _repeats(texts, columns):
            rows.append((row + 1, cells))
    return LedgerTable(sheet.name, tuple(columns), tuple(rows), totals)


def _unit(heading: str) -> str:
    inside = _BRACKETS.findall(unicodedata.normalize("NFKC", heading))
    return next((unit for text in inside if (unit := unit_of(text))), "")


def _repeats(texts: list[str], columns: list[LedgerColumn]) -> bool:
    """Whether a row is the headings again, as on a later page."""
    same = sum(trim(texts[column.position]) == column.heading for column in columns)
    return same * 2 > len(columns)
