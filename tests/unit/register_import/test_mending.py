"""Faulty rows are mended inside the program or in the error workbook, and lost in neither."""

import openpyxl
import pytest

from desktop.domain.code_table import code_table
from desktop.domain.problem import Severity
from desktop.services.register_import.mending import (
    answer_row,
    cells_of_row,
    mend_cell,
    mend_value,
    skip_all,
    value_groups,
)
from desktop.services.register_import.rows import RowClass
from desktop.services.register_import.session import commit_import, plan_import, write_errors
from tests.support.imports import classes
from tests.support.ledger import codes, number

GOOD = number(1960, 3, 1, 1)
OTHER = number(1962, 5, 6, 2)
BAD = GOOD[:17] + ("0" if GOOD[17] != "0" else "1")
HEADINGS = ("户编号", "姓名", "与户主关系", "公民身份号码", "文化程度", "村民小组")
GOOD_ROW = ("1001", "李秀兰", "妻", OTHER, "小学", "一组")
BAD_ROW = ("1001", "张大山", "户主", BAD, "小学", "一组")


def planned(desk, *rows):
    return desk.plan(desk.file(*rows, headings=HEADINGS))


def test_a_faulty_row_tells_where_and_stays_out_until_its_cell_is_mended(desk):
    opened, plan = planned(desk, BAD_ROW, GOOD_ROW)
    faulty = plan.rows[0]
    assert classes(plan.rows) == [RowClass.FAULTY, RowClass.NEW]
    (place,) = [problem.place for problem in faulty.all_problems if problem.severity is Severity.ERROR]
    assert (place.sheet, place.row, place.column) == ("名册", 2, "公民身份号码")
    mend_cell(opened, faulty, "citizen_id", GOOD)
    mended = plan_import(desk.office, opened)
    assert classes(mended.rows) == [RowClass.NEW, RowClass.NEW]
    assert mended.rows[0].source.values["citizen_id"] == GOOD
    assert {cell.identifier for cell in cells_of_row(opened, mended.rows[0]) if cell.is_mended} == {
        "citizen_id"
    }


def test_a_value_is_mended_once_for_all_rows_that_hold_it(desk):
    rows = [
        (f"10{n:02d}", f"张{'甲乙丙丁戊'[n - 1]}山", "户主", number(1970, 1, n, n), "念过书", "一组")
        for n in range(1, 6)
    ]
    opened, plan = planned(desk, *rows)
    (group,) = value_groups(opened, plan)
    assert (group.identifier, group.text, group.count) == ("education", "念过书", 5)
    mend_value(opened, group.identifier, group.text, "小学")
    mended = plan_import(desk.office, opened)
    assert value_groups(opened, mended) == ()
    assert {row.source.values["education"] for row in mended.rows} == {
        code_table("education").find_code("小学")
    }


def test_skipped_rows_leave_no_trace(desk):
    opened, plan = planned(desk, BAD_ROW, GOOD_ROW)
    assert skip_all(opened, plan, RowClass.FAULTY) == 1
    answer_row(opened, plan.rows[1], "skip")
    report = commit_import(desk.office, opened, plan_import(desk.office, opened))
    assert (report.counts["skipped"], report.failed) == (2, 0)
    assert desk.one("SELECT count(*) FROM person") == 0


def test_the_error_workbook_holds_exactly_the_failed_rows_with_reason_and_advice(desk):
    report = desk.take(desk.file(BAD_ROW, GOOD_ROW, headings=HEADINGS))
    assert report.failed == 1
    target = desk.folder / "有问题.xlsx"
    assert write_errors(desk.office, report.batch_id, target) == 1
    rows = list(openpyxl.load_workbook(target).active.iter_rows(values_only=True))
    assert rows[0] == (*HEADINGS, "原因", "建议")
    assert rows[1][:6] == BAD_ROW
    assert rows[1][6]
    assert len(rows) == 2


def test_a_mended_error_workbook_is_imported_again_and_the_faults_are_gone(desk):
    report = desk.take(desk.file(BAD_ROW, GOOD_ROW, headings=HEADINGS))
    target = desk.folder / "有问题.xlsx"
    write_errors(desk.office, report.batch_id, target)
    book = openpyxl.load_workbook(target)
    sheet = book.active
    (cell,) = [cell for cell in sheet[2] if cell.value == BAD]
    cell.value = GOOD
    book.save(target)
    again = desk.take(target)
    assert (again.counts["new"], again.failed) == (1, 0)
    assert desk.one("SELECT household_no FROM household") == "1001"
    assert desk.one("SELECT count(*) FROM person") == 2


def test_asked_rows_are_in_the_error_workbook_too(desk):
    desk.take(desk.file(("1001", "张大山", "户主", GOOD, "", ""), headings=HEADINGS))
    report = desk.take(desk.file(("1001", "毛阿弟", "户主", GOOD, "", ""), headings=HEADINGS))
    target = desk.folder / "要问的.xlsx"
    assert write_errors(desk.office, report.batch_id, target) == 1
    assert "张大山" in str(list(openpyxl.load_workbook(target).active.values)[1])


def test_an_import_without_faults_writes_no_error_workbook(desk):
    report = desk.take(desk.file(GOOD_ROW, headings=HEADINGS))
    target = desk.folder / "没有.xlsx"
    assert write_errors(desk.office, report.batch_id, target) == 0
    assert not target.exists()


@pytest.mark.parametrize("text", ["", "   "])
def test_a_row_without_a_name_is_faulty_whatever_else_it_says(desk, text):
    _, plan = planned(desk, ("1001", text, "户主", GOOD, "小学", "一组"), GOOD_ROW)
    assert classes(plan.rows) == [RowClass.FAULTY, RowClass.NEW]
    assert codes(plan.rows[0].all_problems)
