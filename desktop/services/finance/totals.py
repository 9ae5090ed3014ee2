"""What a period came to, by item and by month: for sheets, charts and the screen."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from db.queries import finance as queries
from db.queries.finance import MonthTotal
from desktop.domain.accounts import Right
from desktop.domain.funds_item import (
    CASH,
    EXPENDITURE,
    INCOME,
    funds_items,
    item_of,
    standing_items,
)
from desktop.domain.period import Period
from desktop.services.finance.balances import balance_before
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class ItemTotal:
    """One of the 44 items: what it came to (income, expenditure) or stands at (assets, debts), in fen.

    ``cents`` is None where an item has no figure of its own in the books of entries; ``count`` is the
    number of entries or assets behind it.
    """

    item: str
    class_code: str
    label: str
    cents: int | None
    count: int


@dataclass(frozen=True, slots=True)
class MonthSum:
    """Income and expense of one month (``2026-07``), in fen."""

    month: str
    income_cents: int
    expense_cents: int


@dataclass(frozen=True, slots=True)
class FundsTotals:
    """Totals of a period by item, in the order of the regulation, and by month, empty months included."""

    items: tuple[ItemTotal, ...]
    months: tuple[MonthSum, ...]
    income_cents: int
    expense_cents: int

    def of_class(self, class_code: str) -> tuple[ItemTotal, ...]:
        """Items of a class such as F2."""
        return tuple(each for each in self.items if each.class_code == class_code)


def funds_totals(office: Office, first: date, last: date) -> FundsTotals:
    """Totals of a period, both days included; assets and debts as they stand at its end."""
    office.require(Right.READ_FINANCE)
    with office.store.reading() as connection:
        rows = queries.month_totals(connection, first.isoformat(), last.isoformat())
        standings = queries.standings(connection, last.isoformat())
    cash = balance_before(office, last + timedelta(days=1))
    cents: dict[str, int] = defaultdict(int)
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        cents[item_of(row.kind)] += row.income_cents or row.expense_cents
        counts[item_of(row.kind)] += row.count
    for each in standings:
        item = standing_items().get((each.table, each.kind))
        if item is not None:
            cents[item] += each.cents
            counts[item] += each.count
    if cash is not None:
        cents[CASH] = cash
    return FundsTotals(
        tuple(
            ItemTotal(
                each.code,
                each.class_code,
                each.label,
                cents[each.code] if each.class_code in (INCOME, EXPENDITURE) or each.code in cents else None,
                counts[each.code],
            )
            for each in funds_items()
        ),
        _months(rows, Period(first, last)),
        sum(row.income_cents for row in rows),
        sum(row.expense_cents for row in rows),
    )


def _months(rows: tuple[MonthTotal, ...], period: Period) -> tuple[MonthSum, ...]:
    income: dict[str, int] = defaultdict(int)
    expense: dict[str, int] = defaultdict(int)
    for row in rows:
        income[row.month] += row.income_cents
        expense[row.month] += row.expense_cents
    months = []
    day = period.first.replace(day=1)
    while day <= period.last:
        key = f"{day:%Y-%m}"
        months.append(MonthSum(key, income[key], expense[key]))
        day = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return tuple(months)
