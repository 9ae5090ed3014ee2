from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.citizen_id import make_citizen_id, to_15
from desktop.domain.leak_scanner import LeakKind, find_leaks, is_luhn_valid, masked_text

ID = "330825198002290026"
ID_X = "33082520180426123X"
CARD = "6228480402564890018"


def kinds(text, allowed=frozenset()):
    return [leak.kind for leak in find_leaks(text, allowed)]


@pytest.mark.parametrize(
    "text",
    [
        ID,
        ID_X,
        f"张三，{ID}，已领取",
        f"身份证号:{ID}。",
        "３３０８２５１９８００２２９００２６",
        "330825 19800229 0026",
        "330825-19800229-0026",
        "330825 1980 0229 0026",
        "3 3 0 8 2 5 1 9 8 0 0 2 2 9 0 0 2 6",
        "330825\u200b19800229\u200b0026",
        "330825\u300019800229\u30000026",
        "330825198002\n290026",
        "33082520180426123x",
        "33082520180426123Ｘ",
        "33082520180426123 X",
        "330825198002290027",
        f"{ID}31",
        f"A{ID}B",
        f"号码{ID}电话",
    ],
)
def test_a_whole_identity_number_is_found_however_it_is_written(text):
    assert kinds(text) == [LeakKind.CITIZEN_ID]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("330825800229002", LeakKind.OLD_CITIZEN_ID),
        ("330825 800229 002", LeakKind.OLD_CITIZEN_ID),
        ("33082519800229****", LeakKind.CITIZEN_ID_PART),
        ("33082519800229xxxx", LeakKind.CITIZEN_ID_PART),
        ("13800001234", LeakKind.MOBILE),
        ("联系电话13800001234张三", LeakKind.MOBILE),
        ("138 0000 1234", LeakKind.MOBILE),
        ("138-0000-1234", LeakKind.MOBILE),
        ("+86 13800001234", LeakKind.MOBILE),
        ("8613800001234", LeakKind.MOBILE),
        ("１３８００００１２３４", LeakKind.MOBILE),
        ("10012345678", LeakKind.MOBILE),
        (CARD, LeakKind.BANK_CARD),
        ("6228 4804 0256 4890 018", LeakKind.BANK_CARD),
        ("账号：1209011501200012345", LeakKind.BANK_CARD),
    ],
)
def test_other_numbers_that_name_a_person_are_found(text, kind):
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026年第二季度收入 1,234,567.89 元，支出 987,654.32 元",
        "1234567890.12",
        "2026-06-30 2026-07-30",
        "2026.06.30-2026.07.30",
        "20260630 20260730",
        "2026年6月30日12:30:45",
        "示村公〔2026〕12号",
        "No.202606300001",
        "999901101201",
        "999901101201010001",
        "330825101250010001",
        "3308251012500100012",
        "91330825MA2DGX1234",
        "52330825MJ8888888X",
        "330825********0026",
        "138****1234",
        "****0018",
        "1200 3400 5600 7800",
        "1200 3400 560",
        "1200.00 3400.00 5600.00 7800.00",
        "0570-7012345",
        "0570-7012345 0570-7012346",
        "110105 330825 999901",
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15",
        "12345678901",
    ],
)
def test_sums_dates_documents_and_codes_do_not_stop_a_print(text):
    assert kinds(text) == []


def test_the_office_may_print_its_own_number():
    assert kinds("村务监督电话13800001234", frozenset({"13800001234"})) == []


def test_places_point_into_the_text_as_it_stands():
    text = f"张三{ID[:6]} {ID[6:]}李四 138 0000 1234"
    assert [text[leak.start : leak.end] for leak in find_leaks(text)] == [
        f"{ID[:6]} {ID[6:]}",
        "138 0000 1234",
    ]


def test_several_numbers_side_by_side_are_all_found():
    assert kinds(f"{ID} 13800001234") == [LeakKind.CITIZEN_ID, LeakKind.MOBILE]
    assert kinds(f"13800001234 {ID_X} 13800001234").count(LeakKind.MOBILE) == 2
    assert kinds("1380000123413900001234") == [LeakKind.MOBILE, LeakKind.MOBILE]
    assert kinds(f"{ID}\n{ID}\n13800001234") == [LeakKind.CITIZEN_ID, LeakKind.CITIZEN_ID, LeakKind.MOBILE]
    assert kinds(f"{ID}{ID}") == [LeakKind.CITIZEN_ID, LeakKind.CITIZEN_ID]
    assert kinds("13800001234 13900001234") == [LeakKind.MOBILE, LeakKind.MOBILE]
    assert kinds("13800001234\n13900001234") == [LeakKind.MOBILE, LeakKind.MOBILE]
    assert kinds(f"{ID}，{ID_X}") == [LeakKind.CITIZEN_ID, LeakKind.CITIZEN_ID]


def test_the_message_shows_only_the_masked_form():
    assert masked_text(f"张三 {ID} 电话 13800001234") == "张三 330825********0026 电话 138****1234"
    assert is_luhn_valid(CARD)


people = st.builds(
    make_citizen_id,
    st.sampled_from(["330825", "999901"]),
    st.dates(date(1920, 1, 1), date(2020, 1, 1)),
    st.integers(0, 999),
)
words = st.text(st.sampled_from("张三低保元，。（）组村民"), max_size=8)


@given(people, words, words, st.sampled_from(["", " ", "-", "\u200b", "\u3000"]), st.booleans())
def test_no_identity_number_gets_through(number, before, after, separator, full_width):
    written = separator.join((number[:6], number[6:14], number[14:]))
    if full_width:
        written = written.translate({c: c + 0xFEE0 for c in range(0x30, 0x3A)})
    text = before + written + after
    (leak,) = find_leaks(text)
    assert text[leak.start : leak.end] == written
    assert number[6:14] not in leak.masked


@given(people, words)
def test_no_old_number_gets_through(number, before):
    if number[6:8] == "19":
        assert kinds(before + to_15(number)) == [LeakKind.OLD_CITIZEN_ID]


@given(st.lists(st.integers(0, 10**9), max_size=12))
def test_columns_of_money_never_stop_a_print(amounts):
    assert find_leaks("　".join(f"{n // 100:,}.{n % 100:02}" for n in amounts)) == ()


@given(st.one_of(st.text(max_size=60), st.text("0123456789０１２X*- \n一", max_size=60)))
def test_any_text_can_be_scanned_and_masking_leaves_nothing(text):
    for leak in find_leaks(text):
        assert 0 <= leak.start < leak.end <= len(text)
    assert find_leaks(masked_text(text)) == ()
