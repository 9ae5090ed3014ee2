"""Dues collected, handed up and used in a period, and what is in the branch's hands (党费收缴公示)."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from db.queries import party as party_queries
from db.queries import property as queries
from db.queries.property import Row
from desktop.domain.accounts import Right
from desktop.domain.code_table import code_table
from desktop.domain.party_dues import Payment, month_of, monthly_dues, months_between, paid_for
from desktop.domain.period import Period
from desktop.reports.data import ORIGIN, Sheet, SheetValue
from desktop.reports.template import template
from desktop.services.disclosure.compiling.common import Common
from desktop.services.disclosure.compiling.entered import compile_entered
from desktop.services.disclosure.compiling.property_sheet import (
    Ledgers,
    ledgers_of,
    plain_money,
    property_sheet,
)
from desktop.services.party.dues import (
    FEE,
    FEE_MOVE,
    GIVEN_BACK,
    OPENING,
    USED,
    asked_cents,
    balance_on,
    payment_of,
    read_payments,
)
from desktop.services.party.membership import members_on
from desktop.services.property.rules import day, text, whole

_MONTHS = ("first_cents", "second_cents", "third_cents")


def compile_party_dues(common: Common) -> Sheet:
    """Payments of the period by member and month; rows typed for the sheet where no payment is on record.

    A payment stands in the months it was for; what it was for outside the period stands in a column of its
    own, so that the sum is what was taken in the period.

    Raises:
        ProblemError: SYS-403.
    """
    common.office.require(Right.READ_PARTY)
    with ledgers_of(common) as ledgers:
        if not queries.list_records(ledgers.around.connection, FEE):
            return compile_entered(common, template(common.request.template))
        paid = [
            row
            for row in queries.list_records(ledgers.around.connection, FEE)
            if _lies(ledgers, row, "paid_on")
        ]
        moves = [
            row
            for row in queries.list_records(ledgers.around.connection, FEE_MOVE)
            if _lies(ledgers, row, "moved_on") and row["kind"] != OPENING
        ]
        return property_sheet(
            common,
            {"rows": _rows(ledgers, common, paid), "uses": _uses(moves)},
            _balances(ledgers, moves),
        )


def _lies(ledgers: Ledgers, row: Row, name: str) -> bool:
    on = day(row, name)
    return on is not None and ledgers.first <= on <= ledgers.last


def _rows(ledgers: Ledgers, common: Common, paid: Sequence[Row]) -> tuple[dict[str, SheetValue], ...]:
    """Everybody who is a member at the end of the period, and whoever paid in it."""
    connection, last = ledgers.around.connection, ledgers.last
    by_member: dict[str, list[Row]] = {}
    for fee in reversed(paid):
        by_member.setdefault(text(fee, "member_id"), []).append(fee)
    members = {member.id for member in members_on(connection, last)}
    groups = {text(row, "id"): text(row, "name") for row in queries.list_records(connection, "party_group")}
    quarter = months_between(month_of(ledgers.first), month_of(last))
    columns = dict(zip(_MONTHS, quarter, strict=True)) if _is_quarter(common.period) else {}
    found, before = list[dict[str, SheetValue]](), read_payments(connection, ledgers.first)
    for member in party_queries.list_members(connection):
        own = by_member.get(member.id, [])
        if member.id not in members and not own:
            continue
        payments = [payment for each in own if (payment := payment_of(each)) is not None]
        shares = {name: paid_for(payments, month) for name, month in columns.items()}
        other = sum(payment.cents for payment in payments) - sum(shares.values())
        dues = monthly_dues(member.fee_basis, member.fee_income_cents, last, common.division_code)
        line: dict[str, SheetValue] = {
            "name": member.name,
            "group": groups.get(member.group_id) or member.villager_group,
            "rate_cents": asked_cents(member.fee_cents, dues),
            **dict.fromkeys(_MONTHS),
            **{name: cents or None for name, cents in shares.items()},
            "other_cents": other or None,
            "note": None if own else _note(before.get(member.id, ()), quarter),
            ORIGIN: " ".join(f"{FEE}/{text(each, 'id')}" for each in own) or f"party_member/{member.id}",
        }
        found.append(line)
    return tuple(found)


def _note(payments: Sequence[Payment], months: Sequence[str]) -> str | None:
    """Why nothing was taken: it was paid before."""
    covered = [month for month in months if any(each.first <= month <= each.last for each in payments)]
    return "已预交" if covered else None


def _is_quarter(period: Period) -> bool:
    return any(period == Period.quarter(period.first.year, number) for number in range(1, 5))


def _uses(moves: Sequence[Row]) -> tuple[Mapping[str, SheetValue], ...]:
    kinds = code_table(FEE_MOVE)
    return tuple(
        {
            "on": day(row, "moved_on"),
            "use": text(row, "text") or kinds.label(text(row, "kind")),
            "amount_cents": whole(row, "amount_cents"),
            "note": text(row, "note") or None,
            ORIGIN: f"{FEE_MOVE}/{text(row, 'id')}",
        }
        for row in reversed(moves)
        if row["kind"] != GIVEN_BACK
    )


def _balances(ledgers: Ledgers, moves: Sequence[Row]) -> dict[str, str]:
    connection = ledgers.around.connection
    opening = balance_on(connection, ledgers.first - timedelta(days=1)) + sum(
        whole(row, "amount_cents") or 0
        for row in queries.list_records(connection, FEE_MOVE)
        if row["kind"] == OPENING and _lies(ledgers, row, "moved_on")
    )
    sums: dict[str, int] = {}
    for row in moves:
        sums[text(row, "kind")] = sums.get(text(row, "kind"), 0) + (whole(row, "amount_cents") or 0)
    given = sums.get(GIVEN_BACK, 0)
    return {
        "opening": plain_money(opening),
        "paid_up": plain_money(sum(cents for kind, cents in sums.items() if kind not in (GIVEN_BACK, USED))),
        "closing": plain_money(balance_on(connection, ledgers.last)),
        "given_back": plain_money(given) if given else "",
    }
