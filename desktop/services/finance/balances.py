"""Opening and closing balances per account and in total, and whether they agree (期初、期末结存)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from db.connection import Connection
from db.queries import finance as queries
from db.queries.finance import ALL_ACCOUNTS
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.funds_balance import DeclaredBalance, balance_on, closing_on, gaps
from desktop.domain.money import show_money
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """One account over a period, or all together (``account_id`` empty); money in fen.

    Attributes:
        account_id: Empty for all accounts together.
        name: Empty for all accounts together.
        opening_cents: At the beginning of the first day; None when no balance was ever declared.
        income_cents: Of the period.
        expense_cents: Of the period.
        closing_cents: What opening and entries make; None as the opening.
        declared_cents: What the books say at the end of the period; None when nobody said.
        declared_id: Record of it; empty for none.
        explanation: Why the two differ, in the bookkeeper's words.
    """

    account_id: str
    name: str
    opening_cents: int | None
    income_cents: int
    expense_cents: int
    closing_cents: int | None
    declared_cents: int | None
    declared_id: str
    explanation: str

    @property
    def difference_cents(self) -> int:
        """Declared less computed; 0 where one of them is unknown."""
        if self.declared_cents is None or self.closing_cents is None:
            return 0
        return self.declared_cents - self.closing_cents


@dataclass(frozen=True, slots=True)
class PeriodBalances:
    """Balances of a period: of each account, of all together, and what does not agree.

    ``problems`` hold FIN-020 for a gap nobody explained and FIN-021 where the accounts do not add up to
    the total; with any of them a notice is not made.
    """

    accounts: tuple[AccountBalance, ...]
    total: AccountBalance
    problems: tuple[Problem, ...]


def balance_before(office: Office, day: date) -> int | None:
    """Balance of all accounts in fen at the beginning of a day; None when none was ever declared."""
    office.require(Right.READ_FINANCE)
    with office.store.reading() as connection:
        return _Ledger(connection).opening(ALL_ACCOUNTS, day.isoformat())


def period_balances(office: Office, first: date, last: date) -> PeriodBalances:
    """Opening, income, expense and closing of each account and of all, both days included."""
    office.require(Right.READ_FINANCE)
    with office.store.reading() as connection:
        ledger = _Ledger(connection)
        days = (first.isoformat(), last.isoformat(), (last + timedelta(days=1)).isoformat())
        accounts = tuple(
            ledger.balance(each.id, each.name, *days)
            for each in ledger.accounts
            if not each.closed_on or each.closed_on >= days[0]
        )
        total = ledger.balance(ALL_ACCOUNTS, "", *days)
        problems = [*ledger.gap_problems(days[0], days[2]), *ledger.sum_problems(accounts, total, days)]
    return PeriodBalances(accounts, total, tuple(problems))


def opening_on(connection: Connection, account_id: str, day: str) -> int | None:
    """Balance of an account, or of all, at the beginning of a day, in fen; None when none was declared."""
    return _Ledger(connection).opening(account_id, day)


class _Ledger:
    """Declared balances and the sums between them, read on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.accounts = queries.list_accounts(connection)
        self._declared: dict[str, list[DeclaredBalance]] = defaultdict(list)
        for each in queries.list_declared(connection):
            self._declared[each.account_id].append(each)

    def _moved(self, first: str, before: str, account_id: str) -> int:
        return queries.moved(self._connection, first, before, account_id)

    def opening(self, account_id: str, day: str) -> int | None:
        """Balance at the beginning of a day."""
        known = balance_on(day, self._declared[account_id], partial(self._moved, account_id=account_id))
        if known is not None or account_id != ALL_ACCOUNTS:
            return known
        return self._sum_of_accounts(day)

    def _sum_of_accounts(self, day: str) -> int | None:
        """Where nobody declared a total: what the accounts hold, and what is booked on none of them."""
        openings = [self.opening(each.id, day) for each in self.accounts]
        known = [cents for cents in openings if cents is not None]
        if not known:
            return None
        since = min(each.opening_on for one in self.accounts for each in self._declared[one.id])
        booked = sum(self._moved(since, day, one.id) for one in self.accounts)
        return sum(known) + self._moved(since, day, ALL_ACCOUNTS) - booked

    def balance(self, account_id: str, name: str, first: str, last: str, after: str) -> AccountBalance:
        """One account over a period; ``after`` is the day behind the last."""
        declared = self._declared[account_id]
        income, expense = queries.sums(self._connection, first, last, account_id)
        opening = self.opening(account_id, first)
        closing = closing_on(after, declared, partial(self._moved, account_id=account_id))
        if closing is None and opening is not None:
            closing = opening + income - expense
        at_end = next((each for each in reversed(declared) if each.opening_on == after), None)
        return AccountBalance(
            account_id,
            name,
            opening,
            income,
            expense,
            closing,
            at_end.balance_cents if at_end else None,
            at_end.id if at_end else "",
            at_end.explanation if at_end else "",
        )

    def gap_problems(self, first: str, after: str) -> list[Problem]:
        """FIN-020 for each declared balance from the first day to the one behind the last that is off."""
        names = {each.id: each.name for each in self.accounts}
        problems = []
        for account_id, declared in self._declared.items():
            for gap in gaps(declared, partial(self._moved, account_id=account_id)):
                if first <= gap.declared.opening_on <= after and not gap.declared.explanation:
                    values = {
                        "account": names.get(account_id, "全部账户"),
                        "day": gap.declared.opening_on,
                        "declared": show_money(gap.declared.balance_cents),
                        "computed": show_money(gap.computed_cents),
                        "difference": show_money(gap.difference_cents),
                    }
                    problems.append(Problem("FIN-020", values, Place(field=gap.declared.id)))
        return problems

    def sum_problems(
        self, accounts: tuple[AccountBalance, ...], total: AccountBalance, days: tuple[str, str, str]
    ) -> list[Problem]:
        """FIN-021 where every account and the total are declared and do not agree at the end."""
        closings = [each.closing_cents for each in accounts]
        known = [cents for cents in closings if cents is not None]
        if not accounts or total.closing_cents is None or len(known) < len(closings):
            return []
        if sum(known) == total.closing_cents:
            return []
        values = {
            "day": days[1],
            "accounts": show_money(sum(known)),
            "total": show_money(total.closing_cents),
            "difference": show_money(total.closing_cents - sum(known)),
        }
        return [Problem("FIN-021", values)]


def set_opening(
    office: Office, opening_on: str, balance_cents: int, account_id: str = ALL_ACCOUNTS, explanation: str = ""
) -> None:
    """Enter the balance that the books show at the beginning of a day; one a day and account.

    Raises:
        ProblemError: FIN-001 not a day, FIN-027 there is no such account, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    try:
        date.fromisoformat(opening_on)
    except ValueError:
        raise ProblemError(Problem("FIN-001", {"value": opening_on}, Place(field="opening_on"))) from None
    with office.change("edit", "登记期初结存") as work:
        put_declared(work, opening_on, balance_cents, account_id, explanation)


def put_declared(
    work: Work, opening_on: str, balance_cents: int, account_id: str = ALL_ACCOUNTS, explanation: str = ""
) -> None:
    """Write a declared balance inside a transaction; one for the same day and account is replaced.

    Raises:
        ProblemError: FIN-027 there is no such account.
    """
    if account_id:
        try:
            work.get("funds_account", account_id)
        except KeyError:
            raise ProblemError(Problem("FIN-027")) from None
    before = [
        each
        for each in queries.list_declared(work.connection)
        if each.opening_on == opening_on and each.account_id == account_id
    ]
    if before:
        values = {"balance_cents": balance_cents, "explanation": explanation or None}
        work.update("funds_opening", before[-1].id, values)
        return
    work.insert(
        "funds_opening",
        {
            "opening_on": opening_on,
            "balance_cents": balance_cents,
            "account_id": account_id or None,
            "explanation": explanation or None,
        },
    )


def declare_closing(
    office: Office, last: date, balance_cents: int, account_id: str = ALL_ACCOUNTS, explanation: str = ""
) -> None:
    """Enter the balance that the books show at the end of a day: the opening of the day behind it.

    Raises:
        ProblemError: As `set_opening`.
    """
    set_opening(
        office, (last + timedelta(days=1)).isoformat(), balance_cents, account_id, explanation.strip()
    )


def explain_gap(office: Office, declared_id: str, explanation: str) -> None:
    """Say why a declared balance differs from the entries; the words go on the sheet.

    Raises:
        ProblemError: FIN-028 nothing was said, FIN-029 there is no such balance, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    if not explanation.strip():
        raise ProblemError(Problem("FIN-028", place=Place(field="explanation")))
    with office.change("edit", "说明结存差额") as work:
        if not work.update("funds_opening", declared_id, {"explanation": explanation.strip()}):
            raise ProblemError(Problem("FIN-029"))
