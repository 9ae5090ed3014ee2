"""The faults of real ledgers, one after the other: what a cell or a table makes of each.

Matching with the register (two files, old and new household) is tested with the import service.
"""

import csv
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.styles import Font

from desktop.domain.problem import ProblemError, Severity
from desktop.exchange.column_mapping import propose_mapping
from desktop.exchange.person_rows import Fixes, normalise_table
from desktop.exchange.reader import read_workbook
from desktop.exchange.table_finder import RowClass, find_tables
from desktop.messages import sentence
from tests.support.ledger import TODAY, codes, mapping_of, number, people_of, save, table_of

ZHANG = number(1980, 2, 29, 3)
LI = number(1982, 5, 6, 4)


def _one(path, fixes=None):
    (person,) = people_of(path, fixes).rows
    return person


def _cell(tmp_path, heading, value, **others):
    """A person with one interesting cell."""
    headings = ["姓名", *others, heading]
    return _one(save(tmp_path / "a.xlsx", [headings, ["张三", *others.values(), value]]))


# E1 to E5: identity numbers as numbers


def test_e01_an_identity_number_typed_into_a_number_cell_is_damaged_and_never_completed(tmp_path):
    person = _cell(tmp_path, "身份证号", int(ZHANG[:15] + "000"))
    assert person.values["citizen_id"] is None
    assert person.id_hint == ZHANG[:15]
    assert codes(person.problems) == {"FLD-106"}
    assert not person.is_faulty  # the person can still be matched by name and birth date
    assert person.values.get("birth_date") is None


def test_e02_a_number_stored_as_a_double_is_damaged_even_when_its_check_digit_happens_to_fit(tmp_path):
    lucky = next(
        value
        for value in (int(float(number(1980, 2, 29, serial))) for serial in range(1000))
        if str(value)[:17] + "0" != "0" and len(str(value)) == 18 and _check_fits(str(value))
    )
    person = _cell(tmp_path, "身份证号", lucky)
    assert person.values["citizen_id"] is None
    assert codes(person.problems) == {"FLD-106"}


def _check_fits(digits):
    from desktop.domain.citizen_id import check_character

    return check_character(digits[:17]) == digits[17]


def test_e03_scientific_notation_kept_as_text_leaves_six_digits_for_searching(tmp_path):
    person = _cell(tmp_path, "身份证号", "9.99901E+17")
    assert person.values["citizen_id"] is None
    assert person.id_hint == "999901"
    assert codes(person.problems) == {"FLD-106"}


def test_e04_a_column_mixed_of_text_and_number_cells_is_judged_cell_by_cell(tmp_path):
    ending_in_x = next(n for s in range(1, 999) if (n := number(1975, 3, 4, s)).endswith("X"))
    path = save(
        tmp_path / "a.xlsx",
        [["姓名", "身份证号"], ["张三", int(ZHANG[:15] + "000")], ["李四", ending_in_x], ["王五", LI]],
    )
    people = people_of(path).rows
    assert [person.values["citizen_id"] for person in people] == [None, ending_in_x, LI]
    assert mapping_of(path)["身份证号"].identifier == "citizen_id"


def test_e05_fifteen_digits_in_a_number_cell_are_exact_and_become_eighteen(tmp_path):
    person = _cell(tmp_path, "身份证号", int(ZHANG[:6] + ZHANG[8:17]))
    assert person.values["citizen_id"] == ZHANG
    assert codes(person.problems) == {"FLD-109"}
    assert all(problem.severity is Severity.HINT for problem in person.problems)


# E6 to E10: characters


def test_e06_full_width_digits_and_lower_case_x_are_understood(tmp_path):
    ending_in_x = next(n for s in range(1, 999) if (n := number(1975, 3, 4, s)).endswith("X"))
    wide = ending_in_x[:17].translate({48 + n: 0xFF10 + n for n in range(10)}) + "ｘ"
    assert _cell(tmp_path, "身份证号", wide).values["citizen_id"] == ending_in_x
    assert _cell(tmp_path, "身份证号", ZHANG.replace("0", "O")).values["citizen_id"] == ZHANG


def test_e07_apostrophes_blanks_and_invisible_characters_are_stripped(tmp_path):
    person = _cell(
        tmp_path, "身份证号", f"'\u00a0{ZHANG[:6]}\u200b {ZHANG[6:]}\t\n", 手机号码=" 100 1234 5678\u3000"
    )
    assert person.values["citizen_id"] == ZHANG
    assert person.values["mobile"] == "10012345678"


def test_e08_blanks_that_align_a_two_character_name_go(tmp_path):
    rows = [["姓名", "性别"], ["张　三", "男"], ["王 伟", "男"]]
    assert [p.values["name"] for p in people_of(save(tmp_path / "a.xlsx", rows)).rows] == ["张三", "王伟"]


@pytest.mark.parametrize("dot", "·•．.‧")
def test_e09_every_form_of_the_dot_in_a_name_becomes_one(tmp_path, dot):
    person = _one(save(tmp_path / "a.xlsx", [["姓名", "性别"], [f"阿依{dot}古丽", "女"]]))
    assert person.values["name"] == "阿依·古丽"


@pytest.mark.parametrize("name", ["张?", "李□", "王(王+月)", "王jie", "赵\ue863"])
def test_e10_a_stand_in_for_a_rare_character_is_kept_as_typed_and_flagged(tmp_path, name):
    person = _one(save(tmp_path / "a.xlsx", [["姓名", "性别"], [name, "女"]]))
    assert person.values["name"] == name
    assert person.problems
    assert not person.is_faulty


# E11 and E12: dates


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1980.2.29", "1980-02-29"),
        ("80-2-29", "1980-02-29"),
        ("一九八〇年二月", "1980-02"),
        ("1980年2月", "1980-02"),
        ("19800229", "1980-02-29"),
        (29280, "1980-02-29"),
        (date(1980, 2, 29), "1980-02-29"),
        ("1980", "1980"),
    ],
)
def test_e11_a_date_in_any_notation_keeps_its_precision(tmp_path, written, read):
    assert _cell(tmp_path, "出生日期", written).values["birth_date"] == read


def test_e11_day_numbers_of_the_1904_calendar_are_read_by_the_file_s_own_calendar(tmp_path):
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(["姓名", "出生日期"])
    book.active.append(["张三", 29280 - 1462])
    book.save(tmp_path / "a.xlsx")
    assert _one(tmp_path / "a.xlsx").values["birth_date"] == "1980-02-29"


def test_e12_a_lunar_birthday_keeps_its_words(tmp_path):
    person = _cell(tmp_path, "出生日期", "农历1980年正月十四")
    assert "正月十四" in person.values["lunar_birthday"]


def test_e12_a_lunar_day_without_a_year_is_kept_beside_the_date_of_the_number(tmp_path):
    person = _cell(tmp_path, "生日", "二月十九", 身份证号=ZHANG)
    assert person.values["birth_date"] == "1980-02-29"
    assert person.values["lunar_birthday"] == "二月十九"
    assert not person.is_faulty


def test_e12_a_lunar_day_without_a_year_and_without_a_number_is_asked(tmp_path):
    assert _cell(tmp_path, "生日", "二月十九").is_faulty


# E13 to E16: the shape of the table


def _office_table(tmp_path):
    rows = [
        ["示范村第一村民小组户籍人口花名册"],
        ["填报单位：示范村村民委员会", "", "", "", "", "单位：亩"],
        ["序号", "户编号", "家庭成员", "", "", "承包地", "备注"],
        ["", "", "姓名", "身份证号", "与户主关系", "面积", ""],
        ["", "", "", "", "", "（亩）", ""],
        [1, "H1", "张三", ZHANG, "户主", 2.5, ""],
        ["", "", "李四", LI, "妻", "", ""],
        ["注：本表一式两份，村、镇各存一份，由文书负责填写。"],
        ["制表人：王某", "", "", "审核人：", "", "", ""],
    ]
    merges = ["A1:G1", "C3:E3", "A3:A5", "B3:B5", "G3:G5", "A6:A7", "B6:B7"]
    return save(tmp_path / "a.xlsx", rows, merges, "一组")


def test_e13_titles_unit_rows_notes_and_headings_of_several_rows_are_told_apart(tmp_path):
    _, table = table_of(_office_table(tmp_path))
    assert table.heading_rows == (2, 4)
    assert table.data_rows == (5, 6)
    assert [column.label for column in table.columns][2:6] == [
        "家庭成员/姓名",
        "家庭成员/身份证号",
        "家庭成员/与户主关系",
        "承包地/面积/（亩）",
    ]
    assert set(table.skipped.values()) == {RowClass.ABOVE, RowClass.HEADING, RowClass.BELOW}
    assert len(table.data_rows) + len(table.skipped) == table.sheet.row_count


def test_e13_headings_of_two_rows_are_flattened_also_where_the_file_knows_no_merged_cells(tmp_path):
    with (tmp_path / "a.csv").open("w", encoding="gbk", newline="") as stream:
        csv.writer(stream).writerows(
            [
                ["示范村花名册", "", "", ""],
                ["户编号", "家庭成员", "", ""],
                ["", "姓名", "身份证号", "与户主关系"],
                ["H1", "张三", ZHANG, "户主"],
            ]
        )
    _, table = table_of(tmp_path / "a.csv")
    assert [column.label for column in table.columns] == [
        "户编号",
        "家庭成员/姓名",
        "家庭成员/身份证号",
        "家庭成员/与户主关系",
    ]


def test_e13_a_merged_block_that_reaches_below_the_last_row_makes_no_rows(tmp_path):
    rows = [["姓名", "身份证号", "备注"], ["张三", ZHANG, ""]]
    _, table = table_of(save(tmp_path / "a.xlsx", rows, ["C1:C9"]))
    assert table.heading_rows == (0, 0)
    assert table.data_rows == (1,)


def test_e13_rows_numbered_in_advance_are_blank(tmp_path):
    rows = [["序号", "姓名", "身份证号"], [1, "张三", ZHANG], *[[n, "", ""] for n in range(2, 50)]]
    table = people_of(save(tmp_path / "a.xlsx", rows))
    assert [person.values["name"] for person in table.rows] == ["张三"]
    assert set(table.skipped.values()) == {RowClass.BLANK}


def test_e14_the_household_is_filled_down_along_merged_cells(tmp_path):
    people = people_of(_office_table(tmp_path)).rows
    assert [person.values["household_no"] for person in people] == ["H1", "H1"]
    assert [person.household for person in people] == [0, 0]


def test_e14_without_merged_cells_a_head_begins_a_household(tmp_path):
    rows = [
        ["户编号", "姓名", "与户主关系"],
        ["H1", "张三", "户主"],
        ["", "李四", "妻"],
        ["H2", "王五", "户主"],
        ["", "赵六", "长子"],
    ]
    people = people_of(save(tmp_path / "a.xlsx", rows)).rows
    assert [person.values["household_no"] for person in people] == ["H1", "H1", "H2", "H2"]


def test_e14_a_head_named_beside_every_member_makes_the_household_and_is_known_in_his_own_row(tmp_path):
    rows = [
        ["户主姓名", "姓名", "与户主关系"],
        ["张三", "张　三", ""],
        ["张三", "李四", "妻"],
        ["王五", "王五", ""],
        ["", "", ""],
    ]
    people = people_of(save(tmp_path / "a.xlsx", rows)).rows
    assert [person.values["relation_to_head"] for person in people] == ["02", "12", "02"]
    assert [person.household for person in people] == [0, 0, 1]


def test_e14_nothing_is_filled_down_without_merged_cells_or_relations(tmp_path):
    rows = [["户编号", "姓名", "性别"], ["H1", "张三", "男"], ["", "李四", "女"]]
    people = people_of(save(tmp_path / "a.xlsx", rows)).rows
    assert [person.values["household_no"] for person in people] == ["H1", None]
    assert people[1].household == -1


@pytest.mark.parametrize(
    "headings",
    [
        [
            "户编号",
            "户主姓名",
            "户主身份证号",
            "成员1姓名",
            "成员1身份证号",
            "成员1与户主关系",
            "成员2姓名",
            "成员2身份证号",
            "成员2与户主关系",
        ],
        ["户编号", "户主", "户主身份证", "姓名1", "身份证号1", "关系1", "姓名2", "身份证号2", "关系2"],
        ["户编号", "户主姓名", "户主身份证号", "姓名", "身份证号", "关系", "姓名", "身份证号", "关系"],
    ],
)
def test_e15_members_side_by_side_become_one_person_each(tmp_path, headings):
    son = number(2005, 1, 2, 5)
    rows = [
        headings,
        ["H1", "张三", ZHANG, "李四", LI, "妻", "张小三", son, "子"],
        ["H2", "王五", "", "", "", "", "", "", ""],
    ]
    people = people_of(save(tmp_path / "a.xlsx", rows)).rows
    assert [p.values["name"] for p in people] == ["张三", "李四", "张小三", "王五"]
    assert [p.values["citizen_id"] for p in people] == [ZHANG, LI, son, None]
    assert [p.values["relation_to_head"] for p in people] == ["02", "12", "20", "02"]
    assert [(p.row, p.member, p.household) for p in people] == [(2, 0, 0), (2, 1, 0), (2, 2, 0), (3, 0, 1)]
    assert {p.values["household_no"] for p in people[:3]} == {"H1"}


def test_e15_a_fault_in_one_member_names_that_member_s_column(tmp_path):
    headings = [
        "户编号",
        "户主姓名",
        "户主身份证号",
        "成员1姓名",
        "成员1身份证号",
        "成员2姓名",
        "成员2身份证号",
    ]
    rows = [headings, ["H1", "张三", ZHANG, "", "", "李四", LI[:17] + "?"]]
    path = save(tmp_path / "a.xlsx", rows)
    people = people_of(path).rows
    assert [(p.member, p.block) for p in people] == [(0, 0), (1, 2)]
    assert people[1].problems[0].place.column == "成员2身份证号"
    mended = people_of(path, Fixes({(2, "citizen_id#2"): LI})).rows
    assert mended[1].values["citizen_id"] == LI
    assert not mended[1].is_faulty


def test_e16_members_listed_in_one_cell_are_taken_apart_and_the_head_counts_once(tmp_path):
    rows = [
        ["户编号", "户主", "家庭成员"],
        ["H1", "张三", "张三、李四(妻)、张小三(子)"],
        ["H2", "王五", "赵六（妻）"],
    ]
    people = people_of(save(tmp_path / "a.xlsx", rows)).rows
    assert [p.values["name"] for p in people] == ["张三", "李四", "张小三", "王五", "赵六"]
    assert [p.values["relation_to_head"] for p in people] == ["02", "12", "20", "02", "12"]
    assert [p.household for p in people] == [0, 0, 0, 1, 1]


def test_e16_a_row_whose_list_names_nobody_is_faulty_for_want_of_a_name(tmp_path):
    rows = [["户编号", "家庭成员", "性别"], ["H1", "张三、李四(妻)", "男"], ["H2", "", "女"]]
    people = people_of(save(tmp_path / "a.xlsx", rows)).rows
    assert [p.values.get("name") or "" for p in people] == ["张三", "李四", ""]
    assert [p.is_faulty for p in people] == [False, False, True]
    assert "IMP-042" in codes(people[2].problems)


# E17 to E25: words


def test_e17_dialect_words_are_understood_within_their_household(tmp_path):
    rows = [
        ["姓名", "性别", "出生日期", "与户主关系"],
        ["张三", "男", "1960-01-01", "户主"],
        ["李四", "女", "1962-01-01", "老婆"],
        ["张大", "男", "1985-01-01", "大儿子"],
        ["陈五", "女", "1987-01-01", "媳妇"],
        ["张小", "男", "2010-01-01", "孙"],
        ["张老", "男", "1935-01-01", "爹"],
    ]
    people = people_of(save(tmp_path / "a.xlsx", rows)).rows
    assert [p.values["relation_to_head"] for p in people] == ["02", "12", "22", "38", "41", "51"]


def test_e17_a_word_that_refers_to_the_row_above_is_not_referred_to_the_head(tmp_path):
    rows = [
        ["姓名", "性别", "与户主关系"],
        ["张三", "男", "户主"],
        ["张大", "男", "长子"],
        ["陈五", "女", "之妻"],
        ["张小", "男", "之子"],
    ]
    people = people_of(save(tmp_path / "a.xlsx", rows)).rows
    assert people[2].values["relation_to_head"] == "38"
    assert people[3].values["relation_to_head"] == "41"


def test_e17_a_word_nobody_knows_is_asked_and_not_guessed(tmp_path):
    rows = [["姓名", "性别", "与户主关系"], ["张三", "男", "户主"], ["李四", "女", "某某"]]
    stranger = people_of(save(tmp_path / "a.xlsx", rows)).rows[1]
    assert stranger.values["relation_to_head"] is None
    assert stranger.is_faulty


def test_e17_a_word_corrected_for_all_rows_is_read_in_its_household_too(tmp_path):
    rows = [["姓名", "性别", "与户主关系"], ["张三", "男", "户主"], ["李四", "女", "屋里厢"]]
    path = save(tmp_path / "a.xlsx", rows)
    fixes = Fixes(values={("relation_to_head", "屋里厢"): "之妻"})
    assert people_of(path, fixes).rows[1].values["relation_to_head"] == "12"


def test_e18_self_in_the_head_s_row_means_head(tmp_path):
    rows = [["姓名", "性别", "与户主关系"], ["张三", "男", "本人"], ["李四", "女", "妻"]]
    people = people_of(save(tmp_path / "a.xlsx", rows)).rows
    assert [p.values["relation_to_head"] for p in people] == ["02", "12"]
    assert [p.household for p in people] == [0, 0]


@pytest.mark.parametrize("written", ["男", "1", 1, "男性", "M", "♂", ""])
def test_e19_sex_is_read_in_every_form_and_filled_from_the_number(tmp_path, written):
    person = _cell(tmp_path, "性别", written, 身份证号=ZHANG)
    assert person.values["sex"] == "1"
    assert not person.problems


def test_e19_a_sex_opposite_to_the_number_is_reported(tmp_path):
    person = _cell(tmp_path, "性别", "女", 身份证号=ZHANG)
    assert person.values["sex"] == "2"
    assert codes(person.problems) == {"IMP-045"}
    assert "“女”" in sentence(person.problems[0])


@pytest.mark.parametrize(
    ("written", "code"), [("汉", "01"), ("汉族", "01"), ("苗族(苗)", "06"), ("回民", "03")]
)
def test_e20_ethnicity_is_read_from_short_and_doubled_forms(tmp_path, written, code):
    assert _cell(tmp_path, "民族", written).values["ethnicity"] == code


@pytest.mark.parametrize("written", ["大学", "本科", "中专", "高小", "文盲", "不识字"])
def test_e21_education_is_read_from_everyday_words(tmp_path, written):
    assert _cell(tmp_path, "文化程度", written).values["education"]


def test_e21_an_unknown_education_leaves_only_that_cell_out(tmp_path):
    person = _cell(tmp_path, "文化程度", "很高")
    assert person.values["education"] is None
    assert not person.is_faulty
    assert [problem.place.column for problem in person.problems] == ["文化程度"]


@pytest.mark.parametrize(
    ("written", "mobile", "other"),
    [
        ("10012345678/10087654321", "10012345678", "10087654321"),
        ("+86 10012345678", "10012345678", None),
        (10012345678, "10012345678", None),
        ("0570-7012345", None, "0570-7012345"),
    ],
)
def test_e22_several_numbers_in_a_cell_are_split_and_keep_their_kind(tmp_path, written, mobile, other):
    person = _cell(tmp_path, "联系电话", written)
    assert person.values["mobile"] == mobile
    assert person.values.get("household_phone") == other
    assert not person.is_faulty


@pytest.mark.parametrize(
    ("heading", "written", "mu"),
    [
        ("承包面积", "2.5亩", "2.50"),
        ("承包面积", "2亩5分", "2.50"),
        ("承包面积(亩)", 2.5, "2.50"),
        ("承包面积", "1667㎡", "2.50"),
        ("承包面积(平方米)", 1667, "2.50"),
    ],
)
def test_e23_areas_are_converted_by_the_unit_in_the_cell_or_the_heading(tmp_path, heading, written, mu):
    assert _cell(tmp_path, heading, written).values["contract_area"] == Decimal(mu)


@pytest.mark.parametrize(
    ("heading", "written", "yuan"),
    [
        ("年收入", "¥1,200.00", "1200.00"),
        ("年收入", "1200元", "1200.00"),
        ("年收入", "壹仟贰佰", "1200.00"),
        ("年收入(万元)", 1.2, "12000.00"),
    ],
)
def test_e24_money_is_read_in_every_form(tmp_path, heading, written, yuan):
    assert _cell(tmp_path, heading, written).values["annual_income"] == Decimal(yuan)


@pytest.mark.parametrize("written", ["-", "无", "/", ""])
def test_e24_a_dash_is_nothing_and_not_zero(tmp_path, written):
    person = _cell(tmp_path, "年收入", written)
    assert person.values["annual_income"] is None
    assert not person.problems


@pytest.mark.parametrize(
    ("written", "truth"),
    [
        ("是", True),
        ("√", True),
        ("有", True),
        (1, True),
        ("Y", True),
        ("否", False),
        ("×", False),
        ("", None),
    ],
)
def test_e25_a_blank_is_unknown_and_not_no(tmp_path, written, truth):
    assert _cell(tmp_path, "是否集体经济组织成员", written).values["collective_member"] is truth


# E26 to E32: rows, sheets and files


def test_e26_the_same_person_twice_in_a_table_is_told_also_with_fifteen_digits(tmp_path):
    rows = [["姓名", "身份证号"], ["张三", ZHANG], ["李四", LI], ["张三", ZHANG[:6] + ZHANG[8:17]]]
    people = people_of(save(tmp_path / "a.xlsx", rows)).rows
    assert [("IMP-047" in codes(person.problems)) for person in people] == [False, False, True]
    assert "第 2 行" in sentence(next(p for p in people[2].problems if p.code == "IMP-047"))


@pytest.mark.parametrize(
    ("remark", "kind"), [("已故", "20"), ("2019年去世", "20"), ("户口迁出", "40"), ("外嫁", "41")]
)
def test_e27_a_remark_proposes_the_event_and_does_not_carry_it_out(tmp_path, remark, kind):
    person = _cell(tmp_path, "备注", remark, 性别="男")
    assert person.event.kind == kind
    assert codes(person.problems) == {"IMP-044"}
    assert person.values.get("residence_state") is None


@pytest.mark.parametrize("font", [Font(strike=True), Font(color="FFFF0000")])
def test_e27_struck_out_or_red_names_are_asked_about(tmp_path, font):
    def mark(sheet):
        sheet["A2"].font = font

    rows = [["姓名", "性别"], ["张三", "男"], ["李四", "女"], ["王五", "男"]]
    people = people_of(save(tmp_path / "a.xlsx", rows, change=mark)).rows
    assert [person.event is not None for person in people] == [True, False, False]


def test_e28_totals_are_no_people_and_check_the_count(tmp_path):
    rows = [
        ["序号", "姓名", "性别"],
        [1, "张三", "男"],
        [2, "李四", "女"],
        ["小计", "3人", ""],
        [3, "王五", "男"],
        ["合计", "3人", ""],
    ]
    table = people_of(save(tmp_path / "a.xlsx", rows))
    assert [person.values["name"] for person in table.rows] == ["张三", "李四", "王五"]
    assert table.skipped == {4: RowClass.TOTAL, 6: RowClass.TOTAL}
    assert [(p.code, p.place.row) for p in table.problems] == [("IMP-030", 4)]


def test_e28_headings_repeated_on_every_page_are_passed_over(tmp_path):
    head = ["序号", "姓名", "身份证号"]
    rows = [head, [1, "张三", ZHANG], head, [2, "李四", LI]]
    table = people_of(save(tmp_path / "a.xlsx", rows))
    assert [person.row for person in table.rows] == [2, 4]
    assert table.skipped == {3: RowClass.HEADING}


def test_e29_the_group_comes_from_the_tab_and_hidden_rows_and_tabs_are_told(tmp_path):
    book = openpyxl.Workbook()
    for name in ("第一组", "第二组", "旧数据"):
        sheet = book.create_sheet(name)
        sheet.append(["姓名", "身份证号"])
        sheet.append(["张三", ZHANG])
    book.remove(book["Sheet"])
    book["旧数据"].sheet_state = "hidden"
    book["第一组"].row_dimensions[2].hidden = True
    book.save(tmp_path / "a.xlsx")
    tables = find_tables(read_workbook(tmp_path / "a.xlsx"))
    assert [table.sheet.hidden for table in tables] == [False, False, True]
    assert tables[0].sheet.hidden_rows == {1}
    groups = [
        normalise_table(table, propose_mapping(table), today=TODAY).rows[0].values["villager_group"]
        for table in tables[:2]
    ]
    assert groups == ["第一组", "第二组"]


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_e30_text_files_of_old_programs_are_read_to_the_last_cell(tmp_path, encoding, separator):
    text = "\n".join(separator.join(row) for row in (["姓名", "身份证号", "民族"], ["张三", ZHANG, "汉"]))
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    person = _one(tmp_path / "a.csv")
    assert (person.values["name"], person.values["citizen_id"], person.values["ethnicity"]) == (
        "张三",
        ZHANG,
        "01",
    )


def test_e30_a_wps_file_that_cannot_be_read_is_told_how_to_be_saved(tmp_path):
    (tmp_path / "名册.et").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000)
    with pytest.raises(ProblemError) as caught:
        read_workbook(tmp_path / "名册.et")
    assert "另存为" in sentence(caught.value.problems[0])


def test_e31_formulas_give_their_last_value_and_errors_are_flagged(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["姓名", "性别", "年收入"])
        sheet.write_row(1, 0, ["张三", "男"])
        sheet.write_formula(1, 2, "=1000*2", None, 2000)
        sheet.write_row(2, 0, ["李四", "女"])
        sheet.write_formula(2, 2, "=Z9", None, "#REF!")
    good, bad = people_of(tmp_path / "a.xlsx").rows
    assert good.values["annual_income"] == Decimal("2000.00")
    assert codes(bad.problems) == {"IMP-043"}
    assert "#REF!" in sentence(bad.problems[0])


def test_e31_errors_in_columns_of_which_nothing_is_read_are_told_once_and_keep_nobody_out(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("一组")
        sheet.write_row(0, 0, ["姓名", "性别", "摸底", "底册"])
        for row, name in enumerate(("张三", "李四", "王五"), 1):
            sheet.write_row(row, 0, [name, "男"])
            sheet.write_formula(row, 2, "=Z9", None, "#REF!" if row < 3 else 7)
        sheet.write_formula(3, 3, "=Z9", None, "#N/A")
    result = people_of(tmp_path / "a.xlsx")
    assert [codes(person.problems) for person in result.rows] == [set(), set(), set()]
    (told,) = result.problems
    assert (told.code, told.severity) == ("IMP-031", Severity.HINT)
    assert told.values == {"columns": "摸底、底册", "count": "3", "error": "#REF!"}
    assert told.place is not None and (told.place.sheet, told.place.row) == ("一组", 2)


def test_e31_an_error_that_is_kept_as_text_is_told_as_well_and_an_error_below_the_people_is_not(tmp_path):
    (tmp_path / "a.csv").write_text(
        "姓名,性别,摸底\n张三,男,#REF!\n李四,女,7\n合计 2 人,,#N/A\n", encoding="utf-8-sig"
    )
    (told,) = people_of(tmp_path / "a.csv").problems
    assert told.values == {"columns": "摸底", "count": "1", "error": "#REF!"}


def test_e32_one_fact_in_two_columns_with_different_content_is_asked(tmp_path):
    rows = [
        ["姓名", "联系电话", "手机号码"],
        ["张三", "10012345678", "10087654321"],
        ["李四", "10011111111", "10022222222"],
    ]
    mapping = mapping_of(save(tmp_path / "a.xlsx", rows))
    assert [match.identifier for match in mapping.values()].count("mobile") == 1
    assert all(mapping[label].ask for label in ("联系电话", "手机号码"))
    assert "mobile" in [*mapping["联系电话"].alternatives, *mapping["手机号码"].alternatives]


def test_e32_one_fact_twice_with_equal_content_is_taken_once_without_asking(tmp_path):
    rows = [["姓名", "联系电话", "手机号码"], ["张三", "10012345678", "10012345678"]]
    mapping = mapping_of(save(tmp_path / "a.xlsx", rows))
    assert [match.identifier for match in mapping.values()].count("mobile") == 1
    assert not any(match.ask for match in mapping.values())


# Corrections without touching the file


def test_a_corrected_cell_and_a_corrected_word_take_the_place_of_the_file_s(tmp_path):
    rows = [["姓名", "身份证号", "文化程度"], ["张三", ZHANG[:17] + "?", "很高"], ["李四", LI, "很高"]]
    path = save(tmp_path / "a.xlsx", rows)
    assert people_of(path).rows[0].is_faulty
    fixes = Fixes({(2, "citizen_id"): ZHANG}, {("education", "很高"): "大学本科毕业"})
    people = people_of(path, fixes).rows
    assert people[0].values["citizen_id"] == ZHANG
    assert [person.values["education"] for person in people] == ["21", "21"]
    assert not any(person.problems for person in people)


def test_a_row_the_clerk_leaves_out_is_not_read(tmp_path):
    rows = [["姓名", "身份证号"], ["张三", ZHANG], ["李四", LI]]
    people = people_of(save(tmp_path / "a.xlsx", rows), Fixes(skipped_rows=frozenset({2}))).rows
    assert [person.row for person in people] == [3]
