from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.area import MU, SQUARE_METRES, read_area
from desktop.domain.chinese_number import number
from desktop.domain.decimal_number import read_decimal, read_whole_number
from desktop.domain.money import capital, read_money, show_money
from desktop.domain.yes_no import read_yes_no


@pytest.mark.parametrize(
    ("cell", "cents"),
    [
        ("1200", 120000),
        (1200, 120000),
        (1200.0, 120000),
        (1200.1, 120010),
        (0.1 + 0.2, 30),
        ("¥1,200.00", 120000),
        ("￥1，200.00", 120000),
        ("1200元", 120000),
        ("1200元整", 120000),
        ("人民币1200元", 120000),
        ("1200元/月", 120000),
        ("1.2万", 1200000),
        ("1.2万元", 1200000),
        ("3万5", 3500000),
        ("壹仟贰佰", 120000),
        ("壹仟贰佰元整", 120000),
        ("壹仟贰佰元伍角", 120050),
        ("壹佰元零伍分", 10005),
        ("一千二", 120000),
        ("12元5角", 1250),
        ("(1,200.00)", -120000),
        ("-300", -30000),
        ("0", 0),
        ("１２００", 120000),
        (" 1 200 ", 120000),
    ],
)
def test_amounts_are_read_in_cents(cell, cents):
    assert read_money(cell) == (cents, ())


@pytest.mark.parametrize("cell", ["-", "—", "无", "/", "", "  ", None])
def test_a_dash_is_nothing_and_not_zero(cell):
    assert read_money(cell) == (None, ())
    assert read_area(cell) == (None, ())
    assert read_decimal(cell) == (None, ())


def test_the_unit_of_the_heading_counts_for_bare_numbers_only():
    assert read_money("1.2", "万元").value == 1200000
    assert read_money(1.2, "万元").value == 1200000
    assert read_money("1.2万", "万元").value == 1200000


@pytest.mark.parametrize(
    "cell", ["abc", "1200-1500", "12,5x", "一二百元三", True, float("inf"), float("nan")]
)
def test_what_is_no_amount_is_refused(cell):
    reading = read_money(cell)
    assert reading.value is None
    assert [p.code for p in reading.problems] == ["FLD-610"]


def test_approximate_and_too_fine_amounts_are_taken_with_a_hint():
    assert [p.code for p in read_money("约1200元").problems] == ["FLD-603"]
    assert read_money("1.005").value == 101
    assert [p.code for p in read_money("1.005").problems] == ["FLD-611"]


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "零元整"),
        (120000, "壹仟贰佰元整"),
        (1000530, "壹万零伍元叁角整"),
        (35, "叁角伍分"),
        (30, "叁角整"),
        (5, "伍分"),
        (10005, "壹佰元零伍分"),
        (140950, "壹仟肆佰零玖元伍角整"),
        (600714, "陆仟零柒元壹角肆分"),
        (10700053, "壹拾万柒仟元伍角叁分"),
        (168032, "壹仟陆佰捌拾元叁角贰分"),
        (1640902, "壹万陆仟肆佰零玖元零贰分"),
        (32504, "叁佰贰拾伍元零肆分"),
        (10000000000, "壹亿元整"),
        (10000000100, "壹亿零壹元整"),
        (-100, "负壹元整"),
    ],
)
def test_capital_amounts_follow_the_voucher_rules(cents, words):
    assert capital(cents) == words


@given(st.integers(-(10**16), 10**16))
def test_capital_amounts_lead_back_to_the_same_cents(cents):
    assert read_money(capital(cents)) == (cents, ())


@given(st.integers(-(10**12), 10**12))
def test_shown_amounts_lead_back_to_the_same_cents(cents):
    assert read_money(show_money(cents)) == (cents, ())


def test_no_amount_too_large_for_the_words_is_written():
    with pytest.raises(ValueError):
        capital(10**18)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 12),
        ("廿九", 29),
        ("三十", 30),
        ("一百零五", 105),
        ("三万五", 35000),
        ("两千", 2000),
        ("一二三", 123),
        ("张", None),
        ("", None),
    ],
)
def test_chinese_numbers(text, value):
    assert number(text) == value


@pytest.mark.parametrize(
    ("cell", "area"),
    [
        ("2.5亩", "2.50"),
        ("2亩5分", "2.50"),
        ("2亩5", "2.50"),
        ("2亩半", "2.50"),
        ("二亩五分", "2.50"),
        ("半亩", "0.50"),
        ("5分", "0.50"),
        ("3分2厘", "0.32"),
        ("2.5", "2.50"),
        (2.5, "2.50"),
        (2, "2.00"),
        ("２．５亩", "2.50"),
    ],
)
def test_areas_in_mu_need_no_conversion(cell, area):
    assert read_area(cell) == (Decimal(area), ())


@pytest.mark.parametrize(
    ("cell", "area"),
    [
        ("1667㎡", "2.50"),
        ("1667平方米", "2.50"),
        ("1667m2", "2.50"),
        ("1667m²", "2.50"),
        ("1公顷", "15.00"),
        ("1667平方", "2.50"),
    ],
)
def test_other_units_are_converted_and_the_original_is_told(cell, area):
    reading = read_area(cell)
    assert reading.value == Decimal(area)
    assert [(p.code, p.values["typed"]) for p in reading.problems] == [("FLD-621", cell)]


def test_the_unit_in_the_heading_is_respected():
    assert read_area(1667, MU, SQUARE_METRES).value == Decimal("2.50")
    assert read_area("120", SQUARE_METRES) == (Decimal("120.00"), ())
    assert read_area("0.18亩", SQUARE_METRES).value == Decimal("120.00")


@pytest.mark.parametrize("cell", ["很多", "-3", -3, "2亩x", True, float("nan"), "2.5.1亩"])
def test_what_is_no_area_is_refused(cell):
    reading = read_area(cell)
    assert reading.value is None and [p.code for p in reading.problems] == ["FLD-620"]


def test_whole_numbers_may_carry_their_unit_but_no_fraction():
    assert read_whole_number("3人", "人|个").value == 3
    assert read_whole_number("三层", "层").value == 3
    assert [p.code for p in read_whole_number("2.5").problems] == ["FLD-604"]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("是", True),
        ("√", True),
        ("有", True),
        (1, True),
        ("Y", True),
        ("否", False),
        ("×", False),
        ("无", False),
        (0.0, False),
        ("N", False),
        (True, True),
        ("", None),
        (None, None),
        ("-", None),
    ],
)
def test_yes_no_and_unknown_are_three_answers(cell, value):
    assert read_yes_no(cell) == (value, ())


def test_an_answer_that_is_neither_is_refused():
    assert [p.code for p in read_yes_no("大概").problems] == ["FLD-631"]


@given(
    st.one_of(
        st.text(max_size=12),
        st.text("0123456789.,万千百元角分亩约壹贰零半负-", max_size=12),
        st.floats(),
        st.integers(),
    )
)
def test_any_cell_gives_an_answer_and_never_an_exception(cell):
    for read in (read_money, read_area, read_decimal, read_whole_number, read_yes_no):
        reading = read(cell)
        assert reading.value is None or not any(p.severity.value == "error" for p in reading.problems)
