"""Papers of the exchange: a square code is drawn as it is coded, a long list of receipts keeps its totals."""

from datetime import date

import pypdfium2
import pytest

from desktop.domain.village import Village
from desktop.reports.exchange_sheets import ReceiptLine, render_receipts
from desktop.reports.square_code import square_code

VILLAGE = Village("示范村", "999901101201", "示范乡", "示范县")


def receipts(count: int) -> bytes:
    lines = [
        ReceiptLine(no, "2026-11-20 12:00", 1_000, no % 2, "ab12cd34" * 8, is_signed=no != 3)
        for no in range(1, count + 1)
    ]
    return render_receipts(VILLAGE, "示范县平台", "0a0a 0b0b", 2, "2026年11月", lines, date(2026, 11, 23))


def test_a_list_of_many_batches_goes_over_pages_and_ends_in_its_totals() -> None:
    document = pypdfium2.PdfDocument(receipts(90))
    try:
        pages = [page.get_textpage().get_text_bounded().replace("\r\n", "") for page in document]
    finally:
        document.close()
    assert len(pages) > 2
    assert all("批次摘要" in page for page in pages)
    assert "90,000" in pages[-1]
    assert "89 份的县平台签名已用上列密钥在本机核对无误" in pages[-1]
    assert "无法核对" in pages[0]
    assert "第 2 台" in pages[0]


def test_equal_receipts_give_equal_bytes() -> None:
    assert receipts(3) == receipts(3)


def test_a_square_code_has_its_three_corners_and_grows_with_its_text() -> None:
    small, large = square_code("cqt-enrol:1"), square_code("cqt-enrol:1;" + "a" * 300)
    assert len(small) == len(small[0]) < len(large)
    for code in (small, large):
        side = len(code)
        for row, column in ((0, 0), (0, side - 7), (side - 7, 0)):
            assert all(code[row][column : column + 7])
            assert [code[row + step][column + 3] for step in range(7)] == [
                True, False, True, True, True, False, True,
            ]  # fmt: skip


def test_text_that_scanners_read_in_different_ways_is_not_coded() -> None:
    with pytest.raises(ValueError, match="村"):
        square_code("村")
