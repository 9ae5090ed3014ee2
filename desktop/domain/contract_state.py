"""Where a contract of the collective stands on a day, and what it brings a year (合同履行)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.money import MOST_CENTS

LEASES = frozenset(("C01", "C02"))
"""Kinds by which the collective lets something: assets, land and water."""

TOTAL, YEAR, MONTH, MU_YEAR = "total", "year", "month", "mu_year"
_MONTHS = 12


class ContractState(StrEnum):
    """A code of table ``contract_state``."""

    FUTURE = "future"
    RUNNING = "running"
    ENDS_SOON = "ends_soon"
    OVERDUE = "overdue"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """What the state of a contract follows from.

    Attributes:
        kind: Code of ``contract_kind``.
        from_on: First day; None when it began with the signature.
        to_on: Last day; None for no end.
        ended_on: Day it was ended early; None while it lasts.
        paid_until: Day up to which rent came in; None when nobody wrote it down.
        price_cents: Price in fen of one ``price_unit``.
        price_unit: Code of ``contract_price_unit``; "" counts as a whole price.
        quantity: Area or number in hundredths.
    """

    kind: str
    from_on: date | None = None
    to_on: date | None = None
    ended_on: date | None = None
    paid_until: date | None = None
    price_cents: int | None = None
    price_unit: str = ""
    quantity: int | None = None

    @property
    def last_day(self) -> date | None:
        """The day it ends, early or as agreed; None for no end."""
        ends = [day for day in (self.to_on, self.ended_on) if day is not None]
        return min(ends) if ends else None

    def runs_on(self, day: date) -> bool:
        """Whether it has begun and not ended."""
        return (self.from_on is None or self.from_on <= day) and (
            self.last_day is None or day <= self.last_day
        )

    def overlaps(self, other: "ContractTerms") -> bool:
        """Whether both run on some day."""
        first = max(self.from_on or date.min, other.from_on or date.min)
        return first <= min(self.last_day or date.max, other.last_day or date.max)

    def is_overdue(self, day: date) -> bool:
        """Whether rent is owed: it came in for less than the days that have passed."""
        if self.kind not in LEASES or self.paid_until is None:
            return False
        if self.from_on is not None and day < self.from_on:
            return False
        return self.paid_until < min(day, self.last_day or day)

    def ends_soon(self, day: date, months: int) -> bool:
        """Whether it runs and ends within so many months."""
        return self.runs_on(day) and self.last_day is not None and self.last_day <= months_after(day, months)

    def state(self, day: date, months: int) -> ContractState:
        """The state on a day; rent that is owed comes before all others, also after the end."""
        if self.is_overdue(day):
            return ContractState.OVERDUE
        if self.from_on is not None and day < self.from_on:
            return ContractState.FUTURE
        if not self.runs_on(day):
            return ContractState.ENDED
        return ContractState.ENDS_SOON if self.ends_soon(day, months) else ContractState.RUNNING

    def yearly_cents(self) -> int | None:
        """What it brings a year in fen; None of a whole price, which no year can be cut out of."""
        if self.price_cents is None:
            return None
        if self.price_unit == YEAR:
            return self.price_cents
        if self.price_unit == MONTH:
            return self.price_cents * _MONTHS
        if self.price_unit == MU_YEAR and self.quantity is not None:
            return (self.price_cents * self.quantity + 50) // 100
        return None

    def whole_cents(self) -> int | None:
        """What it is worth over its whole term in fen; begun years count as whole ones."""
        if self.price_cents is None:
            return None
        yearly = self.yearly_cents()
        if yearly is None:
            return self.price_cents if self.price_unit in ("", TOTAL) else None
        if self.from_on is None or self.to_on is None or self.to_on < self.from_on:
            return yearly
        return min(yearly * whole_years(self.from_on, self.to_on), MOST_CENTS - 1)


def months_after(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, min(day.day, 28))


def whole_years(first: date, last: date) -> int:
    """Years from a first to a last day, both included, a begun one counted as whole."""
    years = last.year - first.year
    return max(1, years + (months_after(first, _MONTHS * years) <= last))
