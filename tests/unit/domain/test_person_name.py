import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.gb18030 import decode, has_private_use
from desktop.domain.person_name import lists_several, read_person_name, split_members

han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=1)


def codes(cell):
    return [problem.code for problem in read_person_name(cell).problems]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("张三", "张三"),
        ("张　三", "张三"),
        ("王 伟", "王伟"),
        ("王 小 明", "王小明"),
        ("'张三", "张三"),
        ("张三\u200b\u00a0", "张三"),
        ("\u202d张三\u202c\n", "张三"),
        ("阿依古丽•买买提", "阿依古丽·买买提"),
        ("阿依古丽．买买提", "阿依古丽·买买提"),
        ("阿依古丽.买买提", "阿依古丽·买买提"),
        ("阿依古丽‧买买提", "阿依古丽·买买提"),
        ("阿依古丽 · 买买提", "阿依古丽·买买提"),
        ("欧阳 娜娜", "欧阳娜娜"),
        ("张𬱖", "张𬱖"),
        ("䶮", "䶮"),
        ("㛃 㛃", "㛃㛃"),
        ("〇三", "〇三"),
        ("張三", "張三"),
        ("Maria  Silva", "Maria Silva"),
    ],
)
def test_names_lose_their_alignment_and_nothing_else(cell, name):
    assert read_person_name(cell).value == name


def test_compatibility_characters_are_not_changed():
    assert read_person_name("\ufa11田").value == "\ufa11田"


@pytest.mark.parametrize(
    "cell", ["张\ue816", "张?", "张□", "张(王+月)", "张（王＋月）", "张yǎn(yǎn)伟", "张(yan)", "张⿰王月"]
)
def test_stand_ins_for_rare_characters_are_kept_as_typed_and_flagged(cell):
    assert read_person_name(cell).value == cell
    assert codes(cell) == ["FLD-401"]


def test_what_is_odd_about_a_name_is_said():
    assert codes("张*") == ["FLD-402"]
    assert codes("张三2") == ["FLD-403"]
    assert codes("张") == ["FLD-404"]
    assert codes("未取名") == ["FLD-405"]
    assert codes("张三 李四") == ["FLD-406"]
    assert codes("123") == ["FLD-408"]


def test_a_note_in_brackets_is_taken_off_and_reported():
    reading = read_person_name("张三（已故）")
    assert reading.value == "张三"
    assert [(p.code, p.values["note"]) for p in reading.problems] == [("FLD-407", "已故")]


@pytest.mark.parametrize("cell", [None, "", "  ", "无", "-", "/"])
def test_no_name_is_blank(cell):
    assert read_person_name(cell) == (None, ())


@given(han, han, st.sampled_from([" ", "\u3000", "  ", "\u00a0"]))
def test_any_alignment_between_two_characters_goes(surname, given_name, space):
    assert read_person_name(surname + space + given_name).value == surname + given_name


@given(st.text(max_size=20))
def test_cleaning_twice_changes_nothing_more(text):
    first = read_person_name(text).value
    if first is not None:
        assert read_person_name(first).value in (first, None)


@pytest.mark.parametrize(
    ("cell", "members"),
    [
        ("张三、李四(妻)、张小三(子)", [("张三", ""), ("李四", "妻"), ("张小三", "子")]),
        ("张三，李四（妻），张小三（子，2010年生）", [("张三", ""), ("李四", "妻"), ("张小三", "子")]),
        ("张三;李四;王五", [("张三", ""), ("李四", ""), ("王五", "")]),
        ("张三/李四", [("张三", ""), ("李四", "")]),
        ("张三 李四 张小三", [("张三", ""), ("李四", ""), ("张小三", "")]),
        ("张 三、李 四（妻）", [("张三", ""), ("李四", "妻")]),
        ("张三\n李四", [("张三", ""), ("李四", "")]),
        ("张三(户主)李四(妻)张小三(子)", [("张三", "户主"), ("李四", "妻"), ("张小三", "子")]),
        ("户主：张三、妻：李四", [("张三", "户主"), ("李四", "妻")]),
        ("张三", [("张三", "")]),
        ("张 三", [("张三", "")]),
    ],
)
def test_several_people_in_one_cell_are_told_apart(cell, members):
    assert [(m.name, m.relation) for m in split_members(cell)] == members
    assert lists_several(cell) == (len(members) > 1)


def test_the_rest_of_the_brackets_is_kept():
    assert split_members("张三、张小三(子,2010年)")[1].note == "2010年"


def test_codes_the_codec_leaves_in_private_use_get_their_unicode_character():
    assert decode(bytes.fromhex("FE59 FE51 A6D9")) == "\u9fb4\U00020087\ufe10"
    assert decode("张三李四".encode("gb18030")) == "张三李四"
    assert not has_private_use(
        decode(bytes.fromhex("FE51FE52FE53FE59FE61FE66FE67FE6CFE6DFE76FE7EFE90FE91FEA0"))
    )
    assert has_private_use("张\ue000")


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_text_without_private_use_survives_gb18030(text):
    if not has_private_use(text) and not any("\ufe10" <= c <= "\ufe19" for c in text):
        assert decode(text.encode("gb18030")) == text
