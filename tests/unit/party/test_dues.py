"""What a month of dues costs, which months are open, and when somebody is warned."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.party_dues import (
    ArrearsRule,
    ArrearsState,
    Payment,
    arrears,
    is_month,
    month_after,
    month_of,
    monthly_dues,
    months_between,
    paid_for,
    unpaid_months,
)

TODAY = date(2026, 9, 30)
RULE = ArrearsRule.on(TODAY)
MONTHS = st.integers(2015 * 12, 2030 * 12).map(lambda number: month_after("0001-01", number - 12))
SUMS = st.integers(0, 10**7)


@st.composite
def payments(draw: st.DrawFn) -> list[Payment]:
    made = []
    for first in draw(st.lists(MONTHS, max_size=6)):
        made.append(Payment(first, month_after(first, draw(st.integers(0, 14))), draw(SUMS)))
    return made


@pytest.mark.parametrize(
    ("basis", "income", "cents"),
    [
        # 关于中国共产党党费收缴、使用和管理的规定: wages 0.5 % up to 3,000 yuan, 1 % to 5,000,
        # 1.5 % to 10,000, 2 % above
        ("2", 300_000, 1_500),
        ("2", 300_001, 3_001),
        ("2", 500_000, 5_000),
        ("2", 1_000_000, 15_000),
        ("2", 1_000_100, 20_002),
        # pensions 0.5 % up to 5,000, 1 % above
        ("3", 500_000, 2_500),
        ("3", 600_000, 6_000),
        # students, people out of work, on relief: 0.2 yuan
        ("4", None, 20),
        ("5", None, 20),
        ("6", None, 20),
        ("7", 400_000, 4_000),
    ],
)
def test_a_month_costs_what_the_tiers_say(basis: str, income: int | None, cents: int) -> None:
    dues = monthly_dues(basis, income, TODAY)
    assert dues is not None
    assert (dues.least_cents, dues.most_cents) == (cents, cents)


def test_farmers_pay_between_twenty_fen_and_a_yuan() -> None:
    dues = monthly_dues("1", None, TODAY)
    assert dues is not None
    assert (dues.least_cents, dues.most_cents) == (20, 100)
    assert [dues.allows(cents) for cents in (19, 20, 100, 101)] == [False, True, True, False]


@pytest.mark.parametrize(("basis", "income"), [("", 1), ("2", None), ("3", None), ("8", 100), ("x", 1)])
def test_what_is_not_known_costs_nothing_certain(basis: str, income: int | None) -> None:
    assert monthly_dues(basis, income, TODAY) is None


@given(st.integers(0, 10**8), st.integers(0, 10**8), st.sampled_from("23"))
def test_more_income_never_costs_less(one: int, other: int, basis: str) -> None:
    low, high = sorted((one, other))
    cheap, dear = monthly_dues(basis, low, TODAY), monthly_dues(basis, high, TODAY)
    assert cheap is not None and dear is not None
    assert cheap.least_cents <= dear.least_cents


@given(payments())
def test_the_parts_of_a_payment_add_up_to_it(made: list[Payment]) -> None:
    for payment in made:
        assert (
            sum(payment.share(month) for month in months_between(payment.first, payment.last))
            == payment.cents
        )
    months = months_between("2014-01", "2033-12")
    assert sum(paid_for(made, month) for month in months) == sum(payment.cents for payment in made)


@given(MONTHS, MONTHS, payments())
def test_a_month_is_open_or_paid_and_never_both(first: str, last: str, made: list[Payment]) -> None:
    open_months = unpaid_months(first, last, made)
    for month in months_between(first, last):
        covered = any(payment.first <= month <= payment.last for payment in made)
        assert (month in open_months) != covered


@given(MONTHS, payments(), payments())
def test_paying_more_months_never_makes_arrears_worse(
    since: str, before: list[Payment], more: list[Payment]
) -> None:
    order = list(ArrearsState)
    worse, better = arrears(RULE, since, TODAY, before), arrears(RULE, since, TODAY, before + more)
    assert set(better.months) <= set(worse.months)
    assert better.run <= worse.run
    assert order.index(better.state) <= order.index(worse.state)


@pytest.mark.parametrize(
    ("paid_until", "state"),
    [
        ("2026-08", ArrearsState.NONE),
        ("2026-07", ArrearsState.OPEN),
        ("2026-05", ArrearsState.WARN),  # domain.md 4.1: warned at month three …
        ("2026-03", ArrearsState.URGE),  # … and at month five
        ("2026-02", ArrearsState.LIMIT),  # 中国共产党章程 article 9: six months in a row
    ],
)
def test_arrears_are_told_by_their_months_in_a_row(paid_until: str, state: ArrearsState) -> None:
    found = arrears(RULE, "2026-01", TODAY, [Payment("2026-01", paid_until, 800)])
    assert (found.state, found.run) == (state, len(months_between(month_after(paid_until), "2026-08")))


def test_an_old_gap_is_open_but_not_a_run() -> None:
    made = [Payment("2026-01", "2026-01", 20), Payment("2026-08", "2026-09", 40)]
    found = arrears(RULE, "2026-01", TODAY, made)
    assert (len(found.months), found.run, found.state) == (6, 0, ArrearsState.OPEN)


@given(MONTHS, st.integers(-40, 40))
def test_months_are_counted_there_and_back(month: str, count: int) -> None:
    assert month_after(month_after(month, count), -count) == month
    assert is_month(month_after(month, count))


@pytest.mark.parametrize("text", ["", "2026", "2026-13", "2026-00", "2026-1", "2026-01-01", "20x6-01"])
def test_what_is_no_month_is_told_from_one(text: str) -> None:
    assert not is_month(text)
    assert is_month(month_of(TODAY))
