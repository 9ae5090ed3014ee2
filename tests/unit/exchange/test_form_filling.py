"""A requester's own workbook is filled in place: looks, merged cells, formulas and foot lines stay."""

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Border, Font, PatternFill, Side

from desktop.domain.problem import ProblemError
from desktop.exchange.form_filling import _shift_formula, _shifted, fill_form, read_form

EDGE = Border(*[Side("thin")] * 4)


def make_form(path: Path, ready: int = 2) -> bytes:
    """A title over merged cells, a unit line, headings, ready rows, a total with a formula, a signature."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "表一"
    sheet.merge_cells("A1:F1")
    sheet["A1"] = "60岁以上老年人情况表"
    sheet["A1"].font = Font(size=18, bold=True)
    sheet["A2"] = "填报单位：示范县民政局"
    for column, text in enumerate(("序号", "姓名", "身份证号", "承包地(亩)", "补助标准", "应补金额"), 1):
        sheet.cell(3, column, text).border = EDGE
    for row in range(4, 4 + ready):
        for column in range(1, 7):
            sheet.cell(row, column).border = EDGE
        sheet.cell(row, 6, f"=D{row}*E{row}")
        sheet.row_dimensions[row].height = 24
    foot = 4 + ready
    sheet.cell(foot, 1, "合计")
    sheet.merge_cells(start_row=foot, start_column=1, end_row=foot, end_column=3)
    sheet.cell(foot, 4, f"=SUM(D4:D{foot - 1})").fill = PatternFill("solid", fgColor="FFFF00")
    sheet.row_dimensions[foot].height = 40
    sheet.cell(foot + 1, 1, "填表人：　　　　审核人：")
    book.create_sheet("说明")["A1"] = f"=表一!D{foot}"
    book.save(path)
    return path.read_bytes()


def rows(count: int) -> list[dict[int, str]]:
    return [{0: str(n), 1: f"村民{n}", 2: f"99990119580312{n:04d}", 3: f"{n}.5"} for n in range(1, count + 1)]


def filled(tmp_path: Path, count: int, ready: int = 2):
    form = make_form(tmp_path / "form.xlsx", ready)
    layout = read_form(tmp_path / "form.xlsx")
    done = fill_form(tmp_path / "out.xlsx", form, layout, rows(count), frozenset({2}))
    return done, openpyxl.load_workbook(tmp_path / "out.xlsx")


def test_the_headings_are_found_with_what_they_mean_and_what_is_reckoned(tmp_path) -> None:
    make_form(tmp_path / "form.xlsx")
    layout = read_form(tmp_path / "form.xlsx")
    assert (layout.sheet, layout.first_row, layout.ready_rows) == ("表一", 4, 2)
    found = {column.label: column.match.identifier for column in layout.columns}
    assert (found["姓名"], found["身份证号"], found["序号"]) == ("name", "citizen_id", "@sequence")
    assert [column.label for column in layout.columns if column.is_formula] == ["应补金额"]


def test_more_rows_than_are_ready_make_room_and_move_what_is_below(tmp_path) -> None:
    done, book = filled(tmp_path, 5)
    sheet = book["表一"]
    assert (done.rows, done.left_empty) == (5, ("补助标准",))
    assert [sheet.cell(row, 2).value for row in range(4, 9)] == [f"村民{n}" for n in range(1, 6)]
    assert sheet["C8"].value == "999901195803120005"
    assert sheet["D8"].value == 5.5
    assert [sheet.cell(row, 6).value for row in (4, 8)] == ["=D4*E4", "=D8*E8"]
    assert sheet["A9"].value == "合计"
    assert sheet["D9"].value == "=SUM(D4:D8)"
    assert sheet["D9"].fill.fgColor.rgb == "00FFFF00"
    assert sheet["A10"].value.startswith("填表人")
    assert {str(block) for block in sheet.merged_cells.ranges} == {"A1:F1", "A9:C9"}
    assert (sheet.row_dimensions[8].height, sheet.row_dimensions[9].height) == (24, 40)
    assert sheet["B8"].border.left.style == "thin"
    assert sheet["A1"].font.sz == 18
    assert book["说明"]["A1"].value == "=表一!D9"


def test_fewer_rows_than_are_ready_leave_the_rest_empty_and_nothing_moves(tmp_path) -> None:
    _, book = filled(tmp_path, 1, ready=3)
    sheet = book["表一"]
    assert [sheet.cell(row, 2).value for row in range(4, 7)] == ["村民1", None, None]
    assert (sheet["A7"].value, sheet["D7"].value) == ("合计", "=SUM(D4:D6)")


def test_one_ready_row_grows_into_many_with_its_sum(tmp_path) -> None:
    _, book = filled(tmp_path, 3, ready=1)
    assert book["表一"]["D7"].value == "=SUM(D4:D6)"


def test_a_name_that_looks_like_a_formula_stays_a_name_and_long_numbers_stay_texts(tmp_path) -> None:
    form = make_form(tmp_path / "form.xlsx")
    layout = read_form(tmp_path / "form.xlsx")
    fill_form(tmp_path / "out.xlsx", form, layout, [{1: "=1+1", 2: "13800000000"}], frozenset({2}))
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["表一"]
    assert (sheet["B4"].data_type, sheet["B4"].value) == ("s", "=1+1")
    assert sheet["C4"].value == "13800000000"


def test_what_has_no_known_headings_or_is_no_workbook_is_refused(tmp_path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["今天", "天气"])
    book.save(tmp_path / "x.xlsx")
    with pytest.raises(ProblemError) as refused:
        read_form(tmp_path / "x.xlsx")
    assert refused.value.problems[0].code == "TSK-025"
    (tmp_path / "x.csv").write_text("姓名,身份证号\n张三,1\n", encoding="utf-8")
    with pytest.raises(ProblemError) as refused:
        read_form(tmp_path / "x.csv")
    assert refused.value.problems[0].code == "TSK-026"
    (tmp_path / "big.xlsx").write_bytes(bytes(400_000))
    with pytest.raises(ProblemError) as refused:
        read_form(tmp_path / "big.xlsx")
    assert refused.value.problems[0].code == "TSK-027"


@given(first=st.integers(1, 30), size=st.integers(1, 10), count=st.integers(1, 50), at=st.integers(1, 60))
def test_a_reference_follows_the_row_it_names_and_a_range_of_the_data_keeps_all_of_it(
    first, size, count, at
) -> None:
    last = first + size - 1
    moved = at + count if at > last else at
    assert _shifted(f"$B${at}", last, count) == f"$B${moved}"
    assert _shifted(f"B{first}:B{last}", last, count) == f"B{first}:B{last + count}"
    other = _shift_formula("=别的!B99+B99", "表一", last, count, own=False)
    assert other == "=别的!B99+B99"


def test_a_workbook_in_memory_is_what_was_saved(tmp_path) -> None:
    form = make_form(tmp_path / "form.xlsx")
    fill_form(tmp_path / "out.xlsx", form, read_form(tmp_path / "form.xlsx"), rows(4))
    assert (tmp_path / "form.xlsx").read_bytes() == form
    assert openpyxl.load_workbook(io.BytesIO(form))["表一"]["B4"].value is None
