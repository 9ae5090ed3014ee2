"""Dues of party members (党费): what a month costs, which months are open, when somebody must be warned.

Rates are rules by date (``resources/rules/party.toml``). Months are texts ``YYYY-MM``; money is fen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.rules import get_rule


class FeeBasis(StrEnum):
    """Codes of party_fee_basis."""

    FARMER = "1"
    WAGE = "2"
    PENSION = "3"
    STUDENT = "4"
    OUT_OF_WORK = "5"
    RELIEF = "6"
    SELF_EMPLOYED = "7"
    REDUCED = "8"


_FIXED = frozenset((FeeBasis.STUDENT, FeeBasis.OUT_OF_WORK, FeeBasis.RELIEF))
_TIERS = {
    FeeBasis.WAGE: ("party.fee.wage", 4),
    FeeBasis.SELF_EMPLOYED: ("party.fee.wage", 4),
    FeeBasis.PENSION: ("party.fee.pension", 2),
}
_WHOLE = 10_000
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class MonthlyDues:
    """What a month may cost: the least and the most; equal where the rules leave no choice."""

    least_cents: int
    most_cents: int

    def allows(self, cents: int) -> bool:
        """Whether an amount lies within."""
        return self.least_cents <= cents <= self.most_cents


def monthly_dues(
    basis: str, income_cents: int | None, on: date, division_code: str = ""
) -> MonthlyDues | None:
    """What the rules make a member pay for a month; None where the basis or the income is unknown.

    Args:
        basis: Code of party_fee_basis.
        income_cents: Monthly income that it counts from; wages after tax.
        on: A day of the month.
        division_code: Of the village.

    Source:
        关于中国共产党党费收缴、使用和管理的规定 (2008): a tier's rate holds for the whole income, not for the
        part above its edge.
    """

    def rule(key: str) -> int:
        return get_rule(key, on, division_code).value

    if basis == FeeBasis.FARMER:
        return MonthlyDues(rule("party.fee.farmer.least_cents"), rule("party.fee.farmer.most_cents"))
    if basis in _FIXED:
        return MonthlyDues(*[rule("party.fee.fixed_cents")] * 2)
    if basis not in _TIERS or income_cents is None:
        return None
    prefix, tiers = _TIERS[FeeBasis(basis)]
    tier = next(
        (number for number in range(1, tiers) if income_cents <= rule(f"{prefix}.{number}.up_to_cents")),
        tiers,
    )
    exact = -(-income_cents * rule(f"{prefix}.{tier}.per_10000") // _WHOLE)
    return MonthlyDues(exact, exact)


def month_of(day: date) -> str:
    """The month of a day."""
    return f"{day.year:04d}-{day.month:02d}"


def is_month(text: str) -> bool:
    """Whether a text is a month as it is kept here."""
    return len(text) == len("2026-01") and text[:4].isdigit() and text[4] == "-" and text[5:] in _NUMBERS


_NUMBERS = frozenset(f"{number:02d}" for number in range(1, 13))


def month_after(month: str, count: int = 1) -> str:
    """The month so many months on (back, for less than zero)."""
    return _month(_number(month) + count)


def _number(month: str) -> int:
    """Months counted on from year 0."""
    return int(month[:4]) * _MONTHS + int(month[5:]) - 1


def _month(number: int) -> str:
    year, rest = divmod(number, _MONTHS)
    return f"{year:04d}-{rest + 1:02d}"


def months_between(first: str, last: str) -> tuple[str, ...]:
    """Months from one to another, both included; none where the last lies before the first."""
    return tuple(map(_month, range(_number(first), _number(last) + 1))) if first <= last else ()


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment for the months from ``first`` to ``last``."""

    first: str
    last: str
    cents: int

    def share(self, month: str) -> int:
        """What it pays of a month: equal parts, the odd fen on the first months; 0 outside."""
        if not self.first <= month <= self.last:
            return 0
        first = _number(self.first)
        each, odd = divmod(self.cents, _number(self.last) - first + 1)
        return each + (_number(month) - first < odd)


def paid_for(payments: Iterable[Payment], month: str) -> int:
    """What was paid for a month."""
    return sum(payment.share(month) for payment in payments)


def unpaid_months(first: str, last: str, payments: Sequence[Payment]) -> tuple[str, ...]:
    """Months from a first to a last one for which nothing was paid."""
    paid = {month for payment in payments for month in months_between(payment.first, payment.last)}
    return tuple(month for month in months_between(first, last) if month not in paid)


class ArrearsState(StrEnum):
    """How urgent arrears are."""

    NONE = "none"
    OPEN = "open"
    WARN = "warn"
    URGE = "urge"
    LIMIT = "limit"


@dataclass(frozen=True, slots=True)
class ArrearsRule:
    """Months of arrears from which a member is warned, warned again, and has reached the limit."""

    warn: int
    urge: int
    limit: int

    @classmethod
    def on(cls, day: date, division_code: str = "") -> "ArrearsRule":
        """The rule in force in a place on a day."""
        warn, urge, limit = (
            get_rule(f"party.fee.{name}.months", day, division_code).value
            for name in ("warn", "urge", "most")
        )
        return cls(warn, urge, limit)


@dataclass(frozen=True, slots=True)
class Arrears:
    """Open months of a member up to the last one that is over, oldest first.

    Attributes:
        months: All open months.
        run: How many of them follow one another up to the last one that is over.
        state: How urgent it is.
    """

    months: tuple[str, ...]
    run: int
    state: ArrearsState


def arrears(rule: ArrearsRule, since: str, on: date, payments: Sequence[Payment]) -> Arrears:
    """Arrears of a member on a day; the month that runs is not owed yet.

    Args:
        rule: In force here.
        since: First month that the member owes here.
        on: The day.
        payments: All on record.

    Source:
        中国共产党章程 article 9: who without good reason does not pay for six months in a row is taken to
        have left the party. domain.md 4.1: warned at month three and five as the product's proposal.
    """
    last = month_after(month_of(on), -1)
    months = unpaid_months(since, last, payments)
    run, month = 0, last
    while month in months:
        run, month = run + 1, month_after(month, -1)
    states = (
        (rule.limit, ArrearsState.LIMIT),
        (rule.urge, ArrearsState.URGE),
        (rule.warn, ArrearsState.WARN),
    )
    reached = next((state for least, state in states if run >= least), None)
    return Arrears(months, run, reached or (ArrearsState.OPEN if months else ArrearsState.NONE))
