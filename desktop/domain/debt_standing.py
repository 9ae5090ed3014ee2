"""What is left of a debt on a day and how old it is (余额、账龄)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from desktop.domain.contract_state import months_after
from desktop.domain.period import Period

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Move:
    """A change of a debt; negative when it is paid. Money in fen."""

    on: date
    cents: int


@dataclass(frozen=True, slots=True)
class DebtStanding:
    """A debt over a period: ``opening_cents + change_cents = balance_cents``, all in fen.

    The sum a debt arose with belongs to the opening when it arose before the period, else to the change.
    """

    opening_cents: int
    change_cents: int

    @property
    def balance_cents(self) -> int:
        """Left at the end of the period."""
        return self.opening_cents + self.change_cents


def standing(arisen_on: date, original_cents: int, moves: Iterable[Move], period: Period) -> DebtStanding:
    """A debt over a period; moves after its last day don't count."""
    everything = (Move(arisen_on, original_cents), *moves)
    opening = sum(move.cents for move in everything if move.on < period.first)
    change = sum(move.cents for move in everything if period.first <= move.on <= period.last)
    return DebtStanding(opening, change)


def lowest_balance(arisen_on: date, original_cents: int, moves: Iterable[Move]) -> int:
    """The least that was ever left, in fen: below zero more was paid than owed."""
    balance = lowest = original_cents
    for move in sorted(moves, key=lambda each: each.on):
        balance += move.cents
        lowest = min(lowest, balance)
    return lowest


def debt_age(arisen_on: date, day: date) -> str:
    """The age of a debt as account books say it: ``3年2个月``, ``5个月``, ``不满1个月``."""
    months = (day.year - arisen_on.year) * _MONTHS + day.month - arisen_on.month
    if months_after(arisen_on, months) > day:
        months -= 1
    years, months = divmod(max(0, months), _MONTHS)
    if not years and not months:
        return "不满1个月"
    return (f"{years}年" if years else "") + (f"{months}个月" if months else "")
