"""The rows that failed come back as a workbook that can be corrected and read again."""

import openpyxl
import pytest

from desktop.domain.problem import Problem, ProblemError
from desktop.exchange.column_mapping import propose_mapping
from desktop.exchange.error_workbook import write_error_workbook
from desktop.exchange.person_rows import normalise_table
from desktop.exchange.reader import read_workbook
from desktop.exchange.table_finder import find_tables
from tests.support.ledger import TODAY, number, people_of, save

ZHANG = number(1980, 2, 29, 3)
LI = number(1982, 5, 6, 4)
WRONG = ZHANG[:17] + ("1" if ZHANG[17] != "1" else "2")


def _ledger(tmp_path):
    rows = [
        ["示范村第三村民小组户籍人口花名册"],
        ["户编号", "家庭成员", "", "", "备注"],
        ["", "姓名", "身份证号", "与户主关系", ""],
        ["H1", "张三", ZHANG, "户主", "=1+1"],
        ["", "李四", WRONG, "妻", "@sum"],
        ["", "", LI, "长子", ""],
        ["H2", "王五", int(LI[:15] + "000"), "户主", ""],
    ]
    return save(tmp_path / "a.xlsx", rows, ["A1:E1", "B2:D2", "A2:A3", "E2:E3", "A4:A6"], "三组")


def _failed(tmp_path):
    table = people_of(_ledger(tmp_path))
    failed = [person for person in table.rows if person.is_faulty]
    assert write_error_workbook(tmp_path / "失败.xlsx", [(table, failed)]) == 2
    return tmp_path / "失败.xlsx"


def test_exactly_the_failed_rows_stand_under_the_original_headings_with_reason_and_advice(tmp_path):
    sheet = openpyxl.load_workbook(_failed(tmp_path)).active
    texts = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert texts[0][0] == "示范村第三村民小组户籍人口花名册"
    assert texts[1][:5] == ["户编号", "家庭成员", None, None, "备注"]
    assert texts[2] == [None, "姓名", "身份证号", "与户主关系", None, "原因", "建议"]
    assert [row[1] for row in texts[3:]] == ["李四", None]
    assert "校验位" in texts[3][5]
    assert "核对" in texts[3][6]
    assert "没有姓名" in texts[4][5]
    assert "B2:D2" in {str(block) for block in sheet.merged_cells.ranges}


def test_bad_cells_are_coloured_and_good_ones_are_not(tmp_path):
    sheet = openpyxl.load_workbook(_failed(tmp_path)).active
    assert sheet["C4"].fill.fgColor.rgb == "FFF8CBAD"
    assert sheet["B5"].fill.fgColor.rgb == "FFF8CBAD"
    assert sheet["B4"].fill.fill_type is None


def test_every_cell_is_text_and_none_a_formula(tmp_path):
    sheet = openpyxl.load_workbook(_failed(tmp_path)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    assert sheet["E4"].value == "@sum"


def test_a_member_s_row_carries_the_household_that_a_merged_block_gave_it(tmp_path):
    sheet = openpyxl.load_workbook(_failed(tmp_path)).active
    assert [sheet["A4"].value, sheet["A5"].value] == ["H1", "H1"]


def test_the_corrected_workbook_is_read_again_without_its_two_last_columns(tmp_path):
    path = _failed(tmp_path)
    book = openpyxl.load_workbook(path)
    book.active["C4"] = LI
    book.active["B5"] = "张小三"
    book.active["C5"] = number(2010, 1, 1, 1)
    book.save(path)
    table = people_of(path)
    assert [person.values["name"] for person in table.rows] == ["李四", "张小三"]
    assert not any(person.is_faulty for person in table.rows)
    assert {person.values["household_no"] for person in table.rows} == {"H1"}
    assert {person.values["villager_group"] for person in table.rows} == {"三组"}
    roles = [match.identifier for match in table.mapping]
    assert roles[-2:] == ["@reason", "@advice"]


def test_a_second_failure_does_not_pile_up_reasons(tmp_path):
    table = people_of(_failed(tmp_path))
    failed = [person for person in table.rows if person.is_faulty]
    write_error_workbook(tmp_path / "again.xlsx", [(table, failed)])
    sheet = openpyxl.load_workbook(tmp_path / "again.xlsx").active
    assert [cell.value for cell in sheet[3]].count("原因") == 1
    assert sheet.max_column == 7


def test_a_damaged_number_stays_known_as_damaged(tmp_path):
    table = people_of(_ledger(tmp_path))
    write_error_workbook(tmp_path / "b.xlsx", [(table, [table.rows[3]])])
    (person,) = people_of(tmp_path / "b.xlsx").rows
    assert person.id_hint == LI[:15]
    assert person.values["citizen_id"] is None


def test_problems_found_after_reading_are_written_too(tmp_path):
    table = people_of(_ledger(tmp_path))
    more = {("三组", 4): [Problem("IMP-047", {"row": "9"})]}
    write_error_workbook(tmp_path / "b.xlsx", [(table, [table.rows[0]])], more)
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx").active
    assert "第 9 行" in sheet["F4"].value


def test_a_bare_list_gets_headings_so_that_it_can_be_read_again(tmp_path):
    path = save(tmp_path / "a.xlsx", [["张三", ZHANG], ["李四", WRONG]], title="一组")
    book = read_workbook(path)
    (table,) = find_tables(book)
    people = normalise_table(table, propose_mapping(table), today=TODAY)
    failed = [person for person in people.rows if person.is_faulty]
    write_error_workbook(tmp_path / "b.xlsx", [(people, failed)])
    (again,) = people_of(tmp_path / "b.xlsx").rows
    assert again.values["name"] == "李四"


def test_a_folder_that_cannot_be_written_leaves_the_old_file_and_says_so(tmp_path):
    table = people_of(_ledger(tmp_path))
    with pytest.raises(ProblemError) as caught:
        write_error_workbook(tmp_path / "没有" / "b.xlsx", [(table, table.rows)])
    assert caught.value.problems[0].code == "VLT-038"
