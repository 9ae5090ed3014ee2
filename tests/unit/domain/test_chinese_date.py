from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import lunar
from desktop.domain.chinese_date import find_lunar, read_date, read_date_range
from desktop.domain.lunar import LunarDate
from desktop.domain.partial_date import is_partial_date

TODAY = date(2026, 6, 30)
days = st.dates(date(1900, 3, 1), TODAY)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1980-02-29", "1980-02-29"),
        ("1980.2.29", "1980-02-29"),
        ("1980.02.29.", "1980-02-29"),
        ("1980。2。29", "1980-02-29"),
        ("1980/2/29", "1980-02-29"),
        ("1980、2、29", "1980-02-29"),
        ("1980－2－29", "1980-02-29"),
        ("1980—2—29", "1980-02-29"),
        ("1980 2 29", "1980-02-29"),
        (" 1980. 2. 29 ", "1980-02-29"),
        ("1980年2月29日", "1980-02-29"),
        ("1980年2月29号", "1980-02-29"),
        ("1980年2月29", "1980-02-29"),
        ("1980 年 2 月 29 日", "1980-02-29"),
        ("１９８０．２．２９", "1980-02-29"),
        ("１９８０年２月２９日", "1980-02-29"),
        ("19800229", "1980-02-29"),
        ("'19800229", "1980-02-29"),
        ("1980年2月", "1980-02"),
        ("1980.2", "1980-02"),
        ("1980-02", "1980-02"),
        ("198002", "1980-02"),
        ("1980", "1980"),
        ("1980年", "1980"),
        ("1980.00.00", "1980"),
        ("1980-02-00", "1980-02"),
        ("一九八〇年二月", "1980-02"),
        ("一九八○年二月廿九", "1980-02-29"),
        ("一九八零年二月二十九日", "1980-02-29"),
        ("一九八〇年二月廿九日", "1980-02-29"),
        ("二〇〇五年十二月三十一日", "2005-12-31"),
        ("二〇〇五年元月一日", "2005-01-01"),
        ("一九八○年十月十日", "1980-10-10"),
        ("1980-02-29 00:00:00", "1980-02-29"),
        ("1980/2/29 0:00", "1980-02-29"),
        ("1980-02-29T08:00:00", "1980-02-29"),
        ("29/02/1980", "1980-02-29"),
        ("2/29/1980", "1980-02-29"),
        ("公历1980年2月29日", "1980-02-29"),
        ("1980.2.29出生", "1980-02-29"),
        ("民国25年3月1日", "1936-03-01"),
        ("民国二十五年", "1936"),
        ("29280", "1980-02-29"),
        (29280, "1980-02-29"),
        (29280.75, "1980-02-29"),
        (29280.0, "1980-02-29"),
        (19800229.0, "1980-02-29"),
        (198002, "1980-02"),
        (1980.0, "1980"),
        (1980.2, "1980-02"),
        (1980.02, "1980-02"),
        (1980.12, "1980-12"),
        (date(1980, 2, 29), "1980-02-29"),
        (datetime(1980, 2, 29, 12), "1980-02-29"),
    ],
)
def test_every_notation_of_the_ledgers_is_read(cell, value):
    assert read_date(cell, TODAY) == (value, ())


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("80-2-29", "1980-02-29"),
        ("80.2.29", "1980-02-29"),
        ("80年2月", "1980-02"),
        ("80.2", "1980-02"),
        ("26.6.30", "2026-06-30"),
        ("27.6.30", "1927-06-30"),
        ("05年3月1日", "2005-03-01"),
        ("800229", "1980-02-29"),
        ("八〇年二月", "1980-02"),
    ],
)
def test_two_digit_years_belong_to_the_last_hundred_years_and_are_said_so(cell, value):
    reading = read_date(cell, TODAY)
    assert reading.value == value
    assert [p.code for p in reading.problems] == ["FLD-307"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("1978-02-29", "FLD-303"),
        ("1978年2月30日", "FLD-303"),
        ("1980.13.1", "FLD-303"),
        ("19801301", "FLD-303"),
        ("2026-07-01", "FLD-304"),
        ("2027", "FLD-304"),
        ("2月29日", "FLD-302"),
        ("2.29", "FLD-302"),
        ("二月十五", "FLD-302"),
        ("张三", "FLD-301"),
        ("1234567", "FLD-301"),
        ("1980.2.29.3", "FLD-301"),
        (True, "FLD-301"),
        (time(3, 0), "FLD-301"),
        (-5, "FLD-301"),
        (60, "FLD-311"),
        ("1080-02-01", "FLD-312"),
        ("农历正月十五", "FLD-306"),
        ("腊月", "FLD-306"),
    ],
)
def test_what_is_no_known_day_is_refused_with_its_reason(cell, code):
    reading = read_date(cell, TODAY)
    assert reading.value is None
    assert [p.code for p in reading.problems] == [code]


def test_the_reason_for_an_impossible_day_names_the_month():
    assert "1978 年 2 月只有 28 天" in read_date("1978.2.29", TODAY).problems[0].values["reason"]


def test_1904_workbooks_count_four_years_later():
    assert read_date(27818, TODAY, date1904=True).value == "1980-02-29"


def test_a_number_cell_that_lost_its_zero_keeps_only_the_year():
    reading = read_date(1980.1, TODAY)
    assert reading.value == "1980"
    assert [p.code for p in reading.problems] == ["FLD-309"]
    assert read_date("1980.10", TODAY) == ("1980-10", ())


def test_six_digits_with_two_meanings_are_asked():
    reading = read_date("200112", TODAY)
    assert reading.value == "2001-12"
    assert [p.code for p in reading.problems] == ["FLD-308"]


def test_day_and_month_that_cannot_be_told_apart_leave_the_year():
    reading = read_date("02/03/1980", TODAY)
    assert (reading.value, [p.code for p in reading.problems]) == ("1980", ["FLD-310"])


def test_future_days_are_fine_where_the_field_means_the_future():
    assert read_date("2028-12-31", TODAY, allow_future=True).value == "2028-12-31"


def test_a_lunar_date_with_its_year_becomes_a_solar_one_with_a_hint():
    reading = read_date("农历1980年正月初一", TODAY)
    assert reading.value == "1980-02-16"
    assert [p.code for p in reading.problems] == ["FLD-305"]
    assert read_date("一九八〇年腊月三十", TODAY).value == "1981-02-04"
    assert read_date("民国二十五年三月初一", TODAY).value == "1936-03-23"


def test_a_leap_month_the_year_does_not_have_is_refused():
    assert [p.code for p in read_date("1980年闰四月初一", TODAY).problems] == ["FLD-303"]


@pytest.mark.parametrize(
    ("text", "lunar_date", "written"),
    [
        ("农历正月十五", LunarDate(None, 1, 15), "正月十五"),
        ("腊月", LunarDate(None, 12, None), "腊月"),
        ("润四月", LunarDate(None, 4, None, True), "闰四月"),
        ("闰四月廿三", LunarDate(None, 4, 23, True), "闰四月廿三"),
        ("冬月初八", LunarDate(None, 11, 8), "冬月初八"),
        ("农历8月15", LunarDate(None, 8, 15), "八月十五"),
        ("八月初二", LunarDate(None, 8, 2), "八月初二"),
        ("农历二月二十", LunarDate(None, 2, 20), "二月二十"),
    ],
)
def test_lunar_words_are_kept_as_lunar(text, lunar_date, written):
    assert find_lunar(text) == lunar_date
    assert lunar_date.text == written


@pytest.mark.parametrize(
    ("lunar_date", "solar"),
    [
        (LunarDate(2024, 1, 1), date(2024, 2, 10)),
        (LunarDate(2025, 8, 15), date(2025, 10, 6)),
        (LunarDate(2025, 6, 1, True), date(2025, 7, 25)),
        (LunarDate(2020, 4, 1, True), date(2020, 5, 23)),
        (LunarDate(1976, 8, 15), date(1976, 9, 8)),
        (LunarDate(2023, 5, 5), date(2023, 6, 22)),
    ],
)
def test_festivals_fall_on_their_published_days(lunar_date, solar):
    assert lunar.to_solar(lunar_date) == solar
    assert lunar.to_lunar(solar) == lunar_date


@given(st.dates(date(1900, 1, 31), date(2099, 12, 31)))
def test_every_day_has_one_lunar_date_and_leads_back(day):
    lunar_date = lunar.to_lunar(day)
    assert lunar_date is not None
    assert lunar.to_solar(lunar_date) == day
    assert find_lunar("农历" + lunar_date.text) == LunarDate(
        None, lunar_date.month, lunar_date.day, lunar_date.is_leap
    )


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1998.1.1至2028.12.31", ("1998-01-01", "2028-12-31")),
        ("1998-01-01至2028-12-31", ("1998-01-01", "2028-12-31")),
        ("1998.1.1-2028.12.31", ("1998-01-01", "2028-12-31")),
        ("1998-01-01-2028-12-31", ("1998-01-01", "2028-12-31")),
        ("1998年1月—2028年12月", ("1998-01", "2028-12")),
        ("1998～2028", ("1998", "2028")),
        ("2020年起", ("2020", "")),
        ("2020.1.1至今", ("2020-01-01", "")),
        ("2020.1.1至长期", ("2020-01-01", "")),
        ("2020.1.1", ("2020-01-01", "")),
    ],
)
def test_periods_are_read_from_both_ends(cell, value):
    assert read_date_range(cell, TODAY).value == value


def test_a_period_that_ends_before_it_begins_is_refused():
    assert [p.code for p in read_date_range("2028.1.1至1998.1.1", TODAY).problems] == ["FLD-314"]


@given(
    days,
    st.sampled_from(
        ["{y}-{m:02}-{d:02}", "{y}.{m}.{d}", "{y}/{m}/{d}", "{y}年{m}月{d}日", "{y}{m:02}{d:02}"]
    ),
)
def test_all_notations_of_a_day_mean_that_day(day, notation):
    text = notation.format(y=day.year, m=day.month, d=day.day)
    assert read_date(text, TODAY) == (day.isoformat(), ())


@given(st.dates(date(1927, 5, 18), TODAY))
def test_serials_of_both_systems_mean_the_same_day(day):
    assert read_date((day - date(1899, 12, 30)).days, TODAY).value == day.isoformat()
    if day >= date(1931, 5, 19):
        assert read_date((day - date(1904, 1, 1)).days, TODAY, date1904=True).value == day.isoformat()


@given(
    st.one_of(
        st.text(max_size=20),
        st.text("0123456789年月日.-/ 一二三十廿闰正腊初", max_size=14),
        st.floats(),
        st.integers(),
    )
)
def test_any_cell_gives_a_partial_date_or_says_why_not(cell):
    for reading in (read_date(cell, TODAY), read_date(cell, TODAY, allow_future=True)):
        assert reading.value is None or is_partial_date(reading.value)
    read_date_range(cell, TODAY)
