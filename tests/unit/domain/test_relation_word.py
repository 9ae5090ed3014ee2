import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.code_table import code_table
from desktop.domain.problem import Severity
from desktop.domain.relation import child_of, parent_of, sex_of_relation, spouse_of
from desktop.domain.relation_word import (
    RelationContext,
    RelationRow,
    read_household_relations,
    read_relation,
)

CODES = [entry.code for entry in code_table("relation_to_head").entries]


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("户主", "02"),
        ("本人", "02"),
        (" 户 主 ", "02"),
        ("02", "02"),
        (2, "02"),
        ("老婆", "12"),
        ("老公", "11"),
        ("妻子", "12"),
        ("大儿子", "22"),
        ("长子", "22"),
        ("次女", "33"),
        ("大女", "32"),
        ("囡", "30"),
        ("老爷子", "51"),
        ("爹", "51"),
        ("妈", "52"),
        ("姆妈", "52"),
        ("爷爷", "61"),
        ("奶奶", "62"),
        ("外公", "63"),
        ("外婆", "64"),
        ("丈人", "55"),
        ("丈母娘", "56"),
        ("上门女婿", "28"),
        ("继子", "27"),
        ("长媳", "38"),
        ("儿媳", "38"),
        ("孙媳妇", "45"),
        ("弟媳", "74"),
        ("保姆", "99"),
        ("户主之子", "20"),
        ("子(长子)", "20"),
    ],
)
def test_words_that_speak_for_themselves(word, code):
    assert read_relation(word) == (code, ())


@pytest.mark.parametrize(
    ("word", "male", "female"),
    [
        ("爱人", "11", "12"),
        ("老大", "22", "32"),
        ("孩子", "20", "30"),
        ("侄", "93", "94"),
        ("孙", "41", "42"),
    ],
)
def test_words_that_need_the_sex(word, male, female):
    assert read_relation(word, RelationContext(sex="1")).value == male
    assert read_relation(word, RelationContext(sex="2")).value == female


def test_without_the_sex_a_general_code_is_taken_or_the_question_asked():
    assert read_relation("爱人").value == "10"
    assert [p.code for p in read_relation("老大").problems] == ["FLD-413"]


def test_nephew_words_of_the_south_are_asked():
    reading = read_relation("外甥", RelationContext(sex="1"))
    assert reading.value == "95"
    assert [(p.code, p.severity) for p in reading.problems] == [("FLD-412", Severity.WARNING)]
    assert "外孙子" in reading.problems[0].values["options"]


def test_gong_and_apo_mean_in_laws_of_a_woman_and_grandparents_of_a_man():
    assert read_relation("公", RelationContext(head_sex="2")).value == "53"
    assert read_relation("阿婆", RelationContext(head_sex="1")).value == "62"
    assert read_relation("阿婆").problems


@pytest.mark.parametrize(
    ("context", "code"),
    [
        (RelationContext("2", "1962-05-01", "1", "1960-01-01"), "12"),
        (RelationContext("2", "1988-05-01", "1", "1960-01-01"), "38"),
        (RelationContext("2", "1976-01-01", "1", "1955-01-01", "1961-01-01", True), "38"),
        (RelationContext("2", "1975", "1", "1960"), "38"),
        (RelationContext("2", "1974", "1", "1960"), "12"),
        (RelationContext("2", "1990", "2", "1989"), "38"),
        (RelationContext("2", "", "1", "1960-01-01", has_wife=True), "38"),
    ],
)
def test_xifu_is_wife_or_daughter_in_law_by_age(context, code):
    reading = read_relation("媳妇", context)
    assert reading.value == code
    assert [p.code for p in reading.problems] == ["FLD-416"]


@pytest.mark.parametrize(
    "context",
    [
        RelationContext(),
        RelationContext("1", "1990", "1", "1960"),
        RelationContext("2", "1965", "1", "1960", "1961", True),
    ],
)
def test_xifu_is_asked_when_age_and_sex_do_not_decide(context):
    reading = read_relation("媳妇", context)
    assert reading.value is None
    assert [p.code for p in reading.problems] == ["FLD-411"]


@pytest.mark.parametrize(
    ("previous", "word", "sex", "code"),
    [
        ("02", "之妻", "2", "12"),
        ("02", "之子", "1", "20"),
        ("22", "之妻", "2", "38"),
        ("22", "之子", "1", "41"),
        ("38", "之女", "2", "42"),
        ("32", "之夫", "1", "28"),
        ("28", "之子", "1", "43"),
        ("41", "之妻", "2", "45"),
        ("73", "之妻", "2", "74"),
        ("74", "之子", "1", "93"),
        ("51", "之妻", "2", "52"),
        ("12", "之母", "2", "56"),
    ],
)
def test_words_with_zhi_refer_to_the_row_above_and_not_to_the_head(previous, word, sex, code):
    assert read_relation(word, RelationContext(sex=sex, previous_code=previous)).value == code


def test_zhi_without_a_row_above_is_asked():
    assert [p.code for p in read_relation("之妻").problems] == ["FLD-414"]


def test_relations_of_named_or_described_people():
    assert read_relation("长子之妻").value == "38"
    assert read_relation("张小三之子", RelationContext(sex="1", named={"张小三": "22"})).value == "41"
    assert read_relation("次子媳妇").value == "38"
    assert read_relation("三弟媳").value == "74"


def test_an_unknown_word_is_refused():
    assert [p.code for p in read_relation("哼哼").problems] == ["FLD-415"]


def test_a_household_is_read_as_a_whole():
    rows = (
        RelationRow("本人", "张三", "1", "1955-03-01"),
        RelationRow("媳妇", "李四", "2", "1957-01-01"),
        RelationRow("老大", "张小三", "1", "1980-02-29"),
        RelationRow("之妻", "王五", "2", "1982-01-01"),
        RelationRow("之女", "张小小", "2", "2005-01-01"),
        RelationRow("媳妇", "赵六", "2", "1985-01-01"),
    )
    assert [r.value for r in read_household_relations(rows)] == ["02", "12", "22", "38", "42", "38"]


def test_a_wife_in_a_later_row_makes_the_earlier_xifu_a_daughter_in_law():
    rows = (
        RelationRow("户主", "张三", "1", "1955"),
        RelationRow("媳妇", "赵六", "2", "1985"),
        RelationRow("老婆", "李四", "2", "1957"),
    )
    assert [r.value for r in read_household_relations(rows)] == ["02", "38", "12"]


def test_brother_and_sister_below_each_other_have_the_same_parents():
    rows = (
        RelationRow("户主", "张三", "1", "1950"),
        RelationRow("长子", "张大", "1", "1975"),
        RelationRow("之妻", "王五", "2", "1976"),
        RelationRow("之子", "张小", "1", "2000"),
        RelationRow("之女", "张花", "2", "2004"),
        RelationRow("之子", "张末", "1", "2024"),
    )
    assert [r.value for r in read_household_relations(rows)] == ["02", "22", "38", "41", "42", "47"]


@given(st.sampled_from(CODES), st.sampled_from(["1", "2", ""]))
def test_steps_lead_only_to_codes_that_exist_and_fit_the_sex(code, sex):
    for reached in (child_of(code, sex), spouse_of(code, sex), parent_of(code, sex)):
        assert reached == "" or reached in CODES
        if reached and sex and code not in ("10", "11", "12"):
            assert (
                sex_of_relation(reached) in ("", sex)
                or reached in ("28", "38", "45", "46")
                or spouse_of(code, sex) == reached
            )


@given(st.text(max_size=8), st.sampled_from(["", "1", "2"]), st.sampled_from(["", *CODES]))
def test_any_word_gives_a_code_of_the_table_or_says_why_not(word, sex, previous):
    reading = read_relation(word, RelationContext(sex=sex, previous_code=previous))
    assert reading.value is None or reading.value in CODES
