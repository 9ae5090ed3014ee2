"""Which entries of a period are shown: by account, item and text."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.domain.cell_text import plain
from desktop.domain.funds_item import item_of
from desktop.services.finance import EntryRow

NO_ACCOUNT = "-"
"""In place of an account: entries for which nobody said one."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """``item`` is an item or a class such as F2, ``month`` such as 2026-07; empty ones let all through."""

    account_id: str = ""
    item: str = ""
    month: str = ""
    text: str = ""

    def apply(self, rows: Iterable[EntryRow]) -> tuple[EntryRow, ...]:
        """Entries that pass, in the order given."""
        words = [plain(word).upper() for word in self.text.split()]
        return tuple(row for row in rows if self._passes(row, words))

    def _passes(self, row: EntryRow, words: list[str]) -> bool:
        if self.account_id and (row.account_id or NO_ACCOUNT) != self.account_id:
            return False
        if self.item and not item_of(row.kind).startswith(self.item):
            return False
        if self.month and not row.entry_on.startswith(self.month):
            return False
        if not words:
            return True
        cents = row.income_cents or row.expense_cents
        parts = (row.summary, row.voucher_no, row.handler, row.approver, row.payee, row.note)
        text = plain(f"{cents / 100:.2f} {' '.join(part or '' for part in parts)}").upper()
        return all(word in text for word in words)
