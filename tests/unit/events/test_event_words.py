"""What follows from the words of an event: its category, its likes, what must not be published."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.event_category import category_words, suggest_categories
from desktop.domain.event_likeness import EventWords, likeness, most_alike
from desktop.domain.public_text import PrivateKind, find_private, without_private


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("大塘沿第三盏路灯不亮", "0402"),
        ("隔壁家狗叫，吵得睡不着", "0101"),
        ("屋后山体有裂缝，怕滑坡", "0202"),
        ("自来水停水两天了", "0403"),
        ("今年的种粮补贴没到", "0505"),
        ("村里账目看不懂", "0601"),
        ("独居老人送餐停了", "0506"),
    ],
)
def test_the_words_say_the_category(text: str, code: str):
    assert suggest_categories(text)[0] == code


def test_nothing_is_suggested_for_words_that_say_nothing():
    assert suggest_categories("有件事想问一下") == ()


def test_every_category_that_has_words_exists_and_every_word_leads_to_its_category():
    codes = {entry.code for entry in code_table("event_category").entries}
    assert set(category_words()) <= codes
    for code, words in category_words().items():
        for word in words:
            assert code in suggest_categories(word, most=9), word


def test_the_same_matter_in_other_words_is_more_alike_than_another_one():
    one = EventWords("大塘沿第三盏路灯不亮", category="0402", place="大塘沿")
    same = EventWords("大塘沿路灯坏了", category="0402", place="大塘沿")
    other = EventWords("自来水停水", category="0403", place="上坪")
    assert likeness(one, same) > likeness(one, other)
    assert most_alike(one, [("a", other), ("b", same)]) == ("b",)


words = st.text("路灯不亮大塘沿水管漏了第三盏", max_size=12)
matters = st.builds(
    EventWords, words, words, st.sampled_from(["", "0402"]), words, st.frozensets(st.sampled_from("ab"))
)


@given(matters, matters)
def test_likeness_is_a_share_and_nothing_is_more_like_a_matter_than_itself(
    one: EventWords, other: EventWords
):
    assert 0 <= likeness(one, other) <= 100
    assert likeness(one, other) <= max(likeness(one, one), likeness(other, other)) or not one.title


@pytest.mark.parametrize(
    "text",
    [
        "10月12号已经修好，路灯共3盏，花了200元。",
        "反映人已告知；3号路灯、2号井都换了新的。",
        "5日至8号分两次清运垃圾12车。",
        "按县政府12号文件办理，周一到周五都有人。",
        "第三小组门口的水沟已疏通，长约120米。",
    ],
)
def test_days_lamps_documents_and_measures_are_no_house_numbers(text: str):
    assert find_private(text) == ()


@pytest.mark.parametrize(
    ("text", "kind", "shown"),
    [
        ("上坪12号门口", PrivateKind.HOUSE, "12号"),
        ("住在3幢2单元的", PrivateKind.HOUSE, "2单元"),
        ("十二号门前", PrivateKind.HOUSE, "十二号"),
        ("电话0570-7012345", PrivateKind.NUMBER, "••••345"),
        ("联系 138 0000 1111", PrivateKind.NUMBER, "138****1111"),
        ("身份证330825198002291239", PrivateKind.NUMBER, "330825********1239"),
    ],
)
def test_houses_and_numbers_are_found(text: str, kind: PrivateKind, shown: str):
    assert (kind, shown) in [(each.kind, each.shown) for each in find_private(text)]


def test_the_offices_own_telephone_may_stand_there():
    assert find_private("有事打0570-7012345", allowed_numbers=frozenset({"05707012345"})) == ()


@given(
    st.sampled_from(["张建国", "欧阳明", "李英"]), st.text("路灯修好了，。", max_size=20), st.integers(0, 20)
)
def test_no_name_of_those_it_is_about_gets_through(name: str, text: str, place: int):
    told = text[:place] + name + text[place:]
    found = find_private(told, [name])
    assert any(each.kind is PrivateKind.NAME for each in found)
    assert name not in without_private(told, found)
    assert find_private(without_private(told, found), [name]) == ()
