"""Number and hash of a notice, as they are printed, scanned and typed."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.notice_mark import (
    ALPHABET,
    CHECK_CODE_LENGTH,
    MARK_LENGTH,
    NoticeMark,
    content_mark,
    read_code,
    read_mark,
)

NUMBER = "999901101201-2026-F-0001-v1"
MARK = content_mark(["示范村", "2026年第三季度财务收支公开表"])

numbers = st.builds(
    "{:012d}-{}-{}-{:04d}-v{}".format,
    st.integers(0, 10**12 - 1),
    st.integers(2000, 2099),
    st.sampled_from("DVFO"),
    st.integers(1, 99_999),
    st.integers(1, 40),
)
marks = st.text(ALPHABET, min_size=MARK_LENGTH, max_size=MARK_LENGTH)


@given(numbers, marks, st.sampled_from(["", "https://county.example.cn", "https://county.example.cn/app/"]))
def test_a_scanned_code_gives_back_number_and_hash(number, mark, address):
    told = NoticeMark(number, mark)
    scanned = told.scanned(address)
    assert scanned.isascii()
    assert read_mark(scanned) == told


@given(numbers, marks, st.sampled_from([" ", "　校验码 ", ", 校验码：", "/", "\n"]), st.booleans())
def test_what_stands_at_the_foot_of_a_sheet_may_be_typed_in_any_way(number, mark, between, small):
    code = mark[:CHECK_CODE_LENGTH]
    typed = f"编号 {number}{between}{code[:4]}-{code[4:]}"
    assert read_mark(typed.lower() if small else typed) == NoticeMark(number, code)


def test_full_width_signs_and_letters_that_look_like_digits_are_understood():
    assert read_code("ｏｉｌ２ 3456") == "01123456"
    assert read_mark("９９９９０１１０１２０１－２０２６－Ｆ－０００１－ｖ１") == NoticeMark(NUMBER, "")


@given(st.text(max_size=60))
def test_whatever_is_scanned_ends_in_a_mark_or_in_none(text):
    found = read_mark(text)
    assert found is None or found.number


@given(st.lists(st.text(), min_size=1, max_size=5), st.integers(0, 4), st.text(min_size=1))
def test_another_word_makes_another_hash(texts, place, added):
    place %= len(texts)
    changed = [*texts[:place], texts[place] + added, *texts[place + 1 :]]
    assert content_mark(changed) != content_mark(texts)
    assert len(content_mark(texts)) == MARK_LENGTH


def test_a_code_agrees_with_the_hash_it_begins_and_with_no_other():
    assert NoticeMark(NUMBER, MARK[:CHECK_CODE_LENGTH]).agrees(MARK)
    assert NoticeMark(NUMBER, MARK).agrees(MARK)
    assert not NoticeMark(NUMBER, "00000000").agrees(MARK)
    assert not NoticeMark(NUMBER, "").agrees(MARK)
    assert NoticeMark(NUMBER, MARK).division_code == "999901101201"
