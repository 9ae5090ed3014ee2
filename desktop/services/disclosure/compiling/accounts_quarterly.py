"""Income and expenditure of the books, entry by entry (财务收支公开)."""

from datetime import date

from db.queries import finance as queries
from db.queries.finance import EntryRow
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.problem import Problem, ProblemError
from desktop.reports.data import AccountEntry, Accounts, PayeeKind
from desktop.services.disclosure.compiling.common import Common


def compile_accounts(common: Common) -> Accounts:
    """The entries of the period between its two balances.

    Raises:
        ProblemError: DOC-131 no opening balance was entered, SYS-403.
    """
    common.office.require(Right.READ_FINANCE)
    first, last = common.period.first.isoformat(), common.period.last.isoformat()
    with common.office.store.reading() as connection:
        opening = queries.balance_before(connection, first)
        entries = queries.list_entries(connection, first, last)
    if opening is None:
        raise ProblemError(Problem("DOC-131", {"day": first}))
    moved = sum(entry.income_cents - entry.expense_cents for entry in entries)
    return Accounts(
        village=common.office.vault.village,
        period=common.period,
        number=common.number,
        bodies=common.bodies,
        publication=common.publication(
            common.days("disclosure.post.days", common.settings.post_days), objections=True
        ),
        values={"voucher_hours": common.settings.voucher_hours},
        opening_cents=opening,
        closing_cents=opening + moved,
        income=tuple(_entry(row, row.income_cents) for row in entries if row.kind.startswith("I")),
        expenditure=tuple(_entry(row, row.expense_cents) for row in entries if row.kind.startswith("O")),
    )


def _entry(row: EntryRow, amount_cents: int) -> AccountEntry:
    return AccountEntry(
        on=date.fromisoformat(row.entry_on),
        voucher=row.voucher_no or "",
        # the table's label explains itself in brackets, for which a column on the wall has no room
        account=code_table("funds_entry_kind").label(row.kind).partition("(")[0],
        summary=row.summary,
        amount_cents=amount_cents,
        handler=row.handler or "",
        approver=row.approver or "",
        remark=row.note or "",
        payee=row.payee or "",
        payee_kind=PayeeKind(row.payee_kind),
        payee_group=row.payee_group or "",
    )
