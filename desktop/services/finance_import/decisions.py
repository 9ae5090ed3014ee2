"""What a clerk decided about a workbook of entries, kept with it so that it can be gone on with."""

import json
from dataclasses import dataclass, field
from typing import Any

Cell = tuple[str, int, str]
"""Sheet, row as the spreadsheet counts, identifier."""


@dataclass(slots=True)
class FundsDecisions:
    """Choices about columns, words and rows.

    Attributes:
        columns: Meaning of a column, by sheet and position; empty for not used.
        sheets: Sheets left out.
        cells: Texts put in place of cells.
        words: Kind that a subject means, by side and word.
        accounts: Account that a word means.
        sheet_accounts: Account of a whole sheet.
        skipped: Rows left out, by sheet and row.
        take_balances: Whether opening and closing balances of the workbook are kept.
        voucher_months: Months within which a number stands once; 0 as the office has it.
    """

    columns: dict[tuple[str, int], str] = field(default_factory=dict)
    sheets: set[str] = field(default_factory=set)
    cells: dict[Cell, str] = field(default_factory=dict)
    words: dict[tuple[str, str], str] = field(default_factory=dict)
    accounts: dict[str, str] = field(default_factory=dict)
    sheet_accounts: dict[str, str] = field(default_factory=dict)
    skipped: set[tuple[str, int]] = field(default_factory=set)
    take_balances: bool = True
    voucher_months: int = 0

    def to_json(self) -> str:
        """As text, for the file."""
        return json.dumps(
            {
                "columns": [[*key, value] for key, value in self.columns.items()],
                "sheets": sorted(self.sheets),
                "cells": [[*key, value] for key, value in self.cells.items()],
                "words": [[*key, value] for key, value in self.words.items()],
                "accounts": self.accounts,
                "sheet_accounts": self.sheet_accounts,
                "skipped": sorted(self.skipped),
                "take_balances": self.take_balances,
                "voucher_months": self.voucher_months,
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> "FundsDecisions":
        """The opposite of `to_json`."""
        kept: dict[str, Any] = json.loads(text)
        return cls(
            {(sheet, position): value for sheet, position, value in kept["columns"]},
            set(kept["sheets"]),
            {(sheet, row, identifier): value for sheet, row, identifier, value in kept["cells"]},
            {(side, word): value for side, word, value in kept["words"]},
            kept["accounts"],
            kept["sheet_accounts"],
            {(sheet, row) for sheet, row in kept["skipped"]},
            kept["take_balances"],
            kept["voucher_months"],
        )

    def copy(self) -> "FundsDecisions":
        """As decided up to now, for a thread at work while the clerk goes on deciding."""
        return FundsDecisions.from_json(self.to_json())
