"""Which voucher or entry stands in the books already (凭证重复).

A voucher number stands once in a span of months that an office sets: a year as a rule, a month where the
bookkeeper begins at 1 every month.
"""

from collections import defaultdict

from db.connection import Connection
from db.queries import finance as queries
from db.queries.finance import KnownEntry
from desktop.domain.cell_text import plain
from desktop.domain.money import show_money
from desktop.services.settings import Settings, load_setting

YEARLY, MONTHLY = 12, 1


def get_voucher_months(connection: Connection) -> int:
    """Months within which a voucher number stands only once: `YEARLY` or `MONTHLY`."""
    return int(load_setting(connection, "voucher_months", Settings().voucher_months))


def told(entry: KnownEntry) -> dict[str, str]:
    """Values for a message that says where an entry stands."""
    return {
        "voucher": entry.voucher_no,
        "day": entry.entry_on,
        "summary": entry.summary[:30],
        "amount": show_money(abs(entry.amount_cents)),
    }


class VoucherIndex:
    """Entries of the books by voucher number, and by day, amount and summary."""

    def __init__(self, connection: Connection, months: int, first: str = "", last: str = "9999") -> None:
        self._months = months
        self._by_number: dict[tuple[str, str], KnownEntry] = {}
        self._alike: dict[tuple[str, int, str], list[KnownEntry]] = defaultdict(list)
        for entry in queries.known_entries(connection, first, last):
            self.add(entry)

    def add(self, entry: KnownEntry) -> None:
        """Know one entry more; of several with a number the first counts."""
        if entry.voucher_no:
            self._by_number.setdefault(self.key(entry.voucher_no, entry.entry_on), entry)
        self._alike[_likeness(entry)].append(entry)

    def key(self, voucher_no: str, day: str) -> tuple[str, str]:
        """A number and the year or month within which it stands once."""
        return plain(voucher_no), day[:7] if self._months == MONTHLY else day[:4]

    def find_voucher(self, voucher_no: str, day: str) -> KnownEntry | None:
        """The entry that has a voucher number in the same year, or month; None for none or no number."""
        return self._by_number.get(self.key(voucher_no, day)) if voucher_no else None

    def find_alike(
        self, day: str, amount_cents: int, summary: str, voucher_no: str = ""
    ) -> KnownEntry | None:
        """An entry of the same day, amount (signed) and summary; None where both have other numbers."""
        probe = KnownEntry("", day, voucher_no, summary, amount_cents)
        for entry in self._alike.get(_likeness(probe), ()):
            if not (voucher_no and entry.voucher_no) or plain(voucher_no) == plain(entry.voucher_no):
                return entry
        return None


def _likeness(entry: KnownEntry) -> tuple[str, int, str]:
    return entry.entry_on, entry.amount_cents, plain(entry.summary)
