"""Working days: moved ones count, holidays do not, and a year without its order says so."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.work_day import after_days, after_work_days, is_work_day, known_years


def test_a_saturday_moved_by_the_order_is_worked_and_a_holiday_in_the_week_is_not():
    assert is_work_day(date(2026, 2, 14))
    assert not is_work_day(date(2026, 2, 16))
    assert not is_work_day(date(2026, 11, 21))


def test_five_working_days_over_the_national_holiday_end_after_it():
    assert after_work_days(date(2026, 9, 30), 5).last == date(2026, 10, 13)


def test_the_first_day_of_a_term_is_not_counted():
    assert after_days(date(2026, 4, 20), 7).last == date(2026, 4, 27)


def test_a_term_into_a_year_without_its_order_is_counted_by_weekdays_and_says_which_year():
    last_known = max(known_years())
    term = after_work_days(date(last_known, 12, 31), 3)
    assert term.unknown_years == (last_known + 1,)
    assert after_work_days(date(last_known, 12, 1), 3).unknown_years == ()


@given(st.dates(date(2024, 1, 1), date(2026, 12, 1)), st.integers(1, 15))
def test_a_term_ends_on_a_working_day_and_holds_as_many_as_were_asked_for(start, count):
    last = after_work_days(start, count).last
    days = [start + timedelta(days=number) for number in range(1, (last - start).days + 1)]
    assert sum(map(is_work_day, days)) == count
    assert is_work_day(last)


def test_each_order_gives_the_thirteen_holidays_back_in_full():
    """A year has 52 weeks of 5 days; the order moves days but adds and removes only the legal holidays."""
    for year in known_years():
        days = [date(year, 1, 1) + timedelta(days=number) for number in range(366)]
        worked = sum(is_work_day(day) for day in days if day.year == year)
        assert 247 <= worked <= 251
