"""The entries that are disclosed, and aid grants; the books themselves are kept elsewhere (收支, 低保)."""

import re
from dataclasses import dataclass
from datetime import date

from db.queries import finance as queries
from db.queries.finance import EntryRow, GrantHousehold, GrantRow
from db.store import Work
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.problem import Place, Problem, ProblemError
from desktop.services.office import Office

__all__ = ["EntryRow", "GrantHousehold", "GrantRow", "NewEntry", "NewGrant"]

MINIMUM_ALLOWANCE = "A01"
"""Code of 低保 in the table of special groups."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One entry as typed or taken from the bookkeeper's workbook.

    Money in fen; ``kind`` is a funds_entry_kind code and says whether it is income (I…) or
    expense (O…). ``payee_kind`` is none, official, contractor or aid and decides how the payee
    is printed.
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


@dataclass(frozen=True, slots=True)
class NewGrant:
    """One household's aid; money in fen a month, months as ``2026-07``.

    ``change_kind`` is new, continued, changed or stopped. ``to_month`` is the last month paid for,
    empty while the grant lasts.
    """

    household_id: str
    head_person_id: str
    people_count: int
    monthly_cents: int
    from_month: str
    aid_kind: str = MINIMUM_ALLOWANCE
    change_kind: str = "continued"
    to_month: str = ""


def check_entry(entry: NewEntry) -> tuple[Problem, ...]:
    """What keeps an entry from being taken: FIN-001 day, FIN-002 class, FIN-003 summary, FIN-004 amount."""
    problems = []
    if not _is_day(entry.entry_on):
        problems.append(Problem("FIN-001", {"value": entry.entry_on}, Place(field="entry_on")))
    if entry.kind not in code_table("funds_entry_kind"):
        problems.append(Problem("FIN-002", {"value": entry.kind}, Place(field="kind")))
    if not entry.summary.strip():
        problems.append(Problem("FIN-003", place=Place(field="summary")))
    if entry.amount_cents == 0:
        problems.append(Problem("FIN-004", place=Place(field="amount")))
    return tuple(problems)


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


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
    with office.store.reading() as connection:
        problems += [
            Problem("FIN-005", {"voucher": entry.voucher_no}, Place(field="voucher_no"))
            for entry in entries
            if entry.voucher_no and queries.has_voucher(connection, entry.voucher_no, entry.entry_on)
        ]
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"登记收支 {len(entries)} 笔") as work:
        return tuple(work.insert("funds_entry", _stored(entry)) for entry in entries)


def edit_entry(office: Office, entry_id: str, entry: NewEntry) -> None:
    """Put an entry right. A notice that shows it stays as it was issued; its draft asks for new figures.

    Raises:
        ProblemError: FIN-001 to FIN-005, FIN-008 there is no such entry, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    problems = list(check_entry(entry))
    with office.store.reading() as connection:
        if entry.voucher_no and queries.has_voucher(connection, entry.voucher_no, entry.entry_on, entry_id):
            problems.append(Problem("FIN-005", {"voucher": entry.voucher_no}, Place(field="voucher_no")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", f"修改收支：{entry.summary.strip()}") as work:
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


def _stored(entry: NewEntry) -> dict[str, str | int | float | bytes | None]:
    is_income = entry.kind.startswith("I")
    return {
        "entry_on": entry.entry_on,
        "voucher_no": entry.voucher_no or None,
        "kind": entry.kind,
        "summary": entry.summary.strip(),
        "income_cents": entry.amount_cents if is_income else 0,
        "expense_cents": 0 if is_income else entry.amount_cents,
        "handler": entry.handler or None,
        "approver": entry.approver or None,
        "payee": entry.payee or None,
        "payee_kind": entry.payee_kind,
        "payee_group": entry.payee_group or None,
        "note": entry.note or None,
    }


def set_opening(office: Office, opening_on: str, balance_cents: int) -> None:
    """Enter the balance that the books show at the beginning of a day.

    Raises:
        ProblemError: FIN-001 not a day, SYS-403.
    """
    office.require(Right.EDIT_FINANCE)
    if not _is_day(opening_on):
        raise ProblemError(Problem("FIN-001", {"value": opening_on}, Place(field="opening_on")))
    with office.change("edit", "登记期初结存") as work:
        work.insert("funds_opening", {"opening_on": opening_on, "balance_cents": balance_cents})


def list_entries(office: Office, first: date, last: date) -> tuple[EntryRow, ...]:
    """Entries of a period, both days included, in the order of the books."""
    office.require(Right.READ_FINANCE)
    with office.store.reading() as connection:
        return queries.list_entries(connection, first.isoformat(), last.isoformat())


def balance_before(office: Office, day: date) -> int | None:
    """Balance in fen at the beginning of a day; None when no opening balance was entered."""
    office.require(Right.READ_FINANCE)
    with office.store.reading() as connection:
        return queries.balance_before(connection, day.isoformat())


def check_grant(grant: NewGrant) -> tuple[Problem, ...]:
    """What keeps a grant from being taken: FIN-006 month, FIN-007 people or money, FIN-011 no household."""
    problems = []
    if not grant.household_id or not grant.head_person_id:
        problems.append(Problem("FIN-011", place=Place(field="household")))
    if not _MONTH.fullmatch(grant.from_month):
        problems.append(Problem("FIN-006", {"value": grant.from_month}, Place(field="from_month")))
    if grant.to_month and not _MONTH.fullmatch(grant.to_month):
        problems.append(Problem("FIN-006", {"value": grant.to_month}, Place(field="from_month")))
    if grant.people_count < 1 or grant.monthly_cents < 1:
        field = "monthly_cents" if grant.people_count > 0 else "people_count"
        problems.append(Problem("FIN-007", place=Place(field=field)))
    return tuple(problems)


def add_grants(office: Office, grants: tuple[NewGrant, ...]) -> tuple[str, ...]:
    """Enter aid grants in one action; all or none.

    A grant that is a change takes the place of the one in force: that one ends the month before.

    Raises:
        ProblemError: FIN-006 a month is not a month, FIN-007 a number is not above zero, FIN-009 the
            household has a grant in these months, FIN-011 no household, SYS-403.
    """
    office.require(Right.EDIT_AID)
    if problems := [problem for grant in grants for problem in check_grant(grant)]:
        raise ProblemError(problems)
    with office.change("edit", f"登记救助 {len(grants)} 户") as work:
        made = []
        for grant in grants:
            for grant_id, from_month, to_month in _overlapping(work, grant):
                replaced = (
                    grant.change_kind == "changed" and to_month is None and from_month < grant.from_month
                )
                if not replaced:
                    raise ProblemError(_taken(from_month))
                work.update("aid_grant", grant_id, {"to_month": month_before(grant.from_month)})
            made.append(work.insert("aid_grant", _stored_grant(grant)))
        return tuple(made)


def edit_grant(office: Office, grant_id: str, grant: NewGrant) -> None:
    """Put a grant right that was entered wrongly; for another amount from a month on, add a change.

    Raises:
        ProblemError: FIN-006, FIN-007, FIN-009 another grant of the household covers these months,
            FIN-010 there is no such grant, FIN-011, FIN-012 it would end before it begins, SYS-403.
    """
    office.require(Right.EDIT_AID)
    problems = list(check_grant(grant))
    if grant.to_month and grant.to_month < grant.from_month:
        problems.append(Problem("FIN-012", {"month": grant.from_month}, Place(field="from_month")))
    if problems:
        raise ProblemError(problems)
    with office.change("edit", "修改救助 1 户") as work:
        for _, from_month, _ in _overlapping(work, grant, grant_id):
            raise ProblemError(_taken(from_month))
        if not work.update("aid_grant", grant_id, _stored_grant(grant)):
            raise ProblemError(Problem("FIN-010"))


def stop_grant(office: Office, grant_id: str, month: str) -> None:
    """Stop a grant: nothing is paid from a month (``2026-08``) on; the notice over it says so.

    Raises:
        ProblemError: FIN-006 not a month, FIN-010 there is no such grant, FIN-012 the month is not
            after the one the grant began with, SYS-403.
    """
    office.require(Right.EDIT_AID)
    if not _MONTH.fullmatch(month):
        raise ProblemError(Problem("FIN-006", {"value": month}, Place(field="stop_month")))
    with office.change("edit", "停发救助 1 户") as work:
        try:
            began = str(work.get("aid_grant", grant_id)["from_month"])
        except KeyError:
            raise ProblemError(Problem("FIN-010")) from None
        if month <= began:
            raise ProblemError(Problem("FIN-012", {"month": began}, Place(field="stop_month")))
        work.update("aid_grant", grant_id, {"change_kind": "stopped", "to_month": month_before(month)})


def month_before(month: str) -> str:
    """The month before one, both as ``2026-07``."""
    year, number = int(month[:4]), int(month[5:])
    return f"{year:04}-{number - 1:02}" if number > 1 else f"{year - 1:04}-12"


def _overlapping(work: Work, grant: NewGrant, but_for: str = "") -> tuple[tuple[str, str, str | None], ...]:
    return queries.overlapping_grants(
        work.connection, grant.aid_kind, grant.household_id, grant.from_month, grant.to_month, but_for
    )


def _taken(from_month: str) -> Problem:
    return Problem("FIN-009", {"month": from_month}, Place(field="household"))


def _stored_grant(grant: NewGrant) -> dict[str, str | int | float | bytes | None]:
    return {
        "household_id": grant.household_id,
        "head_person_id": grant.head_person_id,
        "aid_kind": grant.aid_kind,
        "change_kind": grant.change_kind,
        "people_count": grant.people_count,
        "monthly_cents": grant.monthly_cents,
        "from_month": grant.from_month,
        "to_month": grant.to_month or None,
    }


def find_grant_household(office: Office, household_id: str) -> GrantHousehold | None:
    """The head and the people of a household to grant aid to; None when it has no head."""
    office.require(Right.READ_AID)
    with office.store.reading() as connection:
        return queries.find_household(connection, household_id)


def list_grants(
    office: Office, first: date, last: date, aid_kind: str = MINIMUM_ALLOWANCE
) -> tuple[GrantRow, ...]:
    """Grants of a kind in force in a period, by group and head's name."""
    office.require(Right.READ_AID)
    with office.store.reading() as connection:
        return queries.list_grants(connection, aid_kind, first.isoformat(), last.isoformat())
