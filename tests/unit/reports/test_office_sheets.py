from datetime import date

from desktop.reports.data import ImportFault, ImportReport
from desktop.reports.office_sheets import render_import_report, render_recovery_sheet
from tests.unit.reports import pieces
from tests.unit.reports.readback import page_texts

GROUPS = ("7K4M", "QX9T", "B3C8", "0ZV5", "JN6P", "Y2G7", "4T9A", "M1R8", "WXYZ", "9H2K", "55QA")


def test_the_recovery_sheet_is_one_page_with_every_group_and_its_positions():
    (text,) = page_texts(render_recovery_sheet(pieces.VILLAGE, "wenshu", GROUPS, date(2026, 11, 22)))
    for number, group in enumerate(GROUPS):
        assert f"{4 * number + 1}—{4 * number + 4} {group}" in text
    for words in ("示范省示范市示范县示范镇示范村", "wenshu", "2026年11月22日", "立即作废"):
        assert words in text


def report(count):
    return ImportReport(
        village=pieces.VILLAGE,
        file_name="户籍台账.xls",
        sheets=("一组", "二组"),
        started_on="2026年11月22日 19:40",
        by="陈文书",
        counts=(("新增", 1180), ("出错", count)),
        faults=tuple(
            ImportFault(f"“二组”表第 {row} 行", "号码无法还原。", "请重新输入。")
            for row in range(10, 10 + count)
        ),
    )


def test_the_import_report_lists_every_row_that_was_not_taken():
    text = "".join(page_texts(render_import_report(report(90))))
    for row in range(10, 100):
        assert f"第 {row} 行" in text
    assert "新增 1180 行" in text


def test_an_import_without_faults_says_so():
    (text,) = page_texts(render_import_report(report(0)))
    assert "全部导入，没有出错的行" in text
