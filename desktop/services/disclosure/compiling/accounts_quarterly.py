"""Income and expenditure of the books, entry by entry (财务收支公开)."""

from datetime import date, timedelta

from db.queries import finance as queries
from desktop.domain.funds_item import is_income, short_label
from desktop.domain.money import show_money
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.data import AccountEntry, Accounts, PayeeKind
from desktop.services import finance
from desktop.services.disclosure.compiling.common import Common
from desktop.services.finance import EntryRow, PeriodBalances


def compile_accounts(common: Common) -> Accounts:
    """The entries of the period between its two balances.

    Raises:
        ProblemError: DOC-131 no opening balance was entered, FIN-020 a declared balance is off and nobody
            said why, FIN-021 the accounts do not add up to the total, SYS-403.
    """
    entries = finance.list_entries(common.office, common.period.first, common.period.last)
    balances = finance.period_balances(common.office, common.period.first, common.period.last)
    opening = balances.total.opening_cents
    if opening is None:
        raise ProblemError(Problem("DOC-131", {"day": common.period.first.isoformat()}))
    if balances.problems:
        raise ProblemError(balances.problems)
    moved = sum(entry.income_cents - entry.expense_cents for entry in entries)
    return Accounts(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication(
            common.days("disclosure.post.days", common.settings.post_days), objections=True
        ),
        values={
            "voucher_hours": common.settings.voucher_hours,
            "balance_note": _balance_note(balances),
        },
        origins={"balance_note": _declared_origin(common)},
        opening_cents=opening,
        opening_origin=_opening_origin(common),
        closing_cents=opening + moved,
        income=tuple(_entry(row, row.income_cents) for row in entries if is_income(row.kind)),
        expenditure=tuple(_entry(row, row.expense_cents) for row in entries if not is_income(row.kind)),
    )


def _opening_origin(common: Common) -> str:
    """The balances that were declared last before the period, and the entries since."""
    first = common.period.first
    with common.office.store.reading() as connection:
        before = [each for each in queries.list_declared(connection) if each.opening_on <= first.isoformat()]
        since = max((each.opening_on for each in before), default=first.isoformat())
        entries = queries.list_entries(connection, since, (first - timedelta(days=1)).isoformat())
    declared = [f"funds_opening/{each.id}" for each in before if each.opening_on == since]
    return " ".join((*declared, *(f"funds_entry/{each.id}" for each in entries)))


def _declared_origin(common: Common) -> str:
    """The balances that were declared at the end of the period or since the one before."""
    first, last = common.period.first.isoformat(), common.period.last.isoformat()
    with common.office.store.reading() as connection:
        declared = [
            each for each in queries.list_declared(connection) if first < each.opening_on[:10] <= _next(last)
        ]
    return " ".join(f"funds_opening/{each.id}" for each in declared)


def _next(day: str) -> str:
    """The day after, on which a closing balance is declared as an opening one."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def _balance_note(balances: PeriodBalances) -> str:
    """Why the books end the period otherwise than the entries; empty where they agree."""
    notes = []
    for each in (balances.total, *balances.accounts):
        if each.difference_cents and each.declared_cents is not None:
            name = each.name or "账面"
            notes.append(
                f"{name}期末 {show_money(each.declared_cents)} 元，"
                f"相差 {show_money(each.difference_cents)} 元：{each.explanation}"
            )
    return "；".join(notes)


def _entry(row: EntryRow, amount_cents: int) -> AccountEntry:
    return AccountEntry(
        on=date.fromisoformat(row.entry_on),
        voucher=row.voucher_no or "",
        account=short_label(row.kind),
        summary=row.summary,
        amount_cents=amount_cents,
        handler=row.handler or "",
        approver=row.approver or "",
        remark=row.note or "",
        payee=row.payee or "",
        payee_kind=PayeeKind(row.payee_kind),
        payee_group=row.payee_group or "",
        origin=f"funds_entry/{row.id}",
    )
