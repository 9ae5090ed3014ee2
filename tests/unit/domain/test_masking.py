import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.catalogue import Sensitivity, catalogue
from desktop.domain.leak_scanner import find_leaks
from desktop.domain.masking import (
    HIDDEN,
    MaskProfile,
    mask,
    mask_account,
    mask_citizen_id,
    mask_minor_name,
    mask_phone,
    surname_of,
)

ID = "330825198002290026"


def masked(identifier, text, profile, **more):
    return mask(catalogue().get(identifier), text, profile, **more)


def test_screens_show_six_and_four_characters_of_a_number():
    assert masked("citizen_id", ID, MaskProfile.SCREEN) == "330825********0026"
    assert masked("benefit_account", "6228480402564890018", MaskProfile.SCREEN) == "****0018"
    assert masked("mobile", "13800001234", MaskProfile.SCREEN) == "13800001234"
    assert masked("needs", "缺学费", MaskProfile.SCREEN) == HIDDEN


def test_notices_leave_numbers_out_and_shorten_them_only_when_asked():
    assert masked("citizen_id", ID, MaskProfile.NOTICE) == ""
    assert masked("citizen_id", ID, MaskProfile.NOTICE_SHORTENED) == "330825********0026"
    assert masked("mobile", "13800001234", MaskProfile.NOTICE) == ""
    assert masked("mobile", "13800001234", MaskProfile.NOTICE_SHORTENED) == "138****1234"
    assert masked("birth_date", "1980-02-29", MaskProfile.NOTICE_SHORTENED) == ""


def test_notices_name_adults_and_not_minors():
    assert masked("name", "张三", MaskProfile.NOTICE) == "张三"
    assert masked("name", "张小三", MaskProfile.NOTICE, is_minor=True) == "张某某"
    assert masked("name", "欧阳小三", MaskProfile.NOTICE, is_minor=True) == "欧阳某某"


def test_notices_give_the_group_for_an_address():
    assert masked("address", "示范村 1 组 12 号", MaskProfile.NOTICE, villager_group="一组") == "一组"


def test_restricted_and_sensitive_facts_never_reach_a_notice():
    for field in catalogue():
        if field.sensitivity in (Sensitivity.S, Sensitivity.R) and field.identifier != "current_place":
            assert mask(field, "甲乙丙丁", MaskProfile.NOTICE) == ""
        assert mask(field, "甲乙丙丁", MaskProfile.FULL) == "甲乙丙丁"
        assert mask(field, "", MaskProfile.SCREEN) == ""


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("13800001234", "138****1234"),
        ("0570-7012345", "0570-****345"),
        ("7012345", "****345"),
        ("661234", HIDDEN),
        ("", ""),
    ],
)
def test_phones(number, shown):
    assert mask_phone(number) == shown


def test_surnames_of_two_characters_and_of_minorities():
    assert [surname_of(name) for name in ("张三", "欧阳修", "欧阳", "阿依古丽·买买提", "")] == [
        "张",
        "欧阳",
        "欧",
        "阿依古丽",
        "",
    ]
    assert mask_minor_name("") == ""


@given(st.text(st.sampled_from("0123456789X"), max_size=20))
def test_masked_numbers_never_stop_a_print(text):
    for masked_number in (mask_citizen_id(text), mask_phone(text), mask_account(text)):
        assert find_leaks(masked_number) == ()
