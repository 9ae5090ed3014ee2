"""Columns are recognised by heading and content, and what is doubtful is asked."""

import pytest

from desktop.domain.catalogue import Sensitivity, catalogue
from desktop.exchange.column_mapping import MatchReason, fingerprint, heading_key, propose_mapping
from desktop.exchange.heading import read_heading, synonyms
from desktop.services.register_import.session import column_choices
from tests.support.ledger import mapping_of, number, people_of, save, table_of

ZHANG = number(1980, 2, 29, 3)
LI = number(1982, 5, 6, 4)


def test_every_synonym_names_a_field_of_the_catalogue_or_a_role():
    for heading, identifier in synonyms().items():
        assert identifier.startswith("@") or catalogue().find(identifier), heading


@pytest.mark.parametrize(
    "heading",
    ["身份证", "身份证号码", "公民身份号码", "身 份 证 号", "身份证号（必填）", "*身份证号", "证件号码："],
)
def test_a_heading_is_recognised_in_every_spelling(tmp_path, heading):
    match = mapping_of(save(tmp_path / "a.xlsx", [["姓名", heading], ["张三", ZHANG]]))
    assert [m.identifier for m in match.values()] == ["name", "citizen_id"]
    assert all(m.confidence > 0.9 and not m.ask for m in match.values())


def test_a_heading_nearly_like_a_known_one_is_proposed_and_asked(tmp_path):
    rows = [["姓名", "身份证号", "公民身份证号码一"], ["张三", "", ZHANG], ["李四", "", LI], ["王五", "", LI]]
    match = mapping_of(save(tmp_path / "a.xlsx", rows))["公民身份证号码一"]
    assert match.reason in (MatchReason.SIMILAR, MatchReason.NONE)
    assert match.identifier != "citizen_id" or match.ask


def test_content_tells_a_column_whose_heading_says_nothing(tmp_path):
    rows = [
        ["姓名", "民族", "甲", "乙"],
        ["张三", "汉", ZHANG, "10012345678"],
        ["李四", "汉", LI, "10012345679"],
    ]
    match = mapping_of(save(tmp_path / "a.xlsx", rows))
    assert (match["甲"].identifier, match["甲"].reason) == ("citizen_id", MatchReason.CONTENT)
    assert (match["乙"].identifier, match["乙"].ask) == ("mobile", True)


def test_a_heading_that_the_content_contradicts_is_asked(tmp_path):
    rows = [["姓名", "身份证号"], ["张三", "东头"], ["李四", "西头"], ["王五", "北头"]]
    match = mapping_of(save(tmp_path / "a.xlsx", rows))["身份证号"]
    assert match.ask
    assert match.confidence < 0.5
    assert match.content_share == 0


def test_an_unknown_column_is_left_alone(tmp_path):
    rows = [["姓名", "性别", "最爱吃什么"], ["张三", "男", "面"], ["李四", "女", "米饭"]]
    assert mapping_of(save(tmp_path / "a.xlsx", rows))["最爱吃什么"].identifier == ""


def test_no_column_is_read_into_a_restricted_field(tmp_path):
    """domain.md 6.2: such data belong to other authorities; also where an older program remembered it."""
    restricted = [spec for spec in catalogue() if spec.sensitivity is Sensitivity.R]
    assert restricted
    assert not {spec.identifier for spec in restricted} & set(synonyms().values())
    assert not {spec.identifier for spec in restricted} & {identifier for identifier, _ in column_choices()}
    labels = [spec.label for spec in restricted]
    path = save(tmp_path / "a.xlsx", [["姓名", "性别", *labels], ["张三", "男", *("有" for _ in labels)]])
    _, table = table_of(path)
    remembered = {heading_key(table.columns[2 + n]): spec.identifier for n, spec in enumerate(restricted)}
    for chosen in ({}, remembered):
        found = {match.identifier for match in propose_mapping(table, chosen)}
        assert not found & {spec.identifier for spec in restricted}


def test_what_the_clerk_chose_before_wins(tmp_path):
    path = save(tmp_path / "a.xlsx", [["姓名", "性别", "最爱吃什么"], ["张三", "男", "面"]])
    _, table = table_of(path)
    key = heading_key(table.columns[2])
    match = propose_mapping(table, {key: "needs"})[2]
    assert (match.identifier, match.reason, match.ask) == ("needs", MatchReason.REMEMBERED, False)


def test_the_fingerprint_is_that_of_the_headings_and_not_of_the_people(tmp_path):
    one = table_of(save(tmp_path / "a.xlsx", [["姓名", "性别"], ["张三", "男"]]))[1]
    other = table_of(save(tmp_path / "b.xlsx", [["名册", ""], [" 姓 名", "性别"], ["李四", "女"]]))[1]
    third = table_of(save(tmp_path / "c.xlsx", [["姓名", "民族"], ["李四", "汉"]]))[1]
    assert fingerprint(one) == fingerprint(other) != fingerprint(third)


def test_the_head_named_beside_every_member_is_a_reference_and_not_a_second_name(tmp_path):
    rows = [["户主姓名", "户主身份证号", "姓名", "身份证号", "与户主关系"], ["张三", ZHANG, "李四", LI, "妻"]]
    match = mapping_of(save(tmp_path / "a.xlsx", rows))
    assert [m.identifier for m in match.values()] == [
        "head_person_id",
        "@head_citizen_id",
        "name",
        "citizen_id",
        "relation_to_head",
    ]


@pytest.mark.parametrize(
    ("path", "base", "unit", "block"),
    [
        (("承包面积（亩）",), "承包面积", "亩", None),
        (("年收入", "（万元）"), "年收入", "万元", None),
        (("成员1姓名",), "姓名", "", 1),
        (("家庭成员二身份证号",), "身份证号", "", 2),
        (("姓名3",), "姓名", "", 3),
        (("户主", "姓名"), "户主姓名", "", 0),
        (("成员2", "与户主关系"), "与户主关系", "", 2),
    ],
)
def test_headings_give_their_unit_and_the_member_they_are_about(path, base, unit, block):
    heading = read_heading(*path)
    assert (heading.base, heading.unit, heading.block) == (base, unit, block)


def test_facts_of_the_head_beside_every_member_are_not_taken_for_the_member_s(tmp_path):
    rows = [
        ["户主", "", "", "家庭成员", "", ""],
        ["姓名", "性别", "联系电话", "姓名", "性别", "与户主关系"],
        ["张三", "男", "10012345678", "李四", "女", "妻"],
        ["张三", "男", "10012345678", "王五", "男", "长子"],
    ]
    path = save(tmp_path / "a.xlsx", rows, ["A1:C1", "D1:F1"])
    assert [m.identifier for m in mapping_of(path).values()] == [
        "head_person_id",
        "",
        "household_phone",
        "name",
        "sex",
        "relation_to_head",
    ]
    people = people_of(path).rows
    assert [(p.values["name"], p.values["sex"], p.household) for p in people] == [
        ("李四", "2", 0),
        ("王五", "1", 0),
    ]
    assert people[0].references == {"head_person_id": "张三"}
