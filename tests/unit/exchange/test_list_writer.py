"""What we write reads back unchanged, and nothing in it runs, links or is rounded."""

import csv
import zipfile

import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from desktop.domain.cell_text import trim
from desktop.domain.job import Cancelled
from desktop.domain.problem import ProblemError
from desktop.exchange.list_writer import guarded, tab_name, write_list
from desktop.exchange.reader import WorkbookReader

# Texts as people have them: rare characters, leading zeros, quotes, line ends, signs of formulas.
_TEXT = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=20),
    st.sampled_from(
        ["张𬱖", "䶮㛃", "007", "999901198002290028", '他说"好"', "一\n二", "=1+1", "_x0041_", "a,b;c\td"]
    ),
    st.from_regex(r"[=+\-@＝＋－＠|%].{0,10}", fullmatch=True).filter(lambda text: text.isprintable()),
)
_ROWS = st.lists(st.lists(_TEXT, min_size=3, max_size=3), min_size=1, max_size=8)
_HEADINGS = ["姓名", "公民身份号码", "备注"]

_PAYLOADS = [
    start + body
    for start in ("=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠")
    for body in ("1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://a.b","c")', "SUM(A1:A9)", 'DDE("a";"b")')
] + ["http://example.org", "mailto:a@b.c", "file:///etc/passwd", "internal:Sheet1!A1"]


@pytest.fixture(scope="module")
def reader():
    with WorkbookReader() as reader:
        yield reader


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("lists")


def _trimmed_right(rows):
    """Rows at the end that are wholly empty have no cells in a workbook."""
    rows = list(rows)
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


@given(rows=_ROWS)
@example(rows=[["_x0041_", "x", "x_"]])
def test_a_workbook_we_wrote_reads_back_unchanged(rows, folder, reader):
    write_list(folder / "a.xlsx", _HEADINGS, rows)
    sheet = reader.read(folder / "a.xlsx").sheets[0]
    assert [sheet.row_texts(row) for row in range(1, sheet.row_count)] == _trimmed_right(rows)


@given(rows=_ROWS)
def test_a_csv_file_we_wrote_reads_back_as_the_same_words(rows, folder, reader):
    write_list(folder / "a.csv", _HEADINGS, rows)
    sheet = reader.read(folder / "a.csv").sheets[0]
    read = [sheet.row_texts(row) for row in range(1, sheet.row_count)]
    assert [[trim(text) for text in row] for row in read] == [[trim(text) for text in row] for row in rows]


@pytest.mark.parametrize("payload", _PAYLOADS)
def test_no_text_becomes_a_formula_or_a_link_in_a_workbook(tmp_path, payload):
    write_list(tmp_path / "a.xlsx", ["甲"], [[payload]])
    with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" not in sheet
    assert b"hyperlink" not in sheet
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"].data_type in ("s", "inlineStr", "n")


@pytest.mark.parametrize("payload", [payload for payload in _PAYLOADS if payload[0] in "=+-@\t\r＝＋－＠"])
def test_a_text_that_would_run_is_quoted_in_a_csv_file(tmp_path, payload):
    write_list(tmp_path / "a.csv", ["甲"], [[payload]])
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.reader(stream))
    assert rows[1][0].startswith("'")


def test_a_csv_file_begins_with_the_mark_that_excel_needs_and_keeps_long_numbers_whole(tmp_path):
    write_list(tmp_path / "a.csv", _HEADINGS, [["张三", "999901198002290028", "007"]])
    content = (tmp_path / "a.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert b"999901198002290028\t" in content
    assert guarded("张三") == "张三"
    assert guarded("10012345678") == "10012345678"


def test_every_cell_is_in_text_format(tmp_path):
    write_list(tmp_path / "a.xlsx", _HEADINGS, [["张三", "999901198002290028", "007"]])
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert {cell.number_format for row in sheet.iter_rows() for cell in row} == {"@"}


def test_a_cancelled_list_leaves_the_old_file_and_nothing_beside_it(tmp_path):
    class Stop:
        def report(self, done, total, text=""):
            pass

        def check_cancelled(self):
            raise Cancelled

    (tmp_path / "a.csv").write_text("old")
    with pytest.raises(Cancelled):
        write_list(tmp_path / "a.csv", ["甲"], ([str(n)] for n in range(5000)), job=Stop())
    assert (tmp_path / "a.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


def test_a_text_too_long_for_a_cell_stops_the_writing_and_names_the_place(tmp_path):
    with pytest.raises(ProblemError) as caught:
        write_list(tmp_path / "a.xlsx", ["备注"], [["字" * 40_000]])
    assert caught.value.problems[0].code == "IMP-081"
    assert caught.value.problems[0].place.column == "备注"


def test_names_of_tabs_are_made_valid_and_unique():
    assert tab_name("一组/二组:[旧]") == "一组 二组  旧"
    assert tab_name("一组", ["一组"]) == "一组 (2)"
    assert len(tab_name("字" * 50)) == 31
    assert tab_name("") == "名单"
