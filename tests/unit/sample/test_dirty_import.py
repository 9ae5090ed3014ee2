"""The import held to account: row by row against the truth of the dirty workbook."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.domain.accounts import Role
from desktop.sample.dirt import DirtReport, Expected, PlantedFault
from desktop.sample.office import SampleOffice
from desktop.services.opening import create_office
from desktop.services.register_import import session
from desktop.services.register_import.rows import PlannedRow, RowClass
from tests.support.vault import CHEAP, PASSWORD

Rows = dict[tuple[str, int], list[PlannedRow]]
_NUMBER_WORDS = ("身份", "证件")


@pytest.fixture(scope="module")
def rows(office: SampleOffice, dirty: DirtReport, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rows]:
    folder: Path = tmp_path_factory.mktemp("import")
    opened, _ = create_office(folder, office.village, "clerk", "王文书", Role.CLERK, PASSWORD, cost=CHEAP)
    plan = session.plan_import(opened, session.open_import(opened, dirty.path))
    found: Rows = defaultdict(list)
    for row in plan.rows:
        found[row.source.sheet, row.source.row_no].append(row)
    yield found
    opened.close()


def read(rows: Rows, office: SampleOffice, fault: PlantedFault) -> PlannedRow:
    """What the import made of the person in whom the fault was planted."""
    in_row = rows[fault.sheet, fault.row]
    name = office.person(fault.person).name
    return next((row for row in in_row if row.source.values.get("name") == name), in_row[0])


def same_or_coarser(code: object, wanted: str) -> bool:
    """长子 may be read as 子, never as 女."""
    return code == wanted or (isinstance(code, str) and code in ("20", "30", "40") and code[0] == wanted[0])


def test_every_row_of_the_workbook_is_accounted_for(rows: Rows, dirty: DirtReport) -> None:
    assert set(rows) == set(dirty.rows)
    for place, keys in dirty.rows.items():
        assert len(rows[place]) == len(keys), place


@pytest.mark.parametrize("code", ["E1", "E2", "E3"])
def test_a_destroyed_number_is_never_completed(
    code: str, rows: Rows, dirty: DirtReport, office: SampleOffice
) -> None:
    for fault in dirty.of(code):
        source = read(rows, office, fault).source
        assert not source.values.get("citizen_id")
        assert len(source.id_hint) >= 6
        assert office.person(fault.person).citizen_id.startswith(source.id_hint[:14])


@pytest.mark.parametrize("code", ["E4", "E5", "E6", "E7"])
def test_a_number_typed_differently_is_read_right(
    code: str, rows: Rows, dirty: DirtReport, office: SampleOffice
) -> None:
    numbers = [fault for fault in dirty.of(code) if any(word in fault.column for word in _NUMBER_WORDS)]
    assert numbers
    for fault in numbers:
        person = office.person(fault.person)
        assert read(rows, office, fault).source.values["citizen_id"] == person.citizen_id


@pytest.mark.parametrize("code", ["E7", "E8", "E9"])
def test_a_name_with_blanks_or_other_dots_is_read_right(
    code: str, rows: Rows, dirty: DirtReport, office: SampleOffice
) -> None:
    names = [fault for fault in dirty.of(code) if "姓名" in fault.column]
    assert names
    for fault in names:
        assert read(rows, office, fault).source.values["name"] == office.person(fault.person).name


def test_dates_in_every_notation_are_read_as_far_as_they_go(
    rows: Rows, dirty: DirtReport, office: SampleOffice
) -> None:
    for fault in dirty.of("E11"):
        birth = read(rows, office, fault).source.values["birth_date"]
        assert isinstance(birth, str)
        assert office.person(fault.person).birth_date.startswith(birth)


def test_one_row_and_one_cell_with_a_whole_family_become_its_members(
    rows: Rows, dirty: DirtReport, office: SampleOffice
) -> None:
    for code in ("E15", "E16"):
        for fault in dirty.of(code):
            family = [office.person(key) for key in dirty.rows[fault.sheet, fault.row]]
            found = rows[fault.sheet, fault.row]
            assert [row.source.values["name"] for row in found] == [one.name for one in family]
            for row, person in zip(found, family, strict=True):
                assert same_or_coarser(row.source.values["relation_to_head"], person.relation_to_head)


def test_merged_cells_keep_households_together(rows: Rows, dirty: DirtReport, office: SampleOffice) -> None:
    for fault in dirty.of("E14"):
        family = office.household(office.person(fault.person).household).members
        numbers = {
            row.source.household
            for place in range(fault.row, fault.row + len(family))
            for row in rows[fault.sheet, place]
        }
        assert len(numbers) == 1


@pytest.mark.parametrize("code", ["E17", "E18"])
def test_relations_in_dialect_are_understood(
    code: str, rows: Rows, dirty: DirtReport, office: SampleOffice
) -> None:
    for fault in dirty.of(code):
        row = read(rows, office, fault)
        if fault.expected is Expected.ASKED:
            assert row.all_problems, fault
        else:
            wanted = office.person(fault.person).relation_to_head
            assert same_or_coarser(row.source.values["relation_to_head"], wanted), fault


def test_sex_is_read_and_conflicts_are_told(rows: Rows, dirty: DirtReport, office: SampleOffice) -> None:
    for fault in dirty.of("E19"):
        row = read(rows, office, fault)
        if fault.expected is Expected.CLEANED:
            assert row.source.values["sex"] == office.person(fault.person).sex
        else:
            assert any(problem.code == "IMP-045" for problem in row.all_problems)


def test_code_words_are_read(rows: Rows, dirty: DirtReport, office: SampleOffice) -> None:
    for code, field in (("E20", "ethnicity"), ("E21", "education")):
        for fault in dirty.of(code):
            if fault.expected is Expected.CLEANED:
                value = read(rows, office, fault).source.values[field]
                assert value == getattr(office.person(fault.person), field), fault


def test_a_mobile_is_found_among_other_numbers(rows: Rows, dirty: DirtReport, office: SampleOffice) -> None:
    for fault in dirty.of("E22"):
        mobile = office.person(fault.person).mobile
        value = read(rows, office, fault).source.values.get("mobile")
        if mobile in fault.written and fault.expected is Expected.CLEANED:
            assert value == mobile
        else:
            assert value is None or value != fault.written


def test_areas_and_money_are_converted(rows: Rows, dirty: DirtReport, office: SampleOffice) -> None:
    for fault in dirty.of("E23"):
        contract = office.household(office.person(fault.person).household).contract
        assert contract is not None
        value = read(rows, office, fault).source.values["contract_area"]
        assert isinstance(value, int)
        assert abs(value - int(contract.area_mu * 100)) <= 1
    for fault in dirty.of("E24"):
        value = read(rows, office, fault).source.values.get("medical_paid")
        assert value == (None if fault.expected is Expected.EMPTY else 43_000)


def test_a_person_listed_twice_is_not_taken_twice(
    rows: Rows, dirty: DirtReport, office: SampleOffice
) -> None:
    for fault in dirty.of("E26"):
        row_class = read(rows, office, fault).row_class
        if fault.expected is Expected.ASKED:
            assert row_class is RowClass.ASK
        elif fault.written:
            assert row_class is not RowClass.NEW


def test_the_gone_are_told(rows: Rows, dirty: DirtReport, office: SampleOffice) -> None:
    for fault in dirty.of("E27"):
        assert any(problem.code == "IMP-044" for problem in read(rows, office, fault).all_problems), fault


def test_nobody_beside_the_gone_is_taken_for_gone(rows: Rows, dirty: DirtReport) -> None:
    gone = {fault.person for fault in dirty.of("E27")}
    for place, keys in dirty.rows.items():
        for row, key in zip(rows[place], keys, strict=True):
            if key not in gone:
                assert row.source.values.get("residence_state") not in ("70", "80"), (place, key)


def test_broken_formulas_do_not_keep_people_out(rows: Rows, dirty: DirtReport, office: SampleOffice) -> None:
    for fault in dirty.of("E31"):
        assert read(rows, office, fault).row_class is RowClass.NEW
