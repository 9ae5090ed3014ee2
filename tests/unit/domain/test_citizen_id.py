"""Vectors computed from the formula of GB 11643-1999; no living person has these numbers."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain import citizen_id
from desktop.domain.citizen_id import IdForm, read_citizen_id

TODAY = date(2026, 6, 30)
births = st.dates(citizen_id.EARLIEST_BIRTH, TODAY)
numbers = st.builds(
    citizen_id.make_citizen_id, st.sampled_from(["999901", "330825", "110105"]), births, st.integers(0, 999)
)


def codes(text: object) -> list[str]:
    return [problem.code for problem in read_citizen_id(text, TODAY).problems]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first17", "number", "sex", "birth"),
    [
        ("33082519490101001", "330825194901010018", "1", date(1949, 1, 1)),
        ("33082519800229002", "330825198002290026", "2", date(1980, 2, 29)),
        ("33082520180426123", "33082520180426123X", "1", date(2018, 4, 26)),
        ("11010519491231002", "11010519491231002X", "2", date(1949, 12, 31)),
    ],
)
def test_check_character_birth_date_and_sex_follow_the_standard(first17, number, sex, birth):
    assert first17 + citizen_id.check_character(first17) == number
    parts = citizen_id.parse(number, TODAY)
    assert parts is not None
    assert (parts.number, parts.sex, parts.birth_date, parts.region) == (number, sex, birth, first17[:6])
    assert citizen_id.birth_and_sex(number) == (birth.isoformat(), sex)


def test_a_day_that_never_was_is_refused_whatever_the_check_character():
    for check in citizen_id.CHECK_CHARACTERS:
        assert codes("33082519780229002" + check) == ["FLD-103"]


def test_wrong_check_character_is_refused():
    assert codes("110105194912310021") == ["FLD-105"]


def test_birth_tomorrow_and_before_1880_are_refused():
    tomorrow = citizen_id.make_citizen_id("999901", TODAY + timedelta(days=1), 1)
    assert codes(tomorrow) == ["FLD-104"]
    assert codes(citizen_id.make_citizen_id("999901", date(1879, 12, 31), 1)) == ["FLD-104"]
    assert codes(citizen_id.make_citizen_id("999901", TODAY, 1)) == []


def test_15_digits_become_18_with_a_hint():
    reading = read_citizen_id("330825800229002", TODAY)
    assert reading.value == "330825198002290026"
    assert [p.code for p in reading.problems] == ["FLD-109"]


def test_15_digits_in_a_number_cell_are_exact_and_converted():
    assert read_citizen_id(330825800229002, TODAY).value == "330825198002290026"
    assert read_citizen_id(330825800229002.0, TODAY).value == "330825198002290026"


def test_serials_996_to_999_belong_to_the_19th_century():
    assert citizen_id.to_18("330825950229996")[6:10] == "1895"
    assert citizen_id.to_18("330825950228995")[6:10] == "1995"


@pytest.mark.parametrize("ten", ["x", "Ｘ", "ｘ", "Х", "х", "×", "Χ"])
def test_every_roman_ten_becomes_x(ten):
    assert read_citizen_id("33082520180426123" + ten, TODAY).value == "33082520180426123X"


@pytest.mark.parametrize(
    "typed",
    [
        "３３０８２５１９８００２２９００２６",
        "'330825198002290026",
        " 330825 19800229 0026 ",
        "330825\u00a019800229\u200b0026\n",
        "330825-19800229-0026",
        "33O825l98OO229OO26",
        "33082519800229\t0026",
    ],
)
def test_what_the_hand_or_the_program_added_is_taken_away(typed):
    assert read_citizen_id(typed, TODAY) == read_citizen_id("330825198002290026", TODAY)


def test_a_star_is_not_a_roman_ten():
    assert codes("33082520180426123*") == ["FLD-102"]


@pytest.mark.parametrize(
    "cell", [330825198002290000, 3.30825198002290e17, 330825198002290048, 3.30825198002290048e17]
)
def test_a_number_cell_beyond_15_digits_is_damaged_even_when_the_check_would_fit(cell):
    reading = read_citizen_id(cell, TODAY)
    assert reading.value is None
    assert [p.code for p in reading.problems] == ["FLD-106"]
    assert reading.problems[0].values["kept"] == "330825198002290"


def test_lucky_check_digit_of_a_damaged_number_is_not_trusted():
    lucky = next(
        n
        for n in range(330825198002290000, 330825198002300000, 64)
        if citizen_id.parse(str(int(float(n))), TODAY)
    )
    assert read_citizen_id(float(lucky), TODAY).value is None


@pytest.mark.parametrize("text", ["3.30825E+17", "3.30825e17", "3.30825198002290E+17"])
def test_scientific_text_is_damaged_and_keeps_only_what_is_there(text):
    reading = read_citizen_id(text, TODAY)
    assert [p.code for p in reading.problems] == ["FLD-106"]
    assert reading.problems[0].values["kept"].startswith("330825")


def test_text_ending_in_000_with_a_wrong_check_is_named_as_spreadsheet_damage():
    assert codes("330825198002290000") == ["FLD-107"]


@pytest.mark.parametrize("blank", [None, "", "  ", "无", "/", "—", "-"])
def test_blank_is_neither_a_number_nor_a_problem(blank):
    assert read_citizen_id(blank, TODAY) == (None, ())


def test_cards_of_compatriots_and_foreigners_are_told_apart():
    hong_kong = citizen_id.make_citizen_id("810000", date(1990, 5, 1), 1)
    foreigner = citizen_id.make_citizen_id("931156", date(1990, 5, 1), 2)
    parse = lambda number: citizen_id.parse(number, TODAY)  # noqa: E731
    assert parse(hong_kong).form is IdForm.COMPATRIOT
    assert parse(foreigner).form is IdForm.FOREIGNER
    assert codes(hong_kong) == codes(foreigner) == []


def test_unknown_province_is_only_a_hint():
    number = citizen_id.make_citizen_id("770101", date(1990, 5, 1), 1)
    reading = read_citizen_id(number, TODAY)
    assert reading.value == number
    assert [p.code for p in reading.problems] == ["FLD-108"]


def test_the_place_of_a_slip_is_named_when_birth_date_and_sex_are_known():
    wrong = "330825198102290026"  # year mistyped
    hint = citizen_id.slip_hint(wrong, "1980-02-29", "2", today=TODAY)
    assert hint is not None
    assert hint.values["slip"] == "第 10 位可能打错"
    assert "330825" not in str(dict(hint.values))


def test_swapped_neighbours_are_named():
    right = "330825198002290026"
    swapped = right[:6] + right[7] + right[6] + right[8:]
    assert swapped != right
    hint = citizen_id.slip_hint(swapped, "1980-02-29", "2", today=TODAY)
    assert hint is not None
    assert hint.values["slip"] == "第 7 位和第 8 位可能前后打颠倒了"


def test_a_valid_number_has_no_near_misses():
    assert citizen_id.near_misses("330825198002290026", today=TODAY) == ()


@given(numbers)
def test_made_numbers_are_valid_and_mean_what_they_were_made_from(number):
    parts = citizen_id.parse(number, TODAY)
    assert parts is not None
    assert parts.number == number
    assert citizen_id.birth_and_sex(number) == (parts.birth_date.isoformat(), parts.sex)


@given(numbers, st.integers(0, 17), st.sampled_from("0123456789"))
def test_every_single_wrong_digit_is_noticed_and_listed_as_near_miss(number, position, digit):
    wrong = number[:position] + digit + number[position + 1 :]
    if wrong != number:
        assert citizen_id.parse(wrong, TODAY) is None
        assert any(miss.number == number for miss in citizen_id.near_misses(wrong, today=TODAY))


@given(numbers, st.integers(0, 16))
def test_every_swap_of_neighbours_is_noticed(number, i):
    wrong = number[:i] + number[i + 1] + number[i] + number[i + 2 :]
    if wrong != number:
        assert citizen_id.parse(wrong, TODAY) is None


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 995))
def test_15_digit_form_leads_back_to_the_same_person(birth, serial):
    number = citizen_id.make_citizen_id("999901", birth, serial)
    assert citizen_id.to_18(citizen_id.to_15(number)) == number


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.booleans(), st.dates()))
def test_any_cell_gives_an_answer_and_never_an_exception(cell):
    reading = read_citizen_id(cell, TODAY)
    assert reading.value is None or len(reading.value) == 18
