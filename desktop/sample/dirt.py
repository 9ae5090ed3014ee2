"""What was planted in a workbook, and what an import ought to make of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path


class Expected(Enum):
    """What a good import does with a planted fault."""

    CLEANED = "cleaned"  # the value is taken in its right form
    DAMAGED = "damaged"  # the number is lost: kept as a search key, never completed
    ASKED = "asked"  # a person has to choose
    FLAGGED = "flagged"  # taken as typed, with a hint
    PROPOSED = "proposed"  # an event is proposed (death, move); not taken as alive here
    SAME_PERSON = "same person"  # recognised as somebody already listed
    SKIPPED = "skipped"  # the row is nobody: a total, a note
    LAYOUT = "layout"  # the shape of the sheet is understood
    EMPTY = "empty"  # the cell counts as not filled in


@dataclass(frozen=True, slots=True)
class PlantedFault:
    """One fault of the catalogue E1 to E32 in one place; rows count as a spreadsheet shows them, from 1.

    ``column`` is the heading (joined with "/" when it has two rows), ``person`` a key of the
    office or "". ``written`` is the cell's content as text.
    """

    code: str
    sheet: str
    row: int
    column: str
    person: str
    written: str
    expected: Expected


@dataclass(frozen=True, slots=True)
class SheetReport:
    """One sheet: ``header_rows`` are its heading rows, ``data_rows`` first and last row of its table.

    Both are empty for a sheet without a table.
    """

    name: str
    group: str
    header_rows: tuple[int, ...]
    data_rows: tuple[int, int] | None
    people: int


@dataclass(frozen=True, slots=True)
class DirtReport:
    """The truth about a dirty workbook.

    ``rows`` maps (sheet, row) to the keys of the people written there: one in most sheets,
    several where a row holds a household. A person may stand in several rows.
    """

    path: Path
    sheets: tuple[SheetReport, ...]
    faults: tuple[PlantedFault, ...]
    rows: Mapping[tuple[str, int], tuple[str, ...]]

    def of(self, code: str) -> tuple[PlantedFault, ...]:
        """Every planted fault of a code, such as "E1", in the order of sheets and rows."""
        return tuple(fault for fault in self.faults if fault.code == code)

    @property
    def codes(self) -> frozenset[str]:
        """The codes that occur."""
        return frozenset(fault.code for fault in self.faults)

    @property
    def people(self) -> frozenset[str]:
        """Keys of everybody who stands somewhere in the workbook."""
        return frozenset(key for keys in self.rows.values() for key in keys)


@dataclass(slots=True)
class DirtLog:
    """Collects the truth while sheets are written."""

    sheets: list[SheetReport] = field(default_factory=list)
    faults: list[PlantedFault] = field(default_factory=list)
    rows: dict[tuple[str, int], tuple[str, ...]] = field(default_factory=dict)

    def report(self, path: Path) -> DirtReport:
        """The finished truth."""
        return DirtReport(path, tuple(self.sheets), tuple(self.faults), self.rows)
