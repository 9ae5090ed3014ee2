import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.phone import Phone, PhoneKind, read_mobile, read_phone_text, read_phones


def texts(cell):
    return [phone.text for phone in read_phones(cell).value or ()]


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("10012345678", ["10012345678"]),
        (10012345678, ["10012345678"]),
        (10012345678.0, ["10012345678"]),
        ("100 1234 5678", ["10012345678"]),
        ("100-1234-5678", ["10012345678"]),
        ("+86 10012345678", ["10012345678"]),
        ("+86-10012345678", ["10012345678"]),
        ("008610012345678", ["10012345678"]),
        ("8610012345678", ["10012345678"]),
        ("１００１２３４５６７８", ["10012345678"]),
        ("10012345678/10087654321", ["10012345678", "10087654321"]),
        ("10012345678、10087654321", ["10012345678", "10087654321"]),
        ("10012345678 10087654321", ["10012345678", "10087654321"]),
        ("1001234567810087654321", ["10012345678", "10087654321"]),
        ("10012345678\n0570-7012345", ["10012345678", "0570-7012345"]),
        ("0570-7012345", ["0570-7012345"]),
        ("05707012345", ["0570-7012345"]),
        ("(0570)7012345", ["0570-7012345"]),
        ("010-12345678", ["010-12345678"]),
        ("0570-7012345转801", ["0570-7012345转801"]),
        ("0570-7012345-801", ["0570-7012345转801"]),
        ("7012345", ["7012345"]),
        ("661234", ["661234"]),
        ("013812345678", ["13812345678"]),
        ("10012345678(儿子)", ["10012345678"]),
    ],
)
def test_numbers_are_found_in_every_way_of_writing(cell, numbers):
    assert texts(cell) == numbers


def test_a_lost_zero_is_put_back_and_said():
    reading = read_phones(5707012345)
    assert reading.value == (Phone("0570-7012345", PhoneKind.LANDLINE),)
    assert [p.code for p in reading.problems] == ["FLD-503"]


def test_whose_number_it_is_is_kept_beside_it():
    assert read_phones("10012345678(儿子)").value[0].note == "儿子"
    assert read_phones("儿子10012345678").value[0].note == "儿子"


def test_the_second_number_is_never_dropped_silently():
    reading = read_mobile("0570-7012345/10012345678")
    assert reading.value == "10012345678"
    assert [(p.code, p.values["others"]) for p in reading.problems] == [("FLD-502", "0570-7012345")]
    assert read_phone_text("0570-7012345/10012345678").value == "0570-7012345"


@pytest.mark.parametrize("cell", ["100123456789", "1001234567", "12", "没电话"])
def test_what_is_no_number_is_refused(cell):
    assert read_mobile(cell).value is None
    assert read_mobile(cell).problems


@pytest.mark.parametrize("cell", [None, "", "无", "-", "/"])
def test_no_number_is_blank(cell):
    assert read_mobile(cell) == (None, ())


@given(
    st.one_of(st.text(max_size=30), st.text("0123456789-+ 转()/、", max_size=30), st.floats(), st.integers())
)
def test_any_cell_gives_an_answer_and_never_an_exception(cell):
    reading = read_mobile(cell)
    assert reading.value is None or (len(reading.value) == 11 and reading.value[0] == "1")
