import pytest

from desktop.domain.code_table import code_table, list_code_tables
from desktop.domain.problem import Severity


@pytest.mark.parametrize("name", list_code_tables())
def test_every_table_loads_and_finds_its_own_labels_and_codes(name):
    table = code_table(name)
    assert len({entry.code for entry in table.entries}) == len(table.entries)
    for entry in table.entries:
        assert table.find_code(entry.code) == entry.code
        assert table.label(entry.code) == entry.label
        assert entry.label and entry.label_en
    for entry in table.entries:
        if [e.label for e in table.entries].count(entry.label) == 1:
            assert table.code_of(entry.label) == entry.code


@pytest.mark.parametrize(
    ("name", "word", "label"),
    [
        ("sex", "男性", "男"),
        ("sex", "2", "女"),
        ("sex", "Ｍ", "男"),
        ("sex", "♂", "男"),
        ("sex", " 女 ", "女"),
        ("ethnicity", "汉", "汉族"),
        ("ethnicity", "苗族(苗)", "苗族"),
        ("ethnicity", "苗族（苗）", "苗族"),
        ("ethnicity", "回民", "回族"),
        ("ethnicity", "1", "汉族"),
        ("education", "本科", "大学本科毕业"),
        ("education", "中专", "中等专科毕业"),
        ("education", "高小", "小学毕业"),
        ("education", "文盲", "文盲或半文盲"),
        ("education", "不识字", "文盲或半文盲"),
        ("political_status", "党员", "中共党员"),
        ("political_status", "团员", "共青团员"),
        ("political_status", "预备党员", "中共预备党员"),
        ("marital_status", "离异", "离婚"),
        ("health_status", "良好", "健康或良好"),
        ("residence_state", "外出务工", "户在人不在(外出)"),
        ("dwelling_structure", "砖混", "混合结构(砖混)"),
        ("land_kind", "水田", "水田"),
    ],
)
def test_village_words_find_their_entry(name, word, label):
    table = code_table(name)
    reading = table.read(word)
    assert reading.value is not None
    assert table.label(reading.value) == label
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("name", "word"), [("education", "大学"), ("education", "在读"), ("political_status", "民主党派")]
)
def test_words_that_leave_a_doubt_get_a_default_and_a_question(name, word):
    reading = code_table(name).read(word)
    assert reading.value is not None
    assert [(p.code, p.severity) for p in reading.problems] == [("FLD-202", Severity.WARNING)]


def test_an_unknown_word_is_refused_with_near_entries():
    reading = code_table("ethnicity").read("土家簇")
    assert reading.value is None
    assert reading.problems[0].code == "FLD-201"
    assert "土家族" in reading.problems[0].values["suggestions"]


def test_a_number_cell_stands_for_its_code():
    assert code_table("sex").read(1.0).value == "1"
    assert code_table("relation_to_head").read(2).value == "02"


def test_blank_is_unknown_and_not_an_error():
    assert code_table("education").read("  ") == (None, ())
    assert code_table("education").read(None) == (None, ())


def test_a_word_for_none_is_an_answer_where_the_table_has_one():
    assert code_table("transfer_kind").read("无").value == "none"
    assert code_table("education").read("无").value is None
