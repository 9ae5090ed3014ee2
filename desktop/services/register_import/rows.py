"""Rows of an import: what the workbook says, and what is to become of each."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from db.store import Value
from desktop.domain.problem import Problem, Severity


class SourceRow(NamedTuple):
    """One person of the workbook, normalised.

    ``values`` maps database columns of person, household, membership, dwelling, homestead and
    land_contract to stored values; absent and None both mean that the workbook says nothing.
    ``household`` numbers the households of the file (rows of one household share it), -1 when
    the row stands alone. ``member`` tells people apart who stand in one row of the sheet.
    ``id_hint`` are the digits left of a number that a spreadsheet has destroyed, ``event_kind`` the
    life event that a remark tells, ``references`` the names of relatives by catalogue identifier,
    ``block`` the block of columns the person stands in where members stand side by side.
    """

    sheet: str
    row_no: int
    member: int
    household: int
    values: Mapping[str, Value]
    problems: tuple[Problem, ...] = ()
    id_hint: str = ""
    event_kind: str = ""
    references: Mapping[str, str] = {}
    block: int | None = None

    @property
    def key(self) -> tuple[str, int, int]:
        """Identifies the row among all rows of the file."""
        return (self.sheet, self.row_no, self.member)

    @property
    def is_faulty(self) -> bool:
        """Whether something in the row keeps it out of the register."""
        return bool(self.problems) and any(problem.severity is Severity.ERROR for problem in self.problems)


class RowClass(Enum):
    """What becomes of a row; every row of the file has exactly one."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ASK = "ask"  # several people may be meant: a person decides
    FAULTY = "faulty"
    SKIPPED = "skipped"  # totals, notes, and rows the clerk left out


class PlannedRow(NamedTuple):
    """A source row with its class.

    ``person_id`` is the matched person (empty for a new one), ``matched_by`` how: ``id``,
    ``household_name``, ``name_birth``, ``answer`` or empty. ``changes`` maps columns to
    ``(register, workbook)`` where both differ and the workbook says something.
    ``candidates`` are the people that may be meant in a row that is asked.
    """

    source: SourceRow
    row_class: RowClass
    person_id: str = ""
    matched_by: str = ""
    changes: Mapping[str, tuple[Value, Value]] = {}
    candidates: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Problems of the cells and of the match together."""
        return (*self.source.problems, *self.problems)


NEW_PERSON = "new"
SKIP_ROW = "skip"


@dataclass(slots=True)
class Decisions:
    """What the clerk decided; kept with the batch, so that a broken-off import goes on.

    Attributes:
        columns: For ``(sheet, column from 0)`` the identifier that the clerk chose, "" for none.
        cells: New text of a cell by ``(sheet, row, identifier)``.
        values: New text for a value wherever it stands in a column: ``(identifier, old text)``.
        answers: For a row: a person's id, `NEW_PERSON` or `SKIP_ROW`.
        sheets: Sheets to leave out.
    """

    columns: dict[tuple[str, int], str] = field(default_factory=dict)
    cells: dict[tuple[str, int, str], str] = field(default_factory=dict)
    values: dict[tuple[str, str], str] = field(default_factory=dict)
    answers: dict[tuple[str, int, int], str] = field(default_factory=dict)
    sheets: set[str] = field(default_factory=set)

    def copy(self) -> "Decisions":
        """The decisions as they stand now, for a thread that must not see them change."""
        return Decisions(
            dict(self.columns), dict(self.cells), dict(self.values), dict(self.answers), set(self.sheets)
        )

    def to_json(self) -> str:
        """As JSON text for the batch."""
        return json.dumps(
            {
                "mapping": [[*key, identifier] for key, identifier in self.columns.items()],
                "cells": [[*key, text] for key, text in self.cells.items()],
                "values": [[*key, text] for key, text in self.values.items()],
                "answers": [[*key, answer] for key, answer in self.answers.items()],
                "sheets": sorted(self.sheets),
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> "Decisions":
        """The opposite of `to_json`."""
        loaded = json.loads(text)
        return cls(
            columns={(sheet, column): name for sheet, column, name in loaded["mapping"]},
            cells={(sheet, row, name): text for sheet, row, name, text in loaded["cells"]},
            values={(name, old): text for name, old, text in loaded["values"]},
            answers={(sheet, row, member): answer for sheet, row, member, answer in loaded["answers"]},
            sheets=set(loaded["sheets"]),
        )
