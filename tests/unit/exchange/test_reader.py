"""Cells come out of every kind of file as they stand in it, typed and untouched."""

import datetime
import re
import sys
from pathlib import Path

import openpyxl
import pytest

from desktop import exchange
from desktop.domain.job import Cancelled
from desktop.domain.problem import ProblemError
from desktop.exchange import reader as reading
from desktop.exchange.reader import WorkbookReader, read_workbook
from desktop.exchange.reader_process import number_text
from desktop.exchange.workbook import BOOL, DATE, EMPTY, NUMBER, TEXT
from desktop.messages import known_codes, sentence
from tests.support import kept_readers


@pytest.fixture(autouse=True)
def each_reader_is_a_process_of_its_own(monkeypatch):
    monkeypatch.setattr(reading, "_Child", kept_readers.START)


def _book(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "一组"
    sheet.append(["姓名", "公民身份号码", "出生日期", "党员", "收入"])
    sheet.append(["张𬱖", "999901198002290028", datetime.date(1980, 2, 29), True, 1200.5])
    sheet.append(["李 四", 999901198002290000, datetime.datetime(1980, 2, 29, 8, 30), False, 12])
    sheet.merge_cells("A4:A5")
    sheet.row_dimensions[3].hidden = True
    book.create_sheet("旧").sheet_state = "hidden"
    book.save(path)
    return path


def test_cells_keep_text_numbers_dates_and_truth_values_apart(tmp_path):
    sheet = read_workbook(_book(tmp_path / "a.xlsx")).sheets[0]
    assert [cell.kind for cell in list(sheet.rows)[1]] == [TEXT, TEXT, DATE, BOOL, NUMBER]
    assert sheet.row_texts(1) == ["张𬱖", "999901198002290028", "1980-02-29", "TRUE", "1200.5"]
    assert sheet.row_texts(2) == ["李 四", "999901198002290000", "1980-02-29 08:30:00", "FALSE", "12"]
    assert sheet.cell(2, 1).kind == NUMBER
    assert sheet.cell(50, 50).kind == EMPTY


def test_hidden_rows_hidden_sheets_and_merged_cells_are_told(tmp_path):
    book = read_workbook(_book(tmp_path / "a.xlsx"))
    assert book.sheets[0].hidden_rows == {2}
    assert [(block.first_row, block.last_row) for block in book.sheets[0].merged] == [(3, 4)]
    assert [sheet.hidden for sheet in book.sheets] == [False, True]


def test_a_block_away_from_the_corner_keeps_its_place(tmp_path):
    book = openpyxl.Workbook()
    book.active["C4"] = "张三"
    book.save(tmp_path / "a.xlsx")
    sheet = read_workbook(tmp_path / "a.xlsx").sheets[0]
    assert sheet.text(3, 2) == "张三"
    assert sheet.row_count == 4


def test_the_content_decides_and_not_the_extension(tmp_path):
    path = _book(tmp_path / "a.xlsx").rename(tmp_path / "a.xls")
    assert read_workbook(path).kind == "xlsx"
    assert read_workbook(path.rename(tmp_path / "名册.et")).kind == "xlsx"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_text_files_of_every_character_set_and_separator_are_read(tmp_path, encoding, separator):
    rows = [
        ["姓名", "手机号码", "地址"],
        ["张三", "10012345678", "示范村1号,东头"],
        ["李四", "", "多行\n地址"],
    ]
    text = "\r\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    (tmp_path / "一组.csv").write_bytes(text.encode(encoding))
    book = read_workbook(tmp_path / "一组.csv")
    assert book.kind == "csv"
    assert [book.sheets[0].row_texts(row) for row in range(3)] == rows
    assert book.sheets[0].name == "一组"


def test_rare_characters_survive_gb18030(tmp_path):
    (tmp_path / "a.csv").write_bytes("姓名,曾用名\n张𬱖,䶮㛃\n".encode("gb18030"))
    assert read_workbook(tmp_path / "a.csv").sheets[0].row_texts(1) == ["张𬱖", "䶮㛃"]


def test_a_formula_in_error_is_told_by_name(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        book.add_worksheet("一组").write_formula(1, 1, "=A9", None, "#REF!")
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].faulty == {(1, 1): "#REF!"}


def test_red_and_struck_out_letters_are_told(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("一组")
        sheet.write(0, 0, "姓名")
        sheet.write(1, 0, "张三", book.add_format({"font_strikeout": True}))
        sheet.write(2, 0, "李四", book.add_format({"font_color": "red"}))
        sheet.write(3, 0, "王五", book.add_format({"font_color": "#00B050"}))
    assert read_workbook(tmp_path / "a.xlsx").sheets[0].marked == {(1, 0), (2, 0)}


def test_every_code_of_a_problem_has_its_sentence():
    sources = Path(exchange.__file__).parent.glob("*.py")
    used = {code for file in sources for code in re.findall(r'"(IMP-\d{3})"', file.read_text("utf-8"))}
    assert used
    assert used <= known_codes()


def test_a_missing_file_ends_in_a_sentence_that_names_it(tmp_path):
    with pytest.raises(ProblemError) as caught:
        read_workbook(tmp_path / "没有.xlsx")
    assert "没有.xlsx" in sentence(caught.value.problems[0])


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (12.0, "12"),
        (0.1 + 0.2, "0.3"),
        (3.3082519800229e17, "330825198002290000"),
        (-5.5, "-5.5"),
        (1e-7, "0.0000001"),
    ],
)
def test_numbers_read_as_in_a_spreadsheet_without_an_exponent(number, text):
    assert number_text(number) == text


def test_a_cancelled_reading_stops_and_leaves_no_process(tmp_path):
    class Stop:
        def report(self, done, total, text=""):
            pass

        def check_cancelled(self):
            raise Cancelled

    (tmp_path / "a.csv").write_text("姓名,性别\n" * 150_000, "utf-8")
    with WorkbookReader() as reader:
        with pytest.raises(Cancelled):
            reader.read(tmp_path / "a.csv", Stop())
        assert reader._child is None


@pytest.mark.skipif(sys.platform == "win32", reason="stands in for the frozen program with a shell script")
def test_the_frozen_program_serves_as_its_own_reader(tmp_path, monkeypatch):
    program = tmp_path / "cunqingtong"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m desktop.cli "$@"\n')
    program.chmod(0o755)
    path = _book(tmp_path / "a.xlsx")
    monkeypatch.chdir(Path(exchange.__file__).parents[2])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert read_workbook(path).sheets[0].text(1, 0) == "张𬱖"


def test_a_large_sheet_stays_far_below_the_limit_of_memory(tmp_path):
    line = "999901198002290037,张三,男,汉族,户主,已婚,初中,群众,10012345678,示范村1号\n"
    (tmp_path / "a.csv").write_text(
        "身份证号,姓名,性别,民族,关系,婚姻,学历,面貌,电话,住址\n" + line * 100_000, "utf-8"
    )
    book = read_workbook(tmp_path / "a.csv")
    assert book.sheets[0].row_count == 100_001
    assert len(book.sheets[0].columns[0].texts) == 2
    assert book.peak_bytes < 500_000_000
