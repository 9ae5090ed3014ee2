"""Points to grades by a bank's table, and consents that hold only so long."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.credit import (
    NOT_RATED,
    ConsentState,
    CreditGrade,
    GradeTable,
    consent_state,
    find_table_problems,
    holds,
    last_day_of_term,
    panel_left,
    read_table,
    shipped_table,
    table_in_force,
)

DAY = date(2026, 3, 1)
BANK = replace(shipped_table(), bank="示范农商银行")


@pytest.mark.parametrize(
    ("points", "grade"), [(95, "AAA"), (90, "AAA"), (89, "AA"), (70, "A"), (60, "B"), (59, "C"), (0, "C")]
)
def test_the_shipped_table_is_that_of_the_field(points: int, grade: str) -> None:
    """Source: domain.md 5.3, table of grades [P]."""
    assert shipped_table().grade(points * 100) == grade


@given(fewer=st.integers(-5_000, 20_000), more=st.integers(0, 5_000))
def test_more_points_never_lower_the_grade(fewer: int, more: int) -> None:
    order = [grade.code for grade in shipped_table().grades] + [NOT_RATED]
    table = shipped_table()
    assert order.index(table.grade(fewer + more)) <= order.index(table.grade(fewer))


def test_points_below_every_grade_are_not_rated() -> None:
    assert shipped_table().grade(-1) == NOT_RATED


def test_a_banks_own_table_wins_from_its_first_day() -> None:
    own = GradeTable("示范农商银行", "2026-1", date(2026, 4, 1), (CreditGrade("AAA", 50_000),))
    kept = read_table(own.bank, own.version, own.valid_from.isoformat(), own.body())
    assert kept == own
    assert table_in_force((kept,), "示范农商银行", date(2026, 3, 31)) == shipped_table()
    assert table_in_force((kept,), "示范农商银行", date(2026, 4, 1)) == own
    assert table_in_force((kept,), "别的银行", date(2026, 4, 1)) == shipped_table()


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (shipped_table(), "BRD-061"),
        (replace(BANK, grades=()), "BRD-072"),
        (replace(BANK, grades=(CreditGrade("A", 100), CreditGrade("B", 100))), "BRD-070"),
        (replace(BANK, grades=(CreditGrade("A", 100), CreditGrade("A", 0))), "BRD-071"),
        (replace(BANK, grades=(CreditGrade("Z", 100),)), "BRD-071"),
        (replace(BANK, grades=(CreditGrade("A", 100, 50_000, 30_000),)), "BRD-073"),
    ],
)
def test_a_table_that_cannot_be_is_refused(table: GradeTable, code: str) -> None:
    assert [problem.code for problem in find_table_problems(table)] == [code]


def test_a_whole_table_of_a_bank_is_taken() -> None:
    assert find_table_problems(BANK) == ()


@given(
    term=st.integers(1, 400),
    withdrawn=st.none() | st.integers(0, 500),
    passed=st.integers(-10, 600),
    remind=st.integers(0, 60),
)
def test_data_may_go_only_under_a_consent_that_was_signed_lasts_and_was_not_withdrawn(
    term: int, withdrawn: int | None, passed: int, remind: int
) -> None:
    """Source: 个人信息保护法 13, 15; domain.md 5.3."""
    back = None if withdrawn is None else DAY + timedelta(days=withdrawn)
    state = consent_state(DAY, DAY + timedelta(days=term), back, DAY + timedelta(days=passed), remind)
    is_taken_back = withdrawn is not None and withdrawn <= passed
    assert holds(state) == (0 <= passed <= term and not is_taken_back)


def test_an_end_within_the_reminding_days_is_told() -> None:
    until = DAY + timedelta(days=100)
    assert consent_state(DAY, until, None, until - timedelta(days=31), 30) is ConsentState.HOLDS
    assert consent_state(DAY, until, None, until - timedelta(days=30), 30) is ConsentState.EXPIRING
    assert consent_state(DAY, until, None, until + timedelta(days=1), 30) is ConsentState.EXPIRED


@pytest.mark.parametrize(
    ("signed", "months", "last"),
    [
        ("2026-03-01", 12, "2027-02-28"),
        ("2027-03-01", 12, "2028-02-29"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-11-15", 3, "2027-02-14"),
    ],
)
def test_a_term_ends_the_day_before_its_anniversary(signed: str, months: int, last: str) -> None:
    assert last_day_of_term(date.fromisoformat(signed), months).isoformat() == last


@given(st.lists(st.sampled_from("甲乙丙丁"), unique=True), st.lists(st.sampled_from("甲乙丙丁")))
def test_relatives_never_judge(panel: list[str], aside: list[str]) -> None:
    left = panel_left(panel, aside)
    assert not set(left) & set(aside)
    assert set(left) | (set(panel) & set(aside)) == set(panel)
