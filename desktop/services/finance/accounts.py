"""Accounts of the collective (账户): few, public, and never a personal one."""

import re
from dataclasses import dataclass

from db.queries import finance as queries
from db.queries.finance import AccountRow
from db.store import Value
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office

BASIC, LAND, IN_CASH, OTHER = "1", "2", "3", "9"
"""Codes of ``funds_account_kind``."""

_NUMBER_END = re.compile(r"\d{0,6}")


@dataclass(frozen=True, slots=True)
class NewAccount:
    """One account as typed; days are ISO texts, empty where there are none.

    Of the number only the end is kept, at most six digits: it tells accounts apart and opens nothing.
    """

    name: str
    kind: str
    bank: str = ""
    number_end: str = ""
    opened_on: str = ""
    decided_on: str = ""
    filed_on: str = ""
    note: str = ""


def check_account(account: NewAccount, others: tuple[AccountRow, ...] = ()) -> tuple[Problem, ...]:
    """What keeps an account from being taken.

    Args:
        account: As typed.
        others: The accounts there are, this one left out.

    Returns:
        FIN-022 no name, or one that another open account has; FIN-023 kind; FIN-024 more than the end of
        its number; FIN-025 a further account without the assembly's decision; FIN-026 a second basic
        account; FIN-001 a day is none.

    Source:
        浙江省农村集体资产管理条例 art. 22: one basic account and the one for land compensation; any other
        needs a majority of the assembly and is filed with the township.
    """
    problems = []
    open_ones = [each for each in others if not each.closed_on]
    if not account.name.strip() or any(each.name == account.name.strip() for each in open_ones):
        problems.append(Problem("FIN-022", {"name": account.name.strip()}, Place(field="name")))
    if account.kind not in code_table("funds_account_kind"):
        problems.append(Problem("FIN-023", place=Place(field="kind")))
    if not _NUMBER_END.fullmatch(account.number_end):
        problems.append(Problem("FIN-024", place=Place(field="number_end")))
    if account.kind == OTHER and not account.decided_on:
        problems.append(Problem("FIN-025", place=Place(field="decided_on")))
    if account.kind == BASIC:
        problems += [
            Problem("FIN-026", {"name": each.name}, Place(field="kind"))
            for each in open_ones
            if each.kind == BASIC
        ]
    for name in ("opened_on", "decided_on", "filed_on"):
        if (text := getattr(account, name)) and not is_day(text):
            problems.append(Problem("FIN-001", {"value": text}, Place(field=name)))
    return tuple(problems)


def list_accounts(office: Office) -> tuple[AccountRow, ...]:
    """All accounts, closed ones too, by kind and name."""
    office.require(Right.READ_FINANCE)
    with office.store.reading() as connection:
        return queries.list_accounts(connection)


def add_account(office: Office, account: NewAccount) -> str:
    """Enter an account; returns its id.

    Raises:
        ProblemError: What `check_account` finds, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    if problems := check_account(account, list_accounts(office)):
        raise ProblemError(problems)
    with office.change("edit", f"登记账户：{account.name.strip()}") as work:
        return work.insert("funds_account", _stored(account))


def edit_account(office: Office, account_id: str, account: NewAccount) -> None:
    """Put an account right.

    Raises:
        ProblemError: What `check_account` finds, FIN-027 there is no such account, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    others = tuple(each for each in list_accounts(office) if each.id != account_id)
    if problems := check_account(account, others):
        raise ProblemError(problems)
    with office.change("edit", f"修改账户：{account.name.strip()}") as work:
        if not work.update("funds_account", account_id, _stored(account)):
            raise ProblemError(Problem("FIN-027"))


def close_account(office: Office, account_id: str, closed_on: str) -> None:
    """Close an account from a day on; its entries and balances stay. An empty day opens it again.

    Raises:
        ProblemError: FIN-001 not a day, FIN-027 there is no such account, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    if closed_on and not is_day(closed_on):
        raise ProblemError(Problem("FIN-001", {"value": closed_on}, Place(field="closed_on")))
    with office.change("edit", "销户" if closed_on else "恢复账户") as work:
        if not work.update("funds_account", account_id, {"closed_on": closed_on or None}):
            raise ProblemError(Problem("FIN-027"))


def _stored(account: NewAccount) -> dict[str, Value]:
    return {
        "name": account.name.strip(),
        "kind": account.kind,
        "bank": account.bank.strip() or None,
        "number_end": account.number_end or None,
        "opened_on": account.opened_on or None,
        "decided_on": account.decided_on or None,
        "filed_on": account.filed_on or None,
        "note": account.note.strip() or None,
    }
