from datetime import date

from desktop.reports.office_sheets import render_recovery_sheet
from tests.unit.reports import pieces
from tests.unit.reports.readback import page_texts

GROUPS = ("7K4M", "QX9T", "B3C8", "0ZV5", "JN6P", "Y2G7", "4T9A", "M1R8", "WXYZ", "9H2K", "55QA")


def test_the_recovery_sheet_is_one_page_with_every_group_and_its_positions():
    (text,) = page_texts(render_recovery_sheet(pieces.VILLAGE, "wenshu", GROUPS, date(2026, 11, 22)))
    for number, group in enumerate(GROUPS):
        assert f"{4 * number + 1}—{4 * number + 4} {group}" in text
    for words in ("示范省示范市示范县示范镇示范村", "wenshu", "2026年11月22日", "立即作废"):
        assert words in text
