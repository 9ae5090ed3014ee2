from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.bank_account import read_bank_account
from desktop.domain.catalogue import Kind, catalogue
from desktop.domain.citizen_id import make_citizen_id
from desktop.domain.disability_card import read_disability_card
from desktop.domain.field_reader import read_field, reader_of, show_field
from desktop.domain.household_numbering import HouseholdNumbers, parse_household_no, read_household_no
from desktop.domain.problem import Severity

TODAY = date(2026, 6, 30)
HOLDER = make_citizen_id("999901", date(1980, 2, 29), 2)


@pytest.mark.parametrize(
    ("identifier", "cell", "value"),
    [
        ("name", "张 三", "张三"),
        ("citizen_id", HOLDER.replace("9", "９"), HOLDER),
        ("sex", "男性", "1"),
        ("birth_date", "80-2-29", "1980-02-29"),
        ("birth_date", datetime(1980, 2, 29), "1980-02-29"),
        ("lunar_birthday", "农历8月15", "八月十五"),
        ("lunar_birthday", "8.15", "八月十五"),
        ("lunar_birthday", datetime(2026, 8, 15), "八月十五"),
        ("relation_to_head", "老婆", "12"),
        ("mobile", 10012345678.0, "10012345678"),
        ("household_phone", "0570-7012345", "0570-7012345"),
        ("built_year", "1998年", 1998),
        ("built_year", 1998.0, 1998),
        ("floors", "三层", 3),
        ("floor_area", "120.5㎡", Decimal("120.50")),
        ("contract_area", "2亩5分", Decimal("2.50")),
        ("contract_area", "1667㎡", Decimal("2.50")),
        ("annual_income", "¥50,000", Decimal("50000.00")),
        ("annual_income", "5万", Decimal("50000.00")),
        ("credit_line", "5万元", Decimal("5.00")),
        ("credit_line", "5", Decimal("5.00")),
        ("transfer_price", "500元/亩", Decimal("500.00")),
        ("equity_shares", "1.25股", Decimal("1.2500")),
        ("contract_period", "1998.1.1-2028.12.31", ("1998-01-01", "2028-12-31")),
        ("return_date", "2027年1月", "2027-01"),
        ("only_dwelling", "√", True),
        ("vehicle", "浙H00001 小汽车、浙H00002 三轮车", ("浙H00001 小汽车", "浙H00002 三轮车")),
        ("group_tags", "低保、残疾人", ("A01", "C01")),
        ("main_crop", " 水稻 ", "水稻"),
        ("household_no", "999901101201010001", "999901101201010001"),
        ("linked_official_id", "018f3c4ab2c67d2e8a51c0ffee123456", "018f3c4ab2c67d2e8a51c0ffee123456"),
        ("disability_no", HOLDER + "43", HOLDER + "43"),
        ("boat", "无", None),
    ],
)
def test_each_field_is_read_by_its_own_rule(identifier, cell, value):
    assert read_field(catalogue().get(identifier), cell, TODAY).value == value


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "#value!"])
def test_error_values_of_formulas_are_never_taken(error):
    for field in catalogue():
        reading = read_field(field, error, TODAY)
        assert reading.value is None
        assert [p.code for p in reading.problems] == ["FLD-903"]


def test_text_that_does_not_fit_is_not_cut():
    reading = read_field(catalogue().get("villager_group"), "一" * 21, TODAY)
    assert reading.value is None
    assert [p.code for p in reading.problems] == ["FLD-901"]


def test_a_long_number_in_a_number_cell_is_damaged_in_any_text_field():
    for identifier in (
        "contract_no",
        "title_no",
        "household_no",
        "disability_no",
        "benefit_account",
        "citizen_id",
    ):
        reading = read_field(catalogue().get(identifier), 3.30825101250e18, TODAY)
        assert reading.value is None
        assert reading.problems


def test_a_number_too_large_for_its_column_is_refused():
    assert [p.code for p in read_field(catalogue().get("monthly_wage"), 10**9, TODAY).problems] == ["FLD-605"]


def test_the_unit_of_the_heading_reaches_the_reader():
    read = reader_of(catalogue().get("contract_area"), TODAY, heading_unit="平方米")
    assert read(1667).value == Decimal("2.50")
    assert reader_of(catalogue().get("annual_income"), TODAY, heading_unit="万元")(5).value == Decimal(
        "50000.00"
    )


@pytest.mark.parametrize("cell", [29280, 29280.5, "29280"])
def test_a_heading_with_a_unit_of_another_kind_does_not_stop_the_reader(cell):
    read = reader_of(catalogue().get("contract_area"), heading_unit="元")
    assert read(cell).value == Decimal(str(cell)).quantize(Decimal("0.01"))


def test_words_a_list_does_not_know_are_reported_and_the_rest_of_a_workbook_cell_is_kept():
    reading = reader_of(catalogue().get("group_tags"), TODAY)("低保、会飞")
    assert reading.value == ("A01",)
    assert [(p.code, p.severity.value) for p in reading.problems] == [("FLD-201", "warning")]


def test_a_form_refuses_a_list_with_an_unknown_word():
    reading = read_field(catalogue().get("group_tags"), "低保、会飞", TODAY)
    assert reading.value is None
    assert [(p.code, p.severity.value) for p in reading.problems] == [("FLD-201", "error")]


def test_people_of_other_authorities_are_not_entered_as_a_special_group():
    """domain.md 6.2."""
    reading = read_field(catalogue().get("group_tags"), "低保、社区矫正对象", TODAY)
    assert [problem.code for problem in reading.problems] == ["FLD-203"]
    imported = reader_of(catalogue().get("group_tags"), TODAY)("低保、社区矫正对象")
    assert imported.value == ("A01",)
    assert [(problem.code, problem.severity) for problem in imported.problems] == [
        ("FLD-203", Severity.WARNING)
    ]


def test_values_are_shown_as_they_are_typed():
    shown = {
        "sex": ("男", "男"),
        "only_dwelling": ("√", "是"),
        "group_tags": ("低保 残疾人", "低保对象、持证残疾人"),
        "contract_period": ("1998.1.1-2028.12.31", "1998-01-01至2028-12-31"),
        "annual_income": ("5万", "50000.00"),
        "birth_date": ("", ""),
    }
    for identifier, (typed, text) in shown.items():
        field = catalogue().get(identifier)
        value = read_field(field, typed, TODAY).value
        assert show_field(field, value) == text
        assert read_field(field, text, TODAY).value == value


def test_a_disability_card_fills_category_and_grade():
    card = read_disability_card(HOLDER + "43", TODAY).value
    assert card is not None
    assert (card.citizen_id, card.category, card.grade) == (HOLDER, "4", "3")


@pytest.mark.parametrize(
    ("number", "code"),
    [(HOLDER, "FLD-121"), (HOLDER + "83", "FLD-123"), (HOLDER + "45", "FLD-123"), ("1" * 20, "FLD-122")],
)
def test_every_part_of_a_disability_card_is_checked(number, code):
    assert [p.code for p in read_disability_card(number, TODAY).problems] == [code]


def test_the_mark_of_a_reissued_disability_card_is_left_off_and_said():
    reading = read_disability_card(HOLDER + "43B1", TODAY)
    assert reading.value is not None and reading.value.number == HOLDER + "43"
    assert [p.code for p in reading.problems] == ["FLD-124"]


def test_accounts_keep_their_digits_and_doubtful_cards_are_flagged():
    assert read_bank_account("6228 4804 0256 4890 018") == ("6228480402564890018", ())
    assert [p.code for p in read_bank_account("6228480402564890019").problems] == ["FLD-704"]
    assert [p.code for p in read_bank_account(6.22848040256489e18).problems] == ["FLD-703"]
    assert [p.code for p in read_bank_account("12345").problems] == ["FLD-702"]
    assert "62284804" not in str(read_bank_account("62284804025648900x8").problems[0].values)


@given(st.integers(1, 99), st.integers(1, 9998))
def test_the_next_household_number_follows_the_last_one_of_its_group(group, serial):
    used = f"999901101201{group:02}{serial:04}"
    number = HouseholdNumbers("999901101201", [used]).next_number(f"{group}组")
    parts = parse_household_no(number)
    assert parts is not None
    assert (parts.division, parts.group, parts.serial, parts.text) == (
        "999901101201",
        group,
        serial + 1,
        number,
    )
    assert read_household_no(number) == (number, ())


def test_the_older_numbering_of_a_village_is_kept_with_a_warning():
    reading = read_household_no("一组3号")
    assert reading.value == "一组3号"
    assert [p.code for p in reading.problems] == ["FLD-711"]


cells = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(max_size=24),
    st.text("0123456789.-/年月日亩元万张三(),、 ", max_size=24),
)


@pytest.mark.parametrize("field", list(catalogue()), ids=lambda field: field.identifier)
@settings(max_examples=30)
@given(cell=cells)
def test_every_field_answers_every_cell_with_a_value_it_can_store(field, cell):
    reading = reader_of(field, TODAY)(cell)
    if reading.value is None:
        return
    assert all(p.severity.value != "error" for p in reading.problems)
    if field.kind is Kind.DATERANGE:
        assert len(reading.value) == 2
    elif field.kind is Kind.LIST:
        assert set(field.loaded(field.stored(reading.value))) == set(reading.value)
    elif not field.derived:
        assert field.loaded(field.stored(reading.value)) == reading.value
