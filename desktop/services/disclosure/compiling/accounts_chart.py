"""What a period's accounts came to, by item and by month, for the sheet of bars (财务收支图示)."""

from collections.abc import Iterable, Mapping

from desktop.domain.funds_item import item_of
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.data import ORIGIN, Sheet, SheetValue, origin_of
from desktop.services import finance
from desktop.services.disclosure.compiling.common import Common
from desktop.services.finance import EntryRow, ItemTotal


def compile_accounts_chart(common: Common) -> Sheet:
    """Totals of the period; each bar knows the entries behind it.

    Raises:
        ProblemError: DOC-131 no opening balance was entered, FIN-020 and FIN-021 as the sheet of entries,
            SYS-403.
    """
    first, last = common.period.first, common.period.last
    entries = finance.list_entries(common.office, first, last)
    totals = finance.funds_totals(common.office, first, last)
    balances = finance.period_balances(common.office, first, last)
    opening = balances.total.opening_cents
    if opening is None:
        raise ProblemError(Problem("DOC-131", {"day": first.isoformat()}))
    if balances.problems:
        raise ProblemError(balances.problems)
    return Sheet(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication_for("F2"),
        tables={
            "balances": (
                {
                    "opening": opening,
                    "income": totals.income_cents,
                    "expense": totals.expense_cents,
                    "closing": opening + totals.income_cents - totals.expense_cents,
                    ORIGIN: _origin(entries),
                },
            ),
            "income_items": _item_rows("income", totals.of_class("F2"), entries),
            "expense_items": _item_rows("expense", totals.of_class("F3"), entries),
            "months": tuple(
                {
                    "month": f"{int(each.month[5:])}月",
                    "income": each.income_cents,
                    "expense": each.expense_cents,
                    origin_of("income"): _origin(
                        row for row in entries if row.entry_on.startswith(each.month) and row.income_cents
                    ),
                    origin_of("expense"): _origin(
                        row for row in entries if row.entry_on.startswith(each.month) and row.expense_cents
                    ),
                }
                for each in totals.months
            ),
        },
    )


def _item_rows(
    value: str, items: Iterable[ItemTotal], entries: tuple[EntryRow, ...]
) -> tuple[Mapping[str, SheetValue], ...]:
    """Items that something was booked under, the largest first."""
    booked = sorted((each for each in items if each.count), key=lambda each: -(each.cents or 0))
    return tuple(
        {
            "item": each.label,
            value: each.cents,
            ORIGIN: _origin(row for row in entries if item_of(row.kind) == each.item),
        }
        for each in booked
    )


def _origin(rows: Iterable[EntryRow]) -> str:
    return " ".join(f"funds_entry/{row.id}" for row in rows)
