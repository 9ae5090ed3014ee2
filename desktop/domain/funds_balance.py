"""Balances between declared ones: what the books said, what the entries make of it, and where they part.

A balance is declared for the beginning of a day. Until the next declared day the entries carry it on, so
that the opening of a period is the closing of the one before by construction; where a declared balance
says otherwise there is a gap, which has to be mended or explained before figures are published
(农村集体经济组织财务公开规定, 2011: 上期结存 + 收入 − 支出 = 本期结存).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Moved = Callable[[str, str], int]
"""Income less expense in fen from one day (included) to another (not included)."""


@dataclass(frozen=True, slots=True)
class DeclaredBalance:
    """What the books said at the beginning of a day (ISO), in fen.

    ``account_id`` is empty for all accounts together.
    """

    id: str
    opening_on: str
    balance_cents: int
    account_id: str = ""
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class BalanceGap:
    """A declared balance that is not what the one before and the entries make, in fen."""

    declared: DeclaredBalance
    computed_cents: int

    @property
    def difference_cents(self) -> int:
        """Declared less computed."""
        return self.declared.balance_cents - self.computed_cents


def in_order(declared: Sequence[DeclaredBalance]) -> list[DeclaredBalance]:
    """By day; of several for one day the last given counts."""
    return sorted({each.opening_on: each for each in declared}.values(), key=lambda each: each.opening_on)


def balance_on(day: str, declared: Sequence[DeclaredBalance], moved: Moved) -> int | None:
    """Balance at the beginning of a day in fen; None before the first declared one.

    Args:
        day: ISO day.
        declared: Of one account, or of all together; in any order.
        moved: Of the same.
    """
    known = [each for each in in_order(declared) if each.opening_on <= day]
    return known[-1].balance_cents + moved(known[-1].opening_on, day) if known else None


def closing_on(day: str, declared: Sequence[DeclaredBalance], moved: Moved) -> int | None:
    """As `balance_on`, without what was declared for that very day: what the entries before it make."""
    before = [each for each in declared if each.opening_on < day]
    return balance_on(day, before, moved) if before else balance_on(day, declared, moved)


def gaps(declared: Sequence[DeclaredBalance], moved: Moved) -> tuple[BalanceGap, ...]:
    """Declared balances that the one before and the entries between do not lead to, by day."""
    ordered = in_order(declared)
    found = []
    for before, after in pairwise(ordered):
        computed = before.balance_cents + moved(before.opening_on, after.opening_on)
        if computed != after.balance_cents:
            found.append(BalanceGap(after, computed))
    return tuple(found)
