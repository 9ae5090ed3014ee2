"""Numbered names sort by their numbers."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.natural_order import natural_key


def test_groups_written_in_chinese_sort_by_number():
    groups = ["十一组", "二组", "一组", "二十组", "十组", "3组", "三组", "老屋组"]
    assert sorted(groups, key=natural_key) == [
        "一组",
        "二组",
        "3组",
        "三组",
        "十组",
        "十一组",
        "二十组",
        "老屋组",
    ]


@given(st.lists(st.text(max_size=12)))
def test_any_texts_can_be_put_in_order(texts):
    assert len(sorted(texts, key=natural_key)) == len(texts)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_arabic_numbers_sort_by_value(one, other):
    assert (natural_key(f"{one}号") < natural_key(f"{other}号")) == (one < other)
