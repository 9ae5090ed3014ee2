"""Reads the cells of one mapped column, each distinct one once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from desktop.domain.catalogue import FieldSpec, Kind
from desktop.domain.cell_text import trim
from desktop.domain.chinese_date import find_lunar
from desktop.domain.citizen_id import is_damaged, surviving_digits
from desktop.domain.problem import Problem, Severity
from desktop.domain.reading import Cell
from desktop.domain.relation_word import needs_context
from desktop.exchange.cell_reading import DAMAGED, ReadingContext, reader_of, weighed
from desktop.exchange.column_mapping import ColumnMatch
from desktop.exchange.raw_value import raw_value
from desktop.exchange.table_finder import TableFound
from desktop.exchange.workbook import EMPTY, TEXT

_CONVERTED = frozenset((Kind.INT, Kind.DECIMAL, Kind.BOOL, Kind.LIST))
_LUNAR_SIGNS = frozenset("农阴旧闰润正冬腊臘初")


@dataclass(frozen=True)
class Fixes:
    """What the clerk corrected without touching the file.

    Attributes:
        cells: New text of one cell by row as the spreadsheet shows it and identifier. In a table
            with members side by side the identifier carries the block: ``citizen_id#2``.
        values: New text for every cell of a field that holds a text: by identifier and old text
            (outer blanks removed).
        skipped_rows: Rows the clerk left out.
    """

    cells: Mapping[tuple[int, str], str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], str] = field(default_factory=dict)
    skipped_rows: frozenset[int] = frozenset()


class ReadColumn:
    """One mapped column: every distinct cell read once.

    Attributes:
        values: Value of each distinct cell, as stored when that was asked for.
        problems: Problems of a distinct cell, weighed, without a place.
        hints: First digits of a destroyed identity number.
        phones: Second number of a cell, or a landline that stands alone.
        lunar: Lunar birthday in a cell of the birth date.
        words: Relation words that mean something only within their household.
    """

    def __init__(
        self,
        table: TableFound,
        match: ColumnMatch,
        spec: FieldSpec,
        context: ReadingContext,
        fixes: Fixes,
        stored: bool,
    ) -> None:
        cells = table.sheet.columns[match.column.position]
        self.match = match
        self.spec = spec
        self.identifier = spec.identifier
        self.block = match.block
        self._cells = cells
        self._stored = stored
        self._read = reader_of(spec, replace(context, unit=match.column.heading.unit))
        self.values: list[Any] = []
        self.problems: dict[int, tuple[Problem, ...]] = {}
        self.hints: dict[int, str] = {}
        self.phones: dict[int, str] = {}
        self.lunar: dict[int, str] = {}
        self.words: dict[int, str] = {}
        replaced: dict[int, str] = {}
        read, append = self._read, self.values.append
        for at, (text, kind) in enumerate(zip(cells.texts, cells.kinds, strict=True)):
            cell: Cell = text
            if kind != TEXT:
                if kind == EMPTY:
                    append(None)
                    continue
                cell = raw_value(text, kind)
            if fixes.values and (new := fixes.values.get((spec.identifier, trim(text)))) is not None:
                cell = replaced[at] = new
            value, problems = read(cell)
            append(value)
            if problems:
                self._keep_findings(at, cell, problems)
        if spec.identifier == "birth_date":
            self._find_lunar_birthdays()
        elif spec.identifier == "relation_to_head":
            words = ((at, replaced.get(at, text)) for at, text in enumerate(cells.texts))
            self.words = {at: word for at, word in words if needs_context(word)}
        if stored and spec.kind in _CONVERTED:
            self.values = [spec.stored(value) for value in self.values]

    def _keep_findings(self, at: int, cell: Cell, problems: tuple[Problem, ...]) -> None:
        self.problems[at] = weighed(self.spec, problems)
        if self.identifier == "citizen_id" and any(problem.code in DAMAGED for problem in problems):
            self.hints[at] = surviving_digits(cell)
        elif self.identifier == "mobile":
            self._keep_landline(at, problems)

    def _find_lunar_birthdays(self) -> None:
        for at, text in enumerate(self._cells.texts):
            if not _LUNAR_SIGNS.isdisjoint(text):
                lunar = find_lunar(text)
                if lunar is not None:
                    self.lunar[at] = lunar.text

    def _keep_landline(self, at: int, problems: tuple[Problem, ...]) -> None:
        """A second number, or a landline alone, becomes the household's number."""
        for problem in problems:
            if problem.code in ("FLD-502", "FLD-504") and problem.values.get("others"):
                self.phones[at] = problem.values["others"].split("、")[0]
                self.problems[at] = tuple(each._replace(severity=Severity.HINT) for each in problems)

    def read_text(self, text: str) -> tuple[Any, tuple[Problem, ...], str]:
        """Value, problems and search hint of a corrected cell."""
        value, problems = self._read(text)
        hint = surviving_digits(text) if self.identifier == "citizen_id" and is_damaged(text) else ""
        if self._stored and self.spec.kind in _CONVERTED:
            value = self.spec.stored(value)
        return value, weighed(self.spec, problems), hint

    def picked(self, rows: Sequence[int]) -> list[int]:
        """Position of the distinct cell of every row."""
        index = self._cells.index
        if rows and rows[-1] - rows[0] + 1 == len(rows):
            return index[rows[0] : rows[-1] + 1].tolist()
        return [index[row] for row in rows]

    def text(self, row: int) -> str:
        return self._cells.text(row)
