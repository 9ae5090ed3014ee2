"""The sample office's workbook, kept by nine different hands, comes out as the people it was made of."""

from collections import defaultdict

import pytest

from desktop.exchange.column_mapping import propose_mapping
from desktop.exchange.person_rows import normalise_table
from desktop.exchange.reader import read_workbook
from desktop.exchange.table_finder import find_tables
from desktop.sample.dirt import Expected
from desktop.sample.office import make_office
from desktop.sample.workbook import write_dirty_workbook, write_old_csv


@pytest.fixture(scope="module")
def office():
    return make_office()


def _import(path, today):
    book = read_workbook(path)
    return {
        table.sheet.name: normalise_table(table, propose_mapping(table), today=today, date1904=book.date1904)
        for table in find_tables(book)
    }


@pytest.fixture(scope="module")
def dirty(office, tmp_path_factory):
    report = write_dirty_workbook(office, tmp_path_factory.mktemp("sample") / "花名册.xlsx")
    return report, _import(report.path, office.today)


def _people(result, row):
    return [person for person in result.rows if person.row == row]


def _pairs(office, report, tables):
    """Every person read beside the person that was written there."""
    known = {person.key: person for person in office.people}
    for (sheet, row), keys in report.rows.items():
        people = _people(tables[sheet], row)
        assert len(people) == len(keys), (sheet, row)
        yield from ((known[key], person) for key, person in zip(keys, people, strict=True))


def test_every_table_is_found_where_it_stands(dirty):
    report, tables = dirty
    assert set(tables) == {sheet.name for sheet in report.sheets if sheet.data_rows}
    for sheet in report.sheets:
        if sheet.data_rows:
            first, last = tables[sheet.name].table.heading_rows
            assert tuple(range(first + 1, last + 2)) == sheet.header_rows


def test_every_row_with_people_is_read_and_no_other(dirty):
    report, tables = dirty
    read = {(sheet, person.row) for sheet, result in tables.items() for person in result.rows}
    assert read == set(report.rows)
    planted = [fault for fault in report.faults if fault.expected is Expected.SKIPPED]
    assert planted
    assert all((fault.sheet, fault.row) not in read for fault in planted)


def test_no_column_that_matters_is_left_to_chance(dirty):
    _, tables = dirty
    for result in tables.values():
        found = {match.identifier for match in result.mapping}
        assert found & {"name", "@members"}
        assert "citizen_id" in found


def test_everybody_keeps_the_name_and_number_that_the_office_knows(office, dirty):
    renamed = 0
    for truth, person in _pairs(office, *dirty):
        if person.values["name"] != truth.name:
            # A stand-in for a rare character stays as typed and is flagged.
            assert any(problem.code == "FLD-401" for problem in person.problems), person.values["name"]
            renamed += 1
        if person.values.get("citizen_id") is not None:
            assert person.values["citizen_id"] == truth.citizen_id
    assert renamed < 15


def test_every_number_that_a_spreadsheet_destroyed_is_flagged_and_none_restored(dirty):
    report, tables = dirty
    planted = [fault for fault in report.faults if fault.expected is Expected.DAMAGED]
    assert len(planted) > 20
    for fault in planted:
        (person,) = _people(tables[fault.sheet], fault.row)
        assert person.values["citizen_id"] is None
        assert person.id_hint
        assert any(problem.code == "FLD-106" for problem in person.problems)


def test_whom_a_remark_calls_dead_or_moved_gets_a_proposal(dirty):
    report, tables = dirty
    planted = [fault for fault in report.faults if fault.expected is Expected.PROPOSED]
    assert planted
    for fault in planted:
        assert any(person.event for person in _people(tables[fault.sheet], fault.row)), fault


def test_households_come_out_whole_whatever_the_sheet_keeps_them_by(office, dirty):
    report, tables = dirty
    household_of = {
        person.key: household.household_no
        for household in office.households
        for person in office.members(household)
    }
    for sheet, result in tables.items():
        members = defaultdict(set)
        for person in result.rows:
            keys = report.rows[sheet, person.row]
            key = keys[person.member] if len(keys) > 1 else keys[0]
            if person.household >= 0:
                members[person.household].add(household_of.get(key))
        assert all(len(numbers) == 1 for numbers in members.values()), sheet


def test_the_old_csv_file_is_read_like_the_workbook(office, tmp_path):
    report = write_old_csv(office, tmp_path / "old.csv")
    (result,) = _import(report.path, office.today).values()
    known = {person.key: person for person in office.people}
    assert {("", person.row) for person in result.rows} == set(report.rows)
    for person in result.rows:
        (key,) = report.rows["", person.row]
        assert person.values["citizen_id"] in (known[key].citizen_id, None)
        assert person.values["sex"] == known[key].sex
