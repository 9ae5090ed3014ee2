import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.reports.masking import (
    Mask,
    masked_account,
    masked_citizen_id,
    masked_name,
    masked_phone,
)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("张三", "张某"),
        ("李小妹", "李某某"),
        ("欧阳建国", "欧阳某某"),
        ("买买提江", "买某某"),
        ("张𬱖", "张某"),
        ("", ""),
    ],
)
def test_a_covered_name_keeps_the_surname(name, shown):
    assert masked_name(name) == shown


def test_a_covered_identity_number_keeps_six_and_four():
    assert masked_citizen_id("99990119680312001X") == "999901********001X"
    assert masked_citizen_id("999901680312001") == "999901*****2001"


@given(st.text(st.sampled_from("0123456789X"), max_size=18))
def test_a_covered_identity_number_never_shows_the_birth_date(number):
    covered = masked_citizen_id(number)
    assert len(covered) == len(number)
    assert sum(c != "*" for c in covered) <= 10


def test_a_covered_telephone_keeps_three_and_four():
    assert masked_phone("10012340001") == "100****0001"
    assert masked_phone("7001234") == "*****34"


def test_a_covered_account_keeps_the_last_four():
    assert masked_account("6228480000000001234") == "尾号1234"


def test_no_mask_changes_nothing():
    assert Mask.NONE.apply("张三") == "张三"
