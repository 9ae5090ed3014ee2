"""The dirty workbook: every fault is where the report says, and the clean and big ones have none."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from desktop.domain.citizen_id import is_damaged, parse, read_citizen_id
from desktop.sample.big_workbook import big_rows
from desktop.sample.clean_workbook import HEADINGS
from desktop.sample.dirt import DirtReport, Expected, PlantedFault
from desktop.sample.office import SampleOffice
from desktop.sample.workbook import (
    write_big_workbook,
    write_clean_workbook,
    write_dirty_workbook,
    write_old_csv,
)

Sheets = dict[str, Worksheet]


@pytest.fixture(scope="module")
def sheets(dirty: DirtReport) -> Sheets:
    return {sheet.title: sheet for sheet in openpyxl.load_workbook(dirty.path, data_only=True)}


def headings_of(sheets: Sheets, dirty: DirtReport, name: str) -> list[str]:
    """Headings as the report joins them: parent/child when there are two rows."""
    rows = next(one.header_rows for one in dirty.sheets if one.name == name)
    last = [str(cell.value or "") for cell in sheets[name][rows[-1]]]
    if len(rows) == 1:
        return last
    parents: list[str] = []
    for cell in sheets[name][rows[0]]:
        parents.append(str(cell.value) if cell.value else parents[-1])
    return [f"{parent}/{child}" if child else parent for parent, child in zip(parents, last, strict=True)]


def cell_of(sheets: Sheets, dirty: DirtReport, fault: PlantedFault) -> object:
    places = [
        place
        for place, heading in enumerate(headings_of(sheets, dirty, fault.sheet), 1)
        if heading == fault.column
    ]
    return sheets[fault.sheet].cell(fault.row, places[-1] if fault.code == "E32" else places[0]).value


def test_every_fault_of_the_catalogue_is_planted(
    dirty: DirtReport, office: SampleOffice, tmp_path: Path
) -> None:
    old = write_old_csv(office, tmp_path / "旧系统.csv")
    assert dirty.codes | old.codes == {f"E{number}" for number in range(1, 33)}


def test_every_person_of_the_office_stands_in_the_workbook(dirty: DirtReport, office: SampleOffice) -> None:
    assert dirty.people == {one.key for one in office.people}


def test_most_rows_are_sound(dirty: DirtReport, office: SampleOffice) -> None:
    hard = {fault.person for fault in dirty.faults if fault.expected in (Expected.DAMAGED, Expected.ASKED)}
    assert 40 < len(hard) < 0.12 * len(office.people)


def test_the_same_seed_writes_the_same_cells(dirty: DirtReport, office: SampleOffice, tmp_path: Path) -> None:
    again = write_dirty_workbook(office, tmp_path / "again.xlsx")
    assert (again.faults, again.rows, again.sheets) == (dirty.faults, dirty.rows, dirty.sheets)
    assert again.path.read_bytes() == dirty.path.read_bytes()


def test_single_people_stand_in_the_rows_reported(
    dirty: DirtReport, sheets: Sheets, office: SampleOffice
) -> None:
    spoiled = {(fault.sheet, fault.row) for fault in dirty.faults if fault.code in ("E7", "E8", "E9", "E10")}
    for (sheet, row), keys in dirty.rows.items():
        if (sheet, row) in spoiled:
            continue
        values = {cell.value for cell in sheets[sheet][row]}
        assert office.person(keys[0]).name in values, (sheet, row)


@pytest.mark.parametrize("code", ["E1", "E2", "E3"])
def test_destroyed_numbers_are_destroyed_in_the_file(code: str, dirty: DirtReport, sheets: Sheets) -> None:
    faults = dirty.of(code)
    assert len(faults) >= 3
    for fault in faults:
        value = cell_of(sheets, dirty, fault)
        assert isinstance(value, str) == (code == "E3")
        assert is_damaged(value)  # type: ignore[arg-type]
        assert fault.expected is Expected.DAMAGED


def test_mixed_columns_keep_the_numbers_that_end_in_x(dirty: DirtReport, sheets: Sheets) -> None:
    assert {fault.sheet for fault in dirty.of("E4")} <= {fault.sheet for fault in dirty.of("E1")}
    assert all(isinstance(cell_of(sheets, dirty, fault), str) for fault in dirty.of("E4"))


@pytest.mark.parametrize("code", ["E5", "E6"])
def test_numbers_typed_differently_can_all_be_read(
    code: str, dirty: DirtReport, sheets: Sheets, office: SampleOffice
) -> None:
    faults = dirty.of(code)
    assert len(faults) >= 10
    for fault in faults:
        reading = read_citizen_id(cell_of(sheets, dirty, fault), office.day)  # type: ignore[arg-type]
        assert reading.value == office.person(fault.person).citizen_id


def test_invisible_characters_surround_names_and_numbers(dirty: DirtReport, sheets: Sheets) -> None:
    seen = "".join(str(cell_of(sheets, dirty, fault)) for fault in dirty.of("E7"))
    assert all(character in seen for character in "\u00a0\u200b\t\n' ")


def test_dots_and_blanks_of_names_vary(dirty: DirtReport, sheets: Sheets, office: SampleOffice) -> None:
    for fault in dirty.of("E9"):
        assert "·" not in str(cell_of(sheets, dirty, fault))
        assert "·" in office.person(fault.person).name
    assert all("　" in str(cell_of(sheets, dirty, fault)) for fault in dirty.of("E8"))


def test_dates_come_in_more_than_five_notations(dirty: DirtReport, sheets: Sheets) -> None:
    values = [cell_of(sheets, dirty, fault) for fault in dirty.of("E11")]
    assert any(isinstance(value, datetime | date) for value in values)
    assert any(isinstance(value, int | float) and value < 60000 for value in values)
    assert any(isinstance(value, int | float) and value > 19000000 for value in values)
    texts = [value for value in values if isinstance(value, str)]
    for sign in (".", "-", "年", "〇", "月"):
        assert any(sign in text for text in texts), sign
    assert any(text[:1] in "一二" and text.endswith("月") for text in texts)


def test_lunar_dates_are_those_of_the_people(dirty: DirtReport) -> None:
    faults = dirty.of("E12")
    assert any(fault.written.startswith("农历") for fault in faults)
    assert any(not fault.written.startswith("农历") for fault in faults)


def test_merged_and_double_headings_are_merged_in_the_file(dirty: DirtReport, sheets: Sheets) -> None:
    merged = {str(area) for area in sheets["三组"].merged_cells.ranges}
    assert {"B2:C2", "D2:I2"} <= merged
    assert any(area.min_col == area.max_col == 1 for area in sheets["二组"].merged_cells.ranges)


def test_hidden_rows_are_hidden(dirty: DirtReport, sheets: Sheets) -> None:
    for fault in dirty.of("E29"):
        assert sheets[fault.sheet].row_dimensions[fault.row].hidden


def test_the_gone_are_marked_by_remark_line_or_colour(
    dirty: DirtReport, sheets: Sheets, office: SampleOffice
) -> None:
    faults = dirty.of("E27")
    assert {fault.person for fault in faults} == {one.key for one in office.people if one.listing}
    for fault in faults:
        font = sheets[fault.sheet].cell(fault.row, 3).font
        if fault.written == "strike":
            assert font.strike
        elif fault.written == "red":
            assert font.color.rgb == "FFFF0000"
        else:
            assert cell_of(sheets, dirty, fault)
    assert {"strike", "red"} <= {fault.written for fault in faults}


def test_formulas_keep_stale_and_broken_values(dirty: DirtReport, sheets: Sheets) -> None:
    formulas = openpyxl.load_workbook(dirty.path)["四组"]
    for fault in dirty.of("E31"):
        assert cell_of(sheets, dirty, fault) == fault.written
        assert str(formulas.cell(fault.row, 7).value).startswith("=DATEDIF")


def test_one_heading_stands_twice_with_different_contents(dirty: DirtReport, sheets: Sheets) -> None:
    assert headings_of(sheets, dirty, "八组").count("联系电话") == 2
    assert all(cell_of(sheets, dirty, fault) == fault.written for fault in dirty.of("E32"))


def test_totals_are_no_people(dirty: DirtReport, sheets: Sheets) -> None:
    for fault in dirty.of("E28"):
        assert (fault.sheet, fault.row) not in dirty.rows
        assert str(cell_of(sheets, dirty, fault)).endswith("计")


def test_repeated_people_stand_in_two_rows(dirty: DirtReport) -> None:
    for fault in dirty.of("E26"):
        assert sum(fault.person in keys for keys in dirty.rows.values()) >= 2


def test_the_old_csv_is_gbk_with_semicolons_and_lost_characters(office: SampleOffice, tmp_path: Path) -> None:
    report = write_old_csv(office, tmp_path / "旧系统.csv")
    text = report.path.read_bytes().decode("gbk")
    assert text.splitlines()[0].count(";") == 5
    with pytest.raises(UnicodeDecodeError):
        report.path.read_bytes().decode("utf-8")


def test_the_clean_workbook_has_everybody_alive_with_a_valid_number(
    office: SampleOffice, tmp_path: Path
) -> None:
    path = tmp_path / "clean.xlsx"
    keys = write_clean_workbook(office, path)
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert rows[0] == HEADINGS
    assert len(rows) - 1 == len(keys) == sum(one.is_present for one in office.people)
    for key, row in zip(keys, rows[1:], strict=True):
        assert row[2] == office.person(key).name
        assert (row[3] or "") == office.person(key).citizen_id


def test_big_workbooks_hold_valid_people_in_the_columns_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "big.xlsx"
    write_big_workbook(path, people=500, columns=12)
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert rows[0] == HEADINGS[:12]
    assert len(rows) == 501
    assert len({row[3] for row in rows[1:]}) == 500
    for row in rows[1:]:
        parts = parse(str(row[3]))
        assert parts is not None
        assert (parts.birth_date.isoformat(), parts.sex) == (row[5], "1" if row[4] == "男" else "2")


def test_big_rows_have_one_head_per_household_and_no_number_twice() -> None:
    rows = list(big_rows(20_000))
    heads = [row[0] for row in rows if row[1] == "户主"]
    assert len(heads) == len(set(heads)) == len({row[0] for row in rows})
    assert len({row[3] for row in rows}) == 20_000


def test_a_big_workbook_of_no_possible_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="fit"):
        write_big_workbook(tmp_path / "big.xlsx", people=10, columns=21)
