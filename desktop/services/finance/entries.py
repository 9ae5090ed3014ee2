"""Entries of income and expenditure as they are disclosed (收支)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from db.queries import finance as queries
from db.queries.finance import EntryRow
from db.store import Value, Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.funds_item import is_income
from desktop.domain.partial_date import is_day
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.finance.vouchers import VoucherIndex, get_voucher_months, told
from desktop.services.office import Office

__all__ = ["EntryRow", "NewEntry"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One entry as typed or taken from the bookkeeper's workbook.

    Money in fen; ``kind`` is a funds_entry_kind code and says whether it is income (I…) or
    expense (O…). ``payee_kind`` is none, official, contractor or aid and decides how the payee
    is printed. ``account_id`` is empty where nobody said which account it went through.
    """

    entry_on: str
    kind: str
    summary: str
    amount_cents: int
    voucher_no: str = ""
    handler: str = ""
    approver: str = ""
    payee: str = ""
    payee_kind: str = "none"
    payee_group: str = ""
    note: str = ""
    account_id: str = ""
    project_id: str = ""


def check_entry(entry: NewEntry) -> tuple[Problem, ...]:
    """What keeps an entry from being taken: FIN-001 day, FIN-002 class, FIN-003 summary, FIN-004 amount."""
    problems = []
    if not is_day(entry.entry_on):
        problems.append(Problem("FIN-001", {"value": entry.entry_on}, Place(field="entry_on")))
    if entry.kind not in code_table("funds_entry_kind"):
        problems.append(Problem("FIN-002", {"value": entry.kind}, Place(field="kind")))
    if not entry.summary.strip():
        problems.append(Problem("FIN-003", place=Place(field="summary")))
    if entry.amount_cents == 0:
        problems.append(Problem("FIN-004", place=Place(field="amount")))
    return tuple(problems)


def add_entries(office: Office, entries: tuple[NewEntry, ...]) -> tuple[str, ...]:
    """Take entries in one action; all or none.

    Returns:
        Their ids, in the order given.

    Raises:
        ProblemError: FIN-001 to FIN-004, FIN-005 a voucher number is there already, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    problems: list[Problem] = []
    for entry in entries:
        problems += check_entry(entry)
    with office.change("edit", f"登记收支 {len(entries)} 笔") as work:
        if not problems:
            problems += _repeated(work, entries)
        if problems:
            raise ProblemError(problems)
        return write_entries(work, entries)


def write_entries(work: Work, entries: Iterable[NewEntry]) -> tuple[str, ...]:
    """Write entries that were checked inside a transaction; their ids in the order given."""
    return tuple(work.insert("funds_entry", _stored(entry)) for entry in entries)


def _repeated(work: Work, entries: Iterable[NewEntry], but_for: str = "") -> list[Problem]:
    """FIN-005 for each voucher number that the books have already, with the entry that has it."""
    index = VoucherIndex(work.connection, get_voucher_months(work.connection))
    problems = []
    for entry in entries:
        other = index.find_voucher(entry.voucher_no, entry.entry_on)
        if other is not None and other.id != but_for:
            problems.append(Problem("FIN-005", told(other), Place(field="voucher_no")))
    return problems


def edit_entry(office: Office, entry_id: str, entry: NewEntry) -> None:
    """Put an entry right. A notice that shows it stays as it was issued; its draft asks for new figures.

    Raises:
        ProblemError: FIN-001 to FIN-005, FIN-008 there is no such entry, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    problems = list(check_entry(entry))
    with office.change("edit", f"修改收支：{entry.summary.strip()}") as work:
        if not problems:
            problems += _repeated(work, (entry,), entry_id)
        if problems:
            raise ProblemError(problems)
        if not work.update("funds_entry", entry_id, _stored(entry)):
            raise ProblemError(Problem("FIN-008"))


def remove_entry(office: Office, entry_id: str) -> None:
    """Take an entry out of the books; the history keeps what it said.

    Raises:
        ProblemError: FIN-008 there is no such entry, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    with office.change("edit", "删除收支 1 笔") as work:
        if not work.delete("funds_entry", entry_id):
            raise ProblemError(Problem("FIN-008"))


def _stored(entry: NewEntry) -> dict[str, Value]:
    cents = entry.amount_cents
    return {
        "entry_on": entry.entry_on,
        "voucher_no": entry.voucher_no or None,
        "kind": entry.kind,
        "summary": entry.summary.strip(),
        "income_cents": cents if is_income(entry.kind) else 0,
        "expense_cents": 0 if is_income(entry.kind) else cents,
        "handler": entry.handler or None,
        "approver": entry.approver or None,
        "payee": entry.payee or None,
        "payee_kind": entry.payee_kind,
        "payee_group": entry.payee_group or None,
        "note": entry.note or None,
        "account_id": entry.account_id or None,
        "project_id": entry.project_id or None,
    }


def list_entries(office: Office, first: date, last: date) -> tuple[EntryRow, ...]:
    """Entries of a period, both days included, in the order of the books."""
    office.require(Right.READ_FINANCE)
    with office.store.reading() as connection:
        return queries.list_entries(connection, first.isoformat(), last.isoformat())


def get_entries(office: Office, ids: Iterable[str]) -> tuple[EntryRow, ...]:
    """Entries by their ids, in the order of the books; those that are gone are left out."""
    office.require(Right.READ_FINANCE)
    with office.store.reading() as connection:
        return queries.get_entries(connection, ids)


def last_signatories(office: Office) -> tuple[str, str]:
    """Handler and approver of the entry that was written last: the next one usually has the same."""
    office.require(Right.READ_FINANCE)
    with office.store.reading() as connection:
        return queries.last_signatories(connection)


def span_of_entries(office: Office) -> tuple[date, date] | None:
    """First and last day on which there is an entry; None without any."""
    office.require(Right.READ_FINANCE)
    with office.store.reading() as connection:
        span = queries.span_of_entries(connection)
    return None if span is None else (date.fromisoformat(span[0]), date.fromisoformat(span[1]))
