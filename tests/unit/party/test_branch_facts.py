"""What holds for a branch by its numbers, its term, its fixed day, and for members who are away."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.contract_state import months_after
from desktop.domain.party_branch import (
    BranchNumbers,
    TermState,
    check_branch,
    read_theme_day,
    show_theme_day,
    term_standing,
)
from desktop.domain.party_float import ContactRule, ContactState, contact_standing, is_floating_long
from desktop.domain.problem import Severity

TODAY = date(2026, 9, 30)
DAYS = st.dates(date(2019, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("numbers", "codes"),
    [
        # 中国共产党支部工作条例（试行）: three full members and more have a branch of their own …
        (BranchNumbers("631", 3, 0), []),
        (BranchNumbers("631", 2, 4), ["PTY-010"]),
        (BranchNumbers("632", 2, 0, units=2), []),
        # … at most 50 members …
        (BranchNumbers("631", 48, 2, has_committee=True, committee=5), []),
        (BranchNumbers("631", 49, 2, has_committee=True, committee=5), ["PTY-011"]),
        # … a joint branch of at most five units …
        (BranchNumbers("632", 4, 0, units=6), ["PTY-012"]),
        # … a committee from seven full members on, of three to five, at most seven
        (BranchNumbers("631", 7, 0), ["PTY-013"]),
        (BranchNumbers("631", 6, 3, has_committee=True, committee=3), ["PTY-014"]),
        (BranchNumbers("631", 20, 0, has_committee=True, committee=2), ["PTY-015"]),
        (BranchNumbers("631", 20, 0, has_committee=True, committee=7), []),
        (BranchNumbers("631", 20, 0, has_committee=True, committee=8), ["PTY-015"]),
        (BranchNumbers("621", 80, 2, has_committee=True, committee=5), []),
    ],
)
def test_a_branch_is_held_against_its_numbers(numbers: BranchNumbers, codes: list[str]) -> None:
    found = check_branch(numbers, TODAY)
    assert [problem.code for problem in found] == codes
    assert all(problem.severity is Severity.WARNING for problem in found)


def test_a_term_of_a_village_branch_lasts_five_years() -> None:
    # 中国共产党支部工作条例（试行）: five years for a village
    begun = date(2021, 6, 1)
    assert term_standing(begun, None, None, date(2025, 12, 1)).state is TermState.RUNS
    assert term_standing(begun, None, None, date(2026, 1, 1)).state is TermState.SOON
    over = term_standing(begun, None, None, date(2026, 6, 1))
    assert (over.ends, over.state) == (date(2026, 6, 1), TermState.OVER)
    later = term_standing(begun, None, date(2027, 5, 1), date(2026, 6, 1))
    assert (later.ends, later.state) == (date(2027, 5, 1), TermState.RUNS)


@given(DAYS, DAYS)
def test_a_term_that_is_over_stays_over(begun: date, on: date) -> None:
    if term_standing(begun, None, None, on).state is TermState.OVER:
        assert term_standing(begun, None, None, on + timedelta(days=400)).state is TermState.OVER


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("每月15日", "solar:15", "每月15日"),
        ("15", "solar:15", "每月15日"),
        ("每月二十五日", "solar:25", "每月25日"),
        ("农历初一", "lunar:1", "农历初一"),
        ("农历十五", "lunar:15", "农历十五"),
        ("每月农历廿三", "lunar:23", "农历廿三"),
        ("lunar:8", "lunar:8", "农历初八"),
    ],
)
def test_a_fixed_day_is_read_as_people_say_it(typed: str, stored: str, shown: str) -> None:
    assert read_theme_day(typed) == stored
    assert show_theme_day(stored) == shown
    assert read_theme_day(shown) == stored


@pytest.mark.parametrize("typed", ["", "月底", "32", "农历三十一", "solar:0", "lunar:31", "周五"])
def test_what_is_no_fixed_day_is_not_taken_for_one(typed: str) -> None:
    assert read_theme_day(typed) is None


RULE = ContactRule(months=1, abroad_months=6, lost_months=6, soon_days=7)


@pytest.mark.parametrize(
    ("reached", "abroad", "on", "state"),
    [
        # domain.md 4.1: monthly as the product's proposal …
        (date(2026, 9, 10), False, TODAY, ContactState.OK),
        (date(2026, 9, 5), False, TODAY, ContactState.SOON),
        (date(2026, 8, 5), False, TODAY, ContactState.OVERDUE),
        # … lost after six months without contact …
        (date(2026, 3, 30), False, TODAY, ContactState.LOST),
        (None, False, TODAY, ContactState.LOST),
        # … abroad every half year
        (date(2026, 4, 20), True, TODAY, ContactState.OK),
        (date(2026, 3, 20), True, TODAY, ContactState.OVERDUE),
        (date(2025, 9, 20), True, TODAY, ContactState.LOST),
    ],
)
def test_contact_with_somebody_away(
    reached: date | None, abroad: bool, on: date, state: ContactState
) -> None:
    assert contact_standing(RULE, date(2025, 2, 1), reached, on, is_abroad=abroad).state is state


@given(DAYS, st.integers(0, 900), st.integers(0, 900), st.booleans())
def test_contact_never_gets_better_by_waiting(left: date, wait: int, more: int, abroad: bool) -> None:
    order = list(ContactState)
    first = contact_standing(RULE, left, None, left + timedelta(days=wait), is_abroad=abroad)
    later = contact_standing(RULE, left, None, left + timedelta(days=wait + more), is_abroad=abroad)
    assert order.index(first.state) <= order.index(later.state)


@given(DAYS)
def test_floating_begins_with_the_sixth_month(left: date) -> None:
    # domain.md 4.1: left for six months or more
    assert is_floating_long(left, months_after(left, 6), 6)
    assert not is_floating_long(left, months_after(left, 6) - timedelta(days=1), 6)
