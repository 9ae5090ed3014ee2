"""The days that are compared, and which small numbers a table hides."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.analysis import Span, Usual, last_months, suppress, usual_spans

NOW = Span(date(2026, 11, 1), date(2026, 11, 30))
REACH = {"days_before": 180, "years_before": 3}


def test_the_months_before_are_the_usual_level() -> None:
    (before,) = usual_spans(NOW, Usual.BEFORE, date(2020, 1, 1), **REACH)
    assert (before.last, before.days) == (date(2026, 10, 31), 180)


def test_the_same_days_of_earlier_years_are_the_season() -> None:
    found = usual_spans(NOW, Usual.SEASON, date(2024, 1, 1), **REACH)
    assert [(each.first, each.days) for each in found] == [(date(2024, 11, 1), 30), (date(2025, 11, 1), 30)]


def test_the_29th_of_february_has_the_28th_for_its_fellow() -> None:
    leap = Span(date(2028, 2, 29), date(2028, 2, 29))
    (found, *_) = usual_spans(leap, Usual.SEASON, date(2027, 1, 1), **REACH)
    assert found.first == date(2027, 2, 28)


@pytest.mark.parametrize("since", [None, date(2026, 10, 20), date(2027, 1, 1)])
def test_a_level_from_a_shorter_time_is_none(since: date | None) -> None:
    assert usual_spans(NOW, Usual.BEFORE, since, **REACH) == ()


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 400), st.sampled_from(Usual))
def test_usual_days_are_always_before_those_looked_at_and_after_the_first_record(
    first: date, days: int, usual: Usual
) -> None:
    now, since = Span(first, first + timedelta(days - 1)), date(2019, 6, 1)
    for each in usual_spans(now, usual, since, **REACH):
        assert since <= each.first <= each.last < now.first


def test_months_run_over_the_new_year() -> None:
    assert last_months(date(2026, 2, 3), 4) == ("2025-11", "2025-12", "2026-01", "2026-02")


def test_a_single_small_number_takes_the_next_smallest_with_it() -> None:
    assert suppress([3, 20, 8, 0], 5) == (None, 20, None, 0)
    assert suppress([3, 2, 20], 5) == (None, None, 20)
    assert suppress([0, 7, 9], 5) == (0, 7, 9)


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(0, 10))
def test_what_is_hidden_can_not_be_had_back_from_the_sum(counts: list[int], least: int) -> None:
    told = suppress(counts, least)
    assert all(each is None or each == 0 or each >= least for each in told)
    hidden = [counts[number] for number, each in enumerate(told) if each is None]
    assert len(hidden) != 1 or sum(count > 0 for count in counts) == 1
