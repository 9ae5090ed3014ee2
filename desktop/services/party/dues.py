"""Dues of members: paid for one or many at once, open months, what became of the money (党费)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.connection import Connection
from db.queries import party as party_queries
from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.accounts import Right
from desktop.domain.money import show_money
from desktop.domain.party_dues import (
    Arrears,
    ArrearsRule,
    MonthlyDues,
    Payment,
    arrears,
    is_month,
    monthly_dues,
    months_between,
    paid_for,
)
from desktop.domain.period import Period
from desktop.domain.problem import Problem, ProblemError
from desktop.services.office import Office
from desktop.services.party.branches import fill_branch
from desktop.services.party.membership import MemberOnDay, members_on
from desktop.services.property.rules import (
    LedgerRules,
    Surroundings,
    check_not_future,
    problem,
    text,
    whole,
)

FEE, FEE_MOVE = "party_fee", "party_fee_move"
OPENING, HANDED_UP, GIVEN_BACK, USED = "1", "2", "3", "4"
"""Codes of party_fee_move."""

_ADDED = (OPENING, GIVEN_BACK)


@dataclass(frozen=True, slots=True)
class DuesLine:
    """A member's dues of a year.

    Attributes:
        member_id: Whose.
        name: Of the member.
        group: Party group.
        dues: What a month costs by the rules; None where basis or income is unknown.
        fee_cents: What is asked for a month: agreed on, else by the rules; None where neither is known.
        months: Fen paid for each month of the year, January first; None for months that are not owed.
        open: Months that are open and over.
        arrears: All of them, with how urgent they are; None for who owes nothing here.
    """

    member_id: str
    name: str
    group: str
    dues: MonthlyDues | None
    fee_cents: int | None
    months: tuple[int | None, ...]
    open: tuple[str, ...]
    arrears: Arrears | None


@dataclass(frozen=True, slots=True)
class DuesYear:
    """The dues of a year: every member's, and the money in the branch's hands today, in fen."""

    year: int
    lines: tuple[DuesLine, ...]
    balance_cents: int


def read_payments(connection: Connection, before: date | None = None) -> dict[str, list[Payment]]:
    """Payments by member: all, or those made before a day."""
    found: dict[str, list[Payment]] = {}
    for row in queries.list_records(connection, FEE):
        is_wanted = before is None or text(row, "paid_on") < before.isoformat()
        if is_wanted and (payment := payment_of(row)) is not None:
            found.setdefault(text(row, "member_id"), []).append(payment)
    return found


def payment_of(row: Row) -> Payment | None:
    """A payment on record; None where its months make no sense."""
    first, last = text(row, "first_month"), text(row, "last_month")
    if not is_month(first) or not is_month(last) or first > last:
        return None
    return Payment(first, last, whole(row, "amount_cents") or 0)


def counted_since(payments: Mapping[str, Sequence[Payment]]) -> str:
    """The first month for which any dues are on record: nobody owes the office's past; "" without any."""
    return min((payment.first for own in payments.values() for payment in own), default="")


def owed_since(member: MemberOnDay, joined_on: str, arrived_on: str, since: str) -> str:
    """The first month that a member owes here; "" where dues are not kept.

    Source:
        关于中国共产党党费收缴、使用和管理的规定: dues begin with the day of admission by the branch meeting.
    """
    if not since:
        return ""
    begun = (date_text[:7] for date_text in (joined_on, arrived_on) if len(date_text) >= len("2026-01"))
    return max((since, *begun))


def arrears_of(around: Surroundings, members: Iterable[MemberOnDay]) -> dict[str, Arrears]:
    """Open months of some members today, by id; none where no dues are on record at all."""
    payments = read_payments(around.connection)
    since = counted_since(payments)
    if not since:
        return {}
    rule = ArrearsRule.on(around.today, around.division_code)
    rows = {row.id: row for row in party_queries.list_members(around.connection)}
    found = {}
    for member in members:
        row = rows[member.id]
        first = owed_since(member, row.joined_on, row.arrived_on, since)
        found[member.id] = arrears(rule, first, around.today, payments.get(member.id, ()))
    return found


def read_year(office: Office, year: int, branch_id: str = "") -> DuesYear:
    """The dues of a year, month by month, of all branches or one.

    Raises:
        ProblemError: SYS-403.
    """
    office.require(Right.READ_PARTY)
    with office.store.reading() as connection:
        around = Surroundings(connection, office.today(), office.vault.village.division_code)
        members = members_on(connection, around.today, branch_id)
        payments, owed = read_payments(connection), arrears_of(around, members)
        rows = {row.id: row for row in party_queries.list_members(connection)}
        since = counted_since(payments)
        groups = queries.names(connection, "party_group", [member.group_id for member in members])
        balance = balance_on(connection, around.today, branch_id)
    months = months_between(f"{year}-01", f"{year}-12")
    lines = []
    for member in members:
        row, own = rows[member.id], payments.get(member.id, [])
        first = owed_since(member, row.joined_on, row.arrived_on, since)
        open_dues = owed.get(member.id)
        dues = monthly_dues(row.fee_basis, row.fee_income_cents, around.today, around.division_code)
        lines.append(
            DuesLine(
                member.id,
                member.name,
                groups.get(member.group_id, ""),
                dues,
                asked_cents(row.fee_cents, dues),
                tuple(
                    paid_for(own, month) if not first or month >= first or paid_for(own, month) else None
                    for month in months
                ),
                open_dues.months if open_dues else (),
                open_dues,
            )
        )
    return DuesYear(year, tuple(lines), balance)


def asked_cents(agreed: int | None, dues: MonthlyDues | None) -> int | None:
    """What is asked for a month: agreed on, else what the rules leave no choice about."""
    if agreed is not None:
        return agreed
    return dues.least_cents if dues is not None and dues.least_cents == dues.most_cents else None


def balance_on(connection: Connection, on: date, branch_id: str = "") -> int:
    """What is in the branch's hands at the end of a day, in fen: payments and moves up to it."""
    day = on.isoformat()
    own = {row.id for row in party_queries.list_members(connection, branch_id)}
    paid = sum(
        whole(row, "amount_cents") or 0
        for row in queries.list_records(connection, FEE)
        if text(row, "paid_on") <= day and text(row, "member_id") in own
    )
    moved = sum(
        signed_cents(row)
        for row in queries.list_records(connection, FEE_MOVE)
        if text(row, "moved_on") <= day and (not branch_id or text(row, "branch_id") in ("", branch_id))
    )
    return paid + moved


def signed_cents(move: Row) -> int:
    """A move as it changes what is in the branch's hands."""
    cents = whole(move, "amount_cents") or 0
    return cents if move["kind"] in _ADDED else -cents


@dataclass(frozen=True, slots=True)
class Collected:
    """What one member pays: for which months, and how much in all."""

    member_id: str
    first_month: str
    last_month: str
    amount_cents: int


def collect(office: Office, payments: Sequence[Collected], paid_on: date, note: str = "") -> int:
    """Write down payments of one member or many as one action.

    Returns:
        What was taken in all, in fen.

    Raises:
        ProblemError: PTY-060 months that are none or turned round, PTY-061 nothing was paid, PTY-062 a
            month is paid already, FIN-065 a day to come, SYS-403; each names the member.
    """
    office.require(Right.EDIT_PARTY)
    total = sum(payment.amount_cents for payment in payments)
    with office.change("edit", f"登记党费 {len(payments)} 人，{show_money(total)} 元") as work:
        around = Surroundings(work.connection, office.today(), office.vault.village.division_code)
        problems = []
        for payment in payments:
            row: Row = {
                "member_id": payment.member_id,
                "first_month": payment.first_month,
                "last_month": payment.last_month,
                "amount_cents": payment.amount_cents,
                "paid_on": paid_on.isoformat(),
                "collector": office.user.display_name,
                "note": note.strip() or None,
            }
            problems += _check_fee(around, "", row)
            work.insert(FEE, row)
        errors = [each for each in problems if each.severity.value == "error"]
        if errors:
            raise ProblemError(errors)
    return total


def _check_fee(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """As `collect` says; PTY-063 warns of an amount that the rules don't ask for."""
    problems = check_not_future(around, FEE, row, "paid_on")
    first, last = text(row, "first_month"), text(row, "last_month")
    name = queries.names(around.connection, "party_member", [row["member_id"]]).get(
        text(row, "member_id"), ""
    )
    if not is_month(first) or not is_month(last) or first > last:
        return [*problems, problem("PTY-060", FEE, "first_month", {"name": name})]
    cents = whole(row, "amount_cents") or 0
    if cents <= 0:
        problems.append(problem("PTY-061", FEE, "amount_cents", {"name": name}))
    for other in queries.list_where(around.connection, FEE, "member_id", text(row, "member_id")):
        other_first, other_last = text(other, "first_month"), text(other, "last_month")
        if other["id"] != record_id and first <= other_last and other_first <= last:
            months = {"name": name, "first": max(first, other_first), "last": min(last, other_last)}
            problems.append(problem("PTY-062", FEE, "first_month", months))
            break
    return problems + _amount_problems(around, row, name, len(months_between(first, last)), cents)


def _amount_problems(around: Surroundings, row: Row, name: str, months: int, cents: int) -> list[Problem]:
    members = party_queries.list_members(around.connection, member_id=text(row, "member_id"))
    if not members:
        return [problem("FIN-051", FEE, "member_id")]
    member = members[0]
    dues = monthly_dues(member.fee_basis, member.fee_income_cents, around.today, around.division_code)
    if member.fee_cents is not None:
        dues = MonthlyDues(member.fee_cents, member.fee_cents)
    if dues is None or dues.least_cents * months <= cents <= dues.most_cents * months:
        return []
    values = {
        "name": name,
        "least": show_money(dues.least_cents * months),
        "most": show_money(dues.most_cents * months),
    }
    return [problem("PTY-063", FEE, "amount_cents", values, warning=True)]


def _complete_fee(around: Surroundings, row: Row) -> None:
    """One month where nobody said until which; the amount agreed on; today."""
    row["last_month"] = row.get("last_month") or row.get("first_month")
    row["paid_on"] = row.get("paid_on") or around.today.isoformat()
    first, last = text(row, "first_month"), text(row, "last_month")
    if row.get("amount_cents") is None and is_month(first) and is_month(last):
        members = party_queries.list_members(around.connection, member_id=text(row, "member_id"))
        if members:
            own = members[0]
            dues = monthly_dues(own.fee_basis, own.fee_income_cents, around.today, around.division_code)
            asked = asked_cents(own.fee_cents, dues)
            row["amount_cents"] = None if asked is None else asked * len(months_between(first, last))


def _check_move(around: Surroundings, record_id: str, row: Row) -> list[Problem]:
    """PTY-064 more than there is; FIN-065 a day to come."""
    problems = check_not_future(around, FEE_MOVE, row, "moved_on")
    before = queries.find_record(around.connection, FEE_MOVE, record_id) if record_id else None
    branch_id = text(row, "branch_id")
    balance = balance_on(around.connection, around.today, branch_id) - (signed_cents(before) if before else 0)
    if balance + signed_cents(row) < 0:
        problems.append(
            problem("PTY-064", FEE_MOVE, "amount_cents", {"balance": show_money(balance)}, warning=True)
        )
    return problems


def draft_sheet(office: Office) -> str:
    """Draft the sheet of dues (D11) for the last quarter that is over; returns the notice's id.

    Raises:
        ProblemError: Those of drafting.
    """
    from desktop.services.disclosure.notices import make_notice
    from desktop.services.disclosure.requests import NoticeRequest

    today = office.today()
    ended = today.replace(day=1, month=today.month - (today.month - 1) % 3) - timedelta(days=1)
    period = Period.quarter(ended.year, (ended.month + 2) // 3)
    days = (period.first.isoformat(), period.last.isoformat(), today.isoformat())
    return make_notice(office, NoticeRequest("party_dues", *days, item="D11"))


FEE_RULES = LedgerRules(complete=_complete_fee, check=_check_fee)
MOVE_RULES = LedgerRules(complete=fill_branch, check=_check_move)
