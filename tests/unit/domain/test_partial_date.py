"""Days, months and years as the register keeps them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.partial_date import is_day, is_partial_date


@given(st.dates())
def test_every_day_is_one_in_the_form_in_which_it_is_kept_and_in_no_other(day: date) -> None:
    text = day.isoformat()
    year, week, of_week = day.isocalendar()
    assert is_day(text)
    assert not is_day(text.replace("-", ""))
    assert not is_day(f"{text} ")
    assert not is_day(f"{year:04}-W{week:02}-{of_week}")
    assert is_partial_date(text[:7])
    assert not is_day(text[:7])


@pytest.mark.parametrize("text", ["", "2026", "2026-02-30", "2026-13-01", "2026/02/03", "２０２６-02-03"])
def test_what_is_no_whole_day_is_told(text: str) -> None:
    assert not is_day(text)
