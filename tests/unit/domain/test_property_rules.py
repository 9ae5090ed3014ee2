"""Contracts, debts and projects by their days and sums."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.models import RECORDS
from desktop.domain.code_table import code_table
from desktop.domain.contract_state import ContractState, ContractTerms, months_after, whole_years
from desktop.domain.debt_standing import Move, debt_age, lowest_balance, standing
from desktop.domain.period import Period
from desktop.domain.project_stage import ProjectStage, project_stage
from desktop.domain.property_ledger import (
    DEBT_MOVE,
    LEDGERS,
    PROJECT_STEP,
    ledger_field,
    ledger_fields,
    read_ledger_field,
    show_ledger_field,
)
from desktop.domain.subsidy_share import share_cents

TODAY = date(2026, 9, 30)
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
SUMS = st.integers(-(10**9), 10**9)


@pytest.mark.parametrize("ledger", (*LEDGERS, DEBT_MOVE, PROJECT_STEP))
def test_every_field_is_a_column_of_its_table_and_every_column_a_field(ledger: str) -> None:
    model = next(each for each in RECORDS if each._meta.table_name == ledger)
    columns = set(model._meta.fields) - {"pk", "id", "rev", "household_id"}
    assert {field.name for field in ledger_fields(ledger)} == columns


@pytest.mark.parametrize("ledger", (*LEDGERS, DEBT_MOVE, PROJECT_STEP))
def test_a_code_field_names_a_table_that_there_is(ledger: str) -> None:
    for field in ledger_fields(ledger):
        if field.form == "code":
            assert code_table(field.target).entries


def test_no_heading_means_two_fields_of_a_ledger() -> None:
    for ledger in LEDGERS:
        words = [word for field in ledger_fields(ledger) for word in {*field.headings, field.label}]
        assert {word for word in words if words.count(word) > 1} == set(), ledger


@pytest.mark.parametrize(
    ("terms", "state"),
    [
        (ContractTerms("C01", to_on=date(2029, 1, 1)), ContractState.RUNNING),
        (ContractTerms("C01", from_on=date(2026, 10, 1)), ContractState.FUTURE),
        (ContractTerms("C01", to_on=date(2027, 3, 30)), ContractState.ENDS_SOON),
        (ContractTerms("C01", to_on=date(2027, 3, 31)), ContractState.RUNNING),
        (ContractTerms("C01", to_on=date(2026, 9, 29)), ContractState.ENDED),
        (ContractTerms("C01", to_on=date(2028, 1, 1), ended_on=date(2026, 1, 1)), ContractState.ENDED),
        (ContractTerms("C02", paid_until=date(2026, 9, 29)), ContractState.OVERDUE),
        (ContractTerms("C02", paid_until=date(2026, 9, 30)), ContractState.RUNNING),
        (ContractTerms("C03", paid_until=date(2020, 1, 1)), ContractState.RUNNING),
        (ContractTerms("C01", to_on=date(2026, 1, 31), paid_until=date(2026, 1, 31)), ContractState.ENDED),
        (ContractTerms("C01", to_on=date(2026, 1, 31), paid_until=date(2025, 6, 30)), ContractState.OVERDUE),
    ],
)
def test_a_contract_stands_where_its_days_put_it(terms: ContractTerms, state: ContractState) -> None:
    assert terms.state(TODAY, 6) is state


@pytest.mark.parametrize(
    ("price", "unit", "quantity", "yearly", "whole"),
    [
        (100_00, "year", None, 100_00, 300_00),
        (100_00, "month", None, 1200_00, 3600_00),
        (500_00, "mu_year", 1250, 6250_00, 18750_00),
        (500_00, "mu_year", None, None, None),
        (900_00, "total", None, None, 900_00),
        (900_00, "", None, None, 900_00),
        (None, "year", None, None, None),
    ],
)
def test_a_price_comes_to_so_much_a_year_and_in_all(price, unit, quantity, yearly, whole) -> None:
    terms = ContractTerms(
        "C01", date(2024, 1, 1), date(2026, 12, 31), price_cents=price, price_unit=unit, quantity=quantity
    )
    assert (terms.yearly_cents(), terms.whole_cents()) == (yearly, whole)


@given(DAYS, st.integers(0, 600))
def test_months_on_a_day_never_leave_the_month_meant(day: date, months: int) -> None:
    after = months_after(day, months)
    assert (after.year * 12 + after.month) - (day.year * 12 + day.month) == months
    assert after.day == day.day or (after + timedelta(days=1)).day == 1


@given(DAYS, st.integers(1, 40))
def test_whole_years_to_the_day_before_the_anniversary_are_those_years(first: date, years: int) -> None:
    last = months_after(first, 12 * years) - timedelta(days=1)
    assert whole_years(first, last) == years


@given(DAYS, DAYS, DAYS, DAYS)
def test_two_contracts_overlap_as_a_day_shows_on_which_both_run(a: date, b: date, c: date, d: date) -> None:
    one, other = ContractTerms("C01", min(a, b), max(a, b)), ContractTerms("C01", min(c, d), max(c, d))
    shared = any(one.runs_on(day) and other.runs_on(day) for day in (a, b, c, d))
    assert one.overlaps(other) == other.overlaps(one) == shared


@given(DAYS, st.integers(1, 10**9), st.lists(st.tuples(DAYS, SUMS), max_size=8), DAYS, DAYS)
def test_a_balance_is_the_opening_of_the_days_after_it(arisen, original, moved, one, other) -> None:
    first, last = min(one, other), max(one, other)
    moves = [Move(on, cents) for on, cents in moved]
    now = standing(arisen, original, moves, Period(first, last))
    after = standing(arisen, original, moves, Period(last + timedelta(days=1), last + timedelta(days=40)))
    assert now.balance_cents == after.opening_cents
    everything = standing(arisen, original, moves, Period(date(1980, 1, 1), date(2070, 1, 1)))
    assert everything.balance_cents == original + sum(move.cents for move in moves)


def test_more_paid_than_owed_shows_even_when_it_was_made_good_later() -> None:
    moves = (Move(date(2026, 2, 1), 50), Move(date(2026, 1, 1), -120))
    assert lowest_balance(date(2025, 1, 1), 100, moves) == -20


@pytest.mark.parametrize(
    ("arisen", "day", "age"),
    [
        (date(2026, 9, 1), date(2026, 9, 30), "不满1个月"),
        (date(2026, 8, 31), date(2026, 9, 30), "1个月"),
        (date(2025, 9, 30), date(2026, 9, 30), "1年"),
        (date(2023, 7, 15), date(2026, 9, 30), "3年2个月"),
        (date(2026, 10, 5), date(2026, 9, 30), "不满1个月"),
    ],
)
def test_the_age_of_a_debt_in_whole_months(arisen: date, day: date, age: str) -> None:
    assert debt_age(arisen, day) == age


def test_a_project_goes_from_before_to_after_by_its_days() -> None:
    def stage(**days: date) -> ProjectStage:
        known = {"begun_on": None, "accepted_on": None, "dropped_on": None} | days
        return project_stage(TODAY, **known)

    assert stage() is ProjectStage.BEFORE
    assert stage(begun_on=date(2026, 10, 1)) is ProjectStage.BEFORE
    assert stage(begun_on=TODAY) is ProjectStage.DURING
    assert stage(begun_on=date(2026, 1, 1), accepted_on=TODAY) is ProjectStage.AFTER
    assert stage(begun_on=date(2026, 1, 1), dropped_on=date(2026, 2, 1)) is ProjectStage.DROPPED


@given(st.integers(0, 10**7), st.integers(0, 10**6))
def test_a_share_is_area_times_rate_to_half_a_fen(area: int, rate: int) -> None:
    assert abs(share_cents(area, rate) * 100 - area * rate) <= 50


@pytest.mark.parametrize(
    ("ledger", "name", "typed", "stored"),
    [
        ("contract", "price_cents", "1.2万", 12_000_00),
        ("contract", "to_on", "2028年12月31日", "2028-12-31"),
        ("contract", "kind", "资源发包", "C02"),
        ("contract", "quantity", "12.5亩", 1250),
        ("land_resource", "area_mu", "2亩5分", 250),
        ("asset", "acquired_on", "2015年", "2015"),
        ("subsidy", "year", "2026年", 2026),
        ("subsidy", "returned", "是", 1),
        ("debt_move", "change_cents", "-500", -500_00),
        ("contract", "note", "  ", None),
    ],
)
def test_what_is_typed_is_stored_in_the_form_of_the_file(ledger, name, typed, stored) -> None:
    reading = read_ledger_field(ledger_field(ledger, name), typed, TODAY)
    assert (reading.value, [each.code for each in reading.problems]) == (stored, [])


@pytest.mark.parametrize(
    ("ledger", "name", "typed", "code"),
    [
        ("contract", "to_on", "2028年12月", "FIN-052"),
        ("contract", "price_cents", "-5", "FIN-054"),
        ("contract", "price_cents", "很多", "FLD-610"),
        ("contract", "kind", "租房子", "FLD-201"),
        ("contract", "note", "长" * 501, "FIN-053"),
        ("asset", "acquired_on", "2015年13月", "FLD-303"),
    ],
)
def test_what_can_not_be_meant_is_told_at_its_field(ledger, name, typed, code) -> None:
    reading = read_ledger_field(ledger_field(ledger, name), typed, TODAY)
    assert reading.value is None
    (problem,) = reading.problems
    assert problem.code == code
    assert problem.place is not None and problem.place.field == name


@given(st.integers(-(10**12), 10**12))
def test_money_that_is_shown_reads_back_as_the_same(cents: int) -> None:
    field = ledger_field("debt_move", "change_cents")
    assert read_ledger_field(field, show_ledger_field(field, cents), TODAY).value == cents
