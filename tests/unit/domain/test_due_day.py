"""Due days as clerks write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.due_day import read_due_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12月5日", "2026-12-05"),
        ("12-5", "2026-12-05"),
        ("12.5", "2026-12-05"),
        ("十二月五日", "2026-12-05"),
        ("11月22日", "2026-11-22"),
        ("10月20日", "2027-10-20"),
        ("2026-10-20", "2026-10-20"),
        ("今天", "2026-11-22"),
        ("明天", "2026-11-23"),
        ("后天", "2026-11-24"),
        (" 月底 ", "2026-11-30"),
    ],
)
def test_a_due_day_is_read_as_it_is_meant(typed: str, day: str) -> None:
    assert read_due_day(typed, TODAY) == (day, ())


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
    st.integers(0, 360),
    st.sampled_from(["{0.month}月{0.day}日", "{0.month}-{0.day}", "{0.month}.{0.day}", "{0.month}/{0.day}"]),
)
def test_a_day_without_its_year_is_the_next_such_day(today: date, ahead: int, shape: str) -> None:
    day = today + timedelta(days=ahead)
    assert read_due_day(shape.format(day), today).value == day.isoformat()


@pytest.mark.parametrize(("typed", "code"), [("二月三十", "FLD-303"), ("尽快", "FLD-301")])
def test_what_is_no_day_says_why(typed: str, code: str) -> None:
    reading = read_due_day(typed, TODAY)
    assert reading.value is None
    assert [problem.code for problem in reading.problems] == [code]


def test_a_year_that_was_typed_is_taken_even_when_it_is_over() -> None:
    assert read_due_day("2025年1月3日", TODAY).value == "2025-01-03"
