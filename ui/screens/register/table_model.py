"""Columns of the two lists, and how their rows are fetched."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from desktop.services import register
from desktop.services.office import Office
from desktop.services.register import ListColumn, ListKind
from desktop.words import word
from ui.widgets.table_column import LEFT, RIGHT, Cell, TableColumn

_WIDTHS = {
    "name": 6,
    "sex": 3,
    "age": 3,
    "citizen_id": 11.5,
    "villager_group": 5,
    "household_no": 11.5,
    "relation_to_head": 5.5,
    "mobile": 7.5,
    "residence_state": 8,
    "political_status": 7,
    "group_tags": 9,
    "medical_insured": 8,
    "address": 15,
    "head_name": 6,
    "grid_id": 6,
    "member_count": 4,
    "resident_count": 5.5,
    "head_phone": 7.5,
    "member_tags": 12,
    "hukou_type": 6,
    "safety_grade": 6,
    "problem": 12,
    "note": 12,
}
"""Least widths at first in Chinese characters; a longer heading gets what it needs."""

_LATIN_WIDTH = 0.52


def columns(kind: ListKind) -> tuple[TableColumn, ...]:
    """Every column of a list for the table; those of the usual layout stand first and are shown."""
    known = {column.key: column for column in register.columns(kind)}
    usual = register.usual_layout(kind).columns
    order = (*usual, *(key for key in known if key not in usual))
    return tuple(_column(known[key], shown=key in usual) for key in order)


def _column(column: ListColumn, *, shown: bool) -> TableColumn:
    told = column.unit and column.numeric and column.unit not in ("人", "岁")
    heading = f"{word(column.label)}({word(column.unit)})" if told else word(column.label)
    wide = sum(1 if letter > "\u2e80" else _LATIN_WIDTH for letter in heading)
    width = max(_WIDTHS.get(column.key, 5.0), wide + 1)
    align = RIGHT if column.numeric else LEFT
    return TableColumn(column.key, heading, width, align, column.key, shown)


@dataclass(frozen=True, slots=True)
class LoadedRows:
    """Cells of some rows, filled for the columns that were shown when they were read."""

    shown: tuple[str, ...]
    cells: Sequence[Sequence[str | Cell]]


class RowLoader:
    """Fetches blocks of rows; cells of columns that are not shown are left empty.

    Called in read lanes; the office, the shown columns and the day are set on the GUI thread, each as
    one assignment. Made before there is an office, it is not called before there is one.
    """

    def __init__(self, kind: ListKind, wanted: Sequence[TableColumn]) -> None:
        self.office: Office | None = None
        self._kind = kind
        self._places = {column.identifier: place for place, column in enumerate(wanted)}
        self.shown: tuple[str, ...] = tuple(column.identifier for column in wanted if column.shown)
        self.on = ""

    def __call__(self, ids: Sequence[str]) -> Sequence[Sequence[str | Cell]]:
        return self.load(ids, self.on).cells

    def load(self, ids: Sequence[str], on: str) -> "LoadedRows":
        """The rows of some records as on a day; "" for today."""
        assert self.office is not None
        shown = self.shown
        loaded = register.rows(self.office, self._kind, ids, shown, on)
        sources = [-1] * len(self._places)  # the blank that is put after the last text
        for number, key in enumerate(shown):
            sources[self._places[key]] = number
        take = itemgetter(*sources)
        return LoadedRows(shown, [self._mark_problem(take((*row.cells, ""))) for row in loaded])

    def _mark_problem(self, texts: tuple[str, ...]) -> Sequence[str | Cell]:
        place = self._places["problem"]
        if not texts[place]:
            return texts
        return (*texts[:place], Cell(texts[place], "soon"), *texts[place + 1 :])
