"""What of a table of figures is written as a number."""

import re
import zipfile
from pathlib import Path

from desktop.exchange.figure_workbook import FigureSheet, write_figures


def test_figures_are_numbers_and_what_only_looks_like_one_stays_as_it_was_typed(tmp_path: Path) -> None:
    figures = ("0", "12", "0.5", "1234567.25", "999999999", "7", "8")
    texts = ("0570", "13800000001", "010", "1.5.1", "—", "<5", "3/4")
    path = tmp_path / "数.xlsx"
    write_figures(path, (FigureSheet("数", ("甲", "乙"), [*zip(figures, texts, strict=True)], ()),))
    with zipfile.ZipFile(path) as book:
        cells = book.read("xl/worksheets/sheet1.xml").decode()
        strings = re.findall(r"<t[^>]*>([^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
    numbers = re.findall(r"<c r=\"A\d+\" s=\"\d+\"><v>([^<]+)</v>", cells)
    assert [float(each) for each in numbers] == [float(each) for each in figures]
    assert set(texts) <= {each.replace("&lt;", "<") for each in strings}
