from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.age import age_on, birthday_in, certain_age, reaches, show_age
from desktop.domain.partial_date import agree, first_day, last_day, precision, show


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [
        (date(1980, 2, 29), date(1981, 2, 28), 0),
        (date(1980, 2, 29), date(1981, 3, 1), 1),
        (date(1980, 2, 29), date(1984, 2, 29), 4),
        (date(1946, 6, 30), date(2026, 6, 29), 79),
        (date(1946, 6, 30), date(2026, 6, 30), 80),
    ],
)
def test_a_year_is_complete_on_the_birthday_and_leap_days_count_on_1_march(birth, day, years):
    assert age_on(birth, day) == years


def test_a_partial_birth_date_gives_an_age_only_when_there_is_no_doubt():
    assert certain_age("1946", date(2026, 6, 30)) is None
    assert certain_age("1946-03", date(2026, 6, 30)) == 80
    assert certain_age("1946", date(2026, 12, 31)) == 80
    assert show_age("1946", date(2026, 6, 30)) == "79–80"
    assert show_age("2026-01-31", date(2026, 6, 30)) == "4个月"


def test_birthdays_within_a_month_are_found_at_both_borders():
    assert reaches("1966-07-01", 60, date(2026, 7, 1), date(2026, 7, 31))
    assert reaches("1966-07-31", 60, date(2026, 7, 1), date(2026, 7, 31))
    assert not reaches("1966-08-01", 60, date(2026, 7, 1), date(2026, 7, 31))
    assert not reaches("1966-07", 60, date(2026, 7, 1), date(2026, 7, 31))


@given(st.dates(date(1900, 1, 1), date(2020, 12, 31)), st.integers(0, 110))
def test_age_grows_by_one_exactly_on_the_birthday(birth, years):
    birthday = birthday_in(birth, birth.year + years)
    assert age_on(birth, birthday) == years
    assert age_on(birth, date.fromordinal(birthday.toordinal() - 1)) == years - 1


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from([4, 7, 10]))
def test_a_partial_date_covers_the_day_it_was_cut_from(day, length):
    text = day.isoformat()[:length]
    assert first_day(text) <= day <= last_day(text)
    assert agree(text, day.isoformat())
    assert precision(text).value == {4: "year", 7: "month", 10: "day"}[length]


def test_partial_dates_are_shown_in_chinese():
    assert [show(text) for text in ("1980-02-29", "1980-02", "1980", "")] == [
        "1980年2月29日",
        "1980年2月",
        "1980年",
        "",
    ]
